"""An incident as an entry of a feed tells it, and how it joins what the API tells of the same."""

from collections.abc import Iterable, Iterator

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.blocks import Block, PlanLine, read_blocks, read_plan
from stillup.importing.statuspage.feeds import Entry
from stillup.importing.statuspage.old import Old, OldUpdate, Plan, as_word
from stillup.importing.statuspage.words import words_of_html
from stillup.importing.statuspage.years import Dated, Years
from stillup.importing.steps import minute_of
from stillup.importing.times import Time
from stillup.model.status import UpdateStatus

_WORDS = frozenset(status.value for status in UpdateStatus)


def read_entry(entry: Entry, years: Years, doubts: Doubts) -> Old:
    """Return an incident, its updates in the order of time, the oldest first."""
    blocks = read_blocks(entry.html)
    dated = years.dated([block.printed for block in blocks], entry.published, entry.updated)
    name = f"`{entry.code}`"
    _note_year(dated, name, doubts)
    timed = list(zip(blocks, dated.times, strict=True))
    updates = tuple(
        _update(block, time, f"{place:06}", name, doubts)
        for place, (block, time) in enumerate(reversed(timed))
        if time is not None
    )
    line = read_plan(entry.html)
    return Old(
        code=entry.code,
        path=entry.path,
        title=entry.title,
        updates=tuple(sorted(updates, key=lambda update: (update.time.at, update.exact))),
        plan=_plan(line, updates, entry, years) if line else None,
        atom_id=entry.atom_id,
        rss_id=entry.rss_id,
        link=entry.link,
        remarks=(f"Statuspage: planned for: {line.shown}",) if line else (),
        untimed=tuple(_untimed(block) for block, time in reversed(timed) if time is None),
    )


def joined(olds: Iterable[Old], told: Iterable[Old], doubts: Doubts) -> Iterator[Old]:
    """Yield every incident once: as the API tells it, with its ids in feeds; else as a feed does.

    `told` are those of feeds. What only a feed says is added. Both tell of one incident if its id
    in the API ends the address, or if they give it the same link.
    """
    feeds: dict[str, Old] = {}
    for each in told:
        code = each.code or each.atom_id or each.rss_id or each.title
        known = feeds.get(code)
        feeds[code] = _with_ids(_with_missing(known, each, doubts), each) if known else each
    linked = {_bare(each.link): code for code, each in feeds.items() if each.link}
    for old in olds:
        code = old.code if old.code in feeds else linked.get(_bare(old.link), "")
        entry = feeds.pop(code, None) if code else None
        yield _with_missing(_with_ids(old, entry), entry, doubts) if entry else old
    yield from feeds.values()


def _bare(link: str) -> str:
    return link.partition("#")[0].rstrip("/")


def _with_ids(old: Old, entry: Old) -> Old:
    return msgspec.structs.replace(
        old,
        atom_id=old.atom_id or entry.atom_id,
        rss_id=old.rss_id or entry.rss_id,
        title=old.title or entry.title,
    )


def _with_missing(old: Old, entry: Old, doubts: Doubts) -> Old:
    """Add the updates that only the feed has, told by the minute."""
    minutes = {update.time.at.replace(second=0) for update in old.updates}
    added = tuple(u for u in entry.updates if u.time.at not in minutes)
    for update in added:
        what = f"{old.name}: only `{entry.path}` has the update of {minute_of(update.time)}"
        doubts.about(old.path).note("disagreement", 0, what, "it is added")
    if not added:
        return old
    updates = sorted((*old.updates, *added), key=lambda update: (update.time.at, update.exact))
    return msgspec.structs.replace(old, updates=tuple(updates))


def _update(block: Block, time: Time, place: str, name: str, doubts: Doubts) -> OldUpdate:
    """Return an update. A label that is no status is words."""
    word, text = as_word(block.label), words_of_html(block.html)
    if word not in _WORDS:
        if block.label:
            doubts.note("state", 0, f"{name}: “{block.label}”", "it is an `Update`")
            text = f"**{block.label}** - {text}"
        word = "update"
    return OldUpdate(word=word, time=time, text=text, exact=(place,))


def _untimed(block: Block) -> str:
    head = f"{block.shown}: " if block.shown else ""
    label = f"**{block.label}** - " if block.label else ""
    return f"{head}{label}{words_of_html(block.html)}"


def _plan(line: PlanLine, updates: tuple[OldUpdate, ...], entry: Entry, years: Years) -> Plan:
    """Return the plan: the first such time after it was announced."""
    told = min((update.time.at for update in updates), default=None)
    begun = told or (entry.published.at if entry.published else None)
    starts = years.first_after(line.starts, begun) if begun else None
    ends = years.first_after(line.ends, starts.at) if starts else None
    if starts is None or ends is None:
        return Plan(shown=line.shown)
    return Plan(starts.at, ends.at, line.shown)


def _note_year(dated: Dated, name: str, doubts: Doubts) -> None:
    if not dated.sure and any(dated.times):
        first = next(time for time in dated.times if time)
        what = f"{name}: its newest update is taken to be of {minute_of(first)}"
        doubts.note("year", 0, what)
