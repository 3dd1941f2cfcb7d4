"""Pelican, as Fedora keeps its outages: header lines above Markdown, and the folder is the state.

Format: the README of fedora-infra/statusfpo, and Pelican's own documentation of its settings.
"""

from stillup.importing.pelican.site import import_pelican

__all__ = ["import_pelican"]
