"""What a build may remember from earlier builds. Forgetting all of it changes no byte."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from stillup.model.parsed import Parsed

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Values of one sort that the build before this one derived, by key.

    A key names everything that its value depends on besides the ground of the shelf. What a build
    did not ask for is not handed on to the next one. No value may be changed once it is here.
    """

    def __init__(self, known: Mapping[K, V] | None = None) -> None:
        self._known = known or {}
        self.used: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return a value if the build before knew it, and hand it on."""
        found = self._known.get(key)
        if found is not None:
            self.used[key] = found
        return found

    def put(self, key: K, value: V) -> V:
        """Hand a value on to the next build, and return it."""
        self.used[key] = value
        return value


class Memory(Protocol):
    """Parsed files and fragments by key. Never raises: what can't be read was never known.

    Whoever remembers within a process alone has shelves, too: of values that are not worth writing
    down.
    """

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what is known of `keys`."""

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Remember for later builds."""

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of `keys`."""

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Remember for later builds."""

    def shelf(self, name: str, ground: str) -> Shelf[Any, Any]:
        """Return the values called `name`; none are known if the `ground` of them all has moved.

        A build asks once for each name.
        """


class Forgetful:
    """Remembers nothing: every build is a cold one."""

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:  # noqa: ARG002
        """Know nothing."""
        return {}

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Forget at once."""

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:  # noqa: ARG002
        """Know nothing."""
        return {}

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Forget at once."""

    def shelf(self, name: str, ground: str) -> Shelf[Any, Any]:  # noqa: ARG002
        """Begin with nothing."""
        return Shelf()
