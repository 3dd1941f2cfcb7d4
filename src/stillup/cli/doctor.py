"""`stillup doctor`: what the status site shares with the service, and what publishing lacks."""

import os
import textwrap
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.streams import say
from stillup.cli.wishes import SiteVerb, Wishes

if TYPE_CHECKING:
    from stillup.doctor.finding import Finding

_WIDTH = 88


@click.command("doctor", cls=SiteVerb, short_help="Would the site stand when the service falls?")
@click.option("--offline", is_flag=True, help="Ask no target and no name server.")
@click.option(
    "--name-server", metavar="ADDRESS:PORT", help="Ask this one, not the one this machine uses."
)
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.option("--json", "as_json", is_flag=True, help="Tell a machine: `stillup help json`.")
@click.pass_context
def doctor(
    ctx: click.Context, /, *, offline: bool, name_server: str | None, now: str | None, as_json: bool
) -> None:
    """Look for what the status site shares with the service, and for what publishing lacks.

    Looks at contacts, targets, names and addresses, and changes nothing. Exits with 1 if there is
    a risk. Run it on the machine you would publish from when CI is down, and every few weeks.

    \b
    Examples:
      stillup doctor
      stillup doctor --offline            only what site.yaml says
    """
    from stillup.cli.settings import read_settings
    from stillup.cli.typed import read_now
    from stillup.doctor.examine import examine
    from stillup.doctor.finding import Grade
    from stillup.doctor.names import Names

    folder = ctx.ensure_object(Wishes).site_folder()
    settings = read_settings(ctx, folder)
    found = examine(
        settings,
        site=folder,
        environ=os.environ,
        now=read_now(now, folder),
        names=None if offline else Names(_server(name_server)),
    )
    say(_json(found) if as_json else _text(found))
    if any(each.grade is Grade.RISK for each in found):
        ctx.exit(exits.PROBLEMS)


def _server(address: str | None) -> str:
    if address is None or address.rpartition(":")[2].isdecimal():
        return address or ""
    return f"{address}:53"


def _json(found: "tuple[Finding, ...]") -> str:
    import msgspec

    told = {"version": 1, "findings": [msgspec.to_builtins(each) for each in found]}
    return msgspec.json.format(msgspec.json.encode(told)).decode() + "\n"


def _text(found: "tuple[Finding, ...]") -> str:
    from stillup.doctor.finding import Grade
    from stillup.report.tally import counted

    if not found:
        return "nothing found: the status site shares nothing with the service that we know of\n"
    risks = sum(each.grade is Grade.RISK for each in found)
    last = f"{counted(risks, 'risk')} in {counted(len(found), 'finding')}"
    return "\n".join([*(_told(each) for each in found), f"{last}\n"])


def _told(each: "Finding") -> str:
    head = _wrapped(f"{each.grade}[{each.code}]: {each.fact}", "")
    outage = _wrapped(f"outage: {each.outage}", "  ")
    return "\n".join([head, outage, _wrapped(f"mend:   {each.help}", "  "), ""])


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
