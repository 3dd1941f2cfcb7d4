"""A feed by the contract in both forms. The words are the view's; the form is what is tested."""

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest

from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.compose.story_view import PersonView
from stillup.model.status import UpdateStatus
from stillup.render.feeds import render_feed
from tests.support.feed_views import (
    AT,
    ATOM,
    HOME,
    LANG,
    LATER,
    PAGE,
    Item,
    entry_view,
    feed_view,
    items,
)
from tests.support.words import in_words

WORDS = "<p>Some mail arrives late. If you use <em>webmail</em>, reload.</p>"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")

both = pytest.mark.parametrize("form", ["rss", "atom"])


def rendered(view: FeedView, html: str = WORDS) -> bytes:
    return render_feed(view, lambda _: html, in_words)


def only(form: str, entry: EntryView, html: str = WORDS) -> Item:
    (item,) = items(rendered(feed_view(form, entry), html))
    return item


@both
def test_a_reader_finds_everything(form: str) -> None:
    parsed = feedparser.parse(rendered(feed_view(form, entry_view())))

    assert not parsed.bozo
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert (parsed.feed.title, parsed.feed.language) == ("Harbour Status", "en")
    (entry,) = parsed.entries
    assert entry.id == f"{PAGE}#u2026-11-21-1241"
    assert entry.title == "Investigating: Email is slow to arrive"
    assert entry.link == f"{PAGE}#u2026-11-21-1241"
    assert entry.author == "Jane Roe" if form == "rss" else entry.author_detail.name == "Jane Roe"
    assert [tag.label or tag.term for tag in entry.tags] == [
        "Email & calendar",
        "Major",
        "Investigating",
    ]
    assert entry.content[0].value == WORDS


@both
def test_each_form_names_its_own_address_and_the_page(form: str) -> None:
    parsed = feedparser.parse(rendered(feed_view(form, entry_view())))

    links = {link.rel: (link.href, link.type) for link in parsed.feed.links}
    assert links["self"] == (f"{HOME}/feed.{form}", f"application/{form}+xml")
    assert links["alternate"][0] == parsed.feed.link == f"{HOME}/"


def test_atom_links_to_one_page_alone_and_says_in_which_language_it_is() -> None:
    view = feed_view("atom", entry_view(), language="ca")

    links = ET.fromstring(rendered(view)).findall(f"{ATOM}link")

    # Some readers take the first alternate link, some the last: another language's would mislead.
    alternate = [link for link in links if link.get("rel") == "alternate"]
    assert [(link.get("href"), link.get("hreflang")) for link in alternate] == [(f"{HOME}/", "ca")]


@both
def test_a_hub_is_named_in_each_form_and_the_page_stays_as_it_was(form: str) -> None:
    hub = "https://hub.example/?a=1&b=2"
    feed = feedparser.parse(rendered(feed_view(form, entry_view(), hub=hub)))

    assert {link.rel: link.href for link in feed.feed.links}["hub"] == hub
    assert feed.feed.link == f"{HOME}/"
    assert b"hub" not in rendered(feed_view(form, entry_view()))


@both
def test_entries_stand_in_the_order_of_the_view(form: str) -> None:
    entries = [entry_view(id=f"{PAGE}#u{n}", title=f"{n}") for n in range(5)]

    found = items(rendered(feed_view(form, *entries)))

    assert [item.id for item in found] == [f"{PAGE}#u{n}" for n in range(5)]


@both
def test_every_date_comes_from_the_posts(form: str) -> None:
    entries = (entry_view(updated=LATER), entry_view(id=f"{PAGE}#u2"))

    text = rendered(feed_view(form, *entries)).decode()

    dates = {datetime.fromisoformat(found) for found in RFC_3339.findall(text)}
    dates |= {parsedate_to_datetime(found) for found in RFC_822.findall(text)}
    assert dates == {AT, LATER}
    assert not re.findall(r"\d\d:\d\d:\d\d", RFC_822.sub("", RFC_3339.sub("", text)))


