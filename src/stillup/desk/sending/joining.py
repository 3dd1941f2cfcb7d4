"""Two people's versions of one post as one post with the updates of both. Pure.

Updates are ordered by their times wherever they stand, so two that were added side by side do not
clash: both belong in. Two versions of the same update, or of the front matter, do.
"""

from collections.abc import Mapping

import msgspec

from stillup.desk.sending.same_minute import set_apart
from stillup.model.parsed import Conventions
from stillup.model.post import Page, TranslatedUpdate, Update
from stillup.parse.file import parse_file

_LINE_ENDS = (b"\r\n", b"\n")


class Cut(msgspec.Struct, frozen=True):
    """A post cut up at its updates. `blocks` are in the order of the file, `times` sort them."""

    head: bytes
    blocks: dict[str, bytes]
    times: dict[str, str]
    texts: dict[str, str]


def join_posts(
    path: str,
    base: bytes | None,
    mine: bytes,
    theirs: bytes,
    conventions: Conventions,
    *,
    may_move: bool = False,
) -> bytes | None:
    """Return one post that holds what both added since `base`, or None if that can't be.

    What comes out has no error, every update of both, and not a word of them changed. If it
    `may_move`, an update of `mine` gets seconds where theirs has one of the same minute.
    """
    end = b"\r\n" if b"\r\n" in mine else b"\n"
    here, there = _with_ends(mine, end), _with_ends(theirs, end)
    cuts = [cut_post(path, data, conventions) for data in (here, there)]
    old = cut_post(path, _with_ends(base, end), conventions) if base is not None else None
    if cuts[0] is None or cuts[1] is None:
        return None
    was, ours, others = old or Cut(b"", {}, {}, {}), cuts[0], cuts[1]
    twins = _added_by_both(was, ours, others) if may_move else []
    if twins:
        moved = set_apart(path, here, there, twins, conventions)
        apart = cut_post(path, moved, conventions) if moved is not None else None
        if apart is None or [*apart.texts.values()] != [*ours.texts.values()]:
            return None
        ours = apart
    joined = _join(was, ours, others, end)
    if joined is None:
        return None
    data, expected = joined
    made = cut_post(path, data, conventions)
    return data if made is not None and made.texts == expected else None


def cut_post(path: str, data: bytes, conventions: Conventions) -> Cut | None:
    """Return a post cut at its headings, None if it has errors or no updates of its own kind."""
    parsed = parse_file(path, data, "", conventions)
    item = parsed.item
    if item is None or isinstance(item, Page) or any(d.is_error for d in parsed.diagnostics):
        return None
    updates: tuple[Update | TranslatedUpdate, ...] = item.updates
    lines = data.splitlines(keepends=True) if b"\r" not in data.replace(b"\r\n", b"") else None
    if lines is None or len({update.id for update in updates}) != len(updates):
        return None
    placed = sorted(updates, key=lambda update: update.span.line)
    starts = [update.span.line - 1 for update in placed] + [len(lines)]
    return Cut(
        head=b"".join(lines[: starts[0]]),
        blocks={
            update.id: b"".join(lines[start:stop])
            for update, start, stop in zip(placed, starts, starts[1:], strict=False)
        },
        times={update.id: _time_of(update) for update in placed},
        texts={update.id: update.text.markdown.strip() for update in placed},
    )


def _join(base: Cut, mine: Cut, theirs: Cut, end: bytes) -> tuple[bytes, dict[str, str]] | None:
    head = _one_of(base.head, mine.head, theirs.head)
    chosen = _chosen(base.blocks, mine.blocks, theirs.blocks)
    if head is None or chosen is None:
        return None
    order = [name for name in mine.blocks if name in chosen]
    newest_first = _is_newest_first(mine) or (len(mine.blocks) == 1 and _is_newest_first(theirs))
    for name in theirs.blocks:
        if name in chosen and name not in order:
            times = mine.times | theirs.times
            order.insert(_place(name, order, times, newest_first=newest_first), name)
    blocks = [chosen[name].rstrip() for name in order]
    texts = {
        name: (mine if mine.blocks.get(name) == chosen[name] else theirs).texts[name]
        for name in order
    }
    return (end * 2).join([head.rstrip(), *blocks]) + end, texts


def _added_by_both(base: Cut, mine: Cut, theirs: Cut) -> list[str]:
    """Return the updates that each of the two added on their own at the same time."""
    return [
        name
        for name, block in mine.blocks.items()
        if name in theirs.blocks
        and name not in base.blocks
        and _stripped(block) != _stripped(theirs.blocks[name])
    ]


def _chosen(
    base: Mapping[str, bytes], mine: Mapping[str, bytes], theirs: Mapping[str, bytes]
) -> dict[str, bytes] | None:
    """Return the block of each update; one that only one of the two took out is out."""
    chosen = {}
    for name in mine.keys() | theirs.keys():
        block = _one_of(base.get(name), mine.get(name), theirs.get(name))
        if block is None and name in mine and name in theirs:
            return None
        if block is None and _was_changed(name, base, mine, theirs):
            return None
        if block is not None:
            chosen[name] = block
    return chosen


def _was_changed(
    name: str, base: Mapping[str, bytes], mine: Mapping[str, bytes], theirs: Mapping[str, bytes]
) -> bool:
    """Whether one took an update out that the other changed."""
    left = mine.get(name) or theirs.get(name) or b""
    return left.rstrip() != base.get(name, b"").rstrip()


def _one_of(base: bytes | None, mine: bytes | None, theirs: bytes | None) -> bytes | None:
    """Return the version that is right where at most one of the two changed it, else None."""
    same = _stripped(mine) == _stripped(theirs)
    if same or _stripped(theirs) == _stripped(base):
        return mine
    return theirs if _stripped(mine) == _stripped(base) else None


def _stripped(data: bytes | None) -> bytes | None:
    return None if data is None else data.rstrip()


def _is_newest_first(cut: Cut) -> bool:
    times = list(cut.times.values())
    return len(times) > 1 and times[0] > times[-1]


def _place(name: str, order: list[str], times: Mapping[str, str], *, newest_first: bool) -> int:
    """Return where an update goes among others that stand in order of time."""
    for index, other in enumerate(order):
        later = times[other] < times[name] if newest_first else times[other] > times[name]
        if later:
            return index
    return len(order)


def _time_of(update: Update | TranslatedUpdate) -> str:
    return update.at.isoformat() if isinstance(update, Update) else update.id


def _with_ends(data: bytes, end: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", end)
