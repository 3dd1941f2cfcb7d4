"""Real object stores keep the contract: S3 with signatures, Azure Blob, and Google's XML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import obstore
import pytest
from obstore.store import ObjectStore as Store

from stillup.model import settings
from stillup.publish.object_store.address import address_of
from stillup.publish.object_store.connection import connect
from stillup.publish.target import PRIVATE, Target
from stillup.publish.targets import open_target
from tests.contract.contract import ConditionalContract, TargetContract
from tests.contract.place import Place
from tests.support.faulty_proxy import proxied
from tests.support.object_stores import AZURE_ACCOUNT, OPEN_BUCKET, ObjectStore, azurite, seaweedfs

_NUMBERS = count(1)


@dataclass
class BucketPlace:
    """A bucket of its own, or a folder in one."""

    server: ObjectStore
    target: settings.Target

    def open(self) -> Target:
        return open_target(self.target, site=Path(), environ=self.server.environment)

    def public(self) -> Mapping[str, bytes]:
        store = self._store()
        paths = [found["path"] for page in obstore.list(store) for found in page]
        return {
            path: bytes(obstore.get(store, path).bytes())
            for path in paths
            if not path.startswith(f"{PRIVATE}/")
        }

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
    bucket = server.bucket(f"status-{next(_NUMBERS)}")
    to = f"{scheme}://{bucket}{prefix}"
    return BucketPlace(
        server, settings.Target("store", to, {"endpoint": server.endpoint, **options})
    )


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with seaweedfs(tmp_path_factory.mktemp("seaweedfs")) as server:
        yield server


@pytest.fixture(scope="module")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with azurite(tmp_path_factory.mktemp("azurite")) as server:
        yield server


@pytest.fixture(scope="module")
def google(s3: ObjectStore) -> Iterator[ObjectStore]:
    s3.bucket(OPEN_BUCKET)
    with proxied(s3.port, drop=b"authorization") as proxy:
        endpoint = f"http://127.0.0.1:{proxy.port}"
        environment = {"GOOGLE_OAUTH_ACCESS_TOKEN": "a-token", "GOOGLE_BASE_URL": endpoint}
        yield replace(s3, environment=environment)


class TestSeaweedFS(ConditionalContract):
    @pytest.fixture
    def place(self, s3: ObjectStore) -> Place:
        return place_on(s3, "s3")


class TestFolderInABucket(ConditionalContract):
    @pytest.fixture
    def place(self, s3: ObjectStore) -> Place:
        return place_on(s3, "s3", "/status pages/ours")


class TestAzurite(ConditionalContract):
    @pytest.fixture
    def place(self, azure: ObjectStore) -> Place:
        return place_on(azure, "az", account=AZURE_ACCOUNT)


class TestGoogle(TargetContract):
    """Google's XML as obstore speaks it, against SeaweedFS: both descend from S3's.

    It shows names, bodies, types, listing and deleting. Google's login, which is taken off on the
    way, and its own conditions, which SeaweedFS does not know, are beyond any server that runs
    here; that conditions are not kept is noticed.
    """

    @pytest.fixture
    def place(self, google: ObjectStore) -> Place:
        return BucketPlace(
            google, settings.Target("store", f"gs://{OPEN_BUCKET}/{next(_NUMBERS)}", {})
        )

    def test_it_says_of_itself_what_its_suite_holds_it_to(self, place: Place) -> None:
        target = place.open()
        target.look()
        target.begin()

        assert not target.abilities.conditional
