"""A status behind https: read with a certificate that holds, and not believed without one."""

import ssl
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stillup.reading.read import read_status
from stillup.reading.unreadable import Unreadable
from tests.support.statuses import SUMMARY, encoded, whole
from tests.support.tools import program, run


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate of `localhost`, signed by itself, with its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made = run(
        *(program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
        *("-keyout", "key.pem", "-out", "cert.pem"),
        cwd=folder,
    )
    assert made.returncode == 0, made.stderr
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


@pytest.fixture
def port(certificate: Path, tmp_path: Path) -> Iterator[int]:
    file = tmp_path / SUMMARY.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(encoded(whole()))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def test_a_certificate_that_holds(
    port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert read_status(f"https://localhost:{port}", 10).page == "Harbour Mail"


def test_one_that_nobody_vouches_for(port: int) -> None:
    with pytest.raises(Unreadable, match=r"can't prove that it is .*: self.signed") as caught:
        read_status(f"https://localhost:{port}", 10)

    assert caught.value.help.startswith("Do not trust what it says.")


def test_one_of_another_host(port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with pytest.raises(Unreadable, match="can't prove that it is"):
        read_status(f"https://127.0.0.1:{port}", 10)
