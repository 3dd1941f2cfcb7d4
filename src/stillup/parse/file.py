"""One content file to what the rest of the program knows of it."""

from collections.abc import Iterator

import msgspec

from stillup.model.diagnostic import Diagnostic, Problems
from stillup.model.parsed import Conventions, Link, Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.parse.blocks import Block
from stillup.parse.fields import Fields
from stillup.parse.file_name import FileName, read_file_name
from stillup.parse.front_matter import split_front_matter
from stillup.parse.lines import decode_lines
from stillup.parse.links import find_links
from stillup.parse.meaning import meant
from stillup.parse.mentions import mentioned
from stillup.parse.page import KEYS as PAGE_KEYS
from stillup.parse.page import read_page
from stillup.parse.posts import (
    INCIDENT_KEYS,
    MAINTENANCE_KEYS,
    PostFile,
    read_draft,
    read_embargo,
    read_incident,
    read_maintenance,
)
from stillup.parse.translation import KEYS as TRANSLATION_KEYS
from stillup.parse.translation import read_translation

_KEYS = {"incidents": INCIDENT_KEYS, "maintenance": MAINTENANCE_KEYS, "pages": PAGE_KEYS}
_WHAT = {"incidents": "an incident", "maintenance": "maintenance", "pages": "a page"}
_ELSEWHERE = (
    tuple(key for key in MAINTENANCE_KEYS if key not in INCIDENT_KEYS),
    "planned work lies in content/maintenance/: move the file there; an incident has `started`",
)

Item = Incident | Maintenance | Page | Translation


def parse_file(path: str, data: bytes, digest: str, conventions: Conventions) -> Parsed:
    """Return all that one file under `content/` says. Whatever is wrong becomes diagnostics.

    Problems in a draft and in a translation are warnings: neither stops a build.
    """
    problems = Problems()
    name = read_file_name(path, conventions.languages, problems)
    lines = decode_lines(path, data, problems)
    parts = split_front_matter(lines, problems) if lines else None
    if name is None or lines is None or parts is None:
        soften = name is not None and bool(name.language)
        return Parsed(
            path=path,
            item=None,
            mentions=mentioned(data.decode(errors="replace")),
            diagnostics=_said(problems, soften=soften),
        )
    mapping, body = parts
    known, what = _keys_of(name)
    aside = "; facts stay in the original" if known is TRANSLATION_KEYS else ""
    elsewhere, where = _ELSEWHERE if known is INCIDENT_KEYS else ((), "")
    fields = Fields(
        mapping, known, problems, what=what, aside=aside, elsewhere=elsewhere, where=where
    )
    file = PostFile(name, digest, fields, lines, body, conventions)
    item, blocks = _read(file, problems)
    return _parsed(file, item, find_links(body, blocks), problems)


def _keys_of(name: FileName) -> tuple[tuple[str, ...], str]:
    if name.language and name.folder != "pages":
        return TRANSLATION_KEYS, "a translation"
    return _KEYS[name.folder], _WHAT[name.folder]


def _read(file: PostFile, problems: Problems) -> tuple[Item | None, tuple[Block, ...]]:
    if file.name.folder == "pages":
        return read_page(file, problems)
    if file.name.language:
        translation, body = read_translation(file, problems)
        return translation, body.blocks
    if file.name.folder == "incidents":
        incident, body = read_incident(file, problems)
        return incident, body.blocks
    maintenance, body = read_maintenance(file, problems)
    return maintenance, body.blocks


def _parsed(
    file: PostFile, item: Item | None, links: tuple[Link, ...], problems: Problems
) -> Parsed:
    silent = Problems()
    draft, due = read_draft(file, silent), read_embargo(file, silent)
    is_public = due is None and not draft and not isinstance(item, Translation | None)
    return Parsed(
        path=file.whole.path,
        item=item,
        draft=draft,
        publish_at=due,
        links=tuple(_at_home(file.whole.path, links)),
        mentions=() if is_public else mentioned("\n".join(file.whole.texts)),
        diagnostics=_said(problems, soften=draft or bool(file.name.language)),
    )


def _at_home(path: str, links: tuple[Link, ...]) -> Iterator[Link]:
    """Yield the links that stay within the site, with what they mean."""
    for link in links:
        found = meant(path, link.target)
        if found is not None:
            yield msgspec.structs.replace(link, meant=found)
        elif link.target.startswith("#"):
            yield link


def _said(problems: Problems, *, soften: bool) -> tuple[Diagnostic, ...]:
    """Return each problem once."""
    found = Problems()
    found.take(tuple(dict.fromkeys(problems)), soften=soften)
    return found.frozen()
