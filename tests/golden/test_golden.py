"""Whole sites and all that becomes of them, to the byte. `--accept` rewrites; the diff is the review.

A golden site is a folder here: `content/`, and `expected/`, which a reviewer reads.
"""

import difflib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.links import dead_links
from tests.support.project import Project
from tests.support.site import themed

HERE = Path(__file__).parent
NOW = "2026-11-21T12:00:00+00:00"
SITES = sorted(folder.parent.name for folder in HERE.glob("*/content"))
MEANT = frozenset({"overdue-maintenance"})
"""What the sites show on purpose, and are warned of."""

_LINES = 40


def _tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _rendered(site: str) -> dict[str, bytes]:
    build = themed(Project.read(HERE / site), NOW)
    assert {d.code for d in build.diagnostics} <= MEANT
    renderer = Renderer(build, Fragments())
    return {document.path: renderer.render(document) for document in build.documents}


def _rewrite(folder: Path, tree: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _difference(path: str, old: bytes, new: bytes) -> str:
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), f"expected/{path}", path, lineterm=""
    )
    return "\n".join(list(lines)[:_LINES])


@pytest.mark.parametrize("site", SITES)
def test_a_site_comes_out_as_expected(site: str, *, accept: bool) -> None:
    tree = _rendered(site)
    assert dead_links(tree) == []
    if accept:
        _rewrite(HERE / site / "expected", tree)
    expected = _tree(HERE / site / "expected")
    assert sorted(tree) == sorted(expected)
    differences = [_difference(p, expected[p], tree[p]) for p in tree if tree[p] != expected[p]]
    assert not differences, "\n\n".join([f"{len(differences)} files differ", *differences])
