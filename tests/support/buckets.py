"""Places in real object stores: how a test publishes there, and what readers then find."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import obstore
from obstore.store import ObjectStore as Store

from stillup.edge.manifest import MANIFEST
from stillup.model import settings
from stillup.publish.object_store.address import address_of
from stillup.publish.object_store.connection import connect
from stillup.publish.target import PRIVATE, Target
from stillup.publish.targets import open_target
from tests.support.object_stores import ObjectStore

NUMBERS = count(1)


@dataclass
class BucketPlace:
    """A bucket of its own, or a folder in one."""

    server: ObjectStore
    target: settings.Target

    def open(self) -> Target:
        return open_target(self.target, site=Path(), environ=self.server.environment)

    def public(self) -> Mapping[str, bytes]:
        store = self._store()
        found = [meta["path"] for page in obstore.list(store) for meta in page]
        paths = [path for path in found if not path.startswith(f"{PRIVATE}/")]
        with ThreadPoolExecutor(8) as pool:
            data = pool.map(lambda path: bytes(obstore.get(store, path).bytes()), paths)
            return dict(zip(paths, data, strict=True))

    def pages(self) -> Mapping[str, bytes]:
        """Return what is there for readers, without our own notes for the next run."""
        return {path: data for path, data in self.public().items() if path != MANIFEST}

    def write(self, path: str, data: bytes) -> None:
        obstore.put(self._store(), path, data, use_multipart=False)

    def remove(self, path: str) -> None:
        obstore.delete(self._store(), path)

    def served_as(self, path: str) -> tuple[str, str] | None:
        folder = self.target.to.partition("://")[2]
        with urlopen(f"{self.server.endpoint}/{quote(folder)}/{quote(path)}") as answer:
            return answer.headers["Content-Type"], answer.headers["Cache-Control"]

    def _store(self) -> Store:
        return connect(
            address_of(self.target, self.server.environment), self.server.environment
        ).quick


def place_on(server: ObjectStore, scheme: str, prefix: str = "", **options: str) -> BucketPlace:
    """Return a new empty place on a server."""
    bucket = server.bucket(f"status-{next(NUMBERS)}")
    to = f"{scheme}://{bucket}{prefix}"
    return BucketPlace(
        server, settings.Target("store", to, {"endpoint": server.endpoint, **options})
    )
