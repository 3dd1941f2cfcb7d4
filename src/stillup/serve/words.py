"""Times and errors of a snapshot, as they are said everywhere in the preview."""

from datetime import datetime

from stillup.model.diagnostic import Diagnostic
from stillup.parse.zones import zone_of
from stillup.serve.snapshot import Snapshot


def errors_of(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Return what keeps the newest state of the folder from being shown."""
    return tuple(each for each in snapshot.problems if each.is_error)


def time_of(at: datetime, snapshot: Snapshot) -> str:
    """Return a time in the site's zone, with its day if that is another than the one shown."""
    site = snapshot.build.site if snapshot.build else None
    zone = zone_of(site.settings.time_zone if site else "UTC")
    here, now = at.astimezone(zone), snapshot.now.astimezone(zone)
    if snapshot.is_frozen or here.date() != now.date():
        return f"{here:%Y-%m-%d %H:%M}"
    return f"{here:%H:%M}"
