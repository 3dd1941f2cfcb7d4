"""A Git branch as a target: one commit, nobody else's history lost, little fetched, no secret told."""

import subprocess
from pathlib import Path

import pytest

from stillup.edge.manifest import MANIFEST
from stillup.model import settings
from stillup.publish.git_branch import open_target
from stillup.publish.git_branch.target import GitBranchTarget
from stillup.publish.target import TargetError, Why
from tests.contract.contract import HTML, send
from tests.contract.git_place import GitPlace

OURS = (MANIFEST, b'{"version":1,"files":{\n\n}}\n')


@pytest.fixture
def place(tmp_path: Path) -> GitPlace:
    return GitPlace(tmp_path / "git").make()


def refused(target: GitBranchTarget) -> TargetError:
    with pytest.raises(TargetError) as raised:
        send(target, ("index.html", b"ours"))
    return raised.value


def test_the_branch_is_one_commit_however_often_one_publishes(place: GitPlace) -> None:
    send(place.open(), OURS, ("index.html", b"one"))
    send(place.open(), OURS, ("index.html", b"two"))

    assert len(place.commits()) == 1
    told = place.git("log", "-1", "--format=%an <%ae> %aI %cI %s", "gh-pages").decode().strip()
    moment = "2026-11-21T13:00:00Z"
    assert told.replace("+00:00", "Z") == f"Stillup <> {moment} {moment} a run of a test"


def test_history_is_kept_if_one_wants_it(place: GitPlace) -> None:
    place.options = {"history": "keep"}
    send(place.open(), ("index.html", b"one"))
    send(place.open(), ("index.html", b"two"))

    assert len(place.commits()) == 2
    assert place.git("show", "gh-pages~1:index.html") == b"one"


def test_the_same_site_at_the_same_moment_is_the_same_commit(tmp_path: Path) -> None:
    places = [GitPlace(tmp_path / name).make() for name in ("a", "b")]
    for place in places:
        send(place.open(), ("b.html", b"b"), ("a/index.html", b"a"))

    assert places[0].commits() == places[1].commits()


def test_a_run_without_changes_leaves_the_branch_alone(place: GitPlace) -> None:
    send(place.open(), OURS, ("index.html", b"one"))
    before = place.commits()
    later = place.open()
    later._clock = lambda: __import__("datetime").datetime.now(__import__("datetime").UTC)
    send(later, ("index.html", b"one"))

    assert place.commits() == before


@pytest.mark.parametrize(
    ("address", "name"), [("git+file://{}", "CNAME"), ("git+file://{}?codeberg.org", ".domains")]
)
def test_hosts_find_the_files_that_they_want(address: str, name: str, place: GitPlace) -> None:
    place.options = {"domain": "status.example", "branch": "gh-pages"}
    if "codeberg" in address:
        renamed = place.bare.rename(place.root / "status.git?codeberg.org")
        place.address = lambda _path: f"file://{renamed}"
    send(place.open(), ("index.html", b"one"))
    if "codeberg" in address:
        renamed.rename(place.bare)

    assert place.files() == {"index.html": b"one", ".nojekyll": b"", name: b"status.example\n"}


def test_a_fresh_machine_fetches_names_and_no_files(place: GitPlace) -> None:
    first = place.open()
    send(first, *((f"{i}/index.html", b"%d" % i * 999) for i in range(50)))
    site = place.root / "fresh"
    target = place.machine(site)

    target.look()
    target.begin()
    target.put("7/index.html", b"changed", HTML)
    target.delete(("8/index.html",))
    target.finish("one file")

    assert _blobs(site) < 5
    target.close()
    files = place.public()
    assert len(files) == 49
    assert files["7/index.html"] == b"changed"


def _blobs(site: Path) -> int:
    (store,) = (site / ".stillup/publishing").glob("*.git")
    check = ["cat-file", "--batch-all-objects", "--batch-check=%(objecttype)", "--unordered"]
    ran = subprocess.run(["git", "--git-dir", store, *check], capture_output=True, check=True)
    return ran.stdout.split().count(b"blob")


def test_a_machine_that_remembers_sees_what_others_published(place: GitPlace) -> None:
    site = place.root / "laptop"
    send(place.machine(site), ("index.html", b"one"), ("a.html", b"a"))
    send(place.open(), ("index.html", b"two"))
    send(place.machine(site), ("a.html", b"b"))

    assert place.public() == {"index.html": b"two", "a.html": b"b"}


