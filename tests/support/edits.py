"""Random edits of a site, as its writers make them: words, updates, posts, settings, the clock."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.support.project import Project
from tests.support.site import BASE

_WORDS = ("slow", "late", "mail", "store", "again", "customers", "Lisbon", "*sorry*", "`code`")
_STATUSES = ("Investigating", "Identified", "Monitoring", "Update", "Resolved", "Postmortem")


@dataclass(frozen=True)
class Moment:
    """A site at a moment."""

    project: Project
    now: datetime


def start() -> Moment:
    """Return a small site to begin with: two incidents, a maintenance, a page, a translation."""
    files = {
        "content/incidents/2026-11-20-store.md": _post("minor", "2026-11-20 09:00"),
        "content/incidents/2026-11-20-store.ca.md": (
            "---\ntitle: Lent\nchecked: Jane, 2026-11-20 09:30\n---\n\n"
            "## Investigating · 2026-11-20 09:00\n\nVa lent.\n"
        ),
        "content/incidents/2026-10-02-web.md": _post("major", "2026-10-02 09:00"),
        "content/maintenance/2026-11-23-disks.md": (
            "---\ntitle: New disks\ncomponents: hosting\nstarts: 2026-11-23 22:00\n"
            "ends: 2026-11-24 01:00\n---\n\n## Scheduled · 2026-11-19 10:00\n\nNew disks.\n"
        ),
        "content/pages/contact.md": "---\ntitle: Contact\n---\n\nCall us.\n",
        "content/media/a.txt": "a",
    }
    now = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
    return Moment(BASE.with_files(dict(files)), now)


def edited(moment: Moment, dice: random.Random) -> Moment:
    """Return the site after one random edit. The result may hold errors, as real sites do."""
    return dice.choice(_EDITS)(moment, dice)


def _post(impact: str, at: str) -> str:
    return (
        f"---\ntitle: Mail is slow\nimpact: {impact}\ncomponents: email\n---\n\n"
        f"## Investigating · {at}\n\nMail is late.\n"
    )


def _a_post(moment: Moment, dice: random.Random) -> str:
    paths = [p for p in moment.project.files if p.startswith("content/incidents/")]
    return dice.choice(sorted(paths)) if paths else ""


def _change(moment: Moment, path: str, change: Callable[[str], str]) -> Moment:
    if not path:
        return moment
    text = moment.project.files[path].decode()
    return replace(moment, project=moment.project.with_files({path: change(text)}))


def _word(moment: Moment, dice: random.Random) -> Moment:
    path = dice.choice(sorted(p for p in moment.project.files if p.endswith(".md")))
    return _change(moment, path, lambda text: f"{text.rstrip()} {dice.choice(_WORDS)}\n")


def _title(moment: Moment, dice: random.Random) -> Moment:
    words = " ".join(dice.sample(_WORDS, 3))
    return _change(
        moment,
        _a_post(moment, dice),
        lambda text: "\n".join(
            f"title: {words}" if line.startswith("title:") else line for line in text.split("\n")
        ),
    )


def _update(moment: Moment, dice: random.Random) -> Moment:
    at = moment.now - timedelta(minutes=dice.randint(0, 600))
    fields = dice.choice(("", "next_update: in 45 minutes\n", "components: webmail\n"))
    heading = f"## {dice.choice(_STATUSES)} · {at:%Y-%m-%d %H:%M:%S}\n{fields}"
    words = " ".join(dice.choices(_WORDS, k=6))
    path = _a_post(moment, dice)
    return _change(moment, path, lambda text: f"{text.rstrip()}\n\n{heading}\n{words}\n")


def _link(moment: Moment, dice: random.Random) -> Moment:
    """Link to a post that is there, or was, or to a picture."""
    there = dice.choice(
        ("2026-10-02-web.md", "2026-11-20-store.md", "2026-11-20-store.md#u2026-11-20-0900")
    )
    target = dice.choice((f"../incidents/{there}", "../media/a.txt", "../media/b.txt"))
    path = dice.choice(sorted(p for p in moment.project.files if p.endswith(".md")))
    return _change(moment, path, lambda text: f"{text.rstrip()} [see]({target})\n")


def _plan(moment: Moment, dice: random.Random) -> Moment:
    """Move a maintenance, or say how far it is."""
    path = "content/maintenance/2026-11-23-disks.md"
    status = dice.choice(("Update", "In progress", "Completed", "Cancelled"))
    at = moment.now - timedelta(minutes=dice.randint(0, 60))
    moved = moment.now + timedelta(minutes=dice.randint(-600, 3000))
    field = dice.choice(("", f"starts: {moved:%Y-%m-%d %H:%M}\n", f"starts: {moved:%Y-%m-%d}\n"))
    heading = f"## {status} · {at:%Y-%m-%d %H:%M:%S}\n{field}"
    return _change(moment, path, lambda text: f"{text.rstrip()}\n\n{heading}\nWork.\n")


def _new(moment: Moment, dice: random.Random) -> Moment:
    at = moment.now - timedelta(minutes=dice.randint(0, 3 * 24 * 60))
    path = f"content/incidents/{at:%Y-%m-%d}-n{dice.randint(0, 999)}.md"
    text = _post(dice.choice(("none", "minor", "major", "critical")), f"{at:%Y-%m-%d %H:%M}")
    return replace(moment, project=moment.project.with_files({path: text}))


def _delete(moment: Moment, dice: random.Random) -> Moment:
    path = _a_post(moment, dice)
    return replace(moment, project=moment.project.without(path)) if path else moment


def _front(moment: Moment, dice: random.Random) -> Moment:
    line = dice.choice(
        (
            "draft: true",
            "pin: true",
            "withdrawn: it was nothing",
            "related: 2026-10-02-web",
            "aliases: /old/x/",
            "publish_at: 2026-11-22 09:00",
            "cause: disks",
            "offer: {what: a credit, until: 2026-11-24 10:00}",
            "colour: red",
        )
    )
    path = _a_post(moment, dice)
    return _change(moment, path, lambda text: text.replace("---\n", f"---\n{line}\n", 1))


def _settings(moment: Moment, dice: random.Random) -> Moment:
    old, new = dice.choice(
        (
            ("name: Harbour Status", "name: Harbour News"),
            ("name: Harbour News", "name: Harbour Status"),
            ("Jane Roe", "Jane Doe"),
            ("Europe/Lisbon", "Asia/Tokyo"),
            ("Asia/Tokyo", "Europe/Lisbon"),
            ("languages: [en, ca]", "languages: [en]"),
            ("languages: [en]", "languages: [en, ca]"),
        )
    )
    return _change(moment, "content/site.yaml", lambda text: text.replace(old, new))


def _time_goes_on(moment: Moment, dice: random.Random) -> Moment:
    return replace(moment, now=moment.now + timedelta(minutes=dice.choice((1, 30, 600, 3000))))


def _media(moment: Moment, dice: random.Random) -> Moment:
    files = {f"content/media/{dice.choice('abc')}.txt": dice.choice("xyz")}
    return replace(moment, project=moment.project.with_files(dict(files)))


_EDITS = (
    *(_word, _word, _word, _title, _update, _update, _new, _delete, _front, _settings),
    *(_link, _plan),
    *(_time_goes_on, _time_goes_on, _media),
)
