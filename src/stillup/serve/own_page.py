"""The preview's own pages: what they have in common, and a policy that lets nothing else in."""

from html import escape

import msgspec

from stillup.serve.answer import Answer
from stillup.serve.assets import PREFIX, address_of_asset
from stillup.serve.injected import STATE
from stillup.serve.stamp import stamped_answer


class OwnPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of ours. `body` is HTML.

    `waits` if it will become another page by itself soon; `is_inert` if no script may run in it.
    """

    title: str
    body: str
    status: int = 200
    styles: tuple[str, ...] = ("own.css",)
    scripts: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    waits: bool = False
    is_inert: bool = False


def own_answer(page: OwnPage, host: str, number: str) -> Answer:
    """Return a page of ours as it is sent to a browser that calls us `host`."""
    return stamped_answer(_html(page, number), status=page.status, policy=policy_for(host))


def policy_for(host: str) -> str:
    """Return the policy of our own pages: our files, our pages in frames, and asking us."""
    ours = f"http://{host}{PREFIX}"
    rules = (
        "default-src 'none'",
        f"script-src {ours}",
        f"style-src {ours}",
        "connect-src 'self'",
        "frame-src 'self'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
    return "; ".join(rules)


def _html(page: OwnPage, number: str) -> str:
    styles = "".join(f'<link rel="stylesheet" href="{address_of_asset(s)}">' for s in page.styles)
    scripts = "".join(f'<script defer src="{address_of_asset(s)}"></script>' for s in page.scripts)
    meta = "".join(f'<meta name="{escape(n)}" content="{escape(v)}">' for n, v in page.meta)
    waits = " data-waits" if page.waits else ""
    live = (
        f'<script src="{address_of_asset("live.js")}" data-state="{STATE}"'
        f' data-number="{number}"{waits}></script>'
    )
    if page.is_inert:
        live = f'<meta name="stillup-state" content="{STATE}">'
    again = '<noscript><meta http-equiv="refresh" content="1"></noscript>' if page.waits else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(page.title)}</title>\n"
        '<link rel="icon" href="data:,">\n'
        f"{meta}{again}{styles}\n"
        f"{live}{scripts}\n"
        f"</head>\n<body>\n{page.body}\n</body>\n</html>\n"
    )
