"""Which repository a folder stands in."""

from pathlib import Path

import pytest

from stillup.edge.repository import find_top, read_origin


def repository(folder: Path, address: str) -> Path:
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text(f'[remote "origin"]\n\turl = {address}\n')
    return folder


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("git@github.com:brook/status.git", ("github.com", "brook/status")),
        ("https://github.com/brook/status", ("github.com", "brook/status")),
        ("https://jo:secret@git.example/a/b/c.git/", ("git.example", "a/b/c")),
        ("ssh://git@git.example:2222/us/site.git", ("git.example", "us/site")),
        ("/srv/git/site.git", ("", "")),
    ],
)
def test_the_origin_is_host_and_path(tmp_path: Path, address: str, origin: tuple[str, str]) -> None:
    assert read_origin(repository(tmp_path, address)) == origin


def test_a_folder_below_belongs_to_the_repository(tmp_path: Path) -> None:
    top = repository(tmp_path / "top", "x")

    assert find_top(top / "sites" / "status") == top


@pytest.mark.parametrize("text", ["", "[remote", "[core]\n\tbare = false\n", "\udcff"])
def test_settings_that_say_nothing_are_no_error(tmp_path: Path, text: str) -> None:
    top = repository(tmp_path, "x")
    (top / ".git" / "config").write_bytes(text.encode(errors="surrogateescape"))

    assert read_origin(top) == ("", "")
