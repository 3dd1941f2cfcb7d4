"""Law: whatever verbs are run on a post, in whatever order, every line that somebody typed stays.

A verb that ends well leaves a file that parses, with one more update or one more key; a verb that
does not leaves every byte. 50 random sequences over posts as people type them; 500 in the full
run (STILLUP_RUNS=1).
"""

import os
import random
from pathlib import Path

import pytest

from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from tests.support.kept_lines import cut, gone_lines
from tests.support.messy import Messy, typed_post
from tests.support.project import Project
from tests.support.rewrites import errors, parsed, post_of
from tests.unit.cli.command import Ran, run

SEQUENCES = max(50, int(500 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
PARTS = 5
_SLOW = "---\ntitle: Slow\nimpact: none\n---\n\n## Update · {} 10:00\n\nWords.\n"
_TEXTS = (
    "It goes on.",
    "One.\n\n## Resolved · 2026-11-21 10:00\n\nTwo.",
    "next_update: tomorrow",
    "```\nleft open",
    "<!-- left open",
    "Title\n=====\n\nA [gone](../gone.md) link.",
    "- [ ] A task without anybody",
    "日本語\u200bの文章。\r\nÜber uns",
    "---\ntitle: no\n---",
)
_TIMES = ("30m", "13:45", "tomorrow 09:00", "none", "soonish", "2026-11-24 10:00", "11pm", "09:00")
_PAST = (
    "now",
    "20 minutes ago",
    "11:50",
    "yesterday 22:00",
    "2026-11-21 09:30",
    "2027-01-01 10:00",
)
_MARKS = (
    "email",
    "webmail=operational",
    "email=partial",
    "nothing",
    "all=down",
    "email=ok,webmail",
)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_somebody_typed_survives_all_verbs(part: int, tmp_path: Path) -> None:
    for number in range(part, SEQUENCES, PARTS):
        dice = random.Random(f"desk {number}")
        post = valid_post(dice)
        folder = site_with(post).write(tmp_path / str(number))
        for step in range(dice.randint(2, 6)):
            args = a_verb(dice, post)
            try:
                check(folder, post, step, args)
            except AssertionError:
                print(number, args, (folder / post.path).read_bytes().decode(), sep="\n")
                raise


def valid_post(dice: random.Random) -> Messy:
    post = typed_post(dice)
    while errors(parsed(post, post.data)):
        post = typed_post(dice)
    return post


def site_with(post: Messy) -> Project:
    files: dict[str, str | bytes] = {
        "content/site.yaml": "name: S\nurl: https://s.example\ntime_zone: Europe/Lisbon\n"
        f"languages: [{', '.join(post.languages)}]\n"
        "components:\n  - {id: email, name: Email}\n  - {id: webmail, name: Webmail}\n"
        "people:\n  - {id: jane, name: Jane}\n",
        post.path: post.data,
    }
    days = ("2026-10-02", "2026-10-03")
    files |= {f"content/incidents/{day}-slow.md": _SLOW.format(day) for day in days}
    return Project({}).with_files(files)


def at(folder: Path, step: int, args: list[str]) -> Ran:
    """Run a verb, every other one in the minute of the one before."""
    return run("-C", folder, *args, "--now", f"2026-11-23T13:{step // 2:02}:{step * 7:02}Z")


def a_verb(dice: random.Random, post: Messy) -> list[str]:
    name = Path(post.path).stem
    said = ["-m", dice.choice(_TEXTS)]
    when = ["--at", dice.choice(_PAST)] if dice.random() < 0.3 else []
    who = ["--author", dice.choice(("jane", "Al: Ice"))] if dice.random() < 0.3 else []
    if dice.random() < 0.1:
        return ["withdraw", name, *said]
    if "/maintenance/" in post.path and dice.random() < 0.6:
        verb = dice.choice(("start", "finish", "cancel", "move"))
        plan = ["--from", dice.choice(("2026-12-05 22:00", "2026-12-05", "3h"))]
        return ["maintenance", verb, name, *said, *when, *who, *(plan if verb == "move" else [])]
    if dice.random() < 0.3:
        ended = ["--ended", dice.choice(_PAST)] if dice.random() < 0.5 else []
        return ["resolve", name, *said, *when, *who, *ended]
    if dice.random() < 0.15:
        return ["postmortem", name, *said, *who]
    more = ["--next", dice.choice(_TIMES)] if dice.random() < 0.5 else []
    more += ["--component", dice.choice(_MARKS)] if dice.random() < 0.3 else []
    statuses = INCIDENT_STATUSES[:4] if "/incidents/" in post.path else MAINTENANCE_STATUSES[:3]
    more += ["--status", dice.choice(statuses).value] if dice.random() < 0.7 else []
    return ["update", name, *said, *when, *who, *more]


def check(folder: Path, post: Messy, step: int, args: list[str]) -> None:
    before = (folder / post.path).read_bytes()
    ran = at(folder, step, args)
    after = (folder / post.path).read_bytes()
    assert ran.code in {0, 1, 2, 3}, ran
    assert "Traceback" not in ran.out + ran.err
    if ran.code != 0:
        assert after == before
        assert ran.err
        return
    old, new = parsed(post, before), parsed(post, after)
    assert not errors(new)
    assert_kept(before, after)
    added = len(post_of(new).updates) - len(post_of(old).updates)
    withdrawn = post_of(new).withdrawn != post_of(old).withdrawn
    assert (added, withdrawn) in {(1, False), (0, True)}


def assert_kept(before: bytes, after: bytes) -> None:
    """Check that nothing is gone; a last line without an end may have got one."""
    lines = cut(before)
    last = lines[-1]
    if not last[1]:
        lines = lines[:-1]
        assert not last[0] or any(text == last[0] for text, _ in cut(after))
    assert gone_lines(lines, cut(after)) == []
