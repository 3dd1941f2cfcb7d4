"""How a status stands, whoever published it. Moments know their zone."""

from datetime import datetime

import msgspec

from stillup.model.status import Impact


class News(msgspec.Struct, frozen=True):
    """The latest update. `status` is a word of whoever wrote it; `at` is None if nobody says."""

    status: str
    text: str
    at: datetime | None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """An incident or a maintenance that is not over. What nobody says is empty or None.

    `started` and `ends` are the plan of a maintenance.
    """

    id: str
    name: str
    status: str
    impact: str
    url: str
    started: datetime | None
    ends: datetime | None = None
    components: tuple[str, ...] = ()
    latest: News | None = None


class Part(msgspec.Struct, frozen=True):
    """A component that does not work as it should; `group` may be empty."""

    id: str
    name: str
    group: str
    status: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A status. `level` is what programs go by, `under_maintenance` what it does not tell.

    `source` is the file that said it; `untold` are the kinds of things that no file tells of.
    """

    page: str
    url: str
    updated: datetime | None
    level: Impact
    under_maintenance: bool
    description: str
    incidents: tuple[Notice, ...]
    maintenance: tuple[Notice, ...]
    components: tuple[Part, ...]
    source: str
    untold: tuple[str, ...] = ()

    @property
    def indicator(self) -> str:
        """The level as Statuspage writes it: `none` and work under way is `maintenance`."""
        is_work = self.under_maintenance and self.level is Impact.NONE
        return "maintenance" if is_work else self.level.value
