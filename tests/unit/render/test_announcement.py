"""An update as chat and short messages tell it."""

from datetime import datetime

import pytest

from stillup.render.announcement import LENGTH, Announcement, announcement_of
from stillup.render.plain import plain_paragraphs
from tests.support.feed_views import AT, PAGE, entry_view, update_view
from tests.support.words import in_words

WORDS = "<p>Some mail arrives late.</p><ul><li>Use webmail.</li><li>Wait.</li></ul>"


def announced(html: str = WORDS, **changed: object) -> Announcement:
    return announcement_of(entry_view(**changed), lambda _: html, in_words)


def test_the_text_for_chat_has_title_words_and_address() -> None:
    assert announced().text == (
        "Investigating: Email is slow to arrive\n\n"
        "Some mail arrives late.\n\n- Use webmail.\n- Wait.\n\n"
        f"{PAGE}#u2026-11-21-1241"
    )


def test_the_promise_is_a_moment_in_utc_or_nothing() -> None:
    promised = AT.replace(hour=13, minute=15)

    assert announced(updates=(update_view(next_update=None),)).next_update is None
    told = announced(updates=(update_view(next_update=promised),)).next_update
    assert told is not None
    assert datetime.fromisoformat(told) == promised


def test_a_short_message_is_cut_between_words_and_keeps_the_address_whole() -> None:
    short = announced("<p>" + "mail arrives late and " * 50 + "</p>").short

    assert len(short) <= LENGTH
    assert short.startswith("Investigating: Email is slow to arrive. mail arrives late and")
    assert short.endswith(f"… {PAGE}#u2026-11-21-1241")


@pytest.mark.parametrize("length", [200, 270, 279, 400])
def test_a_long_address_leaves_the_words_what_room_there_is(length: int) -> None:
    address = "https://status.example/" + "x" * (length - 23)
    short = announced(address=address).short

    assert short.endswith(address)
    assert len(short) <= max(LENGTH, length)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\ntwo</p><p>three</p>", "One two\n\nthree"),
        ("<p>a<br>b</p>", "a\nb"),
        ('<p><a href="https://x.example/">this</a></p>', "this (https://x.example/)"),
        ('<p><a href="https://x.example/">https://x.example/</a></p>', "https://x.example/"),
        ('<p><a href="mailto:a@x.example">write</a></p>', "write"),
        ("<pre><code>a  b\nc</code></pre>", "a  b\nc"),
        ("<p>1 &lt; 2 &amp; 3</p>", "1 < 2 & 3"),
        ('<p>See <img alt="a graph" src="x.png">.</p>', "See a graph."),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A B\n1 2"),
    ],
)
def test_html_becomes_plain_paragraphs(html: str, text: str) -> None:
    assert plain_paragraphs(html) == text
