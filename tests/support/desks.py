"""A site on the disk at a moment, for tests of those who write in it."""

from datetime import UTC, datetime
from pathlib import Path

from stillup.compose.story import Story
from stillup.desk.desk import Desk, read_desk
from tests.support.project import Project

NOW = datetime(2026, 11, 21, 13, 10, 20, tzinfo=UTC)
EMAIL = "content/incidents/2026-11-21-email.md"
OLD = "content/incidents/2026-11-10-webmail.md"
DISKS = "content/maintenance/2026-12-01-disks.md"

SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    time_zone: Europe/Lisbon
    languages: [en, fi]
    since: 2026-11-01
    groups:
      - {id: mail, name: Mail}
    components:
      - {id: email, name: {en: Email, fi: Sähköposti}, group: mail}
      - {id: webmail, name: Webmail, group: mail}
      - {id: sign-in, name: Signing in}
    people:
      - {id: jane, name: Jane Roe, role: Head of Operations, contact: "mailto:jane@example.net"}
      - {id: sam, name: Sam Oak}
    contact:
      - {label: Phone, text: +351 21 000 00 00}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email arrives late
    impact: major
    components: email
    started: 2026-11-21 12:20
    author: jane
    ---

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    We are looking into it. Please use the phone meanwhile.
    -- content/incidents/2026-11-10-webmail.md --
    ---
    title: Webmail was slow
    impact: minor
    components: webmail
    ---

    ## Investigating · 2026-11-10 09:00

    It is slow.

    ## Resolved · 2026-11-10 10:00

    It is fast.
    -- content/maintenance/2026-12-01-disks.md --
    ---
    title: New disks
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    New disks.
    """
)


def desk_of(folder: Path, site: Project = SITE, now: datetime = NOW) -> Desk:
    """Write a site down and read it again."""
    return read_desk(site.write(folder), now)


def story_of(desk: Desk, path: str) -> Story:
    """Return the post in a file."""
    return next(story for story in desk.stories if story.post.source == path)
