"""What the terminal says of each change."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.terminal import Screen
from stillup.serve.news import News
from stillup.serve.snapshot import Snapshot
from tests.support.previews import at, shown, snapshot_of
from tests.unit.cli.sites import EMAIL, NOW, SITE, WEBMAIL

WRONG = Diagnostic(code="unknown-word", severity=Severity.ERROR, span=Span(EMAIL, 3), message="odd")
CHANGED = SITE.replace(EMAIL, "We are looking into it.", "We found it.")


@pytest.fixture
def news(tmp_path: Path) -> News:
    CHANGED.write(tmp_path)
    return News(tmp_path, lambda: datetime.now(UTC), Screen())


def with_error(snapshot: Snapshot) -> Snapshot:
    return msgspec.structs.replace(snapshot, problems=(WRONG,))


def test_the_first_build_is_said_to_be_ready(news: News) -> None:
    assert news.told(snapshot_of(None, at(NOW))) == ""
    assert news.told(shown(SITE, NOW))[8:] == " read 6 files: ready\n"


def test_a_save_is_named_with_the_time_until_it_was_shown(news: News) -> None:
    news.told(shown(SITE, NOW))

    line = news.told(shown(CHANGED, NOW))

    assert line[8:].startswith(" saved incidents/2026-11-21-email.md: shown in ")
    assert line.endswith(" ms\n")


def test_what_was_deleted_is_named(news: News) -> None:
    news.told(shown(SITE, NOW))

    line = news.told(shown(SITE.without(WEBMAIL), NOW))

    assert line[8:] == " deleted incidents/2026-11-10-webmail.md: shown\n"


def test_many_files_are_counted(news: News) -> None:
    news.told(shown(SITE, NOW))
    many = {f"content/media/{n}.txt": "x" for n in range(5)}

    assert " saved 5 files: shown" in news.told(shown(SITE.with_files({**many}), NOW))


def test_problems_are_printed_once_as_everywhere_else(news: News) -> None:
    good = shown(SITE, NOW)
    news.told(good)

    said = news.told(with_error(good))

    assert said.startswith("error[unknown-word]: odd\n")
    assert f"--> {EMAIL}:3:1" in said
    assert "the browser still shows the site as of" in said
    assert news.told(with_error(good)) == ""


def test_many_warnings_are_counted_and_do_not_hide_an_error(news: News) -> None:
    mild = tuple(
        msgspec.structs.replace(WRONG, severity=Severity.WARNING, span=Span(EMAIL, line))
        for line in range(1, 20)
    )
    warned = msgspec.structs.replace(shown(SITE, NOW), problems=mild)

    assert "19 warnings in 1 file; `stillup check` shows them\n" in news.told(warned)
    both = msgspec.structs.replace(warned, problems=(*mild, WRONG))
    assert news.told(both).startswith("error[unknown-word]: odd\n")


def test_mending_is_said_with_what_was_saved(news: News) -> None:
    good = shown(SITE, NOW)
    news.told(good)
    news.told(with_error(good))

    assert "saved incidents/2026-11-21-email.md: shown" in news.told(shown(CHANGED, NOW))


def test_going_back_to_what_was_before_an_error_is_said_too(news: News) -> None:
    good = shown(SITE, NOW)
    news.told(good)
    news.told(with_error(good))

    assert " as before: shown\n" in news.told(good)


def test_time_travel_is_named(news: News) -> None:
    news.told(shown(SITE, NOW))

    assert " shown as of 2026-11-2" in news.told(shown(SITE, "2026-11-22T13:00Z"))


def test_a_note_about_how_changes_are_noticed_is_said_once(news: News) -> None:
    noted = msgspec.structs.replace(shown(SITE, NOW), note="looking again and again")

    assert news.told(noted).count("looking again and again") == 1
    assert news.told(noted) == ""
