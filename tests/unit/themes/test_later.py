"""Read later, a page with its script says what a build of that moment would say."""

from datetime import datetime

import pytest

from tests.support.project import Project
from tests.support.site import BASE, with_incident, with_maintenance
from tests.unit.themes.pages import Page, made

NOW = "2026-12-01T21:00Z"

PLAN = """
    ---
    title: {title}
    components: {components}
    starts: {starts}
    ends: {ends}
    ---

    ## Scheduled · 2026-11-25 10:00
    {field}

    What and why.
    """
OFFER = """
    ---
    title: Slow
    impact: minor
    components: hosting
    offer: {what: A week free, until: 2026-12-04 18:00}
    ---

    ## Resolved · 2026-11-20 10:00

    Over.
    """
OPEN = """
    ---
    title: Broken
    impact: minor
    components: webmail
    ---

    ## Investigating · 2026-12-01 20:50
    next_update: 21:20

    We look.
    """


def plan(base: Project, components: str, starts: str, ends: str, field: str = "") -> Project:
    text = PLAN.format(
        title=f"Work on R&D <{components}>",
        components=components,
        starts=starts,
        ends=ends,
        field=field,
    )
    return with_maintenance(text, f"2026-12-01-{components.strip('{').split(':')[0]}", base)


CALM = plan(BASE, "email", "2026-12-01 22:00", "2026-12-02 01:00", "next_update: 2026-12-01 21:30")
CALM = plan(CALM, "{hosting: partial_outage}", "2026-12-01 23:00", "2026-12-03 02:00")
CALM = plan(CALM, "legacy", "2026-12-02", "2026-12-02")
CALM = with_incident(OFFER, "2026-11-20-slow", CALM)
BUSY = with_incident(OPEN, "2026-12-01-broken", CALM)

EDGES = (
    *("2026-12-01T21:19:59Z", "2026-12-01T21:20Z", "2026-12-01T21:29:59Z", "2026-12-01T21:30Z"),
    *("2026-12-01T21:59:59Z", "2026-12-01T22:00Z", "2026-12-01T22:59:59Z", "2026-12-01T23:00Z"),
    *("2026-12-02T00:59:59Z", "2026-12-02T01:00Z", "2026-12-03T00:00Z", "2026-12-03T02:00Z"),
    *("2026-12-04T00:00Z", "2026-12-04T17:59:59Z", "2026-12-04T18:00Z", "2026-12-09T12:00Z"),
)

SAID = (
    *(
        "//title",
        "//link[@rel='icon']/@href",
        "//h1",
        "//p[@class='others']",
        "//div[starts-with(@class, 'sign')]/@class",
    ),
    *("//li[@class='row']", "//li[@class='row']//span/@class"),
)
"""What must be the same on the front page, the not-found page and a component's page."""

SAID_OF_POSTS = (
    *("//article//p[@class='kind']", "//p[@class='plan']", "//p[starts-with(@class, 'promise')]"),
    *("//p[starts-with(@class, 'promise')]/@class", "//section[contains(@class, 'offer')]"),
)


def said(page: Page, xpaths: tuple[str, ...]) -> list[list[str]]:
    for path in page.tree.xpath("//details | //p[@class='unseen']"):
        path.drop_tree()  # the days of the past: a page read later shows those it has
    return [page.all(xpath) for xpath in xpaths]


@pytest.mark.parametrize("now", EDGES)
@pytest.mark.parametrize("project", [CALM, BUSY], ids=["calm", "busy"])
def test_what_works_is_said_as_a_build_of_that_moment_says_it(project: Project, now: str) -> None:
    early, then = made(project, NOW), made(project, now)

    for path in ("index.html", "ca/index.html", "404.html", "components/email/index.html"):
        shown = early.page(path).turned(datetime.fromisoformat(now))
        assert said(shown, SAID) == said(then.page(path), SAID), path


@pytest.mark.parametrize("now", EDGES)
def test_posts_say_what_a_build_of_that_moment_says(now: str) -> None:
    early, then = made(BUSY, NOW), made(BUSY, now)

    for post in early.build.site.stories if early.build.site else ():
        path = f"{'incidents' if post.kind == 'incident' else 'maintenance'}/{post.id}/index.html"
        shown = early.page(path).turned(datetime.fromisoformat(now))
        assert said(shown, SAID_OF_POSTS) == said(then.page(path), SAID_OF_POSTS), path


@pytest.mark.parametrize("now", EDGES)
def test_the_list_of_planned_work_says_where_it_stands(now: str) -> None:
    page = made(CALM, NOW).page().turned(datetime.fromisoformat(now))
    lines = "//section[@aria-labelledby='Planned']//p[@class='aside']"
    at = datetime.fromisoformat(now)

    begun, over = (
        datetime.fromisoformat("2026-12-01T22:00Z"),
        datetime.fromisoformat("2026-12-02T01:00Z"),
    )
    word = "Scheduled" if at < begun else "In progress" if at < over else "Not yet confirmed"

    assert page.all(lines)[0].startswith(f"Maintenance · {word}")


def test_after_midnight_no_bar_claims_to_be_today() -> None:
    page = made(CALM, NOW).page()

    before, after = (
        page.turned(datetime.fromisoformat(f"2026-12-0{at}Z")).one("//div[@class='legend']/p")
        for at in ("1T23:59:59", "2T00:00")
    )

    assert "the last one is today" in before
    assert "the last one is 1 December 2026" in after


def test_only_silence_waits_for_knowledge() -> None:
    marks = {
        (element.get("data-at"), element.get("data-silent") is not None)
        for path in ("index.html", "incidents/2026-11-20-slow/index.html")
        for element in made(BUSY, NOW).page(path).scripts
        if element.get("data-at")
    }

    silent = {"2026-12-01T21:20Z", "2026-12-02T01:00Z", "2026-12-03T00:00Z", "2026-12-03T02:00Z"}
    assert {at for at, is_silent in marks if is_silent} == silent
    assert {at for at, is_silent in marks if not is_silent} == {
        *("2026-12-01T22:00Z", "2026-12-01T23:00Z", "2026-12-02T00:00Z"),
        *("2026-12-03T00:00Z", "2026-12-04T00:00Z", "2026-12-04T18:00Z"),
    }


def test_a_site_that_tells_no_lateness_foresees_none() -> None:
    quiet = BUSY.replace("content/site.yaml", "since:", "show_lateness: false\nsince:")

    assert "it is late" in made(BUSY, NOW).page().data.decode()
    assert "it is late" not in made(quiet, NOW).page().data.decode()
