from datetime import UTC, date, datetime

import pytest

from stillup.model.post import (
    Action,
    ComponentMark,
    Incident,
    Maintenance,
    Offer,
    Page,
    Translation,
)
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from tests.support.parsing import good, incident, parsed, post

EMAIL = """
    ---
    title: Email is slow to arrive: up to 40 minutes
    impact: major
    components: email
    started: 2026-11-21 12:20
    author: jane
    ---

    Mail arrives late. Nothing is lost.

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    Since 12:20 some mail arrives late.
    We do not know the cause yet.

    ## Identified · 2026-11-21 13:10
    next_update: in 45 minutes
    components: email: partial_outage

    One of two stores has stopped.

    ## Resolved · 2026-11-21 15:02
    ended: 14:50
    author: sam

    From 12:20 to 14:50 mail was late.

    ## Postmortem · 2026-11-24 10:00

    ### What we are doing
    - [x] Alert (Mail team, done 2026-11-23)
    - [ ] Add a third
      store (Mail team, due 2027-01-15)
    - [ ] Buy a cat (Office, dropped 2026-12-01: allergies)
    """


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_keys_of_an_incident() -> None:
    found = incident(EMAIL)
    assert found.id == "2026-11-21-email"
    assert found.source == "content/incidents/2026-11-21-email.md"
    assert found.digest == "digest"
    assert found.title == "Email is slow to arrive: up to 40 minutes"
    assert found.impact is Impact.MAJOR
    assert [mark.name for mark in found.components] == ["email"]
    assert found.started == utc("2026-11-21T12:20")
    assert found.author == "jane"
    assert found.summary.markdown == "Mail arrives late. Nothing is lost."
    assert found.summary.line == 9


def test_the_updates_of_an_incident() -> None:
    first, second, third, last = incident(EMAIL).updates
    assert (first.id, first.status) == ("u2026-11-21-1241", UpdateStatus.INVESTIGATING)
    assert first.next_update == utc("2026-11-21T13:15")
    assert first.text.markdown == (
        "Since 12:20 some mail arrives late.\nWe do not know the cause yet."
    )
    assert (first.text.line, first.span.line, first.text.language) == (14, 11, "")
    assert second.next_update == utc("2026-11-21T13:55")
    assert second.components[0].status is ComponentStatus.PARTIAL_OUTAGE
    assert (third.ended, third.author) == (utc("2026-11-21T14:50"), "sam")
    assert last.status is UpdateStatus.POSTMORTEM
    assert first.text.prefix != second.text.prefix


def test_action_items() -> None:
    actions = [
        Action(each.what, each.team, each.state, each.day, each.why)
        for each in incident(EMAIL).updates[-1].actions
    ]
    assert actions == [
        Action("Alert", "Mail team", "done", date(2026, 11, 23)),
        Action("Add a third store", "Mail team", "due", date(2027, 1, 15)),
        Action("Buy a cat", "Office", "dropped", date(2026, 12, 1), "allergies"),
    ]


def test_updates_are_ordered_by_time_whatever_their_order_in_the_file() -> None:
    found = post(
        """
        ## Resolved · 2026-11-21 15:02

        ## Investigating · 2026-11-21 12:41
        """
    )
    assert [update.id for update in found.updates] == ["u2026-11-21-1241", "u2026-11-21-1502"]


@pytest.mark.parametrize(
    "heading",
    [
        "## Resolved · 2026-11-21 15:02",
        "## Resolved — 2026-11-21 15:02",
        "## Resolved: 2026-11-21 15:02",
        "## Resolved - 2026-11-21 15:02",
        "## Resolved | 2026-11-21 15:02",
        "## Resolved @ 2026-11-21 15:02",
        "## Resolved 2026-11-21 15:02",
        "## resolved·2026-11-21T15:02",
        "##   RESOLVED   (2026-11-21 15:02)   ##",
        "## **Resolved** 2026-11-21 15:02",
        "## Resolved\u00a0·\u00a02026-11-21 15:02",
    ],
)
def test_any_blanks_and_punctuation_in_a_heading(heading: str) -> None:
    (update,) = post(f"{heading}\n").updates
    assert (update.status, update.id) == (UpdateStatus.RESOLVED, "u2026-11-21-1502")


