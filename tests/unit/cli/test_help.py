"""`stillup help` and the manual it prints."""

import pytest

from stillup.cli.manual import explanations, plain, sections_of
from tests.unit.cli.command import run


def test_the_overview_lists_topics_verbs_and_codes() -> None:
    ran = run("help")

    assert ran.code == 0
    assert "  format  how posts" in ran.out
    assert "build, check, list" in ran.out
    assert all(f"\n  {code}\n" in ran.out for code in explanations())


@pytest.mark.parametrize("topic", ["format", "import", "api", "embed", "json", "FORMAT"])
def test_a_page_of_the_manual_is_printed_readably(topic: str) -> None:
    ran = run("help", topic)

    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert "```" not in ran.out


def test_a_code_is_explained() -> None:
    for code, text in explanations().items():
        ran = run("help", code)

        assert ran.code == 0
        assert ran.out == f"{code}\n\n{plain(text)}"


def test_a_verb_is_explained_as_by_its_own_help() -> None:
    ran = run("help", "check")

    assert ran.code == 0
    assert ran.out.startswith("Usage: stillup check [OPTIONS]")
    assert "--strict" in ran.out


def test_a_mistyped_topic_is_guessed() -> None:
    ran = run("help", "fromat")

    assert ran.code == 2
    assert "there is no help about `fromat`; did you mean `format`?" in ran.err
    assert "`stillup help` lists what there is" in ran.err


CODES = """\
# Problems

What they mean.

## unknown-status

The heading names no status.

```bad
## resolved

## title
```

```good
## Resolved · 2026-11-21 15:02
```

## unknown-key

It is misspelt.
"""


def test_headings_inside_examples_begin_no_section() -> None:
    sections = sections_of(CODES)

    assert list(sections) == ["unknown-status", "unknown-key"]
    assert plain(sections["unknown-status"]) == (
        "The heading names no status.\n\n"
        "Refused:\n\n    ## resolved\n\n    ## title\n\n"
        "Written like this:\n\n    ## Resolved · 2026-11-21 15:02\n"
    )
