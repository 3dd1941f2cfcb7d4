"""When the banner has something to say, and when its bytes may move."""

from stillup.compose import banner
from stillup.compose.banner import BannerView
from stillup.model.sources import Kind
from stillup.model.status import ComponentStatus
from tests.support.project import Project
from tests.support.site import BASE, composed, with_incident, with_maintenance
from tests.unit.compose.test_badge import BROKEN, NOW, WORK


def banners(project: Project, now: str = NOW) -> dict[str, BannerView]:
    site = composed(project, now)
    return {d.path: banner.view(site, d) for d in banner.documents(site)}


def keys(project: Project, now: str = NOW) -> list[str]:
    return [d.key for d in banner.documents(composed(project, now))]


def broken(components: str) -> Project:
    return with_incident(BROKEN.format(components=components))


def test_there_is_one_in_every_language() -> None:
    site = composed(BASE, NOW)

    assert [(d.path, d.kind) for d in banner.documents(site)] == [
        ("banner.js", Kind.BANNER),
        ("ca/banner.js", Kind.BANNER),
    ]


def test_it_says_what_the_front_page_says_and_leads_there() -> None:
    shown = banners(broken("[email, hosting]"))

    assert shown["banner.js"].headline.affected == ("Email", "Hosting")
    assert shown["banner.js"].address == "https://status.harbour.example/"
    assert shown["ca/banner.js"].address == "https://status.harbour.example/ca/"


def test_it_leads_to_a_file_where_a_folder_shows_none() -> None:
    project = BASE.replace("content/site.yaml", "url:", "index_documents: false\nurl:")

    assert banners(project)["banner.js"].address.endswith("/index.html")


def test_maintenance_shows_from_the_minute_it_begins_by_the_clock() -> None:
    project = with_maintenance(WORK)
    before, after = "2026-11-21T15:59:00+00:00", "2026-11-21T16:00:00+00:00"

    assert banners(project, before)["banner.js"].headline.status is ComponentStatus.OPERATIONAL
    assert banners(project, after)["banner.js"].headline.status is ComponentStatus.UNDER_MAINTENANCE
    assert keys(project, before) != keys(project, after)


def test_an_announcement_is_nothing_to_stand_on_all_pages() -> None:
    news = broken("[]").replace("content/incidents/2026-11-21-email.md", "minor", "none")

    assert banners(news)["banner.js"].headline.status is ComponentStatus.OPERATIONAL
    assert keys(news) == keys(BASE)


def test_words_of_an_incident_and_a_second_one_alike_do_not_move_it() -> None:
    one = broken("email")
    path = "content/incidents/2026-11-21-email.md"
    two = one.with_files({path.replace("-email", "-more"): one.files[path]})

    assert keys(one.replace(path, "We look.", "We still look.")) == keys(one)
    assert keys(two) == keys(one) != keys(broken("[email, hosting]"))
