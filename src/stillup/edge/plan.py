"""What a build changes in an output folder. Pure: documents and what is there, in; a plan, out."""

from collections.abc import Iterable, Mapping

import msgspec

from stillup.edge.manifest import Entry
from stillup.model.sources import FACTS, Document, Kind

_RANKS = {kind.value: facts.rank for kind, facts in FACTS.items()}
_POSTS_OWN = frozenset({Kind.INCIDENT, Kind.MAINTENANCE, Kind.PAGE, Kind.REDIRECT})


class Holding(msgspec.Struct, frozen=True):
    """What an output folder holds of ours: what its manifest lists, and what may have changed.

    `pending` are paths that an interrupted run was about to write or delete: of these nothing is
    known but that they are ours. `sizes` are of what stands at any path of ours or of a document,
    negative for what is no plain file.
    """

    files: Mapping[str, Entry]
    pending: frozenset[str]
    sizes: Mapping[str, int]

    def entry_for(self, path: str) -> Entry | None:
        """Return what is known for certain about the file at `path`: None means nothing."""
        entry = self.files.get(path)
        if entry is None or path in self.pending or self.sizes.get(path) != entry.size:
            return None
        return entry


class Plan(msgspec.Struct, frozen=True):
    """What to do. `stay` are the files that are right as they are, and those kept untouched."""

    render: tuple[Document, ...]
    stay: dict[str, Entry]
    delete: tuple[str, ...]


def plan_writing(documents: Iterable[Document], kept: frozenset[str], holding: Holding) -> Plan:
    """Compare what should be with what is there. `kept` are ids of posts left out."""
    render, stay = [], {}
    paths = set()
    for document in documents:
        paths.add(document.path)
        entry = holding.entry_for(document.path)
        if entry is not None and entry.key == document.key:
            stay[document.path] = entry
        else:
            render.append(document)
    rest = (holding.files.keys() | holding.pending) - paths
    untouched = {path: _as_found(path, holding) for path in rest if _is_kept(path, kept, holding)}
    return Plan(
        render=tuple(sorted(render, key=writing_order)),
        stay=stay | untouched,
        delete=tuple(sorted(rest - untouched.keys(), key=lambda p: _deleting_order(p, holding))),
    )


def writing_order(document: Document) -> tuple[int, str]:
    """Order documents so that what is linked to comes before what links to it."""
    return (FACTS[document.kind].rank, document.path)


def _deleting_order(path: str, holding: Holding) -> tuple[int, str]:
    """Order deletions so that what links comes before what it links to."""
    entry = holding.files.get(path)
    return (-_RANKS.get(entry.kind, 0) if entry else 0, path)


def _is_kept(path: str, kept: frozenset[str], holding: Holding) -> bool:
    """Whether a file that no document asks for stays, as does what belongs to a post left out.

    Which media such a post shows is not known, so all media stay with it. A ledger always stays.
    """
    entry = holding.files.get(path)
    if entry is None or holding.sizes.get(path, -1) < 0:
        return False
    if entry.kind == Kind.LEDGER:
        return True
    if entry.kind == Kind.MEDIA:
        return bool(kept)
    return entry.kind in _POSTS_OWN and entry.subject in kept


def _as_found(path: str, holding: Holding) -> Entry:
    """Return the entry of a file left alone; one that may have changed is known by nothing."""
    entry = holding.files[path]
    if holding.entry_for(path) is not None:
        return entry
    return Entry("", "", holding.sizes[path], entry.kind, entry.subject)
