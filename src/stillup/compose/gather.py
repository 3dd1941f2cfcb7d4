"""Parsed files sorted by what they are, with the public and the hidden apart."""

from collections.abc import Mapping

import msgspec

from stillup.compose.clock import Clock
from stillup.compose.link_checks import Targets
from stillup.compose.links import original_of, split_meant
from stillup.model.hidden import Hidden, Why
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.model.settings import Settings, Written
from stillup.parse.mentions import mention_of

Post = Incident | Maintenance


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a site is composed from.

    `parsed` is by source path, in its order; `media` are digests by source path; `left_out` are
    source paths to do without, `kept` the ids of the posts among them, whose pages stay, and
    `mentions` the file names that they speak of; `base` is the digest of toolchain and theme. With
    `show_hidden` what is not public is told as if it were.
    """

    settings: Settings
    parsed: Mapping[str, Parsed]
    media: Mapping[str, str]
    left_out: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    base: str = ""
    show_hidden: bool = False


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """The posts and pages of a site. `translations` are by post id, then language.

    `drafts` are the pages that are not public; `withheld` says of posts and pages why they are not.
    """

    public: tuple[Post, ...]
    hidden: tuple[Post, ...]
    pages: tuple[Page, ...]
    drafts: tuple[Page, ...]
    withheld: tuple[Hidden, ...]
    translations: dict[str, dict[str, Translation]]
    targets: Targets
    media: dict[str, str]


def find_hidden(item: Post | Page, clock: Clock) -> Hidden | None:
    """Return why the world may not see it, None if it is public. The one definition."""
    if item.draft:
        return Hidden(item.source, item.id, Why.DRAFT)
    due = None if isinstance(item, Page) else item.publish_at
    if due is None or clock.reached(due, f"{item.id} is published"):
        return None
    return Hidden(item.source, item.id, Why.EMBARGO, due)


def logos_of(settings: Settings) -> dict[str, Written]:
    """Return the logo's pictures by source path."""
    both = (settings.logo.light, settings.logo.dark)
    return {written.text: written for written in both if written is not None}


def gather(given: Given, clock: Clock) -> Gathered:
    """Sort the parsed files. What could not be parsed is in none of the groups."""
    public, hidden = list[Post](), list[Post]()
    pages, drafts = list[Page](), list[Page]()
    withheld: list[Hidden] = []
    translations: dict[str, dict[str, Translation]] = {}
    for parsed in given.parsed.values():
        item = parsed.item
        if isinstance(item, Translation):
            if original_of(item.source) in given.parsed:
                translations.setdefault(item.id, {})[item.language] = item
        elif item is not None:
            may_be = item.draft or parsed.publish_at is not None
            why = find_hidden(item, clock) if may_be else None
            if why is not None:
                withheld.append(why)
            if isinstance(item, Page):
                (pages if why is None else drafts).append(item)
            else:
                (public if why is None else hidden).append(item)
    return _gathered(
        given,
        tuple(public),
        tuple(pages),
        hidden=tuple(hidden),
        drafts=tuple(drafts),
        withheld=tuple(withheld),
        translations=translations,
    )


def with_hidden(gathered: Gathered, given: Given) -> Gathered:
    """Return what a preview tells: everything, as if it were public.

    A draft that has the id of another post or page is in none of the groups.
    """
    if not gathered.withheld:
        return gathered
    posts, ids = list(gathered.public), {post.id.casefold() for post in gathered.public}
    for post in gathered.hidden:
        if post.id.casefold() not in ids:
            ids.add(post.id.casefold())
            posts.append(post)
    pages = {(page.id, page.language): page for page in gathered.drafts}
    pages |= {(page.id, page.language): page for page in gathered.pages}
    told = frozenset(item.source for item in (*posts, *pages.values()))
    return _gathered(
        given,
        tuple(posts),
        tuple(sorted(pages.values(), key=lambda page: page.source)),
        hidden=(),
        drafts=(),
        withheld=tuple(found for found in gathered.withheld if found.source in told),
        translations=gathered.translations,
    )


def _gathered(
    given: Given,
    public: tuple[Post, ...],
    pages: tuple[Page, ...],
    *,
    hidden: tuple[Post, ...],
    drafts: tuple[Page, ...],
    withheld: tuple[Hidden, ...],
    translations: dict[str, dict[str, Translation]],
) -> Gathered:
    told = _public_sources(public, pages, translations)
    media = _public_media(given, told)
    return Gathered(
        public=public,
        hidden=hidden,
        pages=pages,
        drafts=drafts,
        withheld=withheld,
        translations=translations,
        targets=_targets(given, public, told, media),
        media=media,
    )


def _public_sources(
    public: tuple[Post, ...],
    pages: tuple[Page, ...],
    translations: Mapping[str, Mapping[str, Translation]],
) -> frozenset[str]:
    told = {item.source for item in (*public, *pages)}
    if translations:
        told |= {t.source for post in public for t in translations.get(post.id, {}).values()}
    return frozenset(told)


def _public_media(given: Given, told: frozenset[str]) -> dict[str, str]:
    """Leave out what only hidden files speak of: it would leak them. A logo is always shown."""
    withheld = set(given.mentions)
    for path in given.parsed.keys() - told:
        withheld.update(given.parsed[path].mentions)
    if not given.media or not withheld:
        return dict(given.media)
    public = set(logos_of(given.settings))
    for path in told:
        public |= {split_meant(link.meant)[0] for link in given.parsed[path].links}
    return {
        path: digest
        for path, digest in given.media.items()
        if path in public or mention_of(path) not in withheld
    }


def _targets(
    given: Given, public: tuple[Post, ...], told: frozenset[str], media: Mapping[str, str]
) -> Targets:
    posts = {post.source: post for post in public}
    return Targets(told | frozenset(media), (given.parsed, given.media), given.left_out, posts)
