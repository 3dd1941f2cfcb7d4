"""Upptime: a repository on GitHub whose issues are the incidents. Format: upptime.js.org."""

from stillup.importing.upptime.site import import_upptime

__all__ = ["import_upptime"]
