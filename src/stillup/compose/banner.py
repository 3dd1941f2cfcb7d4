"""The banner for the company's own pages: the one sentence, while something is wrong.

It says what holds when it is made. What the clock changes later is a document with another key,
as everywhere: `Build.next_change` tells when it is due.
"""

from collections.abc import Iterator

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Chrome, chrome
from stillup.compose.headline import HeadlineView, headline
from stillup.compose.site import Site
from stillup.model.digest import digest_of
from stillup.model.sources import Document, Kind


class BannerView(msgspec.Struct, frozen=True):
    """The banner. `address` is that of the front page, which it leads to."""

    chrome: Chrome
    headline: HeadlineView
    address: str


def documents(site: Site) -> Iterator[Document]:
    """Yield the banner in every language."""
    state = (site.status.overall, site.status.components)
    for language in site.settings.languages:
        yield Document(
            urls.in_language(urls.BANNER, language, site.settings),
            Kind.BANNER,
            "",
            language,
            digest_of("banner", site.base, language, state),
        )


def view(site: Site, document: Document) -> BannerView:
    """Return what the banner says."""
    home = urls.in_language(urls.HOME, document.language, site.settings)
    return BannerView(
        chrome(site, document, urls.HOME),
        headline(site, document.language),
        urls.absolute(home, site.settings),
    )
