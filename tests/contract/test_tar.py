"""A tar keeps the contract."""

import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from stillup.publish.tar import TarTarget
from stillup.publish.target import PRIVATE, Target
from tests.contract.contract import AtOnceContract
from tests.contract.place import Place


@dataclass
class TarPlace:
    """A file that is not there yet."""

    file: Path

    def open(self) -> Target:
        return TarTarget("tar", str(self.file))

    def public(self) -> Mapping[str, bytes]:
        return {p: d for p, d in read_tar(self.file).items() if not p.startswith(PRIVATE)}

    def write(self, path: str, data: bytes) -> None:
        self._rewrite(read_tar(self.file) | {path: data})

    def remove(self, path: str) -> None:
        self._rewrite({p: d for p, d in read_tar(self.file).items() if p != path})

    def served_as(self, path: str) -> tuple[str, str] | None:  # noqa: ARG002
        return None

    def _rewrite(self, files: Mapping[str, bytes]) -> None:
        with tarfile.open(self.file, "w") as tar:
            for path, data in files.items():
                info = tarfile.TarInfo(path)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))


def read_tar(file: Path) -> dict[str, bytes]:
    """Return the files in a tar, by path; none if there is no tar."""
    if not file.is_file():
        return {}
    with tarfile.open(file) as tar:
        found = {m.name.removeprefix("./"): tar.extractfile(m) for m in tar if m.isreg()}
        return {path: data.read() for path, data in found.items() if data is not None}


class TestTar(AtOnceContract):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Place:
        return TarPlace(tmp_path / "site.tar")
