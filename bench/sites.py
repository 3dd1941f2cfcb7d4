"""Made-up status sites of any size, always the same for the same size and seed.

    python -m bench.sites FOLDER --incidents 2000

Sizes follow what real posts look like: half of all incidents have two or three updates, one in
fifty has more than ten; an update is one to four short paragraphs; one incident in twelve has a
postmortem with a table and action items; one in six links to an earlier incident.
"""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

END = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""The moment the sites are built for: the newest incident is a few hours older."""

PER_YEAR = 1000
COMPONENTS = 20
MANY_UPDATES = 1 / 50
_UPDATES = (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8)
_IMPACTS = ("minor", "minor", "minor", "major", "major", "critical", "none")
_MIDDLE = ("Identified", "Update", "Update", "Monitoring")
_THINGS = ("messages", "uploads", "sign-ins", "payments", "pages", "reports", "backups", "searches")
_PLACES = ("Lisbon", "Ghent", "Tartu", "Leeds", "Parma", "Uppsala", "Brno", "Cork")
_SENTENCES = (
    "About {n} {things} have taken longer than usual since then.",
    "Customers in {place} see *{things}* fail on the first try; the second works.",
    "We have moved the work of {n} machines to {place} and are watching it.",
    "Nothing that was saved is lost, and `retry-after: {n}` tells your programs how long to wait.",
    "If you use the [control panel](https://panel.brook.example/{n}), **wait** a minute.",
    "The cause is a queue in {place} that grew to {n} entries in one minute.",
    "Those who waited for {things} need not do anything: all {n} arrive by themselves.",
    "We do not know yet why {place} was slow, and say so as soon as we do.",
    "{n} of our customers wrote to us; each of them has an answer by now.",
)


class Size(msgspec.Struct, frozen=True):
    """What was written: how many files, updates and bytes of Markdown."""

    files: int
    updates: int
    bytes: int


def write_site(folder: Path, incidents: int, *, seed: int = 1) -> Size:
    """Write a site with that many incidents, and a tenth as much maintenance, into `folder`."""
    sizes = [_write(folder / path, text) for path, text in site_files(incidents, seed=seed)]
    return Size(
        files=len(sizes),
        updates=sum(updates for updates, _ in sizes),
        bytes=sum(length for _, length in sizes),
    )


def site_files(incidents: int, *, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file, oldest incident first."""
    chance = Random(seed)
    years = max(1, round(incidents / PER_YEAR))
    step = timedelta(days=365 * years) / incidents
    yield "content/site.yaml", _settings((END - timedelta(days=366 * years)).date().isoformat())
    yield "content/pages/contact.md", "---\ntitle: Contact\n---\n\nCall +44 1632 960 010.\n"
    earlier = ""
    for number in range(incidents):
        start = END - timedelta(hours=5) - step * (incidents - 1 - number)
        name = f"{start:%Y-%m-%d}-{chance.choice(_THINGS)}-{number:05}"
        yield f"content/incidents/{name}.md", _incident(chance, start, earlier)
        if number % 10 == 0:
            yield f"content/maintenance/{start:%Y-%m-%d}-work-{number:05}.md", _work(chance, start)
        earlier = name


