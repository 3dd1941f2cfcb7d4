"""DESIGN's three laws over random edits.

1. Same sources and same `now` give the same bytes.
2. Equal keys mean equal bytes (and equal views: when a view moves, its key must).
3. An incremental build leaves exactly the tree that a clean build leaves.

The full run (STILLUP_RUNS=1) makes 1,000 edits.
"""

import os
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from stillup.build import Build
from stillup.edge.disk import write_build
from stillup.edge.job import Written
from stillup.model.sources import Document, Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.edits import Moment, edited, start
from tests.support.site import themed

EDITS = max(20, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
CLEAN_EVERY = 10

_COPIED = {Kind.MEDIA, Kind.STATIC}


def moments(seed: int, count: int) -> Iterable[tuple[Moment, Build]]:
    """Yield a site after each edit; an edit that leaves errors is undone by going back."""
    dice, good = random.Random(seed), start()
    for _ in range(count):
        moment = edited(good, dice)
        made = themed(moment.project, moment.now.isoformat())
        if made.documents:
            good = moment
            yield moment, made


def test_equal_keys_mean_equal_bytes_and_equal_views() -> None:
    bytes_by_key: dict[str, bytes] = {}
    views_by_key: dict[str, bytes] = {}
    fragments = Fragments()
    for _, made in moments(1, EDITS):
        renderer = Renderer(made, fragments)
        for document in made.documents:
            if document.kind not in _COPIED:
                view = msgspec.msgpack.encode(renderer.view(document))
                assert views_by_key.setdefault(document.key, view) == view, document
            if document.key not in bytes_by_key or document.kind is Kind.HOME:
                data = renderer.render(document)
                assert bytes_by_key.setdefault(document.key, data) == data, document


def test_the_same_sources_and_moment_give_the_same_bytes() -> None:
    for moment, made in moments(2, EDITS // CLEAN_EVERY):
        again = themed(moment.project, moment.now.isoformat())
        assert again.documents == made.documents
        assert rendered(made) == rendered(again)


def test_an_incremental_build_leaves_the_tree_of_a_clean_build(tmp_path: Path) -> None:
    for i, (_, made) in enumerate(moments(3, EDITS)):
        write(made, tmp_path / "kept")
        if i % CLEAN_EVERY == 0:
            write(made, tmp_path / f"clean-{i}")
            assert tree(tmp_path / "kept") == tree(tmp_path / f"clean-{i}")


def rendered(made: Build) -> dict[str, bytes]:
    renderer = Renderer(made, Fragments())
    return {document.path: renderer.render(document) for document in made.documents}


def write(made: Build, folder: Path) -> None:
    renderer = Renderer(made, Fragments())

    def render(documents: Sequence[Document]) -> Iterable[tuple[Document, bytes]]:
        return ((document, renderer.render(document)) for document in documents)

    assert isinstance(write_build(made, folder, render), Written)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
