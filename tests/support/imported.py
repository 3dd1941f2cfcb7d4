"""Old sites for importers, and what may be asked of every import: words, times, no error."""

import re
from collections import Counter
from datetime import datetime

from stillup.importing.front_matter import read_front
from stillup.importing.labels import WORDS
from stillup.importing.times import TIME, read_time
from stillup.model.diagnostic import Diagnostic
from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance
from stillup.parse.file import parse_file
from stillup.parse.lines import without_invisible
from stillup.parse.settings import parse_settings

CONFIG = b"""\
title: Example
baseURL: https://old.example
params:
  categories: [{name: Core}]
  systems:
    - {name: API, category: Core}
    - {name: Media Proxy, category: Core}
"""
_WORD = re.compile(r"\w+")
_TRACK = re.compile(r"\{\{[<%]\s*track.*?[>%]\}\}")
_MARKS = {part for label in WORDS for part in _WORD.findall(label)}


def issue(front: str, body: str = "It is broken.") -> bytes:
    """Return a cState post of these front matter lines."""
    return f"---\n{front}\nsection: issue\n---\n\n{body}\n".encode()


def site(**posts: bytes) -> dict[str, bytes]:
    """Return a cState site with these posts; `_` in a name is `-` in the file's name."""
    named = {f"content/issues/{name.replace('_', '-')}.md": data for name, data in posts.items()}
    return {"config.yml": CONFIG} | named


def parsed(path: str, data: bytes) -> Parsed:
    """Parse one of our files as a site in UTC would."""
    return parse_file(path, data, "", Conventions())


def errors_in(files: dict[str, bytes]) -> list[Diagnostic]:
    """Return every error of an imported site, file by file."""
    found: list[Diagnostic] = []
    for path, data in files.items():
        if path.endswith(".md"):
            found += parsed(path, data).diagnostics
        elif path == "content/site.yaml":
            found += parse_settings(path, data, "")[1]
    return [diagnostic for diagnostic in found if diagnostic.is_error]


def lost_words(source: bytes, file: str) -> Counter[str]:
    """Return the words of a source's body that our file does not have, labels and times aside."""
    body = without_invisible(read_front(source.decode("utf-8-sig", "replace")).body)
    spoken = Counter(_WORD.findall(re.sub(TIME, "", _TRACK.sub("", body))))
    lost = spoken - Counter(_WORD.findall(file.partition("\n---\n")[2]))
    return Counter({word: n for word, n in lost.items() if word.casefold() not in _MARKS})


def times_of(item: Incident | Maintenance) -> set[datetime]:
    """Return every time that a post states."""
    found = {update.at for update in item.updates}
    found |= {update.ended for update in item.updates if update.ended}
    if isinstance(item, Incident):
        return found | ({item.started} if item.started else set())
    return found | {item.starts.at, item.ends.at}


def times_in(source: bytes) -> set[datetime]:
    """Return every time that can be read anywhere in a source, a day being its midnight."""
    text = source.decode("utf-8-sig", "replace")
    typed = [found[0] for found in re.finditer(TIME, text)]
    typed += re.findall(r"\d{4}-\d{1,2}-\d{1,2}", text)
    return {time.at for each in typed if (time := read_time(each))}
