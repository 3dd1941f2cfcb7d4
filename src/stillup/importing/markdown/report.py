"""Whether a post is a report written afterwards, by the words that only such reports use."""

import re
from collections.abc import Iterator

from stillup.importing.markdown.found import Found

_NAMED = re.compile(
    r"\b(?:post[- ]?mortems?|(?:incident|outage)[- ]report|retrospective|lessons[- ]learned|"
    r"root[- ]cause)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^#{1,6}[ \t]+(post[- ]?mortem|timeline|root causes?|lessons learned|what went wrong|"
    r"what happened|things that went (?:well|poorly|wrong)|resolution)\b",
    re.IGNORECASE | re.MULTILINE,
)
_KEYS = ("title", "linktitle", "description", "tags", "categories", "category")


def sign_of_report(post: Found) -> tuple[str, int] | None:
    """Return the words that tell a report, and their line; None if there are none.

    A notice that went out while something was broken has none of them.
    """
    for key, text in _told(post):
        if found := _NAMED.search(text):
            return f"`{found[0]}` in {key}", post.front.line(key.strip("`"))
    if found := _NAMED.search(post.path.replace("_", "-")):
        return f"`{found[0]}` in its path", 0
    if found := _HEADING.search(post.front.body):
        line = post.front.body[: found.start()].count("\n")
        return f"the heading `{found[0].strip()}`", post.front.first + line
    return None


def _told(post: Found) -> Iterator[tuple[str, str]]:
    yield from ((f"`{key}`", text) for key in _KEYS for text in post.front.texts(key))
