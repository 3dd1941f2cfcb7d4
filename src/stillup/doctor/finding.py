"""What the doctor finds."""

from enum import StrEnum

import msgspec


class Grade(StrEnum):
    """How bad it is: a `risk` can silence the site during an outage, a `lack` makes that likelier.

    A `note` is what could not be looked into.
    """

    RISK = "risk"
    LACK = "lack"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True):
    """One thing found. `outage` says which outage takes the site down with the service.

    All texts are sentences without a full stop.
    """

    code: str
    grade: Grade
    fact: str
    outage: str
    help: str
