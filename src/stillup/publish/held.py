"""What a target holds, by its own manifest and by its listing. Texts in, values out; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from stillup.compose import urls
from stillup.edge.manifest import MANIFEST, Entry, decode_manifest, encode_manifest, is_ours
from stillup.publish.target import PRIVATE, Listed

_END: Final = b"\n}}\n"


class Last(msgspec.Struct, frozen=True):
    """The last run that succeeded, and when it is time for the next. Times in UTC.

    `content` is a digest of all that shaped what was published but the clock.
    """

    at: datetime
    next_change: datetime | None
    content: str


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in STATE. `holder` is empty while nobody publishes.

    `beat` is counted up with every change, so also while a run is alive, last at `seen` (UTC).
    `pending` is what a run was about to change, `new` are the keys of updates that it was about
    to make public: nobody has been told of these yet.
    """

    holder: str = ""
    beat: int = 0
    seen: datetime | None = None
    pending: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    last: Last | None = None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one target holds.

    `files` and `tags` are what its manifest says, `pending` the paths of which nothing is known
    but that they are ours. `listing` is None where a target can't list. `is_ours` is whether a
    Stillup wrote there, `is_readable` false if its manifest can't be understood.
    """

    files: Mapping[str, Entry] = {}
    tags: Mapping[str, str] = {}
    pending: frozenset[str] = frozenset()
    listing: Mapping[str, Listed] | None = None
    is_ours: bool = False
    is_readable: bool = True

    @property
    def ours(self) -> frozenset[str]:
        """All paths that are certainly ours."""
        return frozenset(self.files) | self.pending

    def is_there(self, path: str) -> bool:
        """Whether something stands at `path`, as far as is known."""
        if self.listing is not None:
            return path in self.listing
        return path in self.files or path in self.pending


class _Tags(msgspec.Struct, frozen=True):
    tags: dict[str, str] = {}


_ENCODE: Final = msgspec.json.Encoder().encode
_TAGS: Final = msgspec.json.Decoder(_Tags)
_STATE: Final = msgspec.json.Decoder(State)


def held_of(manifest: bytes | None, state: State, listing: Mapping[str, Listed] | None) -> Held:
    """Return what is held by the texts and the listing that were read."""
    files = decode_manifest(manifest) if manifest is not None else {}
    wrote = listing is not None and urls.PUBLISHED in listing
    return Held(
        files=files or {},
        tags=_decode_tags(manifest) if files else {},
        pending=frozenset(path for path in state.pending if may_be_ours(path)),
        listing=listing,
        is_ours=manifest is not None or wrote or bool(state.pending),
        is_readable=files is not None,
    )


def encode_held(files: Mapping[str, Entry], tags: Mapping[str, str]) -> bytes:
    """Return a manifest as `build` writes it, which says the tags of the files as well."""
    known = {path: tag for path, tag in tags.items() if tag and path in files}
    lines = (_ENCODE(path) + b":" + _ENCODE(known[path]) for path in sorted(known))
    head = encode_manifest(files).removesuffix(_END)
    return head + b'\n},"tags":{\n' + b",\n".join(lines) + _END


def encode_state(state: State) -> bytes:
    """Return the text of a state."""
    return _ENCODE(state) + b"\n"


def decode_state(data: bytes | None) -> State:
    """Return the state; one that can't be understood says nothing."""
    try:
        return _STATE.decode(data) if data else State()
    except (msgspec.DecodeError, UnicodeDecodeError):
        return State()


def may_be_ours(path: str) -> bool:
    """Whether we may write or delete there: what was read from afar is not trusted."""
    return is_ours(path) and path.split("/", maxsplit=1)[0] != PRIVATE and path != MANIFEST


def _decode_tags(data: bytes | None) -> dict[str, str]:
    try:
        return _TAGS.decode(data or b"{}").tags
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
