"""The texts of a theme as one value. `engine` makes pages of them."""

import re
from collections.abc import Iterator

import msgspec

from stillup.model.digest import digest_of
from stillup.model.sources import Sources

FOLDER = "theme/"
STYLE = "style.css"
MORE = "more.css"
"""Rules of a theme that come after those of the style sheet, so that it need not be copied."""

ORIGINALS = "default/"
"""Where the files of the default theme stand as they are, for a theme that builds on them."""

SCRIPT = "page.js"
BANNER = "banner.js"
"""The script that shows the bar on the company's own pages."""

_TEXTS = (".html", ".css", ".js", ".po", ".svg", ".txt", ".xml")
_TEMPLATES = (".html", ".svg", ".xml")
_PUBLISHED = f"{FOLDER}static/"
_STRING_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)


class Theme(msgspec.Struct, frozen=True):
    """The texts of a theme by file name, ordered; `digest` covers them all.

    `unreadable` are files that are no text in UTF-8, each with the place of its first bad byte.
    """

    files: tuple[tuple[str, str], ...] = ()
    unreadable: tuple[tuple[str, int], ...] = ()
    digest: str = ""

    def templates(self) -> Iterator[str]:
        """Yield the names of the templates."""
        return (name for name, _ in self.files if name.endswith(_TEMPLATES))

    def style(self) -> str:
        """Return the style sheets without comments and indentation; empty if there are none."""
        texts = dict(self.files)
        both = f"{texts.get(STYLE, '')}\n{texts.get(MORE, '')}"
        css = _STRING_OR_COMMENT.sub(lambda m: m[1] or "", both)
        return "\n".join(line for line in map(str.strip, css.splitlines()) if line)

    def script(self) -> str:
        """Return the script without lines of comment and indentation; empty if there is none."""
        return self._sent(SCRIPT)

    def banner(self) -> str:
        """Return the function that shows the banner, likewise."""
        return self._sent(BANNER)

    def _sent(self, name: str) -> str:
        lines = map(str.strip, dict(self.files).get(name, "").splitlines())
        return "\n".join(line for line in lines if line and not line.startswith("//"))


def theme_of(sources: Sources) -> Theme:
    """Return the theme that stands in `sources`. Raises OSError if a file is gone."""
    files, unreadable = [], []
    for path in sorted(p for p in sources if p.startswith(FOLDER) and _is_text(p)):
        name = path.removeprefix(FOLDER)
        try:
            files.append((name, sources[path].load().decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            unreadable.append((name, error.start))
    return Theme(tuple(files), tuple(unreadable), digest_of(files, unreadable))


def _is_text(path: str) -> bool:
    """Whether a file is a text of the theme. A picture that is published as it is, is none."""
    return path.endswith(_TEXTS) and not (path.startswith(_PUBLISHED) and path.endswith(".svg"))


def is_template(name: str) -> bool:
    """Whether a file of a theme is a template."""
    return name.endswith(_TEMPLATES)
