"""A message to subscribers: RFC 5322, with the same words as plain text and as HTML.

The standard library's `email` lives here and nowhere else below the command line.
"""

import re
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, formataddr
from html import escape, unescape
from typing import Final, cast
from zoneinfo import ZoneInfo

import msgspec

from stillup.compose.mail import MailView
from stillup.model.digest import digest_of_bytes
from stillup.render.feed_text import away_from_home, clean, in_one_line
from stillup.render.feed_words import entry_title
from stillup.render.language.language import Languages
from stillup.render.plain import plain_paragraphs

_NOBODY: Final = "{{from}}"
_LINE: Final = 78
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
    message = EmailMessage(policy=_POLICY)
    for name, value in _headers(view, subject).items():
        message[name] = value
    message.set_content(text, cte=_CODED)
    message.add_alternative(html, subtype="html", cte=_CODED)
    for part in cast("list[MIMEPart]", message.get_payload()):
        del part["MIME-Version"]  # the message has it
    message["Content-Language"] = ", ".join(dict.fromkeys((view.language, view.entry.language)))
    message.set_boundary(f"=_{digest_of_bytes(view.id.encode())}")  # `=_` is in no coded line
    return message.as_bytes()


def _headers(view: MailView, subject: str) -> dict[str, str]:
    entry, blanks = view.entry, view.blanks
    ours = formataddr((in_one_line(view.site), view.reachable)) if view.reachable else _NOBODY
    at = entry.published.astimezone(ZoneInfo(view.time_zone))
    headers = {
        "From": blanks.sender or ours,
        "To": blanks.to,
        "Subject": subject,
        "Date": format_datetime(at),
        "Message-ID": f"<{view.id}>",
        "Auto-Submitted": "auto-generated",
    }
    if view.id != view.thread:
        headers |= dict.fromkeys(("In-Reply-To", "References"), f"<{view.thread}>")
    if blanks.unsubscribe:
        headers["List-Unsubscribe"] = f"<{blanks.unsubscribe}>"
    return {name: value for name, value in headers.items() if value}


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


class _Whole(UnstructuredHeader):
    """A header of words that mean nothing once they are coded or cut: ids and addresses."""

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return the header, in one line or else a word to a line."""
        header = cast("BaseHeader", self)
        line = f"{header.name}: {header}"
        parts = [line] if len(line) <= _LINE else [f"{header.name}:", *header.split()]
        folded: str = f"{policy.linesep} ".join(parts) + policy.linesep
        return folded


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in ("in-reply-to", "references", "list-unsubscribe"):
        registry.map_to_type(name, cast("type[BaseHeader]", _Whole))
    return registry


_POLICY: Final = SMTP.clone(header_factory=_registry())
