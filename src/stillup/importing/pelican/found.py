"""What lies in a Pelican site: its posts with their state, and all other files."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front
from stillup.importing.names import post_id
from stillup.importing.pelican.header import read_header
from stillup.importing.telling import decoded
from stillup.parse.lines import without_invisible
from stillup.writing.slug import unique

CONTENT = "content/"
_PAGES = "content/pages/"
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_HIDDEN = frozenset({"draft", "hidden", "skip"})


class State(StrEnum):
    """The state of an outage: the name of the folder it lies in."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    RESOLVED = "resolved"


_RANK = {State.RESOLVED: 0, State.ONGOING: 1, State.PLANNED: 2}


class Found(msgspec.Struct, frozen=True):
    """One post. `name` is that of its file without ending; a draft was not to be seen there."""

    path: str
    name: str
    front: Front
    state: State
    id: str = ""
    is_draft: bool = False


def find_posts(files: Mapping[str, bytes], doubts: Doubts) -> tuple[Found, ...]:
    """Return every post below a folder that is a state, each with an id of its own.

    Of two with one name, what is over counts, as it was moved there; the other is a draft.
    """
    posts = [post for path in sorted(files) if (post := _post(path, files[path], doubts))]
    taken: set[str] = set()
    seen: dict[str, str] = {}
    found = []
    for post in sorted(posts, key=lambda post: (_RANK[post.state], post.is_draft, post.path)):
        about = doubts.about(post.path)
        wanted = post_id(post.name)
        id_ = unique(wanted, taken)
        twin = seen.setdefault(wanted.casefold(), post.path)
        if twin != post.path:
            about.note("twin", 0, f"`{twin}` has the same name")
        if id_ != post.name:
            about.note("renamed", 0, f"`{post.name}`", f"it is `{id_}`")
        taken.add(id_)
        is_draft = post.is_draft or twin != post.path
        found.append(msgspec.structs.replace(post, id=id_, is_draft=is_draft))
    return tuple(sorted(found, key=lambda post: post.path))


def find_pages(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the files that are plain pages."""
    yield from (p for p in sorted(files) if p.startswith(_PAGES) and p.lower().endswith(_ENDINGS))


def find_others(files: Mapping[str, bytes], posts: tuple[Found, ...]) -> Iterator[str]:
    """Yield the files below `content/` that are neither posts nor pages."""
    known = {post.path for post in posts} | set(find_pages(files))
    yield from (path for path in sorted(files) if path.startswith(CONTENT) and path not in known)


def _state(path: str) -> State | None:
    folders = path.removeprefix(CONTENT).split("/")[:-1]
    return next((State(name) for name in reversed(folders) if name in list(State)), None)


def _post(path: str, data: bytes, doubts: Doubts) -> Found | None:
    state = _state(path) if path.startswith(CONTENT) else None
    if state is None:
        return None
    about, file = doubts.about(path), path.rpartition("/")[2]
    is_markdown = path.lower().endswith(_ENDINGS)
    text = decoded(data, about if is_markdown else Doubts())
    front = read_header(text)
    is_meant = is_markdown or {"title", "date"} <= set(front.values)
    if not is_meant or file.startswith("."):
        return None
    if not is_markdown:
        about.note(
            "front-matter", 0, "its name has no `.md`, so Pelican did not show it", "a draft"
        )
    if is_markdown and (count := len(text) - len(without_invisible(text))):
        about.note("invisible", 0, "one" if count == 1 else f"{count} of them")
    name = file.rpartition(".")[0] if is_markdown else file
    hidden = front.text("status").lower() in _HIDDEN
    return Found(path, name, front, state, is_draft=hidden or not is_markdown)
