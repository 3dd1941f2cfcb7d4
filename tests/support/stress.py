"""Sites that a theme finds hard: everything at once, and next to nothing."""

from tests.support.project import Project

NOW = "2026-11-21T14:00:00+00:00"

LONG_TITLE = (
    "Sending, receiving and reading of messages is delayed or fails for customers whose mailboxes "
    "were moved to the new stores in Lisbon, Porto and Faro during the night of Friday to Saturday"
)[:174]
UNBROKEN = "x7" * 250
_SITE = """\
name: Harbour Status
url: https://status.harbour.example
since: 2026-07-01
time_zone: Europe/Lisbon
languages: [{languages}]
company: {{name: Harbour Mail, url: https://harbour.example}}
people:
  - {{id: jane, name: Jane Roe, role: Head of operations, contact: "mailto:jane@harbour.example"}}
contact:
  - {{label: Phone, text: +351 21 000 00 00, url: "tel:+351210000000", hours: 24/7}}
  - {{label: Mail, text: help@harbour-care.example, url: "mailto:help@harbour-care.example"}}
"""
_LANGUAGES = "en, ar, ca, de, es, fr, it, ja, nl, pl, pt, uk"
_GROUPS = ("Messaging", "Hosting", "Names and certificates", "Your account", "Regions", "Other")


def _settings(components: int = 0, languages: str = "en") -> str:
    groups = "".join(f"  - {{id: group-{i}, name: {name}}}\n" for i, name in enumerate(_GROUPS))
    rows = "".join(
        f"  - {{id: part-{i}, name: Part {i}{' of a very long name indeed' * (i % 7 == 3)}, "
        f"group: group-{i % 6}, description: What part {i} does for you and for whom}}\n"
        for i in range(components)
    )
    listed = f"groups:\n{groups}components:\n{rows}" if components else ""
    return _SITE.format(languages=languages) + listed


def _incident(head: str, *updates: str) -> str:
    return f"---\n{head}\n---\n" + "".join(f"\n{update}\n" for update in updates)


_MARKDOWN = f"""\
## Investigating · 2026-11-21 09:41
next_update: 10:15

It says `{UNBROKEN}`, and so does {UNBROKEN}.

### What you can do

1. Wait.
2. Use another way:
   - by phone
   - by letter

> We are sorry.

| Region | Store | Waiting | Delivered | Returned | Oldest message | Estimated end of the delay |
|---|---|--:|--:|--:|---|:-:|
| Lisbon | store-lisbon-01.harbour.example | 12,000 | 8,000 | 12 | 40 minutes | 13:00 |
| Porto | store-porto-02.harbour.example | 200 | 18,000 | 0 | 4 minutes | 12:00 |

![The queue as it grew from nine to eleven](../media/queue.svg)

```
550 5.7.1 {"a line of a log that does not end " * 4}
```

- [ ] Ask again[^1]

[^1]: A note at the foot.

---

That is **all** we *know* at https://status.harbour.example/a/very/long/address/that/goes/on/and/on/index.html"""


def _many(count: int) -> list[str]:
    return [
        f"## Update · 2026-11-21 {10 + i // 10:02d}:{i % 10 * 6:02d}\n"
        f"next_update: in 2 hours\n\nStore {i} of {count} answers again."
        for i in range(count)
    ]


