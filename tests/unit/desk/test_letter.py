"""A change is remembered by what it tells readers."""

import pytest

from stillup.desk.sending.letter import Version, subject_of
from stillup.model.parsed import Conventions

POST = "content/incidents/2026-11-21-email.md"
TEXT = """---
title: "Email: late"
impact: major
---

## Investigating · 2026-11-21 12:00

We look.
"""
RESOLVED = f"{TEXT}\n## Resolved · 2026-11-21 12:20\n\nDone.\n"
PAGE = "---\ntitle: How to reach us\n---\n\nCall us.\n"


def told(path: str, before: str | None, after: str | None) -> str:
    old, new = (text.encode() if text else None for text in (before, after))
    return subject_of([Version(path, old, new)], Conventions("UTC", ("en", "fi")))


@pytest.mark.parametrize(
    ("path", "before", "after", "subject"),
    [
        (POST, None, TEXT, "Investigating: Email: late"),
        (POST, TEXT, RESOLVED, "Resolved: Email: late"),
        (POST, RESOLVED, RESOLVED.replace("Done", "All done"), "Corrected: Email: late"),
        (
            POST,
            TEXT,
            TEXT.replace("impact", "withdrawn: false alarm\nimpact"),
            "Withdrawn: Email: late",
        ),
        (POST, None, TEXT.replace("impact", "draft: true\nimpact"), "Draft: Email: late"),
        (POST, TEXT, None, "Remove: Email: late"),
        (POST, None, "half a thought", "Change: 2026-11-21-email"),
        (
            POST.replace(".md", ".fi.md"),
            None,
            "---\ntitle: Posti\n---\n",
            "Translation (fi): Posti",
        ),
        ("content/pages/contact.md", None, PAGE, "Page: How to reach us"),
        ("content/site.yaml", "name: x", "name: y", "Change the settings"),
        ("themes/ours/page.css", None, "a{}", "Change the theme"),
        ("content/media/graph.png", None, "x", "Change media/graph.png"),
    ],
)
def test_the_subject_of_one_file(
    path: str, before: str | None, after: str | None, subject: str
) -> None:
    assert told(path, before, after) == subject


def test_several_posts_are_counted_and_pictures_are_not() -> None:
    versions = [
        Version(POST, TEXT.encode(), RESOLVED.encode()),
        Version("content/media/graph.png", None, b"x"),
        Version("content/pages/contact.md", None, PAGE.encode()),
    ]

    assert subject_of(versions, Conventions()) == "Resolved: Email: late, and 1 more"


def test_a_long_title_is_cut() -> None:
    assert len(told(POST, None, TEXT.replace("late", "late " * 60))) == 100
