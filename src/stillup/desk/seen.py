"""What readers will see of a post, in one sentence for the one who wrote it."""

from datetime import datetime

from stillup.compose.story import Phase, Story
from stillup.desk.desk import Desk
from stillup.model.post import Incident, Moment
from stillup.model.settings import words_in
from stillup.model.status import ComponentStatus, Impact, UpdateStatus

_SAID = {
    Phase.SCHEDULED: "is planned",
    Phase.UNANNOUNCED: "is planned",
    Phase.IN_PROGRESS: "is in progress",
    Phase.VERIFYING: "is being verified",
    Phase.OVERDUE: "has not been said to be over",
    Phase.COMPLETED: "is completed",
    Phase.CANCELLED: "is cancelled",
}
_OPEN = {
    UpdateStatus.INVESTIGATING: "is being investigated",
    UpdateStatus.IDENTIFIED: "has a known cause",
    UpdateStatus.MONITORING: "is being watched after a repair",
}


def seen_by_readers(desk: Desk, story: Story) -> str:
    """Return what readers see: state, impact, components, promise; or why they see nothing."""
    post = story.post
    if post.draft:
        return "Readers see nothing of it: it is a draft. Take `draft: true` out when it is ready."
    if post.publish_at is not None and post.publish_at > desk.now:
        return f"Readers see nothing of it before {_time(desk, post.publish_at)}."
    return f"Readers see: {standing(desk, story)}"


def standing(desk: Desk, story: Story) -> str:
    """Return how a post stands, whoever can see it."""
    post = story.post
    if post.withdrawn:
        return f"“{post.title}” is withdrawn: {post.withdrawn}"
    said = _incident(desk, story) if isinstance(post, Incident) else _maintenance(desk, story)
    return f"“{post.title}” {said}."


def _incident(desk: Desk, story: Story) -> str:
    timeline = story.timeline
    if not story.is_open:
        end = timeline.ended or desk.now
        return f"is resolved; from {_time(desk, timeline.started)} to {_end(desk, story, end)}"
    state = _OPEN.get(timeline.status, "is open")
    none = timeline.impact is Impact.NONE
    impact = "an announcement" if none else f"{timeline.impact.value} impact"
    parts = [f"{state}, {impact}", *_components(desk, story)]
    if story.facts.promised is not None:
        parts.append(f"next update by {_time(desk, story.facts.promised)}")
    return "; ".join(parts)


def _maintenance(desk: Desk, story: Story) -> str:
    said = _SAID[story.facts.phase] if story.facts.phase else "is planned"
    if not story.is_open:
        return said
    plan = [_moment(desk, each) for each in (story.timeline.starts, story.timeline.ends) if each]
    return f"{said}, {' to '.join(dict.fromkeys(plan))}"


def _components(desk: Desk, story: Story) -> list[str]:
    """Return the components that are hit, each with its state; none of an announcement."""
    hit = {c: s for c, s in story.timeline.statuses.items() if s is not ComponentStatus.OPERATIONAL}
    language = desk.settings.default_language
    named = [
        f"{words_in(desk.catalogue.components[name].name, language)}: {_words(status)}"
        for name, status in hit.items()
    ]
    return [", ".join(named)] if named else []


def _words(status: ComponentStatus) -> str:
    return status.value.replace("_", " ")


def _end(desk: Desk, story: Story, end: datetime) -> str:
    same = desk.local(end).date() == desk.local(story.timeline.started).date()
    return f"{desk.local(end):%H:%M}" if same else _time(desk, end)


def _moment(desk: Desk, moment: Moment) -> str:
    if not moment.has_time and moment.day is not None:
        return f"{moment.day} (time to be announced)"
    return f"{desk.local(moment.at):%Y-%m-%d %H:%M}"


def _time(desk: Desk, at: datetime) -> str:
    local = desk.local(at)
    today = local.date() == desk.local(desk.now).date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"