_POSTS = {
    "content/incidents/2026-11-21-mail.md": _incident(
        f"title: {LONG_TITLE}\nimpact: critical\ncomponents: [part-0, part-1, part-3]\nauthor: jane\n"
        "aliases: /old/mail/",
        _MARKDOWN,
        *_many(35),
    ),
    **{
        f"content/incidents/2026-11-{20 - i:02d}-open-{i}.md": _incident(
            f"title: Trouble number {i}\nimpact: {impact}\ncomponents: [part-{10 + i}]\nauthor: jane",
            f"## Investigating · 2026-11-{20 - i:02d} 10:00\nnext_update: in 2 hours\n\nWe look.",
        )
        for i, impact in enumerate(("major", "major", "minor", "minor"))
    },
    "content/incidents/2026-11-01-over.md": _incident(
        "title: Everything was down\nimpact: critical\ncomponents: all\nauthor: jane\n"
        "edits: 2026-11-03 10:00, the start said 11:00\nrelated: 2026-10-10-alarm\noffer:\n"
        "  what: A free week\n  who: All\n  how: Ask\n  claim_url: https://harbour.example/ask\n"
        "  until: 2026-11-30 18:00",
        "## Investigating · 2026-11-01 10:00\n\nWe look.",
        "## Resolved · 2026-11-01 12:00\n\nOver.",
        "## Investigating · 2026-11-01 13:00\n\nAgain.",
        "## Resolved · 2026-11-01 14:00\nedited: 2026-11-01 15:00, said 13:00\n\nOver.",
        "## Postmortem · 2026-11-04 10:00\n\n### Why\n\nA disk.\n\n### What we are doing\n\n"
        "- [x] Another disk (Mail, done 2026-11-05)\n- [ ] A third one (Mail, due 2027-01-15)",
    ),
    "content/incidents/2026-10-10-alarm.md": _incident(
        "title: A false alarm\nimpact: minor\ncomponents: part-5\nwithdrawn: a broken sensor",
        "## Investigating · 2026-10-10 10:00\n\nWe look.",
    ),
    "content/incidents/2026-10-05-late.md": _incident(
        "title: Told late\nimpact: minor\ncomponents: part-5\nstarted: 2026-10-05 08:00\n"
        "retrospective: true",
        "## Resolved · 2026-10-10 10:00\nended: 2026-10-05 09:30\n\nIt was so.",
    ),
    "content/incidents/2026-11-15-news.md": _incident(
        "title: The phone is answered through the holidays\nimpact: none\npin: true",
        "## Update · 2026-11-15 10:00\n\nDay and night.",
    ),
    "content/maintenance/2026-11-21-overdue.md": _incident(
        "title: Work that overran\ncomponents: part-20\nstarts: 2026-11-21 10:00\n"
        "ends: 2026-11-21 12:00",
        "## Scheduled · 2026-11-18 10:00\n\nWhy.",
        "## In progress · 2026-11-21 10:02\n\nWe have begun.",
    ),
    "content/maintenance/2026-12-01-network.md": _incident(
        "title: Network work\ncomponents: part-21\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00",
        "## Scheduled · 2026-11-20 10:00\n\nWhat and why.",
    ),
    "content/maintenance/2026-12-05-day.md": _incident(
        "title: Work on some day\ncomponents: part-22\nstarts: 2026-12-05\nends: 2026-12-05",
        "## Scheduled · 2026-11-20 10:00\n\nWhat and why.",
    ),
    "content/pages/contact.md": "---\ntitle: Talk to a person\nmenu: 1\n---\n\n## Call\n\nAny time.\n",
    "content/media/queue.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="400"'
    ' viewBox="0 0 1600 400"><path fill="#ddd" d="M0 0h1600v400H0z"/>'
    '<path fill="none" stroke="#333" stroke-width="8" d="M0 390 900 60l700 200"/></svg>\n',
}

EVERYTHING = Project(
    {
        path: text.encode()
        for path, text in {
            "content/site.yaml": _settings(36, _LANGUAGES),
            **_POSTS,
        }.items()
    }
)
"""36 components, five incidents open, one of 36 updates, twelve languages, all kinds of posts."""

QUIET = Project(
    {
        "content/site.yaml": _settings(36).encode(),
        "content/incidents/2026-10-10-alarm.md": _POSTS[
            "content/incidents/2026-10-10-alarm.md"
        ].encode(),
    }
)
"""36 components and nothing wrong for weeks."""

NOTHING = Project({"content/site.yaml": _settings(3).encode()})
"""Nothing ever happened."""

ANNOUNCED = Project(
    {
        "content/site.yaml": b"name: Harbour Status\nurl: https://status.harbour.example\n",
        "content/incidents/2026-11-15-news.md": _POSTS[
            "content/incidents/2026-11-15-news.md"
        ].encode(),
    }
)
"""No component, no contact, and one announcement."""

WHOLE = Project(
    {
        "content/site.yaml": _SITE.format(languages="en").encode(),
        "content/incidents/2026-11-21-mail.md": _incident(
            "title: Nothing works\nimpact: critical",
            "## Investigating · 2026-11-21 09:41\n\nWe look.",
        ).encode(),
    }
)
"""No component, and an incident that belongs to the site as a whole."""

HARD = {
    "everything": EVERYTHING,
    "quiet": QUIET,
    "nothing": NOTHING,
    "announced": ANNOUNCED,
    "whole": WHOLE,
}
