"""What only the whole site can know is wrong."""

from datetime import datetime

import pytest

from stillup.build import build
from stillup.model.diagnostic import Diagnostic, Severity
from tests.support.project import Project
from tests.support.site import BASE, built, themed, with_incident

NOW = "2026-11-21T13:00:00+00:00"
FRONT = "---\ntitle: Slow\nimpact: minor\n"
BODY = "---\n\n## Investigating · 2026-11-21 12:00\n\n{}\n"


def found(project: Project, now: str = NOW) -> list[Diagnostic]:
    return list(built(project, now).diagnostics)


def codes(project: Project, now: str = NOW) -> list[str]:
    return [d.code for d in found(project, now)]


def post(body: str = "a", front: str = "") -> str:
    return f"{FRONT}{front}{BODY.format(body)}"


def test_an_unknown_component_is_named_with_the_likely_one() -> None:
    [problem] = found(with_incident(post(front="components: emial\n")))

    assert problem.code == "unknown-component"
    assert problem.fix == "components: email"
    assert (problem.span.line, problem.span.column) == (4, 13)
    assert problem.excerpt == "components: emial"


def test_a_component_may_be_meant_by_the_name_readers_see() -> None:
    [problem] = found(with_incident(post(front="components: Billing export\n")))

    assert problem.fix == "components: billing-export"


def test_an_unknown_person_is_only_a_warning() -> None:
    [problem] = found(with_incident(post(front="author: Somebody Else\n")))

    assert (problem.code, problem.severity) == ("unknown-person", Severity.WARNING)


def test_an_update_far_ahead_of_the_clock_is_refused_but_ten_minutes_are_not() -> None:
    assert codes(with_incident(post()), "2026-11-21T11:51:00+00:00") == []
    assert codes(with_incident(post()), "2026-11-21T11:49:00+00:00") == ["in-the-future"]


def several(count: int) -> Project:
    project = BASE
    for number in range(count):
        project = with_incident(post(), f"2026-11-21-email-{number}", project)
    return project


def test_a_clock_that_is_wrong_is_said_once() -> None:
    [problem] = found(several(4), "2026-11-20T12:00:00+00:00")

    assert problem.message == (
        "4 files have times that have not come yet, "
        "`content/incidents/2026-11-21-email-3.md` among them"
    )
    assert problem.span.path == "content/site.yaml", "what can't be left out"
    assert problem.label == "it is now 2026-11-20 12:00 WET"


def test_a_few_times_ahead_are_slips_and_each_is_named() -> None:
    files = {d.span.path for d in found(several(3), "2026-11-20T12:00:00+00:00")}

    assert len(files) == 3


def test_two_posts_may_not_share_an_id_letter_case_aside() -> None:
    project = with_incident(post(), "2026-11-21-Email", with_incident(post(), "2026-11-21-email"))

    assert codes(project) == ["id-taken"]


def test_a_post_of_the_same_week_is_not_offered_for_its_day_alone() -> None:
    others = with_incident(post(), "2026-11-20-webmail", with_incident(post(), "2026-11-19-emails"))
    [wrong] = found(with_incident(post("[x](2026-11-18-dns.md)"), "2026-11-21-slow", others))
    [near] = found(with_incident(post("[x](2026-11-20-email.md)"), "2026-11-21-slow", others))

    assert wrong.fix == ""
    assert near.fix == "[x](../incidents/2026-11-19-emails.md)"


def test_a_draft_stops_nothing_where_the_settings_are_broken_too() -> None:
    draft = with_incident("---\ntitle: Slow\nimpact: sevre\ndraft: true\n" + BODY.format("a"))
    problems = found(draft.replace("content/site.yaml", "since:", "sinse:"))

    assert [(d.code, d.severity) for d in problems] == [
        ("unknown-word", Severity.WARNING),
        ("unknown-key", Severity.ERROR),
    ]


