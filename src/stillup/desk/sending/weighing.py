"""Whether the site would build from what is about to be sent: if not, nobody would publish it."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from stillup.build import Build, build
from stillup.desk.sending.changes import Change
from stillup.desk.sending.checkout import Checkout
from stillup.edge.cache import Cache
from stillup.edge.folder import read_sources
from stillup.edge.program import digest_of_program
from stillup.model.diagnostic import Diagnostic
from stillup.model.digest import digest_of_bytes
from stillup.model.parsed import Conventions
from stillup.model.sources import Source
from stillup.parse.settings import parse_settings

_SETTINGS = "content/site.yaml"


class _Committed(msgspec.Struct, frozen=True):
    """Bytes as a source loads them."""

    data: bytes

    def __call__(self) -> bytes:
        return self.data


_GAP = "gap-left"


def find_errors(
    folder: Path, checkout: Checkout, unsent: Iterable[Change], now: datetime
) -> tuple[Diagnostic, ...]:
    """Return the errors of the site with every change but those `unsent`, as last committed.

    Raises SourceChanged if a file changes meanwhile.
    """
    made = _build_without(folder, checkout, unsent, now)
    return tuple(each for each in made.diagnostics if each.is_error)


def find_faults(
    folder: Path,
    checkout: Checkout,
    unsent: Iterable[Change],
    sent: Iterable[Change],
    now: datetime,
) -> tuple[Diagnostic, ...]:
    """Return the same errors, and the gaps that readers would see in what is about to be sent."""
    made = _build_without(folder, checkout, unsent, now)
    paths = {unicodedata.normalize("NFC", each.path) for each in sent}
    seen = paths - {each.source for each in made.hidden}
    return tuple(
        each
        for each in made.diagnostics
        if each.is_error or (each.code == _GAP and each.span.path in seen)
    )


def _build_without(
    folder: Path, checkout: Checkout, unsent: Iterable[Change], now: datetime
) -> Build:
    with Cache(folder) as cache:
        reading = read_sources(folder, sightings=cache)
        sources = dict(reading.sources)
        held = {unicodedata.normalize("NFC", each.path): each for each in unsent}
        for path, change in held.items():
            data = read_committed(checkout, change.path)
            if not path.startswith("content/"):
                continue
            sources.pop(path, None)
            if data is not None:
                sources[path] = Source(path, digest_of_bytes(data), _Committed(data))
        return build(
            sources,
            now,
            memory=cache,
            found=[d for d in reading.diagnostics if d.span.path not in held],
            program=digest_of_program(),
        )


def read_committed(checkout: Checkout, path: str) -> bytes | None:
    """Return a file of the site as it was last committed, None if it was not."""
    name = checkout.in_repository(path)
    if not checkout.head:
        return None
    ran = checkout.git.run("cat-file", "--filters", f"HEAD:{name}", good=(0, 128))
    return ran.out if ran.code == 0 else None


def read_conventions(folder: Path) -> Conventions:
    """Return what the meaning of posts depends on, as far as the settings can be read."""
    file = folder / _SETTINGS
    data = file.read_bytes() if file.is_file() else b""
    settings, _ = parse_settings(_SETTINGS, data, "")
    return Conventions(settings.time_zone, settings.languages) if settings else Conventions()