def test_the_id_of_an_update_is_its_digits_in_any_zone() -> None:
    found = post(
        """
        ## Update · 2026-11-21 12:41 Asia/Tokyo

        ## Update · 2026-11-21 12:41:30
        id: u2026-11-21-1240
        """
    )
    assert [update.id for update in found.updates] == ["u2026-11-21-1241", "u2026-11-21-1240"]


MARKS = {"email": ComponentStatus.PARTIAL_OUTAGE, "webmail": None}


@pytest.mark.parametrize(
    "keys",
    [
        "components: {email: partial_outage, webmail: }",
        "components:\n  email: Partial Outage\n  webmail:",
        "components:\n  - email: partial-outage\n  - webmail",
        "components: email: partial_outage, webmail",
        'components: ["email: partial_outage", webmail]',
    ],
)
def test_components_in_front_matter(keys: str) -> None:
    found = post("## Investigating · 2026-11-21 12:41\n", keys)
    assert {mark.name: mark.status for mark in found.components} == MARKS


@pytest.mark.parametrize(
    "line",
    [
        "components: email: partial_outage, webmail",
        "components: {email: partial_outage, webmail}",
        "components: [email: partial_outage, webmail]",
        r"components: \[email: partial_outage, webmail\]",
        "components: email:partial_outage , webmail\\",
    ],
)
def test_components_in_an_update(line: str) -> None:
    (update,) = post(f"## Investigating · 2026-11-21 12:41\n\n{line}\n").updates
    assert {mark.name: mark.status for mark in update.components} == MARKS
    mark: ComponentMark = update.components[0]
    assert (mark.span.line, mark.span.length) == (8, 5)


def test_fields_may_stand_below_a_blank_line_and_the_first_other_line_begins_the_text() -> None:
    (update,) = post(
        """
        ## Investigating · 2026-11-21 12:41

        author: jane

        next update: 13:15

        Impact: mail is late.
        author: it is said
        """
    ).updates
    assert update.author == "jane"
    assert update.next_update == utc("2026-11-21T13:15")
    assert update.text.markdown == "Impact: mail is late.\nauthor: it is said"


def test_what_nobody_can_see_is_left_out_of_every_text() -> None:
    ab = "a\x07\x1b\u200b\u2028\u202e\ufeff\x00b"
    found = parsed(
        f"""
        ---
        title: {ab}
        impact: none
        withdrawn: {ab}
        edits: 2026-11-21 13:00, {ab}
        ---

        {ab}

        ## Postmortem · 2026-11-21 12:41
        author: {ab}
        edited: 2026-11-21 13:00, {ab}

        - [x] {ab} (Mail team, done 2026-11-21)
        """
    ).item

    assert isinstance(found, Incident)
    [update] = found.updates
    told = [found.title, found.withdrawn, found.edits[0].note, found.summary.markdown]
    told += [update.author, update.edits[0].note, update.actions[0].what]
    assert told == ["ab"] * 7
    assert update.text.markdown == "- [x] ab (Mail team, done 2026-11-21)"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Email: [slow] #1 @ 50 % *today* & more", "Email: [slow] #1 @ 50 % *today* & more"),
        ('"Email: slow"', "Email: slow"),
        ("'It''s slow'", "It's slow"),
        (r'"Say \"hello\" \\ caf\u00e9"', 'Say "hello" \\ café'),
        ('"Slow" and "slower"', '"Slow" and "slower"'),
        ("'Slow' or not", "'Slow' or not"),
        ("{a: b", "{a: b"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("  padded  ", "padded"),
        ("- a", "- a"),
        ("| a", "| a"),
        ("&x *y !z", "&x *y !z"),
    ],
)
def test_a_title_is_read_as_typed(typed: str, title: str) -> None:
    found = incident(f"---\ntitle: {typed}\nimpact: none\n---\n## Update 2026-11-21 12:41\n")
    assert found.title == title


def test_an_offer() -> None:
    found = post(
        "## Resolved · 2026-11-21 15:02\n",
        """
        offer:
          what: 3 %: off #1
          who: everybody
          until: 2026-12-31
          contact: call us: 555
        """,
    ).offer
    assert found == Offer(
        what="3 %: off #1",
        who="everybody",
        until=utc("2026-12-31T23:59:00"),
        contact="call us: 555",
        span=found.span if found else Offer().span,
    )


