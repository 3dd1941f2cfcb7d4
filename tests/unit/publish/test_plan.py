"""What is sent and deleted, for which reason, and in which order."""

import msgspec
import pytest

from stillup.edge.manifest import Entry
from stillup.model.sources import Document, Kind
from stillup.publish.guard import Wishes, find_refusal
from stillup.publish.held import Held, State, held_of
from stillup.publish.plan import Plan, Reason, plan_publishing
from stillup.publish.target import Listed

HOME = Document("index.html", Kind.HOME, "", "en", "k1")
POST = Document("incidents/a/index.html", Kind.INCIDENT, "a", "en", "k2")
FEED = Document("feed.rss", Kind.RSS, "", "en", "k3")
PICTURE = Document("media/a.png", Kind.MEDIA, "content/media/a.png", "", "k4")
ALL = (HOME, POST, FEED, PICTURE)


def held(*documents: Document, pending: frozenset[str] = frozenset()) -> Held:
    """Return what a target holds after these were published."""
    entries = {d.path: Entry(d.key, "digest", 9, d.kind.value, d.subject) for d in documents}
    return Held(
        files=entries,
        tags={path: f"tag of {path}" for path in entries},
        pending=pending,
        listing={path: Listed(9, f"tag of {path}") for path in entries},
        is_ours=bool(documents),
    )


def listed(was: Held, path: str, entry: Listed | None) -> Held:
    """Return the same where the listing says something else of a path."""
    listing = {p: e for p, e in (was.listing or {}).items() if p != path}
    return msgspec.structs.replace(was, listing=listing | ({path: entry} if entry else {}))


def reasons(plan: Plan) -> dict[str, Reason]:
    return {put.document.path: put.reason for put in plan.puts}


def test_an_empty_place_gets_everything_what_is_linked_to_first() -> None:
    plan = plan_publishing(ALL, Held())

    assert [put.document for put in plan.puts] == [PICTURE, POST, FEED, HOME]
    assert {put.reason for put in plan.puts} == {Reason.NEW}
    assert plan.deletions == ()


def test_nothing_is_sent_that_is_right_already() -> None:
    plan = plan_publishing(ALL, held(*ALL))

    assert plan.puts == ()
    assert set(plan.stay) == {d.path for d in ALL}


def test_only_what_changed_is_sent() -> None:
    changed = msgspec.structs.replace(POST, key="other")

    assert reasons(plan_publishing((HOME, changed, FEED, PICTURE), held(*ALL))) == {
        POST.path: Reason.CHANGED
    }


def test_new_files_come_before_old_ones_are_replaced() -> None:
    page = Document("components/x/index.html", Kind.COMPONENT, "x", "en", "new")
    changed = msgspec.structs.replace(POST, key="other")

    plan = plan_publishing((HOME, changed, FEED, PICTURE, page), held(*ALL))

    assert [[put.document.path for put in wave] for wave in plan.waves()] == [
        [page.path],
        [POST.path],
    ]


def test_what_was_lost_or_altered_behind_our_back_is_repaired() -> None:
    was = held(*ALL)

    assert reasons(plan_publishing(ALL, listed(was, HOME.path, None))) == {HOME.path: Reason.LOST}
    for other in (Listed(8, f"tag of {HOME.path}"), Listed(9, "another tag")):
        found = plan_publishing(ALL, listed(was, HOME.path, other))
        assert reasons(found) == {HOME.path: Reason.ALTERED}


def test_a_listing_without_tags_is_compared_by_size_alone() -> None:
    assert plan_publishing(ALL, listed(held(*ALL), HOME.path, Listed(9))).puts == ()


def test_without_a_listing_the_manifest_is_believed() -> None:
    was = msgspec.structs.replace(held(*ALL), listing=None)

    assert plan_publishing(ALL, was).puts == ()


