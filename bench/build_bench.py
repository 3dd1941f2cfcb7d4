"""How long `stillup build` takes, as whole commands with their own start-up, and what each did.

    python -m bench.build_bench [--incidents 100 1000 10000] [--repeat 1]

Each size is measured in one go: a cold build, one with nothing changed, one word edited in an old
incident, one update more in the newest, the output folder lost, the cache and the manifest lost.
`of cold` is the share of the same size's cold build: it says more than seconds do when a machine
is busy or other than yours. Without `--repeat` each is run once; with it, the fastest counts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bench.sites import END, write_site

NOW = END.strftime("%Y-%m-%dT%H:%MZ")
STILLUP = Path(sys.executable).parent / "stillup"


class Run(msgspec.Struct, frozen=True):
    """One command: seconds on the clock, its largest memory in MB, and what it says it did."""

    seconds: float
    memory: float
    written: int
    unchanged: int


Deed = Callable[[Path], None]


def forget_all(site: Path) -> None:
    """Leave nothing but the sources."""
    shutil.rmtree(site / "public", ignore_errors=True)
    shutil.rmtree(site / ".stillup", ignore_errors=True)


def change_nothing(site: Path) -> None:
    """Leave the site as it is."""


def edit_a_word(site: Path) -> None:
    """Change one word in the text of an incident from the middle of the past."""
    posts = sorted((site / "content/incidents").iterdir())
    post = posts[len(posts) // 2]
    words = post.read_text(encoding="utf-8").rstrip("\n")
    post.write_text(f"{words} Indeed.\n", encoding="utf-8")


def add_an_update(site: Path) -> None:
    """Write one update more at the end of the newest incident."""
    post = max((site / "content/incidents").iterdir())
    with post.open("a", encoding="utf-8") as file:
        minute = file.tell() % 60
        file.write(f"\n## Update · {END:%Y-%m-%d} 11:{minute:02}:{minute:02} UTC\n\nA word more.\n")


def lose_the_output(site: Path) -> None:
    """Delete the output folder and keep the cache."""
    shutil.rmtree(site / "public")


def lose_the_cache(site: Path) -> None:
    """Delete the cache and keep the output folder with its manifest."""
    shutil.rmtree(site / ".stillup")


DEEDS: dict[str, Deed] = {
    "cold": forget_all,
    "nothing changed": change_nothing,
    "one word edited": edit_a_word,
    "one update more": add_an_update,
    "output lost": lose_the_output,
    "cache lost": lose_the_cache,
}


def build(site: Path) -> Run:
    """Run one build and measure it."""
    command = [str(STILLUP), "-C", str(site), "build", "--now", NOW, "--json"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        sys.exit(f"the build ended with {process.returncode}:\n{said.decode()[:2000]}")
    report = json.loads(said)
    return Run(seconds, usage.ru_maxrss / 1024, report["written"], report["unchanged"])


def measure(site: Path, deed: Deed, repeat: int) -> Run:
    """Do something to the site, build it, and return the fastest of `repeat` tries."""

    def once() -> Run:
        deed(site)
        return build(site)

    return min((once() for _ in range(repeat)), key=lambda run: run.seconds)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--repeat", type=int, default=1)
    given = parser.parse_args()
    print("| incidents | build | seconds | of cold | files written | left alone | MB |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for incidents in given.incidents:
        with tempfile.TemporaryDirectory() as folder:
            write_site(Path(folder), incidents)
            cold = 0.0
            for name, deed in DEEDS.items():
                run = measure(Path(folder), deed, given.repeat)
                cold = cold or run.seconds
                share = f"{run.seconds / cold:.1%}"
                numbers = f"{run.written:,} | {run.unchanged:,} | {run.memory:.0f}"
                print(f"| {incidents:,} | {name} | {run.seconds:.2f} | {share} | {numbers} |")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