def test_corrections() -> None:
    found = post(
        """
        ## Resolved · 2026-11-21 15:02
        edited: 2026-11-21 16:00, it ended at 14:50, not 15:50
        edited: 2026-11-21 17:00, a typo
        """,
        "edits:\n  - 2026-11-21 18:00, title: it said “down”",
    )
    assert [edit.note for edit in found.edits] == ["title: it said “down”"]
    notes = [edit.note for edit in found.updates[0].edits]
    assert notes == ["it ended at 14:50, not 15:50", "a typo"]
    assert found.updates[0].edits[0].at == utc("2026-11-21T16:00")


def test_aliases_are_decoded_paths_below_the_site() -> None:
    found = post(
        "## Resolved · 2026-11-21 15:02\n",
        "aliases: [/issues/caf%C3%A9/, issues/x.html]",
    )
    assert [alias.id for alias in found.aliases] == ["issues/café/", "issues/x.html"]


def test_a_draft_is_known_to_be_one_however_broken() -> None:
    found = parsed("---\ntitle: [\ndraft: true\nimpact: sever\n---\nwords\n")
    assert (found.item, found.draft) == (None, True)
    assert found.diagnostics
    assert not any(d.is_error for d in found.diagnostics)


def test_an_embargo_is_known_however_broken() -> None:
    found = parsed("---\ntitle: A\npublish_at: 2027-01-01 10:00\n---\nwords\n")
    assert found.publish_at == utc("2027-01-01T10:00")
    assert found.item is None


def test_a_post_with_mistakes_is_still_an_item_for_other_checks() -> None:
    found = parsed("---\ntitle: A\nimpact: sever\n---\n## Update 2026-11-21 12:41\n")
    assert found.item is not None
    assert [d.code for d in found.diagnostics] == ["unknown-word"]


def test_maintenance() -> None:
    found = good(
        """
        ---
        title: Mail store upgrade
        components: email
        starts: 2026-12-01 22:00
        ends: 2026-12-02
        ---

        ## Scheduled · 2026-11-25 10:00

        ## in-progress 2026-12-01 22:04
        ends: 2026-12-02 01:00
        """,
        "content/maintenance/2026-12-01-store.md",
    )
    assert isinstance(found, Maintenance)
    assert found.starts.at == utc("2026-12-01T22:00")
    assert (found.ends.has_time, found.ends.at) == (False, utc("2026-12-03T00:00"))
    assert found.updates[1].status is UpdateStatus.IN_PROGRESS
    assert found.updates[1].ends
    assert found.updates[1].ends.at == utc("2026-12-02T01:00")


def test_a_translation() -> None:
    found = good(
        """
        ---
        title: El correu: va lent
        checked: Maria Puig, SRE, 2026-11-21 16:00
        ---

        Resum.

        ## Investigating · 2026-11-21 12:41
        id: u2026-11-21-1240

        El correu arriba tard.
        """,
        "content/incidents/2026-11-21-email.ca.md",
    )
    assert isinstance(found, Translation)
    assert (found.id, found.language) == ("2026-11-21-email", "ca")
    assert found.title == "El correu: va lent"
    assert found.checked_by == "Maria Puig, SRE"
    assert found.checked_at == utc("2026-11-21T16:00")
    assert found.summary.language == "ca"
    assert [update.id for update in found.updates] == ["u2026-11-21-1240"]
    assert found.updates[0].text.markdown == "El correu arriba tard."


def test_a_page() -> None:
    path = "content/pages/contact.ca.md"
    found = good("---\ntitle: Contacte\nmenu: no\n---\n\n## Per telèfon\n\n---\n", path)
    assert isinstance(found, Page)
    assert (found.id, found.language, found.menu) == ("contact", "ca", None)
    assert found.text.markdown == "## Per telèfon\n\n---"


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    plain = incident(EMAIL)
    text = "\n".join(line.strip() for line in EMAIL.strip().split("\n"))
    for other in ("\r\n", "\r"):
        found = incident("\ufeff" + text.replace("\n", other))
        assert [u.text.markdown for u in found.updates[:3]] == [
            u.text.markdown for u in plain.updates[:3]
        ]


def test_lines_end_with_line_ends_alone() -> None:
    found = parsed("---\ntitle: A\nimpact: minor\n---\n## Update 2026-11-21 12:41\n\na\x85b\x0cc\n")
    assert [d.code for d in found.diagnostics] == ["invisible-character"]
    assert isinstance(found.item, Incident)
    assert found.item.updates[0].text.markdown == "abc"
