"""The words by which a change is remembered: what happened to which post."""

from collections.abc import Iterable
from typing import Final

import msgspec

from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.parse.file import parse_file

_POSTS: Final = ("content/incidents/", "content/maintenance/", "content/pages/")
_LONGEST: Final = 100


class Version(msgspec.Struct, frozen=True):
    """A changed file: its bytes at the last commit and now, None where it was or is not there."""

    path: str
    before: bytes | None
    after: bytes | None


def subject_of(versions: Iterable[Version], conventions: Conventions) -> str:
    """Return one line such as `Resolved: Email is slow to arrive`."""
    told = list(dict.fromkeys(_told(each, conventions) for each in versions if _is_text(each.path)))
    others = [each.path for each in versions if not _is_text(each.path)]
    if not told:
        return _of_others(others)
    first = told[0] if len(told[0]) <= _LONGEST else f"{told[0][: _LONGEST - 1]}…"
    return first if len(told) == 1 else f"{first}, and {len(told) - 1} more"


def _is_text(path: str) -> bool:
    return path.startswith(_POSTS) and path.endswith(".md")


def _of_others(paths: list[str]) -> str:
    if "content/site.yaml" in paths:
        return "Change the settings"
    if paths and all(path.startswith("themes/") for path in paths):
        return "Change the theme"
    return f"Change {paths[0].removeprefix('content/')}" if len(paths) == 1 else "Change files"


def _told(version: Version, conventions: Conventions) -> str:
    before, after = (
        data and parse_file(version.path, data, "", conventions)
        for data in (version.before, version.after)
    )
    name = version.path.rpartition("/")[2].removesuffix(".md")
    if not after or after.item is None:
        title = before.item.title if before and before.item else name
        return f"{'Change' if after else 'Remove'}: {title}"
    return f"{_what(before or None, after)}: {after.item.title}"


def _what(before: Parsed | None, after: Parsed) -> str:
    old, new = before and before.item, after.item
    if isinstance(new, Translation):
        return f"Translation ({new.language})"
    if isinstance(new, Page) or new is None:
        return "Page"
    if after.draft:
        return "Draft"
    known: set[str] = set()
    if isinstance(old, Incident | Maintenance):
        known = {update.id for update in old.updates}
        if new.withdrawn and not old.withdrawn:
            return "Withdrawn"
    added = [update for update in new.updates if update.id not in known]
    return added[-1].status.value.replace("_", " ").capitalize() if added else "Corrected"
