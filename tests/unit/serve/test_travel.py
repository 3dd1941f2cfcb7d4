"""Which moment to show."""

from datetime import UTC, datetime

import pytest

from stillup.parse.zones import zone_of
from stillup.serve.travel import Nowhere, read_journey

SHOWN = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
MADRID = zone_of("Europe/Madrid")


@pytest.mark.parametrize(
    ("body", "moment"),
    [
        (b'{"to": "2026-11-22T08:00"}', datetime(2026, 11, 22, 7, 0, tzinfo=UTC)),
        (b'{"to": "2026-11-22T08:00:00+00:00"}', datetime(2026, 11, 22, 8, 0, tzinfo=UTC)),
        (b'{"ahead": 60}', datetime(2026, 11, 21, 14, 0, tzinfo=UTC)),
        (b"{}", None),
    ],
)
def test_a_journey_leads_to_a_moment(body: bytes, moment: datetime | None) -> None:
    assert read_journey(body, SHOWN, MADRID) == moment


@pytest.mark.parametrize("body", [b"", b"{", b'{"to": "soon"}', b'{"to": "0001-01-01"}', b"null"])
def test_what_is_no_journey_leads_nowhere(body: bytes) -> None:
    with pytest.raises(Nowhere):
        read_journey(body, SHOWN, MADRID)
