"""Answers of the API as bytes: JSON whatever is written, words that any chat tool can show."""

import json
from typing import Any

import pytest

from tests.support.real import real_data
from tests.support.site import built, with_incident
from tests.support.statuspage import INCIDENT, UPDATE, answers, bytes_of

NOW = "2026-11-21T16:00:00+00:00"

V1_ALONE = {
    "impact_override",
    "metadata",
    "scheduled_auto_completed",
    "scheduled_auto_in_progress",
    "scheduled_for",
    "scheduled_remind_prior",
    "scheduled_reminded_at",
    "scheduled_until",
}
"""Keys of an incident that only the owner's API has, or maintenance alone."""


def told(words: str, title: str = "Email is slow") -> dict[str, Any]:
    text = f"---\ntitle: {title}\nimpact: minor\ncomponents: email\n---\n\n## Investigating · 2026-11-21 12:41\n\n{words}\n"  # fmt: skip
    (incident,) = answers(with_incident(text), NOW)["incidents"]["incidents"]
    return dict(incident)


def body(words: str) -> str:
    return str(told(words)["incident_updates"][0]["body"])


def test_an_answer_is_one_line_of_json() -> None:
    data = bytes_of(built(with_incident("---\ntitle: Übel\nimpact: minor\n---\n\n## Investigating · 2026-11-21 12:41\n"), NOW))  # fmt: skip

    for answer in data.values():
        assert answer.count(b"\n") == 1
        assert answer.endswith(b"}\n")
    assert "Übel".encode() in data["summary"]


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Some *mail* is `late`.\nStill.", "Some mail is late. Still."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("- one\n- two", "- one\n- two"),
        ("See [the guide](https://x.example/a).", "See the guide (https://x.example/a)."),
        ("See <https://x.example/a>.", "See https://x.example/a."),
        ("If a < b & c > d", "If a < b & c > d"),
        ("Say `</script>` twice", "Say </script> twice"),
        ("\U0001f525 “out”", "\U0001f525 “out”"),
        ("", ""),
    ],
)
def test_words_are_plain_text(words: str, plain: str) -> None:
    assert body(words) == plain


def test_a_link_to_another_post_or_a_picture_is_absolute() -> None:
    said = body("See [this](2026-11-21-email.md#u2026-11-21-1241).")

    assert "(https://status.harbour.example/incidents/2026-11-21-email/#u2026-11-21-1241)" in said


@pytest.mark.parametrize("title", ['A "quoted" title', "Back\\slash: and # more", "<b>Bold</b>"])
def test_a_title_is_told_as_typed(title: str) -> None:
    assert told("x", title)["name"] == title


def test_a_withdrawal_is_told_as_typed() -> None:
    text = "---\ntitle: Slow\nimpact: minor\nwithdrawn: not <us> & *not* you\n---\n\n## Investigating · 2026-11-21 12:41\n"  # fmt: skip
    (incident,) = answers(with_incident(text), NOW)["incidents"]["incidents"]

    assert incident["incident_updates"][0]["body"] == "not <us> & *not* you"


def test_the_keys_are_those_of_real_answers() -> None:
    fixtures = real_data() / "stephenyeargin__hubot-statuspage" / "test" / "fixtures"
    (theirs,) = json.loads((fixtures / "incidents.json").read_text("utf-8"))
    (update,) = theirs["incident_updates"]

    assert theirs.keys() - V1_ALONE <= INCIDENT.keys()
    assert INCIDENT.keys() - theirs.keys() == {"started_at", "reminder_intervals"}
    assert update.keys() - {"twitter_updated_at", "wants_twitter_update"} == UPDATE.keys()
