"""The manual for writers is whole and true: every key is in it, and every example builds."""

import re
from datetime import UTC, datetime

import msgspec
import pytest

from stillup.cli.manual import read_manual
from stillup.model.post import Offer
from stillup.model.settings import Company, Component, Contact, Group, Person, Promises
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from stillup.parse.page import KEYS as OF_PAGES
from stillup.parse.posts import INCIDENT_KEYS, MAINTENANCE_KEYS
from stillup.parse.settings import KEYS as OF_SETTINGS
from stillup.parse.translation import KEYS as OF_TRANSLATIONS
from stillup.parse.update_fields import OF_INCIDENTS, OF_MAINTENANCE
from stillup.parse.vocabulary import WORDS
from stillup.writing.skeleton import PLACEHOLDERS, SKELETONS, fill
from tests.support.diagnose import diagnose
from tests.support.project import Project

FORMAT = read_manual("format")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

WHOLE = re.compile(r"^`(content/\S+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PART = re.compile(r"^```\w+ (front|updates|maintenance)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```\w+.*?^```$", re.MULTILINE | re.DOTALL)
PLAN = "starts: 2026-12-01 22:00\nends: 2026-12-02 01:00"
PARTS = PART.findall(FORMAT)

WRAPPED = {
    "front": (
        "content/incidents/2026-11-21-part.md",
        "---\ntitle: T\nimpact: minor\n{}---\n\n## Resolved · 2026-11-21 15:02\n",
    ),
    "updates": (
        "content/incidents/2026-11-21-part.md",
        "---\ntitle: T\nimpact: minor\ncomponents: email\n---\n\n{}",
    ),
    "maintenance": (
        "content/maintenance/2026-11-21-part.md",
        f"---\ntitle: T\n{PLAN}\n---\n\n## Scheduled · 2026-11-20 10:00\n\n{{}}",
    ),
}


def section(heading: str) -> str:
    """Return what stands under a heading of the second level, without the examples."""
    return FENCED.sub("", FORMAT).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def documented(text: str) -> set[str]:
    """Return the keys that items of lists explain: those before the first colon of an item."""
    items = re.findall(r"^- ((?:`[a-z_]+`(?:, )?)+):", text, re.MULTILINE)
    return {key for item in items for key in re.findall(r"`(\w+)`", item)}


def whole_examples() -> Project:
    """Return all the examples that are whole files, as one site."""
    return Project({path: text.encode() for path, text in WHOLE.findall(FORMAT)})


def test_the_examples_together_are_a_site_without_problems() -> None:
    site = whole_examples()

    assert {path.split("/")[1] for path in site.files} == {
        *("site.yaml", "incidents", "maintenance", "pages", "templates"),
    }
    assert diagnose(site, NOW) == ()


@pytest.mark.parametrize(("kind", "text"), PARTS)
def test_a_part_of_a_file_has_no_problems_where_it_belongs(kind: str, text: str) -> None:
    path, around = WRAPPED[kind]
    site = Project({"content/site.yaml": whole_examples().files["content/site.yaml"]})

    assert diagnose(site.with_files({path: around.format(text)}), NOW) == ()


def test_every_example_is_tried() -> None:
    assert len(FENCED.findall(FORMAT)) == len(WHOLE.findall(FORMAT)) + len(PARTS)


def test_every_key_of_an_incident_is_explained_and_no_other() -> None:
    assert documented(section("The front matter")) == set(INCIDENT_KEYS)


def test_every_key_of_maintenance_is_explained() -> None:
    of_both = documented(section("The front matter")) - {"impact", "started", "retrospective"}

    assert of_both | documented(section("Maintenance")) == set(MAINTENANCE_KEYS)


def test_every_field_of_an_update_is_explained_and_no_other() -> None:
    explained = documented(section("Updates"))

    assert explained == set(OF_INCIDENTS)
    assert set(OF_MAINTENANCE) - explained == documented(section("Maintenance"))


def test_every_key_of_pages_and_translations_is_explained() -> None:
    assert documented(section("Plain pages")) == set(OF_PAGES)
    assert documented(section("Another language")) == set(OF_TRANSLATIONS)


def test_every_setting_is_explained_and_no_other() -> None:
    assert documented(section("The settings: site.yaml")) == set(OF_SETTINGS)


@pytest.mark.parametrize("part", [Company, Component, Contact, Group, Person, Promises])
def test_every_key_inside_a_setting_is_named(part: type[msgspec.Struct]) -> None:
    named = set(re.findall(r"`(\w+)[`:]", section("The settings: site.yaml")))

    assert set(part.__struct_fields__) <= named


def test_every_line_of_an_offer_is_shown() -> None:
    [offer] = [text for _, text in PARTS if text.startswith("offer:")]
    shown = set(re.findall(r"^  (\w+): ", offer, re.MULTILINE))

    assert set(Offer.__struct_fields__) - {"automatic", "span"} == shown
    assert "`automatic: true`" in section("The front matter")


@pytest.mark.parametrize("word", [*ComponentStatus, *Impact])
def test_every_word_for_a_state_is_named(word: str) -> None:
    assert f"`{word}`" in section("The front matter")


@pytest.mark.parametrize("status", UpdateStatus)
def test_every_status_is_named(status: UpdateStatus) -> None:
    assert f"`{status.value.replace('_', ' ').capitalize()}`" in FORMAT


def test_lines_fit_a_terminal() -> None:
    assert [line for line in FORMAT.splitlines() if len(line) > 120] == []


@pytest.mark.parametrize("tag", WORDS)
def test_the_words_of_a_status_are_those_that_are_taken(tag: str) -> None:
    told = " ".join(section("The words of a status").split())

    assert f"(`{tag}`): {', '.join(WORDS[tag].values())}." in told


def test_every_placeholder_and_every_skeleton_is_explained_and_no_other() -> None:
    said = section("Texts to begin with")
    occasions, placeholders = said.split("Between `{{`")

    assert set(re.findall(r"`([a-z_]+)`", placeholders)) == set(PLACEHOLDERS)
    assert set(re.findall(r"`([a-z-]+)`", occasions.split("The occasions", 1)[1])) == set(SKELETONS)


def test_the_template_shown_can_be_filled() -> None:
    template = whole_examples().files["content/templates/update.md"].decode()
    text = fill(template, {"author": "Jane"})

    assert isinstance(text, str)
    assert text.endswith("Jane will tell you more by […when you write again…].\n")
