"""A web host on loopback that a test can set: what time it has, what it fails at, what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Host:
    """Serves a folder. `now` is its clock, `fails` gives paths another answer's code.

    `seconds` is for how long a browser may keep a page without asking again; `headers` come with
    every answer.
    """

    folder: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    fails: dict[str, int] = field(default_factory=dict)
    seconds: int = 0
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def times(self, path: str) -> int:
        """Return how often a path was asked for."""
        return self.asked.count(path)

    @contextmanager
    def open(self) -> Iterator["Host"]:
        """Serve while the block runs."""
        handler = partial(_Handler, host=self, directory=str(self.folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, host: Host, directory: str) -> None:
        self.host = host
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        del self.headers["If-Modified-Since"]  # files here change within a second
        code = self.host.fails.get(self.path)
        if code is None:
            super().do_GET()
        else:
            self.send_error(code)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={self.host.seconds}")
        for name, value in self.host.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        at = self.host.now if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
        return format_datetime(at.astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
