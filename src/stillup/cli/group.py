"""The group of verbs: help in sections, "did you mean", and every way a run can end."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

import click

from stillup.cli import exits
from stillup.cli.crash import tell_of_crash
from stillup.cli.streams import complain, prepare_streams
from stillup.cli.wishes import Wishes


class Verbs(click.Group):
    """All verbs. `sections` give their order, under headings."""

    def __init__(self, *args: Any, sections: Mapping[str, Sequence[str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the help."""
        listed = [verb for verbs in self.sections.values() for verb in verbs]
        return [verb for verb in listed if self.get_command(ctx, verb)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one section per heading."""
        for heading, verbs in self.sections.items():
            if not (rows := list(self._rows(ctx, verbs))):
                continue
            with formatter.section(heading):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one was probably meant."""
        if self.get_command(ctx, args[0]) is None:
            raise click.UsageError(_no_such_verb(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb, and end with a code that CI can trust, whatever happens."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(exits.INTERRUPTED)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(exits.PIPE_CLOSED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except OSError as problem:
            raise exits.Failure(_what_failed(problem)) from problem
        except Exception as bug:  # noqa: BLE001 - the last line of defence
            _end_with(bug, ctx)
        return result

    def _rows(self, ctx: click.Context, verbs: Sequence[str]) -> Iterator[tuple[str, str]]:
        for verb in verbs:
            command = self.get_command(ctx, verb)
            if command is not None:
                yield verb, command.get_short_help_str(limit=80)


def run_and_leave(group: Verbs) -> NoReturn:
    """Run what the program was called with, and leave it; also if it fails before any verb runs."""
    prepare_streams()
    try:
        group.main(prog_name="stillup")
    except Exception as bug:  # noqa: BLE001
        complain(tell_of_crash(bug, Wishes()))
        sys.exit(exits.BUG)


def _no_such_verb(typed: str, verbs: Sequence[str]) -> str:
    from stillup.parse.nearness import nearest

    meant = nearest(typed, verbs, cutoff=0.5)
    return f"there is no verb `{typed}`" + (f"; did you mean `{meant}`?" if meant else "")


def _end_with(bug: Exception, ctx: click.Context) -> NoReturn:
    wishes = ctx.find_object(Wishes) or Wishes()
    complain(tell_of_crash(bug, wishes))
    ctx.exit(exits.BUG)


def _what_failed(problem: OSError) -> str:
    from stillup.edge.source_file import SourceChanged

    if isinstance(problem, SourceChanged):
        return f"{problem}; run the same command again"
    reason = problem.strerror or str(problem)
    return f"{reason}: `{problem.filename}`" if problem.filename else reason


def _forget_output() -> None:
    """Let what is still buffered go nowhere, so that Python's own last flush stays silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
