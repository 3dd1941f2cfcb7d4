"""Looks at a target before anything is decided: what it holds, and what it remembers."""

from collections.abc import Iterable

import msgspec

from stillup.compose import urls
from stillup.edge.manifest import MANIFEST, decode_manifest
from stillup.model.ledger import Entry, Ledger, decode_year
from stillup.publish.held import Held, State, held_of
from stillup.publish.lease import wait_for_turn
from stillup.publish.target import Stored, Target, TargetError
from stillup.publish.timing import Timing


class Seen(msgspec.Struct, frozen=True):
    """A target as it stood when it was looked at."""

    state: State
    state_tag: str
    manifest: Stored | None
    ledger: Ledger

    def held(self, target: Target) -> Held:
        """Return what it holds. Lists the target, which may take a while: raises TargetError."""
        listing = target.listing() if target.abilities.lists else None
        manifest = None if self.manifest is None else self.manifest.data
        return held_of(manifest, self.state, listing)


def look_at(target: Target, years: Iterable[str], timing: Timing) -> Seen:
    """Look at a target once nobody else publishes there. `years` are those it may have ledgers of.

    Raises TargetError; that a ledger can't be read is no error.
    """
    target.look()
    state, tag = wait_for_turn(target, timing)
    manifest = target.read(MANIFEST)
    return Seen(state, tag, manifest, _read_ledger(target, manifest, years))


def _read_ledger(target: Target, manifest: Stored | None, years: Iterable[str]) -> Ledger:
    files = decode_manifest(manifest.data) if manifest is not None else None
    listed = {path for path in files or {} if path.startswith(urls.LEDGERS)}
    guessed = {urls.ledger_path(year) for year in years} if files is None else set()
    updates: dict[str, Entry] = {}
    is_certain = True
    for path in sorted(listed | guessed):
        try:
            stored = target.read(path)
        except TargetError:
            is_certain = False
            continue
        found = {} if stored is None else decode_year(stored.data)
        is_certain = is_certain and found is not None and (stored is not None or files is None)
        updates |= found or {}
    return Ledger(updates, is_certain)
