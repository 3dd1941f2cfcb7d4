"""A site built from a project at a moment, with the default theme or without any."""

from datetime import datetime
from pathlib import Path
from textwrap import dedent

from stillup.build import Build, build
from stillup.compose.site import Site
from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Source
from tests.support.project import Bytes, Project

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"


def theme_sources() -> dict[str, Source]:
    """Return the default theme as sources."""
    found = {}
    for file in sorted(THEME.rglob("*")):
        if file.is_file():
            path = f"theme/{file.relative_to(THEME).as_posix()}"
            data = file.read_bytes()
            found[path] = Source(path, digest_of_bytes(data), Bytes(data))
    return found


def own_theme(files: dict[str, str]) -> dict[str, Source]:
    """Return a theme of a site's own as sources: what differs, and the default one behind it."""
    found = {p.replace("theme/", "theme/default/", 1): s for p, s in theme_sources().items()}
    for name, text in files.items():
        data = text.encode()
        found[f"theme/{name}"] = Source(f"theme/{name}", digest_of_bytes(data), Bytes(data))
    return theme_sources() | found


def interface_words() -> dict[str, Source]:
    """Return the catalogues and the style of the default theme, without its templates."""
    plain = ("theme/locale/", "theme/style.css")
    return {p: s for p, s in theme_sources().items() if p.startswith(plain)}


def themed(project: Project, now: str) -> Build:
    """Build a project with the default theme; `now` is RFC 3339 with a zone."""
    return build(theme_sources() | project.sources(), datetime.fromisoformat(now))


def built(project: Project, now: str) -> Build:
    """Build a project with words but no templates: no page of it can be rendered."""
    return build(interface_words() | project.sources(), datetime.fromisoformat(now))


def composed(project: Project, now: str) -> Site:
    """Return the site of a project that has no errors."""
    made = built(project, now)
    errors = [f"{d.span.path}:{d.span.line} {d.message}" for d in made.diagnostics if d.is_error]
    assert errors == []
    assert made.site is not None
    return made.site


BASE = Project.parse(
    """
    -- content/site.yaml --
    name: Harbour Status
    url: https://status.harbour.example
    since: 2024-01-01
    time_zone: Europe/Lisbon
    languages: [en, ca]
    groups:
      - {id: messaging, name: Messaging}
    components:
      - {id: email, name: Email, group: messaging}
      - {id: webmail, name: Webmail, group: messaging}
      - {id: hosting, name: Hosting}
      - {id: billing-export, name: Billing export, listed: false}
      - {id: legacy, name: POP3, retired: 2025-06-30}
    people:
      - {id: jane, name: Jane Roe, role: Operations, contact: "mailto:jane@harbour.example"}
    """
)


def with_incident(text: str, name: str = "2026-11-21-email", base: Project = BASE) -> Project:
    """Return the base site with one more incident; `text` is the whole file."""
    return base.with_files({f"content/incidents/{name}.md": _flush(text)})


def with_maintenance(text: str, name: str = "2026-12-01-store", base: Project = BASE) -> Project:
    """Return the base site with one more maintenance."""
    return base.with_files({f"content/maintenance/{name}.md": _flush(text)})


def _flush(text: str) -> str:
    return dedent(text).lstrip("\n")
