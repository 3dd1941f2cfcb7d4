"""A status in words: the sentence first, then what is open; nothing of it commands the terminal."""

import json
from typing import Any

from stillup.reading.documents import Gathered
from stillup.reading.told import as_document, told
from stillup.reading.understanding import understand
from stillup.reading.unreadable import Unreadable
from tests.support.statuses import fine, whole

NASTY = "\x1b[2J\x9b31m\u202eevil\r\n\x07"


def words(said: dict[str, Any], width: int = 80) -> str:
    return told(
        understand(Gathered("https://status.harbour.example/api/v2/summary.json", said)), width
    )


def test_everything() -> None:
    assert words(whole()) == (
        "Harbour Mail: Partial System Outage (major)\n"
        "\n"
        "open:\n"
        "  Email is slow to arrive\n"
        "    major, identified, since 2026-11-21 12:20 UTC\n"
        "    2026-11-21 13:10 UTC: One of two stores is full.\n"
        "    https://status.harbour.example/incidents/i1/\n"
        "\n"
        "maintenance:\n"
        "  New disks\n"
        "    scheduled, 2026-12-01 22:00 to 2026-12-02 01:00 UTC\n"
        "    2026-11-21 13:10 UTC: New disks.\n"
        "    https://status.harbour.example/maintenance/m1/\n"
        "\n"
        "not working as usual:\n"
        "  Mail, Email: partial outage\n"
        "\n"
        "last changed 2026-11-21 13:10 UTC, read from"
        " https://status.harbour.example/api/v2/summary.json\n"
    )


def test_all_is_well() -> None:
    assert words(fine()).startswith("Harbour Mail: All Systems Operational\n\nlast changed ")


def test_what_is_not_told_is_named() -> None:
    assert "not told there: components, incidents, maintenance\n" in words(
        {"status": {"indicator": "minor"}}
    )


def test_an_update_in_html_is_shown_as_text_and_one_in_text_as_it_is() -> None:
    said = whole()
    update = said["incidents"][0]["incident_updates"][0]

    update["body"] = (
        "<p>One <b>store</b> is full.</p><p>See <a href='https://x.example/'>this</a>.</p>"
    )
    assert "UTC: One store is full.\n    See this (https://x.example/).\n" in words(said)
    update["body"] = "1 < 2 & 3\r\nNext line."
    assert "UTC: 1 < 2 & 3\n    Next line.\n" in words(said)


def test_no_character_of_a_stranger_reaches_the_terminal_as_a_command() -> None:
    def spoiled(said: Any) -> Any:
        if isinstance(said, dict):
            return {key: spoiled(part) for key, part in said.items()}
        if isinstance(said, list):
            return [spoiled(part) for part in said]
        return said + NASTY if isinstance(said, str) and not said.startswith("20") else said

    said = spoiled(whole()) | {"status": {"indicator": "major", "description": NASTY}}

    shown = words(said)
    assert "evil" in shown
    assert not any((c < " " and c != "\n") or "\x7f" <= c < "\xa0" or c == "\u202e" for c in shown)
    assert shown.count("\n\n") == 4


def test_long_lists_and_long_words_are_cut() -> None:
    one = whole()["incidents"][0]
    one["incident_updates"][0]["body"] = "word " * 10_000

    shown = words(whole(incidents=[one] * 500), 60)

    assert "  and 480 more\n" in shown
    assert max(len(line) for line in shown.splitlines() if "://" not in line) <= 60
    assert len(shown) < 120_000


def test_missing_words_leave_no_holes() -> None:
    said = fine(
        page=None,
        incidents=[{}],
        scheduled_maintenances=[{"scheduled_for": "2026-12-01T00:00:00Z"}],
    )

    assert words(said).startswith(
        "All Systems Operational\n"
        "\n"
        "open:\n"
        "  (no title)\n"
        "\n"
        "maintenance:\n"
        "  (no title)\n"
        "    from 2026-12-01 00:00 UTC\n"
    )


def test_the_document_keeps_its_form() -> None:
    good = json.loads(as_document(understand(Gathered("x", whole())), 11))
    bad = json.loads(as_document(None, 20, Unreadable("a", "b")))

    assert list(good) == list(bad)
    assert good["incidents"][0]["latest"] == {
        "status": "identified",
        "text": "One of two stores is full.",
        "at": "2026-11-21T13:10:00Z",
    }
    assert good["components"] == [
        {"id": "c1", "name": "Email", "group": "Mail", "status": "partial_outage"}
    ]
    assert good["maintenance"][0]["ends"] == "2026-12-02T01:00:00Z"
    assert (bad["exit_code"], bad["indicator"], bad["incidents"]) == (20, None, None)
    assert bad["failure"] == {"message": "a", "help": "b"}


def test_what_nobody_tells_is_null_in_the_document() -> None:
    said = {"status": {"indicator": "none"}, "incidents": []}

    document = json.loads(as_document(understand(Gathered("x", said)), 0))

    assert (document["incidents"], document["components"]) == ([], None)


def test_an_announcement_hits_nobody() -> None:
    one = whole()["incidents"][0] | {"impact": "none"}

    assert "\n    identified, since 2026-11-21 12:20 UTC\n" in words(fine(incidents=[one]))
