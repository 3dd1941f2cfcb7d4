"""A site in which everything that a theme has to show occurs at least once."""

from tests.support.project import Project

FULL = Project.parse(
    """
    -- content/site.yaml --
    name: {en: Harbour Status, ca: Estat de Harbour, ar: حالة}
    url: https://status.harbour.example/sub
    since: 2026-09-01
    time_zone: Europe/Lisbon
    languages: [en, ca, ar]
    company: {name: Harbour Mail, url: https://harbour.example}
    groups:
      - {id: messaging, name: {en: Messaging, ca: Missatgeria}, description: Mail and its kin}
    components:
      - {id: email, name: {en: Email, ca: Correu}, group: messaging, description: Sending and receiving}
      - {id: webmail, name: Webmail, group: messaging}
      - {id: hosting, name: Hosting}
      - {id: legacy, name: POP3, retired: 2026-10-01}
    people:
      - {id: jane, name: Jane Roe, role: {en: Operations, ca: Operacions}, contact: "mailto:jane@harbour.example"}
    contact:
      - {label: Phone, text: +351 21 000 00 00, url: "tel:+351210000000", hours: 24/7}
      - {label: In person, text: "1, Quay Street"}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email is slow to arrive: up to 40 minutes
    impact: major
    components: {email: partial_outage, webmail: degraded_performance}
    started: 2026-11-21 12:20
    author: jane
    related: 2026-11-02-hosting
    ---
    Nothing is *lost*.

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15
    edited: 2026-11-21 12:50, said Porto, meant Lisbon

    We look. See [the earlier one](2026-11-02-hosting.md#u2026-11-02-1100).

    ### What you can do
    Wait.

    ## Identified · 2026-11-21 13:10
    next_update: in 2 hours

    | a | b |
    |---|---|
    | 1 | 2 |
    -- content/incidents/2026-11-21-email.ca.md --
    ---
    title: El correu arriba tard
    checked: Jordi, 2026-11-21 12:45
    ---
    No es perd res.

    ## Investigating · 2026-11-21 12:41

    Ho mirem.
    -- content/incidents/2026-11-21-same-minute.md --
    ---
    title: Hosting is slow
    impact: minor
    components: hosting
    ---
    ## Investigating · 2026-11-21 12:41

    We look.

    ### What you can do
    Wait.
    -- content/incidents/2026-11-02-hosting.md --
    ---
    title: Hosting was down
    impact: critical
    components: hosting
    author: jane
    edits: 2026-11-03 10:00, the title said Porto
    offer:
      what: A week free
      who: Everyone in Lisbon
      how: Ask
      claim_url: https://panel.harbour.example/credit
      until: 2026-11-30 18:00
      limit: Once
      applied: In December
      contact: mailto:credit@harbour.example
    ---
    ## Investigating · 2026-11-02 11:00

    We look.

    ## Resolved · 2026-11-02 13:35
    ended: 13:30

    Over.

    ## Postmortem · 2026-11-04 10:00

    ### What we are doing
    - [x] Mend it (Hosting, done 2026-11-03)
    -- content/incidents/2026-10-10-alarm.md --
    ---
    title: A false alarm
    impact: minor
    components: hosting
    withdrawn: a broken sensor
    ---
    ## Investigating · 2026-10-10 10:00

    We look.
    -- content/incidents/2026-09-05-late.md --
    ---
    title: Told late
    impact: minor
    components: email
    started: 2026-09-05 08:00
    retrospective: true
    ---
    ## Resolved · 2026-09-10 10:00
    ended: 2026-09-05 09:30

    It was so.
    -- content/maintenance/2026-11-21-store.md --
    ---
    title: Mail store upgrade
    components: webmail
    starts: 2026-11-21 12:00
    ends: 2026-11-21 13:00
    ---
    ## Scheduled · 2026-11-15 10:00

    What and why.
    -- content/maintenance/2026-12-01-network.md --
    ---
    title: Network upgrade
    components: hosting
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---
    ## Scheduled · 2026-11-20 10:00

    What and why.
    -- content/maintenance/2026-12-05-day.md --
    ---
    title: Work on a day
    components: hosting
    starts: 2026-12-05
    ends: 2026-12-05
    ---
    ## Scheduled · 2026-11-20 10:00

    What and why.
    -- content/pages/contact.md --
    ---
    title: Talk to us
    ---
    # Main

    ## Contact

    ![Our quay](../media/quay.svg)
    -- content/pages/contact.ca.md --
    ---
    title: Parleu amb nosaltres
    ---
    Truqueu. Vegeu [la pàgina](about.md).
    -- content/pages/about.md --
    ---
    title: About this page
    ---
    See [how to reach us](contact.md).
    -- content/media/quay.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>
    """
)
"""Its own present is 21 November 2026, 14:00 UTC."""