def test_rss_dates_are_of_rfc_822_and_atom_dates_of_rfc_3339() -> None:
    rss = ET.fromstring(rendered(feed_view("rss", entry_view())))
    atom = ET.fromstring(rendered(feed_view("atom", entry_view())))

    assert rss.findtext("channel/lastBuildDate") == "Sat, 21 Nov 2026 12:41:00 +0000"
    assert rss.findtext("channel/item/pubDate") == "Sat, 21 Nov 2026 12:41:00 +0000"
    assert atom.findtext(f"{ATOM}updated") == "2026-11-21T12:41:00+00:00"
    assert atom.findtext(f"{ATOM}entry/{ATOM}published") == "2026-11-21T12:41:00+00:00"


@both
def test_a_correction_moves_updated_and_leaves_published(form: str) -> None:
    (entry,) = feedparser.parse(rendered(feed_view(form, entry_view(updated=LATER)))).entries

    assert entry.published_parsed[:5] == AT.timetuple()[:5]
    assert entry.updated_parsed[:5] == LATER.timetuple()[:5]


@both
@pytest.mark.parametrize(
    "contact", ["", "mailto:jane@harbour.example", "https://x.example/", "tel:+1"]
)
def test_an_author_is_named_with_and_without_an_address(form: str, contact: str) -> None:
    item = only(form, entry_view(author=PersonView("Jane & Roe", "", contact)))

    assert item.author == "Jane & Roe"


def test_atom_says_how_to_reach_an_author() -> None:
    mail = only(
        "atom", entry_view(author=PersonView("Jo", "", "mailto:j%40%C3%A9@x.example?subject=a"))
    )
    page = only("atom", entry_view(author=PersonView("Jo", "", "https://x.example/jo")))

    assert mail.text("", f"author/{ATOM}email") == "j@é@x.example"
    assert page.text("", f"author/{ATOM}uri") == "https://x.example/jo"


def test_rss_has_one_author_element_and_no_mail_address() -> None:
    item = only("rss", entry_view())

    assert item.element.find("author") is None
    assert b"jane@" not in ET.tostring(item.element)


@both
def test_an_entry_without_an_author_leaves_it_to_the_feed(form: str) -> None:
    feed = rendered(feed_view(form, entry_view(author=None)))

    assert items(feed)[0].author is None
    assert form == "rss" or b"<name>Harbour &amp; Sons</name>" in feed


@both
@pytest.mark.parametrize(
    "html",
    [
        "<p>a ]]&gt; b ]]> c</p>",
        "<p>🛰️ 𝔘𝔫𝔦 &amp; &lt;b&gt; \u00a0 “x”</p>",
        '<a href="https://x.example/?a=1&amp;b=2">x</a>',
        "<pre><code>if a &lt; b &amp;&amp; c:\n\treturn</code></pre>",
        "<title>&amp;</title>",
    ],
)
def test_content_arrives_as_it_was(form: str, html: str) -> None:
    assert only(form, entry_view(), html).html == html


@both
def test_control_characters_are_dropped_wherever_they_stand(form: str) -> None:
    entry = entry_view(
        id=f"{PAGE}#\x01a",
        title="a\x00b\x08c\x0b\ufffe",
        author=PersonView("J\x1bo"),
        categories=(CategoryView("component", "email", "E\x7fm"),),
    )
    view = feed_view(form, entry, site="S\x02", company="C\x03")

    feed = rendered(view, "<p>a\x0cb\x85c\r\nd\re</p>")

    (item,) = items(feed)
    assert (item.id, item.title, item.author) == (f"{PAGE}#a", "Investigating: abc", "Jo")
    assert item.html == "<p>abc\nd\ne</p>"


@both
def test_a_title_is_plain_text_in_one_line(form: str) -> None:
    title = 'Errors if a < b && c: "R&D"  see\n<b>&amp;</b>'

    item = only(form, entry_view(title=title))

    assert item.title == 'Investigating: Errors if a < b && c: "R&D" see <b>&amp;</b>'


