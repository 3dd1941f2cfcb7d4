"""A page as the person at work is to see it: whole, from one snapshot, or why there is none."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Protocol
from urllib.parse import quote

from stillup.compose.urls import NOT_FOUND
from stillup.model.diagnostic import Diagnostic
from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Document, Kind
from stillup.render.theme import ThemeError
from stillup.report.html_report import render_html
from stillup.report.tally import counted
from stillup.serve.addresses import address_of, base_of, find_document
from stillup.serve.answer import Answer, Asked
from stillup.serve.assets import address_of_asset, read_style
from stillup.serve.index import Index, Indexes
from stillup.serve.injected import Extras, with_extras
from stillup.serve.looks import find_look
from stillup.serve.marks import marked_style, notice_of, paths_of
from stillup.serve.media import COPIED, media_type_of, policy_of_media
from stillup.serve.notices import Notice, render_notice
from stillup.serve.own_page import OwnPage, own_answer
from stillup.serve.snapshot import Snapshot
from stillup.serve.stamp import stamped_answer
from stillup.serve.words import errors_of, time_of


class Bench(Protocol):
    """What pages are shown from: `serve.workbench` keeps one."""

    def snapshot(self) -> Snapshot:
        """Return the newest view."""

    def travel(self, to: datetime | None) -> None:
        """Show another moment; None goes back to the running clock."""

    def render(self, snapshot: Snapshot, document: Document) -> bytes:
        """Return the bytes of a document. Raises ThemeError and OSError."""

    def subscribe(self, told: Callable[[Snapshot], None]) -> Callable[[], None]:
        """Tell of every new number; returns what ends that."""


class Showing:
    """Answers requests for pages. `boot` tells this run of the server from the one before."""

    def __init__(self, bench: Bench, boot: str) -> None:
        self._bench = bench
        self._boot = boot
        self._indexes = Indexes()
        self._bar_style = read_style("bar.css")

    def index(self, snapshot: Snapshot) -> Index:
        """Return what can be looked up in a snapshot."""
        return self._indexes.of(snapshot.build) if snapshot.build else Index({}, ())

    def number_of(self, snapshot: Snapshot) -> str:
        """Return what a browser knows a snapshot by."""
        return f"{self._boot}-{snapshot.number}"

    def answer(self, asked: Asked) -> Answer:
        """Return what to send for a page, from one snapshot."""
        snapshot = self._bench.snapshot()
        errors = errors_of(snapshot)
        if snapshot.build is None:
            return self._broken(asked, snapshot, errors) if errors else self._wait(asked, snapshot)
        if not asked.last_good and (own := _own(errors, asked.path, snapshot)):
            return self._broken(asked, snapshot, own)
        documents = self.index(snapshot).documents
        base = base_of(snapshot.build.site.settings.url) if snapshot.build.site else ""
        document, elsewhere = find_document(asked.path, documents, base)
        if elsewhere:
            return Answer(status=307, to=elsewhere)
        if document is None:
            return self._missing(asked, snapshot)
        return self._page(asked, snapshot, document)

    def _missing(self, asked: Asked, snapshot: Snapshot) -> Answer:
        document = self.index(snapshot).documents.get(NOT_FOUND)
        if document is None:
            return Answer(status=404, body=b"not found", media_type="text/plain; charset=utf-8")
        return self._page(asked, snapshot, document, status=404)

    def _page(
        self, asked: Asked, snapshot: Snapshot, document: Document, status: int = 200
    ) -> Answer:
        try:
            data = self._bench.render(snapshot, document)
        except ThemeError as fault:
            return self._broken(asked, snapshot, (fault.diagnostic,), has_good=False)
        except OSError:
            return self._gone(asked, snapshot, document)
        media_type = media_type_of(document)
        if not media_type.startswith("text/html") or document.kind in COPIED:
            return Answer(
                body=data,
                media_type=media_type,
                status=status,
                state=digest_of_bytes(data),
                policy=policy_of_media(document),
            )
        if document.kind is Kind.REDIRECT:
            return stamped_answer(data.decode())
        extras = self._extras(asked, snapshot, document, data.decode())
        return stamped_answer(with_extras(data.decode(), extras), status=status)

    def _extras(self, asked: Asked, snapshot: Snapshot, document: Document, html: str) -> Extras:
        assert snapshot.build is not None  # noqa: S101 - the caller looked
        assert snapshot.build.site is not None  # noqa: S101 - it has documents
        settings = snapshot.build.site.settings
        marks = self.index(snapshot).marks
        errors = errors_of(snapshot)
        notice = Notice(
            address=address_of(document.path),
            as_of=time_of(snapshot.as_of, snapshot),
            hidden=notice_of(document, html, marks, snapshot.now, settings) or "",
            frozen=f"Shown as of {time_of(snapshot.now, snapshot)}" * snapshot.is_frozen,
            errors=errors,
            is_own=bool(_own(errors, asked.path, snapshot)),
            is_pane=bool(asked.look),
        )
        return Extras(
            host=asked.host,
            script=address_of_asset("live.js"),
            number=self.number_of(snapshot),
            now=snapshot.now.isoformat() if snapshot.is_frozen else "",
            marks=marked_style(document, html, marks, settings),
            bar=render_notice(notice),
            bar_style=self._bar_style,
            look=find_look(asked.look),
        )

    def _wait(self, asked: Asked, snapshot: Snapshot) -> Answer:
        done, total = snapshot.reading or (0, 0)
        far = f"{done:,} of {counted(total, 'file')}" if total else "the folder"
        body = (
            '<main class="wait"><h1>Reading the site</h1>'
            f'<p role="status">Reading {far}. This page becomes the site by itself.</p></main>'
        )
        page = OwnPage(title="Reading the site", body=body, status=503, waits=True)
        return own_answer(page, asked.host, self.number_of(snapshot))

    def _broken(
        self,
        asked: Asked,
        snapshot: Snapshot,
        errors: tuple[Diagnostic, ...],
        *,
        has_good: bool = True,
    ) -> Answer:
        """Return the page that shows errors in place of the one asked for.

        `has_good` says that the last good build, if there is one, can still show that one.
        """
        page = OwnPage(
            title=f"{counted(len(errors), 'error')} to mend",
            body=f"<main>{_told(errors)}{self._ways(asked, snapshot, has_good=has_good)}</main>",
            status=500,
        )
        return own_answer(page, asked.host, self.number_of(snapshot))

    def _ways(self, asked: Asked, snapshot: Snapshot, *, has_good: bool) -> str:
        if snapshot.build is None:
            return "<p>Nothing can be shown before this is mended. Then it shows by itself.</p>"
        document, _ = find_document(asked.path, self.index(snapshot).documents)
        home = '<a href="/">the front page</a>'
        as_of = escape(time_of(snapshot.as_of, snapshot))
        if document is None or not has_good:
            return f"<p>Everything else is as of {as_of}: {home}.</p>"
        good = f"/{quote(asked.path)}?-last-good" + (f"&amp;-look={asked.look}" * bool(asked.look))
        return f'<p><a href="{good}">Show the last good version</a>, as of {as_of}, or {home}.</p>'

    def _gone(self, asked: Asked, snapshot: Snapshot, document: Document) -> Answer:
        body = (
            "<main><h1>A file is gone</h1><p><code>"
            f"{escape(document.subject)}</code> was there a moment ago, and is not now.</p></main>"
        )
        page = OwnPage(title="A file is gone", body=body, status=503)
        return own_answer(page, asked.host, self.number_of(snapshot))


def _told(errors: tuple[Diagnostic, ...]) -> str:
    return f"<h1>{counted(len(errors), 'error')} to mend</h1>{render_html(errors)}"


def _own(errors: tuple[Diagnostic, ...], path: str, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Return the errors that stand in the file of the page at `path`."""
    site = snapshot.build.site if snapshot.build else None
    if site is None or not errors:
        return ()
    asked = {path, f"{path}index.html", f"{path}/index.html"}
    return tuple(each for each in errors if asked & set(paths_of(each.span.path, site.settings)))
