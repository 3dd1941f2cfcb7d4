"""The colours of states for what is drawn far from our pages: a badge, a bar on another's page.

Both stand on a plate that is dark in any light, the theme's sign.
"""

import msgspec

from stillup.compose.badge import RETIRED
from stillup.model.contrast import readable
from stillup.model.settings import Settings
from stillup.model.status import ComponentStatus
from stillup.render.colours import LIGHT, grounds_of, lit_colour, named_colours
from stillup.render.theme import Theme

_WHITE, _BLACK, _GREY = "#ffffff", "#000000", "#595959"


class Palette(msgspec.Struct, frozen=True):
    """Colours as `#rrggbb`.

    `sign` is the plate, `ink` and `soft` are words on it; `lit` has a colour on it for every state
    of a component and for `retired`, `plain` the same under white words. All can be read there.
    """

    sign: str
    ink: str
    soft: str
    lit: dict[str, str]
    plain: dict[str, str]


def palette_of(settings: Settings, theme: Theme) -> Palette:
    """Return the site's colours, else the theme's, else what can be read at least."""
    known = named_colours(theme)
    sign = grounds_of(theme, LIGHT).get("sign", _BLACK)
    ink = readable(known.get("sign-ink", _WHITE), [sign])
    lit, plain = {}, {}
    for status in ComponentStatus:
        name, pair = status.value.replace("_", "-"), settings.colours.get(status.value)
        site_lit = lit_colour(status.value, pair, theme) if pair else ""
        site_plain = pair.light.text if pair and pair.light else ""
        lit[status.value] = readable(site_lit or known.get(f"lit-{name}", ink), [sign])
        plain[status.value] = readable(site_plain or known.get(name, _GREY), [_WHITE])
    soft = readable(known.get("sign-soft", ink), [sign])
    return Palette(sign, ink, soft, {**lit, RETIRED: soft}, {**plain, RETIRED: _GREY})
