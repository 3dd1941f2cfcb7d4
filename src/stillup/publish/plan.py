"""What a run sends and deletes. Pure: documents and what is held, in; a plan, out.

The order is the law of writing (see `edge.in_place`): what blocks a path goes first; new files
come in the order of their ranks, while nothing links to them yet; then old files are replaced, in
the same order; at last goes what nothing links to any more.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from typing import Final

import msgspec

from stillup.edge.manifest import Entry
from stillup.model.sources import FACTS, Document, Kind
from stillup.publish.held import Held, may_be_ours

_RANKS: Final = {kind.value: facts.rank for kind, facts in FACTS.items()}
_POSTS_OWN: Final = frozenset({Kind.INCIDENT, Kind.MAINTENANCE, Kind.PAGE, Kind.REDIRECT})

FEW: Final = 10
MANY: Final = 100
SHARE: Final = 0.2
"""Without `--max-deletes`, a run may delete FEW files, or SHARE of all, but not more than MANY."""


class Reason(StrEnum):
    """Why a document is sent."""

    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"
    ALTERED = "altered"
    UNSURE = "unsure"
    FULL = "full"


class Put(msgspec.Struct, frozen=True):
    """A document to send, and whether something stands where it goes."""

    document: Document
    reason: Reason
    replaces: bool


class Plan(msgspec.Struct, frozen=True):
    """What to do. `clear` are deletions that must come first: they stand in the way.

    `stay` are the files that are right as they are, and those kept untouched. `foreign` are
    files to be replaced that Stillup did not write.
    """

    puts: tuple[Put, ...]
    clear: tuple[str, ...]
    delete: tuple[str, ...]
    stay: Mapping[str, Entry]
    foreign: tuple[str, ...] = ()

    @property
    def deletions(self) -> tuple[str, ...]:
        """All that is deleted."""
        return (*self.clear, *self.delete)

    @property
    def touched(self) -> tuple[str, ...]:
        """Every path that the run changes."""
        return (*(put.document.path for put in self.puts), *self.deletions)

    def waves(self) -> Iterator[list[Put]]:
        """Yield what may be sent at a time, each wave after the one before has arrived."""
        for _, wave in groupby(self.puts, key=_wave):
            yield list(wave)


def plan_publishing(
    documents: Iterable[Document],
    held: Held,
    *,
    kept: frozenset[str] = frozenset(),
    full: bool = False,
) -> Plan:
    """Compare what should be with what is there. `kept` are ids of posts left out."""
    puts, stay = [], {}
    wanted = set()
    for document in documents:
        wanted.add(document.path)
        reason = Reason.FULL if full else _reason(document, held)
        if reason is None:
            stay[document.path] = held.files[document.path]
        else:
            puts.append(Put(document, reason, held.is_there(document.path)))
    rest = held.ours - wanted
    untouched = {path: held.files[path] for path in rest if _is_kept(path, kept, held)}
    delete = {p for p in rest - untouched.keys() if held.is_there(p) and may_be_ours(p)}
    clear = _in_the_way(delete, wanted)
    return Plan(
        puts=tuple(sorted(puts, key=lambda put: (*_wave(put), put.document.path))),
        clear=tuple(sorted(clear)),
        delete=tuple(sorted(delete - clear, key=lambda path: _deleting_order(path, held))),
        stay=stay | untouched,
        foreign=tuple(sorted(_foreign(wanted, held))),
    )


def without_same_bytes(plan: Plan, held: Held, made: Mapping[str, Entry]) -> Plan:
    """Return a plan that sends nothing again that turned out as it is there already.

    Another version of a library changes every key, and seldom a byte. `made` says what each
    document that is to be sent came out as, by path.
    """
    same = {
        path: made[path]
        for put in plan.puts
        if put.reason is Reason.CHANGED
        and (path := put.document.path) in held.files
        and held.files[path].digest == made[path].digest
        and not _is_altered(held.files[path], path, held)
    }
    puts = tuple(put for put in plan.puts if put.document.path not in same)
    return msgspec.structs.replace(plan, puts=puts, stay={**plan.stay, **same})


def allowed_deletes(held: Held) -> int:
    """Return how many files a run may delete without being told so."""
    return max(FEW, min(MANY, int(SHARE * len(held.files))))


def _wave(put: Put) -> tuple[bool, int]:
    return (put.replaces, FACTS[put.document.kind].rank)


def _reason(document: Document, held: Held) -> Reason | None:
    path = document.path
    entry = held.files.get(path)
    if path in held.pending:
        return Reason.UNSURE
    if entry is None:
        return Reason.NEW
    if held.listing is not None:
        listed = held.listing.get(path)
        if listed is None:
            return Reason.LOST
        if entry.key == document.key and _is_altered(entry, path, held):
            return Reason.ALTERED
    return None if entry.key == document.key else Reason.CHANGED


def _is_altered(entry: Entry, path: str, held: Held) -> bool:
    """Whether what is listed is not what was sent, as far as that can be told."""
    if held.listing is None:
        return False
    listed, tag = held.listing[path], held.tags.get(path, "")
    return listed.size != entry.size or bool(tag and listed.tag and tag != listed.tag)


def _is_kept(path: str, kept: frozenset[str], held: Held) -> bool:
    """Whether a file that no document asks for stays: a ledger, or what belongs to a post left out.

    Which media such a post shows is not known, so all media stay with it.
    """
    entry = held.files.get(path)
    if entry is None or not held.is_there(path):
        return False
    if entry.kind in {Kind.MEDIA, Kind.LEDGER}:
        return entry.kind == Kind.LEDGER or bool(kept)
    return entry.kind in _POSTS_OWN and entry.subject in kept


def _in_the_way(delete: set[str], wanted: set[str]) -> set[str]:
    """Return the files where a folder is to be, and those in a folder where a file is to be."""
    if not delete:
        return set()
    above = {folder for path in wanted for folder in _folders(path)}
    return {p for p in delete if p in above or any(f in wanted for f in _folders(p))}


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _foreign(wanted: set[str], held: Held) -> set[str]:
    """Return what a first run would replace that Stillup did not write."""
    if held.is_ours or held.listing is None:
        return set()
    return wanted & held.listing.keys()


def _deleting_order(path: str, held: Held) -> tuple[int, str]:
    """Order deletions so that what links comes before what it links to."""
    entry = held.files.get(path)
    return (-_RANKS.get(entry.kind, 0) if entry else 0, path)
