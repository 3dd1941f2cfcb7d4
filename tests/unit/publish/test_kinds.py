"""With what each file is served."""

import pytest

from stillup.model.sources import Kind
from stillup.publish.kinds import headers_of


@pytest.mark.parametrize(
    ("path", "kind", "media_type"),
    [
        ("index.html", Kind.HOME, "text/html; charset=utf-8"),
        ("feed.atom", Kind.ATOM, "application/atom+xml; charset=utf-8"),
        ("feed.json", Kind.JSON_FEED, "application/feed+json"),
        ("blog/feed", Kind.RSS, "application/rss+xml; charset=utf-8"),
        ("media/a.png", Kind.MEDIA, "image/png"),
        ("media/A.JPG", Kind.MEDIA, "image/jpeg"),
        ("media/a.svg", Kind.MEDIA, "image/svg+xml; charset=utf-8"),
        ("media/a.webp", Kind.MEDIA, "image/webp"),
        ("media/notes.txt", Kind.MEDIA, "text/plain; charset=utf-8"),
        ("media/report.pdf", Kind.MEDIA, "application/pdf"),
        ("static/app.js", Kind.STATIC, "text/javascript; charset=utf-8"),
        ("media/logs.tar.gz", Kind.MEDIA, "application/octet-stream"),
        ("media/what", Kind.MEDIA, "application/octet-stream"),
    ],
)
def test_the_type_follows_the_kind_or_else_the_name(path: str, kind: Kind, media_type: str) -> None:
    assert headers_of(path, kind).media_type == media_type


def test_pages_are_asked_for_again_each_time_and_pictures_may_be_kept() -> None:
    assert headers_of("index.html", Kind.HOME).caching == "no-cache"
    assert headers_of("media/a.png", Kind.MEDIA).caching == "public, max-age=3600"
