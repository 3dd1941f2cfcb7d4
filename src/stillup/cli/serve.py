"""`stillup serve`: the site in a browser while one writes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Failure, Refusal
from stillup.cli.streams import Progress, complain, say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, Wishes, prefix_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

    from stillup.serve.guard import Names
    from stillup.serve.workbench import Workbench

_PORTS = click.IntRange(0, 65535)


@click.command("serve", cls=SiteVerb, short_help="See the site in a browser while you write.")
@click.option(
    "--port", type=_PORTS, metavar="NUMBER", help="Left out: 8000, or the next that is free."
)
@click.option("--host", metavar="NAME", default="", help="Let other machines see it, by this name.")
@click.option("--now", metavar="TIME", help="Show it as of this moment, which stands still.")
@click.option("--url", metavar="URL", help="Another address than the one in the settings.")
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network folders.")
@click.option("--open", "opens", is_flag=True, help="Open it in your browser.")
@click.pass_context
def serve(
    ctx: click.Context,
    /,
    *,
    port: int | None,
    host: str,
    now: str | None,
    url: str | None,
    poll: bool,
    opens: bool,
) -> None:
    """Show the site in a browser, and every change as soon as it is saved. Ctrl-C ends it.

    Drafts and embargoed posts are shown too, and marked. Nothing is written and nothing is
    published. Only this machine can see it, unless `--host` says otherwise.

    \b
    Examples:
      stillup serve --open
      stillup serve --now "2026-11-21 13:10"        what readers will see then
      stillup serve --poll                          the folder lies on another machine
    """
    from contextlib import suppress
    from datetime import UTC, datetime

    from stillup.cli.typed import read_address, read_now
    from stillup.serve.workbench import Workbench

    folder = ctx.ensure_object(Wishes).site_folder()
    moment = None if now is None else read_now(now, folder)
    address = read_address(url)
    sockets = _sockets(host, port)
    with suppress(KeyboardInterrupt):
        names = _greet(sockets, host)
        bench = Workbench(
            folder, clock=lambda: datetime.now(UTC), now=moment, url=address, polling=poll
        )
        _run(bench, folder, names, sockets, opens=opens)


def _sockets(host: str, port: int | None) -> "list[socket]":
    from stillup.serve.server import PortTaken, open_sockets

    try:
        return open_sockets(host, port)
    except PortTaken as error:
        raise Failure(
            f"port {port} is taken by another program",
            hint="Leave out `--port` to use the next free one, or name another.",
        ) from error
    except OSError as error:
        raise Refusal(
            f"`{host}` is no address of this machine",
            hint="Name one it has, or leave out `--host` to be seen on this machine alone.",
        ) from error


def _greet(sockets: "list[socket]", host: str) -> "Names":
    """Say where to look, before anything else takes its time."""
    from stillup.serve.guard import Names
    from stillup.serve.server import is_open_to_others, port_of

    names = Names(port_of(sockets), host)
    say(
        f"{names.address()} shows the site while you write; Ctrl-C ends it\n"
        f"{names.address()}-/ shows it on a phone, in the dark, on paper and as a feed\n"
    )
    sys.stdout.flush()
    if is_open_to_others(sockets):
        complain(
            "warning: other machines can see this preview, drafts included, without a password\n"
        )
    return names


def _run(
    bench: "Workbench", folder: Path, names: "Names", sockets: "list[socket]", *, opens: bool
) -> None:
    """Serve until somebody ends it."""
    import secrets

    from stillup.serve.preview import Preview
    from stillup.serve.server import serve_preview

    boot, token = secrets.token_hex(4), secrets.token_urlsafe()
    preview = Preview(bench, names, boot=boot, token=token, complain=complain)
    _listen(bench, folder)
    try:
        bench.start()
        serve_preview(preview, sockets, _opener(names.address()) if opens else None)
    finally:
        bench.stop()


def _listen(bench: "Workbench", folder: Path) -> None:
    """Print a line for each change."""
    from contextlib import suppress
    from datetime import datetime

    from stillup.report.terminal import Screen
    from stillup.serve.news import News
    from stillup.serve.snapshot import Snapshot

    screen = Screen(wants_color(sys.stdout), width_for(sys.stdout), prefix_of(folder))
    news = News(folder, lambda: datetime.now().astimezone(), screen)
    progress = Progress()

    def tell(snapshot: Snapshot) -> None:
        with suppress(BrokenPipeError):  # nobody reads what we print: the browser still does
            if snapshot.reading and all(snapshot.reading):
                progress.of("reading file")(*snapshot.reading)
            elif lines := news.told(snapshot):
                progress.done()
                say(lines)
                sys.stdout.flush()

    bench.subscribe(tell)


def _opener(address: str) -> "Callable[[], None]":
    import webbrowser
    from threading import Thread

    return Thread(target=webbrowser.open, args=(address,), daemon=True).start
