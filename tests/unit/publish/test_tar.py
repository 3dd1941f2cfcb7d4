"""One tar for a host's own deploy action: the same bytes from the same files, whole or as it was."""

import os
import tarfile
from pathlib import Path

import pytest

from stillup.model import settings
from stillup.publish.tar import TarTarget, open_target
from stillup.publish.target import TargetError, Why
from tests.contract.contract import HTML, send
from tests.contract.test_tar import read_tar


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.tar"


def test_the_same_files_make_the_same_bytes_whatever_was_there_before(tmp_path: Path) -> None:
    one, two = (tmp_path / name for name in ("one.tar", "two.tar"))
    send(TarTarget("t", str(one)), ("b.html", b"b"), ("a/index.html", b"a"))
    send(TarTarget("t", str(two)), ("a/index.html", b"older"), ("gone.html", b"gone"))
    send(TarTarget("t", str(two)), ("b.html", b"b"), ("a/index.html", b"a"), delete=("gone.html",))

    assert one.read_bytes() == two.read_bytes()


def test_everybody_may_read_everything_and_nothing_is_a_link(file: Path) -> None:
    with tarfile.open(file, "w") as tar:
        link = tarfile.TarInfo("elsewhere")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    target = TarTarget("t", str(file))
    target.look()
    assert target.listing()["elsewhere"].size == -1
    target.close()

    send(target, ("a/ä/index.html", b"a"))

    with tarfile.open(file) as tar:
        members = [(m.name, m.mode, m.type, m.uid, m.mtime) for m in tar]
    folders = [(name, 0o755, tarfile.DIRTYPE, 0, 0) for name in (".", "./a", "./a/ä")]
    assert members == [*folders, ("./a/ä/index.html", 0o644, tarfile.REGTYPE, 0, 0)]
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_run_that_fails_leaves_the_old_tar_and_no_other_file(file: Path) -> None:
    send(TarTarget("t", str(file)), ("index.html", b"old"))
    before = file.read_bytes()
    target = TarTarget("t", str(file))
    target.look()
    target.begin()
    target.put("index.html", b"new", HTML)
    file.write_bytes(before)  # another run, to the same end

    with pytest.raises(TargetError) as raised:
        target.finish("late")

    target.close()
    assert raised.value.why is Why.MOVED
    assert [each.name for each in file.parent.iterdir()] == ["site.tar"]


@pytest.mark.parametrize("data", [b"no tar at all" * 99, None])
def test_what_is_no_tar_is_told(data: bytes | None, file: Path) -> None:
    if data is None:
        send(TarTarget("t", str(file)), ("index.html", b"old" * 9999))
        os.truncate(file, 11_000)
    else:
        file.write_bytes(data)
    target = TarTarget("t", str(file))

    with pytest.raises(TargetError) as raised:
        target.look()

    target.close()
    assert raised.value.why is Why.REFUSED
    assert str(file) in raised.value.message


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as raised:
        TarTarget("t", str(tmp_path / "none/site.tar")).look()

    assert raised.value.why is Why.MISSING


@pytest.mark.parametrize("to", ["tar:out/site.tar", "tar://out/site.tar"])
def test_a_path_is_seen_from_the_sites_folder(to: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    send(open_target(settings.Target("t", to), site=tmp_path, environ={}), ("a.html", b"a"))

    assert read_tar(tmp_path / "out/site.tar") == {"a.html": b"a"}
