"""The posts of a blog: their front matter, their day, their ids, their languages."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front, in_small_letters, read_front
from stillup.importing.markdown.engine import Blog, Engine, is_markdown
from stillup.importing.names import post_id
from stillup.importing.telling import decoded
from stillup.importing.times import read_file_day
from stillup.parse.lines import without_invisible
from stillup.writing.slug import unique

_TAG = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_DAY_IN_PATH = re.compile(r"(?<!\d)(\d{4})[/_.-](\d{2})[/_.-](\d{2})(?!\d)")
_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}[-_]?")
_ADDRESSES = ("path", "url", "permalink", "slug")
_OWN = "index"


class Found(msgspec.Struct, frozen=True):
    """One post. `name` is its file name without ending, or that of the folder it fills alone.

    `day` is the day that the name, an address or the folders tell, with the words for where;
    `language` is empty for the first language of the blog.
    """

    path: str
    name: str
    front: Front
    id: str
    day: date | None = None
    day_from: str = ""
    language: str = ""

    @property
    def folder(self) -> str:
        """The folder it lies in, with a slash at the end unless it is the highest."""
        return self.path[: self.path.rfind("/") + 1]

    @property
    def is_bundle(self) -> bool:
        """Whether its folder is its own, with pictures and all."""
        return _stem(self.path).partition(".")[0] == _OWN and "/" in self.path

    @property
    def slug(self) -> str:
        """Its name without the day."""
        return _DATED_NAME.sub("", self.name, count=1) or self.name


def find_posts(blog: Blog, files: Mapping[str, bytes], doubts: Doubts) -> tuple[Found, ...]:
    """Return every post in the order of paths, and note what lies among them and is none."""
    paths = sorted(path for path in files if blog.is_post(path))
    read = {path: _read(files[path], doubts.about(path)) for path in paths}
    tags = _languages(blog, paths)
    first = _first_language(blog, tags)
    found = []
    for path, front in read.items():
        each = _found(blog, path, front, tags, first)
        if _is_post(blog, each, doubts.about(path)):
            found.append(each)
    return tuple(sorted(_with_ids(found, doubts), key=lambda post: post.path))


def is_language_tag(step: str) -> bool:
    """Whether a folder, or what stands before the ending of a file, may tell a language."""
    return _TAG.fullmatch(step) is not None


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


def _found(blog: Blog, path: str, front: Front, tags: frozenset[str], first: str) -> Found:
    folders, _, file = path.removeprefix(blog.folder).rpartition("/")
    stem, _, tag = _stem(file).rpartition(".")
    stem, language = (stem, tag) if stem and tag in tags else (_stem(file), "")
    if stem == _OWN and folders:
        stem = folders.rpartition("/")[2]
    top = folders.partition("/")[0]
    language = language or (top if top in tags else "")
    day, where = _day(stem, folders, front)
    return Found(path, stem, front, "", day, where, "" if language == first else language)


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


def _languages(blog: Blog, paths: list[str]) -> frozenset[str]:
    """Return the tags that tell a language: those of the settings, else those the files show."""
    if declared := blog.config.parts("languages"):
        return frozenset(declared)
    below = [path.removeprefix(blog.folder).split("/") for path in paths]
    tops = {steps[0] for steps in below if len(steps) > 1}
    is_by_folder = blog.engine is Engine.HUGO and all(map(is_language_tag, tops))
    stems = {_stem(path) for path in paths}
    ends = [stem.rpartition(".") for stem in stems]
    tagged = {tag for name, _, tag in ends if name in stems and is_language_tag(tag)}
    return frozenset(tagged | (tops if is_by_folder else set()))


def _first_language(blog: Blog, tags: frozenset[str]) -> str:
    """Return the tag of the first language, which the files of the blog itself are in."""
    told = blog.config.text("defaultcontentlanguage", "default_language", "lang", "language")
    if told or not tags:
        return told.lower()
    return "en" if "en" in tags else min(tags) if len(tags) == 1 else ""


def _with_ids(posts: list[Found], doubts: Doubts) -> Iterator[Found]:
    taken: set[str] = set()
    for post in sorted(posts, key=lambda p: (bool(p.language), post_id(p.name) != p.name, p.path)):
        tail = f"-{post.language}" if post.language else ""
        id_ = unique(post_id(f"{post.name}{tail}"), taken)
        taken.add(id_)
        if id_ != post.name:
            doubts.about(post.path).note("renamed", 0, f"`{post.name}`", f"it is `{id_}`")
        yield msgspec.structs.replace(post, id=id_)


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] if is_markdown(name) else name
