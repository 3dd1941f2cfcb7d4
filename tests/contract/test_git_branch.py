"""A branch of a Git repository keeps the contract, whatever its server can do."""

from pathlib import Path

import pytest

from tests.contract.contract import AtOnceContract
from tests.contract.git_place import GitPlace
from tests.contract.place import Place


class TestOneCommit(AtOnceContract):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        return GitPlace(tmp_path / "git").make()


class TestHistory(AtOnceContract):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        return GitPlace(tmp_path / "git", options={"history": "keep"}).make()


class TestOldServer(AtOnceContract):
    """One that always sends all files, and a domain."""

    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        options = {"domain": "status.example"}
        return GitPlace(tmp_path / "git", filters=False, options=options).make()
