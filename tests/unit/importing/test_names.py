"""Ids from foreign names."""

import pytest

from stillup.importing.names import component_id, post_id
from stillup.parse.ids import is_id


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("2023-05-05-Bodhi-updates", "2023-05-05-Bodhi-updates"),
        ("2023-10-31-release-monitoring.org-outage", "2023-10-31-release-monitoring-org-outage"),
        ("störung 1", "störung-1"),
        ("...", "post"),
    ],
)
def test_a_post_keeps_its_name_where_it_can(name: str, id_: str) -> None:
    assert post_id(name) == id_
    assert is_id(post_id(name))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Anitya (Release Monitoring)", "anitya-release-monitoring"),
        ("Compute/PHX1", "compute-phx1"),
        ("under_score", "under-score"),
        ("ÜBER", "über"),
        ("!?", "component"),
    ],
)
def test_a_component_has_a_small_plain_id(name: str, id_: str) -> None:
    assert component_id(name) == id_
