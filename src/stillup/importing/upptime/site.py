"""A whole Upptime repository as a Stillup site: what it watches, its issues, and every doubt."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import read_whole
from stillup.importing.names import component_id, slug_of
from stillup.importing.outcome import Import, write_post
from stillup.importing.settings_writer import NOWHERE, write_settings
from stillup.importing.times import read_time
from stillup.importing.upptime.issues import FIELDS, Issue, read_issues
from stillup.importing.upptime.post import Place, authors_of, convert, planned_start
from stillup.importing.upptime.sites import (
    SUMMARY,
    Watched,
    minutes_down,
    read_watched,
    roster_of,
    unplaced,
)
from stillup.model.settings import Component, Person, Settings
from stillup.parse.zones import zone_of

_UTC = zone_of("UTC")


def import_upptime(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return an Upptime repository, given as bytes by path from its root, in our format.

    Its incidents are issues on GitHub, saved beside it as JSON; without them what it watches
    comes along. With `now`, what lies ahead becomes a draft. The same files give the same bytes.
    """
    doubts = Doubts("content/site.yaml")
    watched = read_watched(files, doubts)
    about = doubts.about(watched.path or ".upptimerc.yml")
    roster = roster_of(watched, about)
    issues = tuple(i for i in _shown(read_issues(_saved(files), doubts), doubts))
    written: dict[str, bytes] = {}
    aliases, ids = Aliases(()), _ids(issues)
    for issue in issues:
        here = doubts.about(issue.place)
        old = aliases.claimed((f"incident/{issue.number}",), here)
        post = convert(issue, Place(ids[issue.number], roster, old, now), here)
        remarks = [f"Upptime: issue: {issue.address or issue.number}"]
        path, text = write_post(post, _UTC, remarks)
        written[path] = text.encode()
    _note_missing(watched, issues, doubts)
    remarks = [*unplaced(watched), *_counted(watched, doubts)]
    for flaw in watched.front.flaws if watched.path else ():
        about.note("setting", flaw.line, flaw.what, "what could be read was used")
    settings = _settings(watched, issues, files, roster.components, about)
    text = write_settings(settings, watched.path or "an Upptime repository", remarks)
    written["content/site.yaml"] = text.encode()
    return Import(
        dict(sorted(written.items())),
        len(issues),
        doubts.sorted(),
        is_worth_it=bool(roster.components),
    )


def _saved(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path != SUMMARY}


def _shown(issues: Iterable[Issue], doubts: Doubts) -> Iterator[Issue]:
    """Yield the issues that Upptime shows: those of the two labels."""
    for issue in issues:
        if issue.is_incident or issue.is_maintenance:
            yield issue
        else:
            what = "it has neither the label `status` nor `maintenance`"
            doubts.about(issue.place).note("file", 0, what, "Upptime did not show it either")


def _ids(issues: Iterable[Issue]) -> dict[int, str]:
    """Return an id for each issue, of its day and title: the older of two has the plain one."""
    ids: dict[int, str] = {}
    for issue in issues:
        day = planned_start(issue) or issue.created
        ids[issue.number] = slug_of(day, issue.title, set(ids.values()))
    return ids


def _note_missing(watched: Watched, issues: tuple[Issue, ...], doubts: Doubts) -> None:
    what = "`/history/NAME`, the graphs, and what is below `api/`"
    about = doubts.about(watched.path or ".upptimerc.yml")
    if watched.path or watched.summary:
        about.note("address", 0, what, "a component's page is at `/components/ID/`")
    if issues:
        return
    command = f"gh issue list -R {watched.repository} --state all --limit 10000 --json {FIELDS}"
    what = "the incidents of Upptime are issues on GitHub, and no file here holds any"
    done = f"save them in this folder and import again: {command} > issues.json"
    about.note("nothing-found", 0, what, done)


def _counted(watched: Watched, doubts: Doubts) -> Iterator[str]:
    """Yield what a monitor counted per day: no time of it is known, so no incident is made."""
    for name, days in minutes_down(watched):
        minutes = sum(days.values())
        on = "1 day" if len(days) == 1 else f"{len(days)} days"
        doubts.about(SUMMARY).note("counted", 0, f"`{name}` was down {minutes} minutes on {on}")
        yield f"{SUMMARY}: {name}: minutes down: " + ", ".join(f"{d}: {n}" for d, n in days.items())


def _settings(
    watched: Watched,
    issues: tuple[Issue, ...],
    files: Mapping[str, bytes],
    components: tuple[Component, ...],
    doubts: Doubts,
) -> Settings:
    base, name = watched.base, " ".join(watched.website("name").split())
    if not base:
        what = "neither `cname` nor `owner` and `repo` say where the page was"
        doubts.note("setting", 0, what, f"`url` is {NOWHERE}: change it")
    if not name:
        doubts.note("setting", 0, "nothing names the site", "`name` is `Status`: change it")
    logins = dict.fromkeys(login for issue in issues for login in authors_of(issue))
    return Settings(
        name={"": name or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=_since(issues, files),
        components=components,
        people=tuple(
            Person(id=component_id(login), name=login, contact=f"https://github.com/{login}")
            for login in logins
        ),
    )


def _since(issues: tuple[Issue, ...], files: Mapping[str, bytes]) -> date | None:
    """Return the day of the oldest post. Without any, the day on which the monitor looked last.

    What was before that day is not known then, and must not look as if all had been well.
    """
    days = [issue.created.at.date() for issue in issues if issue.created]
    if days:
        return min(days)
    told = [
        read_time(read_whole(data.decode("utf-8", "replace"), "yaml").text("lastUpdated"))
        for path, data in files.items()
        if path.startswith("history/") and path.endswith((".yml", ".yaml"))
    ]
    return max((time.at.date() for time in told if time), default=None)
