"""Writers type the status they see: in English, or in the language of the file."""

import unicodedata

import pytest

from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance
from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus
from stillup.parse.file import parse_file
from stillup.parse.vocabulary import WORDS

_TYPED = [
    (tag, status, "incidents" if status in INCIDENT_STATUSES else "maintenance")
    for tag in WORDS
    for status in UpdateStatus
]
_KEYS = {
    "incidents": "title: Email is slow\nimpact: minor\n",
    "maintenance": "title: New disks\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n",
}


def written(heading: str, folder: str, languages: tuple[str, ...], suffix: str = "") -> Parsed:
    keys = _KEYS[folder] if not suffix else "title: Email\n"
    text = f"---\n{keys}---\n\n{heading}\n\nSome words.\n"
    path = f"content/{folder}/2026-11-21-email{suffix}.md"
    return parse_file(path, text.encode(), "", Conventions("Europe/Lisbon", languages))


def said(parsed: Parsed) -> list[UpdateStatus | None]:
    """Return the statuses of a post that has no errors."""
    assert [d.message for d in parsed.diagnostics] == []
    post = parsed.item
    assert isinstance(post, Incident | Maintenance)
    return [update.status for update in post.updates]


@pytest.mark.parametrize(("tag", "status", "folder"), _TYPED)
def test_a_status_is_typed_as_it_is_shown(tag: str, status: UpdateStatus, folder: str) -> None:
    heading = f"## {WORDS[tag][status]} · 2026-11-21 12:41"

    assert said(written(heading, folder, (tag,))) == [status]


@pytest.mark.parametrize("tag", [tag for tag in WORDS if tag != "en"])
def test_a_translation_may_use_its_own_words(tag: str) -> None:
    heading = f"## {WORDS[tag][UpdateStatus.RESOLVED]} — 2026-11-21 15:02"

    assert written(heading, "incidents", ("en", tag), f".{tag}").diagnostics == ()


@pytest.mark.parametrize(
    "heading",
    [
        "## causa identificada · 2026-11-21 12:41",
        "## CAUSA  IDENTIFICADA: 2026-11-21 12:41",
        "## Identified · 2026-11-21 12:41",
    ],
)
def test_capitals_and_blanks_do_not_matter_and_english_always_goes(heading: str) -> None:
    assert said(written(heading, "incidents", ("ca", "en"))) == [UpdateStatus.IDENTIFIED]


def test_accents_may_be_stored_in_either_way() -> None:
    heading = unicodedata.normalize("NFD", "## Anàlisi posterior · 2026-11-21 12:41")

    assert said(written(heading, "incidents", ("ca",))) == [UpdateStatus.POSTMORTEM]


def test_a_region_speaks_its_language() -> None:
    assert said(written("## Resolvido · 2026-11-21 12:41", "incidents", ("pt-BR",))) == [
        UpdateStatus.RESOLVED
    ]


def test_the_words_of_another_language_are_not_taken() -> None:
    (problem,) = written("## Resuelto · 2026-11-21 12:41", "incidents", ("ca", "es")).diagnostics

    assert problem.code == "unknown-status"


def test_every_status_has_a_word_of_its_own_in_both_kinds_of_post() -> None:
    assert {*INCIDENT_STATUSES, *MAINTENANCE_STATUSES} == set(UpdateStatus)
    assert all(set(row) == set(UpdateStatus) for row in WORDS.values())
