"""The front page's key covers what it shows."""

from stillup.compose import home
from stillup.model.sources import Document
from tests.support.project import Project
from tests.support.site import BASE, composed, with_incident

POST = "---\ntitle: {}\nimpact: minor\n{}---\n\n## {} · {} 10:00\n\na\n"


def front_page(project: Project) -> Document:
    return next(home.documents(composed(project, "2026-11-21T16:00:00+00:00")))


def test_the_new_title_of_a_related_post_moves_the_key() -> None:
    cause = with_incident(POST.format("Old", "", "Resolved", "2026-01-05"), "2026-01-05-a", BASE)
    project = with_incident(
        POST.format("New", "related: 2026-01-05-a\n", "Investigating", "2026-11-20"),
        "2026-11-20-b",
        cause,
    )
    renamed = project.replace("content/incidents/2026-01-05-a.md", "title: Old", "title: Older")

    assert front_page(project).key != front_page(renamed).key
