"""Runs rsync over one ssh connection for the whole of a run, which never asks for anything."""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from stillup.publish.rsync.address import RsyncAddress
from stillup.publish.rsync.trouble import error_of, is_nothing_there, not_installed
from stillup.publish.target import TargetError

_QUIET: Final = ("BatchMode=yes", "ConnectTimeout=15", "ServerAliveInterval=15", "LogLevel=ERROR")
_SILENCE: Final = 60
"""Seconds without a byte after which a connection is given up."""
_CONNECTING: Final = 30.0
_LONGEST: Final = 3600.0
_PARTIAL: Final = frozenset({24})
"""Files that vanished on our own side: names that are not there."""


class Connection:
    """A way to one host. `RSYNC_RSH` says by which ssh, as for rsync itself.

    Its first call opens a master connection, which the others share: hosts refuse who calls often.
    """

    def __init__(self, address: RsyncAddress, environ: Mapping[str, str]) -> None:
        self._address = address
        self._environ = dict(environ) | {"LC_ALL": "C", "TZ": "UTC", "RSYNC_PROTECT_ARGS": "1"}
        self._ssh = shlex.split(environ.get("RSYNC_RSH") or "ssh")
        self._master: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._said: IO[bytes] | None = None

    def open(self) -> None:
        """Connect. Raises TargetError."""
        if self._master is not None or os.path.basename(self._ssh[0]) != "ssh":  # noqa: PTH119 - a name
            return
        self._folder = tempfile.mkdtemp(prefix="stillup-")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        options = ("-o", "ControlMaster=yes", "-o", "ControlPersist=no", "-N")
        self._master = self._started([*self._calling(), *options, self._address.login])
        self._wait(time.monotonic() + _CONNECTING)

    def run(self, *arguments: str, stdin: bytes = b"", empty: bytes | None = None) -> bytes:
        """Run rsync and return what it prints. Raises TargetError.

        With `empty`, that is returned where the folder at the other end is not there.
        """
        command = ["rsync", "-s", f"--timeout={_SILENCE}", "-e", shlex.join(self._calling())]
        try:
            ran = subprocess.run(  # noqa: S603 - no shell, and rsync as the user has it
                [*command, *arguments],
                input=stdin,
                capture_output=True,
                env=self._environ,
                timeout=_LONGEST,
                check=False,
            )
        except FileNotFoundError:
            raise not_installed("rsync") from None
        except subprocess.TimeoutExpired:
            raise error_of("operation timed out", self._address) from None
        said = ran.stderr.decode(errors="replace")
        if ran.returncode == 0 or ran.returncode in _PARTIAL:
            return ran.stdout
        if empty is not None and is_nothing_there(said):
            return empty
        raise error_of(said, self._address)

    def close(self) -> None:
        """Hang up. Never raises."""
        master, self._master = self._master, None
        if master is not None:
            master.terminate()
            with suppress(subprocess.TimeoutExpired):
                master.wait(timeout=10)
            if master.poll() is None:
                master.kill()
                master.wait()
        if self._said is not None:
            self._said.close()
            self._said = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    def _calling(self) -> list[str]:
        """Return the ssh command, without the host."""
        command = list(self._ssh)
        if os.path.basename(command[0]) != "ssh":  # noqa: PTH119
            return command
        command += [part for option in _QUIET for part in ("-o", option)]
        if self._address.port:
            command += ["-p", self._address.port]
        return [*command, "-S", f"{self._folder}/ssh"] if self._folder else command

    def _started(self, command: list[str]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603
                command,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                start_new_session=True,
            )
        except FileNotFoundError:
            self.close()
            raise not_installed("ssh") from None

    def _wait(self, until: float) -> None:
        """Wait until the connection stands. Raises TargetError if it never does."""
        while not Path(self._folder, "ssh").exists():
            ended = self._master is None or self._master.poll() is not None
            if ended or time.monotonic() > until:
                raise self._failed(in_time=ended)
            time.sleep(0.02)

    def _failed(self, *, in_time: bool) -> TargetError:
        said = b"operation timed out"
        if in_time and self._said is not None:
            self._said.seek(0)
            said = self._said.read()
        self.close()
        return error_of(said.decode(errors="replace"), self._address)
