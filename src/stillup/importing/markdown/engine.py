"""Which engine made a blog, and which of its files are posts: by its settings, else by folders."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from stillup.importing.markdown.config import Config, named, read_config

_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_ENDINGS = ("yml", "yaml", "toml", "json")


class Engine(StrEnum):
    """What made the old pages out of the posts. NONE is any engine whose rules are not known."""

    HUGO = "Hugo"
    ZOLA = "Zola"
    JEKYLL = "Jekyll"
    MKDOCS = "MkDocs"
    NONE = ""


_SETTINGS = {
    Engine.JEKYLL: tuple(f"_config.{ending}" for ending in _ENDINGS),
    Engine.ZOLA: ("zola.toml", "config.toml"),
    Engine.HUGO: tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in _ENDINGS),
}
_MKDOCS = re.compile(r"(?:^|/)mkdocs[\w.-]*\.ya?ml$")
_TOML_FENCE = re.compile(rb"\s*\+\+\+\s")


class Blog(msgspec.Struct, frozen=True):
    """A blog inside of the imported folder. `root` ends with a slash, unless it is empty.

    `content` is the folder below it, with a slash at the end, from which addresses count.
    """

    engine: Engine = Engine.NONE
    root: str = ""
    content: str = ""
    config: Config = Config()

    @property
    def folder(self) -> str:
        """The folder from which addresses count."""
        return f"{self.root}{self.content}"

    def is_post(self, path: str) -> bool:
        """Whether a file lies where posts do."""
        if not is_markdown(path) or not path.startswith(self.folder):
            return False
        below = path.removeprefix(self.folder).split("/")
        if self.engine is Engine.JEKYLL:
            return bool({"_posts", "_drafts"} & set(below[:-1]))
        if self.engine is Engine.MKDOCS:
            return "posts" in below[:-1]
        is_list = below[-1].startswith("_index.")
        return not is_list and (self.engine is not Engine.NONE or _is_named(below[-1]))


def is_markdown(path: str) -> bool:
    """Whether the name of a file is that of a Markdown text."""
    return path.lower().endswith(_MARKDOWN)


def find_blog(files: Mapping[str, bytes]) -> Blog:
    """Return the blog in a folder, given as bytes by path."""
    found = (*_by_settings(files), *_by_folders(files))
    whole = (blog for blog in found if any(map(blog.is_post, files)))
    return next(whole, Blog())


def _is_named(name: str) -> bool:
    """Whether a file is no notice about the folder, such as a README."""
    return not re.match(r"readme|licen[cs]e|contributing|code_of_conduct|changelog", name.lower())


def _by_settings(files: Mapping[str, bytes]) -> Iterator[Blog]:
    for path in (path for path in sorted(files, key=_height) if _MKDOCS.search(path)):
        if b"blog" in files[path]:
            config = read_config(path, files[path])
            docs = (config.text("docs_dir") or "docs").strip("./")
            yield Blog(Engine.MKDOCS, _above(path), f"{docs}/" if docs else "", config)
    for engine, names in _SETTINGS.items():
        for path in named(files, names):
            config = read_config(path, files[path])
            root = _above(path).removesuffix("config/_default/")
            if engine is Engine.JEKYLL:
                yield Blog(engine, root, "", config)
            elif engine is Engine.HUGO or config.text("base_url"):
                content = config.text("contentdir") if engine is Engine.HUGO else ""
                yield Blog(engine, root, f"{content.strip('./') or 'content'}/", config)


def _by_folders(files: Mapping[str, bytes]) -> Iterator[Blog]:
    texts = [path for path in sorted(files, key=_height) if is_markdown(path)]
    for path in texts:
        folders = path.split("/")[:-1]
        if {"_posts", "_drafts"} & set(folders):
            yield Blog(Engine.JEKYLL)
        elif "content" in folders:
            engine = Engine.ZOLA if _TOML_FENCE.match(files[path]) else Engine.HUGO
            yield Blog(engine, _until(folders, "content"), "content/")
        elif "docs" in folders and "posts" in folders:
            yield Blog(Engine.MKDOCS, _until(folders, "docs"), "docs/")


def _until(folders: list[str], name: str) -> str:
    return "".join(f"{folder}/" for folder in folders[: folders.index(name)])


def _above(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _height(path: str) -> tuple[int, str]:
    return path.count("/"), path
