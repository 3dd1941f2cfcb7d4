"""Law: an edit says what was wished, changes no other fact, and leaves every other line as it is.

500 random sequences of edits over files as people type them, always; 5,000 in the full run
(STILLUP_RUNS=1). Then the same over real posts.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from stillup.model.parsed import Conventions, Parsed
from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus
from stillup.parse.file import parse_file
from stillup.writing.edited import Edited, Refused
from stillup.writing.fields import set_field
from stillup.writing.free_time import free_time
from stillup.writing.front_matter import drop_key, set_key
from stillup.writing.prose import typed as typed_text
from stillup.writing.update import NewUpdate, add_update
from tests.support.facts import as_read, as_written, facts_of
from tests.support.messy import START, Messy, typed_post
from tests.support.real_posts import our_posts

SEQUENCES = max(500, int(5000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
ZONE = "Europe/Lisbon"
Line = tuple[str, str]
_TAG = re.compile(r"</\w+>|<!--.*?-->", re.DOTALL)
_WORDS = re.compile(r"\w+")

TYPED = (
    "It goes on.",
    "Two lines,\nand a third.\n\nA second paragraph.",
    "## Resolved · 2026-11-21 23:59\n\nNot over.",
    "## Behoben · 2026-11-21 23:59\n\nNot over.\n\n## Resolt 2026-11-21 23:59",
    "##Resolved 2026-11-21 23:59",
    "Resolved 2026-11-21 23:59\n-------------------------",
    "Heading\n===\n\ntext",
    "text\n---\n\nmore",
    "impact: major",
    "next_update: 13:15\nauthor: nobody",
    "**Author**: jane",
    "next update at 13:15",
    "impcat: major",
    "\n\n  components: email\n\nx",
    "```\ncode left open\n## Resolved · 2026-11-21 23:59",
    "~~~\n```\n~~~\nafter",
    "<!-- left open\n\n## Resolved · 2026-11-21 23:59",
    "words <!-- left open behind them",
    "--> a comment's end",
    "</pre> the end of something",
    "<pre> left open",
    "<script>alert(1)",
    "    indented: code\n    more",
    "    impact: major",
    "- a list\n\n  ## with a heading · 2026-11-21\n- more",
    "> quoted\n> ```\n> open",
    "<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> theirs",
    "---\ntitle: another file\n---\n\n## Resolved · 2026-11-21 23:59",
    "---",
    "***",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# One\n\n## Two\n\n### Three",
    "tabs\tand\r\ncarriage returns\rof old",
    "   ",
    "",
    "日本語: テスト",
    "Ends in a backslash\\",
    "\ufeffA mark in front",
    "e\u0301 and \u200b nothing",
    "{{ no placeholder }}",
    "[…a gap…]",
)  # fmt: skip
TEXTS = (
    "Mail arrives late", "A: b # c", "'quoted'", '"so" and \'so\'', "[list]", "no", "12:30", "@home: 50 %",
    "- x", "{a: b}", "C:\\", "# one", "'", '"', "a: 'b", "Ünï ☀️", "ends with:", "| pipe", "> more", "&a *b !c",
    "two\nlines", "  blanks  ", "日本語", "\ttab", "x" * 300, "?", "%", "~", "null", "---", "…",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One edit of a file: what it does, what must be true afterwards, which line it may touch."""

    make: Callable[[bytes], Edited | Refused]
    check: Callable[[Any, Any], None]
    key: str = ""
    field: str = ""


def parsed(post: Messy, data: bytes) -> Parsed:
    return parse_file(post.path, data, "", Conventions(ZONE, post.languages))


def errors(found: Parsed) -> list[str]:
    return [f"{d.code} {d.span.line}" for d in found.diagnostics if d.is_error]


def facts(
    found: Parsed,
) -> Any:
    return facts_of(found, as_written)["item"]


def valid_posts(seed: int, count: int) -> Iterator[tuple[int, Messy]]:
    for number in range(count):
        dice = random.Random(f"{seed} {number}")
        post = typed_post(dice)
        while errors(parsed(post, post.data)):
            post = typed_post(dice)
        yield number, post


def test_edits_keep_what_somebody_else_typed() -> None:
    for number, post in valid_posts(1, SEQUENCES):
        run(post, random.Random(number))


def test_edits_keep_what_stands_in_real_posts() -> None:
    for number, (path, data) in enumerate(sorted(our_posts().items())):
        if "/pages/" not in path:
            run(Messy(path, data, ("en",)), random.Random(number))


def run(post: Messy, dice: random.Random) -> None:
    data = post.data
    for _ in range(dice.randint(2, 6)):
        before = parsed(post, data)
        edit = an_edit(dice, before)
        edited = edit.make(data)
        assert isinstance(edited, Edited), (edited, data.decode())
        after = parsed(post, edited.data)
        try:
            assert errors(after) == errors(before)
            edit.check(facts(before), facts(after))
            assert_lines_kept(data, edited, edit)
        except AssertionError:
            print(edit, data.decode(), "=" * 30, edited.data.decode(), sep="\n")  # noqa: T201
            raise
        data = edited.data


def assert_lines_kept(old: bytes, edited: Edited, edit: Edit) -> None:
    before, after = cut(old), cut(edited.data)
    if before[-1] != after[-1] and before[-1][0]:
        alike = (line for line in reversed(after) if line[0] == before[-1][0])
        before[-1] = next(alike, before[-1])
    gone = gone_lines(before, after)
    if not edit.key and not edit.field:
        assert gone == []
    elif edit.field:
        assert len(gone) <= 1
        assert all(re.match(r"\s*[A-Za-z_ -]+:", text) for text, _ in gone)
    else:
        texts = [text for text, _ in gone]
        assert not texts or re.match(rf"{edit.key.replace('_', '[_ -]')}\s*:", texts[0]), texts
        assert not any(re.match(r"#|\w[\w -]*:", text) for text in texts[1:]), texts


