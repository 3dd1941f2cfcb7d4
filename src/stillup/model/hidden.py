"""What of a site is not public yet: drafts, and posts under an embargo."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Why(StrEnum):
    """Why the world may not see a post or a page."""

    DRAFT = "draft"
    EMBARGO = "embargo"


class Hidden(msgspec.Struct, frozen=True):
    """One file that is not public: its source path, and the id of its post or page.

    `until` is when an embargo ends, in UTC; a draft has no end. Translations of a hidden post are
    hidden with it and are not named apart.
    """

    source: str
    subject: str
    why: Why
    until: datetime | None = None
