"""What customers get in return."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from stillup.model.diagnostic import Problems
from stillup.model.post import Offer
from stillup.parse.addresses import read_reachable
from stillup.parse.fields import Fields
from stillup.parse.instants import first_instant, read_day_or_instant
from stillup.parse.nodes import Scalar
from stillup.parse.time_repairs import day_after

_KEYS = (
    "what", "who", "how", "claim_url", "until", "limit", "applied", "contact", "automatic",
)  # fmt: skip


def read_offer(fields: Fields, zone: ZoneInfo, problems: Problems) -> Offer | None:
    """Return the offer under `offer`."""
    offer = fields.child("offer", _KEYS)
    if offer is None:
        return None
    claim, until = offer.scalar("claim_url"), offer.scalar("until")
    if "what" not in offer and not offer.flag("automatic"):
        problems.error(
            "missing-key",
            fields.key_place("offer").span,
            "this offer does not say what customers get",
            help="add a line below `offer:`, indented by two blanks:",
            fix="  what: a credit of three days",
        )
    return Offer(
        what=offer.text("what"),
        who=offer.text("who"),
        how=offer.text("how"),
        claim_url=read_reachable(claim, "claim_url", problems) if claim else "",
        until=_read_until(until, zone, problems) if until else None,
        limit=offer.text("limit"),
        applied=offer.text("applied"),
        contact=offer.text("contact"),
        automatic=offer.flag("automatic"),
        span=fields.key_place("offer").span,
    )


def _read_until(scalar: Scalar, zone: ZoneInfo, problems: Problems) -> datetime | None:
    """Return the last moment of the offer. A day alone counts to 23:59."""
    instant = read_day_or_instant(scalar, zone, problems)
    if instant is None or instant.has_time:
        return instant.at if instant else None
    return first_instant(day_after(instant.local.date()), zone) - timedelta(minutes=1)
