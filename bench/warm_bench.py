"""How long a process that goes on running, as `stillup serve` does, takes to decide anew.

    python -m bench.warm_bench [--incidents 100 1000 10000] [--repeat 5]

Per size, in one process: the first build, which finds all files parsed in the disk cache; then
what a save costs it: a word in an old incident, a word in a draft, a new incident, another name in
`site.yaml`, a file that is broken; and an hour that passes. After each, the page of the newest
incident and the front page are rendered, by a renderer made for that build.
Reading the folder is not in it, nor is importing. `ms` is work of the processor; `of first` is the
share of the first build of the same size, which says more than milliseconds do when a machine is
busy or other than yours. The fastest of `--repeat` tries counts.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bench.sites import END, write_site
from stillup.build import Build, build
from stillup.edge.cache import Cache
from stillup.edge.folder import read_sources
from stillup.edge.garbage import collector_at_rest
from stillup.edge.warm import WarmMemory
from stillup.model.digest import digest_of_bytes
from stillup.model.memory import Memory
from stillup.model.sources import Kind, Source
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer

SETTINGS = "content/site.yaml"
DRAFT = "content/incidents/2026-11-21-draft.md"
DRAFTED = (
    "---\ntitle: Not yet\nimpact: minor\ndraft: true\n---\n\n## Update · 2026-11-21 09:00 UTC\n"
)
NEW = (
    "---\ntitle: News\nimpact: major\n---\n\n## Investigating · 2026-11-21 11:{:02} UTC\n\nSlow.\n"
)

Sources = dict[str, Source]


@dataclass(frozen=True)
class Bytes:
    """The bytes of a file, held."""

    data: bytes

    def __call__(self) -> bytes:
        """Return them."""
        return self.data


@dataclass(frozen=True)
class Moment:
    """A site's files and the time."""

    sources: Sources
    now: datetime

    def text(self, path: str) -> str:
        """Return what a file says."""
        return self.sources[path].load().decode()

    def saved(self, path: str, text: str) -> "Moment":
        """Return the site after somebody saved a file."""
        data = text.encode()
        source = Source(path, digest_of_bytes(data), Bytes(data))
        return Moment({**self.sources, path: source}, self.now)


def edit_an_old_one(moment: Moment, turn: int) -> Moment:
    posts = [path for path in moment.sources if path.startswith("content/incidents/")]
    path = sorted(posts)[len(posts) // 2]
    return moment.saved(path, f"{moment.text(path)}Word {turn}.\n")


def edit_a_draft(moment: Moment, turn: int) -> Moment:
    return moment.saved(DRAFT, f"{DRAFTED}\nWord {turn}.\n")


def write_a_new_one(moment: Moment, turn: int) -> Moment:
    return moment.saved(f"content/incidents/2026-11-21-new-{turn}.md", NEW.format(turn))


def change_the_name(moment: Moment, turn: int) -> Moment:
    lines = moment.text(SETTINGS).splitlines()
    named = [f"name: Name {turn}" if line.startswith("name:") else line for line in lines]
    return moment.saved(SETTINGS, "\n".join(named))


def break_a_file(moment: Moment, turn: int) -> Moment:
    return moment.saved("content/incidents/2026-11-21-broken.md", f"---\ntitel: {turn}\n---\n")


def let_an_hour_pass(moment: Moment, turn: int) -> Moment:
    return Moment(moment.sources, moment.now + timedelta(hours=turn + 1))


DEEDS: dict[str, Callable[[Moment, int], Moment]] = {
    "a word in an old incident": edit_an_old_one,
    "a word in a draft": edit_a_draft,
    "a new incident": write_a_new_one,
    "another name in site.yaml": change_the_name,
    "a broken file": break_a_file,
    "an hour later": let_an_hour_pass,
}


@dataclass(frozen=True)
class Times:
    """Milliseconds of work: deciding, the page of the newest incident, the front page."""

    decided: float
    page: float
    front: float


def decide(moment: Moment, memory: Memory) -> tuple[Build, float]:
    with collector_at_rest():
        began = time.process_time()
        made = build(moment.sources, moment.now, memory=memory, show_hidden=True)
        return made, (time.process_time() - began) * 1000


def rendered(made: Build, memory: Memory, kind: Kind) -> float:
    """Render the first page of a kind and return how long that took; 0 if there is none."""
    began = time.process_time()
    renderer = Renderer(made, Fragments(memory))
    for document in made.documents:
        if document.kind is kind:
            renderer.render(document)
            return (time.process_time() - began) * 1000
    return 0.0


def measure(moment: Moment, memory: Memory) -> Times:
    made, decided = decide(moment, memory)
    page = rendered(made, memory, Kind.INCIDENT)
    return Times(decided, page, rendered(made, memory, Kind.HOME))


def fastest(tries: list[Times]) -> Times:
    return Times(
        min(t.decided for t in tries), min(t.page for t in tries), min(t.front for t in tries)
    )


def show(incidents: int, name: str, times: Times, first: float) -> None:
    shown = " | ".join(f"{ms:,.1f}" if ms else "" for ms in (times.page, times.front))
    print(
        f"| {incidents:,} | {name} | {times.decided:,.0f} | {times.decided / first:.1%} | {shown} |"
    )
    sys.stdout.flush()


def run(site: Path, incidents: int, repeat: int) -> None:
    write_site(site, incidents)
    with Cache(site) as cache:
        build(read_sources(site).sources, END, memory=cache)
    with Cache(site) as cache:
        begun = Moment(read_sources(site).sources, END).saved(DRAFT, DRAFTED)
        first = fastest([measure(begun, WarmMemory(cache)) for _ in range(repeat)])
        show(incidents, "the first build", first, first.decided)
        memory = WarmMemory(cache)
        measure(begun, memory)
        for name, deed in DEEDS.items():
            tries = [measure(deed(begun, turn), memory) for turn in range(repeat)]
            show(incidents, name, fastest(tries), first.decided)
            measure(begun, memory)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    print("| incidents | what was saved | decide, ms | of first | its page, ms | front page, ms |")
    print("|--:|---|--:|--:|--:|--:|")
    for incidents in given.incidents:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), incidents, given.repeat)


if __name__ == "__main__":
    main()
