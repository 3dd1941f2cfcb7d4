"""The preview's door to the network: which port, and a server that ends when it is told to."""

import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Final

import uvicorn

from stillup.serve.app import Door
from stillup.serve.preview import Preview

FIRST_PORT: Final = 8000
_TRIES: Final = 100
_LOCAL: Final = ("127.0.0.1", "::1")
_TAKEN: Final = frozenset({errno.EADDRINUSE, errno.EACCES})
_MISSING: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_BACKLOG: Final = 128
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class PortTaken(OSError):  # noqa: N818 - it says what is so
    """Another program has the port."""


def open_sockets(host: str, port: int | None) -> list[socket.socket]:
    """Return listening sockets, all at one port. Empty `host`: this machine alone, both families.

    `port` None means the first free one from 8000 on, 0 any. Raises PortTaken, or OSError if the
    host is no address of this machine.
    """
    if port is not None:
        return _bound(host, port)
    for attempt in range(FIRST_PORT, FIRST_PORT + _TRIES):
        try:
            return _bound(host, attempt)
        except PortTaken:
            continue
    return _bound(host, 0)


def port_of(sockets: list[socket.socket]) -> int:
    """Return at which port they listen."""
    return int(sockets[0].getsockname()[1])


def is_open_to_others(sockets: list[socket.socket]) -> bool:
    """Whether another machine could reach one of them."""
    return not all(ip_address(each.getsockname()[0]).is_loopback for each in sockets)


def serve_preview(
    preview: Preview, sockets: list[socket.socket], ready: Callable[[], None] | None = None
) -> None:
    """Serve until the process is asked to end. `ready` is called once requests are answered."""
    make_server(preview, ready).run(sockets=sockets)


def make_server(preview: Preview, ready: Callable[[], None] | None = None) -> uvicorn.Server:
    """Return the server, to be run with sockets; `should_exit` ends it from another thread."""
    logging.getLogger("uvicorn.error").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn.error").propagate = False
    config = uvicorn.Config(
        Door(preview),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=200,
        backlog=_BACKLOG,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=32 * 1024,
    )
    return _Server(config, preview, ready)


class _Server(uvicorn.Server):
    """Ends its event streams before it waits for connections to end, and dies of no signal."""

    def __init__(
        self, config: uvicorn.Config, preview: Preview, ready: Callable[[], None] | None
    ) -> None:
        super().__init__(config)
        self._preview = preview
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self._ready is not None:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self._preview.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that ask for an end, without passing them on afterwards."""
        try:
            before = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        except ValueError:  # not in the main thread: whoever started us ends us
            yield
            return
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _bound(host: str, port: int) -> list[socket.socket]:
    if host:
        return [_listening(host, port)]
    found = [_listening(_LOCAL[0], port)]
    try:
        found.append(_listening(_LOCAL[1], port_of(found)))
    except PortTaken:
        found[0].close()
        raise
    except OSError as error:
        if error.errno not in _MISSING:
            raise
    return found


def _listening(host: str, port: int) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    opened = socket.socket(family, kind)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        if error.errno in _TAKEN:
            raise PortTaken(error.errno, error.strerror) from error
        raise
    return opened
