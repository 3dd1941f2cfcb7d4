"""Publishing a site to one target and to several: what is sent, what is refused, what is told."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stillup.edge.failure import UNTOUCHED
from stillup.edge.manifest import MANIFEST
from stillup.model.ledger import Entry, Ledger, decode_year, encode_year
from stillup.publish.guard import Wishes
from stillup.publish.held import State, decode_state, encode_state
from stillup.publish.lease import read_state
from stillup.publish.outcome import Outcome, Published
from stillup.publish.plan import Reason
from stillup.publish.target import STATE, TargetError, Why
from stillup.publish.visit import HALFWAY
from tests.support.fake_build import Pages
from tests.support.going_live import publish_pages, publish_project, quick
from tests.support.memory_target import AT_ONCE, Bucket, MemoryTarget
from tests.support.project import Project

PAGES = Pages({"index.html": "home", "incidents/a/index.html": "a", "media/a.png": "PNG"})
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
    components: email
    ---

    ## Investigating · 2026-11-21 10:41

    We are looking into it.
    """
)
POST = "content/incidents/2026-11-21-email.md"
KEY = "2026-11-21-email#u2026-11-21-1041"
MORE = SITE.replace(
    POST, "looking into it.\n", "looking.\n\n## Resolved · 2026-11-21 11:50\n\nDone.\n"
)
RESOLVED = "2026-11-21-email#u2026-11-21-1150"


