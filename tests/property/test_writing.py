"""Law: an edit says what was wished, changes no other fact, and leaves every other line as it is.

500 random sequences of edits over files as people type them, always; 5,000 in the full run
(STILLUP_RUNS=1). Then the same over real posts.
"""

import os
import random
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stillup.model.status import UpdateStatus
from stillup.writing.edited import Edited, Refused
from stillup.writing.front_matter import set_key
from stillup.writing.one_line import one_line
from stillup.writing.update import NewUpdate, add_update
from tests.support.kept_lines import assert_lines_kept, cut, gone_lines
from tests.support.messy import Messy, typed_post
from tests.support.real_posts import our_posts
from tests.support.rewrites import (
    an_edit,
    assert_words_shown,
    errors,
    facts,
    parsed,
    post_of,
)
from tests.support.strange_words import FRAGMENTS, TYPED

SEQUENCES = max(500, int(5000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(max_examples=SEQUENCES, deadline=None, derandomize=True)
PATH = "content/incidents/2026-11-21-x.md"
FILE = (
    "---\ntitle: T\nimpact: minor\n---\n{}\n\n## Identified · 2026-11-21 {}\n\n- a\n\n"
    "## Investigating · 2026-11-21 09:00\n\nText.\n\n{}\n"
)


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
        edit = an_edit(dice, post_of(before))
        edited = edit.make(data)
        assert isinstance(edited, Edited), edited
        after = parsed(post, edited.data)
        try:
            assert errors(after) == errors(before)
            edit.check(facts(before), facts(after))
            assert_lines_kept(data, edited.data, edit)
        except AssertionError:
            print(edit, data.decode(), "=" * 30, edited.data.decode(), sep="\n")
            raise
        data = edited.data


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join),
    st.sampled_from(FRAGMENTS),
    st.booleans(),
)
@example("</pre>", "<pre>", True)  # noqa: FBT003 - as hypothesis has it
@example("```\n</pre>", "", True)  # noqa: FBT003
@LAW
def test_whatever_is_typed_is_the_text_of_one_update(typed: str, left: str, on_top: bool) -> None:  # noqa: FBT001
    text = FILE.format(left, "09:30", "") if on_top else FILE.format("", "08:30", left)
    post = Messy(PATH, text.encode(), ("de", "en"))
    before = parsed(post, post.data)
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 10:00", text=typed)
    edited = add_update(post.data, update)
    if isinstance(edited, Refused):
        assert errors(before)
        return
    after = parsed(post, edited.data)
    assert len(errors(after)) == len(errors(before))
    *others, added = post_of(after).updates
    assert len(others) == len(post_of(before).updates)
    assert (added.id, added.author, added.impact, added.edits) == ("u2026-11-21-1000", "", None, ())
    rest = [line for line in cut(post.data) if line[0].strip()]
    assert gone_lines(rest, cut(edited.data)) == []


@given(st.text(max_size=60), st.sampled_from(("title", "withdrawn", "cause", "author")))
@LAW
def test_any_text_is_the_value_of_a_key(text: str, key: str) -> None:
    data = b"---\ntitle: T  \nimpact: minor\nauthor: x # why\n---\n\n## Update 2026-11-21 09:00\n"
    post = Messy(PATH, data, ("en",))
    edited = set_key(data, key, text)
    assert isinstance(edited, Edited)
    found = parsed(post, edited.data)
    assert getattr(found.item, key) == one_line(text)
    assert [d.code for d in found.diagnostics] == ["missing-key"] * (
        key == "title" and not one_line(text)
    )


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_is_one_update_with_its_words(typed: str) -> None:
    data = b"---\ntitle: T\nimpact: minor\n---\n\n## Investigating \xc2\xb7 2026-11-21 09:00\n\nText.\n"
    post = Messy(PATH, data, ("en",))
    update = NewUpdate(status=UpdateStatus.UPDATE, at="2026-11-21 10:00", text=typed)
    edited = add_update(data, update)
    assert isinstance(edited, Edited)
    found = parsed(post, edited.data)
    assert errors(found) == []
    _, added = post_of(found).updates
    assert_words_shown(typed, added.text.markdown)
