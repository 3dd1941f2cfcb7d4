"""How a cState post went: updates, times and whether it is over."""

from textwrap import dedent

import pytest

from stillup.importing.cstate import import_cstate
from stillup.importing.doubt import Doubt
from stillup.model.post import Incident
from tests.support.imported import errors_in, issue, parsed, site

RESOLVED = "resolved: true\nresolvedWhen: 2021-03-04 12:00:00"


def imported(
    front: str, body: str, name: str = "2021_03_04_outage"
) -> tuple[Incident, list[Doubt]]:
    source = issue(f"title: Outage\nseverity: disrupted\n{front}", dedent(body))
    found = import_cstate(site(**{name: source}))
    assert errors_in(found.files) == []
    path = next(path for path in found.files if path.startswith("content/incidents/"))
    item = parsed(path, found.files[path]).item
    assert isinstance(item, Incident)
    return item, [doubt for doubt in found.doubts if doubt.path.startswith("content")]


def told(front: str, body: str, name: str = "2021_03_04_outage") -> list[tuple[str, str, str]]:
    item, _ = imported(front, body, name)
    return [(u.status.value, f"{u.at:%m-%d %H:%M}", u.text.markdown) for u in item.updates]


def kinds(front: str, body: str, name: str = "2021_03_04_outage") -> set[str]:
    return {doubt.kind for doubt in imported(front, body, name)[1]}


def test_a_body_without_marks_is_one_update_at_its_date() -> None:
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert told(front, "It broke.\n\nAll of it.") == [
        ("update", "03-04 10:00", "It broke.\n\nAll of it."),
        ("resolved", "03-04 12:00", ""),
    ]
    assert kinds(front, "It broke.\n\nAll of it.") == set()


def test_tracked_updates_keep_their_times_and_statuses() -> None:
    body = """\
        *Resolved* - Fixed. {{< track "2021-03-04 12:00:00" >}}

        *Monitoring* - Better. {{< track "2021-03-04 11:00:00" >}}

        *Investigating* - Broken. {{< track "2021-03-04 10:00:00" >}}
        """
    assert told(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body) == [
        ("investigating", "03-04 10:00", "Broken."),
        ("monitoring", "03-04 11:00", "Better."),
        ("resolved", "03-04 12:00", "Fixed."),
    ]


def test_oldest_first_is_understood_too() -> None:
    body = """\
        2021-03-04 10:00 UTC

        It broke.

        ---

        2021-03-04 11:00 UTC

        It works.

        ---

        A word without a time.
        """
    assert told(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body) == [
        ("update", "03-04 10:00", "It broke."),
        ("update", "03-04 11:00", "It works.\n\nA word without a time."),
        ("resolved", "03-04 12:00", ""),
    ]


def test_the_update_at_resolved_when_is_the_resolution_whatever_its_label() -> None:
    body = '*Update* - It works. {{< track "2021-03-04 12:00:00" >}}'
    assert told(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body) == [
        ("resolved", "03-04 12:00", "It works.")
    ]


def test_a_post_resolved_at_its_first_moment_is_one_update() -> None:
    front = "date: 2021-03-04 10:00:00.100Z\nresolved: true\nresolvedWhen: 2021-03-04 10:00:00.900Z"
    assert told(front, "*Investigating* - Broken.\n\n*Resolved* - Fixed.") == [
        ("resolved", "03-04 10:00", "*Investigating* - Broken.\n\n*Resolved* - Fixed.")
    ]


def test_labelled_words_without_a_time_stay_together_as_they_were_written() -> None:
    body = "*Update* - Nearly.\n\n--\n\n*Update* - Better.\n\n*Investigating* - Broken."
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert told(front, body)[0] == ("investigating", "03-04 10:00", body)
    assert kinds(front, body) == {"untimed"}


@pytest.mark.parametrize(
    "body", ["*Resolved* - Done.\n\n---\n\nBroken.", "Broken.\n\n**Fixed** Done."]
)
def test_words_labelled_as_the_end_take_the_time_of_the_end(body: str) -> None:
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert told(front, body) == [
        ("update", "03-04 10:00", "Broken."),
        ("resolved", "03-04 12:00", "Done."),
    ]
    assert kinds(front, body) == {"resolution"}


def test_two_endings_or_one_that_may_hold_more_prove_nothing() -> None:
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    for body in (
        "*Resolved* - A.\n\nB.",
        "*Resolved* - A.\n\nB.\n\n*Resolved* - C.",
        "A.\n\n*Resolved* - B.\n\n*Update* - C.",
    ):
        assert told(front, body)[0] == ("update", "03-04 10:00", body)


