"""How fast our Markdown is, beside GitHub's own renderer on the same texts in the same run.

python -m bench.markdown_bench [--incidents 1000]
"""

import argparse
import time
from collections.abc import Callable, Iterable

import cmarkgfm

from bench.sites import site_files
from stillup.model.parsed import Conventions
from stillup.model.post import Incident, Maintenance
from stillup.model.text import Text
from stillup.parse.file import parse_file
from stillup.render.markdown import render_fragment


def texts(incidents: int) -> list[Text]:
    """Return all texts of all posts of a made-up site."""
    found: list[Text] = []
    for path, text in site_files(incidents):
        if path.endswith(".md"):
            item = parse_file(path, text.encode(), "x", Conventions("Europe/Lisbon")).item
            if isinstance(item, Incident | Maintenance):
                found += [item.summary, *(update.text for update in item.updates)]
    return [text for text in found if text.markdown.strip()]


def seconds(work: Callable[[Text], object], values: Iterable[Text]) -> float:
    """Return how long `work` takes for all values."""
    began = time.process_time()
    for value in values:
        work(value)
    return time.process_time() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, default=1000)
    todo = texts(parser.parse_args().incidents)
    ours = seconds(render_fragment, todo)
    theirs = seconds(lambda text: cmarkgfm.github_flavored_markdown_to_html(text.markdown), todo)
    size = sum(len(text.markdown.encode()) for text in todo)
    print("| Markdown | texts | KB | seconds | texts a second | against GitHub's |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, took in (("ours", ours), ("cmark-gfm", theirs)):
        rate = f"{len(todo) / took:,.0f} | {took / theirs:.1f}"
        print(f"| {name} | {len(todo):,} | {size / 1000:,.0f} | {took:.2f} | {rate} |")


if __name__ == "__main__":
    main()
