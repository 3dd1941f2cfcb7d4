"""The double that other tests lean on keeps the contract as well, in both of its ways."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from stillup.publish.target import Target
from tests.contract.contract import AtOnceContract, ConditionalContract
from tests.contract.place import Place
from tests.support.memory_target import AT_ONCE, STORE, Bucket


@dataclass
class MemoryPlace:
    """A bucket in memory."""

    bucket: Bucket

    def open(self) -> Target:
        return self.bucket.open()

    def public(self) -> Mapping[str, bytes]:
        return self.bucket.public()

    def write(self, path: str, data: bytes) -> None:
        self.bucket.write(path, data)

    def remove(self, path: str) -> None:
        self.bucket.remove(path)

    def served_as(self, path: str) -> tuple[str, str] | None:
        headers = self.bucket.headers[path]
        return (headers.media_type, headers.caching)


class TestStore(ConditionalContract):
    @pytest.fixture
    def place(self) -> Place:
        return MemoryPlace(Bucket(abilities=STORE))


class TestAtOnce(AtOnceContract):
    @pytest.fixture
    def place(self) -> Place:
        return MemoryPlace(Bucket(abilities=AT_ONCE))
