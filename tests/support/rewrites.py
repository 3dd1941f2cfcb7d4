"""Random edits of a post, each with what must be so afterwards."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance
from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from stillup.parse.fields import is_yes_or_no
from stillup.parse.file import parse_file
from stillup.parse.zones import zone_of
from stillup.writing.edited import Edited, Refused
from stillup.writing.fields import set_field
from stillup.writing.free_time import free_time, taken_by
from stillup.writing.front_matter import drop_key, set_key
from stillup.writing.update import NewUpdate, add_update
from tests.support.facts import as_read, as_written, facts_of
from tests.support.messy import Messy
from tests.support.strange_words import TEXTS, TYPED

ZONE = "Europe/Lisbon"
_TAG = re.compile(r"</?\w+>|<!--.*?-->", re.DOTALL)
_WORDS = re.compile(r"\w+")
_FIELDS = (
    ("author", "sam"),
    ("next_update", "in 45 minutes"),
    ("edited", "2026-11-23 10:00, a\\b: c"),
)
_KEYS = ("title", "title", "withdrawn", "author", "cause", "components", "pin", "feed_id")
_DROPPED = (*_KEYS[2:], "offer", "edits", "related", "aliases")
_COMPONENTS = (
    "email",
    ["email", "webmail"],
    ["email"],
    {"email": "partial_outage", "b": "operational"},
)


@dataclass(frozen=True)
class Edit:
    """One edit of a file: what it does, what must be true afterwards, which line it may touch."""

    make: Callable[[bytes], Edited | Refused]
    check: Callable[[Any, Any], None]
    key: str = ""
    field: str = ""


def parsed(post: Messy, data: bytes) -> Parsed:
    """Return what the parser makes of other bytes of a file."""
    return parse_file(post.path, data, "", Conventions(ZONE, post.languages))


def post_of(found: Parsed) -> Incident | Maintenance:
    """Return the post in a file that holds one."""
    assert isinstance(found.item, Incident | Maintenance)
    return found.item


def errors(found: Parsed) -> list[str]:
    """Return what is wrong in a file."""
    return [d.code for d in found.diagnostics if d.is_error]


def facts(found: Parsed) -> Any:
    """Return all that a post says, without where it says so."""
    return facts_of(found, as_written)["item"]


def an_edit(dice: random.Random, post: Incident | Maintenance) -> Edit:
    """Return a random edit that a person could wish for in this post."""
    if dice.random() < 0.5:
        return _an_update(dice, post)
    if dice.random() < 0.3:
        return _a_field(dice, post)
    return _a_key(dice) if dice.random() < 0.7 else _no_key(dice)


def _an_update(dice: random.Random, post: Incident | Maintenance) -> Edit:
    planned = isinstance(post, Maintenance)
    status = dice.choice(MAINTENANCE_STATUSES if planned else INCIDENT_STATUSES)
    taken = taken_by(post.updates, zone_of(ZONE))
    last = max(update.at for update in post.updates)
    at = last + timedelta(seconds=dice.choice((0, 1, 30, 60, 4000)))
    fields = dice.sample(_FIELDS, dice.randint(0, 2))
    typed = "\n\n".join(dice.sample(TYPED, dice.choice((1, 1, 1, 2, 3))))
    update = NewUpdate(
        status=status, at=free_time(taken, at, zone_of(ZONE)), fields=tuple(fields), text=typed
    )

    def check(old: Any, new: Any) -> None:
        known = {each["id"] for each in old["updates"]}
        (added,) = [each for each in new["updates"] if each["id"] not in known]
        assert [each for each in new["updates"] if each["id"] in known] == old["updates"]
        assert {**new, "updates": ()} == {**old, "updates": ()}
        assert added["status"] == status.value
        assert new["updates"][-1] == added
        assert added["author"] == dict(fields).get("author", "")
        assert bool(added["next_update"]) == ("next_update" in dict(fields))
        assert [each["note"] for each in added["edits"]] == ["a\\b: c"] * ("edited" in dict(fields))
        assert_words_shown(typed, added["text"]["markdown"])

    return Edit(lambda data: add_update(data, update), check)


def assert_words_shown(typed: str, markdown: str) -> None:
    """Every word that was typed is there to be read."""
    words = _WORDS.findall(_TAG.sub("", typed).replace("\u200b", ""))
    rest = iter(_WORDS.findall(as_read(markdown)))
    assert [word for word in words if not any(word == other for other in rest)] == []


def _a_key(dice: random.Random) -> Edit:
    key = dice.choice(_KEYS)
    value: Any = dice.choice(TEXTS)
    if key == "withdrawn" and is_yes_or_no(value):
        value = "a false alarm"
    if key == "components":
        value = dice.choice(_COMPONENTS)
    if key == "pin":
        value = "true"
    written = dice.choice((key, key.replace("_", "-"), key.replace("_", " ")))

    def check(old: Any, new: Any) -> None:
        assert {**new, key: 0} == {**old, key: 0}
        if isinstance(value, dict):
            assert {each["name"]: each["status"] for each in new[key]} == value
        elif key == "components":
            names = [value] if isinstance(value, str) else value
            assert [each["name"] for each in new[key]] == names
        else:
            assert new[key] == (True if key == "pin" else " ".join(value.split()))

    return Edit(lambda data: set_key(data, written, value), check, key=key)


def _no_key(dice: random.Random) -> Edit:
    key = dice.choice(_DROPPED)

    def check(old: Any, new: Any) -> None:
        assert {**new, key: 0} == {**old, key: 0}
        assert not new[key]

    return Edit(lambda data: drop_key(data, key), check, key=key)


def _a_field(dice: random.Random, post: Incident | Maintenance) -> Edit:
    update = dice.choice(post.updates)
    name, value = dice.choice((("author", "kim"), ("edited", "2026-11-23 12:00, C:\\ was * wrong")))
    wished = {"author": "kim"} if name == "author" else {}
    note = ["C:\\ was * wrong"] if name == "edited" else []

    def check(old: Any, new: Any) -> None:
        (was,) = [each for each in old["updates"] if each["id"] == update.id]
        (now,) = [each for each in new["updates"] if each["id"] == update.id]
        others = [each for each in new["updates"] if each["id"] != update.id]
        assert others == [each for each in old["updates"] if each["id"] != update.id]
        assert {**new, "updates": ()} == {**old, "updates": ()}
        assert {**now, "edits": ()} == {**was, **wished, "edits": ()}
        assert [each["note"] for each in now["edits"]] == [e["note"] for e in was["edits"]] + note

    return Edit(lambda data: set_field(data, update.id, name, value), check, field=name)