def test_what_an_interrupted_run_was_about_to_change_is_sent_again_or_deleted() -> None:
    pending = frozenset({HOME.path, "incidents/never/index.html"})
    was = held(*ALL, pending=pending)
    was = listed(was, "incidents/never/index.html", Listed(4))

    plan = plan_publishing(ALL, was)

    assert reasons(plan) == {HOME.path: Reason.UNSURE}
    assert plan.delete == ("incidents/never/index.html",)


def test_full_sends_everything_again() -> None:
    plan = plan_publishing(ALL, held(*ALL), full=True)

    assert set(reasons(plan).values()) == {Reason.FULL}
    assert len(plan.puts) == len(ALL)


def test_what_is_gone_is_deleted_what_links_first() -> None:
    assert plan_publishing((), held(*ALL)).delete == (
        HOME.path,
        FEED.path,
        POST.path,
        PICTURE.path,
    )


def test_files_of_others_are_never_deleted() -> None:
    plan = plan_publishing((HOME,), listed(held(HOME), "theirs.html", Listed(3)))

    assert plan.deletions == ()


def test_what_belongs_to_a_post_left_out_stays_and_so_does_all_media() -> None:
    plan = plan_publishing((HOME, FEED), held(*ALL), kept=frozenset({"a"}))

    assert plan.deletions == ()
    assert {POST.path, PICTURE.path} <= plan.stay.keys()


def test_a_ledger_is_never_deleted() -> None:
    ledger = Document("ledger/2019.json", Kind.LEDGER, "2019", "", "k")

    plan = plan_publishing((HOME,), held(HOME, ledger))

    assert plan.deletions == ()
    assert ledger.path in plan.stay


@pytest.mark.parametrize(
    ("old", "new"), [("blog/feed", "blog/feed/index.html"), ("blog/feed/index.html", "blog/feed")]
)
def test_what_stands_where_a_folder_or_file_is_to_be_goes_first(old: str, new: str) -> None:
    before, after = Document(old, Kind.RSS, "", "", "k"), Document(new, Kind.RSS, "", "", "k")

    plan = plan_publishing((HOME, after), held(HOME, before))

    assert (plan.clear, plan.delete) == ((old,), ())


def test_files_that_stillup_did_not_write_stop_a_first_run() -> None:
    there = Held(listing={HOME.path: Listed(5), "other.txt": Listed(1)})

    refusal = find_refusal(plan_publishing(ALL, there), there, Wishes())

    assert refusal is not None
    assert "`index.html` is already there" in refusal.message
    assert "--adopt" in refusal.help
    assert find_refusal(plan_publishing(ALL, there), there, Wishes(adopt=True)) is None


def test_many_deletions_are_refused_with_a_list_unless_they_are_allowed() -> None:
    posts = [
        Document(f"incidents/{i}/index.html", Kind.INCIDENT, str(i), "", "k") for i in range(60)
    ]
    was = held(*posts)
    few, many = plan_publishing(posts[12:], was), plan_publishing(posts[13:], was)

    refusal = find_refusal(many, was, Wishes())

    assert find_refusal(few, was, Wishes()) is None
    assert refusal is not None
    assert refusal.message == (
        "13 files would be deleted, and the limit is 12: `incidents/0/index.html`,"
        " `incidents/1/index.html`, `incidents/10/index.html` and 10 more"
    )
    assert find_refusal(many, was, Wishes(max_deletes=13)) is None
    assert find_refusal(few, was, Wishes(max_deletes=11)) is not None


def test_nothing_that_a_manifest_says_leads_out_of_the_place() -> None:
    state = State(pending=("../x", "/etc/passwd", ".stillup-publishing/state.json", "a//b", "ok"))

    assert held_of(None, state, None).pending == {"ok"}


def test_a_manifest_that_cannot_be_read_is_ours_all_the_same() -> None:
    found = held_of(b"<html>", State(), {"index.html": Listed(3)})

    assert (found.is_ours, found.is_readable) == (True, False)
