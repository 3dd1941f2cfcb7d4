"""The ways in which the desk shows a page, beside each other."""

from urllib.parse import quote, urlencode

import msgspec


class View(msgspec.Struct, frozen=True):
    """A pane. `look` is what the page is asked for with; `width` in CSS pixels, 0 for any."""

    name: str
    title: str
    look: str
    width: int = 0


VIEWS = (
    View("page", "Page", "page"),
    View("phone", "Phone", "page", 390),
    View("narrow", "Small phone", "page", 320),
    View("light", "Light", "light"),
    View("dark", "Dark", "dark"),
    View("print", "Paper", "print", 794),
    View("feed", "Feed", "", 0),
)
USUAL = ("page", "phone")


def read_views(typed: str | None) -> tuple[View, ...]:
    """Return the panes that are asked for, in our order; the usual ones if none is."""
    asked = USUAL if typed is None else tuple(typed.split(","))
    return tuple(view for view in VIEWS if view.name in asked)


def pane_address(view: View, page: str) -> str:
    """Return where a pane gets its page: `page` is an address that begins with `/`."""
    if view.name == "feed":
        return f"/-/entry?{urlencode({'page': page}, safe='/')}"
    return f"{quote(page)}?-look={view.look}"


def toggled(view: View, shown: tuple[View, ...], page: str) -> str:
    """Return where the desk is with one pane more, or one less."""
    names = [each.name for each in VIEWS if (each in shown) is not (each == view)]
    return desk_address(names, page)


def desk_address(names: list[str], page: str) -> str:
    """Return where the desk shows a page in these panes."""
    return f"/-/?{urlencode({'page': page, 'show': ','.join(names)}, safe='/,')}"
