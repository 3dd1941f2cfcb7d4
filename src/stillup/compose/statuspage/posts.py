"""Incidents and maintenance as the API tells them."""

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any

from stillup.compose import urls
from stillup.compose.site import Site
from stillup.compose.statuspage import ids
from stillup.compose.statuspage.course import Step, steps_of
from stillup.compose.statuspage.values import (
    Affected,
    Component,
    Incident,
    ScheduledMaintenance,
    Update,
    Words,
)
from stillup.compose.story import Story
from stillup.model import post as written
from stillup.model.settings import words_in
from stillup.model.status import Impact, UpdateStatus

_MONITORING = UpdateStatus.MONITORING.value
_RESOLVED = UpdateStatus.RESOLVED.value
_POSTMORTEM = UpdateStatus.POSTMORTEM.value
_COMPLETED = UpdateStatus.COMPLETED.value
_IMPACT_OF_MAINTENANCE = "maintenance"


def updated_at(story: Story) -> datetime:
    """Return when a post changed last: by a word, or because planned work began."""
    return max(story.last_news, story.timeline.started) if story.facts.running else story.last_news


def incident_of(site: Site, story: Story, components: Mapping[str, Component]) -> Incident:
    """Return an incident. `components` are those that the API has, by our ids."""
    steps = steps_of(story)
    run = _last_run(steps, _RESOLVED)
    return Incident(
        **_common(site, story, steps, components),
        status=_incident_status(story, steps, run),
        monitoring_at=_monitoring_at(steps),
        resolved_at=_over_at(story, run),
        impact=(Impact.NONE if story.post.withdrawn else story.timeline.highest).value,
        **_postmortem(steps),
    )


def _incident_status(story: Story, steps: tuple[Step, ...], run: tuple[Step, ...]) -> str:
    if story.is_open:
        return steps[-1].state
    is_examined = any(step.status == _POSTMORTEM for step in run) and not story.post.withdrawn
    return _POSTMORTEM if is_examined else _RESOLVED


def maintenance_of(
    site: Site, story: Story, components: Mapping[str, Component]
) -> ScheduledMaintenance:
    """Return a maintenance. Where only days are known, the plan spans them."""
    steps = steps_of(story)
    starts, ends = story.timeline.starts, story.timeline.ends
    assert starts is not None  # noqa: S101 - every maintenance has a plan
    assert ends is not None  # noqa: S101
    return ScheduledMaintenance(
        **_common(site, story, steps, components),
        status=maintenance_status(story),
        monitoring_at=None,
        resolved_at=_over_at(story, _last_run(steps, _COMPLETED)),
        impact=Impact.NONE.value if story.post.withdrawn else _IMPACT_OF_MAINTENANCE,
        scheduled_for=starts.at,
        scheduled_until=ends.at,
    )


def maintenance_status(story: Story) -> str:
    """Return how a maintenance stands by its updates and the clock."""
    if not story.is_open:
        return _COMPLETED
    if not story.facts.running:
        return UpdateStatus.SCHEDULED.value
    is_checked = story.timeline.status is UpdateStatus.VERIFYING
    return (UpdateStatus.VERIFYING if is_checked else UpdateStatus.IN_PROGRESS).value


def _common(
    site: Site, story: Story, steps: tuple[Step, ...], components: Mapping[str, Component]
) -> dict[str, Any]:
    """Return what incidents and maintenance have in common."""
    settings, post = site.settings, story.post
    hit = [] if post.withdrawn else story.timeline.statuses
    updates = [_update(site, story, step) for step in steps]
    if post.withdrawn:
        updates.append(_withdrawal(site, story))
    return {
        "id": ids.post_id(settings, post),
        "name": post.title,
        "created_at": story.first_at,
        "updated_at": updated_at(story),
        "shortlink": urls.absolute(story.path, settings),
        "started_at": story.timeline.started,
        "page_id": ids.page_id(settings),
        "incident_updates": tuple(reversed(updates)),
        "components": tuple(each for id_, each in components.items() if id_ in hit),
    }


def _update(site: Site, story: Story, step: Step) -> Update:
    post, update = story.post, step.update
    is_late = isinstance(post, written.Incident) and post.retrospective
    opening = update.status.value if update.status is UpdateStatus.CANCELLED else ""
    return Update(
        id=ids.update_id(site.settings, post, update),
        status=step.status,
        body=Words((update.text,), opening),
        incident_id=ids.post_id(site.settings, post),
        created_at=update.at,
        updated_at=_edited_at(update),
        display_at=update.at,
        affected_components=None if post.withdrawn else _affected(site, step),
        deliver_notifications=not (is_late or update.retrospective),
    )


def _affected(site: Site, step: Step) -> tuple[Affected, ...] | None:
    found = []
    for id_, (before, since) in step.changed.items():
        component = site.catalogue.components[id_]
        group = site.catalogue.groups.get(component.group)
        names = [part.name for part in (group, component) if part is not None]
        name = " - ".join(words_in(words, site.settings.default_language) for words in names)
        code = ids.component_id(site.settings, component)
        found.append(Affected(code, name, before.value, since.value))
    return tuple(found) or None


def _withdrawal(site: Site, story: Story) -> Update:
    """Return the update that says why a post was withdrawn. When that was nobody wrote down."""
    at = story.last_news
    is_incident = isinstance(story.post, written.Incident)
    return Update(
        id=ids.withdrawal_id(site.settings, story.post),
        status=_RESOLVED if is_incident else _COMPLETED,
        body=Words(typed=story.post.withdrawn),
        incident_id=ids.post_id(site.settings, story.post),
        created_at=at,
        updated_at=at,
        display_at=at,
        affected_components=None,
        deliver_notifications=True,
    )


def _edited_at(update: written.Update) -> datetime:
    return max([update.at, *(edit.at for edit in update.edits)])


def _last_run(steps: tuple[Step, ...], state: str) -> tuple[Step, ...]:
    """Return the steps since the post reached the state that it has, oldest first."""
    run = tuple(takewhile(lambda step: step.state == state, reversed(steps)))
    return run[::-1]


def _over_at(story: Story, run: tuple[Step, ...]) -> datetime | None:
    """Return when it was said that a post is over; None while it is not."""
    if story.is_open:
        return None
    return run[0].update.at if run else story.last_news


def _monitoring_at(steps: tuple[Step, ...]) -> datetime | None:
    """Return since when a remedy was watched, if nothing went wrong again after that."""
    since: datetime | None = None
    for step in steps:
        if step.state == _MONITORING:
            since = since or step.update.at
        elif step.state != _RESOLVED:
            since = None
    return since


def _postmortem(steps: tuple[Step, ...]) -> dict[str, Any]:
    told = [step.update for step in steps if step.status == _POSTMORTEM]
    if not told:
        return {}
    return {
        "postmortem_body": Words(tuple(update.text for update in told)),
        "postmortem_body_last_updated_at": max(map(_edited_at, told)),
        "postmortem_published_at": told[0].at,
    }
