"""Components and their states as people type them."""

import pytest

from stillup.compose.catalogue import Catalogue
from stillup.desk.marks import read_marks, written_marks
from stillup.desk.times import Unclear
from tests.support.desks import desk_of


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return desk_of(tmp_path_factory.mktemp("site")).catalogue


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["email"], "email"),
        (["email=partial_outage"], "email: partial_outage"),
        (["Email: partial outage"], "email: partial_outage"),
        (["SÄHKÖPOSTI=partial"], "email: partial_outage"),
        (["email=down", "webmail=ok"], "email: major_outage, webmail: operational"),
        (["email=slow,webmail"], "email: degraded_performance, webmail"),
        (["mail=major-outage"], "mail: major_outage"),
        (["all"], "all"),
        (["email=down", "email=works"], "email: operational"),
        (["sign-in = op"], "sign-in: operational"),
    ],
)
def test_they_are_written_as_the_format_has_them(
    catalogue: Catalogue, typed: list[str], written: str
) -> None:
    assert written_marks(read_marks(typed, catalogue)) == written


def test_one_that_is_not_there_is_refused_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(Unclear) as unclear:
        read_marks(["emial"], catalogue)

    assert unclear.value.told == (
        "there is no component `emial`; did you mean `email`?",
        "the components are `email`, `webmail`, `sign-in`",
    )


@pytest.mark.parametrize("status", ["broken", "o utage", "m_"])
def test_a_state_that_is_none_is_refused(catalogue: Catalogue, status: str) -> None:
    with pytest.raises(Unclear, match="there is no status"):
        read_marks([f"email={status}"], catalogue)
