"""What Upptime watches: `.upptimerc.yml` as components, and where its page was."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front, Value, read_whole
from stillup.importing.json_files import Record, load, records_in
from stillup.importing.lists.keys import text_of
from stillup.importing.names import component_id
from stillup.importing.roster import Roster
from stillup.importing.settings_writer import as_base
from stillup.importing.telling import decoded
from stillup.model.settings import Component
from stillup.writing.slug import unique

NAMES = (".upptimerc.yml", ".upptimerc.yaml")
SUMMARY = "history/summary.json"
_CAMEL = (
    re.compile(r"([a-z\d]+)([A-Z]{2,})"),
    re.compile(r"([a-z\d])([A-Z])"),
    re.compile(r"([A-Z]+)([A-Z][a-rt-z\d]+)"),
)
_USED = frozenset({"sites", "owner", "repo", "status-website"})
_USED_WEBSITE = frozenset({"name", "cname", "baseUrl"})


class Watched(msgspec.Struct, frozen=True):
    """The settings of an Upptime repository. `path` is their file, empty if there is none."""

    path: str
    front: Front
    summary: tuple[Record, ...] = ()

    def text(self, key: str) -> str:
        """Return one value, empty if it is not there."""
        return self.front.text(key)

    def website(self, key: str) -> str:
        """Return one value of `status-website`."""
        value = self.front.values.get("status-website", {})
        told = value.get(key, "") if isinstance(value, dict) else ""
        return told.strip() if isinstance(told, str) else ""

    @property
    def sites(self) -> tuple[dict[str, Value], ...]:
        """What it watches, each by its own keys."""
        value = self.front.values.get("sites", ())
        members = value if isinstance(value, tuple) else ()
        return tuple(member for member in members if isinstance(member, dict))

    @property
    def repository(self) -> str:
        """The repository as `owner/name`, as far as it is known."""
        owner, name = self.text("owner"), self.text("repo")
        return f"{owner}/{name}" if owner and name else "OWNER/REPO"

    @property
    def base(self) -> str:
        """The address of the old page, empty if nothing says it."""
        if cname := self.website("cname"):
            return as_base(cname if "://" in cname else f"https://{cname}")
        if "/" not in self.repository or self.repository == "OWNER/REPO":
            return ""
        owner, name = self.text("owner"), self.text("repo")
        path = self.website("baseUrl").strip("/") or name
        return as_base(f"https://{owner.lower()}.github.io/{path}")


def read_watched(files: Mapping[str, bytes], doubts: Doubts) -> Watched:
    """Return the settings of the repository, empty ones if it has none."""
    path = next((name for name in NAMES if name in files), "")
    text = decoded(files[path], doubts.about(path)) if path else ""
    summary = load(SUMMARY, files[SUMMARY], doubts.about(SUMMARY)) if SUMMARY in files else []
    records = tuple(record for each in summary for record in records_in(each.value))
    return Watched(path, read_whole(text, "yaml"), records)


def roster_of(watched: Watched, doubts: Doubts) -> Roster:
    """Return what it watches as components, known by name and by slug."""
    components: list[Component] = []
    exact: dict[str, str] = {}
    slugs = {text_of(each, ("name",)): text_of(each, ("slug",)) for each in watched.summary}
    sites = [(_text(site, "name"), _text(site, "slug")) for site in watched.sites]
    known = {name for name, _ in sites}
    sites += [] if watched.sites else [(name, "") for name in slugs if name not in known]
    for name, own in sites:
        if not name or name in exact:
            what = f"`{name}` is watched twice" if name else "a site has no name"
            doubts.note("setting", 0, what, "it was left out")
            continue
        slug = own or slugs.get(name) or as_slug(name)
        id_ = unique(component_id(slug), {"all", *exact.values()})
        components.append(Component(id=id_, name={"": name}))
        exact[name] = id_
        exact.setdefault(slug, id_)
    return Roster(tuple(components), (), exact, {name.casefold(): exact[name] for name in exact})


def as_slug(name: str) -> str:
    """Return the slug that Upptime makes of a name: `MySQL Playground` is `my-sql-playground`."""
    for pattern in _CAMEL:
        name = pattern.sub(r"\1 \2", name)
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", kept.lower()).strip("-")


def unplaced(watched: Watched) -> Iterator[str]:
    """Yield all that has no place in our settings, each on one line."""
    for key, value in watched.front.values.items():
        if key not in _USED:
            yield f"{key}: {_shown(value)}"
    website = watched.front.values.get("status-website", {})
    for key, value in website.items() if isinstance(website, dict) else ():
        if key not in _USED_WEBSITE:
            yield f"status-website.{key}: {_shown(value)}"
    for site in watched.sites:
        for key, value in site.items():
            if key not in {"name", "slug"}:
                yield f"sites.{_text(site, 'name')}.{key}: {_shown(value)}"


def minutes_down(watched: Watched) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield for each watched site the minutes that it was down, by day: no times are known."""
    for record in watched.summary:
        days = record.get("dailyMinutesDown")
        if isinstance(days, dict):
            counted = {day: n for day, n in days.items() if isinstance(n, int) and n > 0}
            if counted:
                yield text_of(record, ("name", "slug")), dict(sorted(counted.items()))


def _text(site: dict[str, Value], key: str) -> str:
    value = site.get(key, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown(value: Value) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