def test_related_must_exist() -> None:
    assert codes(with_incident(post(front="related: 2026-11-20-nothing\n"))) == ["unknown-post"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[x](../incidents/2026-11-21-email.md)", []),
        ("[x](../incidents/2026-11-21-email.md#u2026-11-21-1200)", []),
        ("[x](https://elsewhere.example/)", []),
        ("[x](../incidents/nothing.md)", ["dead-link"]),
        ("[x](../incidents/2026-11-21-email.md#u2026-11-21-1299)", ["dead-link"]),
        ("[x](../incidents/2026-11-21-email.md#what-we-did)", ["dead-link"]),
        ("[x](#u2026-11-21-1200)", []),
        ("[x](#u2026-11-21-1299)", ["dead-link"]),
        ("![x](../media/gone.png)", ["dead-link"]),
        ("[x](/incidents/2026-11-21-email/)", ["rooted-link"]),
        ("`[x](../media/gone.png)`", []),
    ],
)
def test_links_between_sources_must_lead_somewhere(link: str, expected: list[str]) -> None:
    assert codes(with_incident(post(link))) == expected


def test_a_link_to_a_draft_is_dead_in_public() -> None:
    project = with_incident(post("[x](../incidents/2026-11-20-draft.md)")).with_files(
        {"content/incidents/2026-11-20-draft.md": post(front="draft: true\n")}
    )

    assert codes(project) == ["link-to-draft"]


def test_a_problem_in_a_draft_stops_nothing() -> None:
    made = built(with_incident(post(front="draft: true\ncomponents: emial\n")), NOW)

    assert [d.severity for d in made.diagnostics] == [Severity.WARNING]
    assert made.documents


def test_a_build_with_an_error_has_no_documents() -> None:
    assert built(with_incident(post(front="components: emial\n")), NOW).documents == ()


def test_everything_wrong_in_every_file_is_said_at_once() -> None:
    project = with_incident(
        post(front="components: emial\n"), "2026-11-21-a", with_incident(post(front="colour: x\n"))
    )

    assert len({d.span.path for d in found(project)}) == 2


def test_an_alias_may_not_take_an_address() -> None:
    assert codes(with_incident(post(front="aliases: /history/\n"))) == ["address-taken"]
    assert codes(with_incident(post(front="aliases: /feed.rss/old/\n"))) == ["address-taken"]
    assert codes(with_incident(post(front="aliases: /.stillup-writing/\n"))) == ["address-taken"]


def test_a_translation_needs_an_original_and_only_its_updates() -> None:
    translated = "---\ntitle: Lent\n---\n\n## Investigating · 2026-11-21 12:05\n\na\n"
    project = with_incident(post()).with_files(
        {
            "content/incidents/2026-11-21-email.ca.md": translated,
            "content/incidents/2026-11-20-gone.ca.md": translated,
        }
    )

    problems = found(project)

    assert sorted(d.code for d in problems) == ["no-counterpart", "no-original"]
    assert {d.severity for d in problems} == {Severity.WARNING}


def test_a_translation_stands_in_the_folder_of_its_original() -> None:
    translated = "---\ntitle: Lent\n---\n\n## Update · 2026-11-21 12:00\n\na\n"
    project = with_incident(post()).with_files(
        {"content/maintenance/2026-11-21-email.ca.md": translated}
    )

    assert codes(project) == ["no-original"]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("2026-11-21-email.fr.md", Severity.WARNING),
        ("2026-11-20-version-1.2.md", Severity.ERROR),
        ("2026-11-20-mail.en.md", Severity.ERROR),
        ("2026-11-21-email.MD", Severity.ERROR),
    ],
)
def test_only_what_translates_a_post_can_be_wrong_and_stop_nothing(
    name: str, severity: Severity
) -> None:
    project = with_incident(post()).with_files({f"content/incidents/{name}": post()})

    [problem] = found(project)

    assert problem.severity is severity


