"""Posts as people type them: valid, and no two laid out alike."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus
from stillup.parse.vocabulary import WORDS

START = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - as a clock in the site's zone shows it

_TITLES = (
    "Email is slow",
    "Email is slow: up to 40 minutes # or more",
    "[Lisbon] 50 % of @all mail & more",
    '"Quoted: all of it"',
    "'So too # it''s'",
    "Ünïcödé ☀️ 障害",
    "no",
    "12:30",
    'say "hello"',
)
_COMPONENTS = (
    "components: email",
    "components:   email   # just that",
    "components: [email, webmail]",
    "components: [email,\n  # in between\n  webmail]   # both",
    "components:\n- email\n- webmail",
    "components:   # what is hit\n  - email # mail\n# in between\n\n  - webmail",
    "components:\n  email: partial_outage\n  # in between\n  webmail: degraded_performance",
    "components: {email: partial_outage, webmail: degraded_performance} # so far",
    'components: "email"  # quoted # twice',
    "components: email: partial_outage, webmail: operational",
    "components:\n  email",
)
_MORE_KEYS = (
    "author: jane",
    "author: 'jane'  # on call",
    "author: >-\n  jane",
    "cause: disk",
    "cause: |\n  disk\n\n",
    'cause: "di\n  sk"',
    "pin: no",
    "draft: false # not any more",
    "related: [2026-10-02-slow, 2026-10-03-slow]",
    "related:\n  - 2026-10-02-slow\n\n  - 2026-10-03-slow",
    "edits:\n  - 2026-11-22 09:00, impact: was `minor` # really\n  - 2026-11-22 10:00, again",
    "edits: 2026-11-22 09:00, it was so",
    "offer:\n  what: A credit: 3 % # of it\n  # how\n  how: ask\n  until: 2026-12-01 12:00",
    "aliases: /old/x/",
    "feed-id: https://old.example/x#y",
    "api id: 7g2",
    "cause:",
)
_TEXTS = (
    "Mail arrives late.",
    "Mail arrives late,\nand some of it twice.  \nWe look into it.",
    "| Region | State |\n|---|:-:|\n| Lisbon | *slow* |",
    "```\n## Resolved · 2026-11-21 10:00\n```",
    "~~~~ text\n```\n~~~\n~~~~",
    "    indented code\n\n    more of it",
    "<!-- ## Resolved · 2026-11-21 10:00 -->\n\nWords.",
    "<!--\n## Resolved · 2026-11-21 10:00\n\n-->\n\nWords.",
    "- one\n- two\n\n      code in it\n\n  more",
    "1. one\n   ```\n   code\n   ```\n2. two",
    "> quoted\n> ```\n> left open in the quotation",
    "### Deeper\n\nText.\n\n#### Deeper still",
    "Text with `<!--` in it and a [link][1].\n\n[1]: https://example.org",
    "<pre>\n## Not this · 2026-11-21\n</pre>",
    "Line one\n\n---\n\nLine two\n\n***",
    "日本語の文章です。",
    "- [ ] a task\n- [x] another",
    "Author: a word that is none of ours",
    "Trailing blanks   \nand a tab\t",
    "<details><summary>More</summary>\n\nHidden\n\n</details>",
    "<pre> begins and does not end",
    "Update: it goes on",
    "",
)
_BETWEEN = (" · ", " — ", ": ", " - ", " | ", " @ ", " ", "  ·  ", " – ", ", ")
_DRESS = (
    ("## ", ""), ("## ", ""), ("## ", ""), ("##  ", ""), ("## ", " ##"), ("## **", "**"),
    ("## [", "]"), ("## _", "_"), ("##\t", ""), ("## ", "  "), ("## ", ":"), ("## ", "."),
)  # fmt: skip
_ZONES = ("", "", "", "", " UTC", " +01:00", "Z", " Europe/Lisbon")


@dataclass(frozen=True)
class Messy:
    """A file somebody typed, and which language its headings may be in."""

    path: str
    data: bytes
    languages: tuple[str, ...]


def typed_post(dice: random.Random) -> Messy:
    """Return a valid post in a layout of its own."""
    planned = dice.random() < 0.25
    language = dice.choice(("en", "en", "en", "ca", "de", "ja", "fr"))
    text = f"{_front(dice, planned=planned)}{_body(dice, language, planned=planned)}"
    folder = "maintenance" if planned else "incidents"
    path = f"content/{folder}/2026-11-21-email.md"
    languages = (language, "en") if language != "en" else ("en", "ca")
    return Messy(path, _bytes(dice, text), languages)


def _front(dice: random.Random, *, planned: bool) -> str:
    keys = [f"title: {dice.choice(_TITLES)}", dice.choice(_COMPONENTS)]
    if planned:
        keys += [
            "starts: 2026-11-21 22:00",
            dice.choice(("ends: 2026-11-22 01:00", "ends: 2026-11-23")),
        ]
    else:
        keys += [dice.choice(("impact: minor", "impact:  major  # we think", "impact: 'none'"))]
        keys += dice.choice(
            ([], ["started: 2026-11-21 08:00"], ["started:   2026-11-21 8:30 UTC  # about"])
        )
    more: dict[str, str] = {}
    for key in dice.sample(_MORE_KEYS, dice.randint(0, 4)):
        more.setdefault(key.partition(":")[0], key)
    keys += more.values()
    dice.shuffle(keys)
    lines = [line for key in keys for line in (*_remarks(dice), key)]
    before = dice.choice(("", "", "", "\n", "\n \n"))
    fence = dice.choice(("---", "---", "---", "--- ", "---\t"))
    return (
        "\n".join([f"{before}{fence}", *lines, *_remarks(dice), dice.choice(("---", "---  "))])
        + "\n"
    )


def _remarks(dice: random.Random) -> list[str]:
    if dice.random() < 0.7:
        return []
    return [dice.choice(("# a remark", "#", "", "# title: not this", "#tight"))]


def _body(dice: random.Random, language: str, *, planned: bool) -> str:
    statuses = MAINTENANCE_STATUSES if planned else INCIDENT_STATUSES
    count = dice.choice((1, 1, 2, 3, 4, 5))
    moments = sorted(dice.sample(range(1, 600), count))
    order = dice.choice((1, 1, -1, 0))
    if order == 0:
        dice.shuffle(moments)
    between, dress = dice.choice(_BETWEEN), dice.choice(_DRESS)
    case = dice.choice((str, str, str.lower, str.upper))
    words = WORDS[language] if dice.random() < 0.7 else WORDS["en"]
    made = []
    for minutes in moments[:: order or 1]:
        status = dice.choice(statuses)
        at = f"{START + timedelta(minutes=minutes):%Y-%m-%d %H:%M}{dice.choice(_ZONES)}"
        if dice.random() < 0.1:
            between, dress = dice.choice(_BETWEEN), dice.choice(_DRESS)
        heading = f"{dress[0]}{case(words[status])}{between}{at}{dress[1]}"
        made.append(_update(dice, heading, status))
    gap = "\n" * dice.choice((2, 2, 2, 3, 4))
    summary = dice.choice(("", "", "A summary,\nin two lines.", "- a list\n- as summary"))
    head = dice.choice(("\n", "\n", "", "\n\n"))
    tail = dice.choice(("\n", "\n", "", "\n\n", "\n  \n\n", "  \n", "   "))
    return head + gap.join(part for part in (summary, *made) if part) + tail


def _update(dice: random.Random, heading: str, status: UpdateStatus) -> str:
    fields = dice.sample(("author: sam", "author:   jane  ", "\nauthor: x", "  components: email",
                          "components: {webmail}", "edited: 2026-11-22 10:00, a\\_word: so", "id: kept-{}"),
                         dice.choice((0, 0, 1, 2)))  # fmt: skip
    known: dict[str, str] = {}
    for field in fields:
        known.setdefault(field.strip().partition(":")[0], field)
    lines = [
        field.format(dice.randint(0, 10**9)) if "kept" in field else field
        for field in known.values()
    ]
    texts = dice.sample(_TEXTS, dice.choice((0, 1, 1, 2, 3)))
    if status is UpdateStatus.POSTMORTEM:
        texts = [text for text in texts if not text.startswith("- [ ]")]
    text = "\n\n".join(texts)
    blank = dice.choice(("\n\n", "\n\n", "\n", "\n\n\n")) if not lines else "\n\n"
    return "\n".join([heading, *lines]) + (f"{blank}{text}" if text else "")


def _bytes(dice: random.Random, text: str) -> bytes:
    ends: Sequence[str] = dice.choice((["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]))
    lines = text.split("\n")
    made = lines[0] + "".join(f"{dice.choice(ends)}{line}" for line in lines[1:])
    mark = dice.choice(("", "", "", "\ufeff"))
    return f"{mark}{made}".encode()
