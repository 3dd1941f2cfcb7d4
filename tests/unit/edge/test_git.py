"""Git's many ways to fail become few kinds, told plainly, and its secrets stay secret."""

import os
import time
from pathlib import Path

import pytest

from stillup.edge.git import Git
from stillup.edge.git_trouble import GitTrouble, Kind, telling_lines, trouble_of, without_secrets


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ssh: Could not resolve hostname example.com: Name or service not known", "unreachable"),
        ("ssh: connect to host 127.0.0.1 port 22: Connection refused", "unreachable"),
        (
            "fatal: unable to access 'http://h/': The requested URL returned error: 503",
            "unreachable",
        ),
        ("kex_exchange_identification: Connection closed by remote host", "unreachable"),
        ("error: RPC failed; curl 28 Operation too slow.", "unreachable"),
        ("git@example.com: Permission denied (publickey).", "login"),
        ("fatal: Authentication failed for 'https://example.com/x.git/'", "login"),
        ("fatal: could not read Username for 'https://h': terminal prompts disabled", "login"),
        ("Host key verification failed.", "unknown host"),
        ("remote: Repository not found.\nfatal: repository 'https://h/x/' not found", "not there"),
        ("fatal: '/srv/x.git' does not appear to be a git repository", "not there"),
        ("!\tx:refs/heads/main\t[rejected] (fetch first)", "moved"),
        ("! [rejected] main -> main (non-fast-forward)", "moved"),
        ("! [rejected] pages -> pages (stale info)", "moved"),
        ("!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)", "rejected"),
        ("!\tx:y\t[remote rejected] (protected branch hook declined)", "rejected"),
        (
            (
                "remote: error: cannot lock ref 'refs/heads/main': is at 1 but expected 2\n"
                "!\tx:y\t[remote rejected] (failed to update ref)"
            ),
            "moved",
        ),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "locked"),
        ("*** Please tell me who you are.", "no identity"),
        ("error: gpg failed to sign the data", "signing"),
        ("fatal: write error: No space left on device", "full"),
        ("fatal: detected dubious ownership in repository at '/x'", "not trusted"),
        ("error: insufficient permission for adding an object to repository", "read only"),
        ("fatal: not a git repository (or any of the parent directories): .git", "no repository"),
        ("fatal: something nobody has seen", "other"),
    ],
)
def test_what_git_says_has_a_kind_a_fact_and_a_way_out(said: str, kind: str) -> None:
    trouble = trouble_of(said, "example.com")

    assert trouble.kind == kind
    assert trouble.message
    assert not trouble.message.endswith(".")
    assert "{" not in trouble.message
    assert trouble.help


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("to https://ana:geheim@example.com/x.git", "to https://example.com/x.git"),
        (
            "https://ghp_abc@github.com/x and ssh://git@h/y",
            "https://github.com/x and ssh://git@h/y",
        ),
        ("git+ssh://git:geheim@h/y", "git+ssh://git@h/y"),
        ("http://ana:a:b@h/x?y=@z", "http://h/x?y=@z"),
        ("mail ana@example.com", "mail ana@example.com"),
    ],
)
def test_secrets_in_addresses_are_left_out(said: str, clean: str) -> None:
    assert without_secrets(said) == clean


def test_only_lines_that_say_something_are_kept_without_control_signs() -> None:
    said = (
        "Counting: 1%\rCounting: 100%\nremote: \x1b[31mNo!\x1b[0m \n"
        "remote: No!\nTo ssh://h/x\nerror: failed to push some refs to 'ssh://h/x'\nhint: pull\n"
    )

    assert telling_lines(said) == ("Counting: 100%", "[31mNo![0m", "No!")


def test_nothing_of_a_hook_we_run_in_leads_to_another_repository(tmp_path: Path) -> None:
    outside = dict(os.environ) | {"GIT_DIR": str(tmp_path / "no.git"), "GIT_INDEX_FILE": "/x"}
    git = Git(str(tmp_path), environment=outside)
    git.run("init", "--quiet")

    assert Path(git.run("rev-parse", "--absolute-git-dir").text) == tmp_path / ".git"


def test_a_git_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    git = Git(str(tmp_path))
    begun = time.monotonic()

    with pytest.raises(GitTrouble) as raised:
        git.run("-c", "alias.hang=!sleep 60 & sleep 60", "hang", seconds=0.5, where="example.com")

    assert raised.value.kind is Kind.SLOW
    assert raised.value.message == "`example.com` did not answer in time"
    assert time.monotonic() - begun < 20


def test_a_missing_git_and_a_missing_folder_are_not_the_same(tmp_path: Path) -> None:
    with pytest.raises(GitTrouble, match="not installed"):
        Git(str(tmp_path), environment={"PATH": str(tmp_path)}).run("--version")
    with pytest.raises(FileNotFoundError):
        Git(str(tmp_path / "gone")).run("--version")
