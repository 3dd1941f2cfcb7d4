"""The commands in the manual's page about mail are commands, and do what stands beside them."""

import re
import shlex
from pathlib import Path

import pytest

from stillup.cli.manual import read_manual
from tests.support.desks import SITE
from tests.unit.cli.command import run

PAGE = read_manual("mail")
COMMANDS = [
    re.split(r"  +| \| ", line.strip())[0]
    for line in re.findall(r"^ {4,}(stillup mail .*)$", PAGE, re.MULTILINE)
]


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 6


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works(command: str, tmp_path: Path) -> None:
    _, verb, *rest = shlex.split(command.replace(" ca", " fi"))

    ran = run("-C", SITE.write(tmp_path), verb, "--now", "2026-11-21T13:10Z", *rest)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_every_option_with_a_meaning_of_its_own_is_explained() -> None:
    for option in ("--language", "--text", "--html", "-o", "--draft", "--same-subject", "--from"):
        assert f"{option}" in PAGE
