"""The ledger as this site carries it on: earliest wins, and nothing is ever removed from it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import msgspec

from stillup.compose import urls
from stillup.compose.site import Site
from stillup.compose.story import Story
from stillup.model.digest import digest_of, digest_of_bytes
from stillup.model.ledger import Entry, Ledger, Rewording, key_of, year_of
from stillup.model.post import Update
from stillup.model.sources import Document, Kind

LEDGER = "ledger.json"
"""The source path of the last ledger. A build without it makes none."""

_A_MINUTE = timedelta(minutes=1)
"""Notes tell the time to the minute, the ledger to the second."""


class LedgerView(msgspec.Struct, frozen=True):
    """One year of the ledger."""

    updates: dict[str, Entry]


def merged(ledgers: Iterable[Ledger]) -> Ledger:
    """Return what several copies know together.

    It is certain if one that knows anything is, or if all are.
    """
    updates: dict[str, Entry] = {}
    copies = list(ledgers)
    for ledger in copies:
        for key, entry in ledger.updates.items():
            updates[key] = _both(updates[key], entry) if key in updates else entry
    is_certain = any(copy.is_certain and copy.updates for copy in copies)
    return Ledger(updates, is_certain or all(copy.is_certain for copy in copies))


def advanced(last: Ledger, stories: Iterable[Story], now: datetime) -> Ledger:
    """Return the ledger once these stories are public.

    What it does not know was first public now, or who knows when if the last one is not certain.
    An update whose post names its old address among its aliases is known by that.
    """
    updates = dict(last.updates)
    first = now.replace(microsecond=0) if last.is_certain else None
    for story in stories:
        for update in story.post.updates:
            key, words = key_of(story.id, update.id), words_digest(update)
            known = updates.get(key)
            if known is None and (old := _old_key(story, update, updates)):
                known = updates[old]
                updates[old] = msgspec.structs.replace(known, now=key)
            if known is None:
                updates[key] = Entry(first=first, words=words)
            else:
                updates[key] = _carried_on(known, words, _notes(story, update), now)
    return Ledger(updates, last.is_certain)


def new_keys(last: Ledger, next_one: Ledger) -> tuple[str, ...]:
    """Return the keys of what is public for the first time; none if nobody knows."""
    if not last.is_certain:
        return ()
    moved = {entry.now for entry in next_one.updates.values()}
    return tuple(sorted(next_one.updates.keys() - last.updates.keys() - moved))


def words_digest(update: Update) -> str:
    """Return the digest of an update's words: blanks and breaks of lines do not count."""
    return digest_of_bytes(" ".join(update.text.markdown.split()).encode())


def documents(site: Site) -> Iterator[Document]:
    """Yield one document for each year; none if no last ledger was given."""
    for year, updates in _by_year(site.ledger).items():
        yield Document(urls.ledger_path(year), Kind.LEDGER, year, "", digest_of("ledger", updates))


def view(site: Site, document: Document) -> LedgerView:
    """Return the entries of a year."""
    return LedgerView(_by_year(site.ledger)[document.subject])


def _by_year(ledger: Ledger | None) -> Mapping[str, dict[str, Entry]]:
    found: dict[str, dict[str, Entry]] = {}
    for key, entry in sorted((ledger or Ledger()).updates.items()):
        found.setdefault(year_of(key), {})[key] = entry
    return found


def _carried_on(known: Entry, words: str, notes: list[datetime], now: datetime) -> Entry:
    """Return an entry with what is new: other words, and notes that cover a change."""
    changes = known.changes
    if known.latest != words:
        changes = (*changes, Rewording(now.replace(microsecond=0), words))
    return msgspec.structs.replace(
        known, changes=_covered(known.first, changes, notes), removed=None, now=""
    )


def _covered(
    first: datetime | None, changes: tuple[Rewording, ...], notes: list[datetime]
) -> tuple[Rewording, ...]:
    """Return the changes, each covered by a note that is younger than the words before it."""
    before = [first, *(change.at for change in changes)]
    return tuple(
        msgspec.structs.replace(change, edited=change.edited or _has_note(since, notes))
        for since, change in zip(before, changes, strict=False)
    )


def _has_note(since: datetime | None, notes: list[datetime]) -> bool:
    return any(since is None or at >= since - _A_MINUTE for at in notes)


def _notes(story: Story, update: Update) -> list[datetime]:
    return [edit.at for edit in (*update.edits, *story.post.edits)]


def _old_key(story: Story, update: Update, updates: Mapping[str, Entry]) -> str:
    """Return the key that this update had under an old address of its post, or nothing."""
    for alias in story.post.aliases:
        folder, _, old = alias.id.strip("/").removesuffix("/index.html").rpartition("/")
        key = key_of(old, update.id)
        if folder.rpartition("/")[2] in {"incidents", "maintenance"} and key in updates:
            return key
    return ""


def _both(one: Entry, other: Entry) -> Entry:
    """Return what two copies know of one update."""
    if _age(other) < _age(one):
        one, other = other, one
    points = [*one.changes, *other.changes]
    if other.first is not None:
        points.append(Rewording(other.first, other.words))
    return Entry(
        first=one.first,
        words=one.words,
        changes=_in_order(one.words, points),
        removed=min(filter(None, (one.removed, other.removed)), default=None),
        now=min(filter(None, (one.now, other.now)), default=""),
    )


def _age(entry: Entry) -> tuple[bool, float, str]:
    at = entry.first
    return (at is None, at.timestamp() if at else 0.0, entry.words)


def _in_order(words: str, points: list[Rewording]) -> tuple[Rewording, ...]:
    """Return each change of words once, by time, at the earliest time that is known."""
    kept: list[Rewording] = []
    for point in sorted(points, key=lambda p: (p.at, p.words)):
        if point.words != (kept[-1].words if kept else words):
            kept.append(point)
        elif kept and point.edited:
            kept[-1] = msgspec.structs.replace(kept[-1], edited=True)
    return tuple(kept)
