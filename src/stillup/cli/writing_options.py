"""The options that verbs of the desk share."""

from collections.abc import Callable
from typing import Any

import click

Option = Callable[[Any], Any]
"""Any: click decorates functions, and commands that are made of them."""

IMPACTS = ("none", "minor", "major", "critical")

message = click.option(
    "-m", "--message", "text", metavar="TEXT", multiple=True,
    help="What people should know. Given again, it is one more paragraph.",
)  # fmt: skip
edit = click.option("-e", "--edit", is_flag=True, help="Write it in your editor, with a skeleton.")
at = click.option(
    "--at", metavar="TIME", help="When it happened, if not now: 13:10, `20 minutes ago`."
)
next_update = click.option(
    "--next", "next_", metavar="TIME", help="When you write again: 30m, 13:15, `tomorrow 09:00`."
)
component = click.option(
    "--component", metavar="NAME[=STATUS]", multiple=True,
    help="What is affected, such as email or email=partial_outage. May be given several times.",
)  # fmt: skip
author = click.option("--author", metavar="NAME", help="Who signs. Else STILLUP_AUTHOR, or Git's.")
template = click.option(
    "--template", metavar="NAME", help="Begin with this skeleton, such as `late` or `nothing-new`."
)
dry_run = click.option("--dry-run", is_flag=True, help="Only show what would be written.")
now = click.option(
    "--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z."
)


def writes(*options: Option) -> Option:
    """Give a verb these options, in this order, and those that every verb of the desk has."""

    def decorated(function: Any) -> Any:
        for option in reversed([message, edit, *options, at, author, dry_run, now]):
            function = option(function)
        return function

    return decorated
