"""What is said after publishing, one screen for any outcome."""

from datetime import UTC, datetime, timedelta

from stillup.build import Build
from stillup.cli.published import told, told_missing
from stillup.edge.failure import UNTOUCHED, Failure
from stillup.publish.held import Last
from stillup.publish.missing import Missing
from stillup.publish.outcome import Outcome, Published
from stillup.publish.plan import Plan
from stillup.publish.visit import HALFWAY

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BUILD = Build(site=None, theme=None, sources={})
DONE = Plan(puts=(), clear=(), delete=("gone.html",), stay={})
AGAIN = "stillup publish"


def said(*outcomes: Outcome) -> list[str]:
    published = Published(build=BUILD, at=NOON, outcomes=outcomes)
    return told(published, AGAIN, dry_run=False).splitlines()


def test_a_failure_says_what_is_live_there_and_since_when() -> None:
    failure = Failure("the bucket `status` is not there", "make it", UNTOUCHED)
    before = Last(NOON - timedelta(hours=3), None, "")

    lines = said(Outcome(name="primary", place="s3://status", failure=failure, before=before))

    assert lines == [
        "primary (s3://status): failed: the bucket `status` is not there",
        "  live there is what was published at 2026-11-21 09:00 UTC; nothing was changed",
        "  help: make it",
    ]


def test_a_run_that_stopped_half_way_says_that_every_page_is_whole() -> None:
    failure = Failure("no answer", "try again", HALFWAY)

    _, state, _ = said(Outcome(name="primary", place="s3://status", failure=failure))

    assert state == (
        "  every page there is whole, old or new; the next run that succeeds completes it"
    )


def test_what_readers_do_not_get_yet_is_named_with_the_command_to_look_again() -> None:
    lines = said(
        Outcome(name="cdn", place="s3://x", plan=DONE, unseen=("https://status.example/",))
    )

    first, unseen, cure = lines
    assert first == "cdn (s3://x): live since 2026-11-21 12:00 UTC; 0 files sent (0 B), 1 deleted"
    assert unseen == "  readers still get something else at https://status.example/"
    assert cure.endswith(", then run: stillup publish --only cdn --verify")


def test_many_missing_updates_of_one_cause_are_told_once() -> None:
    missing = tuple(Missing(f"a#u{i}", "it is gone", "get it back") for i in range(10))

    text = told_missing(Published(build=BUILD, at=NOON, missing=missing), AGAIN)

    lines = text.splitlines()
    assert lines[0] == "error: readers have seen what this site no longer has"
    assert lines.count("  likely: it is gone") == 1
    assert "  and 2 more" in lines
    assert lines[-1] == "then run: stillup publish"
