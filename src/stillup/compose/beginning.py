"""From when on a site tells, for what has no time of its own: an empty feed, a component."""

from datetime import UTC, datetime, time

from stillup.compose.site import Site
from stillup.parse.zones import zone_of

_BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)


def beginning_of(site: Site) -> datetime:
    """Return a time that is over and stays the same: that of `since` if it has come."""
    since = site.settings.since
    if since is None or since > site.today:
        return _BEFORE_ANYTHING
    zone = zone_of(site.settings.time_zone)
    return datetime.combine(since, time(), tzinfo=zone).astimezone(UTC)
