"""Hears from the operating system that files were changed. Watchdog lives here and nowhere else.

What is heard is a hint where to look, never the truth: systems lose events and mix them up.
"""

import errno
import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, Protocol

import msgspec
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from stillup.edge.settling import Deed
from stillup.edge.walk import is_dropping

logging.getLogger("watchdog").propagate = False  # it takes its own stopping for an error

_LIMITS: Final = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
_TELLS_CLOSING: Final = sys.platform.startswith("linux")
_DEEDS: Final[dict[type[FileSystemEvent], Deed]] = {
    FileClosedEvent: Deed.WRITTEN,
    FileCreatedEvent: Deed.WRITING if _TELLS_CLOSING else Deed.WRITTEN,
    FileModifiedEvent: Deed.WRITING if _TELLS_CLOSING else Deed.WRITTEN,
    FileDeletedEvent: Deed.GONE,
    FileMovedEvent: Deed.GONE,
    DirCreatedEvent: Deed.FOLDER,
    DirDeletedEvent: Deed.FOLDER,
    DirMovedEvent: Deed.FOLDER,
}
_CLOSING_AT_ONCE: Final = 4


class Place(msgspec.Struct, frozen=True, order=True):
    """A folder to watch, by its real path, with all folders in it or alone."""

    path: str
    whole: bool = True


class Hear(Protocol):
    """Is told of every event, from other threads."""

    def __call__(self, path: str, deed: Deed) -> None:
        """Something happened to the file or folder at `path`."""


class Unwatchable(Exception):  # noqa: N818 - it says what a folder is
    """The system does not tell us about changes. The message says why, in plain words."""


class Watch:
    """Watches places. What it hears it tells `hear`; droppings of editors it keeps to itself."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._observer: BaseObserver | None = None
        self._closing: list[threading.Thread] = []

    def look_at(self, places: Iterable[Place]) -> None:
        """Watch these places afresh and no others; one that is not there is passed over.

        Raises Unwatchable if the system has no room for it.
        """
        # A folder that is moved about makes watchdog warn of its own bookkeeping, to the terminal.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        observer: BaseObserver = Observer()
        try:
            observer.start()
            for place in places:
                _schedule(observer, place, self._hear)
        except OSError as error:
            _stop(observer)
            raise Unwatchable(_why(error)) from error
        self.close()
        self._observer = observer

    @property
    def is_well(self) -> bool:
        """Whether everything that listens is alive."""
        observer = self._observer
        return (
            observer is not None
            and observer.is_alive()
            and all(emitter.is_alive() for emitter in observer.emitters.copy())
        )

    def close(self) -> None:
        """Watch nothing any more. What was heard before may still be told."""
        if self._observer is None:
            return
        # Stopping may wait half a second for an event that never comes: nobody need wait with it.
        closing = threading.Thread(target=_stop, args=(self._observer,), daemon=True)
        closing.start()
        self._closing = [*(t for t in self._closing if t.is_alive()), closing]
        for earlier in self._closing[:-_CLOSING_AT_ONCE]:
            earlier.join()
        self._observer = None


class _Ear(FileSystemEventHandler):
    def __init__(self, place: Place, hear: Hear) -> None:
        self._place, self._tell = place, hear

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on what is of interest."""
        deed = _DEEDS.get(type(event))
        if deed is None:
            return
        self._pass_on(os.fsdecode(event.src_path), deed)
        if event.dest_path:
            self._pass_on(os.fsdecode(event.dest_path), Deed.WRITTEN if deed is Deed.GONE else deed)

    def _pass_on(self, path: str, deed: Deed) -> None:
        inside = path.removeprefix(self._place.path).split(os.sep)
        if not any(map(is_dropping, inside)):
            self._tell(path, deed)


def _schedule(observer: BaseObserver, place: Place, hear: Hear) -> None:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        observer.schedule(
            _Ear(place, hear), place.path, recursive=place.whole, event_filter=list(_DEEDS)
        )


def _stop(observer: BaseObserver) -> None:
    with suppress(RuntimeError, OSError):
        observer.stop()
        observer.join()


def _why(error: OSError) -> str:
    if error.errno in _LIMITS:
        return "this computer allows no more folders to be watched"
    return f"this folder can't be watched ({error.strerror or error})"