def at(time_: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-21T{time_}Z").astimezone(UTC)


def only(published: Published) -> Outcome:
    (outcome,) = published.outcomes
    return outcome


def ledger_at(bucket: Bucket) -> dict[str, Entry]:
    found = decode_year(bucket.files["ledger/2026.json"])
    assert found is not None
    return found


def failing(why: Why, verbs: tuple[str, ...] = ("look",)) -> Callable[..., None]:
    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if verb in verbs:
            raise TargetError(why, "it is down", "try again")
        sent()

    return happen


def test_the_first_run_sends_everything_with_its_type_and_the_manifest_last() -> None:
    bucket = Bucket()
    target = bucket.open()

    outcome = only(publish_pages(PAGES, target))

    assert outcome.failure is None
    assert {p: d for p, d in bucket.public().items() if p != MANIFEST} == PAGES.tree()
    assert [path for verb, path in target.requests if verb == "put"] == [
        STATE,
        "media/a.png",
        "incidents/a/index.html",
        "index.html",
        MANIFEST,
        STATE,
    ]
    assert bucket.headers["index.html"].media_type == "text/html; charset=utf-8"
    assert bucket.headers["index.html"].caching == "no-cache"
    assert bucket.headers["media/a.png"].media_type == "image/png"


def test_a_machine_that_remembers_nothing_renders_and_sends_only_what_changed() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    changed = Pages(dict(PAGES.files) | {"index.html": "new home"})
    target = bucket.open()

    outcome = only(publish_pages(changed, target))

    assert changed.rendered == ["index.html"]
    assert [path for verb, path in target.requests if verb == "put"] == [
        STATE,
        "index.html",
        MANIFEST,
        STATE,
    ]
    assert outcome.bytes == len("new home")


def test_what_comes_out_as_it_was_under_another_key_is_not_sent_again() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    bucket.write("incidents/a/index.html", b"b")
    keys = {path: f"another version of {path}" for path in PAGES.files}
    target = bucket.open()

    outcome = only(publish_pages(replace(PAGES, keys=keys), target))

    assert outcome.plan is not None
    assert [put.document.path for put in outcome.plan.puts] == ["incidents/a/index.html"]
    left: list[str] = []
    again = only(publish_pages(replace(PAGES, keys=keys, rendered=left), bucket.open()))
    assert again.failure is None
    assert left == []


def test_a_dry_run_changes_nothing_and_tells_everything() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    before = dict(bucket.files)
    target, pages = bucket.open(), Pages({"index.html": "new home"})

    outcome = only(publish_pages(pages, target, wishes=Wishes(dry_run=True)))

    assert outcome.plan is not None
    assert [put.reason for put in outcome.plan.puts] == [Reason.CHANGED]
    assert set(outcome.plan.delete) == {"incidents/a/index.html", "media/a.png"}
    assert bucket.files == before
    assert pages.rendered == []
    assert {verb for verb, _ in target.requests} == {"look", "read", "list"}


def test_deletions_come_after_every_upload_and_not_at_all_if_one_fails() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    target = bucket.open()
    publish_pages(Pages({"index.html": "new home"}), target)
    verbs = [verb for verb, path in target.requests if path not in {STATE, MANIFEST}]
    assert verbs[-3:] == ["put", "delete", "delete"]

    again = bucket.open()
    again.happen = lambda _, verb, path, sent: failing(Why.FULL, ("put",))(0, verb if path == "index.html" else "", path, sent)  # fmt: skip
    publish_pages(PAGES, bucket.open())
    outcome = only(publish_pages(Pages({"index.html": "third"}), again))

    assert outcome.failure is not None
    assert outcome.failure.state == HALFWAY
    assert "media/a.png" in bucket.files
    assert ("delete", "media/a.png") not in again.requests


def test_what_somebody_lost_or_altered_is_repaired() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    bucket.remove("media/a.png")
    bucket.write("index.html", b"HACK")

    outcome = only(publish_pages(PAGES, bucket.open()))

    assert outcome.plan is not None
    assert [put.reason for put in outcome.plan.puts] == [Reason.LOST, Reason.ALTERED]
    assert bucket.files["index.html"] == b"home"


def test_files_of_others_stay_and_a_first_run_never_replaces_one() -> None:
    bucket = Bucket()
    bucket.write("theirs.txt", b"theirs")
    bucket.write("index.html", b"their home")

    refused = only(publish_pages(PAGES, bucket.open()))
    assert refused.failure is not None
    assert refused.failure.state == UNTOUCHED
    assert bucket.files["index.html"] == b"their home"

    assert only(publish_pages(PAGES, bucket.open(), wishes=Wishes(adopt=True))).failure is None
    publish_pages(Pages({"index.html": "x"}), bucket.open())
    assert bucket.files["theirs.txt"] == b"theirs"


def test_a_manifest_that_was_damaged_is_noted_and_everything_resent() -> None:
    bucket = Bucket()
    publish_pages(PAGES, bucket.open())
    bucket.write(MANIFEST, b"{]")

    outcome = only(publish_pages(PAGES, bucket.open()))

    assert outcome.failure is None
    assert outcome.plan is not None
    assert len(outcome.plan.puts) == 3


def test_one_target_that_fails_stops_no_other_and_catches_up_later() -> None:
    one, two = Bucket(), Bucket()
    down = two.open("two")
    down.happen = failing(Why.UNREACHABLE)

    first = publish_project(SITE, one.open("one"), down)
    second = publish_project(SITE, one.open("one"), two.open("two"), at=at("12:30"))

    good, bad = first.outcomes
    assert good.failure is None
    assert bad.failure is not None
    assert (bad.failure.message, bad.failure.state) == ("it is down", UNTOUCHED)
    assert not first.is_good
    assert second.is_good
    assert ledger_at(two)[KEY] == ledger_at(one)[KEY]


def test_a_new_target_catches_up_with_the_ledger_of_the_others() -> None:
    one, two = Bucket(), Bucket()
    publish_project(SITE, one.open("one"), at=at("12:00"))

    published = publish_project(SITE, one.open("one"), two.open("two"), at=at("13:00"))

    assert ledger_at(two)[KEY].first == at("12:00")
    assert published.new_updates == ()


def test_each_new_update_is_told_exactly_once() -> None:
    bucket = Bucket()

    first = publish_project(SITE, bucket.open())
    second = publish_project(MORE, bucket.open(), at=at("12:30"))
    third = publish_project(MORE, bucket.open(), at=at("12:40"))

    assert (first.new_updates, first.is_first) == ((KEY,), True)
    assert (second.new_updates, second.is_first) == ((RESOLVED,), False)
    assert third.new_updates == ()


@pytest.mark.parametrize("path", ["index.html", "published.json", MANIFEST])
def test_an_update_is_still_new_after_a_run_that_failed_at_any_point(path: str) -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())
    target = bucket.open()
    target.happen = lambda _, verb, path_, sent: failing(Why.FULL, ("put",))(0, verb if path_ == path else "", path_, sent)  # fmt: skip

    failed = publish_project(MORE, target, at=at("12:30"))
    healed = publish_project(MORE, bucket.open(), at=at("12:40"))

    assert failed.new_updates == ()
    assert healed.new_updates == (RESOLVED,)


