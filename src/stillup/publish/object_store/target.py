"""One bucket, or one folder in one, as a place to publish to.

Only the blocking calls of obstore are used, from the threads of whoever calls: those for asyncio
were seen to abort the process at its end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from stillup.publish.object_store.address import Address
from stillup.publish.object_store.conditions import keeps_conditions
from stillup.publish.object_store.connection import Connection, connect
from stillup.publish.object_store.trouble import is_without_bucket, trouble_of
from stillup.publish.target import (
    ABSENT,
    PRIVATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
    Why,
)

if TYPE_CHECKING:
    from obstore import Attributes, ObjectMeta, PutMode, PutResult

_AT_A_TIME: Final = 16
_PAGE: Final = 1000
"""Objects that a store lists, or deletes, in one request."""


class ObjectStoreTarget:
    """A place in a store. What is put is there for all when `put` returns."""

    def __init__(self, name: str, address: Address, environ: Mapping[str, str]) -> None:
        self.name, self.place = name, address.to
        self.abilities = Abilities(conditional=True, parallel=_AT_A_TIME)
        self._address, self._environ = address, environ
        self._connected: Connection | None = None
        self._pages: Iterable[Sequence[ObjectMeta]] = ()
        self._versions: dict[tuple[str, str], str] = {}

    def look(self) -> None:
        """Ask for the first page of the listing: who gets that may enter, and it is there."""
        with self._told():
            self._connected = connect(self._address, self._environ)
            pages = obstore.list(self._connected.quick, chunk_size=_PAGE)
            self._pages = chain([next(pages, [])], pages)

    def read(self, path: str) -> Stored | None:
        """Return an object and its etag."""
        with self._told():
            try:
                found = obstore.get(self._connection.quick, path)
                data = bytes(found.bytes())
            except FileNotFoundError as error:
                if is_without_bucket(error):
                    raise
                return None
            return Stored(data, self._remember(path, found.meta))

    def listing(self) -> Mapping[str, Listed]:
        """Return every object, from the page that `look` has begun with."""
        with self._told():
            pages, self._pages = self._pages, ()
            pages = pages or obstore.list(self._connection.quick, chunk_size=_PAGE)
            return {
                found["path"]: Listed(found["size"], _tag(found["e_tag"]))
                for page in pages
                for found in page
                if not found["path"].startswith(f"{PRIVATE}/")
            }

    def begin(self) -> None:
        """See whether the store keeps conditions: some that speak S3 take them and do not."""
        if self._address.is_of_any_make:
            with self._told():
                keeps = keeps_conditions(self._connection.quick)
            self.abilities = Abilities(conditional=keeps, parallel=_AT_A_TIME)

    def put(self, path: str, data: bytes, headers: Headers, expect: str | None = None) -> str:
        """Write an object in one request; a reply that was lost is made up for by reading back."""
        attributes: Attributes = {
            "Content-Type": headers.media_type,
            "Cache-Control": headers.caching,
        }
        with self._told():
            try:
                stored = obstore.put(
                    self._connection.way_for(len(data)),
                    path,
                    data,
                    attributes=attributes,
                    mode=self._mode(path, expect),
                    use_multipart=False,
                )
            except (BaseError, FileNotFoundError) as error:
                if expect is None or not self.abilities.conditional:
                    raise
                return self._already(path, data, error)
            return self._remember(path, stored)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete objects, in this order."""
        for start in range(0, len(paths), _PAGE):
            with self._told():
                self._delete(paths[start : start + _PAGE])

    def settle(self) -> None:
        """Nothing to wait for."""

    def finish(self, message: str) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Let go of the connection."""
        self._connected, self._pages = None, ()

    @property
    def _connection(self) -> Connection:
        if self._connected is None:
            raise RuntimeError("`look` comes first")
        return self._connected

    def _mode(self, path: str, expect: str | None) -> "PutMode":
        if expect is None or not self.abilities.conditional:
            return "overwrite"
        if expect == ABSENT:
            return "create"
        version = self._versions.get((path, expect))
        return {"e_tag": f'"{expect}"', "version": version} if version else {"e_tag": f'"{expect}"'}

    def _remember(self, path: str, seen: "ObjectMeta | PutResult") -> str:
        """Return the tag of an object, and keep what Google wants to be told instead of it."""
        tag = _tag(seen["e_tag"])
        if seen["version"]:
            self._versions[path, tag] = seen["version"]
        return tag

    def _already(self, path: str, data: bytes, error: BaseException) -> str:
        """Return the tag of what stands there if we wrote it: then only the answer was lost."""
        stored = self.read(path)
        if stored is not None and stored.data == data:
            return stored.tag
        if isinstance(error, AlreadyExistsError | PreconditionError | FileNotFoundError):
            raise TargetError(
                Why.MOVED,
                f"somebody else is publishing to `{self.place}`",
                "wait a minute, then run the same command again",
            )
        raise error

    def _delete(self, paths: Sequence[str]) -> None:
        """Delete in one request; where one that is gone already stops it, one after the other."""
        try:
            obstore.delete(self._connection.quick, paths)
        except FileNotFoundError as error:
            if is_without_bucket(error):
                raise
            for path in paths:
                self._delete_one(path)

    def _delete_one(self, path: str) -> None:
        try:
            obstore.delete(self._connection.quick, path)
        except FileNotFoundError as error:
            if is_without_bucket(error):
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the library raises into what people can act on."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            raise trouble_of(error, self._address) from None


def _tag(etag: str | None) -> str:
    """Return an etag without its quotes: listings of some stores leave them away."""
    return (etag or "").strip('"')
