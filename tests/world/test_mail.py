"""Messages before the judges of pages, in a browser, and in a mail program that makes threads."""

import json
from collections.abc import Callable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Request

from stillup.compose.mail import Blanks
from stillup.compose.story import Story
from stillup.desk.desk import Desk, read_desk
from stillup.desk.mailing import Wanted, write_message
from stillup.render.mail import Message
from tests.support.html_tools import complaints_of_html_validate, complaints_of_vnu
from tests.support.tools import program, run
from tests.world.sites import NOW, Built

Scheme = Literal["light", "dark"]
LINK = "https://list.example/out/1"


@pytest.fixture(scope="module")
def desk(sample: Built) -> Desk:
    return read_desk(sample.folder, datetime.fromisoformat(NOW))


def messages(desk: Desk, story: Story, language: str) -> list[Message]:
    """Return a message for each update of a post."""
    blanks = Blanks(to="jane@list.example", name="Jane", unsubscribe=LINK)
    return [
        write_message(desk, story, Wanted(update=update.id, language=language, blanks=blanks))
        for update in story.post.updates
    ]


def public(desk: Desk) -> list[Story]:
    return [story for story in desk.stories if story.id not in desk.hidden]


def test_the_html_of_every_message_is_valid(desk: Desk, tmp_path: Path) -> None:
    for language in desk.settings.languages:
        for story in public(desk):
            for number, message in enumerate(messages(desk, story, language)):
                file = tmp_path / language / f"{story.id}-{number}.html"
                file.parent.mkdir(exist_ok=True)
                file.write_text(message.html, encoding="utf-8")

    assert complaints_of_vnu(tmp_path) == []
    found = complaints_of_html_validate(tmp_path)
    assert [each for each in found if "(no-inline-style)" not in each] == []  # mail has no other


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")]
)
def test_a_message_is_read_in_light_and_dark_and_on_a_narrow_screen(
    scheme: Scheme, colour: str, desk: Desk, browser: Browser
) -> None:
    for story in public(desk):
        message = messages(desk, story, desk.settings.default_language)[-1]

        asked, ink, right = shown(message, scheme, browser)

        assert asked == []
        assert ink == colour
        assert right <= 360


def shown(message: Message, scheme: Scheme, browser: Browser) -> tuple[list[str], str, float]:
    """Return what a narrow window asks for, in which colour a title stands there, and its end."""
    page = browser.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.set_content(message.html)
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    right = page.evaluate("document.querySelector('h1').getBoundingClientRect().right")
    page.close()
    return asked, ink, right


def test_notmuch_makes_one_thread_of_each_post(desk: Desk, tmp_path: Path) -> None:
    posts = public(desk)
    told = list(chain.from_iterable(messages(desk, story, "en") for story in posts))
    inbox = tmp_path / "mail" / "cur"
    inbox.mkdir(parents=True)
    for box in ("new", "tmp"):
        (tmp_path / "mail" / box).mkdir()
    for number, message in enumerate(reversed(told)):
        (inbox / f"{number:04}").write_bytes(message.data)

    ask = _notmuch(tmp_path)
    ask("new")

    assert int(ask("count", "*")) == len(told) > len(posts)
    threads = json.loads(ask("search", "--format=json", "--sort=newest-first", "*"))
    assert sorted(each["total"] for each in threads) == sorted(len(s.post.updates) for s in posts)
    assert {each["subject"].partition(": ")[2] for each in threads} == {
        story.post.title for story in posts
    }


def _notmuch(folder: Path) -> Callable[..., str]:
    """Return what runs notmuch on the mail in a folder and returns what it prints."""
    config = folder / "notmuch.ini"
    config.write_text(
        f"[database]\npath={folder / 'mail'}\n[user]\nname=x\nprimary_email=x@x.example\n"
    )
    command = (program("env"), f"NOTMUCH_CONFIG={config}", f"HOME={folder}", program("notmuch"))

    def ask(*arguments: str) -> str:
        done = run(*command, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ask
