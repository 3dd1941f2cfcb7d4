"""The README's commands, run as printed, in a copy of the checkout, with only Python and Git at hand.

.ci/run runs the same two commands in full; here the second is narrowed to a few quick tests, since
what this test is about is whether they work on a bare machine.
"""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.tools import CHECKOUT, program, run

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def _command(name: str) -> str:
    found = re.findall(rf"^```sh {name}\n(.+?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"the README has {len(found)} blocks ```sh {name}"
    return str(found[0])


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what Git has, or would have, of this checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = run(
        "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=CHECKOUT
    )
    assert listed.returncode == 0, listed.stderr
    for name in filter(None, listed.stdout.split("\0")):
        if (CHECKOUT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((CHECKOUT / name).read_bytes())
    return copy


@pytest.fixture(scope="module")
def bare_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of programs that holds Python and Git and nothing else."""
    folder = tmp_path_factory.mktemp("bin")
    base = (
        Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    )
    for name, goal in (("python3", str(base)), ("git", program("git"))):
        (folder / name).write_text(f'#!/bin/sh\nexec "{goal}" "$@"\n')
        (folder / name).chmod(0o755)
    return folder


def _run(command: str, checkout: Path, path: Path, **more: str) -> str:
    left_out = ("PYTHON", "PYTEST", "VIRTUAL_ENV", "CI")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(left_out)}
    done = subprocess.run(
        ["/bin/sh", "-ec", command],
        cwd=checkout,
        env=kept | {"PATH": str(path)} | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_first_command_builds_the_sample_and_says_where_to_look(
    checkout: Path, bare_path: Path
) -> None:
    said = _run(_command("build"), checkout, bare_path)
    assert "index.html" in said
    assert "Millpond" in (checkout / "public" / "index.html").read_text(encoding="utf-8")


def test_the_sample_is_shown_while_one_writes(checkout: Path, bare_path: Path) -> None:
    _run(_command("build"), checkout, bare_path)
    with subprocess.Popen(
        ["/bin/sh", "-ec", f"exec {_command('serve')}"],
        cwd=checkout,
        env={"PATH": str(bare_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0]
            assert server.stdout.readline().startswith(f"{address}-/ shows it")
            assert "ready" in server.stdout.readline()
            with urllib.request.urlopen(address) as reply:
                assert "Millpond" in reply.read().decode()
            server.send_signal(signal.SIGINT)
            assert (server.stdout.read(), server.wait(20)) == ("", 0)
        finally:
            server.kill()


def test_the_second_command_passes_tests(checkout: Path, bare_path: Path) -> None:
    said = _run(
        _command("test"),
        checkout,
        bare_path,
        PYTEST_ADDOPTS="tests/architecture tests/unit/test_readme.py",
    )
    assert re.search(r"=+ \d+ passed in ", said), said
