"""What is sent back, before any framework makes a response of it."""

import msgspec

HTML = "text/html; charset=utf-8"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A reply. `state` is a digest of all that a person would see move; it becomes the ETag.

    `policy` is a content security policy for the header, `to` where to go instead.
    """

    body: bytes = b""
    media_type: str = HTML
    status: int = 200
    state: str = ""
    policy: str = ""
    to: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request for a page: by which name of ours, and for what.

    `look` is how a pane of the desk wants it, empty outside of the desk. `last_good` asks for the
    page as it was before its source got an error.
    """

    host: str
    path: str
    look: str = ""
    last_good: bool = False
