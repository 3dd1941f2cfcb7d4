"""What a page links to, the parser has seen: the checks and the keys of pages lean on that."""

import re
from html import unescape
from itertools import product
from urllib.parse import unquote

import pytest

from stillup.model.parsed import Conventions
from stillup.model.post import Incident
from stillup.parse.file import parse_file
from stillup.parse.meaning import meant
from stillup.render.markdown import render_fragment

POST = "content/incidents/2026-11-21-x.md"

LINKS = (
    "[a](b.md)",
    "[a](<b.md> 'title')",
    "[a](b&#46;md)",
    "[a *b\nc*](b.md)",
    "[![a](b.md)](b.md)",
    "[r]\n\n[r]: b.md",
    "[r][]\n\n[r]: <b.md> (title)",
    "[a][r]\n\n[r]:\n  b.md",
    "<a href='b.md'>a</a>",
    '<a title="1 > 0" href=b.md>a</a>',
    "<img src=b.md>",
    "<pre>\n<a href='b.md'>a</a>\n</pre>",
    "~~**[a](b.md)**~~",
)
CONTAINERS = (
    "{}",
    "words\n\n{}",
    "- {}",
    "1. words\n\n   {}",
    "- a\n  - {}",
    "> {}",
    "> - {}",
    "### words\n{}",
    "<div>\n\n{}\n\n</div>",
)


@pytest.mark.parametrize(("container", "link"), [*product(CONTAINERS, LINKS)])
def test_every_link_that_is_shown_was_seen(container: str, link: str) -> None:
    before = container.partition("{}")[0].rpartition("\n")[2]
    inside = re.sub(r"[^> ]", " ", before)
    body = container.format(link.replace("\n", f"\n{inside}"))
    front = "---\ntitle: a\nimpact: none\n---\n\n## Update · 2026-11-21 12:00\n\n"

    parsed = parse_file(POST, f"{front}{body}\n".encode(), "digest", Conventions("UTC", ("en",)))

    assert isinstance(parsed.item, Incident)
    [update] = parsed.item.updates
    shown = re.findall(r'(?:href|src)="stillup:([^"]*)"', render_fragment(update.text))
    seen = {meant(POST, found.target) for found in parsed.links}
    assert {unquote(unescape(target)) for target in shown} <= seen
