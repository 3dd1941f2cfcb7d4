"""Looks at the targets: are they there, may we, and what was published last."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import msgspec

from stillup.compose import urls
from stillup.compose.feed_table import paths_of_feeds
from stillup.doctor.domains import hosts_in
from stillup.doctor.facts import Place
from stillup.edge.manifest import decode_manifest
from stillup.edge.repository import parse_address
from stillup.model import settings
from stillup.model.sources import Kind
from stillup.parse.targets import kind_of_target
from stillup.publish.target import Target, TargetError, Why
from stillup.publish.targets import open_target

_FEEDS = frozenset({Kind.RSS.value, Kind.ATOM.value, Kind.JSON_FEED.value})
_LACKS = frozenset({Why.CREDENTIALS, Why.LIBRARY})


class _Published(msgspec.Struct):
    at: datetime | None = None


def look_at(
    wanted: settings.Settings, *, site: Path, environ: Mapping[str, str], offline: bool
) -> tuple[Place, ...]:
    """Return every target as it is found, all looked at together; none is changed."""

    def look(target: settings.Target) -> Place:
        place = Place(
            name=target.name,
            hosts=tuple(storing_hosts(target)),
            public=tuple(_public_hosts(target)),
            looked=not offline,
        )
        return place if offline else _looked_at(place, target, wanted, site, environ)

    if not wanted.publish:
        return ()
    with ThreadPoolExecutor(len(wanted.publish)) as pool:
        return tuple(pool.map(look, wanted.publish))


def storing_hosts(target: settings.Target) -> Iterator[str]:
    """Yield the hosts that hold a target; none for what is on this machine."""
    endpoint = target.options.get("endpoint", "")
    match kind_of_target(target.to):
        case "folder" | "tar":
            return
        case "gcs":
            yield "storage.googleapis.com"
        case "s3":
            region = target.options.get("region", "us-east-1")
            yield from hosts_in(endpoint) if endpoint else (f"s3.{region}.amazonaws.com",)
        case "azure":
            account = target.options.get("account", "")
            yield from hosts_in(endpoint) if endpoint else (f"{account}.blob.core.windows.net",)
        case _:
            host, _ = parse_address(target.to.removeprefix("git+"))
            yield from [host.lower()] if host else []


def _public_hosts(target: settings.Target) -> Iterator[str]:
    if domain := target.options.get("domain", ""):
        yield domain.partition("/")[0].partition(":")[0].lower()


def _looked_at(
    place: Place,
    target: settings.Target,
    wanted: settings.Settings,
    site: Path,
    environ: Mapping[str, str],
) -> Place:
    try:
        opened = open_target(target, site=site, environ=environ)
    except TargetError as error:
        return _in_trouble(place, error)
    try:
        opened.look()
        published, aliases = _published_at(opened), _aliases_at(opened, wanted)
    except TargetError as error:
        return _in_trouble(place, error)
    finally:
        opened.close()
    return msgspec.structs.replace(place, published=published, aliases=aliases)


def _in_trouble(place: Place, error: TargetError) -> Place:
    told = f"{error.message}; {error.help}"
    if error.why in _LACKS:
        return msgspec.structs.replace(place, lacking=told)
    return msgspec.structs.replace(place, trouble=told)


def _published_at(target: Target) -> datetime | None:
    stored = target.read(urls.PUBLISHED)
    try:
        return None if stored is None else msgspec.json.decode(stored.data, type=_Published).at
    except msgspec.DecodeError:
        return None


def _aliases_at(target: Target, wanted: settings.Settings) -> frozenset[str]:
    """Return the addresses of feeds at the target that are none of our own."""
    stored = target.read(urls.MANIFEST)
    files = decode_manifest(stored.data) if stored else None
    own = frozenset(paths_of_feeds(wanted))
    feeds = {
        path
        for path, entry in (files or {}).items()
        if entry.kind in _FEEDS and not path.endswith(f"/{entry.subject}")
    }
    return frozenset(feeds - own)
