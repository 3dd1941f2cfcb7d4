"""What the contract suite needs to know of a kind of target."""

from collections.abc import Mapping
from typing import Protocol

from stillup.publish.target import Target


class Place(Protocol):
    """One place to publish to, empty at first, that lasts while a test runs."""

    def open(self) -> Target:
        """Return a new target on it, as another machine would have one: it remembers nothing."""

    def public(self) -> Mapping[str, bytes]:
        """Return what readers find there, by path, without what is private or only the target's."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file behind our back."""

    def remove(self, path: str) -> None:
        """Remove a file behind our back."""

    def served_as(self, path: str) -> tuple[str, str] | None:
        """Return the media type and the caching a file is served with; None if it can't say."""