def test_what_one_target_was_told_of_is_not_told_again_by_another_that_failed() -> None:
    one, two = Bucket(), Bucket()
    publish_project(SITE, one.open("one"), two.open("two"))
    target = two.open("two")
    target.happen = lambda _, verb, path, sent: failing(Why.FULL, ("put",))(0, verb if path == MANIFEST else "", path, sent)  # fmt: skip

    first = publish_project(MORE, one.open("one"), target, at=at("12:30"))
    second = publish_project(MORE, one.open("one"), two.open("two"), at=at("12:40"))

    assert first.new_updates == (RESOLVED,)
    assert second.new_updates == ()


def test_what_was_public_and_is_missing_stops_the_run_before_anything_changes() -> None:
    bucket = Bucket()
    publish_project(MORE, bucket.open())
    before = dict(bucket.files)

    published = publish_project(SITE, bucket.open(), at=at("12:30"))

    assert [each.key for each in published.missing] == [RESOLVED]
    assert not published.is_good
    assert published.outcomes == ()
    assert bucket.files == before


def test_what_is_removed_on_purpose_goes_and_nobody_asks_again() -> None:
    bucket = Bucket()
    publish_project(MORE, bucket.open())

    removed = publish_project(
        SITE, bucket.open(), wishes=Wishes(remove=(RESOLVED,)), at=at("12:30")
    )
    again = publish_project(SITE, bucket.open(), at=at("12:40"))

    assert removed.is_good
    assert again.is_good
    assert ledger_at(bucket)[RESOLVED].removed == at("12:30")


def test_a_post_left_out_is_not_missing_and_its_page_stays() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())

    published = publish_project(SITE, bucket.open(), leave_out=frozenset({POST}), at=at("12:30"))

    assert published.is_good
    assert "incidents/2026-11-21-email/index.html" in bucket.files
    assert KEY in ledger_at(bucket)


def test_the_ledger_that_readers_find_counts_too() -> None:
    known = Ledger({"2026-11-20-old#u2026-11-20-1000": Entry(first=at("01:00"), words="w")})

    published = publish_project(SITE, Bucket().open(), read_public=lambda _: known)

    assert [each.key for each in published.missing] == ["2026-11-20-old#u2026-11-20-1000"]


def test_when_no_ledger_can_be_read_it_is_published_all_the_same_and_later_healed() -> None:
    bucket, older = Bucket(), Bucket()
    publish_project(SITE, older.open(), at=at("11:00"))
    unread = Ledger(is_certain=False)

    published = publish_project(SITE, bucket.open(), read_public=lambda _: unread)
    first = ledger_at(bucket)[KEY].first
    publish_project(SITE, bucket.open("one"), older.open("two"), at=at("13:00"))

    assert published.is_good
    assert published.new_updates == ()
    assert first is None
    assert ledger_at(bucket)[KEY].first == at("11:00")


def test_a_ledger_that_takes_too_long_is_not_waited_for() -> None:
    bucket, release = Bucket(), threading.Event()

    def slow(_: object) -> Ledger:
        release.wait(30)
        return Ledger()

    began = time.monotonic()
    published = publish_project(SITE, bucket.open(), read_public=slow, timing=quick(ledger=0.05))
    release.set()

    assert time.monotonic() - began < 10
    assert published.is_good
    assert ledger_at(bucket)[KEY].first is None


