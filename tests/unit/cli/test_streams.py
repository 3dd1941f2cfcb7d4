"""Colour, width and progress: for people at a terminal, and nobody else."""

from io import StringIO

import pytest

from stillup.cli.streams import Progress, wants_color, width_for


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (Terminal(), {}, True),
        (StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (StringIO(), {"FORCE_COLOR": "1"}, True),
        (StringIO(), {"FORCE_COLOR": "0"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_for_who_asks(
    stream: StringIO, environment: dict[str, str], *, wanted: bool
) -> None:
    assert wants_color(stream, environment) is wanted


def test_a_file_has_a_fixed_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    assert width_for(StringIO()) == 100
    assert width_for(Terminal()) == 40


def test_progress_is_one_line_that_goes_away() -> None:
    terminal = Terminal()

    progress = Progress(terminal)
    progress("10 of 20")
    progress.done()

    assert terminal.getvalue() == "\r\x1b[2K10 of 20\r\x1b[2K"


def test_progress_is_silent_off_a_terminal() -> None:
    log = StringIO()

    Progress(log)("10 of 20")

    assert log.getvalue() == ""
