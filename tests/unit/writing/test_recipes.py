"""The recipes for Git hosts: which is written, and how the site's folder is named in it."""

import pytest
import yaml

from stillup.writing.recipes import GITHUB, GITLAB, github_recipe, gitlab_recipe, recipes_for


@pytest.mark.parametrize(
    ("host", "paths"),
    [
        ("github.com", [GITHUB]),
        ("gitlab.example.org", [GITLAB]),
        ("both", [GITHUB, GITLAB]),
        ("git.example.org", [GITHUB, GITLAB]),
        ("", [GITHUB, GITLAB]),
        ("none", []),
    ],
)
def test_the_host_decides_which_recipe_is_written(host: str, paths: list[str]) -> None:
    assert list(recipes_for(host, "")) == paths


@pytest.mark.parametrize(
    ("folder", "named"),
    [("", "stillup publish"), ("status", "-C status publish"), ("a b's", "-C 'a b'\\''s' publish")],
)
def test_a_site_below_the_repository_is_named_as_a_shell_takes_it(folder: str, named: str) -> None:
    github, gitlab = yaml.safe_load(github_recipe(folder)), yaml.safe_load(gitlab_recipe(folder))

    runs = [step.get("run", "") for step in github["jobs"]["publish"]["steps"]]
    assert any(run.endswith(named) for run in runs)
    assert any(run.endswith(f"{named} --if-due") for run in runs)
    assert gitlab["publish"]["script"][-1].endswith(f"{named} $due")


def test_checking_never_stands_before_publishing() -> None:
    github, gitlab = yaml.safe_load(github_recipe()), yaml.safe_load(gitlab_recipe())

    assert "needs" not in github["jobs"]["publish"]
    assert gitlab["publish"]["needs"] == []
    assert gitlab["publish"]["stage"] == gitlab["check"]["stage"]


def test_one_run_publishes_at_a_time_and_is_never_cut_off() -> None:
    github, gitlab = yaml.safe_load(github_recipe()), yaml.safe_load(gitlab_recipe())

    assert github["jobs"]["publish"]["concurrency"]["cancel-in-progress"] is False
    assert gitlab["publish"]["resource_group"] == "status"
    assert gitlab["publish"]["interruptible"] is False
