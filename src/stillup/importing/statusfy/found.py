"""The posts of a Statusfy site, with their ids, old addresses and languages."""

from collections.abc import Mapping

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front
from stillup.importing.names import post_id
from stillup.importing.statusfy.config import Config
from stillup.importing.statusfy.front import read_marked_front
from stillup.importing.telling import decoded
from stillup.parse.lines import without_invisible
from stillup.writing.slug import unique


class Found(msgspec.Struct, frozen=True):
    """One post. `name` is that of its file without ending; `language` a second one's tag.

    `own_id` is the id that it gives itself: Statusfy's address ends in it.
    """

    path: str
    name: str
    front: Front
    id: str = ""
    language: str = ""

    @property
    def own_id(self) -> str:
        """The `id` of its front matter, empty if it has none."""
        return self.front.text("id")


def find_posts(files: Mapping[str, bytes], config: Config, doubts: Doubts) -> tuple[Found, ...]:
    """Return every Markdown file of the site, in the order of paths, each with its own id."""
    top = f"{config.folder}/"
    paths = [path for path in sorted(files) if path.startswith(top) and _is_post(path)]
    languages = {code for code in config.locales if code != (config.locale or "en")}
    posts = [_found(path, files[path], top, languages, doubts.about(path)) for path in paths]
    taken: set[str] = set()
    found = []
    for post in sorted(posts, key=lambda post: (bool(post.language), post.path)):
        wanted = post_id(post.name) + (f"-{post.language}" if post.language else "")
        id_ = unique(wanted, taken)
        if id_ != post.name and not post.language:
            doubts.about(post.path).note("renamed", 0, f"`{post.name}`", f"it is `{id_}`")
        taken.add(id_)
        found.append(msgspec.structs.replace(post, id=id_))
    return tuple(sorted(found, key=lambda post: post.path))


def _is_post(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.endswith(".md") and name != "readme.md"


def _found(path: str, data: bytes, top: str, languages: set[str], doubts: Doubts) -> Found:
    text = decoded(data, doubts)
    if count := len(text) - len(without_invisible(text)):
        doubts.note("invisible", 0, "one" if count == 1 else f"{count} of them")
    folder, _, file = path.removeprefix(top).rpartition("/")
    language = folder.split("/")[0]
    is_second = language in languages or (not languages and len(language) == 2)  # noqa: PLR2004
    return Found(
        path,
        file.rpartition(".")[0],
        read_marked_front(text),
        language=language if is_second else "",
    )
