"""Real object stores on loopback: SeaweedFS speaks S3 and checks signatures, Azurite Azure Blob."""

import base64
import hashlib
import hmac
import http.client
import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from socket import socket
from typing import Final

from tests.support.tools import node_file, program

S3_KEY: Final = "STILLUPTESTKEY"
S3_SECRET: Final = "the-key-that-signs-in-tests"  # noqa: S105 - of a server that lives for a test
OPEN_BUCKET: Final = "open-to-all"
"""A bucket that SeaweedFS lets anybody write to, signed or not."""
AZURE_ACCOUNT: Final = "devstoreaccount1"
# Azurite's own account and key, the same for everybody: its manual prints them.
AZURE_KEY: Final = (
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)
_PATIENCE: Final = 60.0


@dataclass(frozen=True)
class ObjectStore:
    """A running server.

    `port` speaks its protocol, `environment` is what a user would set to publish to it, and
    anybody may read what is in it at `url(bucket, path)`.
    """

    port: int
    environment: Mapping[str, str]
    make: Callable[[str], None] = field(repr=False)
    base: str = ""

    @property
    def endpoint(self) -> str:
        """The address that a target of ours names as its `endpoint`."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    def bucket(self, name: str) -> str:
        """Make an empty bucket and return its name."""
        self.make(name)
        return name


@contextmanager
def seaweedfs(folder: Path) -> Iterator[ObjectStore]:
    """Run SeaweedFS with its data in `folder`; nobody may write without a signature.

    Buckets are never made by writing to them, as with the stores people pay for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ports = _free_ports(8)
    master, _, _, _, filer, _, s3, _ = ports
    identities = folder / "identities.json"
    identities.write_text(json.dumps(_IDENTITIES))
    command = [
        *(program("weed"), "-logtostderr=false", f"-logdir={folder}", "server", f"-dir={folder}"),
        *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", f"-s3.config={identities}"),
        *(f"-{name}={port}" for name, port in zip(_PORTS, ports, strict=True)),
        *("-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false", "-s3.iam=false"),
        *("-volume.max=1000", "-master.volumeSizeLimitMB=64", "-volume.preStopSeconds=0"),
        *(f"-filer.localSocket={folder}/filer", f"-s3.localSocket={folder}/s3"),
    ]

    def make(name: str) -> None:
        _expect(_ask(filer, "POST", f"/buckets/{name}/"), HTTPStatus.CREATED)

    with _running(command, folder, lambda: _is_up(master) and _is_up(s3)):
        _until(lambda: _may_write(filer), "SeaweedFS takes no file")
        yield ObjectStore(
            s3, {"AWS_ACCESS_KEY_ID": S3_KEY, "AWS_SECRET_ACCESS_KEY": S3_SECRET}, make
        )


@contextmanager
def azurite(folder: Path) -> Iterator[ObjectStore]:
    """Run Azurite with its data in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (port,) = _free_ports(1)
    command = [
        *(program("node"), node_file("azurite/dist/src/blob/main.js"), "--silent"),
        *("--blobPort", str(port), "--location", str(folder), "--skipApiVersionCheck"),
    ]

    def make(name: str) -> None:
        _expect(_make_container(port, name), HTTPStatus.CREATED)

    environment = {"AZURE_STORAGE_ACCOUNT_KEY": AZURE_KEY}
    with _running(command, folder, lambda: _is_up(port)):
        yield ObjectStore(port, environment, make, f"/{AZURE_ACCOUNT}")


_PORTS: Final = (
    *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc"),
    *("filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc"),
)
_IDENTITIES: Final = {
    "identities": [
        {
            "name": "publisher",
            "credentials": [{"accessKey": S3_KEY, "secretKey": S3_SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        },
        {"name": "anonymous", "actions": ["Read", f"Write:{OPEN_BUCKET}", f"List:{OPEN_BUCKET}"]},
    ]
}


@contextmanager
def _running(command: list[str], folder: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        _until(is_ready, f"{Path(command[0]).name} does not answer")
        yield
    finally:
        server.kill()
        server.wait()


def _until(is_so: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.05)


def _free_ports(count: int) -> tuple[int, ...]:
    """Return ports that nobody listens at; all are held until the last is found."""
    held = [socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = tuple(int(one.getsockname()[1]) for one in held)
    for one in held:
        one.close()
    return ports


def _ask(
    port: int, method: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _is_up(port: int) -> bool:
    try:
        _ask(port, "GET", "/")
    except (OSError, http.client.HTTPException):
        return False
    return True


def _may_write(filer: int) -> bool:
    return _ask(filer, "POST", "/buckets/warm-up/")[0] == HTTPStatus.CREATED


def _expect(answer: tuple[int, bytes], status: HTTPStatus) -> None:
    if answer[0] != status:
        raise AssertionError(answer)


def _make_container(port: int, name: str) -> tuple[int, bytes]:
    """Make a container that anybody may read, signed as Azure's Shared Key wants it."""
    headers = {
        "x-ms-blob-public-access": "container",
        "x-ms-date": datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "x-ms-version": "2021-08-06",
    }
    signed = "PUT" + "\n" * 12 + "".join(f"{key}:{value}\n" for key, value in headers.items())
    signed += f"/{AZURE_ACCOUNT}/{AZURE_ACCOUNT}/{name}\nrestype:container"
    digest = hmac.new(base64.b64decode(AZURE_KEY), signed.encode(), hashlib.sha256).digest()
    signature = base64.b64encode(digest).decode()
    headers["Authorization"] = f"SharedKey {AZURE_ACCOUNT}:{signature}"
    return _ask(port, "PUT", f"/{AZURE_ACCOUNT}/{name}?restype=container", headers)
