"""A Pelican site of outages in Fedora's form, with the slips that were counted in real ones."""

CONF = b"""\
# -*- coding: utf-8 -*- #
import os
SITENAME = 'Harbour Infrastructure Status'
SITEURL = ''
TIMEZONE = 'UTC'
DEFAULT_LANG = 'en'
ARTICLE_SAVE_AS = ''
SLUGIFY_SOURCE = 'basename'
FEED_ALL_ATOM = None
FEED_ALL_RSS = 'changes.rss'
PLUGINS = ['filters', "json_output"]
TICKET_TRACKER_URL = 'https://tracker.example/issue/'
"""
PUBLISH = b"""\
import os
from pelicanconf import *
SITEURL = 'https://status.harbour.example'
DELETE_OUTPUT_DIRECTORY = True
"""
PLAIN = b"""\
Title: Updates and reboots on all servers
Date: 2026-08-20 20:00+0000
OutageFinish: 2026-08-21 02:00+0000
Ticket: 13500

We update the servers and reboot them.

Most services are down for a short time only.
"""


def outage(*header: str, body: str = "It is slow.") -> bytes:
    """Return a post of these header lines."""
    return ("\n".join(header) + f"\n\n{body}\n").encode()


def site(**posts: bytes) -> dict[str, bytes]:
    """Return a site with these posts: `resolved_x_y` is `content/resolved/x-y.md`."""
    files = {"pelicanconf.py": CONF, "publishconf.py": PUBLISH}
    for name, data in posts.items():
        state, _, stem = name.partition("_")
        files[f"content/{state}/{stem.replace('_', '-')}.md"] = data
    return files
