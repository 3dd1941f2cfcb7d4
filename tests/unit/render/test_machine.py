"""Files for machines: right by their own specifications."""

import json
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

from stillup.compose.machine import PublishedView, RobotsView, SitemapView
from stillup.render.machine import render_machine

AT = datetime(2026, 11, 21, 12, 41, 7, 999, tzinfo=UTC)
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_sitemap_lists_pages_and_the_time_of_their_news() -> None:
    view = SitemapView((("https://x.example/", AT), ("https://x.example/a/", None)))

    root = ET.fromstring(render_machine(view))

    assert root.tag == f"{NS}urlset"
    assert [[(child.tag, child.text) for child in url] for url in root] == [
        [(f"{NS}loc", "https://x.example/"), (f"{NS}lastmod", "2026-11-21T12:41:07Z")],
        [(f"{NS}loc", "https://x.example/a/")],
    ]


def test_a_sitemap_of_sitemaps_says_that_it_is_one() -> None:
    view = SitemapView((("https://x.example/sitemap-1.xml", AT),), is_index=True)

    root = ET.fromstring(render_machine(view))

    assert root.tag == f"{NS}sitemapindex"
    assert [child.tag for child in root] == [f"{NS}sitemap"]


def test_addresses_are_escaped() -> None:
    address = 'https://x.example/a&b/it\'s/<"c">/'

    data = render_machine(SitemapView(((address, None),)))

    assert ET.fromstring(data).findtext(f"{NS}url/{NS}loc") == address
    assert b"a&amp;b/it&apos;s/&lt;&quot;c&quot;&gt;/" in data


def test_robots_may_go_everywhere_and_learn_where_the_sitemap_is() -> None:
    data = render_machine(RobotsView("https://x.example/sitemap.xml"))

    assert data == b"User-agent: *\nAllow: /\n\nSitemap: https://x.example/sitemap.xml\n"


def test_the_time_of_publishing_is_in_utc_to_the_second() -> None:
    there = AT.astimezone(timezone(timedelta(hours=5, minutes=45)))

    assert json.loads(render_machine(PublishedView(there))) == {"at": "2026-11-21T12:41:07Z"}