def test_a_target_that_answers_late_is_published_to_after_the_others() -> None:
    fast, slow = Bucket(), Bucket()
    publish_project(SITE, fast.open("fast"), at=at("11:00"))
    late = slow.open("slow")
    told: list[str] = []

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        while verb == "look" and "index.html" not in told:
            time.sleep(0.01)
        sent()

    def note(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        sent()
        told.append(path)

    first = fast.open("fast")
    first.happen, late.happen = note, happen
    published = publish_project(MORE, first, late, timing=quick(ledger=0.05), at=at("12:00"))

    assert published.is_good
    assert ledger_at(slow)[KEY].first == at("11:00")
    assert published.new_updates == (RESOLVED,)


def test_a_stale_hold_of_a_run_that_died_is_taken_over() -> None:
    bucket = Bucket()
    dead = State(holder="dead", seen=datetime.now(UTC), pending=("incidents/orphan/index.html",))
    bucket.write(STATE, encode_state(dead))
    bucket.write("incidents/orphan/index.html", b"of the dead run")

    outcome = only(publish_pages(PAGES, bucket.open()))

    assert outcome.failure is None
    assert "incidents/orphan/index.html" not in bucket.files
    assert decode_state(bucket.files[STATE]).holder == ""


def test_while_another_run_is_alive_it_is_waited_for_and_then_named() -> None:
    bucket = Bucket()
    beats = iter(range(10_000))
    target = bucket.open()

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if path == STATE:
            just_now = datetime.now(UTC) + timedelta(hours=1)
            alive = State(holder="alive", beat=next(beats), seen=just_now)
            bucket.write(STATE, encode_state(alive))
        sent()

    target.happen = happen

    outcome = only(publish_pages(PAGES, target))

    assert outcome.failure is not None
    assert "another run is publishing" in outcome.failure.message
    assert "index.html" not in bucket.files


def test_a_run_that_comes_between_the_look_and_the_change_is_noticed_and_begun_anew() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())
    target = bucket.open()
    done = threading.Event()

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if verb == "put" and not done.is_set():
            done.set()
            assert publish_project(MORE, bucket.open(), at=at("12:10")).is_good
        sent()

    target.happen = happen
    words = MORE.replace(POST, "Done.", "All done.")

    published = publish_project(words, target, at=at("12:20"))

    assert published.is_good
    assert published.new_updates == ()
    assert ledger_at(bucket)[RESOLVED].first == at("12:10")
    assert [change.at for change in ledger_at(bucket)[RESOLVED].changes] == [at("12:20")]


def test_an_older_run_that_overtakes_is_stopped() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())
    target, done = bucket.open(), threading.Event()

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if verb == "put" and not done.is_set():
            done.set()
            publish_project(MORE, bucket.open(), at=at("12:10"))
        sent()

    target.happen = happen

    published = publish_project(SITE, target, at=at("12:05"))

    assert [each.key for each in published.missing] == [RESOLVED]
    assert RESOLVED in ledger_at(bucket)


def test_words_that_go_back_to_older_ones_are_noted() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())
    publish_project(SITE.replace(POST, "looking into", "working on"), bucket.open(), at=at("12:10"))

    published = publish_project(SITE, bucket.open(), at=at("12:20"))

    assert published.notes == (f"the words of `{KEY}` are again those of before a change",)


def test_a_place_where_all_appears_at_once_is_brought_up_to_date_in_one_step() -> None:
    bucket = Bucket(abilities=AT_ONCE)
    publish_project(SITE, bucket.open())
    target = bucket.open()

    published = publish_project(MORE, target, at=at("12:30"))

    assert published.is_good
    assert [verb for verb, _ in target.requests if verb == "finish"] == ["finish"]
    assert published.new_updates == (RESOLVED,)
    assert read_state(looked(bucket))[0].last is not None


def looked(bucket: Bucket) -> MemoryTarget:
    target = bucket.open()
    target.look()
    return target


def test_what_is_remembered_says_when_it_is_due_again() -> None:
    bucket = Bucket()
    published = publish_project(SITE, bucket.open(), wishes=Wishes(content="digest"))

    last = read_state(looked(bucket))[0].last

    assert last is not None
    assert (last.at, last.content) == (published.at, "digest")
    assert last.next_change == published.next_change
    assert last.next_change is not None
    assert last.next_change - last.at <= timedelta(days=1)


def test_another_site_s_ledger_that_is_nonsense_accuses_nobody() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())
    bucket.write("ledger/2026.json", b"<html>")

    published = publish_project(SITE, bucket.open(), at=at("13:00"))

    assert published.is_good
    assert ledger_at(bucket)[KEY].first is None


def test_a_ledger_file_is_a_year_of_updates() -> None:
    bucket = Bucket()
    publish_project(SITE, bucket.open())

    assert bucket.files["ledger/2026.json"] == encode_year(ledger_at(bucket))
