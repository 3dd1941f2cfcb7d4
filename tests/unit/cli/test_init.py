"""`stillup init`: whatever one answers, the new site builds at once, without a word of complaint."""

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillup.parse.settings import parse_settings
from stillup.writing.new_site import Answers, new_site, said
from tests.support.diagnose import diagnose
from tests.support.project import Project
from tests.unit.cli.command import Ran, run

RUNS = max(20, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))


def init(folder: Path, *args: str) -> Ran:
    return run("init", folder, *args)


def test_a_new_site_builds_without_a_word_of_complaint(tmp_path: Path) -> None:
    ran = init(tmp_path / "status", "--name", "Example Status", "--url", "https://status.example")

    assert (ran.code, ran.err) == (0, "")
    assert run("-C", tmp_path / "status", "check", "--strict").out == "no problems in 3 files\n"
    built = run("-C", tmp_path / "status", "build")
    assert (built.code, built.err) == (0, "")
    home = (tmp_path / "status" / "public" / "index.html").read_text("utf-8")
    assert "Example Status" in home
    assert "what people cannot do" not in home


def test_it_says_what_it_wrote_and_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    out = run("init", "my status").out

    assert out.startswith("A new site is in my status:\n  my status/content/site.yaml\n")
    assert "  1. stillup -C 'my status' build\n" in out
    assert (
        "  2. Write your own address (`url`, `id_base`), and name what your customers use,"
        " in my status/content/site.yaml.\n" in out
    )
    assert "  3. stillup -C 'my status' new\n" in out


def test_in_the_folder_itself_nothing_has_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    out = run("init", "--url", "https://status.example").out

    assert "  1. stillup build\n" in out
    assert "  2. Name what your customers use in content/site.yaml.\n" in out
    assert (tmp_path / "content" / "site.yaml").is_file()


def test_everything_can_be_given(tmp_path: Path) -> None:
    ran = init(
        tmp_path,
        *("--name", "Estat d'Exemple", "--url", "https://estat.example/"),
        *("--time-zone", "Europe/Madrid", "--language", "ca"),
        *("--company", "Exemple: el núvol", "--contact", "+34 972 00 00 00"),
    )

    assert ran.code == 0
    file = tmp_path / "content" / "site.yaml"
    found, problems = parse_settings("content/site.yaml", file.read_bytes(), "")
    assert problems == ()
    assert found is not None
    assert found.name == {"": "Estat d'Exemple"}
    assert found.url == found.id_base == "https://estat.example"
    assert (found.time_zone, found.languages) == ("Europe/Madrid", ("ca",))
    assert found.company.name == {"": "Exemple: el núvol"}
    assert found.contact[0].url == "tel:+34972000000"


@pytest.mark.parametrize(
    ("contact", "label", "url"),
    [
        ("help@example.org", "Mail", "mailto:help@example.org"),
        ("(0351) 21/000-00", "Phone", "tel:03512100000"),
        ("https://other.example/help", "Website", "https://other.example/help"),
        ("ring the bell: twice", "Contact", ""),
    ],
)
def test_a_contact_is_taken_for_what_it_is(
    contact: str, label: str, url: str, tmp_path: Path
) -> None:
    init(tmp_path, "--contact", contact)

    found, _ = parse_settings("", (tmp_path / "content" / "site.yaml").read_bytes(), "")

    assert found is not None
    [row] = found.contact
    assert (row.label, row.text, row.url) == ({"": label}, {"": contact}, url)
    assert run("-C", tmp_path, "check", "--strict").code == 0


@pytest.mark.parametrize(
    ("option", "answer", "told"),
    [
        ("--url", "status", "not the address of a site"),
        ("--time-zone", "Lisbon", "did you mean `Europe/Lisbon`"),
        ("--language", "english please", "language"),
        ("--name", " \t", "name"),
    ],
)
def test_an_answer_that_can_not_be_is_refused_by_the_rules_of_the_settings(
    option: str, answer: str, told: str, tmp_path: Path
) -> None:
    ran = init(tmp_path / "status", option, answer)

    assert ran.code == 2
    assert f"Invalid value for {option}" in ran.err
    assert told in ran.err
    assert not (tmp_path / "status").exists()


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    init(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    ran = init(tmp_path, "--name", "Other")

    assert ran.code == 2
    assert f"there is something already: {tmp_path / 'content' / 'site.yaml'}" in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_one_file_in_the_way_stops_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "contact.md").write_text("mine")

    assert init(tmp_path).code == 2
    assert not (tmp_path / "content" / "site.yaml").exists()


def test_a_gitignore_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")

    ran = init(tmp_path)

    assert ran.code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert "Add the lines /public/ and /.stillup/ to your .gitignore." in ran.out


ANYTHING = st.text(max_size=40).map(said)


@settings(max_examples=RUNS, deadline=None)
@given(
    name=ANYTHING.filter(bool),
    company=ANYTHING,
    contact=ANYTHING,
    today=st.dates(date(1971, 1, 2), date(2190, 1, 1)),
)
def test_any_answer_gives_a_site_that_means_just_that(
    name: str, company: str, contact: str, today: date
) -> None:
    answers = Answers(
        name=name,
        url="https://status.example",
        time_zone="UTC",
        language="en",
        company=company,
        contact=contact,
        today=today,
    )

    files = {path: text.encode() for path, text in new_site(answers).items()}

    noon = datetime.combine(today, time(12), UTC)
    assert diagnose(Project(files), noon) == ()
    found, _ = parse_settings("content/site.yaml", files["content/site.yaml"], "")
    assert found is not None
    assert found.name == {"": name}
    assert found.company.name == ({"": company} if company else {})
    assert [row.text for row in found.contact] == ([{"": contact}] if contact else [])


def test_a_repository_at_a_host_gets_its_recipe_and_its_pages(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(
        '[remote "origin"]\n\turl = https://github.com/brook/status.git\n'
    )

    ran = init(tmp_path / "site", "--url", "https://status.example")

    workflow = (tmp_path / ".github" / "workflows" / "status.yml").read_text("utf-8")
    assert "stillup -C site publish\n" in workflow
    assert not (tmp_path / ".gitlab-ci.yml").exists()
    settings = (tmp_path / "site" / "content" / "site.yaml").read_text("utf-8")
    assert (
        'publish:\n  - {name: pages, to: "git@github.com:brook/status.git", branch: gh-pages, '
        "domain: status.example}\n" in settings
    )
    assert ".github/workflows/status.yml\n" in ran.out
    assert run("-C", tmp_path / "site", "check", "--strict").code == 0


def test_a_recipe_that_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("mine: {}\n")

    assert init(tmp_path).code == 0

    assert (tmp_path / ".gitlab-ci.yml").read_text() == "mine: {}\n"
    assert (tmp_path / ".github" / "workflows" / "status.yml").is_file()


def test_without_ci_there_is_no_recipe(tmp_path: Path) -> None:
    assert init(tmp_path, "--ci", "none").code == 0

    assert not (tmp_path / ".github").exists()
    assert not (tmp_path / ".gitlab-ci.yml").exists()
