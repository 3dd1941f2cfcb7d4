"""Links between sources lead to what is published of them, in the reader's language."""

import pytest

from stillup.compose.chrome import Place
from stillup.compose.entries import AbsolutePlace
from stillup.compose.locate import locate
from stillup.compose.site import Site
from stillup.model.sources import Document, Kind
from tests.support.project import Project
from tests.support.site import BASE, composed

SITE = BASE.with_files(
    {
        "content/incidents/2026-11-21-email.md": "---\ntitle: Slow\nimpact: minor\n---\n"
        "## Investigating · 2026-11-21 10:00\n\nWe look. [a](../media/a b.svg)\n",
        "content/incidents/2026-11-20-draft.md": "---\ntitle: No\nimpact: minor\ndraft: true\n---\n"
        "## Investigating · 2026-11-20 10:00\n\nWe look.\n",
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
        "content/pages/contact.md": "---\ntitle: Contact\n---\nUs.\n",
        "content/pages/contact.ca.md": "---\ntitle: Contacte\n---\nNosaltres.\n",
        "content/media/a b.svg": "<svg/>",
    }
)
HOME = ("index.html", "en")
CATALAN = ("ca/incidents/2026-11-21-email/index.html", "ca")
LOST = ("404.html", "en")


def site(project: Project = SITE) -> Site:
    return composed(project, "2026-11-21T12:00Z")


def place(of: tuple[str, str]) -> Place:
    path, language = of
    return Place(site(), Document(path, Kind.HOME, "", language, ""))


@pytest.mark.parametrize(
    ("origin", "link", "href"),
    [
        (HOME, "content/incidents/2026-11-21-email.md", "incidents/2026-11-21-email/index.html"),
        (
            CATALAN,
            "content/incidents/2026-11-21-email.md#u2026-11-21-1000",
            "index.html#u2026-11-21-1000",
        ),
        (HOME, "content/media/a b.svg", "media/a%20b.svg"),
        (CATALAN, "content/media/a b.svg", "../../../media/a%20b.svg"),
        (HOME, "content/pages/contact.md", "contact/index.html"),
        (HOME, "content/pages/contact.ca.md", "contact/index.html"),
        (CATALAN, "content/pages/contact.md", "../../contact/index.html"),
        (CATALAN, "content/pages/about.md", "../../../about/index.html"),
        (LOST, "content/pages/about.md", "/about/index.html"),
    ],
)
def test_a_link_leads_to_the_document(origin: tuple[str, str], link: str, href: str) -> None:
    assert locate(site(), place(origin), link) == href


@pytest.mark.parametrize(
    "link", ["content/incidents/2026-11-20-draft.md", "content/gone.md", "content/site.yaml", "x"]
)
def test_what_is_not_public_is_led_to_from_nowhere(link: str) -> None:
    assert locate(site(), place(HOME), link) is None


def test_far_from_the_site_a_link_is_absolute() -> None:
    feed = AbsolutePlace(site(), Document("ca/feed.atom", Kind.ATOM, "", "ca", ""))

    assert locate(site(), feed, "content/incidents/2026-11-21-email.md#u1") == (
        "https://status.harbour.example/ca/incidents/2026-11-21-email/#u1"
    )
