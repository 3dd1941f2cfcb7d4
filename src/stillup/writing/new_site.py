"""The files of a new site. Pure: answers in, texts out; any answer gives a site that builds."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import msgspec

from stillup.model.diagnostic import Diagnostic
from stillup.writing.scalars import member, scalar

_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
_PLAIN = re.compile(r"[\w.-]+/[\w.-]+")
_DIGITS = re.compile(r"[^\d+]")

PLACEHOLDER_URL = "https://status.example.org"


class Answers(msgspec.Struct, frozen=True):
    """What `init` asks. `today` is the day in the site's time zone.

    `origin` is the host and the path of the repository's origin, both empty if there is none.
    """

    name: str
    url: str
    time_zone: str
    language: str
    company: str
    contact: str
    today: date
    origin: tuple[str, str] = ("", "")


_TRIED = frozenset({"name", "url", "time_zone", "language"})
_TRIAL = Answers("Status", PLACEHOLDER_URL, "UTC", "en", "", "", date(2000, 1, 1))
"""Answers that are fine, to try another one among them."""


def said(text: str) -> str:
    """Return an answer as one line without characters that nobody can see."""
    return " ".join(_UNSPEAKABLE.sub(" ", text).split())


def new_site(answers: Answers) -> dict[str, str]:
    """Return the text of every file by its path in the site folder."""
    yesterday = answers.today - timedelta(days=1)
    return {
        "content/site.yaml": _settings(answers),
        "content/pages/contact.md": _contact_page(),
        f"content/incidents/{yesterday}-example.md": _example(yesterday),
        ".gitignore": IGNORED,
    }


def refused(key: str, answer: str) -> Diagnostic | None:
    """Return why `answer` can't stand under `key` in `site.yaml`, if it can't."""
    from stillup.parse.settings import parse_settings

    trial = msgspec.structs.replace(_TRIAL, **({key: answer} if key in _TRIED else {}))
    text = _settings(trial)
    _, problems = parse_settings("content/site.yaml", text.encode(), "")
    return next((problem for problem in problems if problem.is_error), None)


IGNORED = """\
# What Stillup makes: the site itself, and what it remembers to be fast.
/public/
/.stillup/
/.stillup-*/
"""


def _settings(answers: Answers) -> str:
    return f"""\
# The settings of this site. `stillup help format` explains every line that may stand here.
name: {scalar(answers.name)}
url: {scalar(answers.url)}
time_zone: {scalar(answers.time_zone)}
languages: [{member(answers.language)}]
since: {answers.today}
{_company(answers.company)}
# The parts of your service, named as your customers would name them.
components:
  - {{id: service, name: Service, description: "Replace this by what people use, one line each"}}
#  - {{id: website, name: Website}}
#  - {{id: sign-in, name: Signing in}}

# Who signs the posts.
# people:
#   - {{id: jane, name: Jane Roe, role: Head of Operations, contact: "mailto:jane@example.org"}}

# How to reach a person when the service is down: a phone, or an address at another provider.
{_contact(answers.contact)}
# The rhythm you commit to among yourselves: no page shows it yet.
# promises:
#   first_update: {{critical: 15m, major: 30m, minor: 60m}}
#   between_updates: {{critical: 30m, major: 60m, minor: 120m}}
#   postmortem: 5 working days

# Where the site is published: `stillup help format` has every kind of place. Name two at least that
# share nothing with each other, nor with your service: `stillup doctor` looks at that.
{_publish(answers)}
# The hosts of your service itself, which the status site must not depend on.
# independence: {{watch: [www.example.org, api.example.org]}}

# Part of the ids in your feeds. Never change it, not even when `url` moves to another domain:
# feed readers would show every old post as new.
id_base: {scalar(answers.url)}
"""


def _publish(answers: Answers) -> str:
    """Return the branch for GitHub Pages where that is known, else examples."""
    host, path = answers.origin
    if host != "github.com" or not _PLAIN.fullmatch(path):
        return """\
# publish:
#   - {name: pages, to: "git@github.com:example/status.git", branch: gh-pages}
#   - {name: store, to: "s3://example-status", region: eu-west-1}
"""
    domain = (urlsplit(answers.url).hostname or "") if answers.url != PLACEHOLDER_URL else ""
    named = f", domain: {domain}" if domain and not domain.endswith(".github.io") else ""
    return f"""\
publish:
  - {{name: pages, to: "git@github.com:{path}.git", branch: gh-pages{named}}}
#  - {{name: store, to: "s3://example-status", region: eu-west-1}}
"""


def _company(name: str) -> str:
    if not name:
        return "# company: {name: Example, url: https://www.example.org}\n"
    return f"company: {{name: {member(name)}}}\n"


def _contact(contact: str) -> str:
    if not contact:
        return """\
# contact:
#   - {label: Phone, text: +351 21 000 00 00, url: "tel:+351210000000", hours: 24/7}
"""
    label, url = _reached_by(contact)
    link = f", url: {member(url)}" if url else ""
    return f"contact:\n  - {{label: {label}, text: {member(contact)}{link}}}\n"


def _reached_by(contact: str) -> tuple[str, str]:
    """Return what kind of contact it is, and the link to it."""
    if re.fullmatch(r"https?://[!-~]+", contact):
        return "Website", contact
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact, re.ASCII):
        return "Mail", f"mailto:{contact}"
    if re.fullmatch(r"\+?[\d ()./-]{5,}", contact, re.ASCII):
        return "Phone", f"tel:{_DIGITS.sub('', contact)}"
    return "Contact", ""


def _contact_page() -> str:
    return """\
---
title: How to reach us
---

When something does not work, tell us: every report helps to find the cause.

The ways to reach a person are at the foot of every page. Write here when somebody answers, and
how long an answer takes.
"""


def _example(day: date) -> str:
    return f"""\
---
title: Example: what people cannot do, in their words
impact: minor
components: service
draft: true
---

This file shows how an incident is written. As long as it says `draft: true` above, nobody sees it.
Copy it to a new file named after the day and the trouble, or delete it.

## Investigating · {day} 09:05
next_update: 09:35

What is not working, for whom, since when, and what they can do meanwhile.
Say so if you do not know the cause yet.

## Identified · {day} 09:30
next_update: in 45 minutes

What you found, and what happens next.

## Resolved · {day} 10:20
ended: 10:05

From when to when it lasted, what it was, and that you are sorry.
"""
