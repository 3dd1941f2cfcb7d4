"""What was public and would no longer be. Pure: the ledger and a site in; causes and cures out.

Nothing that readers have seen goes away by accident: a stale checkout, a renamed file, a corrected
time and an older run that overtakes all look the same from afar, and each has another cure.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from stillup.compose.ledger import words_digest
from stillup.compose.site import Site
from stillup.model.ledger import Entry, Ledger, key_of
from stillup.model.post import Post, Update


class Missing(msgspec.Struct, frozen=True):
    """An update that was public and that this site lacks. `cause` and `cure` are sentences."""

    key: str
    cause: str
    cure: str
    first: datetime | None = None


def find_missing(ledger: Ledger, site: Site, kept: frozenset[str] = frozenset()) -> list[Missing]:
    """Return what a ledger knows and a site lacks, by key. `kept` are the posts left out."""
    posts: dict[str, Post] = {story.id: story.post for story in site.stories}
    there = {key_of(id_, update.id) for id_, post in posts.items() for update in post.updates}
    gone = {
        key: entry
        for key, entry in sorted(ledger.updates.items())
        if key not in there
        and entry.removed is None
        and not entry.now
        and key.partition("#")[0] not in kept
    }
    if not gone:
        return []
    search = _Search(ledger, site, posts)
    return [Missing(key, *search.explain(key, entry), entry.first) for key, entry in gone.items()]


def with_removed(ledger: Ledger, ids: tuple[str, ...], at: datetime) -> tuple[Ledger, list[str]]:
    """Return the ledger with these marked as taken away on purpose, and the ids it does not know.

    An id is a key, or that of a post with all its updates.
    """
    updates = dict(ledger.updates)
    unknown = []
    for id_ in ids:
        keys = [key for key in updates if id_ in {key, key.partition("#")[0]}]
        unknown += [] if keys else [id_]
        for key in keys:
            removed = updates[key].removed or at.replace(microsecond=0)
            updates[key] = msgspec.structs.replace(updates[key], removed=removed)
    return Ledger(updates, ledger.is_certain), unknown


def find_reverted(ledger: Ledger, site: Site) -> Iterator[str]:
    """Yield the keys of updates whose words are again those of before a change."""
    for story in site.stories:
        for update in story.post.updates:
            entry = ledger.updates.get(key_of(story.id, update.id))
            if entry is not None and words_digest(update) in _older_words(entry):
                yield key_of(story.id, update.id)


def _older_words(entry: Entry) -> set[str]:
    return {entry.words, *(change.words for change in entry.changes)} - {entry.latest}


class _Search:
    """Looks for where an update went."""

    def __init__(self, ledger: Ledger, site: Site, posts: Mapping[str, Post]) -> None:
        self._posts = posts
        self._hidden = {post.id: post for post in site.hidden}
        self._known = ledger.updates
        self._by_words: dict[str, tuple[Post, Update]] = {
            words_digest(update): (post, update)
            for post in posts.values()
            for update in post.updates
            if key_of(post.id, update.id) not in self._known and update.text.markdown.strip()
        }

    def explain(self, key: str, entry: Entry) -> tuple[str, str]:
        """Return the likely cause and its cure."""
        post, _, update = key.partition("#")
        if post in self._hidden:
            return self._withheld(post)
        if post in self._posts:
            return self._gone_from(self._posts[post], update, entry)
        found = self._by_words.get(entry.latest) or self._by_words.get(entry.words)
        return self._gone(post) if found is None else self._renamed(post, found[0])

    def _gone(self, post: str) -> tuple[str, str]:
        cause = f"there is no `{post}.md`: it was deleted, or what you have here is not the newest"
        cure = "get the newest state (`git pull`); if the report was a mistake, keep the file and"
        cure += f" say in `withdrawn:` why; {_take_away(post)}"
        return cause, cure

    def _renamed(self, old: str, post: Post) -> tuple[str, str]:
        folder = post.source.split("/")[1]
        cause = f"the file `{old}.md` is now `{post.source}`"
        cure = f"give it its old name back, or write `aliases: [/{folder}/{old}/]` in it, so that"
        return cause, f"{cure} its old address goes on working"

    def _withheld(self, post: str) -> tuple[str, str]:
        cause = f"`{self._hidden[post].source}` was public and is now a draft, or for later"
        return cause, f"take `draft:` or `publish_at:` out of it; {_take_away(post)}"

    def _gone_from(self, post: Post, update: str, entry: Entry) -> tuple[str, str]:
        moved = self._by_words.get(entry.latest) or self._by_words.get(entry.words)
        at = self._only_new(post) if moved is None or moved[0].id != post.id else moved[1]
        if at is not None:
            cause = f"the time of an update in `{post.source}` (line {at.span.line}) was corrected"
            return cause, f"write `id: {update}` below its heading: so it stays the same update"
        cause = f"it is not in `{post.source}`: it was deleted, or what you have is not the newest"
        cure = "get the newest state (`git pull`), or put it back and say what was wrong with it in"
        return cause, f"{cure} a line `edited:`; {_take_away(key_of(post.id, update))}"

    def _only_new(self, post: Post) -> Update | None:
        """Return the one update of a post that the ledger does not know, if its other is gone."""
        new = [u for u in post.updates if key_of(post.id, u.id) not in self._known]
        there = {u.id for u in post.updates}
        lost = [
            key
            for key in self._known
            if key.startswith(f"{post.id}#") and key.partition("#")[2] not in there
        ]
        return new[0] if len(new) == 1 and len(lost) == 1 else None


def _take_away(id_: str) -> str:
    return f"to take it away for good, publish with `--remove '{id_}'`"