def _write(path: Path, text: str) -> tuple[int, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text.count("\n## "), len(text.encode())


def _settings(since: str) -> str:
    components = "".join(
        f"  - {{id: c{n}, name: Service {n}, group: g{n % 4}}}\n" for n in range(COMPONENTS)
    )
    groups = "".join(f"  - {{id: g{n}, name: Group {n}}}\n" for n in range(4))
    return (
        "name: Brook Status\n"
        "url: https://status.brook.example\n"
        "id_base: https://status.brook.example\n"
        f"since: {since}\n"
        "time_zone: Europe/Lisbon\n"
        f"groups:\n{groups}components:\n{components}"
        "people:\n  - {id: ana, name: Ana Reis, role: On call}\n"
        "contact:\n  - {label: Phone, text: +44 1632 960 010, url: 'tel:+441632960010'}\n"
    )


def _incident(chance: Random, start: datetime, earlier: str) -> str:
    count = chance.randint(10, 24) if chance.random() < MANY_UPDATES else chance.choice(_UPDATES)
    components = sorted({f"c{chance.randrange(COMPONENTS)}" for _ in range(chance.randint(1, 3))})
    thing, place = chance.choice(_THINGS), chance.choice(_PLACES)
    head = (
        f"---\ntitle: Some {thing} are late: {place} and nearby\n"
        f"impact: {chance.choice(_IMPACTS)}\ncomponents: [{', '.join(components)}]\n"
        f"author: ana\n"
    )
    if earlier and chance.random() < 1 / 6:
        head += f"related: {earlier}\n"
    parts = [f"{head}---\n\n{_paragraph(chance)}\n", *_updates(chance, start, count)]
    if earlier and chance.random() < 1 / 6:
        parts.append(f"It resembles [what happened before](../incidents/{earlier}.md).\n")
    if chance.random() < 1 / 12:
        parts.append(_postmortem(chance, start))
    return "\n".join(parts)


def _updates(chance: Random, start: datetime, count: int) -> Iterator[str]:
    at = start
    for number in range(count):
        last = number == count - 1
        status = "Resolved" if last else "Investigating" if number == 0 else chance.choice(_MIDDLE)
        promise = "" if last else "next_update: in an hour\n"
        yield _heading(status, at) + promise + "\n" + _text(chance)
        at += timedelta(minutes=chance.randint(3, 12))


def _heading(status: str, at: datetime) -> str:
    return f"## {status} · {at:%Y-%m-%d %H:%M} UTC\n"


def _text(chance: Random) -> str:
    return "\n".join(f"{_paragraph(chance)}\n" for _ in range(chance.choice((1, 1, 2, 4))))


def _paragraph(chance: Random) -> str:
    return "\n".join(
        chance.choice(_SENTENCES).format(
            n=chance.randint(2, 99999), things=chance.choice(_THINGS), place=chance.choice(_PLACES)
        )
        for _ in range(chance.randint(1, 3))
    )


def _postmortem(chance: Random, start: datetime) -> str:
    at = min(start + timedelta(days=2), END - timedelta(hours=1))
    day = f"{at + timedelta(days=30):%Y-%m-%d}"
    return (
        f"{_heading('Postmortem', at)}\n{_text(chance)}\n"
        f"| Time | What |\n|---|---|\n"
        f"| 10:{chance.randint(10, 59)} | {_paragraph(chance)[:60]} |\n\n"
        f"### What we are doing\n- [x] Watch it (Operations, done {at:%Y-%m-%d})\n"
        f"- [ ] Double it (Platform, due {day})\n"
    )


def _work(chance: Random, start: datetime) -> str:
    begin, told = start + timedelta(hours=1), start - timedelta(days=6)
    done = begin + timedelta(minutes=chance.randint(30, 100))
    return (
        f"---\ntitle: New disks in {chance.choice(_PLACES)}\n"
        f"components: c{chance.randrange(COMPONENTS)}\n"
        f"starts: {begin:%Y-%m-%d %H:%M} UTC\n"
        f"ends: {begin + timedelta(hours=1):%Y-%m-%d %H:%M} UTC\n---\n\n"
        f"{_heading('Scheduled', told)}\n{_text(chance)}\n{_heading('In progress', begin)}\n"
        f"{_heading('Completed', done)}\n{_paragraph(chance)}\n"
    )


def main() -> None:
    """Write a site from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = write_site(given.folder, given.incidents, seed=given.seed)
    print(f"{size.files} files, {size.updates} updates, {size.bytes:,} bytes in {given.folder}")


if __name__ == "__main__":
    main()
