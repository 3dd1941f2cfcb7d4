"""Badges: the state of the site or of a component in two words. Documents, keys and views."""

from collections.abc import Iterator

import msgspec

from stillup.compose import urls
from stillup.compose.catalogue import is_retired
from stillup.compose.site import Site
from stillup.model.digest import digest_of
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind
from stillup.model.status import ComponentStatus

RETIRED = "retired"
"""What a badge says of a component that is no longer in use and that nothing is wrong with."""


class BadgeView(msgspec.Struct, frozen=True):
    """A badge as a picture.

    `label` is the name of what it is about: the site or a component. `status` is the state of it,
    one of those of a component, or `retired`.
    """

    language: str
    label: str
    status: str


class ShieldView(msgspec.Struct, frozen=True):
    """A badge as values from which shields.io draws one: fields as in BadgeView."""

    language: str
    label: str
    status: str


def documents(site: Site) -> Iterator[Document]:
    """Yield both forms of a badge for the site and for every component, in every language."""
    settings = site.settings
    for kind, whole, path_of in (
        (Kind.BADGE, urls.BADGE, urls.component_badge_path),
        (Kind.SHIELD, urls.SHIELD, urls.component_shield_path),
    ):
        paths = {"": whole, **{id_: path_of(id_) for id_ in site.catalogue.components}}
        for subject, path in paths.items():
            status = _status(site, subject)
            for language in settings.languages:
                yield Document(
                    urls.in_language(path, language, settings),
                    kind,
                    subject,
                    language,
                    digest_of(kind.value, site.base, subject, language, status),
                )


def view(site: Site, document: Document) -> BadgeView | ShieldView:
    """Return what a badge says; a document without a subject is about the whole site."""
    form = BadgeView if document.kind is Kind.BADGE else ShieldView
    named = site.catalogue.components[document.subject] if document.subject else site.settings
    return form(
        document.language,
        words_in(named.name, document.language),
        _status(site, document.subject),
    )


def _status(site: Site, subject: str) -> str:
    if not subject:
        return site.status.overall.value
    status = site.status.components[subject]
    is_fine = status is ComponentStatus.OPERATIONAL
    if is_fine and is_retired(site.catalogue.components[subject], site.today):
        return RETIRED
    return status.value
