"""What is known about a site and the places it depends on. Nothing here asks the world."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from stillup.doctor.domains import hosts_in
from stillup.model.settings import Settings


class Host(msgspec.Struct, frozen=True):
    """What the name service says of a host.

    `aliases` are the names it leads to, in order. `failed` says why nothing is known, else empty.
    """

    name: str
    addresses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    name_servers: tuple[str, ...] = ()
    failed: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A target, as far as it could be looked at.

    `hosts` are those that store it, `public` those at which readers find it; both empty for a
    folder. `published` is when it was last published to, None if never. `aliases` are the old
    addresses of feeds published there. `lacking` is what this machine lacks to publish there,
    `trouble` what happened on looking; empty if nothing. `looked` is false if nobody asked it.
    """

    name: str
    hosts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    published: datetime | None = None
    aliases: frozenset[str] = frozenset()
    lacking: str = ""
    trouble: str = ""
    looked: bool = True


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that the rules judge by. `hosts` are by name; `unset` are variables that hooks want."""

    settings: Settings
    now: datetime
    hosts: Mapping[str, Host] = {}
    places: tuple[Place, ...] = ()
    unset: frozenset[str] = frozenset()

    @property
    def service(self) -> tuple[str, ...]:
        """The hosts of the service itself: those to watch, else that of the company."""
        return self.settings.watch or tuple(hosts_in(self.settings.company.url))
