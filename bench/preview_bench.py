"""How soon a save can be read in the browser: `stillup serve` beside Hugo's and Eleventy's servers.

    npm install --prefix FOLDER @11ty/eleventy@3.1.0        (and Debian's package `hugo`)
    python -m bench.preview_bench --eleventy FOLDER/node_modules/.bin/eleventy

All serve the same posts in one run, one after the other, each with its own watcher as it comes.
`start` is from starting the command until the newest incident's page is answered, with nothing
kept from an earlier run; `again` is the same a second time. `save` is from writing a word into that
incident's file until an answer holds it, `front` until the front page holds a changed title:
medians over `--edits`. Hugo and Eleventy make a page per post and a front page of the newest
thirty, with templates of one line each; Stillup makes all it would publish. The figures in brackets
are how many times as long as Stillup's: over 1, Stillup is faster.
"""

import argparse
import http.client
import json
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.sites import site_files

STILLUP = Path(sys.executable).parent / "stillup"
PATIENCE = 300.0
"""Seconds after which a server counts as one that never starts."""
LONGEST = 60.0
"""Seconds after which a change counts as one that is never shown."""
PAUSE = 0.003
"""Seconds between two looks."""


class Rival(msgspec.Struct, frozen=True):
    """A server to measure: how to lay out its site, and the command that serves it at a port."""

    name: str
    lay_out: Callable[[Path, Mapping[str, str]], None]
    command: Callable[[int], Sequence[str]]


class Figures(msgspec.Struct, frozen=True):
    """Seconds, as the module says; None for what never happened."""

    start: float
    again: float
    save: float | None
    front: float | None


def lay_out_stillup(site: Path, files: Mapping[str, str]) -> None:
    """Write the site as it is."""
    for path, text in files.items():
        _write(site / path, text)


def lay_out_hugo(site: Path, files: Mapping[str, str]) -> None:
    """Write the same posts for Hugo, with a template for a post and one for the front page."""
    config = {
        "baseURL": "http://localhost/",
        "title": "Brook",
        "disableKinds": ["taxonomy", "term", "RSS"],
    }
    _write(site / "config.json", json.dumps(config))
    page = "<title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    front = (
        "{{ range first 30 .Site.RegularPages.ByDate.Reverse }}"
        '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    )
    _write(site / "layouts/_default/single.html", page)
    _write(site / "layouts/index.html", front)
    _write_posts(site / "content", files)


def lay_out_eleventy(site: Path, files: Mapping[str, str]) -> None:
    """Write the same posts for Eleventy, with a template for a post and one for the front page."""
    settings = "module.exports = () => ({markdownTemplateEngine: false, dir: {input: 'src'}});\n"
    _write(site / "eleventy.config.js", settings)
    _write(
        site / "src/_includes/post.njk",
        "<title>{{ title }}</title><h1>{{ title }}</h1>{{ content | safe }}",
    )
    kind = {"layout": "post.njk", "tags": "posts"}
    _write(site / "src/incidents/incidents.json", json.dumps(kind))
    front = (
        "{% for post in collections.posts | reverse %}{% if loop.index <= 30 %}"
        '<a href="{{ post.url }}">{{ post.data.title }}</a>{% endif %}{% endfor %}'
    )
    _write(site / "src/index.njk", front)
    _write_posts(site / "src", files)


def rivals(hugo: str | None, eleventy: str | None) -> Iterator[Rival]:
    """Yield the servers that are there, ours first."""
    now = "2026-11-21T12:00Z"
    yield Rival(
        "stillup serve",
        lay_out_stillup,
        lambda port: [str(STILLUP), "serve", "--port", str(port), "--now", now],
    )
    if hugo:
        yield Rival(
            "hugo server",
            lay_out_hugo,
            lambda port: [hugo, "server", "--port", str(port), "--bind", "127.0.0.1"],
        )
    if eleventy:
        serve = [eleventy, "--serve", "--quiet"]
        yield Rival("eleventy --serve", lay_out_eleventy, lambda port: [*serve, f"--port={port}"])
        yield Rival(
            "eleventy --serve --incremental",
            lay_out_eleventy,
            lambda port: [*serve, "--incremental", f"--port={port}"],
        )