def test_rss_titles_say_that_they_are_not_html() -> None:
    feed = rendered(feed_view("rss", entry_view(title="R&D < 1"), site="A & B"), "<p>R&amp;D</p>")

    assert b"<title>Investigating: R&#x26;D &#x3C; 1</title>" in feed
    assert b"<title>A &#x26; B</title>" in feed
    assert b"&lt;p&gt;R&amp;amp;D&lt;/p&gt;" in feed


@both
@pytest.mark.parametrize(
    ("status", "word"),
    [
        (UpdateStatus.RESOLVED, "Resolved"),
        (UpdateStatus.IN_PROGRESS, "In progress"),
        (UpdateStatus.POSTMORTEM, "Postmortem"),
    ],
)
def test_a_title_begins_with_the_status(form: str, status: UpdateStatus, word: str) -> None:
    assert only(form, entry_view(status=status)).title == f"{word}: Email is slow to arrive"


@both
def test_the_status_speaks_the_language_of_the_title(form: str) -> None:
    resolved = {"status": UpdateStatus.RESOLVED, "language": "ca"}
    told = entry_view(title="El correu arriba tard", title_language="ca", **resolved)
    untold = entry_view(title_language="en", **resolved)

    feed = items(rendered(feed_view(form, told, untold, language="ca")))

    assert [entry.title for entry in feed] == [
        "Resolt: El correu arriba tard",
        "Resolved: Email is slow to arrive",
    ]


@both
def test_the_title_of_a_withdrawn_post_says_so(form: str) -> None:
    assert only(form, entry_view(withdrawn=True)).title == "Withdrawn: Email is slow to arrive"


@both
def test_a_summary_is_plain_and_short(form: str) -> None:
    item = only(form, entry_view(), f"<h2>A &lt;b&gt; &amp; c</h2>{'<p>word word</p>' * 100}")

    summary = item.summary or ""
    expected = "A &lt;b&gt; &amp; c word" if form == "rss" else "A <b> & c word"
    assert summary.startswith(expected)
    assert summary.endswith("word…")
    assert len(summary) < 300


@both
def test_an_update_without_words_is_an_entry_all_the_same(form: str) -> None:
    item = only(form, entry_view(), "")

    assert item.title == "Investigating: Email is slow to arrive"
    assert item.html is None
    assert item.summary == (item.title if form == "rss" else None)
    assert item.link == f"{PAGE}#u2026-11-21-1241"


@both
def test_links_to_a_place_in_the_entry_lead_to_its_page(form: str) -> None:
    html = (
        '<p><a class="f" title="a > b" href="#fn1">1</a> <a href="https://x.example/#y">y</a>'
        ' &lt;a href="#no"&gt;</p>'
    )

    assert only(form, entry_view(), html).html == html.replace('"#fn1"', f'"{PAGE}#fn1"')


@both
def test_the_language_is_marked_where_it_is_another(form: str) -> None:
    root = ET.fromstring(
        rendered(
            feed_view(
                form,
                entry_view(language="ca", title_language="ca"),
                entry_view(language="en", title_language="ca", id=f"{PAGE}#b"),
                entry_view(language="ca", title_language="en", id=f"{PAGE}#c"),
                language="ca",
            )
        )
    )

    language = root.findtext("channel/language") if form == "rss" else root.get(LANG)
    assert language == "ca"
    marks = [
        (item.element.get(LANG), item.element.find("title" if item.is_rss else f"{ATOM}title"))
        for item in items(ET.tostring(root))
    ]
    assert [(mark, title.get(LANG)) for mark, title in marks if title is not None] == [
        (None, None),
        ("en", "ca"),
        (None, "en"),
    ]


def test_a_guid_is_no_link() -> None:
    guid = only("rss", entry_view()).element.find("guid")

    assert guid is not None
    assert guid.get("isPermaLink") == "false"