def test_a_broken_memory_is_thrown_away(place: GitPlace) -> None:
    site = place.root / "laptop"
    send(place.machine(site), ("index.html", b"one"))
    (store,) = (site / ".stillup/publishing").glob("*.git")
    for part in ("objects", "refs"):
        for file in (store / part).rglob("*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(b"broken")
    (store / "config").write_text("[core\n")

    send(place.machine(site), ("index.html", b"two"))

    assert place.public() == {"index.html": b"two"}


def test_two_at_one_machine_do_not_share_a_memory(place: GitPlace) -> None:
    site = place.root / "laptop"
    one, two = place.machine(site), place.machine(site)
    one.look()
    two.look()
    two.begin()
    two.put("index.html", b"two", HTML)
    two.finish("two")
    two.close()
    one.close()

    assert place.public() == {"index.html": b"two"}


def test_the_users_own_checkout_is_never_touched(place: GitPlace) -> None:
    site = place.root / "site"
    site.mkdir()
    run = ["git", "-C", str(site)]
    subprocess.run([*run, "init", "-q"], env=place.environ, check=True)
    before = sorted((path, path.stat().st_mtime_ns) for path in (site / ".git").rglob("*"))

    send(place.machine(site), ("index.html", b"one"))

    assert sorted((p, p.stat().st_mtime_ns) for p in (site / ".git").rglob("*")) == before


def test_a_history_of_others_is_not_ended(place: GitPlace) -> None:
    place.write("index.html", b"a page")
    place.write("index.html", b"another page")

    error = refused(place.open())

    assert error.why is Why.REFUSED
    assert "a single commit would end it" in error.message
    assert "history: keep" in error.help
    assert len(place.commits()) == 2


def test_a_commit_of_the_host_on_top_of_ours_is_no_history_of_others(place: GitPlace) -> None:
    send(place.open(), OURS, ("index.html", b"one"))
    place.write("CNAME", b"status.example\n")

    send(place.open(), OURS, ("index.html", b"two"))

    assert place.files()["CNAME"] == b"status.example\n"
    assert len(place.commits()) == 1


@pytest.mark.parametrize("history", ["one", "keep"])
def test_the_branch_with_the_sources_is_refused(history: str, place: GitPlace) -> None:
    place.write("content/site.yaml", b"name: x\n")
    place.options = {"history": history}

    error = refused(place.open())

    assert "holds the sources of a site" in error.message
    assert list(place.files()) == ["content/site.yaml"]


def test_what_the_server_says_when_it_refuses_is_passed_on(place: GitPlace) -> None:
    hook = place.bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'gh-pages is protected.'\nexit 1\n")
    hook.chmod(0o755)

    error = refused(place.open())

    assert error.why is Why.REFUSED
    assert "gh-pages is protected" in error.message
    assert place.commits() == []


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///nowhere/status.git", Why.MISSING),
        ("http://ana:geheim@127.0.0.1:9/status.git", Why.UNREACHABLE),
    ],
)
def test_where_nothing_is_is_told_without_secrets(
    to: str, why: Why, place: GitPlace, tmp_path: Path
) -> None:
    target = settings.Target("pages", to, {})
    opened = open_target(target, site=tmp_path, environ=place.environ)

    error = refused(opened)

    assert error.why is why
    assert "geheim" not in error.message + error.help + opened.place
    opened.close()


def test_a_token_in_the_checkouts_settings_is_used(place: GitPlace, tmp_path: Path) -> None:
    """As `actions/checkout` leaves one behind: without it, nothing here may be reached."""
    site = tmp_path / "site"
    site.mkdir()
    run = ["git", "-C", str(site)]
    subprocess.run([*run, "init", "-q"], env=place.environ, check=True)
    instead = f"url.file://{place.root}/.insteadOf"
    subprocess.run([*run, "config", instead, "ssh://pages/"], env=place.environ, check=True)
    target = settings.Target("pages", "ssh://pages/status.git", {})

    send(open_target(target, site=site, environ=place.environ), ("index.html", b"one"))

    assert place.public() == {"index.html": b"one"}


def test_a_history_that_means_nothing_is_refused(tmp_path: Path) -> None:
    target = settings.Target("pages", "git@example.com:x.git", {"history": "short"})

    with pytest.raises(TargetError, match="history: short"):
        open_target(target, site=tmp_path, environ={})


def test_without_git_it_says_so(place: GitPlace) -> None:
    place.environ["PATH"] = str(place.root)

    error = refused(place.open())

    assert (error.why, error.message) == (Why.LIBRARY, "Git is not installed on this computer")
