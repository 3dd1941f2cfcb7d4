"""Addresses of the old page: those of its posts, and links that were written without its host."""

import re
from urllib.parse import urljoin, urlsplit

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.links import with_targets
from stillup.importing.settings_writer import NOWHERE
from stillup.importing.statuspage.old import Old

_STAYS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)


def old_addresses(old: Old, base: str) -> tuple[str, ...]:
    """Return the paths at which the old page had an incident, without slashes round them.

    Statuspage has it under its id in the API. A page that is only compatible may have it elsewhere
    and says so by `shortlink`.
    """
    by_code = f"incidents/{old.code}" if old.code else ""
    link = urlsplit(old.link)
    by_link = link.path.strip("/") if base and old.link.startswith(f"{base}/") else ""
    return tuple(dict.fromkeys(each for each in (by_code, by_link) if each))


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
