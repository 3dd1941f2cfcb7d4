"""The front page answers "is it working?" in one sentence, then tells what is going on."""

from gzip import compress

import pytest

from tests.support.site import BASE, with_incident, with_maintenance
from tests.unit.themes.pages import Page, made
from tests.unit.themes.sample import FULL

NOW = "2026-11-21T14:00Z"
BUDGET = 14 * 1024


def incident(components: str, impact: str = "major", more: str = "") -> Page:
    """Return the front page while one incident is open."""
    text = f"""
        ---
        title: Something is wrong
        impact: {impact}
        {components}
        ---
        ## Investigating · 2026-11-21 12:41
        {more}
        We look.
        """
    return made(with_incident(text), NOW).page()


@pytest.mark.parametrize(
    ("components", "impact", "sentence"),
    [
        ("components: email", "minor", "There are problems with Email"),
        ("components: email, webmail", "major", "There is a partial outage of Email and Webmail"),
        ("components: email", "critical", "There is a major outage of Email"),
        ("cause: none", "minor", "There are problems"),
        ("cause: none", "major", "There is a partial outage"),
        ("cause: none", "critical", "There is a major outage"),
        ("components: email", "none", "All systems work"),
        (
            "components: {all: major_outage}",
            "major",
            "There is a major outage of Email, Webmail, Hosting and 1 more",
        ),
    ],
)
def test_one_sentence_says_what_works(components: str, impact: str, sentence: str) -> None:
    page = incident(components, impact)

    assert page.h1 == sentence
    assert page.one("//title") == f"{sentence} · Harbour Status"


def test_components_in_a_lesser_state_are_counted() -> None:
    page = incident("components: {email: major_outage, webmail: partial_outage}")

    assert page.h1 == "There is a major outage of Email"
    assert page.one("//p[@class='others']") == "1 more component is affected."


def test_without_any_post_all_is_well_and_nothing_was_reported() -> None:
    page = made(BASE, NOW).page()

    assert page.h1 == "All systems work"
    assert "Nothing has been reported yet." in page.main


def test_a_quiet_time_says_how_long_it_has_been_quiet() -> None:
    text = """
        ---
        title: Long ago
        impact: minor
        ---
        ## Resolved · 2026-01-10 10:00

        Over.
        """

    page = made(with_incident(text, "2026-01-10-old"), NOW).page()

    assert "No incidents in the last 21 days." in page.main


def test_nothing_claims_a_quiet_time_while_something_is_wrong() -> None:
    page = incident("components: email")

    assert "No incidents" not in page.main
    assert page.all("//section[@aria-labelledby='Recent']//a") == ["All of the history"]


def test_an_open_incident_is_told_in_full_with_its_promise() -> None:
    page = incident("components: email", more="next_update: 15:15\n")

    assert page.all("//article//h2") == ["Something is wrong"]
    assert page.one("//p[@class='promise']") == "Next update by 15:15 WET"
    assert page.all("//ul[@class='affected']/li") == ["Email: Partial outage"]
    assert "We look." in page.one("//article")


def test_a_promise_for_another_day_says_which() -> None:
    page = incident("components: email", more="next_update: tomorrow 09:00\n")

    assert page.one("//p[@class='promise']") == "Next update by 22 November 2026, 09:00 WET"


def test_a_promise_that_was_not_kept_is_said_to_be_late() -> None:
    page = incident("components: email", more="next_update: 13:15\n")

    assert page.one("//p[@class='promise late']") == (
        "The next update was due at 21 November 2026, 13:15 WET; it is late."
    )


def test_lateness_is_not_said_where_the_site_does_not_want_it() -> None:
    project = with_incident(
        """
        ---
        title: Something is wrong
        impact: minor
        ---
        ## Investigating · 2026-11-21 12:41
        next_update: 13:15

        We look.
        """
    )
    settings = project.files["content/site.yaml"].decode() + "show_lateness: false\n"

    page = made(project.with_files({"content/site.yaml": settings}), NOW).page()

    assert page.one("//p[@class='promise']") == "Next update by 13:15 WET"


def test_an_announcement_just_stands_there() -> None:
    page = incident("components: email", "none")

    assert page.one("//article//p[@class='kind']") == "Announcement"


def maintenance(now: str, starts: str, ends: str) -> Page:
    text = f"""
        ---
        title: Mail store upgrade
        components: email
        starts: {starts}
        ends: {ends}
        ---
        ## Scheduled · 2026-11-25 10:00

        What and why.
        """
    return made(with_maintenance(text), now).page()


def test_maintenance_to_come_is_listed_and_colours_nothing() -> None:
    page = maintenance("2026-11-30T12:00Z", "2026-12-01 22:00", "2026-12-02 01:00")

    assert page.h1 == "All systems work"
    assert page.one("//section[@aria-labelledby='Planned']//li").startswith(
        "Mail store upgrade Maintenance · Scheduled · 1 December 2026, 22:00 WET "
        "to 2 December 2026, 01:00 WET · Email"
    )


def test_maintenance_on_a_day_has_a_time_to_be_announced() -> None:
    page = maintenance("2026-11-30T12:00Z", "2026-12-01", "2026-12-01")

    assert page.one("//section[@aria-labelledby='Planned']//p[@class='aside']") == (
        "Maintenance · Scheduled, time to be announced · 1 December 2026 · Email"
    )