@both
def test_categories_say_of_what_kind_they_are(form: str) -> None:
    item = only(form, entry_view())

    name, key = ("category", "domain") if form == "rss" else (f"{ATOM}category", "scheme")
    schemes = [category.get(key) for category in item.element.iter(name)]
    assert schemes == [f"{HOME}/#component", f"{HOME}/#impact", f"{HOME}/#status"]


@both
def test_a_component_named_like_a_word_of_ours_keeps_its_name(form: str) -> None:
    categories = (
        CategoryView("component", "maintenance", "Maintenance desk"),
        CategoryView("impact", "maintenance"),
        CategoryView("status", "withdrawn"),
    )

    (entry,) = feedparser.parse(
        rendered(feed_view(form, entry_view(categories=categories)))
    ).entries

    labels = [tag.label or tag.term for tag in entry.tags]
    assert labels == ["Maintenance desk", "Maintenance", "Withdrawn"]


@both
@pytest.mark.parametrize("about", ["updates", "history"])
def test_a_feed_with_nothing_in_it_is_a_feed(form: str, about: str) -> None:
    parsed = feedparser.parse(rendered(feed_view(form, about=about)))

    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.title
    assert parsed.feed.subtitle
    assert parsed.feed.updated_parsed[:5] == AT.timetuple()[:5]


@both
def test_the_same_view_gives_the_same_bytes_and_no_version_of_a_program(form: str) -> None:
    view = feed_view(form, entry_view(), entry_view(id=f"{PAGE}#b"))

    assert rendered(view) == rendered(view)
    assert b"python-feedgen" not in rendered(view)
    assert b">Stillup</generator>" in rendered(view)


def test_both_forms_have_the_same_ids_titles_and_words() -> None:
    entries = (entry_view(), entry_view(id=f"{PAGE}#b", title="Other"))
    rss, atom = (items(rendered(feed_view(form, *entries))) for form in ("rss", "atom"))

    assert [(i.id, i.title, i.html, i.link) for i in rss] == [
        (i.id, i.title, i.html, i.link) for i in atom
    ]


@both
def test_a_time_in_any_zone_comes_out_right(form: str) -> None:
    here = AT.astimezone(timezone(timedelta(hours=-9, minutes=-30)))

    (entry,) = feedparser.parse(rendered(feed_view(form, entry_view(published=here)))).entries

    assert entry.published_parsed[:6] == AT.timetuple()[:6]


# Slices


@both
@pytest.mark.parametrize(
    ("about", "name", "title"),
    [
        ("component", "Email & calendar", "Harbour Status: Email & calendar"),
        ("group", "Mail\x00 ]]>", "Harbour Status: Mail ]]>"),
        ("incidents", "", "Harbour Status: Incidents"),
        ("maintenance", "", "Harbour Status: Maintenance"),
        ("announcements", "", "Harbour Status: Announcements"),
        ("minor", "", "Harbour Status: Minor and worse"),
        ("major", "", "Harbour Status: Major and worse"),
        ("critical", "", "Harbour Status: Critical only"),
    ],
)
def test_a_slice_is_called_by_what_is_in_it(form: str, about: str, name: str, title: str) -> None:
    parsed = feedparser.parse(rendered(feed_view(form, entry_view(), about=about, name=name)))

    assert not parsed.bozo
    assert parsed.feed.title == title
    assert parsed.feed.subtitle if form == "atom" else parsed.feed.description


def test_every_slice_explains_itself_in_other_words_and_in_the_language_of_its_reader() -> None:
    abouts = ("component", "group", "incidents", "maintenance", "announcements")
    told = {
        feedparser.parse(
            rendered(feed_view("rss", about=about, name="Correu", language=language))
        ).feed.description
        for about in (*abouts, "minor", "major", "critical", "updates", "history")
        for language in ("en", "ca", "ja")
    }

    assert len(told) == 30
