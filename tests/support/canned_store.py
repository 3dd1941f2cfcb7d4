"""A store on loopback that gives every request the same answer, as S3 and Azure word theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@contextmanager
def answering(status: int, code: str, more: str = "") -> Iterator[str]:
    """Answer with this status and code while the block runs, and give the address.

    Without a code, `more` is the whole answer.
    """
    error = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>No.</Message>{more}</Error>"
    body = error if code else more
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, status, body.encode()))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, status: int, body: bytes, *arguments: object) -> None:
        self._status, self._body = status, body
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(self._status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(self._body)))
        self.end_headers()
        self.wfile.write(self._body)

    do_PUT = do_POST = do_DELETE = do_GET  # noqa: N815 - names of http.server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
