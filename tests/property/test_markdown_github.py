"""However a real post is damaged, it looks as GitHub would show it.

Of the texts that GitHub's renderer and we mean to read alike, at most one in a hundred may differ
(its quirks with rows of backticks and blanks of other scripts). The full run (STILLUP_RUNS=1)
damages 20,000.
"""

import os
import random
import re

from tests.support.damage import damaged
from tests.support.github import bodies, ours, theirs

RUNS = max(200, int(20_000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))

# Read otherwise on purpose: characters that XML has no place for go; a comment that never ends is
# words; so is what looks like a tag; an address is a link in open brackets too; a heading without
# words is none.
ON_PURPOSE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|<[!?a-z]|\[[^\]]*(?:https?:|www\.)|^[ >\t]*#+[ #\t]*$",
    re.MULTILINE,
)


def test_damaged_posts_look_as_on_github() -> None:
    dice = random.Random(20261121)
    posts = list(bodies().values())
    compared = 0
    different: list[str] = []

    for _ in range(RUNS):
        text = damaged(dice.choice(posts).encode(), dice).decode("utf-8", "replace")
        if ON_PURPOSE.search(text.replace("\r", "\n")):
            continue
        compared += 1
        different += [text] if ours(text) != theirs(text) else []

    assert compared > RUNS / 2
    assert len(different) <= compared / 100, different[:3]
