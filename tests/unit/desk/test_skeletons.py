"""The text to begin with: ours, or the site's own."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.desk.skeletons import length, skeleton, update_skeleton
from stillup.desk.times import Unclear
from tests.support.desks import EMAIL, SITE, desk_of, story_of

OWN = "content/templates/update.md"


def test_a_site_has_its_own(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, SITE.with_files({OWN: "{{ title }}: {{ next_update }}\n"}))

    assert skeleton(desk, "update", {"title": "Email"}) == "Email: […when you write again…]"


def test_a_site_may_have_more(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, SITE.with_files({"content/templates/supplier.md": "It is theirs."}))

    assert skeleton(desk, "supplier", {}) == "It is theirs."


def test_one_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Unclear, match="did you mean `nothing-new`"):
        skeleton(desk_of(tmp_path), "nothingnew", {})


def test_a_mistake_in_one_is_named(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, SITE.with_files({OWN: "Fine.\n{{ titel }}\n"}))

    with pytest.raises(Unclear, match=re.escape(f"{OWN}, line 2")) as unclear:
        skeleton(desk, "update", {})
    assert unclear.value.told[1:] == ("did you mean `title`?", "{{ title }}")


def test_an_update_that_comes_late_begins_otherwise(tmp_path: Path) -> None:
    early = desk_of(tmp_path, now=datetime(2026, 11, 21, 13, 0, tzinfo=UTC))
    late = desk_of(tmp_path, now=datetime(2026, 11, 21, 13, 30, tzinfo=UTC))

    assert update_skeleton(story_of(early, EMAIL)) == "update"
    assert update_skeleton(story_of(late, EMAIL)) == "late"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (150, "2 hours 30 minutes")],
)
def test_lengths_are_said_in_words(minutes: int, words: str) -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)

    assert length(start.replace(hour=minutes // 60, minute=minutes % 60) - start) == words