def gone_lines(before: list[Line], after: list[Line]) -> list[Line]:
    """Return the fewest lines of `before` without which it is a subsequence of `after`."""
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    gone: list[list[Line]] = [[] for _ in range(len(after) + 1)]
    for line in before:
        row = [[*gone[0], line]]
        for number, other in enumerate(after, 1):
            kept = [gone[number - 1]] if line == other else []
            row.append(min(*kept, row[-1], [*gone[number], line], key=len))
        gone = row
    return gone[-1]


def cut(data: bytes) -> list[Line]:
    parts = re.split(r"(\r\n|\r|\n)", data.decode())
    return list(zip(parts[::2], [*parts[1::2], ""], strict=True))


def an_edit(dice: random.Random, before: Parsed) -> Edit:
    return dice.choice((an_update, an_update, an_update, a_key, a_key, no_key, a_field))(
        dice, before
    )


def an_update(dice: random.Random, before: Parsed) -> Edit:
    planned = before.path.startswith("content/maintenance/")
    status = dice.choice(MAINTENANCE_STATUSES if planned else INCIDENT_STATUSES)
    ids = [update.id for update in before.item.updates]
    last = max(update.at for update in before.item.updates)
    at = last + timedelta(seconds=dice.choice((0, 1, 30, 60, 4000)))
    fields = dice.sample((("author", "sam"), ("next_update", "in 45 minutes"), ("edited", "2026-11-23 10:00, a\\b: c")),
                         dice.randint(0, 2))  # fmt: skip
    typed = "\n\n".join(dice.sample(TYPED, dice.choice((1, 1, 1, 2, 3))))
    from stillup.parse.zones import zone_of

    update = NewUpdate(
        status=status, at=free_time(ids, at, zone_of(ZONE)), fields=tuple(fields), text=typed
    )

    def check(old: Any, new: Any) -> None:
        known = {each["id"] for each in old["updates"]}
        (added,) = [each for each in new["updates"] if each["id"] not in known]
        assert [each for each in new["updates"] if each["id"] in known] == old["updates"]
        assert {**new, "updates": ()} == {**old, "updates": ()}
        assert added["status"] == status.value
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


def a_key(dice: random.Random, before: Parsed) -> Edit:
    key = dice.choice(
        ("title", "title", "withdrawn", "author", "cause", "components", "pin", "feed_id")
    )
    value: Any = dice.choice(TEXTS)
    if key == "components":
        value = dice.choice(
            (
                "email",
                ["email", "webmail"],
                ["email"],
                {"email": "partial_outage", "new": "operational"},
            )
        )
    if key == "pin":
        value = "true"

    def check(old: Any, new: Any) -> None:
        assert {**new, key: 0} == {**old, key: 0}
        if isinstance(value, dict):
            assert {each["name"]: each["status"] for each in new[key]} == value
        elif key == "components":
            names = [value] if isinstance(value, str) else value
            assert [each["name"] for each in new[key]] == names
        else:
            assert new[key] == (True if key == "pin" else " ".join(value.split()))

    return Edit(lambda data: set_key(data, dice.choice((key,)), value), check, key=key)


def no_key(dice: random.Random, before: Parsed) -> Edit:
    key = dice.choice(
        (
            "withdrawn",
            "author",
            "cause",
            "components",
            "pin",
            "feed_id",
            "offer",
            "edits",
            "related",
        )
    )

    def check(old: Any, new: Any) -> None:
        assert {**new, key: 0} == {**old, key: 0}
        assert not new[key]

    return Edit(lambda data: drop_key(data, key), check, key=key)


def a_field(dice: random.Random, before: Parsed) -> Edit:
    update = dice.choice(before.item.updates)
    name, value = dice.choice(
        (
            ("author", "kim"),
            ("edited", "2026-11-23 12:00, C:\\ was * wrong"),
            ("components", "email"),
        )
    )
    if update.status is UpdateStatus.RESOLVED and name == "components":
        name, value = "author", "kim"

    def check(old: Any, new: Any) -> None:
        (was,) = [each for each in old["updates"] if each["id"] == update.id]
        (now,) = [each for each in new["updates"] if each["id"] == update.id]
        others = [each for each in new["updates"] if each["id"] != update.id]
        assert others == [each for each in old["updates"] if each["id"] != update.id]
        assert {**new, "updates": ()} == {**old, "updates": ()}
        told = "edits" if name == "edited" else name
        assert {**was, told: 0} == {**now, told: 0}
        if name == "author":
            assert now["author"] == value
        elif name == "edited":
            assert [each["note"] for each in now["edits"]] == [
                *(each["note"] for each in was["edits"]),
                "C:\\ was * wrong",
            ]
        else:
            assert [each["name"] for each in now["components"]] == ["email"]

    return Edit(lambda data: set_field(data, update.id, name, value), check, field=name)


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_is_one_update_with_its_words(typed: str) -> None:
    data = b"---\ntitle: T\nimpact: minor\n---\n\n## Investigating \xc2\xb7 2026-11-21 09:00\n\nText.\n"
    post = Messy("content/incidents/2026-11-21-x.md", data, ("en",))
    update = NewUpdate(status=UpdateStatus.UPDATE, at=f"{START:%Y-%m-%d} 10:00", text=typed)
    edited = add_update(data, update)
    assert isinstance(edited, Edited)
    found = parsed(post, edited.data)
    assert errors(found) == []
    _, added = found.item.updates
    assert_words_shown(typed, added.text.markdown)
