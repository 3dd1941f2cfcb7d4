"""Runs the command line in this process, as one line: `run("-C", folder, "build")`."""

from dataclasses import dataclass
from pathlib import Path

from click import Group
from click.testing import CliRunner

from stillup.cli.main import stillup


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code, and what it printed where."""

    code: int
    out: str
    err: str


def run(*args: str | Path, group: Group = stillup, typed: str | bytes | None = None) -> Ran:
    """Run one command line."""
    result = CliRunner().invoke(group, [str(arg) for arg in args], input=typed, prog_name="stillup")
    return Ran(result.exit_code, result.stdout, result.stderr)
