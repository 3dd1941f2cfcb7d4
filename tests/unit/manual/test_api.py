"""What the manual says of the API is there."""

import re

from stillup.cli.manual import read_manual
from tests.support.statuspage import COMPONENT, INCIDENT, MAINTENANCE, NAMES, UPDATE

PAGE = read_manual("api")


def test_every_document_is_named() -> None:
    named = re.findall(r"`api/v2/(\S+)\.json`", PAGE)

    assert tuple(named) == NAMES


def test_every_key_that_it_names_is_a_key() -> None:
    keys = COMPONENT.keys() | INCIDENT.keys() | MAINTENANCE.keys() | UPDATE.keys()
    own = {"api_id", "id_base", "in_progress"}

    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", PAGE)) <= keys | own
