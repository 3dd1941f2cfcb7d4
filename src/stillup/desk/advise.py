"""What is missing in something just written: facts of form, one line each. It stops nobody."""

import re
from collections.abc import Iterator

from stillup.compose.story import Promise, Story
from stillup.desk.change import Outcome
from stillup.model.post import Incident, Update
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.parse.zones import zone_of
from stillup.writing.skeleton import gaps

_TO_READERS = re.compile(
    r"\b(?:you|your|yours|please|instead|meanwhile|no action)\b", re.IGNORECASE
)
_SORRY = re.compile(r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies))\b", re.IGNORECASE)
_ENGLISH = "en"
_GAP = "gap-left"


def advice(outcome: Outcome) -> tuple[str, ...]:
    """Return what to look at again, each with the line that would mend it.

    Where no update was written, there is little to say. What is so of the whole site is said of a
    new incident only: whoever writes its updates has heard it.
    """
    if outcome.story is None:
        return ()
    update = update_written(outcome)
    if update is None:
        return tuple(_of_withdrawal(outcome, outcome.story))
    return tuple(dict.fromkeys(_advice(outcome, outcome.story, update)))


def update_written(outcome: Outcome) -> Update | None:
    """Return the update among the lines that were written."""
    edited = outcome.change.edited
    updates = outcome.story.post.updates if outcome.story else ()
    return next((u for u in updates if edited.first <= u.span.line <= edited.last), None)


def _advice(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    if isinstance(story.post, Incident) and not story.post.withdrawn:
        yield from _of_incident(outcome, story, update)
    yield from _of_order(outcome, story, update)
    yield from _of_texts(outcome, story, update)
    yield from _of_writer(outcome, story, update)
    yield from _of_warnings(outcome)


def _of_withdrawal(outcome: Outcome, story: Story) -> Iterator[str]:
    was = outcome.before.story(story.id)
    is_new = story.post.withdrawn and was is not None and not was.post.withdrawn
    if is_new and story.id not in outcome.before.hidden:
        yield (
            "the page says so; feeds and chats, which have told of it, hear of updates alone: "
            "`stillup update` tells them too"
        )


def _of_incident(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    first = outcome.change.was is None
    if first and story.timeline.impact is Impact.NONE:
        yield "impact `none` only announces: `minor`, `major` or `critical` would colour the page"
    if first and not story.timeline.statuses:
        yield "no component is named, so it counts for the site as a whole: `components: NAME`"
    if story.is_open and update.next_update is None:
        yield "no next update is promised, and people will ask: `next_update: in 30 minutes`"
    if not story.is_open and update.status is UpdateStatus.UPDATE:
        yield "it was resolved before and stays so: the status `Investigating` opens it again"
    if update.status is UpdateStatus.RESOLVED:
        yield from _of_end(outcome, story, update)


def _of_end(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    if update.ended is None:
        at = update.at.astimezone(zone_of(outcome.before.settings.time_zone))
        yield f"it counts as over only since {at:%H:%M}; if it was over before: `ended: TIME`"
    for other in _others(outcome, story):
        shared = [c for c in story.timeline.statuses if _is_hit(other, c)]
        if shared:
            yield f"{', '.join(shared)}: still affected by `{other.id}`, which is open"


def _of_order(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    last, was = story.post.updates[-1], outcome.before.story(story.id)
    if was is not None and update.at < was.timeline.started and isinstance(was.post, Incident):
        began, at = (outcome.before.local(each) for each in (was.timeline.started, update.at))
        yield (
            f"it began at {began:%Y-%m-%d %H:%M} so far; with this update it counts from "
            f"{at:%Y-%m-%d %H:%M} on"
        )
    elif last is not update and last.at > update.at:
        at = outcome.before.local(last.at)
        yield f"an update of {at:%Y-%m-%d %H:%M} is there already: it comes after this one"


def _of_texts(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    texts = [story.post.summary.markdown, *(each.text.markdown for each in story.post.updates)]
    if update.text.is_empty:
        yield "it has no text yet: readers see only its status"
    elif left := gaps(update.text.markdown):
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        yield f"a gap is still to be filled in: {left[0]}{more}"
    was = outcome.before.story(story.id)
    late = was is not None and was.facts.promise is Promise.LATE
    english = outcome.before.settings.default_language.partition("-")[0] == _ENGLISH
    if late and english and not _SORRY.search(update.text.markdown):
        yield "the last promise was missed, and nothing here says sorry for that"
    told = " ".join(texts)
    if english and story.is_open and told.strip() and not _TO_READERS.search(told):
        yield "nothing says what people can do meanwhile"


def _of_writer(outcome: Outcome, story: Story, update: Update) -> Iterator[str]:
    settings = outcome.before.settings
    if not (update.author or story.post.author):
        yield "nobody signs it: `author: NAME`"
    if outcome.change.was is None and isinstance(story.post, Incident) and not settings.contact:
        yield "the site names no way to reach a person: `contact` in content/site.yaml"


def _of_warnings(outcome: Outcome) -> Iterator[str]:
    """Say what a check would warn of in these lines, but for gaps, which are told above."""
    change = outcome.change
    for each in outcome.after.diagnostics:
        is_here = change.edited.first <= each.span.line <= change.edited.last
        is_known = each.is_error or each.code == _GAP
        if each.span.path == change.path and is_here and not is_known:
            yield f"{each.message}; {each.label}" if each.label else each.message


def _others(outcome: Outcome, story: Story) -> list[Story]:
    desk = outcome.before
    return [s for s in desk.stories if s.is_open and s.id not in {story.id, *desk.hidden}]


def _is_hit(story: Story, component: str) -> bool:
    is_incident = isinstance(story.post, Incident)
    return is_incident and story.timeline.statuses.get(component, _FINE) is not _FINE


_FINE = ComponentStatus.OPERATIONAL
