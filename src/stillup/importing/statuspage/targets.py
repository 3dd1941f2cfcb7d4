"""Links of the old page that were written without its address: they lead there by it."""

import re
from urllib.parse import urljoin

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.links import with_targets
from stillup.importing.settings_writer import NOWHERE
from stillup.importing.statuspage.old import Old

_STAYS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)


def with_whole_links(old: Old, base: str, doubts: Doubts) -> Old:
    """Return an incident in which every link names its host, as a browser read it there."""

    def meant(target: str, _line: int) -> str:
        if _STAYS.match(target):
            return target
        try:
            leads = urljoin(f"{base or NOWHERE}/incidents/", target)
        except ValueError:
            return target
        doubts.note("link", 0, f"{old.name}: `{target}`", f"it is `{leads}`")
        return leads

    updates = tuple(
        msgspec.structs.replace(update, text=with_targets(update.text, meant))
        for update in old.updates
    )
    untimed = tuple(with_targets(text, meant) for text in old.untimed)
    return msgspec.structs.replace(old, updates=updates, untimed=untimed)
