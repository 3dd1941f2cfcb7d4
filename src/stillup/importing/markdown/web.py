"""Where the links of an old blog lead: to posts of ours, to files that move along, or away."""

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from stillup.importing.addresses import hugo_address
from stillup.importing.markdown.engine import is_markdown
from stillup.importing.markdown.found import Found
from stillup.importing.settings_writer import NOWHERE

_AWAY = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_SAFE = "/~!$&'()*+,;=:@-._"
_NO_MEDIA = (".md", ".markdown", ".mkd", ".mdown", ".html", ".htm", ".yml", ".yaml", ".toml", "/")


class Led(msgspec.Struct, frozen=True):
    """Where a link leads, as written in our folder.

    `file` is the old file it needs, if any; `is_away` says that it led to a page of the old blog
    that does not move along.
    """

    target: str
    file: str = ""
    is_away: bool = False


class Web(msgspec.Struct, frozen=True):
    """What links of the old blog can mean.

    `base` is its address without a slash at the end, empty if it has none to go by. `sources` are
    the ids of public posts by path, `pages` by old address without a slash at the end; `files` are
    all paths, and `roots` the folders whose files answered at the root of the site. `is_by_source`
    says that a link is read from where the source lies, not from where its page is.
    """

    base: str = ""
    sources: dict[str, str] = {}
    pages: dict[str, str] = {}
    files: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    is_by_source: bool = False

    def led(self, target: str, post: Found, address: str) -> Led:
        """Return where a link of a post leads. `address` is that of its old page, if known."""
        path, rest = _split(self._below_base(target))
        if not path or _AWAY.match(path):
            return Led(target)
        if id_ := self._post(path, post, address):
            return Led(f"{id_}.md")
        for file in self._candidates(path, post, address):
            if file in self.files and not file.lower().endswith(_NO_MEDIA):
                return Led(f"../media/{quote(self.media_of(file, post), safe=_SAFE)}", file)
        kept = quote(self._old(path, post, address).lstrip("/"), safe=_SAFE)
        return Led(f"{self.base or NOWHERE}/{kept}{_legal(rest)}", is_away=True)

    def media_of(self, file: str, post: Found) -> str:
        """Return the path below `content/media/` of a file that moves along."""
        if post.is_bundle and file.startswith(post.folder):
            return f"{post.id}/{file.removeprefix(post.folder)}"
        for root in self.roots:
            if root and file.startswith(root):
                return file.removeprefix(root)
        return file

    def _old(self, path: str, post: Found, address: str) -> str:
        """Return where a link led on the old blog, as far as the path of a source tells it."""
        named = unquote(path)
        if is_markdown(named) or (self.is_by_source and not named.startswith("/")):
            file = next(self._candidates(path, post, address))
            below = next((file.removeprefix(r) for r in self.roots if file.startswith(r)), file)
            return hugo_address(below) if is_markdown(named) else below
        return _joined(address, path)

    def _below_base(self, target: str) -> str:
        below = target.removeprefix(self.base) if self.base else target
        return below if below != target and below.startswith("/") else target

    def _post(self, path: str, post: Found, address: str) -> str:
        for file in self._candidates(path, post, address):
            if file in self.sources:
                return self.sources[file]
        page = _joined(address, path).removesuffix("index.html").rstrip("/")
        inside = urlsplit(self.base).path.rstrip("/") if self.base else ""
        return self.pages.get(page) or self.pages.get(page.removeprefix(inside)) or ""

    def _candidates(self, path: str, post: Found, address: str) -> Iterator[str]:
        """Yield the paths that a link may mean: below a root, beside the post, beside its page."""
        named = unquote(path)
        below = named.removeprefix("@").lstrip("/")
        if named.startswith(("/", "@/")):
            yield from (normpath(f"{root}{below}") for root in self.roots)
            return
        yield normpath(f"{post.folder}{named}")
        if address:
            joined = _joined(address, path).lstrip("/")
            yield from (normpath(f"{root}{joined}") for root in self.roots)


def _joined(address: str, path: str) -> str:
    """Return the path of a link on the page at an address; as typed, if it can be no address."""
    try:
        return unquote(urljoin(address or "/", path))
    except ValueError:
        return unquote(path)


def _split(target: str) -> tuple[str, str]:
    """Return the path of an address, and its question and place."""
    at = min((target.find(sign) for sign in "?#" if sign in target), default=len(target))
    return target[:at], target[at:]


def _legal(rest: str) -> str:
    return quote(unquote(rest), safe=f"{_SAFE}?#%")
