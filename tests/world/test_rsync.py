"""A folder on a host keeps the contract by rsync over OpenSSH; what goes wrong is told plainly."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from stillup.model import settings
from stillup.publish.rsync import open_target
from stillup.publish.rsync.target import RsyncTarget
from stillup.publish.target import PRIVATE, TargetError, Why
from tests.contract.contract import HTML, TargetContract, send
from tests.contract.place import Place
from tests.support.fake_build import published
from tests.support.git_sites import clean_environment
from tests.support.ssh_server import SshServer, ssh_server
from tests.support.tools import missing, program


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    program("rsync")
    with ssh_server(tmp_path_factory.mktemp("keys")) as server:
        yield server


@dataclass
class RsyncPlace:
    """A folder that is not there yet, on a host that is this machine."""

    server: SshServer
    folder: Path
    command: dict[str, str] = field(default_factory=dict)

    def open(self) -> RsyncTarget:
        login = f"{self.server.user}@127.0.0.1"
        to = f"rsync://{login}{str(self.folder).replace(' ', '%20')}"
        target = settings.Target("host", to, {"port": str(self.server.port)})
        ssh = {"RSYNC_RSH": self.server.command(**self.command)}
        environ = clean_environment(self.folder.parent) | ssh
        return open_target(target, site=self.folder.parent, environ=environ)

    def public(self) -> Mapping[str, bytes]:
        if not self.folder.is_dir():
            return {}
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


@pytest.fixture
def host(ssh: SshServer, tmp_path: Path) -> RsyncPlace:
    return RsyncPlace(ssh, tmp_path / "a státus page")


class TestRsync(TargetContract):
    @pytest.fixture
    def place(self, host: RsyncPlace) -> Place:
        return host


def refused(target: RsyncTarget) -> TargetError:
    with pytest.raises(TargetError) as raised:
        send(target, ("index.html", b"new"))
    target.close()
    return raised.value


def test_everybody_may_read_what_was_sent(host: RsyncPlace) -> None:
    send(host.open(), ("incidents/a/index.html", b"a"))

    assert (host.folder / "incidents/a").stat().st_mode & 0o777 == 0o755
    assert (host.folder / "incidents/a/index.html").stat().st_mode & 0o777 == 0o644


def test_nothing_arrives_before_what_it_links_to(host: RsyncPlace) -> None:
    target = host.open()
    target.look()
    target.begin()
    target.put("media/a.png", b"PNG", HTML)
    target.settle()
    assert set(host.public()) == {"media/a.png"}
    target.put("index.html", b"<img src=media/a.png>", HTML)
    assert set(host.public()) == {"media/a.png"}
    target.finish("done")
    target.close()

    assert set(host.public()) == {"media/a.png", "index.html"}


def test_a_deletion_takes_no_other_file_along(host: RsyncPlace) -> None:
    names = ("a/what?.html", "a/whatX.html", "a/[b].html", "a/b.html", "a/*.html", "a/c\\x.html")
    send(host.open(), *((name, b"x") for name in names))
    send(host.open(), delete=("a/what?.html", "a/[b].html", "a/*.html"))

    assert set(host.public()) == {"a/whatX.html", "a/b.html", "a/c\\x.html"}


def test_folders_left_empty_go_and_those_of_others_stay(host: RsyncPlace) -> None:
    send(host.open(), ("a/b/c/index.html", b"x"), ("theirs/index.html", b"x"))
    host.write("theirs/notes.txt", b"theirs")
    send(host.open(), delete=("a/b/c/index.html", "theirs/index.html"))

    assert sorted(p.name for p in host.folder.rglob("*")) == ["notes.txt", "theirs"]


def test_a_change_of_the_same_size_within_a_second_is_sent(host: RsyncPlace) -> None:
    for data in (b"one", b"two", b"six"):
        send(host.open(), ("index.html", data))
        assert host.public() == {"index.html": data}


@pytest.mark.parametrize(
    ("command", "told"),
    [({"key": "other_key"}, "did not let you in"), ({"known": "no_hosts"}, "did not let you in")],
)
def test_wrong_keys(command: dict[str, str], told: str, host: RsyncPlace) -> None:
    host.command = command

    error = refused(host.open())

    assert (error.why, told in error.message) == (Why.CREDENTIALS, True)
    assert "ssh-add" in error.help


def test_a_host_that_is_down(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    with ssh_server(keys) as server:
        server.stop()
        error = refused(RsyncPlace(server, tmp_path / "status").open())

    assert (error.why, error.message) == (Why.UNREACHABLE, "`127.0.0.1` can't be reached")


def test_a_host_that_goes_down_in_between(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    with ssh_server(keys) as server:
        place = RsyncPlace(server, tmp_path / "status")
        target = place.open()
        target.look()
        target.begin()
        target.put("index.html", b"new", HTML)
        server.stop()
        with pytest.raises(TargetError) as raised:
            target.settle()
        target.close()

    assert raised.value.why is Why.UNREACHABLE
    assert place.public() == {}


def test_a_folder_whose_parent_is_missing(ssh: SshServer, tmp_path: Path) -> None:
    error = refused(RsyncPlace(ssh, tmp_path / "none/status").open())

    assert error.why is Why.MISSING


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        missing("the right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(ssh: SshServer, small_disk: Path) -> None:
    place = RsyncPlace(ssh, small_disk / "status")
    send(place.open(), ("index.html", b"old"))
    target = place.open()
    with pytest.raises(TargetError) as raised:
        send(target, ("index.html", b"new" * 700_000))

    assert raised.value.why is Why.FULL
    assert place.public() == {"index.html": b"old"}


def test_a_folder_that_may_only_be_read(ssh: SshServer, small_disk: Path) -> None:
    place = RsyncPlace(ssh, small_disk / "status")
    send(place.open(), ("index.html", b"old"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    error = refused(place.open())

    assert error.why is Why.READ_ONLY
    assert place.public() == {"index.html": b"old"}
