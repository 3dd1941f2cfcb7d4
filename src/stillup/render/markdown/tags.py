"""The tags of HTML that nh3 wrote, and what becomes of their ids and addresses.

nh3 writes every attribute in double quotes, and `<` and `>` nowhere but round tags; so here, and
only here, a pattern can read HTML.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

_TAG = re.compile(r'<(?P<name>[a-z0-9]+)(?P<rest>(?: [\w-]+="[^"]*")+)>|<(?P<bare>a|img)>|</a>')
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_WEB = ("http://", "https://")

Change = Callable[[str], str | None]
"""From an address or an id to what stands for it; None takes it away."""


def attribute_values(html: str, name: str) -> Iterator[str]:
    """Return the values of all attributes of that name."""
    for tag in _TAG.finditer(html):
        for key, value in _ATTRIBUTE.findall(tag["rest"] or ""):
            if key == name:
                yield unescape(value)


class Rewriter:
    """Changes ids, links and images. Good for one piece of HTML.

    A link or an image that has no address, or loses it, goes and its words stay. With
    `web_images` false, an image on the web becomes a link to it.
    """

    def __init__(self, *, address: Change, name: Change = str, web_images: bool = True) -> None:
        self._address = address
        self._name = name
        self._web_images = web_images
        self._links: list[bool] = []

    def rewritten(self, html: str) -> str:
        """Return the HTML with all of it changed, in one pass."""
        return _TAG.sub(self._tag, html)

    def _tag(self, tag: re.Match[str]) -> str:
        if tag[0] == "</a>":
            return "</a>" if not self._links or self._links.pop() else ""
        name = tag["name"] or tag["bare"]
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag["rest"] or "")}
        _change(attributes, "id", self._name)
        if name == "a":
            return self._link(attributes)
        return self._image(attributes) if name == "img" else _written(name, attributes)

    def _link(self, attributes: dict[str, str]) -> str:
        _change(attributes, "href", self._address)
        is_kept = "href" in attributes or "id" in attributes
        self._links.append(is_kept)
        return _written("a", attributes) if is_kept else ""

    def _image(self, attributes: dict[str, str]) -> str:
        _change(attributes, "src", self._address)
        address = attributes.get("src", "")
        words = escape(attributes.setdefault("alt", ""), quote=False)
        if not address:
            return words
        if self._web_images or not address.startswith(_WEB):
            return _written("img", attributes)
        words = words or escape(address.rstrip("/").rpartition("/")[2], quote=False)
        return words if any(self._links) else f"{_written('a', {'href': address})}{words}</a>"


def _change(attributes: dict[str, str], key: str, change: Change) -> None:
    value = change(attributes[key]) if key in attributes else None
    if value is not None:
        attributes[key] = value
    else:
        attributes.pop(key, None)


def _written(name: str, attributes: dict[str, str]) -> str:
    pairs = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{pairs}>"
