"""What the path of a content file says: its kind, its id, its language, its day."""

import re
from datetime import date
from unicodedata import normalize

import msgspec

from stillup.model.diagnostic import Problems, Span
from stillup.parse.ids import as_id, is_id
from stillup.parse.nearness import listed, nearest

FOLDERS = ("incidents", "maintenance", "pages")
RESERVED = frozenset(
    {
        "404", "api", "badge", "badges", "banner", "components", "content", "feed", "feeds",
        "groups", "history", "incidents", "index", "ledger", "maintenance", "media", "pages",
        "published", "record", "robots", "sitemap", "static", "subscribe", "theme", "themes",
    }
)  # fmt: skip
"""First steps of addresses that are ours, now or later. A page may not take them."""

_ENDING = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


class FileName(msgspec.Struct, frozen=True):
    """What a path says. `language` is empty for an original; `day` is the one it begins with."""

    folder: str
    id: str
    language: str = ""
    day: date | None = None


def read_file_name(path: str, languages: tuple[str, ...], problems: Problems) -> FileName | None:
    """Return what `path` says, None if nothing can be made of the file."""
    steps = path.split("/")
    if len(steps) != 3 or steps[1] not in FOLDERS or not steps[2].endswith(".md"):  # noqa: PLR2004
        _report_folder(path, problems)
        return None
    stem = normalize("NFC", steps[2].removesuffix(".md"))
    name, dot, language = stem.partition(".")
    if not is_id(name):
        _report_name(path, name, dot + language, problems)
    elif dot and language not in languages:
        _report_language(path, name, language, languages, problems)
    elif dot and language == languages[0]:
        _report_default(path, name, language, problems)
    elif steps[1] == "pages" and not _may_be_page(path, name, languages, problems):
        return None
    else:
        return FileName(steps[1], name, language, _day_in(name))
    return None


def _day_in(name: str) -> date | None:
    found = _DAY.match(name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _may_be_page(path: str, name: str, languages: tuple[str, ...], problems: Problems) -> bool:
    taken = {language.casefold() for language in languages}
    if name.casefold() not in RESERVED | taken:
        return True
    problems.error(
        "reserved-name",
        Span(path),
        f"the address `{name}/` is taken "
        + ("by a language" if name.casefold() in taken else "by Stillup itself"),
        help="give the file another name",
        fix=f"content/pages/{name}-page.md",
    )
    return False


def _report_folder(path: str, problems: Problems) -> None:
    steps = path.split("/")
    meant = nearest(steps[1], FOLDERS) if len(steps) > 2 else ""  # noqa: PLR2004
    problems.error(
        "misplaced-file",
        Span(path),
        "nothing is made of a file in this place",
        help="move it to `content/incidents/`, `content/maintenance/` or `content/pages/`, without "
        "folders in between, and let its name end in `.md`",
        fix=f"content/{meant}/{_ENDING.sub('', steps[-1])}.md" if meant else "",
    )


def _report_name(path: str, name: str, rest: str, problems: Problems) -> None:
    meant = as_id(name)
    problems.error(
        "bad-file-name",
        Span(path),
        f"the name `{name}` can't be part of an address",
        help="a file name has letters, digits, `-` and `_`; rename the file:",
        fix=f"{path.rpartition('/')[0]}/{meant}{rest}.md" if meant else "",
    )


def _report_language(
    path: str, name: str, language: str, languages: tuple[str, ...], problems: Problems
) -> None:
    folder = path.rpartition("/")[0]
    meant = nearest(language, languages[1:])
    fixed = f"{folder}/{name}.{meant}.md" if meant else f"{folder}/{as_id(f'{name}-{language}')}.md"
    problems.error(
        "unknown-language",
        Span(path),
        f"`{language}` is not one of the site's languages",
        help=f"they are {listed(languages)}; add it under `languages` in `site.yaml`, or rename "
        "the file, if it is no translation:",
        fix=fixed,
    )


def _report_default(path: str, name: str, language: str, problems: Problems) -> None:
    problems.error(
        "unknown-language",
        Span(path),
        f"`{language}` is the site's first language, which the original is written in",
        help="the original has no language in its name; rename the file:",
        fix=f"{path.rpartition('/')[0]}/{name}.md",
    )
