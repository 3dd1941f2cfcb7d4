"""A small site for the tests of the verbs, as it stands at one moment."""

from tests.support.project import Project

NOW = "2026-11-21T13:00Z"

SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    time_zone: Europe/Lisbon
    since: 2026-11-01
    components:
      - {id: email, name: Email}
      - {id: webmail, name: Webmail}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email arrives late
    impact: major
    components: email
    started: 2026-11-21 12:20
    ---

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    We are looking into it.
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
    -- content/incidents/2026-11-20-draft.md --
    ---
    title: Nobody sees this
    impact: minor
    draft: true
    ---

    ## Investigating · 2026-11-20 09:00
    -- content/maintenance/2026-12-01-disks.md --
    ---
    title: New disks
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    New disks.
    -- content/pages/contact.md --
    ---
    title: How to reach us
    ---

    Call us.
    """
)

EMAIL = "content/incidents/2026-11-21-email.md"
WEBMAIL = "content/incidents/2026-11-10-webmail.md"

BROKEN = SITE.replace(WEBMAIL, "## Resolved", "## Reslved")
"""The same with an error in an old incident."""
