"""What a build may remember from earlier builds. Forgetting all of it changes no byte."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from stillup.model.parsed import Parsed


class Memory(Protocol):
    """Parsed files and fragments by key. Never raises: what can't be read was never known."""

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what is known of `keys`."""

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Remember for later builds."""

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of `keys`."""

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Remember for later builds."""


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
