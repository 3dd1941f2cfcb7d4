"""Which post is meant: by words of its title, by a component, by id, by file."""

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.compose.story import Story
from stillup.model.post import Incident, Post
from stillup.parse.nearness import nearest

_MARKS = "Mn"
_NEAR = 0.7
_SHORT = 3


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found. `exact` is whether one was named by its id or its file.

    `found` are those that match, newest first; `near` what was probably meant where none does.
    """

    found: tuple[Story, ...] = ()
    near: tuple[Story, ...] = ()
    exact: bool = False

    @property
    def only(self) -> Story | None:
        """The post, if there is no doubt about which one it is."""
        return self.found[0] if len(self.found) == 1 else None


def find_stories(
    words: str, pool: Sequence[Story], everything: Iterable[Story], catalogue: Catalogue
) -> Search:
    """Find posts in `pool`; one named by its very id or file is found in `everything`.

    Every word must stand in the title, in the id, or in a component's id or name. Case and
    accents do not count, nor do endings that are left out. Without words all of `pool` match.
    """
    if named := _named(words, everything):
        return Search(found=(named,), exact=True)
    asked = _folded(words).split()
    if not asked:
        return Search(found=tuple(pool))
    found = tuple(story for story in pool if _matches(asked, words_of(story.post, catalogue)))
    whole = tuple(story for story in found if _names_component(words, story.post, catalogue))
    if found:
        return Search(found=whole if len(whole) == 1 else found)
    near = tuple(story for story in pool if _is_near(asked, words_of(story.post, catalogue)))
    return Search(near=near)


def words_of(post: Post, catalogue: Catalogue) -> frozenset[str]:
    """Return the words by which a post can be found."""
    marks = [*post.components, *(mark for update in post.updates for mark in update.components)]
    names = [name for mark in marks for name in _names(mark.name, catalogue)]
    return frozenset(_folded(" ".join([post.title, post.id, *names])).split())


def _named(words: str, everything: Iterable[Story]) -> Story | None:
    wanted = unicodedata.normalize("NFC", words.strip().rstrip("/").replace("\\", "/"))
    name = wanted.rpartition("/")[2].removesuffix(".md").casefold()
    return next((story for story in everything if name and story.id.casefold() == name), None)


def _names(name: str, catalogue: Catalogue) -> list[str]:
    named = catalogue.components.get(name) or catalogue.groups.get(name)
    return [name, *(named.name.values() if named else ())]


def _names_component(words: str, post: Post, catalogue: Catalogue) -> bool:
    marks = [name for mark in post.components for name in _names(mark.name, catalogue)]
    return isinstance(post, Incident) and _folded(words) in {_folded(name) for name in marks}


def _matches(asked: Iterable[str], words: frozenset[str]) -> bool:
    return all(any(_is_meant(each, word) for word in words) for each in asked)


def _is_meant(asked: str, word: str) -> bool:
    return word.startswith(asked) or (len(asked) > _SHORT and asked in word)


def _is_near(asked: Iterable[str], words: frozenset[str]) -> bool:
    return any(nearest(each, words, _NEAR) for each in asked)


def _folded(text: str) -> str:
    """Return words in lower case without accents, with blanks between them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in apart if unicodedata.category(c) != _MARKS)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())
