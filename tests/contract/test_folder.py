"""A folder keeps the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from stillup.publish.folder import FolderTarget
from stillup.publish.target import PRIVATE, Target
from tests.contract.contract import LockingContract
from tests.contract.place import Place
from tests.support.fake_build import published


@dataclass
class FolderPlace:
    """A folder that is not there yet."""

    folder: Path

    def open(self) -> Target:
        return FolderTarget("folder", str(self.folder))

    def public(self) -> Mapping[str, bytes]:
        found = published(self.folder)
        return {p: d for p, d in found.items() if not p.startswith(f"{PRIVATE}/")}

    def write(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def remove(self, path: str) -> None:
        (self.folder / path).unlink()

    def served_as(self, path: str) -> tuple[str, str] | None:  # noqa: ARG002
        return None


class TestFolder(LockingContract):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        return FolderPlace(tmp_path / "status")
