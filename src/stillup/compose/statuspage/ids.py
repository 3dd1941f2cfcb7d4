"""Ids that stay: those kept from an earlier product, else twelve letters and digits of our own.

Ours come of `id_base`, of what the thing is and of its id, which no correction of words, times or
zones ever changes.
"""

import re

from stillup.model.digest import digest_of
from stillup.model.post import Incident, Maintenance, Update
from stillup.model.settings import Component, Group, Settings

_LENGTH = 12
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_THEIRS = re.compile(rf"[0-9a-z]{{{_LENGTH}}}")


def page_id(settings: Settings) -> str:
    """Return the id of the page."""
    return settings.api_id or _made(settings, "page")


def component_id(settings: Settings, component: Component) -> str:
    """Return the id of a component."""
    return component.api_id or _made(settings, "component", component.id)


def group_id(settings: Settings, group: Group) -> str:
    """Return the id of a group."""
    return group.api_id or _made(settings, "group", group.id)


def post_id(settings: Settings, post: Incident | Maintenance) -> str:
    """Return the id of an incident or a maintenance; no two of these have one of ours."""
    return post.api_id or _made(settings, "post", post.id)


def update_id(settings: Settings, post: Incident | Maintenance, update: Update) -> str:
    """Return the id of an update.

    In a post that came from another product, one that looks like an id of that product is one.
    """
    if post.api_id and _THEIRS.fullmatch(update.id):
        return update.id
    return _made(settings, "update", post.id, update.id)


def withdrawal_id(settings: Settings, post: Incident | Maintenance) -> str:
    """Return the id of the update that says why a post was withdrawn."""
    return _made(settings, "withdrawal", post.id)


def _made(settings: Settings, *what: str) -> str:
    number = int(digest_of(settings.id_base, *what), 16)
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)
