"""How long `stillup build` takes, as whole commands with their own start-up, and what each did.

    python -m bench.build_bench [--incidents 100 1000 10000] [--repeat 1]

Each size is measured in one go: a cold build, one with nothing changed, one word edited in an old
incident, one update more in the newest, the output folder lost, the cache lost.
`seconds` are on the clock, `work` is the time of all processors together, and `of cold` is the
share of the work of the same size's cold build: it says more than seconds do when a machine is busy
or other than yours. The rest are counts: files read, files parsed, texts that went through
Markdown, documents rendered, files written. With `--repeat` the fastest of so many tries counts.
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
    """One command: seconds on the clock and of all processors, memory in MB, and what it did."""

    seconds: float
    work: float
    memory: float
    counts: dict[str, int]


Deed = Callable[[Path], None]
COUNTS = {
    "read": "files_read",
    "parsed": "sources_parsed",
    "Markdown": "markdown_calls",
    "rendered": "rendered",
    "written": "files_written",
}
"""What a build counts, by the heading of its column."""

SETTLING = 3
"""Seconds after which a file is old enough to be known by its time alone."""


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
    command = [str(STILLUP), "-C", str(site), "build", "--now", NOW, "--json", "--timings"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        sys.exit(f"the build ended with {process.returncode}:\n{said.decode()[:2000]}")
    counts = json.loads(said)["timings"]["counts"]
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, counts)


def measure(site: Path, deed: Deed, repeat: int) -> Run:
    """Do something to the site, build it, and return the fastest of `repeat` tries."""

    def once() -> Run:
        deed(site)
        return build(site)

    return min((once() for _ in range(repeat)), key=lambda run: run.work)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--repeat", type=int, default=1)
    given = parser.parse_args()
    print(f"| incidents | build | seconds | work | of cold | MB | {' | '.join(COUNTS)} |")
    print(f"|--:|---|{'--:|' * (4 + len(COUNTS))}")
    for incidents in given.incidents:
        with tempfile.TemporaryDirectory() as folder:
            write_site(Path(folder), incidents)
            time.sleep(SETTLING)
            cold = 0.0
            for name, deed in DEEDS.items():
                run = measure(Path(folder), deed, given.repeat)
                cold = cold or run.work
                counts = " | ".join(f"{run.counts[count]:,}" for count in COUNTS.values())
                times = f"{run.seconds:.2f} | {run.work:.2f} | {run.work / cold:.1%}"
                print(f"| {incidents:,} | {name} | {times} | {run.memory:.0f} | {counts} |")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
