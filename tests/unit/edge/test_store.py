"""The store is a shortcut: whatever befalls its file, nothing raises and nothing comes back wrong."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from stillup.edge.store import Store

TABLES = {"words": 8}


def store_at(file: Path, stamp: str = "me") -> Store:
    return Store(file, TABLES, stamp)


def fill(file: Path, values: dict[str, bytes], stamp: str = "me") -> None:
    store = store_at(file, stamp)
    store.put("words", values.items())
    store.close()


def read(file: Path, *keys: str, stamp: str = "me") -> dict[str, bytes]:
    store = store_at(file, stamp)
    found = dict(store.get("words", keys))
    store.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "private" / "cache.sqlite"


def test_gives_back_what_was_put(file: Path) -> None:
    fill(file, {"a": b"\x00one", "b": b""})
    assert read(file, "a", "b", "c") == {"a": b"\x00one", "b": b""}


def test_asks_for_thousands_at_once(file: Path) -> None:
    values = {f"key {i}": b"%d" % i for i in range(3000)}
    fill(file, values)
    assert read(file, *values) == values


def test_makes_no_file_before_something_is_put(file: Path) -> None:
    assert read(file, "a") == {}
    assert not file.parent.exists()


def test_git_never_sees_the_folder(file: Path) -> None:
    fill(file, {"a": b"1"})
    assert (file.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_leaves_one_file_behind(file: Path) -> None:
    fill(file, {"a": b"1"})
    read(file, "a")
    assert {p.name for p in file.parent.iterdir()} == {".gitignore", "cache.sqlite"}


def test_another_stamp_begins_anew(file: Path) -> None:
    fill(file, {"a": b"1"}, stamp="older program")
    assert read(file, "a") == {}
    fill(file, {"b": b"2"})
    assert read(file, "a", "b") == {"b": b"2"}


def write_garbage(file: Path) -> None:
    file.write_bytes(b"this is no database " * 400)


def cut_in_half(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2 // 512 * 512 + 7])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def scribble_over_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(255 - byte for byte in data[4096:])
    file.write_bytes(data)


def make_it_somebody_elses(file: Path) -> None:
    file.unlink()
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE words (something INTEGER, quite TEXT, other BLOB)")
    database.execute("INSERT INTO words VALUES (1, 'a', 'b')")
    database.commit()
    database.close()


def drop_a_table(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("DROP TABLE words")
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "harm",
    [write_garbage, cut_in_half, empty, scribble_over_pages, make_it_somebody_elses, drop_a_table],
)
def test_a_broken_file_is_begun_anew(file: Path, harm: Callable[[Path], None]) -> None:
    values = {f"key {i}": bytes(900) for i in range(200)}
    fill(file, values)
    harm(file)
    assert read(file, *values).items() <= values.items()
    fill(file, {"a": b"1"})
    fill(file, {"a": b"1"})
    assert read(file, "a") == {"a": b"1"}


def test_a_value_with_a_flipped_bit_is_forgotten(file: Path) -> None:
    fill(file, {"a": b"<p>all is well</p>", "b": b"2"})
    data = file.read_bytes()
    assert data.count(b"all is well") == 1
    file.write_bytes(data.replace(b"all is well", b"all is hell"))
    assert read(file, "a", "b") == {"b": b"2"}


def test_a_folder_in_its_place_is_done_without(file: Path) -> None:
    (file / "inner").mkdir(parents=True)
    fill(file, {"a": b"1"})
    assert read(file, "a") == {}
    assert (file / "inner").is_dir()


def test_a_file_where_its_folder_should_be_is_done_without(file: Path) -> None:
    file.parent.write_text("mine", encoding="utf-8")
    fill(file, {"a": b"1"})
    assert read(file, "a") == {}
    assert file.parent.read_text(encoding="utf-8") == "mine"


def test_a_locked_file_is_done_without(file: Path) -> None:
    fill(file, {"a": b"1"})
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(file, TABLES, "me", patience=0.05)
    assert dict(store.get("words", ["a"])) == {}
    store.put("words", [("b", b"2")])
    store.close()
    other.execute("ROLLBACK")
    other.close()
    assert read(file, "a", "b") == {"a": b"1"}


def test_two_runs_at_once_both_keep_what_they_learn(file: Path) -> None:
    one, two = store_at(file), store_at(file)
    one.put("words", [("a", b"1")])
    two.put("words", [("b", b"2")])
    assert dict(one.get("words", ["a", "b"])) == {"a": b"1", "b": b"2"}
    one.close()
    two.close()
    assert read(file, "a", "b") == {"a": b"1", "b": b"2"}


def test_what_nobody_asks_for_goes_after_many_runs(file: Path) -> None:
    fill(file, {"asked for": b"1", "forgotten": b"2"})
    for _ in range(32):
        read(file, "asked for")
    assert read(file, "asked for", "forgotten") == {"asked for": b"1"}
