"""Which badges there are, what each says, and when its bytes may move."""

import pytest

from stillup.compose import badge
from stillup.compose.badge import BadgeView, ShieldView
from stillup.model.sources import Document, Kind
from tests.support.project import Project
from tests.support.site import BASE, composed, with_incident, with_maintenance

NOW = "2026-11-21T14:00:00+00:00"
BROKEN = """
    ---
    title: Mail is slow
    impact: minor
    components: {components}
    ---

    ## Investigating · 2026-11-21 12:41

    We look.
    """
WORK = """
    ---
    title: New store
    components: hosting
    starts: 2026-11-21 16:00
    ends: 2026-11-21 18:00
    ---

    ## Scheduled · 2026-11-19 10:00

    What and why.
    """


def broken(components: str) -> Project:
    return with_incident(BROKEN.format(components=components))


def badges(project: Project, now: str = NOW) -> dict[str, BadgeView | ShieldView]:
    site = composed(project, now)
    return {d.path: badge.view(site, d) for d in badge.documents(site)}


def keys(project: Project, now: str = NOW) -> dict[str, str]:
    return {d.path: d.key for d in badge.documents(composed(project, now))}


def moved(before: Project, after: Project, now: str = NOW, later: str = NOW) -> set[str]:
    old, new = keys(before, now), keys(after, later)
    assert old.keys() == new.keys()
    return {path for path in old if old[path] != new[path] and path.startswith(("badge", "comp"))}


def test_the_site_and_every_component_have_both_forms_in_every_language() -> None:
    site = composed(BASE, NOW)
    found = {(d.kind, d.path, d.language) for d in badge.documents(site)}

    assert len(found) == 2 * 2 * (1 + len(site.settings.components))
    assert (Kind.BADGE, "badge.svg", "en") in found
    assert (Kind.SHIELD, "badge.json", "en") in found
    assert (Kind.BADGE, "ca/components/email/badge.svg", "ca") in found
    assert (Kind.SHIELD, "ca/components/email/badge.json", "ca") in found


def test_a_form_sees_what_the_other_sees() -> None:
    shown = badges(broken("email"))

    assert shown["badge.svg"] == BadgeView("en", "Harbour Status", "degraded_performance")
    assert shown["badge.json"] == ShieldView("en", "Harbour Status", "degraded_performance")


@pytest.mark.parametrize(
    ("component", "status"),
    [("email", "partial_outage"), ("webmail", "operational"), ("hosting", "operational")],
)
def test_a_component_says_its_own_state(component: str, status: str) -> None:
    shown = badges(broken("\n      - email: partial_outage"))

    assert shown[f"components/{component}/badge.svg"].status == status


def test_an_incident_of_no_component_is_seen_on_the_badge_of_the_site() -> None:
    shown = badges(broken("[]"))

    assert shown["badge.svg"].status == "degraded_performance"
    assert shown["components/email/badge.svg"].status == "operational"


def test_an_unlisted_component_that_burns_is_not_green() -> None:
    shown = badges(broken("billing-export"))

    assert shown["badge.svg"].status == "degraded_performance"
    assert shown["components/billing-export/badge.svg"].status == "degraded_performance"


def test_a_retired_component_is_not_said_to_work() -> None:
    assert badges(BASE)["components/legacy/badge.svg"].status == "retired"
    assert badges(broken("legacy"))["components/legacy/badge.svg"].status == "degraded_performance"


def test_a_component_works_until_the_day_on_which_it_is_retired() -> None:
    path = "components/legacy/badge.svg"

    assert badges(BASE, "2025-06-29T12:00:00+00:00")[path].status == "operational"
    assert badges(BASE, "2025-06-30T12:00:00+00:00")[path].status == "retired"


def test_maintenance_shows_from_the_minute_it_begins_by_the_clock() -> None:
    project = with_maintenance(WORK)
    before, after = "2026-11-21T15:59:00+00:00", "2026-11-21T16:00:00+00:00"

    assert badges(project, before)["badge.svg"].status == "operational"
    assert badges(project, after)["badge.svg"].status == "under_maintenance"
    assert moved(project, project, before, after) == {
        "badge.svg",
        "badge.json",
        "components/hosting/badge.svg",
        "components/hosting/badge.json",
    }


def test_an_incident_moves_the_badges_of_what_it_hits_and_no_other() -> None:
    assert moved(BASE, broken("email")) == {
        "badge.svg",
        "badge.json",
        "components/email/badge.svg",
        "components/email/badge.json",
    }


def test_words_of_an_incident_move_no_badge() -> None:
    project = broken("email")
    path = "content/incidents/2026-11-21-email.md"

    assert moved(project, project.replace(path, "We look.", "We still look.")) == set()


def test_no_two_badges_share_a_key() -> None:
    found: list[Document] = list(badge.documents(composed(BASE, NOW)))

    assert len({d.key for d in found}) == len(found)
