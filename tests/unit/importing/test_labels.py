"""Labels before an update, in the forms seen in real posts."""

import pytest

from stillup.importing.labels import read_label


@pytest.mark.parametrize(
    ("line", "status", "rest"),
    [
        ("*Resolved* - ToR switch updated", "resolved", "ToR switch updated"),
        ("*Resolved* -", "resolved", ""),
        ("**Update**  Maintenance is complete", "update", "Maintenance is complete"),
        ("**Update** upstream restored", "update", "upstream restored"),
        ("_Update_: It seems resolved", "update", "It seems resolved"),
        ("**Resolved:** The fix has been deployed", "resolved", "The fix has been deployed"),
        ("[Final Message]", "resolved", ""),
        ("[Initial Message]", "investigating", ""),
        ("EDIT: [post mortem](https://x.example)", "update", "[post mortem](https://x.example)"),
        ("update: The queue is empty", "update", "The queue is empty"),
        ("*Post-mortem*", "postmortem", ""),
        ("**Fixed** Maintenance complete.", "resolved", "Maintenance complete."),
        ("*Investigating* – Looking", "investigating", "Looking"),
    ],
)
def test_a_label_tells_a_status_and_is_taken_off(line: str, status: str, rest: str) -> None:
    label = read_label(line)
    assert label is not None
    assert label.status.value == status
    assert label.without(line) == rest


@pytest.mark.parametrize(
    "line", ["*Update 3* - more", "*Update* 1 - more", "_UPDATE #2_: more", "### Update - 4th July"]
)
def test_a_label_that_says_more_than_the_status_stays(line: str) -> None:
    label = read_label(line)
    assert label is not None
    assert label.without(line) == line


@pytest.mark.parametrize(
    "line",
    ["*This issue has been ongoing* for days", "*Cause* - a cable", "Update the client, please",
     "Resolved issues are listed below", "[Update](https://x.example) is there", "*Updated*",
     "monitoring shows nothing", "**Automated system alert* - x", "", "*", "Monitoring"],
)  # fmt: skip
def test_other_words_are_text(line: str) -> None:
    assert read_label(line) is None
