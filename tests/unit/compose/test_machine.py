"""What the sitemap lists, and when its key moves."""

from string import ascii_lowercase

from stillup.compose import machine
from stillup.compose.machine import PART, SitemapView
from stillup.model.sources import Document, Kind
from stillup.render.machine import render_machine
from tests.support.project import Project
from tests.support.site import BASE, composed, with_incident, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
ROOT = "https://status.harbour.example"
RESOLVED = "---\ntitle: A\nimpact: minor\n---\n\n## Resolved · {} 10:00\n\na\n"


def incidents(*days: str) -> Project:
    project = BASE
    for day in days:
        project = with_incident(RESOLVED.format(day), f"{day}-a", project)
    return project


def sitemaps(project: Project, now: str = NOW) -> list[Document]:
    return [d for d in machine.documents(composed(project, now)) if d.kind is Kind.SITEMAP]


def listed(project: Project, now: str = NOW) -> dict[str, str]:
    """Return address → time of news, empty if there is none."""
    site = composed(project, now)
    view = machine.view_sitemap(site, sitemaps(project, now)[0])
    return {address: at.isoformat() if at else "" for address, at in view.entries}


def test_every_page_is_listed_with_the_time_of_its_news() -> None:
    found = listed(incidents("2026-10-31", "2026-11-20"))

    assert found[f"{ROOT}/"] == "2026-11-20T10:00:00+00:00"
    assert found[f"{ROOT}/history/2026-10/"] == "2026-10-31T10:00:00+00:00"
    assert found[f"{ROOT}/incidents/2026-10-31-a/"] == "2026-10-31T10:00:00+00:00"
    assert found[f"{ROOT}/ca/incidents/2026-10-31-a/"] == "2026-10-31T10:00:00+00:00"
    assert found[f"{ROOT}/components/email/"] == ""


def test_what_is_not_for_everybody_is_not_listed() -> None:
    project = incidents("2026-11-20").replace(
        "content/incidents/2026-11-20-a.md", "impact", "draft: true\nimpact"
    )

    found = listed(project)

    assert not [address for address in found if "2026-11-20-a" in address or "404" in address]
    assert f"{ROOT}/components/billing-export/" not in found


def test_a_plain_page_is_listed_in_the_languages_it_has() -> None:
    page = "---\ntitle: Contact\n---\n\na\n"

    found = listed(BASE.with_files({"content/pages/contact.md": page}))

    assert f"{ROOT}/contact/" in found
    assert f"{ROOT}/ca/contact/" not in found


def test_a_correction_is_news_and_moves_the_key() -> None:
    before = incidents("2026-11-20")
    after = before.replace(
        "content/incidents/2026-11-20-a.md", "10:00\n", "10:00\nedited: 2026-11-21 09:00, typo\n"
    )

    assert listed(after)[f"{ROOT}/incidents/2026-11-20-a/"] == "2026-11-21T09:00:00+00:00"
    assert sitemaps(before)[0].key != sitemaps(after)[0].key


def test_the_clock_moves_no_sitemap() -> None:
    work = "---\ntitle: A\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n---\n\n## Scheduled · 2026-11-20 10:00\n"
    project = with_maintenance(work)

    assert listed(project) == listed(project, "2026-12-10T10:00:00+00:00")
    assert sitemaps(project) == sitemaps(project, "2026-12-10T10:00:00+00:00")


def test_a_sitemap_too_long_for_the_protocol_is_split() -> None:
    tags = [first + second for first in ascii_lowercase for second in ascii_lowercase]
    project = incidents(*(f"2026-{m:02}-{d:02}" for m in (8, 9, 10) for d in range(1, 26)))
    project = project.replace("content/site.yaml", "[en, ca]", f"[{', '.join(tags)}]")
    site = composed(project, NOW)

    whole, *parts = [d for d in machine.documents(site) if d.kind is Kind.SITEMAP]
    views = [machine.view_sitemap(site, part) for part in parts]

    assert [d.path for d in (whole, *parts)] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert len({d.key for d in parts}) == 2
    assert machine.view_sitemap(site, whole) == SitemapView(
        tuple(
            (f"{ROOT}/{part.path}", max(at for _, at in view.entries if at))
            for part, view in zip(parts, views, strict=True)
        ),
        is_index=True,
    )
    found = [address for view in views for address, _ in view.entries]
    assert len(views[0].entries) == PART
    assert len(set(found)) == len(found) == 676 * (75 + 3 + 3 + 4)


def test_a_full_sitemap_is_within_the_size_the_protocol_allows() -> None:
    address = f"{ROOT}/ca/incidents/{'%C3%A9' * 120}/"
    assert PART == 50_000
    assert len(render_machine(SitemapView(((address, None),) * PART))) < 50 * 1024 * 1024


def test_robots_learn_the_address_of_the_sitemap() -> None:
    site = composed(BASE, NOW)
    (document,) = [d for d in machine.documents(site) if d.kind is Kind.ROBOTS]

    assert machine.view_robots(site, document).sitemap == f"{ROOT}/sitemap.xml"


def test_only_the_time_of_publishing_is_that_of_the_build() -> None:
    def keys(now: str) -> dict[str, str]:
        return {d.path: d.key for d in machine.documents(composed(incidents("2026-11-20"), now))}

    early, late = keys("2026-11-21T16:00:00+00:00"), keys("2026-11-21T16:00:01+00:00")

    assert [path for path in early if early[path] != late[path]] == ["published.json"]
