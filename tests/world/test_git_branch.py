"""A Git branch keeps the contract over OpenSSH, and over http with a password as hosts serve it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stillup.publish.git_branch.target import GitBranchTarget
from stillup.publish.target import TargetError, Why
from tests.contract.contract import AtOnceContract, send
from tests.contract.git_place import GitPlace
from tests.contract.place import Place
from tests.support.git_servers import NAME, PASSWORD, GitHttp, git_http
from tests.support.ssh_server import SshServer, ssh_server


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with ssh_server(tmp_path_factory.mktemp("keys")) as server:
        yield server


@pytest.fixture
def over_ssh(ssh: SshServer, tmp_path: Path) -> GitPlace:
    environ = {"GIT_SSH_COMMAND": ssh.command()}
    return GitPlace(tmp_path / "a place", address=ssh.address, environ=environ).make()


@pytest.fixture
def http(tmp_path: Path) -> Iterator[GitHttp]:
    with git_http(tmp_path / "git") as server:
        yield server


@pytest.fixture
def over_http(http: GitHttp) -> GitPlace:
    return GitPlace(http.folder, address=http.address).make()


class TestSsh(AtOnceContract):
    @pytest.fixture
    def place(self, over_ssh: GitPlace) -> Place:
        return over_ssh


class TestHttp(AtOnceContract):
    @pytest.fixture
    def place(self, over_http: GitPlace) -> Place:
        return over_http


def refused(target: GitBranchTarget) -> TargetError:
    with pytest.raises(TargetError) as raised:
        send(target, ("index.html", b"one"))
    assert PASSWORD not in raised.value.message + raised.value.help + target.place
    return raised.value


@pytest.mark.parametrize("change", [{"key": "other_key"}, {"known": "no_hosts"}])
def test_wrong_keys(change: dict[str, str], ssh: SshServer, over_ssh: GitPlace) -> None:
    over_ssh.environ["GIT_SSH_COMMAND"] = ssh.command(**change)

    error = refused(over_ssh.open())

    assert error.why is Why.CREDENTIALS
    assert over_ssh.commits() == []


def test_a_wrong_password(http: GitHttp, over_http: GitPlace) -> None:
    over_http.address = lambda path: http.address(path, NAME, "wrong-secret")

    error = refused(over_http.open())

    assert error.why is Why.CREDENTIALS
    assert "wrong-secret" not in error.message + error.help


def test_no_such_repository(over_ssh: GitPlace, over_http: GitPlace) -> None:
    for place in (over_ssh, over_http):
        place.bare.rename(place.root / "elsewhere.git")
        assert refused(place.open()).why is Why.MISSING


def test_nobody_there(http: GitHttp, over_http: GitPlace, tmp_path: Path) -> None:
    http.stop()
    assert refused(over_http.open()).why is Why.UNREACHABLE
    keys = tmp_path / "more keys"
    keys.mkdir()
    with ssh_server(keys) as server:
        command = server.command()
        server.stop()
        environ = {"GIT_SSH_COMMAND": command}
        place = GitPlace(tmp_path / "more", address=server.address, environ=environ).make()
        assert refused(place.open()).why is Why.UNREACHABLE


def test_a_large_first_upload(over_ssh: GitPlace, over_http: GitPlace) -> None:
    files = [(f"{i}/index.html", b"%d " % i * 2000) for i in range(400)]
    for place in (over_ssh, over_http):
        send(place.open(), *files)
        assert len(place.public()) == 400


def test_a_server_that_never_sends_single_files(tmp_path: Path) -> None:
    """An sshd without `AcceptEnv GIT_PROTOCOL`: it filters, and then gives out no file alone."""
    keys = tmp_path / "keys"
    keys.mkdir()
    with ssh_server(keys, more="") as server:
        environ = {"GIT_SSH_COMMAND": server.command()}
        place = GitPlace(tmp_path / "git", address=server.address, environ=environ).make()
        send(place.open(), ("index.html", b"one"), ("a.html", b"a"))
        site = tmp_path / "machine"

        for _ in range(2):
            target = place.machine(site)
            target.look()
            stored = target.read("index.html")
            assert stored is not None
            assert stored.data == b"one"
            assert target.listing()["a.html"].size == 1
            target.close()
        send(place.machine(site), ("index.html", b"two"))

    assert place.public() == {"index.html": b"two", "a.html": b"a"}