def test_a_page_may_not_take_the_name_of_an_address() -> None:
    page = "---\ntitle: Archive\n---\n\nText.\n"
    assert codes(BASE.with_files({"content/pages/history.md": page})) == ["reserved-name"]
    assert codes(BASE.with_files({"content/pages/ca.md": page})) == ["reserved-name"]


def test_a_file_in_the_wrong_place_is_named() -> None:
    project = BASE.with_files({"content/incidents/2026/a.md": post(), "content/notes.txt": "x"})

    assert codes(project) == ["misplaced-file", "unpublished-file"]


def test_without_settings_it_is_not_a_site() -> None:
    assert codes(Project({})) == ["no-settings"]


def test_a_link_to_a_file_left_out_holds_nothing_up() -> None:
    project = with_incident(
        post("[x](../incidents/2026-11-20-broken.md)", "related: 2026-11-20-broken\n"),
        base=with_incident("no post at all", "2026-11-20-broken"),
    )
    broken = "content/incidents/2026-11-20-broken.md"

    made = build(project.sources(), datetime.fromisoformat(NOW), leave_out=frozenset({broken}))

    assert not any(d.is_error for d in made.diagnostics)
    assert made.documents
    assert made.kept == {"2026-11-20-broken"}


def test_a_translation_of_a_post_left_out_has_an_original() -> None:
    translated = "---\ntitle: Lent\n---\n\n## Investigating · 2026-11-21 12:00\n\na\n"
    project = with_incident(post()).with_files(
        {"content/incidents/2026-11-21-email.ca.md": translated}
    )
    original = frozenset({"content/incidents/2026-11-21-email.md"})

    made = build(themed(project, NOW).sources, datetime.fromisoformat(NOW), leave_out=original)

    assert [each.code for each in made.diagnostics] == ["left-out-open"]


def test_the_usual_slip_in_january_comes_with_the_line_corrected() -> None:
    slip = "---\ntitle: Slow\nimpact: minor\n---\n\n## Resolved · 2027-01-02 09:00\n\na\n"
    project = with_incident(slip, "2027-01-02-slow")

    problems = found(project, "2026-01-02T10:00:00+00:00")

    assert [(d.code, d.fix) for d in problems] == [
        ("in-the-future", "## Resolved · 2026-01-02 09:00")
    ]


def test_posts_are_checked_though_the_settings_are_broken_and_no_name_is_blamed_on_them() -> None:
    project = with_incident(post(front="components: emial\ncolour: x\n")).replace(
        "content/site.yaml", "since: 2024-01-01", "since: yesterday"
    )

    assert {(d.span.path, d.code) for d in found(project)} == {
        ("content/incidents/2026-11-21-email.md", "unknown-key"),
        ("content/site.yaml", "time-not-understood"),
    }


def test_an_embargoed_post_that_can_not_be_read_stops_nothing_yet() -> None:
    text = "---\ntitle: Slow\npublish_at: 2026-11-21 19:00\n---\n\nno update\n"

    made = built(with_incident(text), NOW)

    assert {d.severity for d in made.diagnostics} == {Severity.WARNING}
    assert made.next_change is not None
    assert made.next_change.at.isoformat() == "2026-11-21T19:00:00+00:00"


@pytest.mark.parametrize("link", ["![x](file:///C:/a.jpg)", "![x](C:/Users/nina/p.jpg)"])
def test_a_picture_on_the_writers_own_disk_is_named(link: str) -> None:
    assert codes(with_incident(post(link))) == ["dead-link"]


def test_a_post_too_broken_to_be_read_is_not_blamed_on_those_that_name_it() -> None:
    project = with_incident(
        post(front="related: 2026-11-20-broken\n"),
        base=with_incident("no post at all", "2026-11-20-broken"),
    )

    assert {d.span.path for d in found(project)} == {"content/incidents/2026-11-20-broken.md"}
