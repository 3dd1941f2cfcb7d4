"""As a process of its own: it answers at once, asks on a terminal, and ends as it should."""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.unit.cli.sites import NOW, SITE, WEBMAIL

HEAVY = {
    "asyncio", "babel", "concurrent", "feedgen", "jinja2", "lxml", "markdown", "msgspec", "multiprocessing",
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


def test_a_build_that_changes_nothing_loads_no_library_that_makes_pages(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    code = (
        "import sys\n"
        "from stillup.cli.main import main\n"
        f"sys.argv[1:] = ['-C', {str(tmp_path)!r}, 'build', '--now', {NOW!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules)\n"
    )

    outs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]

    first, second = (set(out.stdout.split("LOADED")[1].split()) for out in outs)
    makers = {"babel", "feedgen", "jinja2", "markdown"}
    assert (makers & first, makers & second) == (makers, set())


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


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_it_runs_where_nothing_is_open(closed: str, tmp_path: Path) -> None:
    SITE.write(tmp_path)
    shell = f"{sys.executable} -m stillup -C {tmp_path} build --now {NOW} {closed}"

    assert subprocess.run(["bash", "-c", shell], check=False).returncode == 0
    assert (tmp_path / "public" / "index.html").is_file()


def test_an_interrupt_ends_a_build_quietly_and_the_next_one_is_whole(tmp_path: Path) -> None:
    many = {
        f"content/incidents/2026-10-{day:02}-old-{n}.md": SITE.files[WEBMAIL].replace(
            b"2026-11-10", f"2026-10-{day:02}".encode()
        )
        for day in range(1, 31)
        for n in range(4)
    }
    SITE.with_files({**many}).write(tmp_path)
    session = Session("-C", str(tmp_path), "build", "--now", NOW)
    session.see(b"page 5")
    session.interrupt()

    assert session.end() == 130
    assert b"Traceback" not in session.shown
    assert not (tmp_path / "public").exists()
    assert stillup("-C", str(tmp_path), "build", "--now", NOW).returncode == 0
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"content", "public", ".stillup"}


class Session:
    """A run of the command line on a terminal of its own."""

    def __init__(self, *args: str) -> None:
        self.terminal, theirs = os.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "stillup", *args],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            preexec_fn=hear_interrupts,  # noqa: PLW1509 - a runner in the background does not
        )
        os.close(theirs)

    def see(self, words: bytes) -> None:
        """Read until these words are shown, or the process ends."""
        while words not in self.shown and select.select([self.terminal], [], [], 20)[0]:
            try:
                self.shown += os.read(self.terminal, 1000)
            except OSError:
                break

    def type(self, line: str) -> None:
        os.write(self.terminal, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until it is heard: Python may be deaf between a prompt and its answer."""
        for _ in range(5):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)
                return

    def end(self) -> int:
        self.see(b"what is never shown")
        try:
            return self.process.wait(timeout=20)
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self.terminal)


def hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_a_question_quietly(tmp_path: Path) -> None:
    session = Session("init", str(tmp_path / "status"))
    session.see(b"Name of the site")
    session.interrupt()

    assert session.end() == 130
    assert b"Traceback" not in session.shown
    assert not (tmp_path / "status").exists()


def test_on_a_terminal_init_asks_for_what_is_not_given_and_asks_again(tmp_path: Path) -> None:
    session = Session("init", str(tmp_path), "--company", "Example")
    session.see(b"Name of the site")
    session.type("Example: Status")
    session.see(b"Its address")
    session.type("status")
    session.see(b"Error: `url` is not the address of a site")
    session.type("https://status.example")
    session.see(b"Time zone")
    session.type("Europe/Lisbon")
    session.see(b"Phone or mail")
    session.type("help@example.org")

    assert session.end() == 0
    assert b"Whose service" not in session.shown
    text = (tmp_path / "content" / "site.yaml").read_text("utf-8")
    assert 'name: "Example: Status"\n' in text
    assert "time_zone: Europe/Lisbon\n" in text
    assert "company: {name: Example}\n" in text
    assert "mailto:help@example.org" in text


def test_progress_is_shown_on_a_terminal_and_goes_away(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    session = Session("-C", str(tmp_path), "build", "--now", NOW)

    assert session.end() == 0
    assert b"\r\x1b[2Kpage " in session.shown
    assert session.shown.rindex(b"\r\x1b[2K") < session.shown.index(b" files written to")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_our_characters_gets_what_it_can_show(encoding: str) -> None:
    ran = stillup("help", "format", env={**os.environ, "PYTHONIOENCODING": encoding})

    assert ran.returncode == 0
    assert b"## Investigating" in ran.stdout
    assert ran.stderr == b""


def test_words_in_utf8_arrive_where_the_computer_knows_only_ascii(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    ran = subprocess.run(
        [sys.executable, "-m", "stillup", "new", "Slow", "-m", "Störung – danke."],
        cwd=tmp_path,
        env=os.environ | plain,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )

    assert ran.returncode == 0
    [file] = (tmp_path / "content/incidents").glob("*-slow.md")
    assert file.read_text(encoding="utf-8").endswith("\n\nStörung – danke.\n")
