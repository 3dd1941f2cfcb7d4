"""What the front page tells, and in which order."""

from stillup.compose.home import HomeView
from stillup.compose.home import view as view_home
from stillup.model.sources import Kind
from stillup.model.status import ComponentStatus
from tests.support.project import Project
from tests.support.site import BASE, built, with_incident, with_maintenance

NOW = "2026-11-21T13:00:00+00:00"


def home(project: Project, now: str = NOW) -> HomeView:
    made = built(project, now)
    assert made.site is not None
    [document] = [d for d in made.documents if d.kind is Kind.HOME and d.language == "en"]
    return view_home(made.site, document)


def post(impact: str, front: str = "", status: str = "Investigating") -> str:
    return (
        f"---\ntitle: Slow\nimpact: {impact}\n{front}---\n\n## {status} · 2026-11-21 12:00\n\na\n"
    )


def test_what_is_broken_stands_above_what_was_pinned_on_a_good_day() -> None:
    project = with_incident(
        post("none", "pin: true\n"), "2026-11-20-notice", with_incident(post("minor"))
    )

    assert [s.id for s in home(project).incidents] == ["2026-11-21-email", "2026-11-20-notice"]


def test_the_worst_incident_comes_first() -> None:
    project = with_incident(
        post("critical"), "2026-11-20-a", with_incident(post("minor"), "2026-11-21-b")
    )

    assert [s.id for s in home(project).incidents] == ["2026-11-20-a", "2026-11-21-b"]


def test_a_resolved_incident_is_among_the_recent_ones() -> None:
    shown = home(with_incident(post("major", status="Resolved")))

    assert shown.incidents == ()
    assert [line.id for line in shown.recent] == ["2026-11-21-email"]


def test_the_headline_names_the_components_in_the_worst_state() -> None:
    shown = home(with_incident(post("major", "components: {email: major_outage, webmail: }\n")))

    assert shown.headline.status is ComponentStatus.MAJOR_OUTAGE
    assert (shown.headline.affected, shown.headline.others) == (("Email",), 1)


def test_an_unlisted_component_is_shown_while_it_burns() -> None:
    def shown(project: Project) -> list[str]:
        return [row.id for group in home(project).groups for row in group.rows]

    assert "billing-export" not in shown(BASE)
    assert "billing-export" in shown(with_incident(post("minor", "components: billing-export\n")))


def test_a_retired_component_is_not_shown() -> None:
    assert "legacy" not in [row.id for group in home(BASE).groups for row in group.rows]


def test_planned_work_is_told_before_and_as_running_during_it() -> None:
    project = with_maintenance(
        "---\ntitle: Store\ncomponents: email\nstarts: 2026-12-01 22:00\n"
        "ends: 2026-12-02 01:00\n---\n\n## Scheduled · 2026-11-21 10:00\n\na\n"
    )

    before = home(project)
    during = home(project, "2026-12-01T23:00:00+00:00")

    assert [line.id for line in before.planned] == ["2026-12-01-store"]
    assert [story.id for story in during.running] == ["2026-12-01-store"]
    assert during.planned == ()


def test_nothing_yet_is_said_of_an_empty_site_alone() -> None:
    assert home(BASE).nothing_yet
    assert not home(with_incident(post("minor"))).nothing_yet
