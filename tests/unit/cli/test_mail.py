"""`stillup mail`: which update, in which form, to where."""

from pathlib import Path

import pytest

from tests.support.desks import EMAIL, OLD, SITE
from tests.support.mails import parsed
from tests.support.project import Project
from tests.unit.cli.command import Ran, run

NOW = "2026-11-21T13:10:20Z"


def mail(folder: Path, *args: str | Path, site: Project = SITE) -> Ran:
    return run("-C", site.write(folder), "mail", "--now", NOW, *args)


def subject(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    return str(parsed(ran.out.encode())["Subject"])


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ((), "Investigating: Email arrives late"),
        (("email",), "Investigating: Email arrives late"),
        (("disks",), "Scheduled: New disks"),
        (("webmail", "slow"), "Resolved: Webmail was slow"),
        (("2026-11-10-webmail",), "Resolved: Webmail was slow"),
        ((OLD, "--update", "u2026-11-10-0900"), "Investigating: Webmail was slow"),
        ((OLD, "--update", "incidents/x/#u2026-11-10-0900"), "Investigating: Webmail was slow"),
    ],
)
def test_the_update_that_is_meant(words: tuple[str, ...], title: str, tmp_path: Path) -> None:
    assert subject(mail(tmp_path, *words)) == title


def test_what_has_just_ended_is_found_before_what_ended_long_ago(tmp_path: Path) -> None:
    over = SITE.files[EMAIL].decode() + "\n## Resolved · 2026-11-21 13:05\n\nIt is over.\n"
    older = SITE.files[OLD].decode().replace("Webmail was slow", "Email was slow")

    site = SITE.with_files({EMAIL: over, OLD: older})

    assert subject(mail(tmp_path, site=site)) == "Resolved: Email arrives late"
    assert subject(mail(tmp_path, "email", site=site)) == "Resolved: Email arrives late"


def test_one_part_alone(tmp_path: Path) -> None:
    assert mail(tmp_path, "--text").out.startswith("Hello {{name}},\n\nInvestigating · ")
    assert mail(tmp_path, "--html").out.startswith("<!DOCTYPE html>\n")


def test_one_part_alone_is_one_of_the_two(tmp_path: Path) -> None:
    ran = mail(tmp_path, "--text", "--html")

    assert (ran.code, ran.out) == (2, "")
    assert "--text and --html are one or the other" in ran.err


def test_into_a_file(tmp_path: Path) -> None:
    ran = mail(tmp_path, "-o", "update.eml")

    assert ran.out == f"Wrote {tmp_path}/update.eml: Investigating: Email arrives late\n"
    data = (tmp_path / "update.eml").read_bytes()
    assert str(parsed(data)["To"]) == "{{email}}"
    assert data.count(b"\n") == data.count(b"\r\n") > 50


def test_into_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    ran = mail(tmp_path, "-o", "gone/update.eml")

    assert (ran.code, ran.out) == (3, "")
    assert "gone/update.eml" in ran.err


def test_in_another_language(tmp_path: Path) -> None:
    assert 'lang="fi"' in mail(tmp_path, "--html", "--language", "FI").out


@pytest.mark.parametrize(
    ("args", "fact", "hint"),
    [
        (("--language", "de"), "the site does not speak `de`", "en, fi"),
        (("--update", "u1"), "it has no update `u1`", "u2026-11-21-1241  investigating"),
        (("nothing-like-it",), "no post matches `nothing-like-it`", "stillup"),
        (("--name", "a\nb"), "one line without control characters", ""),
    ],
)
def test_what_there_is_not_is_said(
    args: tuple[str, ...], fact: str, hint: str, tmp_path: Path
) -> None:
    ran = mail(tmp_path, *args)

    assert (ran.code, ran.out) == (2, "")
    assert fact in ran.err
    assert hint in ran.err


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2026-11-22 10:00"])
def test_what_is_not_public_is_refused_unless_it_is_wanted(line: str, tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "author: jane", f"author: jane\n{line}")

    refused = mail(tmp_path, "late", site=site)
    shown = mail(tmp_path, "late", "--draft", site=site)

    assert (refused.code, refused.out) == (2, "")
    assert "`Email arrives late` is not public yet" in refused.err
    assert subject(shown) == "[DRAFT] Investigating: Email arrives late"
    assert "We are looking into it." in shown.out


def test_nobody_gets_mail_about_what_cannot_go_live(tmp_path: Path) -> None:
    site = SITE.replace(OLD, "components: webmail", "components: webmial")

    ran = mail(tmp_path, "late", site=site)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "the site has errors, so nothing of it can go live; `stillup check` shows them\n\n"
        f"To do without what is broken, add to the command:\n\n--leave-out {OLD}\n"
    )


@pytest.mark.parametrize(
    ("line", "option"), [("author: jane", "--text"), ("draft: true", "--draft")]
)
def test_a_mistake_in_an_old_file_holds_no_message_up(
    line: str, option: str, tmp_path: Path
) -> None:
    site = SITE.replace(OLD, "components: webmail", "components: webmial")
    site = site.replace(EMAIL, "author: jane", line)

    ran = mail(tmp_path, "late", "--leave-out", OLD, option, site=site)

    assert (ran.code, ran.err) == (0, "")
    assert "We are looking into it." in ran.out


def test_what_is_left_out_has_no_message(tmp_path: Path) -> None:
    site = SITE.replace(OLD, "components: webmail", "components: webmial")

    ran = mail(tmp_path, "webmail", "slow", "--leave-out", OLD, site=site)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: `Webmail was slow` is left out\n\nMend its file: stillup check\n"


def test_a_fault_in_a_theme_of_ones_own_is_placed(tmp_path: Path) -> None:
    theme = {"themes/mine/mail.html": "{{ gone }}\n"}
    yaml = SITE.files["content/site.yaml"].decode() + "theme: mine\n"

    ran = mail(tmp_path, site=SITE.with_files({**theme, "content/site.yaml": yaml}))

    assert (ran.code, ran.out) == (1, "")
    assert "'gone' is undefined" in ran.err
    assert "themes/mine/mail.html" in ran.err or "theme/mail.html" in ran.err


def test_nothing_of_it_is_published(tmp_path: Path) -> None:
    mail(tmp_path, "-o", "update.eml")
    run("-C", tmp_path, "build", "--now", NOW)

    assert not [file for file in (tmp_path / "public").rglob("*") if b"{{name}}" in _bytes(file)]


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
