"""A real OpenSSH server on loopback, for whoever runs the tests, with keys made for the moment."""

import getpass
import os
import shlex
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.tools import missing, program

_SSHD = (Path("/usr/sbin/sshd"), Path("/usr/local/sbin/sshd"))
_CONFIG = """\
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
Subsystem sftp internal-sftp
SetEnv GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
LogLevel ERROR
{more}
"""


@dataclass
class SshServer:
    """Lets in whoever has the key `user_key`. `port` is 0 once it was stopped."""

    folder: Path
    port: int = 0
    more: str = "AcceptEnv GIT_PROTOCOL"
    user: str = field(default_factory=getpass.getuser)
    _listener: socket.socket | None = None
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def command(self, *, key: str = "user_key", known: str = "known_hosts") -> str:
        """Return the ssh command of somebody with this key, who knows these hosts."""
        options = {
            "IdentityFile": str(self.folder / key),
            "UserKnownHostsFile": str(self.folder / known),
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "StrictHostKeyChecking": "yes",
            "GlobalKnownHostsFile": "/dev/null",
        }
        return shlex.join(
            [
                program("ssh"),
                "-F",
                "none",
                *(f'-o{name}="{value}"' for name, value in options.items()),
            ]
        )

    def address(self, path: Path) -> str:
        """Return the address of a repository on it."""
        return f"ssh://{self.user}@127.0.0.1:{self.port}{path}"

    def stop(self) -> None:
        """Let nobody in any more."""
        if self._listener is not None:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for process in self._running:
            with suppress(ProcessLookupError):
                process.terminate()
            process.wait(timeout=20)
        self._running.clear()

    def start(self) -> None:
        """Listen, at the same port as before if there was one."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()

    def prepare(self) -> None:
        """Make keys, and the settings."""
        for name in ("host_key", "user_key", "other_key"):
            key = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self.folder / name)]
            subprocess.run([program("ssh-keygen"), *key], check=True)
        self._copy("user_key.pub", "authorized_keys")
        (self.folder / "sshd_config").write_text(_CONFIG.format(folder=self.folder, more=self.more))
        (self.folder / "no_hosts").touch()
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)

    def know(self) -> None:
        """Write down the host's key as one who knows it."""
        kind, key, *_ = (self.folder / "host_key.pub").read_text().split()
        (self.folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {kind} {key}\n")

    def _copy(self, name: str, to: str) -> None:
        (self.folder / to).write_bytes((self.folder / name).read_bytes())

    def _serve(self, listener: socket.socket) -> None:
        sshd = next((str(path) for path in _SSHD if path.is_file()), "")
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                command = [sshd, "-i", "-e", "-f", str(self.folder / "sshd_config")]
                self._running.append(
                    subprocess.Popen(
                        command,
                        stdin=connection.fileno(),
                        stdout=connection.fileno(),
                        stderr=subprocess.DEVNULL,
                    )
                )


@contextmanager
def ssh_server(folder: Path, *, more: str | None = None) -> Iterator[SshServer]:
    """Run a server, with its keys in `folder`, while the block runs.

    `more` are settings in place of the one by which Git may speak its newer protocol, as it does
    with the large hosts.
    """
    if not any(path.is_file() for path in _SSHD):
        missing("the program sshd")
    server = SshServer(folder) if more is None else SshServer(folder, more=more)
    server.prepare()
    server.start()
    server.know()
    try:
        yield server
    finally:
        server.stop()
