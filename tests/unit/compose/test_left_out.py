"""A post left out that is not over is warned of: the front page may say that all is well."""

from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.model.diagnostic import Diagnostic
from tests.support.project import Project
from tests.support.site import interface_words

POST = "content/incidents/2026-11-21-email.md"
WORK = "content/maintenance/2026-11-21-disks.md"
SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    components:
      - {id: email, name: Email}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email arrives late
    impact: major
    ---

    ## Investigating · 2026-11-21 09:41

    We are looking into it.
    -- content/maintenance/2026-11-21-disks.md --
    ---
    title: New disks
    starts: 2026-11-21 09:00
    ends: 2026-11-21 13:00
    ---

    ## In progress · 2026-11-21 09:02

    The work has begun.
    """
)
OVER = "\n## Resolved · 2026-11-21 09:50\n\nAll is well.\n"


def warned(project: Project, path: str = POST) -> list[Diagnostic]:
    now = datetime(2026, 11, 21, 10, tzinfo=UTC)
    sources = {**interface_words(), **project.sources()}
    made = build(sources, now, leave_out=frozenset({path}))
    assert made.is_good
    return [each for each in made.diagnostics if each.code == "left-out-open"]


def with_more(path: str, text: str) -> Project:
    return SITE.with_files({path: SITE.files[path] + text.encode()})


@pytest.mark.parametrize("path", [POST, WORK])
def test_what_is_going_on_is_warned_of(path: str) -> None:
    (found,) = warned(SITE, path)

    assert not found.is_error
    assert found.span.path == path
    assert "the front page does not speak of it" in found.help
    assert "badges, the banner and the API" in found.help


def test_a_mistake_in_it_changes_nothing() -> None:
    assert warned(SITE.replace(POST, "impact: major", "impact: mayor"))


def test_what_nobody_can_read_is_taken_for_open() -> None:
    assert "nobody can read" in warned(SITE.with_files({POST: b"\xff\xfe\x00"}))[0].message


@pytest.mark.parametrize("text", [OVER, OVER + "\n## Update · 2026-11-21 09:55\n\nThanks.\n"])
def test_what_is_over_is_not(text: str) -> None:
    assert warned(with_more(POST, text)) == []


@pytest.mark.parametrize("key", ["draft: true", "withdrawn: a false alarm"])
def test_what_nobody_sees_or_was_nothing_is_not(key: str) -> None:
    assert warned(SITE.replace(POST, "impact: major", f"impact: major\n{key}")) == []


def test_an_announcement_is_not() -> None:
    assert warned(SITE.replace(POST, "impact: major", "impact: none")) == []
