"""Which post is meant by a few words."""

import pytest

from stillup.desk.desk import Desk
from stillup.desk.find import Search, find_stories
from tests.support.desks import SITE, desk_of

SIGN_IN = "content/incidents/2026-11-21-sign-in.md"
MORE = SITE.with_files(
    {
        SIGN_IN: "---\ntitle: Nobody can sign in to webmail\nimpact: minor\ncomponents: sign-in\n"
        "---\n\n## Investigating · 2026-11-21 13:00\n",
        "content/incidents/2026-11-21-päivä.md": "---\ntitle: Päivä on pitkä\nimpact: minor\n---\n"
        "\n## Investigating · 2026-11-21 13:01\n",
    }
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("site"), MORE)


def find(desk: Desk, words: str) -> Search:
    pool = [s for s in desk.stories if s.is_open and s.kind == "incident"]
    return find_stories(words, pool, desk.stories, desk.catalogue)


def ids(search: Search) -> list[str]:
    return [story.id for story in search.found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("email", "2026-11-21-email"),
        ("EMAIL late", "2026-11-21-email"),
        ("arriv", "2026-11-21-email"),
        ("Sähköposti", "2026-11-21-email"),
        ("sahkoposti", "2026-11-21-email"),
        ("sign-in", "2026-11-21-sign-in"),
        ("Signing in", "2026-11-21-sign-in"),
        ("webmail", "2026-11-21-sign-in"),
        ("paiva", "2026-11-21-päivä"),
        ("2026-11-21-EMAIL", "2026-11-21-email"),
        ("content/incidents/2026-11-21-email.md", "2026-11-21-email"),
        ("incidents/2026-11-21-email/", "2026-11-21-email"),
        ("C:\\site\\content\\incidents\\2026-11-21-email.md", "2026-11-21-email"),
    ],
)
def test_one_is_found_by(desk: Desk, words: str, found: str) -> None:
    search = find(desk, words)

    assert ids(search) == [found]
    assert search.only is not None


def test_a_component_named_as_such_wins_over_words_of_a_title(desk: Desk) -> None:
    everything = find_stories("webmail", desk.stories, (), desk.catalogue)

    assert ids(everything) == ["2026-11-10-webmail"]


def test_one_that_is_over_is_found_by_its_very_id_alone(desk: Desk) -> None:
    assert ids(find(desk, "slow")) == []
    assert find(desk, "2026-11-10-webmail").exact


def test_several_that_match_are_all_named(desk: Desk) -> None:
    search = find(desk, "2026-11-21")

    assert len(search.found) == 3
    assert search.only is None


def test_without_words_all_match(desk: Desk) -> None:
    assert len(find(desk, "").found) == 3


def test_what_was_probably_meant_is_near(desk: Desk) -> None:
    search = find(desk, "emial")

    assert (search.found, [s.id for s in search.near]) == ((), ["2026-11-21-email"])


def test_nonsense_finds_nothing(desk: Desk) -> None:
    assert find(desk, "elephants") == Search()
    assert find(desk, "¿?") == find(desk, "")
