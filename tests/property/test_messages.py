"""Whatever is typed, a message stays one message: no header more, no part more, no word less.

The full run (STILLUP_RUNS=1) tries 3,000 messages.
"""

import os
import unicodedata
from html import escape
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.compose.mail import Blanks, MailView
from stillup.render.feed_text import clean, in_one_line
from stillup.render.mail import Message, message_of
from tests.support.feed_views import entry_view
from tests.support.mails import parsed, part_of
from tests.support.strange_words import FRAGMENTS, TEXTS, TYPED
from tests.support.words import in_words

law = settings(
    max_examples=max(100, int(3000 * float(os.environ.get("STILLUP_RUNS", "0.1")))),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
HEADERS = (
    "\r\nBcc: x@x.example",
    "\n\nbody",
    "=?utf-8?q?=0ABcc:_x?=",
    "=20",
    ".\r\n",
    "\x00",
    "\x85",
)
ADDRESSES = (
    "jane@x.example",
    "Jane <jane@x.example>",
    "<",
    ">",
    "@",
    ",",
    ";",
    "{{email}}",
    '"',
    "(",
)
anything = st.one_of(
    st.sampled_from([*TEXTS, *TYPED, *HEADERS]),
    st.lists(st.sampled_from([*FRAGMENTS, *HEADERS, "ü", "日", "🚢"]), max_size=9).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=200),
)
printable = st.one_of(
    st.sampled_from(ADDRESSES),
    st.lists(st.sampled_from([*ADDRESSES, " ", "ü", "a" * 90]), max_size=5).map("".join),
    anything.map(lambda text: "".join(c for c in text if c.isprintable())),
)
ID = "c" * 32 + "@status.example"
ids = st.sampled_from(["a" * 32, "b" * 32]).map(lambda name: f"{name}@status.example")


def made(title: str, words: str = "x", site: str = "Site", **changed: Any) -> Message:
    fields: dict[str, Any] = {"id": ID, "thread": ID, "blanks": Blanks(), **changed}
    view = MailView(
        **fields,
        language="en",
        entry=entry_view(title=title),
        offer=None,
        site=site,
        company="",
        time_zone="Europe/Lisbon",
        contact=(),
        reachable="help@x.example",
    )
    html = f"<!DOCTYPE html>\n<title>x</title>\n<body>\n<p>{escape(words)}</p>\n</body>\n"
    return message_of(view, html, in_words, is_draft=False, same_subject=False)


@law
@given(title=anything, words=anything, site=anything, own=ids, thread=ids)
def test_what_is_typed_stays_what_it_is(
    title: str, words: str, site: str, own: str, thread: str
) -> None:
    message = made(title, words, site, id=own, thread=thread)

    mail = parsed(message.data)
    expected = {
        *("from", "to", "subject", "date", "message-id", "auto-submitted", "list-unsubscribe"),
        *("mime-version", "content-type", "content-language"),
        *(("in-reply-to", "references") if own != thread else ()),
    }
    assert sorted(name.lower() for name in mail.keys()) == sorted(expected)  # noqa: SIM118
    assert _folded(str(mail["Subject"])) == _folded(message.subject)
    assert mail["From"].addresses[0].addr_spec == "help@x.example"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert (part_of(mail, "plain"), part_of(mail, "html")) == (message.text, message.html)
    assert clean(escape(words)) in message.html
    assert in_one_line(words).split() == message.text.split() or "\ufeff" in words
    assert max(map(len, message.data.split(b"\r\n"))) < 998


@law
@given(sender=printable, to=printable, name=printable, unsubscribe=printable)
def test_what_a_program_wants_filled_in_writes_no_header(
    sender: str, to: str, name: str, unsubscribe: str
) -> None:
    blanks = Blanks(sender=sender, to=to, name=name, unsubscribe=unsubscribe)

    data = made("Email is slow", blanks=blanks).data

    header = data.partition(b"\r\n\r\n")[0].decode("ascii")
    names = [line.partition(":")[0] for line in header.split("\r\n") if line[0] not in " \t"]
    assert set(names) <= {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe"),
        *("MIME-Version", "Content-Type", "Content-Language"),
    }
    assert len(set(names)) == len(names)


def _folded(text: str) -> str:
    """Return a text as folding leaves it: a run of blanks counts as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())
