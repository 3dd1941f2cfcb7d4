"""An Upptime repository with its issues, as `gh` saves them: two incidents, one maintenance."""

import json

CONFIG = b"""\
owner: Harbour
repo: uptime
sites:
  - name: Web Mail
    url: https://webmail.example
    maxResponseTime: 2000
  - name: MySQL Playground
    url: https://play.example/mysql/
    __dangerous__body_down_if_text_missing: '"title": "x"'
  - name: Forum
    slug: talk
    url: https://forum.example
status-website:
  cname: status.harbour.example
  name: Harbour Status
  introTitle: "**Harbour** is a mail service"
"""
SUMMARY = [
    {
        "name": "Web Mail",
        "slug": "web-mail",
        "dailyMinutesDown": {"2024-03-05": 12, "2024-03-04": 3},
    },
    {"name": "Forum", "slug": "talk", "dailyMinutesDown": {}},
]
HISTORY = b"url: https://webmail.example\nstatus: up\nlastUpdated: 2024-03-06T16:20:49.829Z\n"
COMMIT = "abc1234"
WHERE = f"https://github.com/Harbour/uptime/commit/{COMMIT}"

DOWN = {
    "number": 7,
    "title": "🛑 Web Mail is down",
    "state": "closed",
    "labels": [{"name": "status"}, {"name": "web-mail"}],
    "created_at": "2024-03-04T10:00:05Z",
    "closed_at": "2024-03-04T10:30:09Z",
    "user": {"login": "harbour-bot"},
    "html_url": "https://github.com/Harbour/uptime/issues/7",
    "body": f"In [`{COMMIT}`]({WHERE}), Web Mail (https://webmail.example) was **down**:\n"
    "- HTTP code: 503\n- Response time: 812 ms\n",
}
SLOW = {
    "number": 9,
    "title": "⚠️ MySQL Playground has degraded performance",
    "state": "open",
    "labels": [{"name": "status"}, {"name": "my-sql-playground"}],
    "created_at": "2024-03-05T08:00:00Z",
    "closed_at": None,
    "user": {"login": "harbour-bot"},
    "html_url": "https://github.com/Harbour/uptime/issues/9",
    "body": f"In [`{COMMIT}`]({WHERE}), MySQL Playground experienced **degraded performance**:\n",
}
WORK = {
    "number": 8,
    "title": "Disks are replaced",
    "state": "closed",
    "labels": [{"name": "maintenance"}],
    "created_at": "2024-03-01T09:00:00Z",
    "closed_at": "2024-03-03T02:10:00Z",
    "user": {"login": "jane-roe"},
    "html_url": "https://github.com/Harbour/uptime/issues/8",
    "body": "<!--\r\nstart: 2024-03-03T01:00:00+00:00\r\nend: 2024-03-03T02:00:00+00:00\r\n"
    "expectedDown: web-mail, talk\r\n-->\r\n\r\nWe replace the disks. Mail waits.\r\n",
}
OTHER = {"number": 1, "title": "Bump actions/checkout", "state": "open", "labels": [], "body": ""}
COMMENTS = [
    {
        "issue_url": "https://api.github.com/repos/Harbour/uptime/issues/7",
        "created_at": "2024-03-04T10:12:00Z",
        "user": {"login": "jane-roe"},
        "body": "**Investigating**: a disk of the first store is full.",
    },
    {
        "issue_url": "https://api.github.com/repos/Harbour/uptime/issues/7",
        "created_at": "2024-03-04T10:30:05Z",
        "user": {"login": "harbour-bot"},
        "body": f"**Resolved:** Web Mail is back up in [`{COMMIT}`]({WHERE}) after 30 minutes.",
    },
]


def repository(*issues: object, comments: object = COMMENTS) -> dict[str, bytes]:
    """Return the files of the repository with these issues and comments, saved by `gh api`."""
    saved = {"issues.json": issues, "comments.json": comments} if issues else {}
    return {
        ".upptimerc.yml": CONFIG,
        "history/summary.json": json.dumps(SUMMARY).encode(),
        "history/web-mail.yml": HISTORY,
    } | {path: json.dumps(value).encode() for path, value in saved.items()}
