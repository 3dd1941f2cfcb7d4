"""Which languages a blog is in, and which file tells a post in which."""

import re
from collections import Counter

import msgspec

from stillup.importing.markdown.engine import Blog, Engine, is_markdown

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_SHORT = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_KEYS = (
    "defaultcontentlanguage", "default_language", "languagecode", "theme.language", "lang",
    "language", "locale",
)  # fmt: skip


class Tongues(msgspec.Struct, frozen=True):
    """The tags that folders or file names tell, and the one of them that is the first, if any."""

    tags: frozenset[str] = frozenset()
    first: str = ""

    def of(self, path: str) -> tuple[str, str]:
        """Return the language of a file by its path, and the path without the sign of it.

        The language is empty for the first one.
        """
        folders, slash, file = path.rpartition("/")
        stem, ending = _split(file)
        name, _, tag = stem.rpartition(".")
        if name and tag in self.tags:
            return self._shown(tag), f"{folders}{slash}{name}{ending}"
        top, _, below = path.partition("/")
        if below and top in self.tags:
            return self._shown(top), below
        return "", path

    def _shown(self, tag: str) -> str:
        return "" if tag == self.first else tag


def find_tongues(blog: Blog, paths: list[str]) -> Tongues:
    """Return the languages of a blog: those of its settings, else those that its files show."""
    below = [path.removeprefix(blog.folder) for path in paths]
    told = typed_language(blog)
    if declared := blog.config.parts("languages"):
        return Tongues(frozenset(declared), told.lower() or "en")
    if blog.engine is Engine.HUGO:
        tops = Counter(path.partition("/")[0] for path in below if "/" in path)
        if tops and all(map(_SHORT.fullmatch, tops)):
            most = max(tops, key=lambda tag: (tag == "en", tops[tag], tag))
            return Tongues(frozenset(tops), told.lower() or most)
    stems = {_split(path)[0] for path in below}
    ends = (stem.rpartition(".") for stem in stems)
    found = {tag for name, _, tag in ends if name in stems and _SHORT.fullmatch(tag)}
    return Tongues(frozenset(found), told.lower())


def typed_language(blog: Blog) -> str:
    """Return what the settings call the language of the blog."""
    return blog.config.text(*_KEYS)


def as_tag(typed: str) -> str:
    """Return a tag in its usual letters, empty if it is not that of a language."""
    found = _TAG.fullmatch(typed)
    if found is None:
        return ""
    parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _split(path: str) -> tuple[str, str]:
    stem, dot, ending = path.rpartition(".")
    return (stem, dot + ending) if is_markdown(path) else (path, "")
