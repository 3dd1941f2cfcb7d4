"""Git over http, as hosts serve it: Git's own `git-http-backend` behind a name and a password."""

import base64
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.support.git_sites import clean_environment
from tests.support.tools import missing, program

NAME, PASSWORD = "ana", "geheim-123"


@dataclass
class GitHttp:
    """Serves the repositories in a folder. Stops and starts at the same port."""

    folder: Path
    port: int = 0
    fails: HTTPStatus | None = None
    _server: ThreadingHTTPServer | None = None

    def address(self, path: Path, name: str = NAME, password: str = PASSWORD) -> str:
        """Return the address of a repository, with who one is."""
        inside = path.relative_to(self.folder)
        return f"http://{name}:{password}@127.0.0.1:{self.port}/{inside}"

    def start(self) -> None:
        """Listen."""
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", self.port), partial(_Backend, host=self, backend=_backend())
        )
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def git_http(folder: Path) -> Iterator[GitHttp]:
    """Serve the repositories in `folder` while the block runs."""
    host = GitHttp(folder)
    host.start()
    try:
        yield host
    finally:
        host.stop()


def _backend() -> str:
    ran = subprocess.run([program("git"), "--exec-path"], capture_output=True, check=True)
    backend = Path(ran.stdout.decode().strip(), "git-http-backend")
    return str(backend) if backend.is_file() else missing("the program git-http-backend")


class _Backend(BaseHTTPRequestHandler):
    """One request, as CGI (RFC 3875)."""

    def __init__(self, *arguments: object, host: GitHttp, backend: str) -> None:
        self.host, self.backend = host, backend
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        body = self._body()
        if self.host.fails is not None:
            self.send_error(self.host.fails)
        elif not self._is_known():
            self.send_response(HTTPStatus.UNAUTHORIZED)
            self.send_header("WWW-Authenticate", 'Basic realm="test"')
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._answer(body)

    def do_POST(self) -> None:
        self.do_GET()

    def _is_known(self) -> bool:
        said = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(said).decode() == f"{NAME}:{PASSWORD}"

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, body: bytes) -> None:
        asked = urlsplit(self.path)
        ran = subprocess.run(
            [self.backend],
            input=body,
            capture_output=True,
            check=False,
            env=clean_environment(self.host.folder)
            | {
                "GIT_PROJECT_ROOT": str(self.host.folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REQUEST_METHOD": self.command,
                "PATH_INFO": unquote(asked.path),
                "QUERY_STRING": asked.query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "REMOTE_USER": NAME,
                "REMOTE_ADDR": "127.0.0.1",
            },
        )
        head, _, rest = ran.stdout.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n") if line]
        status = next((value for name, value in headers if name == "Status"), "200")
        self.send_response(int(status.split()[0]))
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
