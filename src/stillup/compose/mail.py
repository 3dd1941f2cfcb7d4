"""One update as a message to subscribers. It is no document: it is never published.

Unlike a feed's entry it is written once and for its moment, so the days that are left of an offer
may be counted in it.
"""

from urllib.parse import unquote, urlsplit

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import ContactView, contacts
from stillup.compose.entries import AbsolutePlace, EntryView, update_entry
from stillup.compose.site import Site
from stillup.compose.story import Story
from stillup.compose.story_view import OfferView
from stillup.compose.telling import story_view
from stillup.model.digest import digest_of_bytes
from stillup.model.post import Update
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind

_NO_HOST = "localhost"


class Blanks(msgspec.Struct, frozen=True, kw_only=True):
    """What the program that sends a message fills in, as that program wants it written.

    An empty `name` greets nobody, an empty `unsubscribe` leaves out that link. An empty `sender`
    is the site's own mail address, if it names one to reach it by.
    """

    sender: str = ""
    to: str = "{{email}}"
    name: str = "{{name}}"
    unsubscribe: str = "{{unsubscribe}}"


class MailView(msgspec.Struct, frozen=True, kw_only=True):
    """A message. All its hrefs are absolute.

    `id` is its Message-ID without brackets, `thread` that of the message about the post's first
    update, which opens the thread; both hang on the update's id alone. `language` is the one it is
    written in, `entry` what it says. `reachable` is a mail address of the site, empty for none.
    """

    id: str
    thread: str
    language: str
    entry: EntryView
    offer: OfferView | None
    site: str
    company: str
    time_zone: str
    contact: tuple[ContactView, ...]
    reachable: str
    blanks: Blanks


def mail_view(site: Site, story: Story, update: Update, language: str, blanks: Blanks) -> MailView:
    """Return the message about an update of a post, in one of the site's languages."""
    settings = site.settings
    place = AbsolutePlace(site, Document("", Kind.ATOM, "", language, ""))
    path = urls.in_language(urls.post_path(story.kind, story.id), language, settings)
    return MailView(
        id=_message_id(site, path, update),
        thread=_message_id(site, path, story.post.updates[0]),
        language=language,
        entry=update_entry(site, (story, update), place),
        offer=story_view(site, story, place).offer,
        site=words_in(settings.name, language),
        company=words_in(settings.company.name, language),
        time_zone=settings.time_zone,
        contact=contacts(site, language),
        reachable=_reachable(site),
        blanks=blanks,
    )


def _message_id(site: Site, path: str, update: Update) -> str:
    """Return an id by RFC 5322, 3.6.4, that no other message of any site has."""
    settings = site.settings
    entry = urls.entry_id(path, update.id, settings)
    host = urlsplit(settings.id_base).hostname or _NO_HOST
    return f"{digest_of_bytes(entry.encode())}@{_in_ascii(host)}"


def _in_ascii(host: str) -> str:
    """Return the name of a host as mail takes it: an address of IPv6 stands in brackets."""
    try:
        name = host.encode("idna").decode()
    except UnicodeError:
        return _NO_HOST
    return f"[IPv6:{name}]" if ":" in name else name


def _reachable(site: Site) -> str:
    """Return the first mail address among the ways to reach a person."""
    ways = (way.url for way in site.settings.contact)
    mails = (way.partition(":")[2].partition("?")[0] for way in ways if way.startswith("mailto:"))
    return next((unquote(mail) for mail in mails if mail.isascii() and "," not in mail), "")
