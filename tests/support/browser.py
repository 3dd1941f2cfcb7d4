"""A real Chromium, driven by Playwright: what a page asks for, what it complains about, how it looks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.support.tools import program

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
_AFTERMATH = 100
"""Milliseconds in which what a page does after loading is still seen."""

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    name: str
    width: int = 1280
    scheme: Scheme = "light"
    script: bool = True
    print: bool = False

    @property
    def settings(self) -> dict[str, Any]:
        """The browser's settings for it."""
        return {
            "viewport": {"width": self.width, "height": 900},
            "color_scheme": self.scheme,
            "java_script_enabled": self.script,
            "locale": "en-GB",
            "timezone_id": "Europe/Madrid",
        }


LOOKS = (
    Look("wide"),
    Look("narrow", width=320),
    Look("dark", scheme="dark"),
    Look("narrow-dark", width=320, scheme="dark"),
    Look("paper", print=True),
    Look("no-script", script=False),
)


@dataclass
class Visit:
    """What happened while a page was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


def launched(driver: Playwright) -> Browser:
    """Return a new Chromium: Debian's, or the one on the path."""
    binary = shutil.which("chromium") or program("chromium")
    return driver.chromium.launch(executable_path=binary, args=_QUIET)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a Chromium with a driver of its own."""
    with sync_playwright() as driver:
        browser = launched(driver)
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Window:
    """A window of one look, in which pages are opened one after the other."""

    context: BrowserContext
    look: Look

    @contextmanager
    def visit(self, address: str) -> Iterator[Visit]:
        """Open a page, and note all it does until the block ends."""
        page = self.context.new_page()
        seen = Visit(page)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("requestfailed", lambda request: seen.failures.append(request.url))
        page.on("response", lambda r: seen.failures.append(r.url) if r.status >= 400 else None)
        page.on("console", lambda message: seen.console.append(message.text))
        page.on("pageerror", lambda error: seen.console.append(str(error)))
        if self.look.print:
            page.emulate_media(media="print")
        try:
            page.goto(address, wait_until="load")
            page.wait_for_timeout(_AFTERMATH)
            yield seen
        finally:
            page.close()


@contextmanager
def window(browser: Browser, look: Look = LOOKS[0]) -> Iterator[Window]:
    """Give a window without memory of any other."""
    context = browser.new_context(**look.settings)
    try:
        yield Window(context, look)
    finally:
        context.close()


@contextmanager
def visit(browser: Browser, address: str, look: Look = LOOKS[0]) -> Iterator[Visit]:
    """Open one page in a window of its own."""
    with window(browser, look) as opened, opened.visit(address) as seen:
        yield seen


def picture(window: Window, address: str, file: Path) -> Path:
    """Write a picture of the whole page as PNG and return its path."""
    with window.visit(address) as seen:
        file.parent.mkdir(parents=True, exist_ok=True)
        seen.page.screenshot(path=file, full_page=True)
    return file
