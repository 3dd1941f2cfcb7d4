"""Values of the model as canonical Stillup files: valid YAML, canonical Markdown.

What is written reads back to the same facts. Times are written as the clock showed where they
were first written, which an update's id tells, or else in the site's zone.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from zoneinfo import ZoneInfo

from stillup.model.post import (
    ComponentMark,
    Edit,
    Incident,
    Maintenance,
    Offer,
    Page,
    Post,
    Translation,
    Update,
)
from stillup.model.text import Text
from stillup.writing.heading import write_heading
from stillup.writing.post import joined
from stillup.writing.prose import settled
from stillup.writing.scalars import flow_list, flow_map, scalar
from stillup.writing.times import (
    time_id,
    time_of_update,
    wall_of,
    written_moment,
    written_time,
)
from stillup.writing.update import update_lines

_SAFE = "/~!$&'()*+,;=:@"


def write_incident(incident: Incident, zone: ZoneInfo, remarks: Iterable[str] = ()) -> str:
    """Return the file of an incident. `remarks` become comments of its front matter."""
    return _file(_incident_front(incident, zone), incident, zone, remarks)


def write_maintenance(work: Maintenance, zone: ZoneInfo, remarks: Iterable[str] = ()) -> str:
    """Return the file of a maintenance."""
    return _file(_maintenance_front(work, zone), work, zone, remarks)


def write_translation(
    told: Translation, originals: Iterable[Update], zone: ZoneInfo, remarks: Iterable[str] = ()
) -> str:
    """Return the file of a translation. `originals` are the updates that it tells again."""
    front = [f"title: {scalar(told.title)}"]
    if told.checked_at is not None:
        front.append(f"checked: {told.checked_by}, {written_time(told.checked_at, zone)}")
    texts = {update.id: update.text for update in told.updates}
    again = [_told_again(each, texts[each.id], zone) for each in originals if each.id in texts]
    summary = settled(told.summary.markdown, begins_update=False)
    return joined([*front, *_comments(remarks)], [summary, *again])


def write_page(page: Page, remarks: Iterable[str] = ()) -> str:
    """Return the file of a plain page. Its text is left as it is."""
    front = [f"title: {scalar(page.title)}"]
    if page.menu != 0:
        front.append(f"menu: {'false' if page.menu is None else page.menu}")
    if page.draft:
        front.append("draft: true")
    return joined([*front, *_comments(remarks)], [page.text.markdown.strip("\n")])


def _file(front: Iterable[str], post: Post, zone: ZoneInfo, remarks: Iterable[str]) -> str:
    summary = settled(post.summary.markdown, begins_update=False)
    updates = [_update(update, zone) for update in post.updates]
    return joined([*front, *_comments(remarks)], [summary, *updates])


def _comments(remarks: Iterable[str]) -> Iterator[str]:
    for remark in remarks:
        # No blank behind `#`: with a day in it the line would look like the heading of an update.
        yield from (f"#{line}".rstrip() for line in remark.splitlines())


def _incident_front(incident: Incident, zone: ZoneInfo) -> Iterator[str]:
    yield f"title: {scalar(incident.title)}"
    yield f"impact: {incident.impact.value}"
    yield from _components(incident.components)
    if incident.started is not None:
        yield f"started: {written_time(incident.started, zone)}"
    yield from _shared_front(incident, zone, retrospective=incident.retrospective)


def _maintenance_front(work: Maintenance, zone: ZoneInfo) -> Iterator[str]:
    yield f"title: {scalar(work.title)}"
    yield from _components(work.components)
    yield f"starts: {written_moment(work.starts, zone)}"
    yield f"ends: {written_moment(work.ends, zone)}"
    yield from _shared_front(work, zone, retrospective=False)


def _shared_front(post: Post, zone: ZoneInfo, *, retrospective: bool) -> Iterator[str]:
    yield from _texts(post, ("author",))
    if post.related:
        yield f"related: {flow_list(r.id for r in post.related)}"
    yield from _texts(post, ("cause",))
    if post.offer is not None:
        yield from _offer(post.offer, zone)
    if retrospective:
        yield "retrospective: true"
    if post.edits:
        yield from ("edits:", *(f"  - {scalar(_edit(edit, zone))}" for edit in post.edits))
    yield from _texts(post, ("withdrawn",))
    if post.aliases:
        yield f"aliases: {flow_list(_alias(a.id) for a in post.aliases)}"
    yield from _texts(post, ("feed_id", "rss_id", "api_id"))
    yield from (f"{name}: true" for name in ("draft", "pin") if getattr(post, name))
    if post.publish_at is not None:
        yield f"publish_at: {written_time(post.publish_at, zone)}"


def _texts(post: Post, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if text := getattr(post, name):
            yield f"{name}: {scalar(text)}"


def _alias(path: str) -> str:
    """Return an old address as a path from the root, in which nothing is read in another way."""
    return "/" + "".join(c if not c.isascii() else quote(c, safe=_SAFE) for c in path.lstrip("/"))


def _components(marks: tuple[ComponentMark, ...]) -> Iterator[str]:
    if any(mark.status for mark in marks):
        told = {mark.name: mark.status.value if mark.status else "" for mark in marks}
        yield f"components: {flow_map(told)}"
    elif marks:
        yield f"components: {flow_list(mark.name for mark in marks)}"


def _offer(offer: Offer, zone: ZoneInfo) -> Iterator[str]:
    yield "offer:"
    for name in ("what", "who", "how", "limit", "applied", "contact"):
        if text := getattr(offer, name):
            yield f"  {name}: {scalar(text)}"
    if offer.claim_url:
        yield f"  claim_url: {scalar(offer.claim_url)}"
    if offer.until is not None:
        yield f"  until: {written_time(offer.until, zone)}"
    if offer.automatic:
        yield "  automatic: true"


def _update(update: Update, zone: ZoneInfo) -> str:
    heading = write_heading(update.status, time_of_update(update, zone))
    text = settled(update.text.markdown, begins_update=True)
    return "\n".join(update_lines(heading, _fields(update, zone), text))


def _told_again(update: Update, text: Text, zone: ZoneInfo) -> str:
    heading = write_heading(update.status, time_of_update(update, zone))
    words = settled(text.markdown, begins_update=True)
    return "\n".join(update_lines(heading, _own_id(update, zone), words))


def _own_id(update: Update, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    if update.id != time_id(wall_of(update, zone)):
        yield "id", update.id


def _fields(update: Update, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    yield from _own_id(update, zone)
    if update.next_update is not None:
        yield "next_update", written_time(update.next_update, zone)
    if update.components:
        yield "components", _marks(update.components)
    if update.impact is not None:
        yield "impact", update.impact.value
    if update.author:
        yield "author", update.author
    if update.starts is not None:
        yield "starts", written_moment(update.starts, zone)
    if update.ends is not None:
        yield "ends", written_moment(update.ends, zone)
    if update.ended is not None:
        yield "ended", written_time(update.ended, zone)
    yield from (("edited", _edit(edit, zone)) for edit in update.edits)
    if update.retrospective:
        yield "retrospective", "true"


def _marks(marks: tuple[ComponentMark, ...]) -> str:
    return ", ".join(f"{m.name}: {m.status.value}" if m.status else m.name for m in marks)


def _edit(edit: Edit, zone: ZoneInfo) -> str:
    return f"{written_time(edit.at, zone)}, {edit.note}"
