"""The posts of a site as rows: what `list` shows. Pure."""

from datetime import datetime

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.compose.site import Site
from stillup.compose.story import Phase, Story, promised_news
from stillup.compose.timeline import Timeline, incident_timeline, maintenance_timeline
from stillup.model.post import Incident, Maintenance

RECENT = 20
"""So many posts are listed where nobody asks for all."""

_AHEAD = frozenset({Phase.SCHEDULED.value, Phase.UNANNOUNCED.value})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One post, times in UTC. `hidden` is `draft`, `embargo` or None.

    `state` is the status an incident is in, where a maintenance stands, or `withdrawn`.
    """

    id: str
    path: str
    title: str
    kind: str
    state: str
    impact: str | None
    open: bool
    started: datetime
    ended: datetime | None
    last_update: datetime
    next_update: datetime | None
    hidden: str | None


def rows_of(site: Site) -> list[Row]:
    """Return all posts, newest first."""
    rows = [_row_of(story) for story in site.stories]
    rows += [_hidden(post, site.catalogue) for post in site.hidden]
    return sorted(rows, key=lambda row: (row.started, row.id), reverse=True)


def chosen(rows: list[Row], which: str) -> list[Row]:
    """Return the rows asked for: `drafts`, `open`, `planned`, `all`, or else the recent ones.

    What is open, planned or hidden counts as recent, however old.
    """
    match which:
        case "drafts":
            return [row for row in rows if row.hidden]
        case "open":
            return [row for row in rows if _is_running(row)]
        case "planned":
            return [row for row in rows if _is_planned(row)]
        case "all":
            return rows
        case _:
            newest = {row.id for row in rows[:RECENT]}
            return [row for row in rows if row.id in newest or row.open or row.hidden]


def _is_planned(row: Row) -> bool:
    return row.hidden is None and row.state in _AHEAD


def _is_running(row: Row) -> bool:
    return row.hidden is None and row.open and not _is_planned(row)


def _row_of(story: Story) -> Row:
    phase = story.facts.phase
    return _row(story.post, story.timeline, phase.value if phase else "", None)


def _hidden(post: Incident | Maintenance, catalogue: Catalogue) -> Row:
    """Return the row of a draft or an embargoed post: nothing is computed of it for readers."""
    timeline = (
        incident_timeline(post, catalogue)
        if isinstance(post, Incident)
        else maintenance_timeline(post, catalogue)
    )
    return _row(post, timeline, "", "draft" if post.draft else "embargo")


def _row(post: Incident | Maintenance, timeline: Timeline, phase: str, hidden: str | None) -> Row:
    is_incident = isinstance(post, Incident)
    return Row(
        id=post.id,
        path=post.source,
        title=post.title,
        kind="incident" if is_incident else "maintenance",
        state="withdrawn" if post.withdrawn else phase or timeline.status.value,
        impact=timeline.impact.value if is_incident else None,
        open=timeline.is_open,
        started=timeline.started,
        ended=timeline.ended,
        last_update=post.updates[-1].at,
        next_update=promised_news(post, timeline),
        hidden=hidden,
    )
