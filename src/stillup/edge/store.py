"""Bytes by table and key in one SQLite file. Only ever a shortcut: nothing in it need survive.

A file that is corrupt, locked, read-only, foreign or on a full disk raises nothing: it is begun
anew where that works, else done without. Every value has a checksum, so that what comes back is
what was put, or nothing.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")
_Row = tuple[str, int, int, bytes]

_APPLICATION: Final = 0x5371_1109
_AT_ONCE: Final = 500
_TIDY_EVERY: Final = 16
_HASTY: Final = "PRAGMA synchronous = OFF"
"""After a loss of power the file may be broken, and is begun anew. Nothing waits for the disk."""

_BROKEN: Final = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_IOERR}
)


class Store:
    """Values by table and key. For one thread at a time; several processes may share a file.

    `tables` says for how many runs each table keeps a value that nobody asks for; a run is one
    Store from opening to `close`. `stamp` names who understands the values: a file with another
    stamp is begun anew. The file and its folder are made when first something is put. `patience`
    is for how many seconds to wait for another process that has the file locked.
    """

    def __init__(
        self, file: Path, tables: Mapping[str, int], stamp: str, *, patience: float = 2.0
    ) -> None:
        self._file, self._tables, self._stamp = file, tables, stamp
        self._patience = patience
        self._asked: dict[str, set[str]] = {table: set() for table in tables}
        self._database: sqlite3.Connection | None = None
        self._writable = True
        self._run = 0
        if os.path.exists(file):
            self._open()

    def get(self, table: str, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield what is known of `keys`, in no order."""
        wanted = list(keys)
        for start in range(0, len(wanted), _AT_ONCE):
            yield from self._select(table, wanted[start : start + _AT_ONCE])

    def put(self, table: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values by key, all or none of them."""
        rows = [(key, self._run, _sum(key, value), value) for key, value in values]
        if self._database is None and self._writable:
            self._open()
        if rows:
            self._change(lambda database: _insert(database, table, rows))

    def close(self) -> None:
        """Note what was asked for, drop what nobody asks for any more, let go of the file."""
        self._change(self._finish)
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _open(self) -> None:
        """Open the file, beginning it anew once if it is not one of ours."""
        try:
            self._database = self._connect()
            self._run = _run_of(self._database)
        except (sqlite3.Error, OSError):
            self._writable = False

    def _connect(self) -> sqlite3.Connection:
        """Return a database of ours with our stamp, an empty one if there was none.

        Raises sqlite3.Error or OSError if that can't be had.
        """
        if os.path.exists(self._file):
            database = self._plug_in()
            if _is_ours(database, self._stamp):
                database.execute(_HASTY)
                return database
            database.close()
            _discard(self._file)
        self._file.parent.mkdir(exist_ok=True)
        (self._file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        database = self._plug_in()
        database.execute(_HASTY)
        _transact(database, lambda database: _lay_out(database, self._stamp, self._tables))
        return database

    def _plug_in(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._file, timeout=self._patience, isolation_level=None, check_same_thread=False
        )

    def _select(self, table: str, keys: list[str]) -> list[tuple[str, bytes]]:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, used, sum, value FROM {table} WHERE key IN ({marks})"  # noqa: S608
        nothing: list[_Row] = []
        rows = self._safely(lambda database: database.execute(query, keys).fetchall(), nothing)
        stale = self._run - self._tables[table] // 4
        self._asked[table].update(key for key, used, _, _ in rows if used < stale)
        return [(key, value) for key, _, sum_, value in rows if sum_ == _sum(key, value)]

    def _change(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Do one short transaction; after one that fails there are no more."""
        if self._writable and not self._safely(lambda database: _transact(database, act), False):  # noqa: FBT003
            self._writable = False

    def _safely(self, act: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the database, or without one return `otherwise`."""
        if self._database is None:
            return otherwise
        try:
            return act(self._database)
        except sqlite3.Error as error:
            self._give_up(error)
            return otherwise

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the file; the next run begins a broken one anew."""
        code = _code_of(error)
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL}:
            return
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database, self._writable = None, False
        if code in _BROKEN:
            _discard(self._file)

    def _finish(self, database: sqlite3.Connection) -> None:
        database.execute("UPDATE about SET runs = ?", (self._run,))
        for table, keys in self._asked.items():
            database.executemany(
                f"UPDATE {table} SET used = ? WHERE key = ?",  # noqa: S608
                [(self._run, key) for key in keys],
            )
            if self._run % _TIDY_EVERY == 0:
                oldest = self._run - self._tables[table]
                database.execute(f"DELETE FROM {table} WHERE used < ?", (oldest,))  # noqa: S608


def _is_ours(database: sqlite3.Connection, stamp: str) -> bool:
    """Whether the file is a store with this stamp. Raises sqlite3.Error if it can't be told."""
    try:
        mark = database.execute("PRAGMA application_id").fetchone()
        found = database.execute("SELECT stamp FROM about").fetchone()
    except sqlite3.Error as error:
        if _code_of(error) in _BROKEN:
            return False
        raise
    return (mark, found) == ((_APPLICATION,), (stamp,))


def _lay_out(database: sqlite3.Connection, stamp: str, tables: Mapping[str, int]) -> None:
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute("CREATE TABLE IF NOT EXISTS about (one INTEGER PRIMARY KEY, stamp, runs)")
    database.execute("INSERT OR IGNORE INTO about VALUES (1, ?, 0)", (stamp,))
    for table in tables:
        columns = "key TEXT PRIMARY KEY, used INTEGER, sum INTEGER, value BLOB"
        database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")


def _run_of(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT runs FROM about").fetchone()[0]) + 1


def _insert(database: sqlite3.Connection, table: str, rows: list[_Row]) -> None:
    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608


def _transact(database: sqlite3.Connection, act: Callable[[sqlite3.Connection], None]) -> bool:
    """Do all of `act` or none of it. Raises sqlite3.Error; returns True."""
    database.execute("BEGIN IMMEDIATE")
    try:
        act(database)
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    return True


def _discard(file: Path) -> None:
    for name in (file.name, f"{file.name}-journal"):
        with suppress(OSError):
            file.with_name(name).unlink()


def _code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary error code; busy for what has none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY) & 0xFF


def _sum(key: str, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key.encode()))
