"""Bytes by key, within a limit: what was asked for least recently goes first."""

from collections import OrderedDict
from threading import Lock


class Bounded:
    """Keeps up to `limit` bytes of values. For any number of threads."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """Return what is known."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, unless it alone would take up much of the room."""
        if len(value) > self._limit // 8:
            return
        with self._lock:
            self._size += len(value) - len(self._known.pop(key, b""))
            self._known[key] = value
            while self._size > self._limit:
                self._size -= len(self._known.popitem(last=False)[1])

    def __len__(self) -> int:
        return self._size
