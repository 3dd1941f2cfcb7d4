"""A running preview: of a bench that shows what a test lays on it, or of a folder as a person runs it."""

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from stillup.build import Build, build
from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Document
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from stillup.serve.guard import Names
from stillup.serve.preview import Preview
from stillup.serve.server import make_server, open_sockets, port_of
from stillup.serve.snapshot import Snapshot
from tests.support.project import Project
from tests.support.site import theme_sources

TOKEN = "the-token"  # noqa: S105 - of no use but in tests


def shown(
    project: Project, now: str, *, number: int = 1, problems: tuple[Diagnostic, ...] = ()
) -> Snapshot:
    """Return a snapshot of a project with the default theme, drafts included, standing still."""
    at = datetime.fromisoformat(now)
    made = build(theme_sources() | project.sources(), at, show_hidden=True)
    return snapshot_of(made, at, number=number, problems=problems)


def snapshot_of(
    made: Build | None, at: datetime, *, number: int = 1, problems: tuple[Diagnostic, ...] = ()
) -> Snapshot:
    """Return a snapshot of a build, or of none yet."""
    return Snapshot(
        number=number,
        build=made,
        problems=problems,
        now=at,
        as_of=at,
        reading=None if made or problems else (3, 10),
        is_frozen=True,
    )


@dataclass
class FakeBench:
    """A workbench that shows what it is given. `journeys` are the moments it was sent to."""

    current: Snapshot
    journeys: list[datetime | None] = field(default_factory=list)
    renders: list[str] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    listening: list[Callable[[Snapshot], None]] = field(default_factory=list)

    def snapshot(self) -> Snapshot:
        return self.current

    def travel(self, to: datetime | None) -> None:
        self.journeys.append(to)

    def render(self, snapshot: Snapshot, document: Document) -> bytes:
        assert snapshot.build is not None
        self.renders.append(document.path)
        if document.path in self.fails:
            raise self.fails[document.path]
        return Renderer(snapshot.build, Fragments()).render(document)

    def subscribe(self, told: Callable[[Snapshot], None]) -> Callable[[], None]:
        self.listening.append(told)
        return lambda: self.listening.remove(told)

    def show(self, snapshot: Snapshot) -> None:
        """Go on to another snapshot, with the next number."""
        self.current = msgspec.structs.replace(snapshot, number=self.current.number + 1)
        for told in self.listening:
            told(self.current)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Running:
    """A preview on loopback. `complaints` are mistakes of ours that it was told of."""

    bench: FakeBench
    port: int
    complaints: list[str]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Reply:
        """Send one request; a header's `_` stands for `-`."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            asking.request(method, path, body, named)
            reply = asking.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            asking.close()

    def send(self, request: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)
            return b"".join(iter(lambda: line.recv(65536), b""))


@contextmanager
def running(bench: FakeBench, bound: str = "") -> Iterator[Running]:
    """Serve a bench while the block runs. It must end within a few seconds."""
    sockets = open_sockets("", 0)
    complaints: list[str] = []
    names = Names(port_of(sockets), bound)
    preview = Preview(bench, names, boot="boot", token=TOKEN, complain=complaints.append)
    ready = threading.Event()
    server = make_server(preview, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    assert ready.wait(20)
    try:
        yield Running(bench, port_of(sockets), complaints)
    finally:
        server.should_exit = True
        thread.join(10)
        for each in sockets:
            each.close()
        assert not thread.is_alive()


class Serving:
    """`stillup serve` as a process of its own, on a port of its own."""

    def __init__(self, folder: Path, *args: str, port: int = 0) -> None:
        self.said = ""
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "stillup",
                "-C",
                str(folder),
                "serve",
                "--port",
                str(port),
                *args,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=_hear_interrupts,  # noqa: PLW1509 - a runner in the background does not
        )

    @property
    def address(self) -> str:
        """Where it can be seen, without a slash at the end."""
        return self.see(r"(http://\S+)/ ")[1]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def see(self, pattern: str, seconds: float = 30) -> "re.Match[str]":
        """Wait until it has printed something, and return that."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.said)):
            assert time.monotonic() < end, f"{pattern!r} is not in {self.said!r}"
            assert self._listen(), f"it ended: {self.said!r}"
        return found

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.end()

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        try:
            rest, _ = self.process.communicate(timeout=20)
            self.said += rest.decode()
        finally:
            self.process.kill()
            self.process.wait()
        return self.process.returncode

    def _listen(self) -> bool:
        assert self.process.stdout is not None
        line = self.process.stdout.fileno()
        if not select.select([line], [], [], 1)[0]:
            return True
        data = os.read(line, 65536)
        self.said += data.decode(errors="replace")
        return bool(data)


@contextmanager
def serving(folder: Path, *args: str, port: int = 0) -> Iterator[Serving]:
    """Serve a folder while the block runs, and see that it ends quietly."""
    server = Serving(folder, *args, port=port)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            assert server.interrupt() == 0, server.said
    assert "Traceback" not in server.said
    assert "error" not in server.said.lower() or "[" in server.said


def at(text: str) -> datetime:
    """Return a moment of a text in RFC 3339, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
