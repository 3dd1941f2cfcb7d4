"""What was changed in a site folder since the last commit, and which of it is meant."""

import unicodedata
from collections.abc import Iterable
from typing import Final

import msgspec

from stillup.desk.sending.checkout import Checkout
from stillup.desk.sending.trouble import CannotSend
from stillup.parse.nearness import listed, nearest

_OURS: Final = ("content", "themes")
_STATES: Final = {"A": "new", "D": "deleted"}
_FIELDS: Final = {"1": 8, "u": 10, "?": 1, "!": 1}


class Change(msgspec.Struct, frozen=True):
    """One file that differs from the last commit. `path` is in the site folder.

    `state` is `new`, `changed` or `deleted`; `is_known` is whether it is in Git's index.
    """

    path: str
    state: str
    is_known: bool = True


class Changes(msgspec.Struct, frozen=True):
    """All of them, in order of path, and the files that Git is told to ignore."""

    found: tuple[Change, ...]
    ignored: tuple[str, ...]


def read_changes(checkout: Checkout) -> Changes:
    """Return what is changed in the content and the themes. Raises CannotSend."""
    ran = checkout.git.run(
        *("status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"),
        *("--ignored=traditional", "--ignore-submodules=none", "--"),
        *(checkout.in_repository(folder) for folder in _OURS),
    )
    found: dict[str, Change] = {}
    ignored = []
    for record in ran.names:
        kind = record[:1]
        *fields, name = record.split(" ", _FIELDS[kind])
        path = checkout.here(name)
        _refuse_special(kind, fields, path)
        if kind == "!":
            ignored.append(path)
        elif kind == "?":
            # What is out of the index and on the disk again is listed twice.
            found[path] = Change(path, "changed" if path in found else "new", is_known=False)
        elif fields[1] != "AD":
            found[path] = Change(path, _STATES.get(fields[1].strip(".")[0], "changed"))
    return Changes(tuple(found[path] for path in sorted(found)), tuple(ignored))


def choose(changes: Changes, words: Iterable[str], texts: dict[str, str]) -> tuple[Change, ...]:
    """Return the changes meant by `words`; all of them where there are none.

    Each names a file by its path in the site folder, by its id, or by words that stand in its
    front matter. `texts` are the changed posts: pictures that a chosen
    post speaks of, and its translations, go with it. Raises CannotSend for one that is not there.
    """
    wanted: set[str] = set()
    for word in words:
        wanted |= _meant(word, changes) or _told_of(word, texts) or _none(word, changes)
    if not wanted:
        return changes.found
    said = "\n".join(texts.get(path, "") for path in wanted)
    wanted |= {each.path for each in changes.found if _is_spoken_of(each.path, said)}
    return tuple(each for each in changes.found if each.path in wanted)


def _meant(word: str, changes: Changes) -> set[str]:
    plain = _plain(word.removeprefix("./"))
    return {each.path for each in changes.found if plain in _names(each.path)}


def _told_of(word: str, texts: dict[str, str]) -> set[str]:
    """Return the one post whose front matter or id has these words. Raises CannotSend for many."""
    asked = _plain(word).casefold().split()
    found = [path for path, text in texts.items() if _has_all(asked, path, text)]
    ids = {path.rpartition("/")[2].partition(".")[0] for path in found}
    if len(ids) > 1:
        raise CannotSend(
            f"`{word}` may mean {len(ids)} posts that have changed: {listed(sorted(ids))}",
            "name the one to send",
        )
    return set(found)


def _has_all(asked: list[str], path: str, text: str) -> bool:
    facts = _plain(f"{path} {text[: _facts_end(text)]}").casefold()
    return bool(asked) and all(word in facts for word in asked)


def _facts_end(text: str) -> int:
    """Return where the front matter ends."""
    return max(text.find("\n---", 1), 0)


def _none(word: str, changes: Changes) -> set[str]:
    plain = _plain(word.removeprefix("./"))
    ignored = [path for path in changes.ignored if plain in _names(path)]
    if ignored:
        raise CannotSend(
            f"Git is told to ignore `{ignored[0]}`, so it can't be sent",
            f"`git check-ignore -v {ignored[0]}` names the line in `.gitignore` to take out",
        )
    names = [name for each in changes.found for name in _names(each.path)]
    near = nearest(plain, names)
    raise CannotSend(
        f"nothing named `{word}` has changed since it was last saved",
        f"did you mean `{near}`?" if near else "`stillup send --dry-run` lists what has changed",
    )


def _names(path: str) -> tuple[str, ...]:
    """Return what a file may be called: its path, with and without `content/`, its name, its id."""
    plain = _plain(path)
    file = plain.rpartition("/")[2]
    short = plain.removeprefix("content/")
    return plain, short, short.removesuffix(".md"), file, file.partition(".")[0]


def _is_spoken_of(path: str, said: str) -> bool:
    return not path.endswith(".md") and path.rpartition("/")[2] in said


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _refuse_special(kind: str, fields: list[str], path: str) -> None:
    if kind == "u":
        raise CannotSend(
            f"`{path}` still holds both sides of a merge that was not finished",
            "edit it until it reads right, run `git add` on it, then send again",
        )
    if kind == "1" and fields[2].startswith("S"):
        raise CannotSend(
            f"`{path}` is a repository of its own inside this one (a submodule)",
            f"send from there: `stillup -C` with the site folder inside `{path}`",
        )
