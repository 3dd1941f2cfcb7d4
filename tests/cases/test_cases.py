"""Every case in this folder gives exactly the diagnostics that it expects.

`python -m pytest tests/cases --accept` writes down what comes out.
"""

from pathlib import Path

import pytest

from tests.support.case import Case, shown
from tests.support.diagnose import diagnose

_HERE = Path(__file__).parent
_CASES = sorted(path.relative_to(_HERE).as_posix() for path in _HERE.rglob("*.txt"))


@pytest.mark.parametrize("name", _CASES)
def test_case(name: str, *, accept: bool) -> None:
    path = _HERE / name
    case = Case.parse(path.read_text("utf-8"))
    found = diagnose(case.project, case.now)
    if accept:
        path.write_text(case.accepting(found), "utf-8")
    assert shown(found) == Case.parse(path.read_text("utf-8")).expected


def test_there_are_cases() -> None:
    assert len(_CASES) > 150
