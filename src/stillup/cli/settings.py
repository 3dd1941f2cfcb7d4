"""The settings of a site, for verbs that need nothing else of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.streams import complain

if TYPE_CHECKING:
    from stillup.model.settings import Settings


def read_settings(ctx: click.Context, folder: Path) -> "Settings":
    """Return the settings; if they are wrong, say so and leave."""
    from stillup.compose.inventory import SETTINGS
    from stillup.parse.settings import parse_settings

    file = folder / SETTINGS
    data = file.read_bytes() if file.is_file() else b""
    settings, found = parse_settings(SETTINGS, data, "")
    if settings is None or any(each.is_error for each in found):
        complain("site.yaml has errors; `stillup check` shows them\n")
        ctx.exit(exits.PROBLEMS)
    return settings
