"""`--now` and `--url`: read as the format reads them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest

from stillup.cli.typed import read_address, read_now
from tests.support.project import Project


@pytest.fixture
def lisbon(tmp_path: Path) -> Path:
    """Return the folder of a site in a zone of its own."""
    return Project.parse(
        """
        -- content/site.yaml --
        name: Example
        url: https://status.example
        time_zone: Europe/Lisbon
        """
    ).write(tmp_path)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-11-21T12:00Z", "2026-11-21T12:00:00+00:00"),
        ("2026-11-21T12:00:30.5z", "2026-11-21T12:00:30.500000+00:00"),
        ("2026-11-21T12:00:00+01:00", "2026-11-21T11:00:00+00:00"),
        ("2026-07-21 12:00", "2026-07-21T11:00:00+00:00"),
        ("2026-07-21 12:00 UTC", "2026-07-21T12:00:00+00:00"),
        (" 2026-07-21 12:00 Europe/Madrid ", "2026-07-21T10:00:00+00:00"),
        ("2026-07-21T12:00", "2026-07-21T11:00:00+00:00"),
    ],
)
def test_a_moment_is_read(typed: str, at: str, lisbon: Path) -> None:
    assert read_now(typed, lisbon).isoformat() == at


@pytest.mark.parametrize("settings", ["", "url: ]", None])
def test_the_zone_is_utc_while_the_settings_can_not_be_read(
    settings: str | None, tmp_path: Path
) -> None:
    if settings is not None:
        Project({"content/site.yaml": settings.encode()}).write(tmp_path)

    assert read_now("2026-07-21 12:00", tmp_path).isoformat() == "2026-07-21T12:00:00+00:00"


def test_without_one_it_is_now(lisbon: Path) -> None:
    assert abs(read_now(None, lisbon) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "typed", ["noon", "2026-11-21", "21.11.2026 12:00", "2026-11-21 28:00", ""]
)
def test_what_is_no_moment_is_refused_with_help(typed: str, lisbon: Path) -> None:
    with pytest.raises(click.BadParameter) as refusal:
        read_now(typed, lisbon)

    assert refusal.value.exit_code == 2
    assert refusal.value.param_hint == "--now"
    assert "2026-11-21 " in refusal.value.message


def test_an_address_is_read_without_its_last_slash() -> None:
    assert read_address("https://status.example/sub/") == "https://status.example/sub"
    assert read_address(None) is None


@pytest.mark.parametrize("typed", ["", "status", "ftp://status.example", "https://x.example/?a"])
def test_what_is_no_address_is_refused_with_help(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="in full") as refusal:
        read_address(typed)

    assert refusal.value.param_hint == "--url"
