"""`stillup send` against real servers: OpenSSH, and Git's own backend over http with a password."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.support.git_servers import NAME, PASSWORD, GitHttp, git_http
from tests.support.git_sites import Person, Team, found_team
from tests.support.ssh_server import SshServer, ssh_server
from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import EMAIL, NOW, SITE

ANA = "\n## Identified · 2026-11-21 12:50\n\nIt is the mail store.\n"
BEN = "\n## Monitoring · 2026-11-21 12:55\n\nMail flows again.\n"


@dataclass(frozen=True)
class Served:
    """A team whose repository is reached over a network."""

    team: Team
    server: SshServer | GitHttp
    address: Callable[[], str]

    def join(self, name: str) -> Person:
        return self.team.join(name, self.address())


@contextmanager
def over_ssh(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    keys = root / "keys"
    keys.mkdir()
    team = _team(root, monkeypatch)
    with ssh_server(keys) as server:
        monkeypatch.setenv("GIT_SSH_COMMAND", server.command())
        yield Served(team, server, lambda: server.address(team.bare))


@contextmanager
def over_http(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    team = _team(root, monkeypatch)
    with git_http(team.root) as server:
        yield Served(team, server, lambda: server.address(team.bare))


def _team(root: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    team = found_team(root / "team", SITE)
    for name, value in team.environment().items():
        monkeypatch.setenv(name, value)
    return team


@pytest.fixture(params=[over_ssh, over_http])
def served(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    with request.param(tmp_path, monkeypatch) as found:
        yield found


def send(person: Person, *arguments: str) -> Ran:
    return run("-C", person.site, "send", "--now", NOW, *arguments)


def add(person: Person, text: str) -> None:
    person.write(EMAIL, person.read(EMAIL) + text)


def test_clean(served: Served) -> None:
    ana = served.join("ana")
    add(ana, ANA)

    ran = send(ana)

    assert (ran.code, ran.err) == (0, "")
    assert served.team.files()[EMAIL].endswith(ANA)
    assert PASSWORD not in ran.out


def test_behind(served: Served) -> None:
    ana, ben = served.join("ana"), served.join("ben")
    ben.write("content/pages/contact.md", "---\ntitle: Reach us\n---\n\nWrite to us.\n")
    ben.share("Another page")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 0
    assert "took in 1 change of others\n" in ran.out
    assert ana.read("content/pages/contact.md").endswith("Write to us.\n")
    assert served.team.log()[:2] == ["Identified: Email arrives late", "Another page"]


def test_two_at_one_post(served: Served) -> None:
    ana, ben = served.join("ana"), served.join("ben")
    add(ben, BEN)
    assert send(ben).code == 0
    add(ana, ANA)

    assert send(ana).code == 0
    assert served.team.files()[EMAIL].endswith(ANA + BEN)
    assert ana.read(EMAIL).endswith(ANA + BEN)


def test_conflicting(served: Served) -> None:
    ana, ben = served.join("ana"), served.join("ben")
    ben.write(EMAIL, ben.read(EMAIL).replace("looking into it", "asking our supplier"))
    assert send(ben).code == 0
    ana.write(EMAIL, ana.read(EMAIL).replace("looking into it", "rolling back"))

    ran = send(ana)

    assert ran.code == 3
    assert "ben and you changed the same place" in ran.err
    assert "We are rolling back." in ana.read(EMAIL)
    assert "We are asking our supplier." in served.team.files()[EMAIL]


def test_refused(served: Served) -> None:
    served.team.hook("pre-receive", "#!/bin/sh\necho 'The branch is protected.' >&2\nexit 1\n")
    ana = served.join("ana")
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 3
    assert "  The branch is protected.\n" in ran.err
    assert "did not accept it" in ran.err
    assert PASSWORD not in ran.err
    assert ana.git("log", "-1", "--format=%s") == "Identified: Email arrives late"


def test_offline_and_back(served: Served) -> None:
    ana = served.join("ana")
    add(ana, ANA)
    served.server.stop()

    ran = send(ana)
    served.server.start()

    assert ran.code == 3
    assert "can't be reached\nyour text is safe: it is saved here" in ran.err
    assert PASSWORD not in ran.err
    assert send(ana).code == 0
    assert served.team.files()[EMAIL].endswith(ANA)


def test_quicker_than_us(served: Served) -> None:
    """Somebody else is always a moment quicker, five times; nothing is lost and nothing doubled."""
    ana = served.join("ana")
    script = (
        "#!/bin/sh\n"
        "count=$(cat ../count 2>/dev/null || echo 0)\n"
        "[ $count -ge 5 ] && exit 0\n"
        "echo $((count + 1)) > ../count\n"
        "unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
        "export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.com\n"
        "export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.com\n"
        "new=$(git commit-tree -m Quicker -p main main^{tree})\n"
        "git update-ref refs/heads/main $new\n"
    )
    served.team.hook("pre-receive", script)
    add(ana, ANA)

    ran = send(ana)

    assert ran.code == 0, ran.err
    assert served.team.log() == ["Identified: Email arrives late", *["Quicker"] * 5, "Begin"]
    assert served.team.files()[EMAIL].count("It is the mail store.") == 1
    assert ana.status() == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"key": "other_key"}, "did not let you in"),
        ({"known": "no_hosts"}, "does not know, or no longer knows, the key of"),
    ],
)
def test_keys_over_ssh(
    change: dict[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_ssh(tmp_path, monkeypatch) as served:
        ana = served.join("ana")
        add(ana, ANA)
        assert isinstance(served.server, SshServer)
        monkeypatch.setenv("GIT_SSH_COMMAND", served.server.command(**change))

        ran = send(ana)

    assert ran.code == 3
    assert told in ran.err
    assert "your text is safe" in ran.err


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (HTTPStatus.FORBIDDEN, "did not let you in"),
        (HTTPStatus.NOT_FOUND, "there is no such repository or branch"),
        (HTTPStatus.SERVICE_UNAVAILABLE, "can't be reached"),
    ],
)
def test_answers_over_http(
    fails: HTTPStatus, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_http(tmp_path, monkeypatch) as served:
        ana = served.join("ana")
        add(ana, ANA)
        assert isinstance(served.server, GitHttp)
        served.server.fails = fails

        ran = send(ana)

    assert ran.code == 3
    assert told in ran.err
    assert PASSWORD not in ran.err


def test_a_wrong_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with over_http(tmp_path, monkeypatch) as served:
        ana = served.join("ana")
        add(ana, ANA)
        assert isinstance(served.server, GitHttp)
        wrong = served.server.address(served.team.bare, NAME, "wrong-secret")
        ana.git("remote", "set-url", "origin", wrong)

        ran = send(ana)

    assert ran.code == 3
    assert "did not let you in" in ran.err
    assert "wrong-secret" not in ran.err
    assert "your text is safe" in ran.err
    assert "GIT_TERMINAL_PROMPT" not in os.environ
