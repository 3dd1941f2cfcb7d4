"""`stillup language`: a file that translators can fill in, and that never loses their work."""

from pathlib import Path

import pytest

from tests.support.words import SHIPPED
from tests.unit.cli.command import Ran, run
from tests.unit.cli.sites import SITE

PO = Path("themes/default/locale/fi.po")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    SITE.write(tmp_path)
    return tmp_path


def language(folder: Path, tag: str = "fi") -> Ran:
    return run("-C", folder, "language", tag)


def translate(folder: Path, phrase: str, translation: str) -> None:
    text = (folder / PO).read_text("utf-8")
    entry = f'msgid "{phrase}"\nmsgstr ""'
    assert text.count(entry) == 1
    (folder / PO).write_text(text.replace(entry, entry[:-2] + f'"{translation}"'), "utf-8")


def speak(folder: Path, tags: str) -> None:
    settings = folder / "content/site.yaml"
    settings.write_text(f"languages: [{tags}]\n" + settings.read_text("utf-8"), "utf-8")


def test_it_writes_every_phrase_for_translators(folder: Path) -> None:
    ran = language(folder)

    text = (folder / PO).read_text("utf-8")
    assert ran.code == 0
    assert f"{PO.as_posix()}: " in ran.out
    assert " to translate\n" in ran.out
    assert "Add `fi` to `languages` in content/site.yaml." in ran.out
    assert text.startswith("# The words of the interface in Finnish.\n")
    assert "#. a status; stands alone" in text
    assert '#: home.html subscribe.html\nmsgid "Components"\nmsgstr ""\n' in text
    assert text.endswith('msgstr ""\n')


def test_the_site_speaks_what_was_translated_and_english_else(folder: Path) -> None:
    language(folder)
    translate(folder, "History", "Historia")
    speak(folder, "en, fi")

    built = run("-C", folder, "build", "--now", "2026-11-21T13:00Z")

    home = (folder / "public/fi/index.html").read_text("utf-8")
    assert (built.code, built.err) == (0, "")
    assert ">Historia<" in home
    assert ">Subscribe<" in home
    assert "21. marraskuuta 2026" in home


def test_run_again_it_keeps_translations_and_adds_what_is_new(folder: Path) -> None:
    language(folder)
    translate(folder, "History", "Historia")
    before = (folder / PO).read_text("utf-8")
    (folder / "themes/default/closing.html").write_text('{{ _("See you soon") }}', "utf-8")

    language(folder)

    after = (folder / PO).read_text("utf-8")
    assert 'msgid "History"\nmsgstr "Historia"\n' in after
    assert '#: closing.html\nmsgid "See you soon"\nmsgstr ""\n' in after
    assert 'msgid "See you soon"' not in before


def test_run_again_without_changes_it_writes_the_same(folder: Path) -> None:
    language(folder)
    translate(folder, "History", "Historia")
    language(folder)
    before = (folder / PO).read_bytes()

    language(folder)

    assert (folder / PO).read_bytes() == before


def test_what_is_no_longer_said_stays_and_comes_back(folder: Path) -> None:
    own = folder / "themes/default/closing.html"
    own.parent.mkdir(parents=True)
    own.write_text('{{ _("See you soon") }}', "utf-8")
    language(folder)
    translate(folder, "See you soon", "Nähdään")
    own.write_text("", "utf-8")

    gone = language(folder)
    text = (folder / PO).read_text("utf-8")
    own.write_text('{{ _("See you soon") }}', "utf-8")
    language(folder)

    assert "1 no longer said" in gone.out
    assert '#~ msgid "See you soon"\n#~ msgstr "Nähdään"\n' in text
    assert 'msgid "See you soon"\nmsgstr "Nähdään"\n' in (folder / PO).read_text("utf-8")


def test_a_phrase_that_changed_a_little_is_to_be_looked_over(folder: Path) -> None:
    own = folder / "themes/default/closing.html"
    own.parent.mkdir(parents=True)
    own.write_text('{{ _("See you again soon") }}', "utf-8")
    language(folder)
    translate(folder, "See you again soon", "Nähdään")
    own.write_text('{{ _("See you again very soon") }}', "utf-8")

    ran = language(folder)

    assert "1 to look over (marked `fuzzy`)" in ran.out
    assert '#, fuzzy\nmsgid "See you again very soon"\nmsgstr "Nähdään"\n' in (
        folder / PO
    ).read_text("utf-8")


def test_a_shipped_language_begins_with_its_translations(folder: Path) -> None:
    ran = language(folder, SHIPPED[1])

    text = (folder / "themes/default/locale/ca.po").read_text("utf-8")
    assert "to translate" not in ran.out
    assert 'msgid "History"\nmsgstr "Historial"\n' in text


def test_a_theme_of_its_own_gets_the_file(folder: Path) -> None:
    (folder / "themes/harbour").mkdir(parents=True)
    settings = folder / "content/site.yaml"
    settings.write_text("theme: harbour\n" + settings.read_text("utf-8"), "utf-8")

    assert language(folder).code == 0
    assert (folder / "themes/harbour/locale/fi.po").is_file()


@pytest.mark.parametrize("tag", ["finnish", "FI", "../fi", "fi.po", ""])
def test_what_is_no_tag_is_refused(folder: Path, tag: str) -> None:
    ran = language(folder, tag)

    assert ran.code == 2
    assert "is not the tag of a language" in ran.err
    assert not (folder / "themes").exists()


def test_a_broken_file_is_left_alone(folder: Path) -> None:
    language(folder)
    broken = (folder / PO).read_bytes().replace(b'msgid "History"', b'msgid "History')
    (folder / PO).write_bytes(broken)

    ran = language(folder)

    assert ran.code == 2
    assert "locale/fi.po` is broken in line" in ran.err
    assert (folder / PO).read_bytes() == broken


def test_settings_that_can_not_be_read_are_named(folder: Path) -> None:
    (folder / "content/site.yaml").write_text("theme: harbour\n", "utf-8")

    ran = language(folder)

    assert ran.code == 2
    assert "stillup check" in ran.err
