"""The answer to `stillup --help` comes at once, and real processes end as they should."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = {
    "asyncio", "concurrent", "feedgen", "jinja2", "lxml", "markdown", "msgspec", "multiprocessing",
    "nh3", "pymdownx", "sqlite3", "stillup.build", "stillup.compose", "stillup.edge",
    "stillup.importing", "stillup.parse", "stillup.render", "tzdata", "yaml", "zoneinfo",
}  # fmt: skip


def stillup(*args: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "stillup", *args], capture_output=True, check=False, env=env
    )


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["build", "--help"], ["no-such-verb"]])
def test_a_short_answer_loads_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\n"
        "from stillup.cli.main import main\n"
        f"sys.argv[1:] = {args}\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules)\n"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = set(out.stdout.split("LOADED")[1].split())
    allowed = {"stillup.parse"} if args == ["no-such-verb"] else set()
    assert HEAVY & loaded <= allowed


def test_the_version_is_the_packages() -> None:
    ran = stillup("--version")

    assert ran.returncode == 0
    assert ran.stdout.startswith(b"stillup 0.")


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    shell = f"{sys.executable} -m stillup help format | head -n 1; echo ${{PIPESTATUS[0]}}"

    ran = subprocess.run(["bash", "-c", shell], capture_output=True, check=True)

    assert ran.stderr == b""
    first, code = ran.stdout.decode().splitlines()
    assert first == "# How posts are written"
    assert code in {"0", "141"}


def test_a_reader_that_is_gone_from_the_start_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    ran = subprocess.run(
        [sys.executable, "-m", "stillup", "help", "format"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (ran.returncode, ran.stderr) == (141, b"")


def test_an_interrupt_ends_a_question_quietly(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "stillup", "init", str(tmp_path / "status")],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    read_until(ours, b"Name of the site")
    process.send_signal(signal.SIGINT)

    _, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not (tmp_path / "status").exists()


def read_until(terminal: int, words: bytes) -> None:
    """Read what a process shows on a terminal; fails when it ends without these words."""
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 1000)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_our_characters_gets_what_it_can_show(encoding: str) -> None:
    ran = stillup("help", "format", env={**os.environ, "PYTHONIOENCODING": encoding})

    assert ran.returncode == 0
    assert b"## Investigating" in ran.stdout
    assert ran.stderr == b""


def test_a_question_about_the_version_takes_no_time() -> None:
    began = time.perf_counter()
    stillup("--version")

    assert time.perf_counter() - began < 2