def measure(rival: Rival, files: Mapping[str, str], edits: int) -> Figures:
    """Serve the posts once with nothing kept, and once more to edit the newest."""
    newest = max(path for path in files if "/incidents/" in path)
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary)
        rival.lay_out(site, files)
        post = next(site.rglob(Path(newest).name))
        address = f"/incidents/{post.stem}/"
        with _serving(rival, site) as (port, began):
            _await(port, address, "</h1>", PATIENCE)
            start = time.monotonic() - began
        with _serving(rival, site) as (port, began):
            _await(port, address, "</h1>", PATIENCE)
            again = time.monotonic() - began
            time.sleep(1.5)
            save = _median(lambda n: _edit(post, port, address, f"Word{n}x"), edits)
            front = _median(lambda n: _retitle(post, port, f"Title{n}x"), edits)
    return Figures(start, again, save, front)


def _median(change: Callable[[int], float], edits: int) -> float | None:
    """Return the median of what changes took; None if one was never shown."""
    try:
        return statistics.median(change(number) for number in range(edits))
    except TimeoutError:
        return None


def _edit(post: Path, port: int, address: str, word: str) -> float:
    text = post.read_text(encoding="utf-8").rstrip("\n")
    began = time.monotonic()
    post.write_text(f"{text} {word}.\n", encoding="utf-8")
    return _shown(port, address, word, began)


def _retitle(post: Path, port: int, word: str) -> float:
    head, sign, rest = post.read_text(encoding="utf-8").partition("title: ")
    title, _, rest = rest.partition("\n")
    title = f'"{word}"' if title.startswith('"') else word
    began = time.monotonic()
    post.write_text(f"{head}{sign}{title}\n{rest}", encoding="utf-8")
    return _shown(port, "/", word, began)


def _shown(port: int, address: str, word: str, began: float) -> float:
    _await(port, address, word, LONGEST)
    seconds = time.monotonic() - began
    time.sleep(0.7)
    return seconds


@contextmanager
def _serving(rival: Rival, site: Path) -> Iterator[tuple[int, float]]:
    port = _free_port()
    began = time.monotonic()
    log = site.parent / f"{site.name}.log"
    with log.open("wb") as output:
        command = rival.command(port)
        process = subprocess.Popen(command, cwd=site, stdout=output, stderr=output)
        try:
            yield port, began
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    log.unlink()


def _await(port: int, address: str, word: str, patience: float) -> None:
    """Return when the page holds the word. Raises TimeoutError if it never does."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if word in _page(port, address):
            return
        time.sleep(PAUSE)
    raise TimeoutError(f"{address} never showed {word}")


def _page(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
    except OSError:
        return ""
    except http.client.HTTPException:
        return ""
    else:
        return body if answer.status == http.client.OK else ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _write_posts(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        if "/incidents/" in path:
            name = Path(path).name
            head, _, body = text.removeprefix("---\n").partition("---\n")
            title = head.partition("title: ")[2].partition("\n")[0]
            front = f"---\ntitle: {json.dumps(title)}\ndate: {name[:10]}\n---\n"
            _write(folder / "incidents" / name, front + body)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--incidents", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    parser.add_argument("--eleventy", default=shutil.which("eleventy"))
    wishes = parser.parse_args()
    print("| incidents | server | start | again | save | front |")
    print("|--:|---|--:|--:|--:|--:|")
    for incidents in wishes.incidents:
        files = dict(site_files(incidents))
        ours: Figures | None = None
        for rival in rivals(wishes.hugo, wishes.eleventy):
            found = measure(rival, files, wishes.edits)
            ours = ours or found
            print(f"| {incidents:,} | {rival.name} | {_cells(found, ours)} |", flush=True)


def _cells(found: Figures, ours: Figures) -> str:
    """Return seconds, and for the others how many times as long as ours."""
    cells = []
    for name in Figures.__struct_fields__:
        seconds, base = getattr(found, name), getattr(ours, name)
        ratio = f" ({seconds / base:.1f})" if seconds and base and found is not ours else ""
        cells.append("never" if seconds is None else f"{seconds:.3f} s{ratio}")
    return " | ".join(cells)


if __name__ == "__main__":
    main()
