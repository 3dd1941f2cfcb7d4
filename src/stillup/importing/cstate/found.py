"""What lies in a cState site: its posts with their ids and old addresses, and all other files."""

from collections.abc import Iterator, Mapping

import msgspec

from stillup.importing.addresses import hugo_address, hugo_name
from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front, in_small_letters, read_front
from stillup.importing.names import post_id
from stillup.importing.telling import decoded
from stillup.parse.file_name import RESERVED
from stillup.parse.lines import without_invisible
from stillup.writing.slug import unique

_CONTENT = "content/"
_ISSUES = "content/issues/"
_SHORTEST_PAGE = 4  # a shorter name may be the tag of a language
_UNREAL = (".gitkeep", ".ds_store", ".keep")


class Found(msgspec.Struct, frozen=True):
    """One Markdown file of the old site. `name` is its file name without ending.

    `is_list` says that it is the text above a list of pages, not a page.
    """

    path: str
    name: str
    front: Front
    id: str
    address: str
    is_list: bool = False
    language: str = ""

    @property
    def is_post(self) -> bool:
        """Whether cState shows it as an issue, or would if `section` were not forgotten."""
        if self.is_list:
            return False
        return self.path.startswith(_ISSUES) or self.front.text("section") == "issue"


def find_markdown(
    files: Mapping[str, bytes], languages: tuple[str, ...], doubts: Doubts
) -> tuple[Found, ...]:
    """Return every Markdown file below `content/`, in the order of paths, each with its own id."""
    taken: set[str] = set()
    found = []
    for path in sorted((path for path in files if _is_markdown(path)), key=_claim):
        each = _found(path, files[path], languages, taken, doubts.about(path))
        taken.add(each.id)
        found.append(each)
    return tuple(sorted(found, key=lambda each: each.path))


def find_others(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the files that are neither Markdown nor settings, nor there for git alone."""
    for path in sorted(files):
        is_other = path.startswith((_CONTENT, "static/")) and not _is_markdown(path)
        if is_other and not path.lower().endswith(_UNREAL):
            yield path


def _is_markdown(path: str) -> bool:
    return path.startswith(_CONTENT) and path.endswith((".md", ".markdown"))


def _claim(path: str) -> tuple[bool, int, str]:
    """Return who comes first where two want one id: who need not change it, then the higher."""
    stem, folder = _stem(path)
    return post_id(stem) != stem, folder.count("/"), path


def _stem(path: str) -> tuple[str, str]:
    """Return the name of a page, and the folder it is in; `x/index.md` is the page `x`."""
    folder, _, name = path.removeprefix(_CONTENT).rpartition("/")
    stem = name.rpartition(".")[0]
    if stem in {"index", "_index"} and folder:
        folder, _, stem = folder.rpartition("/")
    return stem, folder


def _wanted_id(stem: str, folder: str, front: Front) -> str:
    """Return the id a file would have if no other had it. A page may take no address of ours."""
    id_ = post_id(stem)
    if f"{_CONTENT}{folder}/".startswith(_ISSUES) or front.text("section") == "issue":
        return id_
    if folder == "affected":
        return f"affected-{id_}"
    is_taken = id_.lower() in RESERVED or len(id_) < _SHORTEST_PAGE
    return f"page-{id_}" if is_taken else id_


def _found(
    path: str, data: bytes, languages: tuple[str, ...], taken: set[str], doubts: Doubts
) -> Found:
    text = decoded(data, doubts)
    stem, folder = _stem(path)
    front = in_small_letters(read_front(text))
    id_ = unique(_wanted_id(stem, folder, front), taken)
    if path.startswith(_ISSUES) and id_ != stem:
        doubts.note("renamed", 0, f"`{stem}`", f"it is `{id_}`")
    if count := len(text) - len(without_invisible(text)):
        doubts.note("invisible", 0, "one" if count == 1 else f"{count} of them")
    language = next((tag for tag in languages if stem.endswith(f".{tag}")), "")
    address = _address(path.removeprefix(_CONTENT), front)
    is_list = path.endswith(("_index.md", "_index.markdown"))
    return Found(path, stem, front, id_, address, is_list, language)


def _address(below: str, front: Front) -> str:
    """Return where Hugo puts the page: `url` says it whole, `slug` its last part."""
    if url := front.text("url"):
        return "/" + url.strip("/") + ("" if url.endswith((".html", ".htm")) else "/")
    address = hugo_address(below)
    if slug := front.text("slug"):
        return f"{address.rstrip('/').rpartition('/')[0]}/{hugo_name(slug)}/"
    return address
