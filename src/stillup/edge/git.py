"""Runs `git`, here and nowhere else: never asks, never opens an editor, never waits for ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import IO, Final

import msgspec

from stillup.edge.git_trouble import GitTrouble, Kind, trouble_of, without_secrets

LOCAL_SECONDS: Final = 300.0
"""Hooks of the user may run for long."""
NETWORK_SECONDS: Final = 120.0

_FORGET: Final = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_TRACE", "GIT_CONFIG"),
    *("GIT_TRACE_CURL", "GIT_CURL_VERBOSE", "GIT_TRACE_PACKET", "GIT_INTERNAL_SUPER_PREFIX"),
)
"""What a hook that we are called from would have us take for the user's wish, or tells secrets."""
_QUIET: Final = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": ":",
    "GIT_SEQUENCE_EDITOR": ":",
    "GIT_PAGER": "cat",
    "GIT_MERGE_AUTOEDIT": "no",
    "GIT_LITERAL_PATHSPECS": "1",
    "GCM_INTERACTIVE": "never",
    "SSH_ASKPASS_REQUIRE": "never",
}
_CONFIG: Final = (
    *("-c", "http.lowSpeedLimit=100", "-c", "http.lowSpeedTime=30"),
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.quotePath=false"),
    *("-c", "advice.statusHints=false", "-c", "color.ui=false"),
)
_SSH_OPTIONS: Final = "-o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15"


class Ran(msgspec.Struct, frozen=True):
    """How a run of Git ended. `err` is for people: without secrets."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as a text, without the last line end."""
        return self.out.decode(errors="replace").removesuffix("\n")

    @property
    def names(self) -> list[str]:
        """Standard output as names that end with NUL."""
        return [name.decode(errors="surrogateescape") for name in self.out.split(b"\0") if name]


class Git:
    """Git in one folder. With `git_dir`, on a repository of ours that has no checkout.

    `settings` count as if they stood in its configuration; no list of processes shows them.
    """

    def __init__(
        self,
        folder: str,
        *,
        git_dir: str | None = None,
        environment: Mapping[str, str] | None = None,
        settings: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.folder = folder
        given = os.environ if environment is None else environment
        self._environment = _configured(_safe(given), settings)
        if git_dir is not None:
            self._environment["GIT_DIR"] = git_dir
        self._ssh_known = False

    def run(
        self,
        *arguments: str,
        stdin: bytes | IO[bytes] | None = None,
        good: Iterable[int] = (0,),
        more: Mapping[str, str] | None = None,
        seconds: float = LOCAL_SECONDS,
        where: str = "",
    ) -> Ran:
        """Run one command to its end. Raises GitTrouble for an exit code that is not `good`.

        `more` adds to the environment; `where` is the address it talks to, for the message.
        """
        command = ["git", *_CONFIG, *arguments]
        ran = self._finish(command, stdin, self._environment | dict(more or {}), seconds, where)
        if ran.code not in good:
            said = ran.out.decode(errors="replace") if arguments[0] == "push" else ""
            raise trouble_of(f"{ran.err}\n{said}", where)
        return ran

    def talk(
        self,
        *arguments: str,
        where: str,
        seconds: float = NETWORK_SECONDS,
        stdin: bytes | None = None,
    ) -> Ran:
        """Run a command that talks to a server at `where`."""
        self._prepare_ssh()
        return self.run(*arguments, seconds=seconds, where=without_secrets(where), stdin=stdin)

    def text(self, *arguments: str) -> str:
        """Return what a command prints, empty if it fails: for questions that have no answer."""
        ran = self.run(*arguments, good=range(256))
        return ran.text if ran.code == 0 else ""

    def succeeds(self, *arguments: str) -> bool:
        """Return whether a question is answered by yes."""
        return self.run(*arguments, good=range(256)).code == 0

    def version(self) -> tuple[int, int]:
        """Return the version of Git, major and minor."""
        words = self.run("--version").text.split()
        major, minor, *_ = (words[2] if len(words) > 2 else "0.0").split(".")  # noqa: PLR2004
        return int(major), int(minor)

    def _prepare_ssh(self) -> None:
        """Let the user's own ssh command ask nothing; any other than OpenSSH stays as it is."""
        if self._ssh_known:
            return
        self._ssh_known = True
        environment = self._environment
        command = environment.get("GIT_SSH_COMMAND") or self.text("config", "core.sshCommand")
        if not command and environment.get("GIT_SSH"):
            return
        command = command or "ssh"
        if os.path.basename(command.split()[0]).removesuffix(".exe") == "ssh":
            environment["GIT_SSH_COMMAND"] = f"{command} {_SSH_OPTIONS}"

    def _finish(
        self,
        command: list[str],
        stdin: bytes | IO[bytes] | None,
        environment: Mapping[str, str],
        seconds: float,
        where: str,
    ) -> Ran:
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, and `git` as the user has it
                command,
                cwd=self.folder,
                env=dict(environment),
                stdin=_source(stdin),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            if error.filename == self.folder:
                raise
            raise GitTrouble(Kind.NOT_INSTALLED) from None
        with process:
            try:
                out, err = process.communicate(
                    stdin if isinstance(stdin, bytes) else None, timeout=seconds
                )
            except subprocess.TimeoutExpired:
                _end(process)
                raise GitTrouble(Kind.SLOW, "", where) from None
            except BaseException:
                _end(process)
                raise
        return Ran(process.returncode, out, without_secrets(err.decode(errors="replace")))


def _safe(environment: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environment.items() if name not in _FORGET}
    return kept | _QUIET


def _configured(environment: dict[str, str], settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    given = environment.get("GIT_CONFIG_COUNT", "0")
    count = int(given) if given.isdigit() else 0
    for count, (key, value) in enumerate(settings, start=count + 1):  # noqa: B020 - it goes on
        environment |= {f"GIT_CONFIG_KEY_{count - 1}": key, f"GIT_CONFIG_VALUE_{count - 1}": value}
        environment["GIT_CONFIG_COUNT"] = str(count)
    return environment


def _source(stdin: bytes | IO[bytes] | None) -> int | IO[bytes]:
    if stdin is None:
        return subprocess.DEVNULL
    return subprocess.PIPE if isinstance(stdin, bytes) else stdin


def _end(process: subprocess.Popen[bytes]) -> None:
    """End Git with all it started: an ssh that hangs would hold the pipes open."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
