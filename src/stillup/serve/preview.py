"""One preview that runs: what it shows, by which names, and to whom it listens."""

from collections.abc import Callable, Mapping

from stillup.compose import urls
from stillup.report.html_report import render_html
from stillup.report.tally import tally
from stillup.serve.addresses import find_document
from stillup.serve.answer import Answer, Asked
from stillup.serve.desk import Desk, desk_page
from stillup.serve.guard import Names
from stillup.serve.live import Live
from stillup.serve.own_page import OwnPage, own_answer, policy_for
from stillup.serve.showing import Bench, Showing
from stillup.serve.snapshot import Snapshot
from stillup.serve.subscriber import read_entries, render_entries
from stillup.serve.views import read_views


class Preview:
    """Everything but the protocol. `boot` tells this run from others; `token` lets a desk post.

    `complain` is told of mistakes of ours.
    """

    def __init__(
        self,
        bench: Bench,
        names: Names,
        *,
        boot: str,
        token: str,
        complain: Callable[[str], None],
    ) -> None:
        self.bench, self.names, self.token, self.complain = bench, names, token, complain
        self.showing = Showing(bench, boot)
        self.live = Live(self.showing.number_of(bench.snapshot()))
        self._unsubscribe = bench.subscribe(self._tell)

    def close(self) -> None:
        """End what browsers wait for."""
        self._unsubscribe()
        self.live.close()

    def own(self, asked: Asked, query: Mapping[str, str]) -> Answer:
        """Return a page of the preview itself, at an address that begins with `-/`."""
        snapshot = self.bench.snapshot()
        number = self.showing.number_of(snapshot)
        if asked.path == "-/entry":
            return self._entries(asked, snapshot, query.get("page", "/"))
        if asked.path == "-/":
            return own_answer(self._desk(snapshot, query), asked.host, number)
        if asked.path == "-/problems":
            return own_answer(_problems(snapshot), asked.host, number)
        page = OwnPage(
            title="Not here",
            body='<main><h1>There is nothing here</h1><p><a href="/-/">The desk</a></p></main>',
            status=404,
        )
        return own_answer(page, asked.host, number)

    def _tell(self, snapshot: Snapshot) -> None:
        self.live.tell(self.showing.number_of(snapshot))

    def _desk(self, snapshot: Snapshot, query: Mapping[str, str]) -> OwnPage:
        page = query.get("page", "/")
        return desk_page(
            Desk(
                snapshot=snapshot,
                index=self.showing.index(snapshot),
                page=_local(page),
                views=read_views(query.get("show")),
                token=self.token,
            )
        )

    def _entries(self, asked: Asked, snapshot: Snapshot, page: str) -> Answer:
        """Return the feed's entries about a page, in a page where no script runs."""
        ours = policy_for(asked.host).replace("img-src data:", "img-src 'self' data:")
        policy = f"sandbox allow-same-origin; {ours}"
        body = self._feed_of(snapshot, _local(page).lstrip("/"))
        shown = OwnPage(title="Feed", body=body, styles=("own.css", "desk.css"), is_inert=True)
        answer = own_answer(shown, asked.host, self.showing.number_of(snapshot))
        return Answer(body=answer.body, state=answer.state, policy=policy)

    def _feed_of(self, snapshot: Snapshot, path: str) -> str:
        site = snapshot.build.site if snapshot.build else None
        documents = self.showing.index(snapshot).documents
        document, _ = find_document(path, documents)
        if site is None or document is None:
            return render_entries((), "", "There is no such page yet, so no feed tells of it.")
        plain = next(path for *about, path in urls.feed_paths() if about == ["updates", "rss"])
        language = document.language or site.settings.default_language
        feed = documents.get(urls.in_language(plain, language, site.settings))
        if feed is None:
            return render_entries((), "", "There is no feed in this language.")
        rss = self.bench.render(snapshot, feed)
        is_post = document.path.startswith((*_POSTS, *(f"{language}/{p}" for p in _POSTS)))
        about = urls.absolute(document.path, site.settings) if is_post else ""
        nothing = "The feed holds no entry of this post: it is too old, or has no update yet."
        return render_entries(read_entries(rss, about), site.settings.url, nothing)


_POSTS = ("incidents/", "maintenance/")


def _problems(snapshot: Snapshot) -> OwnPage:
    told = render_html(snapshot.problems) or "<p>Everything can be published as it is.</p>"
    counted = tally(snapshot.problems)
    body = (
        f"<main><h1>{counted[:1].upper()}{counted[1:]}</h1>{told}"
        '<p><a href="/-/">The desk</a> · <a href="/">The site</a></p></main>'
    )
    return OwnPage(title=counted, body=body)


def _local(page: str) -> str:
    """Return an address that leads nowhere but to our own pages, a folder without its index."""
    if page.endswith("/index.html"):
        page = page.removesuffix("index.html")
    return f"/{page.lstrip('/')}" if not page.startswith("/-/") else "/"
