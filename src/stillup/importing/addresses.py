"""Old addresses of a site made by Hugo, and what a link to one of them means in ours."""

import re
import unicodedata
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

_POINTLESS = "https://status.example"
_STAYS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)
_SAFE = "/~!$&'()*+,;=:@-._"


def hugo_name(name: str) -> str:
    """Return a name as Hugo puts it into an address: small letters, blanks as `-`."""
    kept = (c if c.isalnum() or c in "._-+~@" or unicodedata.combining(c) else " " for c in name)
    return re.sub(r"\s+", "-", "".join(kept).strip()).lower()


def hugo_address(path: str) -> str:
    """Return the address of a file below `content/`: `issues/X.md` answers at `/issues/x/`."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    parts = parts[:-1] if stem in {"index", "_index"} else [*parts[:-1], stem]
    return "/" + "".join(f"{hugo_name(part)}/" for part in parts)


class Place(msgspec.Struct, frozen=True):
    """Where links of the old site lead: `sources` by old address, `files` below `static/`.

    `base` is the old site's address without a slash at the end, empty if it has none to go by.
    """

    base: str = ""
    sources: dict[str, str] = {}
    files: dict[str, str] = {}

    def meant(self, target: str, here: str) -> str:
        """Return a link of the page at the address `here` as it is written in our folder."""
        if _STAYS.match(target) or "{{" in target:
            return target
        try:
            parts = urlsplit(urljoin(here, target))
        except ValueError:
            return target
        path = unquote(parts.path)
        for candidate in (path, self._below_base(path)):
            if found := self._known(candidate):
                return quote(found, safe=_SAFE)
        rest = urlsplit(target)
        asked = f"?{rest.query}" if rest.query else ""
        place = f"#{rest.fragment}" if rest.fragment else ""
        return f"{self._origin()}{quote(path, safe=_SAFE)}{asked}{place}"

    def address_of(self, address: str) -> str:
        """Return the old address that a reference means: in full, or by its last part alone."""
        if address in self.sources:
            return address
        near = [known for known in self.sources if known.endswith(address)]
        return near[0] if len(near) == 1 else ""

    def _known(self, path: str) -> str:
        address = path.lower().removesuffix("index.html").rstrip("/") + "/"
        return self.sources.get(address, "") or self.files.get(path.lstrip("/"), "")

    def _below_base(self, path: str) -> str:
        below = urlsplit(self.base).path.rstrip("/")
        return path.removeprefix(below) if below else path

    def _origin(self) -> str:
        parts = urlsplit(self.base or _POINTLESS)
        return f"{parts.scheme}://{parts.netloc}"
