"""Statuspage sites: the public v2 documents, the v1 export, and the history feeds.

The feeds alone know the ids by which readers know an incident, the documents all the rest; each
does without the other.
"""

from collections.abc import Mapping
from datetime import datetime

from stillup.importing.outcome import Import
from stillup.importing.statuspage.site import Importer


def import_statuspage(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return a Statuspage site, given as saved files by path, in our format.

    Any layout and any names will do. With `now`, what lies ahead of it becomes a draft. The same
    files give the same bytes.
    """
    return Importer(files, now).run()


__all__ = ["import_statuspage"]
