"""A message to subscribers: RFC 5322, with the same words as plain text and as HTML."""

import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from html import escape, unescape
from string import printable
from typing import Final, cast
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from stillup.compose.mail import MailView
from stillup.model.digest import digest_of_bytes
from stillup.render.feed_text import away_from_home, clean, in_one_line
from stillup.render.feed_words import entry_title
from stillup.render.language.language import Languages
from stillup.render.mail_header import address_coded, named_address, text_coded
from stillup.render.plain import plain_paragraphs

_NOBODY: Final = "{{from}}"
_ASCII: Final = printable
_CODED: Final = "quoted-printable"
_LINK_OR_PICTURE: Final = re.compile(r'<(a|/a|img)\b((?:[^<>"]|"[^"]*")*)>')
_ATTRIBUTE: Final = re.compile(r'\b(src|alt)="([^"]*)"')


class Message(msgspec.Struct, frozen=True):
    """A message in all its forms. `data` is the whole of it, with lines that end as RFC 5322 says.

    Nothing in it depends on chance or on a clock other than the site's.
    """

    subject: str
    text: str
    html: str
    data: bytes


def message_of(
    view: MailView, html: str, languages: Languages, *, is_draft: bool, same_subject: bool
) -> Message:
    """Return the message that the template made `html` for.

    With `same_subject` all messages of a thread have one subject, without the status: some
    programs, Gmail one of them, begin another conversation when the subject changes.
    """
    shown = _without_pictures(away_from_home(clean(html), view.entry.story.address)).strip() + "\n"
    text = plain_paragraphs(shown, links=(view.blanks.unsubscribe,)) + "\n"
    subject = _subject(view, languages, is_draft=is_draft, same_subject=same_subject)
    return Message(subject, text, shown, _packed(view, subject, text, shown))


def _subject(view: MailView, languages: Languages, *, is_draft: bool, same_subject: bool) -> str:
    entry = view.entry
    subject = entry_title(entry, languages(entry.title_language))
    if same_subject:
        again = "Re: " if view.id != view.thread else ""
        subject = f"{again}{in_one_line(entry.title)}"
    return f"[DRAFT] {subject}" if is_draft else subject


def _packed(view: MailView, subject: str, text: str, html: str) -> bytes:
    body = EmailMessage(policy=SMTP)
    body.set_content(text, cte=_CODED)
    body.add_alternative(html, subtype="html", cte=_CODED)
    for part in cast("list[MIMEPart]", body.get_payload()):
        del part["MIME-Version"]  # the message has it
    body.set_boundary(f"=_{digest_of_bytes(view.id.encode())}")  # `=_` is in no coded line
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(view, subject) if value)
    return head.encode("ascii") + body.as_bytes()


def _headers(view: MailView, subject: str) -> Iterator[tuple[str, str]]:
    """Yield headers in ASCII, folded where they are long, those without a value empty."""
    entry, blanks = view.entry, view.blanks
    yield "From", address_coded(blanks.sender) if blanks.sender else _own_address(view)
    yield "To", address_coded(blanks.to)
    yield "Subject", text_coded(subject, "Subject")
    yield "Date", format_datetime(entry.published.astimezone(ZoneInfo(view.time_zone)))
    yield "Message-ID", f"<{view.id}>"
    if view.id != view.thread:
        yield "In-Reply-To", f"<{view.thread}>"
        yield "References", f"<{view.thread}>"
    yield "Content-Language", ", ".join(dict.fromkeys((view.language, entry.language)))
    yield "Auto-Submitted", "auto-generated"
    if blanks.unsubscribe:
        yield "List-Unsubscribe", f"<{quote(blanks.unsubscribe, safe=_ASCII)}>"


def _own_address(view: MailView) -> str:
    return named_address(in_one_line(view.site), view.reachable) if view.reachable else _NOBODY


def _without_pictures(html: str) -> str:
    """Return HTML that loads nothing: a link to each picture stands in its place."""
    depth = 0

    def instead(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1] != "img":
            depth += 1 if found[1] == "a" else -1
            return found[0]
        said: dict[str, str] = dict(_ATTRIBUTE.findall(found[2]))
        words, address = said.get("alt", ""), said.get("src", "")
        if depth or not address:
            return words
        return f'<a href="{address}">{words or escape(unescape(address))}</a>'

    return _LINK_OR_PICTURE.sub(instead, html)
