"""The suite that every kind of target passes. Subclass it, and give it a fixture `place`.

class TestFolder(TargetContract):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Place: ...
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from stillup.edge.manifest import MANIFEST
from stillup.publish.guard import Wishes
from stillup.publish.outcome import Published
from stillup.publish.target import ABSENT, PRIVATE, Headers, Target, TargetError, Why
from tests.contract.place import Place
from tests.support.fake_build import Pages
from tests.support.going_live import NOON, publish_pages

HTML = Headers("text/html; charset=utf-8", "no-cache")
PNG = Headers("image/png", "public, max-age=3600")

NAMES = (
    "index.html",
    "incidents/2026-11-21-webmail/index.html",
    "media/a picture (1).png",
    "media/Å ñ 日本 😀.png",
    "media/what?#%41&b+c=d.png",
    "feed.atom",
    "no-ending",
)


PAGES = Pages(
    {
        "index.html": "<p>home</p>",
        "incidents/a/index.html": "<p>a</p>",
        "media/a picture.png": "PNG",
        "feed.rss": "<rss/>",
    }
)


class Cut:
    """A target that is cut off after some puts: nothing gets through to it any more."""

    def __init__(self, target: Target, puts: int) -> None:
        self._target, self._left, self._guard = target, puts, threading.Lock()
        self.name, self.place, self.abilities = target.name, target.place, target.abilities
        self.look, self.read, self.listing = target.look, target.read, target.listing
        self.begin, self.settle, self.close = target.begin, target.settle, target.close

    def put(self, path: str, data: bytes, headers: Headers, expect: str | None = None) -> str:
        with self._guard:
            self._left -= 1
            if self._left < 0:
                raise TargetError(Why.UNREACHABLE, "it is cut off", "try again")
        return self._target.put(path, data, headers, expect)

    def delete(self, paths: Sequence[str]) -> None:  # noqa: ARG002
        raise TargetError(Why.UNREACHABLE, "it is cut off", "try again")

    def finish(self, message: str) -> None:  # noqa: ARG002
        raise TargetError(Why.UNREACHABLE, "it is cut off", "try again")


def good(published: Published) -> bool:
    """Whether every target holds the site; tells why not."""
    for outcome in published.outcomes:
        assert outcome.failure is None, outcome.failure
    return published.is_good


def readers_find(place: Place) -> dict[str, bytes]:
    """Return what readers find, without the manifest and what else is ours alone."""
    found = place.public().items()
    return {p: d for p, d in found if p != MANIFEST and not p.startswith(f"{PRIVATE}/")}


def send(target: Target, *files: tuple[str, bytes], delete: tuple[str, ...] = ()) -> None:
    """Do one whole run."""
    target.look()
    target.begin()
    try:
        for path, data in files:
            target.put(path, data, HTML)
        target.settle()
        target.delete(delete)
        target.settle()
        target.finish("a run of a test")
    finally:
        target.close()


class TargetContract:
    """What a target must do, one behaviour at a time."""

    @pytest.fixture
    def place(self) -> Place:
        raise NotImplementedError

    def test_it_says_of_itself_what_its_suite_holds_it_to(self, place: Place) -> None:
        abilities = place.open().abilities

        assert abilities.at_once is isinstance(self, AtOnceContract)
        assert abilities.conditional is isinstance(self, ConditionalContract)
        assert abilities.locks is isinstance(self, LockingContract)

    def test_an_empty_place_holds_nothing(self, place: Place) -> None:
        target = place.open()
        target.look()

        assert dict(target.listing()) == {}
        assert target.read("index.html") is None
        target.close()

    def test_what_is_put_is_there_for_another_machine(self, place: Place) -> None:
        send(place.open(), ("index.html", b"<p>hello</p>"), ("a/b/index.html", b"x" * 70_000))

        other = place.open()
        other.look()
        stored = other.read("a/b/index.html")
        assert stored is not None
        assert stored.data == b"x" * 70_000
        if other.abilities.lists:
            listed = other.listing()
            assert {p: e.size for p, e in listed.items()} == {
                "index.html": 12,
                "a/b/index.html": 70_000,
            }
        other.close()
        assert place.public() == {"index.html": b"<p>hello</p>", "a/b/index.html": b"x" * 70_000}

    @pytest.mark.parametrize("path", NAMES)
    def test_every_name_makes_the_journey_there_and_back(self, place: Place, path: str) -> None:
        send(place.open(), (path, b"data"))

        target = place.open()
        target.look()
        stored = target.read(path)
        assert stored is not None
        assert stored.data == b"data"
        if target.abilities.lists:
            assert list(target.listing()) == [path]
        target.close()
        assert place.public() == {path: b"data"}

    def test_an_empty_file_is_a_file(self, place: Place) -> None:
        send(place.open(), ("empty.txt", b""))

        assert place.public() == {"empty.txt": b""}

    def test_a_file_is_replaced(self, place: Place) -> None:
        send(place.open(), ("index.html", b"old"), ("other.html", b"stays"))
        send(place.open(), ("index.html", b"new"))

        assert place.public() == {"index.html": b"new", "other.html": b"stays"}

    def test_a_tag_is_what_the_listing_says_and_moves_with_the_bytes(self, place: Place) -> None:
        target = place.open()
        target.look()
        target.begin()
        tag = target.put("index.html", b"one", HTML)
        target.settle()
        target.finish("one")
        target.close()

        again = place.open()
        again.look()
        listed = again.listing()["index.html"].tag
        again.close()
        assert not tag or listed == tag
        send(place.open(), ("index.html", b"two"))
        last = place.open()
        last.look()
        assert not listed or last.listing()["index.html"].tag != listed
        last.close()

    def test_only_what_is_named_is_deleted(self, place: Place) -> None:
        send(place.open(), ("a/index.html", b"a"), ("b/index.html", b"b"), ("a/c.html", b"c"))
        send(place.open(), delete=("a/index.html", "never/was.html"))

        assert place.public() == {"b/index.html": b"b", "a/c.html": b"c"}

    def test_a_file_may_take_the_place_of_a_folder_and_back(self, place: Place) -> None:
        send(place.open(), ("blog/feed/index.html", b"in a folder"))
        target = place.open()
        target.look()
        target.begin()
        target.delete(("blog/feed/index.html",))
        target.put("blog/feed", b"a file", HTML)
        target.settle()
        target.finish("a file")
        target.close()
        assert place.public() == {"blog/feed": b"a file"}

    def test_what_others_put_there_is_listed_and_stays(self, place: Place) -> None:
        place.write("theirs/file.txt", b"not ours")
        send(place.open(), ("index.html", b"ours"))

        target = place.open()
        target.look()
        if target.abilities.lists:
            assert set(target.listing()) == {"index.html", "theirs/file.txt"}
        target.close()
        assert place.public()["theirs/file.txt"] == b"not ours"

    def test_several_files_may_be_put_at_a_time(self, place: Place) -> None:
        target = place.open()
        files = {f"incidents/{i}/index.html": str(i).encode() * 500 for i in range(40)}
        target.look()
        target.begin()
        with ThreadPoolExecutor(max(1, target.abilities.parallel)) as pool:
            list(pool.map(lambda path: target.put(path, files[path], HTML), files))
        target.settle()
        target.finish("forty")
        target.close()

        assert place.public() == files

    def test_a_look_sees_what_was_published_after_the_one_before(self, place: Place) -> None:
        target = place.open()
        target.look()
        assert target.read("index.html") is None
        send(place.open(), ("index.html", b"from elsewhere"))

        target.look()

        stored = target.read("index.html")
        assert stored is not None
        assert stored.data == b"from elsewhere"
        target.close()

    def test_a_closed_target_may_be_used_again(self, place: Place) -> None:
        target = place.open()
        send(target, ("index.html", b"one"))
        send(target, ("index.html", b"two"))

        assert place.public() == {"index.html": b"two"}

    def test_a_file_is_served_as_what_it_is(self, place: Place) -> None:
        target = place.open()
        target.look()
        target.begin()
        target.put("index.html", b"<p>", HTML)
        target.put("media/a.png", b"PNG", PNG)
        target.settle()
        target.finish("types")
        target.close()

        assert place.served_as("index.html") in {None, (HTML.media_type, HTML.caching)}
        assert place.served_as("media/a.png") in {None, (PNG.media_type, PNG.caching)}

    def test_a_site_is_published_and_again_only_what_changed(self, place: Place) -> None:
        assert good(publish_pages(PAGES, place.open()))
        changed = Pages(dict(PAGES.files) | {"index.html": "<p>new</p>"})

        published = publish_pages(changed, place.open())

        assert good(published)
        assert readers_find(place) == changed.tree()
        assert changed.rendered == ["index.html"]

    def test_what_is_gone_is_deleted_and_what_is_not_ours_stays(self, place: Place) -> None:
        place.write("theirs/file.txt", b"not ours")
        publish_pages(PAGES, place.open())
        fewer = Pages({p: t for p, t in PAGES.files.items() if not p.startswith("incidents/")})

        assert good(publish_pages(fewer, place.open()))

        assert readers_find(place) == fewer.tree() | {"theirs/file.txt": b"not ours"}

    def test_what_was_lost_or_altered_behind_our_back_is_repaired(self, place: Place) -> None:
        publish_pages(PAGES, place.open())
        place.remove("incidents/a/index.html")
        place.write("index.html", b"somebody was here")

        assert good(publish_pages(PAGES, place.open()))

        if place.open().abilities.lists:
            assert readers_find(place) == PAGES.tree()

    def test_a_dry_run_changes_nothing(self, place: Place) -> None:
        publish_pages(PAGES, place.open())
        before = dict(place.public())

        published = publish_pages(
            Pages({"index.html": "other"}), place.open(), wishes=Wishes(dry_run=True)
        )

        assert good(published)
        assert dict(place.public()) == before

    def test_it_remembers_when_it_was_published_to(self, place: Place) -> None:
        publish_pages(PAGES, place.open(), at=NOON)

        (outcome,) = publish_pages(PAGES, place.open(), at=NOON + timedelta(hours=1)).outcomes

        assert outcome.before is not None
        assert outcome.before.at == NOON

    def test_after_a_run_that_was_cut_off_the_next_one_heals(self, place: Place) -> None:
        publish_pages(PAGES, place.open())
        later = Pages({"index.html": "later", "incidents/b/index.html": "b"})
        (outcome,) = publish_pages(later, Cut(place.open(), puts=2)).outcomes
        assert outcome.failure is not None

        assert good(publish_pages(PAGES, place.open()))

        assert readers_find(place) == PAGES.tree()


class AtOnceContract(TargetContract):
    """Nothing is seen before `finish`, then all of it."""

    def test_at_once_means_that_nothing_is_seen_before_the_end(self, place: Place) -> None:
        send(place.open(), ("index.html", b"old"), ("gone.html", b"old"))
        target = place.open()
        target.look()
        target.begin()
        target.put("index.html", b"new", HTML)
        target.delete(("gone.html",))
        target.settle()
        assert place.public() == {"index.html": b"old", "gone.html": b"old"}

        target.finish("at once")

        target.close()
        assert place.public() == {"index.html": b"new"}

    def test_a_run_that_is_given_up_leaves_a_place_at_once_as_it_was(self, place: Place) -> None:
        send(place.open(), ("index.html", b"old"))
        target = place.open()
        target.look()
        target.begin()
        target.put("index.html", b"new", HTML)
        target.close()

        assert place.public() == {"index.html": b"old"}

    def test_at_once_never_overwrites_what_came_after_the_look(self, place: Place) -> None:
        send(place.open(), ("index.html", b"old"))
        target = place.open()
        target.look()
        target.begin()
        target.put("index.html", b"mine", HTML)
        send(place.open(), ("index.html", b"theirs"))

        with pytest.raises(TargetError) as raised:
            target.finish("too late")

        assert raised.value.why is Why.MOVED
        target.close()
        assert place.public() == {"index.html": b"theirs"}


class ConditionalContract(TargetContract):
    """`put` keeps conditions."""

    def test_a_condition_is_kept(self, place: Place) -> None:
        target = place.open()
        target.look()
        target.begin()
        first = target.put("state.json", b"1", HTML, ABSENT)
        with pytest.raises(TargetError) as raised:
            target.put("state.json", b"2", HTML, ABSENT)
        assert raised.value.why is Why.MOVED
        second = target.put("state.json", b"3", HTML, first)
        with pytest.raises(TargetError) as raised:
            target.put("state.json", b"4", HTML, first)
        assert raised.value.why is Why.MOVED
        stored = target.read("state.json")
        assert stored is not None
        assert (stored.data, stored.tag) == (b"3", second)
        target.close()


class LockingContract(TargetContract):
    """`begin` keeps the others out."""

    def test_a_lock_keeps_the_others_out_until_it_is_closed(self, place: Place) -> None:
        one, two = place.open(), place.open()
        one.look()
        two.look()
        one.begin()

        with pytest.raises(TargetError) as raised:
            two.begin()

        assert raised.value.why is Why.BUSY
        two.close()
        one.close()
        send(two, ("index.html", b"two"))
        assert place.public() == {"index.html": b"two"}
