"""Programs of others that tests/world runs: found, or the test is skipped outside CI and fails in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
_NODE = Path(os.environ.get("STILLUP_NODE_TOOLS", CHECKOUT / ".stillup-ci")) / "node_modules"


def missing(what: str) -> NoReturn:
    """Skip the test for want of `what`; in CI, fail it."""
    reason = f"{what} is missing; .ci/run installs it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str) -> str:
    """Return the path of a program, from our own environment first."""
    here = Path(sys.executable).parent
    found = shutil.which(name, path=f"{here}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
    return found or missing(f"the program {name}")


def node_file(path: str) -> str:
    """Return the path of a file in the pinned npm packages (tests/world/tools/package.json)."""
    file = _NODE / path
    return str(file) if file.is_file() else missing(f"the npm file {path}")


def run(
    *command: str | Path, cwd: Path | None = None, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return all it said; never raises for its exit code."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=seconds,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def stillup(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run our own command line as a person would."""
    return run(program("stillup"), *arguments, cwd=cwd)
