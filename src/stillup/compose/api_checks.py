"""What the API needs across files: ids from an earlier product that nobody else has."""

from collections.abc import Iterable

from stillup.model.diagnostic import Problems, Span
from stillup.model.post import Incident, Maintenance
from stillup.model.settings import Component, Group, Settings

Post = Incident | Maintenance


def check_api_ids(
    public: Iterable[Post], hidden: Iterable[Post], settings: Settings, problems: Problems
) -> None:
    """Check that no two posts, nor two parts, have one id: clients would show only one of them."""
    _check_parts(settings, problems)
    taken: dict[str, Post] = {}
    _claim(public, taken, problems)
    drafts = Problems()
    _claim(hidden, taken, drafts)
    problems.take(drafts, soften=True)


def _claim(posts: Iterable[Post], taken: dict[str, Post], problems: Problems) -> None:
    for post in sorted((post for post in posts if post.api_id), key=lambda p: p.source):
        first = taken.setdefault(post.api_id, post)
        if first is not post:
            problems.error(
                "api-id-taken",
                post.api_id_span,
                f"`{first.source}` has the id `{post.api_id}` in the API already",
                notes=("programs take two posts with one id for one, and show one",),
                help="take the line `api_id` out of the post that was copied from the other",
            )


def _check_parts(settings: Settings, problems: Problems) -> None:
    taken: dict[str, str] = {}
    parts: tuple[Group | Component, ...] = (*settings.groups, *settings.components)
    for part in parts:
        first = taken.setdefault(part.api_id, part.id) if part.api_id else part.id
        if first != part.id:
            problems.error(
                "api-id-taken",
                Span(settings.source),
                f"`{first}` and `{part.id}` have the same `api_id`, `{part.api_id}`",
                notes=("programs take two components with one id for one, and show one",),
                help=f"take `api_id` out of `{part.id}` if it was copied from `{first}`",
            )
