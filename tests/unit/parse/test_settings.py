from datetime import date
from textwrap import dedent

import pytest

from stillup.model.settings import Settings
from stillup.model.status import Impact
from stillup.parse.settings import parse_settings
from tests.support.case import Case
from tests.support.tools import CHECKOUT

GOOD = CHECKOUT / "tests" / "cases" / "settings" / "good.txt"


def settings(text: str) -> Settings:
    """Return settings with nothing wrong in them; name and address are put in front."""
    head = "name: Status\nurl: https://status.example/\n"
    made, found = parse_settings("content/site.yaml", (head + dedent(text)).encode(), "digest")
    assert [d.message for d in found] == []
    assert made is not None
    return made


def test_everything_that_can_be_said() -> None:
    data = Case.parse(GOOD.read_text("utf-8")).project.files["content/site.yaml"]
    made, found = parse_settings("content/site.yaml", data, "digest")
    assert not found
    assert made is not None
    assert made.name == {"": "Harbour Mail Status"}
    assert made.since == date(2024, 1, 1)
    assert made.languages == ("en", "ca")
    assert made.company.url == "https://harbourmail.example"
    email, pop, export = made.components
    assert (email.group, email.description) == (
        "messaging",
        {"": "Sending, receiving and reading mail"},
    )
    assert pop.retired == date(2026, 6, 30)
    assert not export.listed
    assert made.people[0].contact == "mailto:jane@harbourmail.example"
    assert made.contact[0].hours == {"": "24/7"}
    assert made.promises.first_update[Impact.CRITICAL] == 900
    assert made.promises.between_updates[Impact.MINOR] == 7200
    assert made.promises.postmortem == "5 working days"
    assert made.publish[0].options["region"] == "eu-west-1"
    assert [(a.path, a.feed) for a in made.feed_aliases] == [("index.xml", "feed.rss")]


def test_what_is_not_said() -> None:
    made = settings("")
    assert made.url == made.id_base == "https://status.example"
    assert (made.time_zone, made.languages, made.theme) == ("UTC", ("en",), "default")
    assert made.index_documents
    assert made.show_lateness
    assert made.default_language == "en"


def test_the_base_of_ids_stays_when_the_site_moves() -> None:
    assert settings("id_base: https://old.example/status/").id_base == "https://old.example/status"


def test_texts_by_language() -> None:
    made = settings("languages: [en, ca]\ncompany: {name: {en: Mail, ca: Correu}}")
    assert made.company.name == {"en": "Mail", "ca": "Correu"}


def test_a_company_may_be_its_name() -> None:
    assert settings("company: Harbour Mail").company.name == {"": "Harbour Mail"}


def test_what_looks_like_a_number_is_text() -> None:
    made = settings("components:\n  - {id: 010, name: 1.0}\n  - {id: no, name: yes}")
    assert [(c.id, c.name) for c in made.components] == [("010", {"": "1.0"}), ("no", {"": "yes"})]


def test_a_component_without_a_name_is_called_by_its_id() -> None:
    assert settings("components: {id: email}").components[0].name == {"": "email"}


@pytest.mark.parametrize(
    "to",
    [
        "file:///srv/www/status",
        "s3://status",
        "az://status",
        "gs://status",
        "git@git.example:harbour/status.git",
        "https://git.example/harbour/status.git",
        "ssh://git@git.example/harbour/status.git",
        "rsync://www.example/status",
        "tar:public.tar",
    ],
)
def test_places_to_publish_to(to: str) -> None:
    (target,) = settings(f'publish: {{name: main, to: "{to}"}}').publish
    assert (target.name, target.to, target.options) == ("main", to, {})


def test_options_of_a_target_stay_as_they_are() -> None:
    (target,) = settings(
        "publish:\n  - {name: a, to: 's3://b', region: eu-west-1, endpoint: 'https://c'}"
    ).publish
    assert target.options == {"region": "eu-west-1", "endpoint": "https://c"}


@pytest.mark.parametrize("text", ["", "a", "- a", "[", "a: &x [*x]", "\t", "name: {", "!!x"])
def test_settings_that_make_no_sense_are_none_and_named(text: str) -> None:
    made, found = parse_settings("content/site.yaml", text.encode(), "digest")
    assert made is None
    assert found
