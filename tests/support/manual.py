"""The manual's page of codes: its sections, and its examples as projects."""

import re
from dataclasses import dataclass
from importlib.resources import files

from tests.support.case import SITE, unescaped
from tests.support.project import Project

_SECTION = re.compile(r"^## ([a-z0-9-]+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"^(`{3,})(bad|good) ([\w -]+)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
_INCIDENT = "content/incidents/2026-11-21-email.md"
_MAINTENANCE = "content/maintenance/2026-12-01-store.md"
_KEYS = "title: Email is slow\nimpact: minor\n"
_PLAN = "title: Mail store upgrade\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n"
_HEADING = "## Investigating · 2026-11-21 12:41\n"


@dataclass(frozen=True)
class Example:
    """One example: whether it is refused, where it stands, and its text."""

    code: str
    bad: bool
    where: str
    text: str

    @property
    def can_run(self) -> bool:
        return self.where != "shell"

    @property
    def project(self) -> Project:
        """Return a site in which the example stands."""
        where, _, escaped = self.where.partition(" ")
        path, text = _file(where, self.text)
        data = unescaped(text.encode()) if escaped else text.encode()
        base = {"content/site.yaml": SITE.encode()}
        if where == "site":
            return Project(base | Project.parse(self.text + "\n").files)
        if where == "translation":
            base[_INCIDENT] = f"---\n{_KEYS}---\n\n{_HEADING}".encode()
        return Project(base | {path: data})


def sections() -> dict[str, str]:
    """Return the text on each code."""
    page = (files("stillup") / "manual" / "codes.md").read_text("utf-8")
    parts = _SECTION.split(page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples() -> list[Example]:
    """Return every example of the page."""
    return [
        Example(code, kind == "bad", where, text)
        for code, section in sections().items()
        for _, kind, where, text in _EXAMPLE.findall(section)
    ]


def _file(where: str, text: str) -> tuple[str, str]:
    """Return path and text of the file in which an example stands."""
    if where == "keys":
        return _INCIDENT, f"---\n{_merged(_KEYS, text)}---\n\n{_HEADING}"
    if where == "maintenance":
        return _MAINTENANCE, f"---\n{_merged(_PLAN, text)}---\n\n## Scheduled · 2026-11-25 10:00\n"
    if where == "maintenance-update":
        return _MAINTENANCE, f"---\n{_PLAN}---\n\n{text}\n"
    if where == "update":
        heading = "" if re.match(r"#+ *\w", text) else _HEADING
        return _INCIDENT, f"---\n{_KEYS}---\n\n{heading}{text}\n"
    if where == "name":
        return text, _example_of(text)
    whole = {
        "body": (_INCIDENT, f"---\n{_KEYS}---\n\n{text}\n"),
        "incident": (_INCIDENT, text + "\n"),
        "translation": (_INCIDENT.replace(".md", ".ca.md"), text + "\n"),
        "page": ("content/pages/contact.md", text + "\n"),
        "settings": ("content/site.yaml", _merged(SITE, text)),
        "catalogue": ("theme/locale/fi.po", text + "\n"),
        "site": ("", ""),
    }
    return whole[where]


def _example_of(path: str) -> str:
    if path.startswith("content/pages/"):
        return "---\ntitle: A page\n---\n\nWords.\n"
    return f"---\n{_KEYS}---\n\n{_HEADING}"


def _merged(base: str, text: str) -> str:
    """Return `base` without the top-level keys that `text` has, and `text`."""
    own = set(re.findall(r"^([\w-]+):", text, re.MULTILINE))
    parts = re.split(r"^(?=\w)", base, flags=re.MULTILINE)
    return "".join(part for part in parts if part.partition(":")[0] not in own) + text + "\n"
