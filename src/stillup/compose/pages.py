"""Plain pages: documents, keys and view."""

from collections.abc import Iterator

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Chrome, chrome
from stillup.compose.site import Site
from stillup.model.digest import digest_of
from stillup.model.post import Page
from stillup.model.sources import Document, Kind
from stillup.model.text import Text


class PlainPageView(msgspec.Struct, frozen=True):
    """A plain page."""

    chrome: Chrome
    title: str
    text: Text


def documents(site: Site) -> Iterator[Document]:
    """Yield each plain page in the languages it exists in."""
    for id_, versions in site.pages.items():
        for language, page in versions.items():
            path = urls.in_language(urls.page_path(id_), language, site.settings)
            key = digest_of("page", site.base, language, site.page_digests[page.source])
            yield Document(path, Kind.PAGE, id_, language, key)


def view(site: Site, document: Document) -> PlainPageView:
    """Return what a plain page's template may see."""
    versions = site.pages[document.subject]
    page: Page = versions[document.language]
    languages = tuple(known for known in site.settings.languages if known in versions)
    frame = chrome(site, document, urls.page_path(page.id), page.title, languages=languages)
    return PlainPageView(frame, page.title, page.text)
