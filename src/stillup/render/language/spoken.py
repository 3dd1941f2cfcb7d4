"""Whether a theme has words for every language of a site. Reads no catalogue."""

import re

from stillup.model.diagnostic import Problems, Span
from stillup.model.settings import Settings
from stillup.render.language.catalogue_files import catalogue_files
from stillup.render.theme.files import Theme

_ENGLISH = "en"
"""The language of the phrases themselves, which needs no catalogue."""

_KEY = re.compile(r"^[\"']?languages[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)


def check_spoken(theme: Theme, settings: Settings, source: bytes, problems: Problems) -> None:
    """Warn of languages without a catalogue. `source` is the file of the settings."""
    for tag in settings.languages:
        if tag.partition("-")[0] == _ENGLISH or catalogue_files(theme, tag):
            continue
        problems.warning(
            "no-catalogue",
            _place_of(tag, settings.source, source.decode("utf-8", "replace")),
            f"the theme has no words in `{tag}`, so buttons, headings and statuses are in English",
            label="no catalogue",
            help=f"run `stillup language {tag}`, and translate the phrases in the file it writes",
        )


def _place_of(tag: str, path: str, text: str) -> Span:
    """Return where a language stands in the settings, or their file as a whole."""
    key = _KEY.search(text)
    found = key and re.compile(rf"(?<![\w-]){re.escape(tag)}(?![\w-])").search(text, key.end())
    if not found:
        return Span(path)
    before = text[: found.start()].removeprefix("\ufeff")
    line = before.count("\n") + 1
    return Span(path, line, len(before) - before.rfind("\n"), len(tag))
