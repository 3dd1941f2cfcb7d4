"""Parsed files sorted by what they are, with the public and the hidden apart."""

from collections.abc import Mapping

import msgspec

from stillup.compose.clock import Clock
from stillup.compose.link_checks import Targets, links_of
from stillup.compose.links import original_of, split_meant
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.model.settings import Settings, Written
from stillup.parse.mentions import mention_of

Post = Incident | Maintenance


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a site is composed from.

    `parsed` is by source path; `media` are digests by source path; `left_out` are source paths
    to do without, `kept` the ids of the posts among them, whose pages stay, and `mentions` the file
    names that they speak of; `base` is the digest of toolchain and theme.
    """

    settings: Settings
    parsed: Mapping[str, Parsed]
    media: Mapping[str, str]
    left_out: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    base: str = ""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """The posts and pages of a site. `translations` are by post id, then language."""

    public: tuple[Post, ...]
    hidden: tuple[Post, ...]
    pages: tuple[Page, ...]
    translations: dict[str, dict[str, Translation]]
    targets: Targets
    media: dict[str, str]


def is_public(item: Post | Page, clock: Clock) -> bool:
    """Whether the world may see it. The one definition, used by every output."""
    if item.draft:
        return False
    due = None if isinstance(item, Page) else item.publish_at
    return due is None or clock.reached(due, f"{item.id} is published")


def logos_of(settings: Settings) -> dict[str, Written]:
    """Return the logo's pictures by source path."""
    both = (settings.logo.light, settings.logo.dark)
    return {written.text: written for written in both if written is not None}


def gather(given: Given, clock: Clock) -> Gathered:
    """Sort the parsed files. What could not be parsed is in none of the groups."""
    items = [p.item for _, p in sorted(given.parsed.items()) if p.item is not None]
    posts = [item for item in items if isinstance(item, Incident | Maintenance)]
    public = tuple(post for post in posts if is_public(post, clock))
    hidden = tuple(post for post in posts if not is_public(post, clock))
    pages = tuple(i for i in items if isinstance(i, Page) and is_public(i, clock))
    translations: dict[str, dict[str, Translation]] = {}
    for item in items:
        if isinstance(item, Translation) and original_of(item.source) in given.parsed:
            translations.setdefault(item.id, {})[item.language] = item
    told = _public_sources(public, pages, translations)
    media = _public_media(given, told)
    return Gathered(
        public=public,
        hidden=hidden,
        pages=pages,
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
    told |= {t.source for post in public for t in translations.get(post.id, {}).values()}
    return frozenset(told)


def _public_media(given: Given, told: frozenset[str]) -> dict[str, str]:
    """Leave out what only hidden files speak of: it would leak them. A logo is always shown."""
    public, withheld = set(logos_of(given.settings)), set(given.mentions)
    for path, parsed in given.parsed.items():
        if path in told:
            public |= {split_meant(target)[0] for _, target in links_of(parsed)}
        else:
            withheld |= set(parsed.mentions)
    return {
        path: digest
        for path, digest in given.media.items()
        if path in public or mention_of(path) not in withheld
    }


def _targets(
    given: Given, public: tuple[Post, ...], told: frozenset[str], media: Mapping[str, str]
) -> Targets:
    known = told | frozenset(media)
    everything = frozenset(given.parsed) | frozenset(given.media)
    updates = {post.source: frozenset(update.id for update in post.updates) for post in public}
    return Targets(known, everything - known, given.left_out, updates)
