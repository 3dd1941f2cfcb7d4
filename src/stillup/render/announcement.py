"""One update as those are told who hear of it outside of feeds: chat, short messages, programs."""

from typing import Final

import msgspec

from stillup.compose.entries import EntryView
from stillup.render.feed_text import moment, shortened
from stillup.render.feed_words import Content, entry_html, entry_title
from stillup.render.language.language import Languages
from stillup.render.markdown import plain_text
from stillup.render.plain import plain_paragraphs

LENGTH: Final = 280
"""Characters of a short message, its address among them."""


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """An update. Times are UTC by RFC 3339; `next_update` is None if nothing was promised.

    `id` is that of the feed's entry. `text` is for chat: title, words and address, paragraphs kept.
    `short` says the same in at most 280 characters, whatever the length of the address.
    """

    id: str
    url: str
    title: str
    post: str
    kind: str
    status: str
    impact: str
    components: tuple[str, ...]
    language: str
    published: str
    next_update: str | None
    text: str
    short: str


def announcement_of(entry: EntryView, content: Content, languages: Languages) -> Announcement:
    """Return what is told of the update that an entry is about."""
    title = entry_title(entry, languages(entry.title_language))
    html = entry_html(entry, content)
    promised = entry.updates[0].next_update
    return Announcement(
        id=entry.id,
        url=entry.address,
        title=title,
        post=entry.story.id,
        kind=entry.story.kind,
        status=entry.status.value,
        impact=entry.story.impact.value,
        components=tuple(each.name for each in entry.story.components),
        language=entry.language,
        published=moment(entry.published),
        next_update=None if promised is None else moment(promised),
        text="\n\n".join(filter(None, (title, plain_paragraphs(html), entry.address))),
        short=_short(title, plain_text(html), entry.address),
    )


def _short(title: str, words: str, address: str) -> str:
    """Return title, as many words as there is room for, and the address whole."""
    room = LENGTH - len(address) - len("… ")
    said = shortened(f"{title}. {words}" if words else title, room) if room > 0 else ""
    return f"{said} {address}".strip()
