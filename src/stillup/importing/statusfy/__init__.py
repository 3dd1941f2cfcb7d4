"""Statusfy: Markdown below `content/`, updates in containers. Format: Statusfy's own guide."""

from stillup.importing.statusfy.site import import_statusfy

__all__ = ["import_statusfy"]
