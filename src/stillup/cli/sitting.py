"""One run of a verb that writes: the site it is about, and every way in which it can end."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NoReturn

import click

from stillup.cli import exits
from stillup.cli.streams import complain, wants_color, width_for
from stillup.cli.wishes import Wishes, prefix_of, shown

if TYPE_CHECKING:
    from stillup.compose.story import Story
    from stillup.desk.change import Change, Outcome
    from stillup.desk.desk import Desk
    from stillup.model.diagnostic import Diagnostic


class Sitting:
    """`desk` is the site as it was when the verb began; `typed` is text that must not be lost."""

    def __init__(self, ctx: click.Context, now: str | None, *, dry: bool) -> None:
        from stillup.desk.learned import Learned
        from stillup.edge.cache import Cache

        self._ctx, self._now = ctx, now
        self.wishes = ctx.ensure_object(Wishes)
        self.folder: Path = self.wishes.site_folder()
        self.dry = dry
        self.typed = ""
        self._planned: Change | None = None
        cache = Cache(self.folder)
        ctx.call_on_close(cache.close)
        self._learned = Learned.with_cache(cache)
        self.desk = self.read()

    def read(self) -> "Desk":
        """Read the site as it is now."""
        from stillup.cli.typed import read_now
        from stillup.desk.desk import Unsettled, read_desk

        try:
            return read_desk(self.folder, read_now(self._now, self.folder), self._learned)
        except Unsettled as unsettled:
            self._end(self._rendered(unsettled.diagnostics), exits.PROBLEMS)

    @property
    def now(self) -> datetime:
        """The moment at which the verb began."""
        return self.desk.now

    def author(self, given: str | None) -> str:
        """Return who signs: as given, or as the environment and Git tell."""
        from stillup.desk.authors import read_author

        if given is not None:
            return given.strip()
        return read_author(self.folder, self.desk.settings.people, os.environ)

    def command(self, *words: str) -> str:
        """Return a command line that means this same site."""
        import shlex

        at = ["-C", shown(self.wishes.folder)] if self.wishes.named else []
        return shlex.join(["stillup", *at, *words])

    def finish(self, plan: "Callable[[Desk], Change]", *unsaid: str) -> "Outcome":
        """Write what `plan` plans and tell about it; `unsaid` is more to look at again."""
        from stillup.cli.streams import say
        from stillup.cli.written import Place, told
        from stillup.desk.change import carry_out

        def noted(desk: "Desk") -> "Change":
            self._planned = plan(desk)
            return self._planned

        outcome = carry_out(self.read, noted, dry=self.dry)
        if outcome.caused:
            complain(self._rendered(outcome.caused))
            self._keep()
            self._ctx.exit(exits.PROBLEMS)
        say(told(Place(self.folder, self.command), outcome, unsaid))
        return outcome

    @contextmanager
    def safely(self) -> Iterator[None]:
        """Turn every way of not writing into words, and keep what was typed by then."""
        from stillup.desk.change import LeftAlone
        from stillup.desk.times import Unclear
        from stillup.edge.lock import Busy
        from stillup.edge.pen import Unwritten
        from stillup.edge.source_file import SourceChanged

        try:
            yield
        except (KeyboardInterrupt, click.Abort):
            self._tell_of_stop()
            raise
        except Unclear as unclear:
            self._keep()
            raise exits.Refusal(unclear.told[0], hint="\n".join(unclear.told[1:])) from None
        except LeftAlone as alone:
            self._end(_told_of(alone, self.folder), exits.PROBLEMS)
        except (Unwritten, Busy) as unwritten:
            self._keep()
            raise _failure(unwritten, self.folder) from None
        except (click.exceptions.Exit, BrokenPipeError):
            raise
        except SourceChanged:
            self._keep()
            raise
        except OSError as problem:
            self._keep()
            where = f" {_place_of(problem.filename)}" if problem.filename else ""
            raise exits.Failure(
                f"writing{where} failed: {problem.strerror or problem}",
                hint="The post is as it was. Mend that, then run the same command again.",
            ) from problem
        except Exception:
            if not self._written_to():
                self._keep()
            raise

    def _written_to(self) -> str:
        """Return where the change stands on the disk, nothing if it does not."""
        from stillup.edge.pen import read_post

        planned = self._planned
        if planned and read_post(self.folder, planned.path) == planned.edited.data:
            return f"{prefix_of(self.folder)}{planned.path}"
        return ""

    def _tell_of_stop(self) -> None:
        """Say whether the interrupt came before the change or after it."""
        if path := self._written_to():
            complain(f"\nstopped, after it was written to {path}\n")
            return
        complain("\nstopped: nothing was written\n")
        self._keep()

    def _end(self, text: str, code: int) -> NoReturn:
        complain(text)
        self._keep()
        self._ctx.exit(code)

    def _keep(self) -> None:
        """Keep what was typed where it can be found, and say where."""
        if not self.typed.strip():
            return
        from stillup.edge.pen import keep_text

        verb = self._ctx.info_name or "text"
        file = shown(keep_text(self.folder, verb, f"{self.typed.strip()}\n"))
        complain(
            f"\nyour text is kept in {file}\n"
            f"to use it, put this behind the same command: - < {quote(file)}\n"
        )

    def _rendered(self, found: "tuple[Diagnostic, ...]") -> str:
        from stillup.report.terminal import Screen, render_terminal

        screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(self.folder))
        return render_terminal(found, screen=screen, outcome="nothing was written")


def _place_of(name: object) -> str:
    """Return the file that the disk refused, or the folder in which a passing file was refused."""
    path = Path(str(name))
    return f"into `{shown(path.parent)}`" if path.suffix == ".part" else f"`{shown(path)}`"


def _told_of(alone: Exception, folder: Path) -> str:
    from stillup.desk.change import LeftAlone
    from stillup.report.cells import harmless

    assert isinstance(alone, LeftAlone)  # noqa: S101
    refused = alone.refused
    where = f"{prefix_of(folder)}{alone.path}" + (f", line {refused.line}" if refused.line else "")
    lines = [f"error: nothing can be written into {where}: {refused.what}"]
    lines += [f"help: {refused.help}"] if refused.help else []
    lines += ["", refused.fix] if refused.fix else []
    return "\n".join(harmless(line) for line in lines) + "\n"


def _failure(unwritten: Exception, folder: Path) -> exits.Failure:
    from stillup.edge.lock import Busy
    from stillup.edge.pen import Astray, Taken

    if isinstance(unwritten, Busy):
        return exits.Failure(
            f"somebody else (process {unwritten.process}) is writing to this site right now",
            hint="Nothing was written. Run the same command again.",
        )
    path = f"{prefix_of(folder)}{unwritten}"
    if isinstance(unwritten, Taken):
        return exits.Failure(
            f"there is a file {path} already, so nothing was written",
            hint="Choose another name with --name, or write into that one: stillup update",
        )
    if isinstance(unwritten, Astray):
        return exits.Failure(
            f"{path} leads out of the site's folder, so nothing was written",
            hint="Put a plain file in place of the link.",
        )
    return exits.Failure(
        f"{path} is being changed all the time, so nothing was written",
        hint="Save and close it in your editor, then run the same command again.",
    )


def describe(desk: "Desk", story: "Story") -> str:
    """Return one line about a post, for a list to choose from."""
    state = story.facts.phase or story.timeline.status
    word = "withdrawn" if story.post.withdrawn else state.value.replace("_", " ")
    mark = "draft, " if story.id in desk.hidden else ""
    return f"{story.post.title} ({mark}{word}, {desk.local(story.last_news):%Y-%m-%d %H:%M})"
