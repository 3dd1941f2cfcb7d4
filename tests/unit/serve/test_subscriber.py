"""What a feed reader shows of a post."""

from stillup.serve.subscriber import read_entries, render_entries
from tests.support.previews import FakeBench, shown
from tests.unit.cli.sites import EMAIL, NOW, SITE

URL = "https://status.example"
PAGE = f"{URL}/incidents/2026-11-21-email/"


def feed(snapshot_of: FakeBench) -> bytes:
    snapshot = snapshot_of.current
    assert snapshot.build is not None
    document = next(d for d in snapshot.build.documents if d.path == "feed.rss")
    return snapshot_of.render(snapshot, document)


def test_the_entries_of_one_post_are_found_in_the_feed() -> None:
    entries = read_entries(feed(FakeBench(shown(SITE, NOW))), PAGE)

    assert [entry.title for entry in entries] == ["Investigating: Email arrives late"]
    assert entries[0].link == f"{PAGE}#u2026-11-21-1241"
    assert "We are looking into it." in entries[0].content
    assert "Email" in entries[0].filed


def test_without_a_post_the_newest_are_shown() -> None:
    assert len(read_entries(feed(FakeBench(shown(SITE, NOW))))) == 5


def test_titles_stay_text_and_pictures_come_from_the_preview() -> None:
    hostile = SITE.replace(EMAIL, "Email arrives late", '"<b>Mail</b> & more"').with_files(
        {"content/media/x.png": b"x"}
    )
    hostile = hostile.replace(EMAIL, "We are looking", "![a](../media/x.png) We are looking")

    html = render_entries(read_entries(feed(FakeBench(shown(hostile, NOW))), PAGE), URL, "")

    assert "&lt;b&gt;Mail&lt;/b&gt; &amp; more" in html
    assert 'src="/media/x.png"' in html


def test_no_entry_is_said_in_words() -> None:
    assert "none yet &lt;" in render_entries((), URL, "none yet <")
