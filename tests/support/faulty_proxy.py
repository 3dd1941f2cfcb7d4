"""A proxy on loopback that hurts what passes through it, and counts requests and bytes.

It hands every head on as it came, with its `Host`, since signatures cover that.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

_SLOWNESS = 0.05
_BUSY = (
    b"HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: 55\r\n\r\n"
    b"<Error><Code>SlowDown</Code><Message>.</Message></Error>"
)[:-1]


class Fault(StrEnum):
    """What happens to one request."""

    NONE = "passed"
    BUSY = "503"
    RESET = "reset before it arrives"
    CUT_REQUEST = "request cut in the middle"
    LOST_REPLY = "done, and the reply lost"
    CUT_REPLY = "reply cut in the middle"
    SLOW = "delayed"
    DEATH_BEFORE = "publisher killed before it arrives"
    DEATH_AFTER = "publisher killed before the reply"


@dataclass(frozen=True)
class Request:
    """One request: which one of all, counted from 1, and what it asks for."""

    number: int
    method: str
    path: str


@dataclass
class Proxy:
    """What passed, and what is done to it. `kill` ends the publisher; `drop` is a header's name."""

    upstream: int
    port: int = 0
    drop: bytes = b""
    choose: Callable[[Request], Fault] = lambda _: Fault.NONE
    kill: Callable[[], None] = lambda: None
    requests: list[Request] = field(default_factory=list)
    faults: dict[Fault, int] = field(default_factory=dict)
    sent: int = 0
    received: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start_over(
        self,
        choose: Callable[[Request], Fault] = lambda _: Fault.NONE,
        kill: Callable[[], None] = lambda: None,
    ) -> None:
        """Count from nothing, and choose other faults from now on."""
        with self._lock:
            self.choose, self.kill = choose, kill
            self.requests, self.faults = [], {}
            self.sent = self.received = 0

    def _note(self, head: bytes) -> Fault:
        method, path = head.split(b" ", 2)[:2]
        with self._lock:
            request = Request(len(self.requests) + 1, method.decode(), path.decode())
            self.requests.append(request)
            fault = self.choose(request)
            self.faults[fault] = self.faults.get(fault, 0) + 1
            return fault

    def _count(self, sent: int, received: int) -> None:
        with self._lock:
            self.sent += sent
            self.received += received

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=(client,), daemon=True).start()

    def _converse(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.upstream))
        except OSError:
            _reset(client)
            return
        with client, server, client.makefile("rb") as asks, server.makefile("rb") as answers:
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with suppress(OSError, ValueError):
                while self._exchange(client, server, asks, answers):
                    pass

    def _exchange(
        self, client: socket.socket, server: socket.socket, asks: BinaryIO, answers: BinaryIO
    ) -> bool:
        """Let one request pass, or hurt it; whether another one may come on this connection."""
        head = _read_head(asks)
        if not head:
            return False
        body = _read_body(asks, head)
        fault = self._note(head)
        head = _without(head, self.drop)
        if fault is Fault.DEATH_BEFORE:
            self.kill()
        if fault in {Fault.RESET, Fault.DEATH_BEFORE}:
            _reset(client)
            return False
        if fault is Fault.BUSY:
            client.sendall(_BUSY)
            return True
        if fault is Fault.CUT_REQUEST:
            server.sendall((head + body)[: len(head) + len(body) // 2])
            _reset(client)
            return False
        if fault is Fault.SLOW:
            time.sleep(_SLOWNESS)
        server.sendall(head + body)
        reply = _read_reply(answers, is_bare=head.startswith(b"HEAD "))
        self._count(len(head) + len(body), len(reply))
        return self._answer(client, fault, reply)

    def _answer(self, client: socket.socket, fault: Fault, reply: bytes) -> bool:
        if fault is Fault.DEATH_AFTER:
            self.kill()
        if fault in {Fault.LOST_REPLY, Fault.DEATH_AFTER}:
            _reset(client)
            return False
        if fault is Fault.CUT_REPLY:
            client.sendall(reply[: len(reply) - max(1, len(reply) // 4)])
            return False
        client.sendall(reply)
        return bool(reply)


@contextmanager
def proxied(upstream: int, drop: bytes = b"") -> Iterator[Proxy]:
    """Stand before the server at port `upstream`; nothing is hurt until somebody says so.

    `drop` is the name of a header that no request is to arrive with, in lower case.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        proxy = Proxy(upstream, listener.getsockname()[1], drop)
        threading.Thread(target=proxy._serve, args=(listener,), daemon=True).start()
        yield proxy
        listener.shutdown(socket.SHUT_RDWR)


def _reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # The reader holds the socket open; this sends the reset at once all the same.
    client.shutdown(socket.SHUT_RD)
    client.close()


def _read_head(stream: BinaryIO) -> bytes:
    lines = []
    while line := stream.readline():
        lines.append(line)
        if line == b"\r\n":
            return b"".join(lines)
    return b""


def _without(head: bytes, name: bytes) -> bytes:
    lines = head.split(b"\r\n")
    kept = [line for line in lines if not name or line.partition(b":")[0].lower() != name]
    return b"\r\n".join(kept)


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


def _read_body(stream: BinaryIO, head: bytes) -> bytes:
    if _header(head, b"transfer-encoding").lower() == b"chunked":
        return b"".join(_chunks(stream))
    return stream.read(int(_header(head, b"content-length") or 0))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline():
        size = int(line.split(b";")[0], 16)
        yield line + stream.read(size + 2)
        if not size:
            return


def _read_reply(stream: BinaryIO, *, is_bare: bool) -> bytes:
    head = _read_head(stream)
    has_body = not is_bare and head.split(b" ", 2)[1:2] not in ([b"204"], [b"304"])
    return head + _read_body(stream, head) if has_body else head
