"""The desk page: a page from every side, what is wrong, what nobody else sees, and another time."""

from html import escape
from urllib.parse import quote

import msgspec

from stillup.parse.zones import zone_of
from stillup.report.cells import harmless
from stillup.report.html_report import render_line
from stillup.report.tally import tally
from stillup.serve.addresses import address_of
from stillup.serve.index import Index
from stillup.serve.marks import page_of, said_of
from stillup.serve.own_page import OwnPage
from stillup.serve.snapshot import Snapshot
from stillup.serve.views import VIEWS, View, desk_address, pane_address, toggled
from stillup.serve.words import time_of

_LISTED = 100
_CURRENT = ' aria-current="true"'


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk shows. `page` is the address of a page, beginning with `/`."""

    snapshot: Snapshot
    index: Index
    page: str
    views: tuple[View, ...]
    token: str


def desk_page(desk: Desk) -> OwnPage:
    """Return the desk."""
    body = (
        '<header class="top"><h1>Desk</h1>'
        f'<p class="where"><a href="{escape(quote(desk.page))}">{_shown(desk.page)}</a></p>'
        f'{_views(desk)}</header><div class="desk">'
        f'<main class="panes" tabindex="0">{_panes(desk)}</main>'
        f'<aside class="side" aria-label="State">{_time(desk)}'
        f'<div id="news">{_problems(desk)}{_hidden(desk)}'
        "</div></aside></div>"
    )
    return OwnPage(
        title=f"Desk · {harmless(desk.page)}",
        body=body,
        styles=("own.css", "desk.css"),
        scripts=("desk.js",),
        meta=(("stillup-token", desk.token),),
    )


def _views(desk: Desk) -> str:
    links = "".join(
        f'<li><a href="{escape(toggled(view, desk.views, desk.page))}"'
        f"{_CURRENT if view in desk.views else ''}>{escape(view.title)}</a></li>"
        for view in VIEWS
    )
    return f'<nav class="views" aria-label="Views"><ul>{links}</ul></nav>'


def _panes(desk: Desk) -> str:
    if not desk.views:
        return "<p>Choose how to look at the page: every view is a pane of its own.</p>"
    return "".join(_pane(view, desk.page) for view in desk.views)


def _pane(view: View, page: str) -> str:
    wide = f", {view.width} pixels wide" if view.width else ""
    sandbox = ' sandbox="allow-same-origin"' if view.name == "feed" else ""
    return (
        f'<section class="pane {view.name}"><h2>{escape(view.title)}<span>{wide}</span></h2>'
        f'<iframe title="{escape(view.title + wide)}" data-view="{view.name}"{sandbox}'
        f' src="{escape(pane_address(view, page))}"></iframe></section>'
    )


def _time(desk: Desk) -> str:
    return (
        '<section class="time"><h2>Time</h2>'
        f'<p id="shown">{_moment(desk.snapshot)}</p>'
        '<form id="travel" hidden><label for="to">Show the site as of</label>'
        '<span class="row"><input id="to" type="datetime-local" required>'
        '<button type="submit">Show</button></span>'
        '<span class="row"><button type="button" data-ahead="60">In 1 h</button>'
        '<button type="button" id="next">At the next change</button>'
        '<button type="button" id="present">Now</button></span>'
        '<p role="status" id="told"></p></form>'
        "<noscript><p>To see another time without JavaScript, begin with "
        "<code>stillup serve --now TIME</code>.</p></noscript></section>"
    )


def _moment(snapshot: Snapshot) -> str:
    """Return which moment is shown, and the next one at which something changes by itself."""
    change = snapshot.build.next_change if snapshot.build else None
    site = snapshot.build.site if snapshot.build else None
    zone = zone_of(site.settings.time_zone if site else "UTC")
    shown = snapshot.now.astimezone(zone)
    told = (
        f'<strong data-frozen="{shown:%Y-%m-%dT%H:%M}">As of {shown:%Y-%m-%d %H:%M}</strong>, '
        "standing still."
        if snapshot.is_frozen
        else "<strong>Now</strong>, going on."
    )
    if change is not None:
        at = change.at.astimezone(zone)
        told += (
            f' <span data-next="{escape(change.at.isoformat())}">Next change: {at:%Y-%m-%d %H:%M}, '
            f"{escape(harmless(change.what))}.</span>"
        )
    return f'{told} <span class="zone">Times are those of {escape(zone.key)}.</span>'


def _problems(desk: Desk) -> str:
    found = sorted(desk.snapshot.problems, key=lambda d: (not d.is_error, d.span))
    rows = "".join(
        f'<li class="{each.severity}"><span class="severity">{each.severity}</span> '
        f"{render_line(each)}</li>"
        for each in found[:_LISTED]
    )
    note = f"<p>{escape(desk.snapshot.note)}</p>" if desk.snapshot.note else ""
    return (
        f'<section class="wrong"><h2>Problems</h2>{note}<p>{_tally(desk.snapshot)}</p>'
        f"<ul>{rows}</ul></section>"
    )


def _tally(snapshot: Snapshot) -> str:
    counted = tally(snapshot.problems)
    if not snapshot.problems:
        return "No problems."
    late = ""
    if not snapshot.is_current and snapshot.build is not None:
        late = f" You see the site as of {escape(time_of(snapshot.as_of, snapshot))}."
    return f'<a href="/-/problems">{counted}</a>.{late}'


def _hidden(desk: Desk) -> str:
    build = desk.snapshot.build
    if build is None or build.site is None:
        return ""
    zone = zone_of(build.site.settings.time_zone)
    shown = [view.name for view in desk.views]
    rows = []
    for each in build.hidden[:_LISTED]:
        path = page_of(each, desk.index.marks, desk.index.documents)
        name = escape(harmless(each.subject))
        link = desk_address(shown, address_of(path)) if path else ""
        linked = f'<a href="{escape(link)}">{name}</a>' if link else name
        said = escape(said_of(each, desk.snapshot.now, zone))
        rows.append(f"<li><bdi>{linked}</bdi> <span>{said}</span></li>")
    told = "" if rows else "<p>None: everything here is public.</p>"
    return (
        f'<section class="hidden-ones"><h2>Drafts and embargoes</h2>{told}'
        f"<ul>{''.join(rows)}</ul></section>"
    )


def _shown(page: str) -> str:
    return f"<bdi>{escape(harmless(page))}</bdi>"
