"""The written allow-list, enforced by nh3: what a fragment can hold, whatever was typed.

No scripts, styles, forms, frames or event handlers; no address but a relative one or one of
SCHEMES. Ids and addresses are then changed by `tags` and `links`.
"""

from collections.abc import Mapping

import nh3

from stillup.render.markdown.links import SCHEMES
from stillup.render.markdown.raw import KEPT

ELEMENTS = KEPT
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"dir", "id", "lang", "title"}),
    "a": frozenset({"href"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
    "time": frozenset({"datetime"}),
}
CLASSES: Mapping[str, frozenset[str]] = {
    "li": frozenset({"task"}),
    "ol": frozenset({"footnotes"}),
    "td": frozenset({"center", "left", "right"}),
    "th": frozenset({"center", "left", "right"}),
}

_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    url_schemes=set(SCHEMES),
    clean_content_tags=set(),
    generic_attribute_prefixes=set(),
    strip_comments=True,
    link_rel=None,
)


def cleaned(html: str) -> str:
    """Return well-formed HTML that holds nothing outside the list."""
    return _CLEANER.clean(html)