def test_a_label_that_may_be_of_the_first_paragraph_alone_stays() -> None:
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert told(front, "**Update** Done.\n\nBroken.")[0][2] == "**Update** Done.\n\nBroken."
    assert told(front, "**Update** Done.")[0][2] == "Done."
    assert kinds(front, "**Update** Done.\n\nBroken.") == {"untimed"}


@pytest.mark.parametrize(
    "end", ["", "resolvedWhen:", "resolvedWhen: soon", "resolvedWhen: 2021-03-01"]
)
def test_an_end_that_nothing_tells_has_no_duration_and_says_so(end: str) -> None:
    front = f"date: 2021-03-04 10:00:00\nresolved: true\n{end}"
    item, _ = imported(front, "It broke.")
    (update,) = item.updates
    assert (update.status.value, update.retrospective) == ("resolved", True)
    assert f"{update.at:%m-%d %H:%M}" == "03-04 10:00"
    assert "no-end" in kinds(front, "It broke.")


def test_an_unresolved_post_stays_open_whatever_its_words_say() -> None:
    front = "date: 2021-03-04 10:00:00\nresolved: false\nresolvedWhen: 2021-03-04 12:00"
    body = '*Resolved* - Fixed. {{< track "2021-03-04 11:00:00" >}}'
    assert told(front, body) == [("update", "03-04 11:00", "*Resolved* - Fixed.")]
    assert {"open", "disagreement"} <= kinds(front, body)


def test_an_update_after_the_end_that_reopens_becomes_the_end() -> None:
    body = '*Monitoring* - Watching. {{< track "2021-03-04 14:00:00" >}}'
    item, _ = imported(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body)
    (update,) = item.updates
    assert update.status.value == "resolved"
    assert update.ended is not None
    assert f"{update.at:%H:%M} {update.ended:%H:%M}" == "14:00 12:00"
    assert update.text.markdown == "*Monitoring* - Watching."


def test_a_word_after_the_end_reopens_nothing() -> None:
    body = '*Post-mortem* - Why. {{< track "2021-03-05 14:00:00" >}}'
    assert told(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body) == [
        ("resolved", "03-04 12:00", ""),
        ("postmortem", "03-05 14:00", "Why."),
    ]


def test_the_start_is_kept_when_the_first_update_came_later() -> None:
    body = '*Investigating* - Broken. {{< track "2021-03-04 10:30:00" >}}'
    item, _ = imported(f"date: 2021-03-04 10:00:00\n{RESOLVED}", body)
    assert item.started is not None
    assert f"{item.started:%H:%M}" == "10:00"


def test_a_date_far_from_the_file_name_is_said_to_be_meant() -> None:
    item, _ = imported(f"date: 2021-03-04 10:00:00\n{RESOLVED}", "Text", "2018_01_01_outage")
    assert item.started == item.updates[0].at


def test_a_date_alone_against_file_name_and_updates_does_not_count() -> None:
    body = '*Investigating* - Broken. {{< track "2021-04-04 10:30:00" >}}'
    front = "date: 2021-03-04 10:30:00\nresolved: true\nresolvedWhen: 2021-03-04 10:31:00"
    item, _ = imported(front, body, "2021_04_04_outage")
    assert [f"{u.at:%m-%d}" for u in item.updates] == ["04-04"]
    assert item.started is None
    assert "disagreement" in kinds(front, body, "2021_04_04_outage")


def test_updates_long_before_the_date_are_told_at_the_date() -> None:
    body = 'Down. {{< track "2020-02-24 10:35:00" >}}'
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert told(front, body)[0] == ("update", "03-04 10:00", "Down. (2020-02-24 10:35:00)")
    assert {"disagreement", "time-in-text"} == kinds(front, body)


def test_updates_of_one_moment_are_one() -> None:
    body = """\
        *Monitoring* - B. {{< track "2021-03-04 11:00:00" >}}

        *Identified* - A. {{< track "2021-03-04 11:00:00" >}}
        """
    front = f"date: 2021-03-04 10:00:00\n{RESOLVED}"
    assert ("monitoring", "03-04 11:00") in {each[:2] for each in told(front, body)}
    assert kinds(front, body) == {"same-time"}


def test_the_same_digits_in_two_zones_are_two_updates() -> None:
    front = "date: 2021-03-04T10:00:00+02:00\nresolved: true\nresolvedWhen: 2021-03-04T10:00:00Z"
    item, _ = imported(front, "It broke.")
    assert [update.id for update in item.updates] == ["u2021-03-04-0800", "u2021-03-04-1000"]


def test_an_announcement_is_over_as_soon_as_it_is_told_unless_pinned() -> None:
    front = "date: 2021-03-04 10:00:00\ninformational: true"
    assert told(front, "News.") == [("resolved", "03-04 10:00", "News.")]
    item, _ = imported(f"{front}\npin: true", "News.")
    assert item.pin
    assert [update.status.value for update in item.updates] == ["update"]
