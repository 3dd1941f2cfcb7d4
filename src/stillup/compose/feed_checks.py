"""What feeds need across files: ids nobody else has, and old addresses that lead to a feed."""

from collections.abc import Iterable

from stillup.compose import urls
from stillup.compose.feed_table import main_feeds, paths_of_feeds
from stillup.model.diagnostic import Problems
from stillup.model.post import Incident, Maintenance
from stillup.model.settings import Settings
from stillup.parse.nearness import nearest

Post = Incident | Maintenance

_PARTS = "components/ID/feed.rss, groups/ID/feed.rss and feeds/major.rss: see the page `subscribe/`"


def check_feed_ids(
    public: Iterable[Post], hidden: Iterable[Post], settings: Settings, problems: Problems
) -> None:
    """Check that no two posts have one id in feeds: readers would show only one of them."""
    told, held = tuple(public), tuple(hidden)
    in_rss: dict[str, Post] = {}
    drafts = Problems()
    _claim_in_rss(told, in_rss, problems)
    _claim_in_rss(held, in_rss, drafts)
    kept = {post.feed_id for post in (*told, *held) if post.feed_id}
    may_be_ours = any(id_.startswith(settings.id_base) for id_ in kept)
    if not may_be_ours:
        told, held = (tuple(post for post in posts if post.feed_id) for posts in (told, held))
    taken: dict[str, Post] = {}
    _claim(told, taken, settings, problems)
    _claim(held, taken, settings, drafts)
    problems.take(drafts, soften=True)


def _claim(
    posts: Iterable[Post], taken: dict[str, Post], settings: Settings, problems: Problems
) -> None:
    for post in sorted(posts, key=lambda p: p.source):
        first = taken.setdefault(_feed_id(post, settings), post)
        if first is not post:
            copy, owner = (post, first) if post.feed_id else (first, post)
            problems.error(
                "feed-id-taken",
                copy.feed_id_span,
                f"`{owner.source}` has the id `{copy.feed_id}` in feeds already",
                notes=("feed readers take two entries with one id for one, and show one",),
                help="take the line `feed_id` out of the post that was copied from the other",
            )


def _claim_in_rss(posts: Iterable[Post], taken: dict[str, Post], problems: Problems) -> None:
    for post in sorted((post for post in posts if post.rss_id), key=lambda p: p.source):
        first = taken.setdefault(post.rss_id, post)
        if first is not post:
            problems.error(
                "feed-id-taken",
                post.rss_id_span,
                f"`{first.source}` has the id `{post.rss_id}` in RSS already",
                notes=("feed readers take two entries with one id for one, and show one",),
                help="take the line `rss_id` out of the post that was copied from the other",
            )


def _feed_id(post: Post, settings: Settings) -> str:
    kind = "incident" if isinstance(post, Incident) else "maintenance"
    return post.feed_id or urls.entry_id(urls.post_path(kind, post.id), "", settings)


def check_feed_aliases(settings: Settings, problems: Problems) -> None:
    """Check that every old feed address names a feed of this site."""
    feeds = list(paths_of_feeds(settings))
    for alias in settings.feed_aliases:
        if alias.feed in feeds:
            continue
        near = nearest(alias.feed, feeds, cutoff=0.6)
        problems.error(
            "unknown-feed",
            alias.feed_span,
            f"`{alias.path}` is sent to `{alias.feed}`, which is not a feed of this site",
            label=f"did you mean `{near}`?" if near else "",
            notes=(
                f"feeds: {', '.join(_main_feeds(settings))}",
                f"there are also feeds of parts, such as {_PARTS}",
            ),
            help="name one of these feeds",
            instead=near,
        )


def _main_feeds(settings: Settings) -> list[str]:
    return [
        urls.in_language(feed.path, language, settings)
        for language in settings.languages
        for feed in main_feeds()
    ]
