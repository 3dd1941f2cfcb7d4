"""What one content file becomes: all that the cache keeps about it."""

from datetime import datetime

import msgspec

from stillup.model.diagnostic import Diagnostic, Span
from stillup.model.post import Incident, Maintenance, Page, Translation


class Link(msgspec.Struct, frozen=True):
    """A link or an image in Markdown: its target as written, and where it stands.

    `meant` is the source that it means, with its `#fragment` if any: see `parse.meaning`. It is
    empty for what is no link between sources, and until somebody looked.
    """

    target: str
    span: Span
    image: bool = False
    meant: str = ""


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of parsing one file under `content/` (not `site.yaml`).

    `item` is None when too much is wrong to make sense of. `draft` and `publish_at` say whether
    it is meant to be public, as far as could be read, also when `item` is None. `links` are those
    of all its texts that lead to another source or to a place in the same text, in order of place.
    `mentions` are the file names that a text speaks of
    which may not be public, a translation among them.
    """

    path: str
    item: Incident | Maintenance | Page | Translation | None
    draft: bool = False
    publish_at: datetime | None = None
    links: tuple[Link, ...] = ()
    mentions: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Conventions(msgspec.Struct, frozen=True):
    """The slice of the settings that the meaning of a content file depends on."""

    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
