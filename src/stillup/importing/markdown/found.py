"""The posts of a blog: their front matter, their day, their ids, their languages."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front, in_small_letters, read_front
from stillup.importing.markdown.engine import Blog, Engine, is_markdown
from stillup.importing.markdown.languages import Tongues, as_tag, find_tongues
from stillup.importing.names import post_id
from stillup.importing.telling import decoded
from stillup.importing.times import read_file_day
from stillup.parse.lines import without_invisible
from stillup.writing.slug import unique

_DAY_IN_PATH = re.compile(r"(?<!\d)(\d{4})[/_.-](\d{2})[/_.-](\d{2})(?!\d)")
_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}[-_]?")
_ADDRESSES = ("path", "url", "permalink", "slug")
_OWN = "index"
_HIDDEN = frozenset({"draft", "hidden", "skip", "private"})
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


class Found(msgspec.Struct, frozen=True):
    """One post. `name` is its file name without ending, or that of the folder it fills alone.

    `below` is its path below the folder from which addresses count, without a sign of language.
    `day` is the day that the name, an address or the folders tell, with the words for where.
    `language` is empty for the first language of the blog; `original` is the path of the post that
    this one tells again in another language, if there is one.
    """

    path: str
    name: str
    front: Front
    below: str
    id: str
    day: date | None = None
    day_from: str = ""
    language: str = ""
    original: str = ""

    @property
    def folder(self) -> str:
        """The folder it lies in, with a slash at the end unless it is the highest."""
        return self.path[: self.path.rfind("/") + 1]

    @property
    def is_bundle(self) -> bool:
        """Whether its folder is its own, with pictures and all."""
        return _stem(self.path).partition(".")[0] == _OWN and "/" in self.path

    @property
    def is_kept_back(self) -> bool:
        """Whether the blog did not show it."""
        front = self.front
        held = front.text("draft").lower() in _YES or front.text("published").lower() in _NO
        return held or front.text("status").lower() in _HIDDEN or "_drafts" in self.path.split("/")

    @property
    def title(self) -> str:
        """Its title, or the highest heading if it begins with one; else empty."""
        return " ".join(self.front.text("title").split()) or first_heading(self.front.body)

    @property
    def slug(self) -> str:
        """Its name without the day."""
        return _DATED_NAME.sub("", self.name, count=1) or self.name


def find_posts(blog: Blog, files: Mapping[str, bytes], doubts: Doubts) -> tuple[Found, ...]:
    """Return every post in the order of paths, and note what lies among them and is none."""
    paths = sorted(path for path in files if blog.is_post(path))
    read = {path: _read(files[path], doubts.about(path)) for path in paths}
    tongues = find_tongues(blog, paths)
    found = []
    for path, front in read.items():
        each = _found(blog, path, front, tongues)
        if _is_post(blog, each, doubts.about(path)):
            found.append(each)
    return tuple(sorted(_with_ids(found, doubts), key=lambda post: post.path))


def first_heading(body: str) -> str:
    """Return the words of the highest heading, if a text begins with one."""
    first = next((line for line in body.split("\n") if line.strip()), "")
    return " ".join(first.strip("# \t").split()) if first.startswith("# ") else ""


def _read(data: bytes, doubts: Doubts) -> Front:
    text = decoded(data, doubts)
    if count := len(text) - len(without_invisible(text)):
        doubts.note("invisible", 0, "one" if count == 1 else f"{count} of them")
    return in_small_letters(read_front(text))


def _is_post(blog: Blog, post: Found, doubts: Doubts) -> bool:
    """Whether a file is a post: in a folder that holds pages as well, only its day tells."""
    if not post.front.found and post.day is None:
        doubts.note("file", 0, "it has neither front matter nor a day in its name")
        return False
    has_pages = blog.engine in {Engine.HUGO, Engine.ZOLA}
    if has_pages and post.day is None and not {"date", "publishdate"} & set(post.front.values):
        doubts.note("file", 0, "nothing says its day, so it was taken for a page")
        return False
    return True


def _found(blog: Blog, path: str, front: Front, tongues: Tongues) -> Found:
    language, below = tongues.of(path.removeprefix(blog.folder))
    folders, _, _ = below.rpartition("/")
    stem = _stem(below)
    if stem == _OWN and folders:
        stem = folders.rpartition("/")[2]
    day, where = _day(stem, folders, front)
    return Found(path, stem, front, below, "", day, where, as_tag(language) or language)


def _day(stem: str, folders: str, front: Front) -> tuple[date | None, str]:
    if day := read_file_day(stem):
        return day, "its name"
    for key in _ADDRESSES:
        if day := _day_in(front.text(key)):
            return day, f"`{key}`"
    day = _day_in(f"{folders}/{stem}")
    return day, "its folders" if day else ""


def _day_in(text: str) -> date | None:
    found = _DAY_IN_PATH.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _with_ids(posts: list[Found], doubts: Doubts) -> Iterator[Found]:
    """Give each post its id. A post in a second language has that of the first, if there is one."""
    taken: set[str] = set()
    first: dict[str, Found] = {}
    for post in sorted(posts, key=lambda p: (bool(p.language), post_id(p.name) != p.name, p.path)):
        original = first.get(post.below) if _tells_again(post) else None
        if original is not None:
            yield msgspec.structs.replace(post, id=original.id, original=original.path)
            continue
        tail = f"-{post.language}" if post.language else ""
        id_ = unique(post_id(f"{post.name}{tail}"), taken)
        taken.add(id_)
        if id_ != post.name:
            doubts.about(post.path).note("renamed", 0, f"`{post.name}`", f"it is `{id_}`")
        named = msgspec.structs.replace(post, id=id_)
        if not post.language:
            first.setdefault(post.below, named)
        yield named


def _tells_again(post: Found) -> bool:
    """Whether a post can stand as the translation of another one."""
    return bool(post.language) and as_tag(post.language) == post.language and not post.is_kept_back


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] if is_markdown(name) else name
