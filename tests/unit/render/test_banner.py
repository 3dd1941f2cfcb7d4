"""The banner as it goes out: nothing, or a script that is small and says one sentence."""

import json
import re

import pytest

from stillup.render.banner import LIMIT
from tests.support.project import Project
from tests.support.site import BASE, with_incident
from tests.support.words import SHIPPED
from tests.unit.themes.pages import made

BROKEN = """
    ---
    title: Mail is slow
    impact: critical
    components: [email, webmail, hosting]
    ---

    ## Investigating · 2026-11-21 12:41

    We look.
    """
_CALL = re.compile(r"\}\)\((\{.*\})\);\n", re.DOTALL)


def script(project: Project, path: str = "banner.js", theme: dict[str, str] | None = None) -> bytes:
    return made(project, theme=theme).page(path).data


def values(data: bytes) -> dict[str, str]:
    """Return what the function is called with, as any reader of JSON understands it."""
    found = _CALL.search(data.decode("utf-8-sig"))
    assert found is not None
    called = json.loads(found[1])
    assert isinstance(called, dict)
    return called


def renamed(name: str, project: Project | None = None) -> Project:
    """Return a broken site whose components all have a name."""
    site = project or with_incident(BROKEN)
    for known in ("name: Email", "name: Webmail", "name: Hosting"):
        site = site.replace("content/site.yaml", known, f'name: "{name}"')
    return site


def test_it_does_nothing_when_all_is_well() -> None:
    assert script(BASE) == b"/* operational */\n"


def test_it_says_the_sentence_of_the_front_page() -> None:
    site = made(with_incident(BROKEN))

    for folder in ("", "ca/"):
        shown = values(site.page(f"{folder}banner.js").data)
        assert shown["words"] == site.page(f"{folder}index.html").h1
        assert shown["lang"] == (folder.rstrip("/") or "en")
        assert shown["href"] == f"https://status.harbour.example/{folder}"
        assert (shown["site"], shown["dir"]) == ("Harbour Status", "ltr")


def test_a_theme_that_words_the_sentence_anew_is_heard() -> None:
    theme = {"headline.html": "<b>Ahoy</b>, {{ chrome.site }} &amp; {{ headline.status | word }}"}

    shown = values(script(with_incident(BROKEN), theme=theme))

    assert shown["words"] == "Ahoy, Harbour Status & Major outage"


def test_a_theme_may_do_without_a_banner() -> None:
    assert script(with_incident(BROKEN), theme={"banner.js": ""}) == b"/* major_outage */\n"


def test_its_letters_stay_right_on_pages_in_other_encodings() -> None:
    assert script(with_incident(BROKEN)).startswith("\ufeff".encode())


@pytest.mark.parametrize("letter", ["W", "界", "ع", "\U0001f680", "<", "\u0645\u064e"])
def test_it_is_less_than_two_kilobytes_whatever_the_names(letter: str) -> None:
    names = (" ".join([letter * 12] * 9), letter * 300)
    site = with_incident(BROKEN).replace(
        "content/site.yaml", "[en, ca]", f"[en, {', '.join(SHIPPED)}]"
    )
    site = site.replace("content/site.yaml", "name: Harbour Status", f'name: "{names[0]}"')
    host = ".".join(["host-of-a-long-name"] * 5)
    site = site.replace("content/site.yaml", "status.harbour", host)
    for name in names:
        done = made(renamed(name, site))
        for language in ("", *(f"{tag}/" for tag in SHIPPED)):
            data = done.page(f"{language}banner.js").data
            assert len(data) <= LIMIT < 2000
            shown = values(data)
            assert shown["words"].endswith("…")
            assert len(shown["words"]) > 12
            assert shown["href"].endswith(f"{host}.example/{language}")


def test_a_sentence_that_fits_is_whole() -> None:
    shown = values(script(renamed("The mailboxes of customers in Lisbon")))

    assert shown["words"].endswith("Lisbon")
    assert shown["words"].count("The mailboxes of customers in Lisbon") == 3


def test_a_name_ends_neither_string_nor_script() -> None:
    name = r"</script><!-- ]]> \" ' ` ${x} \\ \u2028 \u202e \u0007"

    data = script(renamed(name)).decode("utf-8-sig")

    called = _CALL.search(data)
    assert called is not None
    for ending in ("<", ">", "\u2028", "\u2029", "\x07"):
        assert ending not in called[1]
    assert "</script><!-- ]]> \" ' ` ${x} \\ \u202e" in values(data.encode())["words"]


def test_every_language_has_words_and_a_direction() -> None:
    site = with_incident(BROKEN).replace(
        "content/site.yaml", "[en, ca]", f"[en, {', '.join(SHIPPED)}]"
    )
    done = made(site)
    shown = {tag: values(done.page(f"{tag}/banner.js").data) for tag in SHIPPED}

    assert len({each["words"] for each in shown.values()}) == len(SHIPPED)
    assert [tag for tag, each in shown.items() if each["dir"] == "rtl"] == ["ar"]
