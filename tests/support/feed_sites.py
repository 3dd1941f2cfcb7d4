"""Random small sites for the laws about feeds: posts with updates, all within a feed's window."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.support.project import Project
from tests.support.site import BASE

BEGIN = datetime.fromisoformat("2026-11-10T08:00:00+00:00")
NOW = "2026-11-21T12:00:00+00:00"
MUCH_LATER = "2027-08-01T12:00:00+00:00"

_TOKENS = (
    "mail",
    "is late",
    "R&D",
    "a < b",
    "]]>",
    "𝔘🛰️",
    "<b>x</b>",
    "&amp;",
    "*sorry*",
    "`a`",
    "éà",
)
_INCIDENT = ("Investigating", "Identified", "Monitoring", "Update", "Resolved", "Postmortem")
_MAINTENANCE = ("Scheduled", "In progress", "Update", "Verifying", "Completed", "Cancelled")
_FIELDS = ("", "next_update: in 45 minutes", "author: jane", "author: Sam", "components: hosting")

words = st.lists(st.sampled_from(_TOKENS), min_size=1, max_size=5).map(" ".join)


@dataclass(frozen=True)
class News:
    """An update: when, after the beginning, what it says, and a correction of it or none."""

    minutes: int
    status: str
    field: str
    words: str
    corrected: bool

    def text(self) -> str:
        at = BEGIN + timedelta(minutes=self.minutes)
        lines = [f"## {self.status} · {at:%Y-%m-%d %H:%M:%S}"]
        if self.field and not (self.status == "Resolved" and "components" in self.field):
            lines.append(self.field)
        if self.corrected:
            lines.append(f"edited: {at + timedelta(minutes=7):%Y-%m-%d %H:%M}, a number was wrong")
        return "\n".join([*lines, "", f"So: {self.words}", ""])


@dataclass(frozen=True)
class Story:
    """A post. `told` is a Catalan title, or nothing."""

    kind: str
    title: str
    front: str
    news: tuple[News, ...]
    told: str

    def text(self) -> str:
        front = f"title: {self.title}\ncomponents: email\n{self.front}"
        front += (
            "impact: minor\n"
            if self.kind == "incidents"
            else "starts: 2026-11-18 22:00\nends: 2026-11-19 01:00\n"
        )
        return f"---\n{front}---\n\nSummary: {self.title}\n\n" + "\n".join(
            n.text() for n in self.news
        )

    def translation(self) -> str:
        first = self.news[0].text().split("\n")[0]
        return f"---\ntitle: {self.told}\n---\n\n{first}\n\nDoncs: {self.told}\n"


@dataclass(frozen=True)
class FeedSite:
    """Posts by their place in the list; `settings` replaces the base's `site.yaml`."""

    posts: tuple[Story, ...]

    def project(self) -> Project:
        files: dict[str, str | bytes] = {}
        for i, post in enumerate(self.posts):
            path = f"content/{post.kind}/2026-11-10-n{i}"
            files[f"{path}.md"] = post.text()
            if post.told:
                files[f"{path}.ca.md"] = post.translation()
        return BASE.with_files(files)

    def retitled(self, title: str) -> "FeedSite":
        return FeedSite(tuple(replace(post, title=title) for post in self.posts))

    def reworded(self, said: str) -> "FeedSite":
        return FeedSite(
            tuple(
                replace(post, news=tuple(replace(n, words=said) for n in post.news))
                for post in self.posts
            )
        )

    def with_news(self, which: int, news: News) -> "FeedSite":
        post = self.posts[which]
        posts = list(self.posts)
        posts[which] = replace(post, news=(*post.news, news))
        return FeedSite(tuple(posts))


def _news(statuses: tuple[str, ...], minutes: st.SearchStrategy[int]) -> st.SearchStrategy[News]:
    return st.builds(
        News,
        minutes=minutes,
        status=st.sampled_from(statuses),
        field=st.sampled_from(_FIELDS),
        words=words,
        corrected=st.booleans(),
    )


def _posts(kind: str, statuses: tuple[str, ...]) -> st.SearchStrategy[Story]:
    return st.builds(
        Story,
        kind=st.just(kind),
        title=words,
        front=st.sampled_from(("", "author: jane\n", "withdrawn: it was nothing\n")),
        news=st.lists(
            _news(statuses, st.integers(0, 14_000)),
            min_size=1,
            max_size=5,
            unique_by=lambda news: news.minutes,
        ).map(tuple),
        told=st.one_of(st.just(""), words),
    )


sites = st.lists(
    st.one_of(_posts("incidents", _INCIDENT), _posts("maintenance", _MAINTENANCE)),
    min_size=1,
    max_size=5,
).map(lambda posts: FeedSite(tuple(posts)))

newest = _news(("Update", "Resolved", "Investigating", "Postmortem"), st.integers(14_001, 14_100))
"""An update of an incident that comes after all others."""
