"""What the preview has to say about a page, as the HTML of a bar at the foot of the window."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

import msgspec

from stillup.model.diagnostic import Diagnostic
from stillup.report.html_report import render_html
from stillup.report.tally import counted

_SHOWN = 5


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say. `as_of` is a time as text: when what is shown was read.

    `address` is that of the page shown. `is_own` says that the error is in this page's own file.
    `is_pane` says that the page stands in the desk, which needs no way to the desk.
    """

    address: str
    as_of: str
    hidden: str = ""
    frozen: str = ""
    errors: tuple[Diagnostic, ...] = ()
    is_own: bool = False
    is_pane: bool = False


def render_notice(notice: Notice) -> str:
    """Return the bar, or nothing if there is nothing to say."""
    parts = "".join(_parts(notice))
    return f'<div class="bar">{parts}</div>' if parts else ""


def _parts(notice: Notice) -> Iterator[str]:
    if notice.hidden:
        yield f'<p class="hidden">{escape(notice.hidden)}</p>'
    if notice.errors:
        yield _errors(notice)
    if notice.frozen and not notice.is_pane:
        yield f'<p class="frozen">{escape(notice.frozen)}</p>'
    if not notice.is_pane:
        desk = f"/-/?page={quote(notice.address, safe='/')}"
        yield f'<p class="desk"><a href="{escape(desk)}">Desk</a></p>'


def _errors(notice: Notice) -> str:
    shown = render_html(notice.errors[:_SHOWN], level=2)
    if notice.is_own:
        way = f'<a href="{escape(notice.address)}">Show the error first</a>'
    else:
        way = '<a href="/-/problems" target="_top">All problems</a>'
    return (
        f'<details class="errors"><summary>{_summary(notice)}</summary>'
        f'<div class="problems" tabindex="0" role="region" aria-label="Errors">{shown}'
        f"<p>{way}</p></div></details>"
    )


def _summary(notice: Notice) -> str:
    errors = counted(len(notice.errors), "error")
    return f"{errors} in {_files(notice.errors)}: you see the site as of {escape(notice.as_of)}"


def _files(errors: Sequence[Diagnostic]) -> str:
    """Return which file, or how many files."""
    from stillup.report.cells import harmless

    paths = sorted({each.span.path for each in errors})
    return f"<bdi>{escape(harmless(paths[0]))}</bdi>" if len(paths) == 1 else f"{len(paths)} files"
