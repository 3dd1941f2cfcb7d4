"""Whatever is written: the API has every key, knows no other word, and nowhere contradicts itself.

The full run (STILLUP_RUNS=1) makes 1,000 edits.
"""

import os
import random

from tests.support.edits import edited, start
from tests.support.site import built
from tests.support.statuspage import answers_of, complaints, contradictions

EDITS = max(20, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))


def test_after_any_edit_every_answer_is_whole_and_agrees_with_the_others() -> None:
    dice, good, seen = random.Random(6), start(), 0
    for _ in range(EDITS):
        moment = edited(good, dice)
        made = built(moment.project, moment.now.isoformat())
        if not made.documents:
            continue
        good, seen = moment, seen + 1
        told = answers_of(made)
        assert [c for name, answer in told.items() for c in complaints(name, answer)] == []
        assert contradictions(told) == []
    assert seen > EDITS // 4
