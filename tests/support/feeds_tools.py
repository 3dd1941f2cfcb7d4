"""Readers and judges of feeds that are not ours: the two schemas, feedparser, newsboat."""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
from jsonschema import Draft7Validator

from tests.support.tools import CHECKOUT, node_file, program, run

ATOM = "{http://www.w3.org/2005/Atom}"
_SCHEMA = CHECKOUT / "tests" / "world" / "schemas" / "atom.rnc"
_COUNT = re.compile(r"(\d+) unread article")


def complaints_of_schema(feeds: list[Path]) -> list[str]:
    """Return what jing says of Atom feeds by the grammar of RFC 4287."""
    done = run(program("jing"), "-c", _SCHEMA, *feeds)
    said = done.stdout.splitlines()
    return said or ([] if done.returncode == 0 else [done.stderr])


def complaints_of_json_feed_schema(feed: Path) -> list[str]:
    """Return what the schema of JSON Feed 1.1 says of a feed, addresses and dates included."""
    schema = json.loads(Path(node_file("jsonfeed-schema/schema-v1.1.json")).read_text("utf-8"))
    checker = Draft7Validator.FORMAT_CHECKER
    assert {"uri", "date-time"} <= checker.checkers.keys(), "jsonschema[format] is not there whole"
    judge = Draft7Validator(schema, format_checker=checker)
    told = json.loads(feed.read_text(encoding="utf-8"))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in judge.iter_errors(told)]


def complaints_of_rfc_rules(feed: Path) -> list[str]:
    """Return breaches of the two Schematron rules in the grammar, which jing does not run."""
    root = ET.parse(feed).getroot()
    signed = root.find(f"{ATOM}author") is not None
    said: list[str] = []
    for entry in root.iter(f"{ATOM}entry"):
        name = entry.findtext(f"{ATOM}id")
        if not signed and entry.find(f"{ATOM}author") is None:
            said.append(f"{name}: neither the entry nor the feed has an author")
        links = {link.get("rel", "alternate") for link in entry.iter(f"{ATOM}link")}
        if "alternate" not in links and entry.find(f"{ATOM}content") is None:
            said.append(f"{name}: neither a link to a page nor content")
    return said


def read_feed(feed: Path | str) -> feedparser.FeedParserDict:
    """Return a feed as feedparser sees it; an ill-formed one is an error."""
    parsed = feedparser.parse(str(feed))
    assert not parsed.bozo, f"{feed}: {parsed.bozo_exception}"
    return parsed


@dataclass(frozen=True)
class Newsboat:
    """A subscriber with a memory: a newsboat that polls the same addresses again and again."""

    home: Path

    def subscribe(self, *addresses: str) -> "Newsboat":
        """Return a subscriber to these addresses and no others."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "urls").write_text("".join(f"{a}\n" for a in addresses))
        (self.home / "config").write_text("reload-threads 1\ndownload-retries 1\n")
        return self

    def poll(self) -> int:
        """Fetch all feeds and return how many articles are unread."""
        done = run(
            program("newsboat"), "-u", self.home / "urls", "-c", self.home / "cache.db",
            "-C", self.home / "config", "-x", "reload", "print-unread", seconds=60,
        )  # fmt: skip
        found = _COUNT.search(done.stdout)
        assert found, done.stdout + done.stderr
        return int(found[1])

    def articles(self) -> dict[str, str]:
        """Return title and text of every article it keeps, by the article's id."""
        with sqlite3.connect(self.home / "cache.db") as cache:
            rows = cache.execute("select guid, title || char(10) || content from rss_item")
            return dict(rows.fetchall())
