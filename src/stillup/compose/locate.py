"""Where a link between sources leads from a document: neutral link → href."""

from stillup.compose import urls
from stillup.compose.chrome import Place
from stillup.compose.links import MEDIA, split_meant, subject_of
from stillup.compose.site import Site

_KINDS = {"incidents": "incident", "maintenance": "maintenance"}


def locate(site: Site, place: Place, link: str) -> str | None:
    """Return the href of a neutral link such as `content/incidents/x.md#u2026-11-21-1241`.

    None for what is not public. A post leads to its page in the reader's language, a plain page
    to the reader's language if it exists in it, else to the language of the file linked to.
    """
    path, fragment = split_meant(link)
    href = _href(site, place, path) if path in site.public else None
    return f"{href}#{fragment}" if href is not None and fragment else href


def _href(site: Site, place: Place, path: str) -> str | None:
    if path.startswith(MEDIA):
        return place.to_exact(urls.media_path(path))
    subject = subject_of(path)
    if subject is None:
        return None
    folder, id_ = subject
    if folder in _KINDS:
        return place.to(urls.post_path(_KINDS[folder], id_))
    return _page_href(site, place, id_, path)


def _page_href(site: Site, place: Place, id_: str, path: str) -> str | None:
    versions = site.pages.get(id_, {})
    page = versions.get(place.language) or next(
        (version for version in versions.values() if version.source == path), None
    )
    return place.to_page(page) if page is not None else None
