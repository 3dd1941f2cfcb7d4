"""What feeds need across files: ids nobody else has, and old addresses that lead to a feed."""

from collections.abc import Iterable
from difflib import get_close_matches

from stillup.compose import urls
from stillup.model.diagnostic import Problems, Span
from stillup.model.post import Incident, Maintenance
from stillup.model.settings import Settings

Post = Incident | Maintenance


def check_feed_ids(
    public: Iterable[Post], hidden: Iterable[Post], settings: Settings, problems: Problems
) -> None:
    """Check that no two posts have one id in feeds: readers would show only one of them."""
    taken: dict[str, Post] = {}
    _claim(public, taken, settings, problems)
    drafts = Problems()
    _claim(hidden, taken, settings, drafts)
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
                Span(copy.source),
                f"`{owner.source}` has the id `{copy.feed_id}` in feeds already",
                notes=("feed readers take two entries with one id for one, and show one",),
                help="take the line `feed_id` out of the post that was copied from the other",
            )


def _feed_id(post: Post, settings: Settings) -> str:
    kind = "incident" if isinstance(post, Incident) else "maintenance"
    return post.feed_id or urls.entry_id(urls.post_path(kind, post.id), "", settings)


def check_feed_aliases(settings: Settings, problems: Problems) -> None:
    """Check that every old feed address names a feed of this site."""
    feeds = [
        urls.in_language(path, language, settings)
        for language in settings.languages
        for _, _, path in urls.feed_paths()
    ]
    for alias, feed in settings.feed_aliases.items():
        if feed in feeds:
            continue
        near = get_close_matches(feed, feeds, n=1, cutoff=0.6)
        problems.error(
            "unknown-feed",
            Span(settings.source),
            f"`feed_aliases` sends `{alias}` to `{feed}`, which is not a feed of this site",
            notes=(f"feeds: {', '.join(feeds)}",),
            help="name one of these feeds",
            fix=_aliases_with(settings, alias, near[0]) if near else "",
        )


def _aliases_with(settings: Settings, alias: str, feed: str) -> str:
    mended = settings.feed_aliases | {alias: feed}
    listed = ", ".join(f"{old}: {new}" for old, new in mended.items())
    return f"feed_aliases: {{{listed}}}"