def test_running_maintenance_says_until_when() -> None:
    page = maintenance("2026-12-01T23:00Z", "2026-12-01 22:00", "2026-12-02 01:00")

    assert page.h1 == "Maintenance is under way: Email"
    assert page.one("//p[@class='kind']") == "Maintenance · In progress"
    assert page.one("//p[@class='plan']") == (
        "Planned from 1 December 2026, 22:00 WET to 2 December 2026, 01:00 WET."
    )


def test_maintenance_past_its_plan_is_not_yet_confirmed() -> None:
    page = maintenance("2026-12-02T03:00Z", "2026-12-01 22:00", "2026-12-02 01:00")

    assert page.h1 == "Maintenance is under way: Email"
    assert page.one("//p[@class='plan']") == (
        "Planned to end at 2 December 2026, 01:00 WET, not yet confirmed."
    )


def test_each_component_says_its_state_in_a_word_and_a_shape() -> None:
    page = incident("components: email")

    assert page.all("//li[@class='row']//p[@class='now']") == [
        *("Partial outage", "Operational", "Operational")
    ]
    assert page.all("//li[@class='row']//p[@class='now']//*[local-name()='use']/@href") == [
        *("#Shape_partial_outage", "#Shape_operational", "#Shape_operational")
    ]


def test_what_the_bars_draw_stands_there_in_words() -> None:
    page = made(FULL, NOW).page()

    (email, webmail, hosting) = page.tree.xpath("//li[@class='row']")
    assert [" ".join(e.text_content().split()) for e in email.xpath(".//details/*")] == [
        "What happened on 2 days",
        "21 November 2026: Partial outage, not over yet 5 September 2026: Degraded performance for 1 h 30 min",
    ]
    assert "21 November 2026" in webmail.text_content()
    assert "2 November 2026: Major outage for 2 h 30 min" in " ".join(
        hosting.text_content().split()
    )
    assert "There is no data for the 8 days before." in " ".join(email.text_content().split())


def test_bars_cover_every_day_once() -> None:
    page = made(FULL, NOW).page()

    (svg, *_) = page.tree.xpath("//*[local-name()='svg'][@class='bars']")
    drawn = [stroke.split(" 0h") for path in svg for stroke in path.get("d").split("M")[1:]]
    days = [int(first) + i for first, count in drawn for i in range(int(count))]
    assert sorted(days) == list(range(90))
    assert [path.get("class") for path in svg] == [
        *("operational", "degraded_performance", "partial_outage", "no_data")
    ]


def test_two_incidents_in_one_minute_share_no_id() -> None:
    page = made(FULL, NOW).page()

    ids = page.all("//@id")
    assert len(page.all("//article")) == 3
    assert len(ids) == len(set(ids))


def test_twenty_components_and_an_open_incident_fit_in_the_budget() -> None:
    components = "".join(
        f"  - {{id: part-{i}, name: Part number {i}, group: g{i % 4}, "
        f"description: What part {i} does for you}}\n"
        for i in range(20)
    )
    groups = "".join(f"  - {{id: g{i}, name: Group {i}}}\n" for i in range(4))
    posts = {
        f"content/incidents/2026-{9 + i % 3:02d}-{1 + i:02d}-past-{i}.md": (
            f"---\ntitle: Trouble number {i} with part {i}\nimpact: major\n"
            f"components: part-{i}, part-{(i * 7 + 1) % 20}\n---\n"
            f"## Investigating · 2026-{9 + i % 3:02d}-{1 + i:02d} 10:{i:02d}\n\nWe look.\n\n"
            f"## Resolved · 2026-{9 + i % 3:02d}-{1 + i:02d} 12:{i * 2:02d}\n\nOver.\n"
        )
        for i in range(20)
    }
    updates = "".join(
        f"\n## Update · 2026-11-21 {hour}:00\nnext_update: in 2 hours\n\n"
        f"It is {hour} and the store {hour * 7} of {hour * 13} answers again; {hour} to go. "
        "Your mail waits and will arrive.\n"
        for hour in range(10, 14)
    )
    posts["content/incidents/2026-11-21-now.md"] = (
        "---\ntitle: Mail is slow to arrive\nimpact: major\ncomponents: part-1\n---\nNothing is lost.\n\n"
        f"## Investigating · 2026-11-21 09:41\n\nWe look.\n{updates}"
    )
    for day in (24, 28):
        posts[f"content/maintenance/2026-11-{day}-work.md"] = (
            f"---\ntitle: Work on part {day - 20}\ncomponents: part-{day - 20}, part-{day - 19}\n"
            f"starts: 2026-11-{day} 22:00\nends: 2026-11-{day} 23:30\n---\n"
            "## Scheduled · 2026-11-20 10:00\n\nWhat and why.\n"
        )
    settings = (
        "name: Harbour Status\nurl: https://status.harbour.example\ntime_zone: Europe/Lisbon\n"
        f"groups:\n{groups}components:\n{components}"
    )

    page = made(BASE.with_files({"content/site.yaml": settings, **posts}), NOW).page()

    assert len(page.all("//li[@class='row']")) == 20
    assert len([script for script in page.scripts if script.get("data-at")]) >= 8
    assert len(compress(page.data, 6)) <= BUDGET


def test_the_script_is_small() -> None:
    (script,) = [s.text for s in made(BASE, NOW).page().scripts if "type" not in s.attrib]

    assert len(compress(script.encode(), 6)) <= 1.5 * 1024
