"""Whatever a server says, its status is told in harmless words, or said to be unreadable.

The full run (STILLUP_RUNS=1) tries 3,000 answers.
"""

import json
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.reading.documents import gather
from stillup.reading.told import as_document, told
from stillup.reading.understanding import understand
from stillup.reading.unreadable import Unreadable
from stillup.reading.web import Answer
from tests.support.statuses import WHOLE
from tests.support.strange_words import TEXTS

law = settings(
    max_examples=max(100, int(3000 * float(os.environ.get("STILLUP_RUNS", "0.1")))),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
STRANGE = (
    "\x1b[2J",
    "\x9b31m",
    "\u202e",
    "\r\n",
    "\x00",
    "\ud800",
    "<p>",
    "0001-01-01T00:00:00+14:00",
)
COMMANDS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u202e"} - {"\n"}
words = st.one_of(st.sampled_from([*TEXTS, *STRANGE]), st.text(max_size=30))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
)


def spoiled(said: Any, draw: st.DrawFn) -> Any:
    """Return what was said with some of its parts replaced by anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(values)
    if isinstance(said, dict):
        return {key: spoiled(part, draw) for key, part in said.items()}
    if isinstance(said, list):
        return [spoiled(part, draw) for part in said]
    return said


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    said = json.dumps(spoiled(WHOLE, draw)).encode()
    return said[: draw(st.integers(0, len(said)))] if draw(st.integers(0, 4)) == 0 else said


@law
@given(data=st.one_of(answers(), st.binary(max_size=50), values.map(json.dumps).map(str.encode)))
def test_an_answer_is_told_or_said_to_be_unreadable(data: bytes) -> None:
    try:
        standing = understand(gather(["https://x.example"], lambda at: Answer(at, data)))
    except Unreadable as unreadable:
        document = as_document(None, 20, unreadable)
    else:
        document = as_document(standing, 0)
        shown = told(standing, 80)
        assert shown.encode()
        assert not any(c in COMMANDS for c in shown)
    said = json.loads(document)
    assert (said["failure"] is None) == (said["indicator"] is not None)
