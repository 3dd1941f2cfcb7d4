"""The settings of a cState site as ours: its name and address, its systems and categories."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from stillup.importing.cstate.config import Config, shown
from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Value
from stillup.importing.names import component_id
from stillup.importing.roster import Roster
from stillup.importing.settings_writer import NOWHERE, as_base
from stillup.model.settings import Component, FeedAlias, Group, Settings
from stillup.parse.zones import UTC, find_zone
from stillup.writing.slug import unique

_FEEDS = tuple(FeedAlias(old, "history.rss") for old in ("index.xml", "issues/index.xml"))
_USED = frozenset(
    {"title", "baseurl", "languagecode", "defaultcontentlanguage", "timezone", "params"}
)
_USED_PARAMS = frozenset({"systems", "categories"})
_USED_PARTS = {
    "systems": frozenset({"name", "displayname", "description", "category"}),
    "categories": frozenset({"name", "description", "untitled"}),
}
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


def find_base(config: Config) -> str:
    """Return the old site's address without a slash at the end, empty if it names no host."""
    return as_base(config.text("baseurl"))


def declared(config: Config, doubts: Doubts) -> Roster:
    """Return the systems and categories that the settings declare."""
    roster = _with_components(Roster(), config.parts("systems"), doubts)
    categories = [c for c in config.parts("categories") if _text(c, "name")]
    groups: dict[str, Group] = {}
    for category in categories:
        name = _text(category, "name")
        if _text(category, "untitled").lower() != "true" and name not in groups:
            taken = {*roster.exact.values(), *(group.id for group in groups.values())}
            groups[name] = _group(category, taken)
    by_name = {_text(s, "name"): _text(s, "category") for s in config.parts("systems")}
    return _grouped(roster, groups, by_name, {_text(c, "name") for c in categories}, doubts)


def settings_of(config: Config, roster: Roster, since: date | None, doubts: Doubts) -> Settings:
    """Return our settings."""
    base = find_base(config)
    if not base:
        typed = config.text("baseurl")
        what = f"`baseURL` is `{typed}`, which names no host" if typed else "`baseURL` is missing"
        doubts.note("setting", 0, what, f"`url` is {NOWHERE}: change it")
    if not config.text("title"):
        doubts.note("setting", 0, "`title` is missing", "`name` is `Status`: change it")
    return Settings(
        name={"": config.text("title") or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=since,
        time_zone=find_time_zone(config),
        languages=(_language(config, doubts),),
        groups=roster.groups,
        components=roster.components,
        feed_aliases=_FEEDS,
    )


def find_time_zone(config: Config) -> str:
    """Return the zone in which times without one are meant: Hugo's default is UTC."""
    zone = config.text("timezone")
    return zone if zone and find_zone(zone) else UTC


def unplaced(config: Config) -> Iterator[tuple[str, str]]:
    """Yield key and value of all that has no place in our settings."""
    zone = config.text("timezone")
    if zone and not find_zone(zone):
        yield "timeZone", zone
    spelled = config.spelled
    yield from ((spelled[k], shown(v)) for k, v in config.values.items() if k not in _USED)
    for key, value in config.params.items():
        if key not in _USED_PARAMS:
            yield f"params.{spelled[key]}", shown(value)
    for parts, used in _USED_PARTS.items():
        for part in config.parts(parts):
            place = f"params.{parts}.{_text(part, 'name')}"
            yield from ((f"{place}.{k}", shown(v)) for k, v in part.items() if k not in used)


def _with_components(roster: Roster, systems: Iterable[dict[str, Value]], doubts: Doubts) -> Roster:
    components, exact, folded = list(roster.components), dict(roster.exact), dict(roster.folded)
    for system in systems:
        name = _text(system, "name")
        if not name or name in exact:
            what = f"the system `{name}` stands there twice" if name else "a system has no name"
            doubts.note("setting", 0, what, "it was left out")
            continue
        if name.casefold() in folded:
            what = f"two systems are called `{name}` but for their letters"
            doubts.note("component-case", 0, what, "both are kept")
        id_ = unique(component_id(name), {"all", *exact.values()})
        shown_name = _text(system, "displayname") or name
        about = _text(system, "description")
        components.append(
            Component(id=id_, name={"": shown_name}, description={"": about} if about else {})
        )
        exact[name] = id_
        folded.setdefault(name.casefold(), id_)
    return Roster(tuple(components), roster.groups, exact, folded)


def _group(category: dict[str, Value], taken: set[str]) -> Group:
    wanted, about = component_id(_text(category, "name")), _text(category, "description")
    id_ = unique(f"{wanted}-group" if wanted in taken | {"all"} else wanted, taken)
    return Group(id_, {"": _text(category, "name")}, {"": about} if about else {})


def _grouped(
    roster: Roster,
    groups: dict[str, Group],
    category_of: dict[str, str],
    known: set[str],
    doubts: Doubts,
) -> Roster:
    group_of = {}
    for name, category in category_of.items():
        if category in groups:
            group_of[roster.exact.get(name, "")] = groups[category].id
        elif category and category not in known:
            what = f"the system `{name}` is in `{category}`, which is no category"
            doubts.note("setting", 0, what, "it stands in no group")
    components = tuple(
        msgspec.structs.replace(c, group=group_of.get(c.id, "")) for c in roster.components
    )
    return Roster(components, tuple(groups.values()), roster.exact, roster.folded)


def _language(config: Config, doubts: Doubts) -> str:
    written = config.text("defaultcontentlanguage") or config.text("languagecode") or "en"
    found = _TAG.fullmatch(written)
    if found is None:
        doubts.note("setting", 0, f"`{written}` is not the tag of a language", "it is `en`")
        return "en"
    parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _text(part: dict[str, Value], key: str) -> str:
    value = part.get(key, "")
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if text in {"null", "~"} else text
