"""A web server on loopback that gives exactly the answers a test wrote down, broken ones too."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Canned:
    """One answer. `headers` stand beside Content-Length, which is true unless they say another."""

    data: bytes = b""
    code: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class CannedHost:
    """Answers paths by `answers`, all others by `otherwise`. `asked` has each path with its headers."""

    answers: dict[str, Canned] = field(default_factory=dict)
    otherwise: Canned = field(default_factory=lambda: Canned(b"nothing here", 404))
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    @contextmanager
    def open(self) -> Iterator["CannedHost"]:
        """Serve while the block runs."""
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append((self.path, dict(self.headers)))
                answer = host.answers.get(self.path, host.otherwise)
                self.send_response(answer.code)
                headers = {"Content-Length": str(len(answer.data)), **answer.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
