"""A message to subscribers: what a mail program makes of it."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest

from stillup.compose.mail import Blanks, mail_view
from stillup.render.fragments import Fragments
from stillup.render.mail import Message
from stillup.renderer import Renderer
from tests.support.mails import parsed, part_of, threads_of
from tests.support.project import Project
from tests.support.site import BASE, themed, with_incident, with_maintenance

NOW = "2026-11-21T16:00:00+00:00"
ROOT = "https://status.harbour.example"
EMAIL = "content/incidents/2026-11-21-email.md"
CONTACT = """
    contact:
      - {label: Mail, text: help@harbour-help.example, url: "mailto:help@harbour-help.example?subject=x"}
      - {label: Phone, text: +351 21 000 00 00, url: "tel:+351210000000", hours: always}
    """.replace("\n    ", "\n")
SLOW = with_incident("""
    ---
    title: "Email is slow: Ünïcode & <b>more</b>"
    impact: major
    components: email
    author: jane
    offer: {what: A free month, who: Everybody, how: Write to us, claim_url: "https://harbour.example/claim", until: 2026-12-01 10:00}
    edits: 2026-11-21 15:30, the title named a product
    ---

    ## Investigating · 2026-11-21 12:41
    next_update: 13:15

    See ![a **graph**](../media/graph.png) and [the page](../pages/contact.md)[^1].

    [^1]: Only in Lisbon.

    ## Identified · 2026-11-21 13:10
    next_update: 14:00

    A disk is full.

    ## Resolved · 2026-11-21 15:02

    All is well. Nothing was lost — not a single message of yours, as far as anybody here could find out.
    """).with_files(
    {
        "content/media/graph.png": b"\x89PNG\r\n\x1a\n",
        "content/pages/contact.md": "---\ntitle: Contact\n---\n\na\n",
        "content/site.yaml": BASE.files["content/site.yaml"].decode() + CONTACT.lstrip("\n"),
    }
)


def message(
    project: Project = SLOW,
    update: int = -1,
    language: str = "en",
    *,
    post: str = "2026-11-21-email",
    now: str = NOW,
    is_draft: bool = False,
    same_subject: bool = False,
    **blanks: str,
) -> Message:
    made = themed(project, now)
    assert made.is_good, [d.message for d in made.diagnostics if d.is_error]
    site = made.site
    assert site is not None
    story = site.by_id[post]
    view = mail_view(site, story, story.post.updates[update], language, Blanks(**blanks))
    return Renderer(made, Fragments()).message(view, is_draft=is_draft, same_subject=same_subject)


def read(project: Project = SLOW, update: int = -1, **options: object) -> EmailMessage:
    return parsed(message(project, update, **options).data)  # type: ignore[arg-type]


def test_the_header_is_complete() -> None:
    mail = read()

    assert str(mail["Subject"]) == "Resolved: Email is slow: Ünïcode & <b>more</b>"
    assert str(mail["From"]) == "Harbour Status <help@harbour-help.example>"
    assert str(mail["To"]) == "{{email}}"
    assert parsedate_to_datetime(mail["Date"]) == datetime(2026, 11, 21, 15, 2, tzinfo=UTC)
    assert str(mail["Content-Language"]) == "en"
    assert str(mail["List-Unsubscribe"]) == "<{{unsubscribe}}>"
    assert str(mail["MIME-Version"]) == "1.0"
    assert mail.get_content_type() == "multipart/alternative"
    names = [name.lower() for name in mail.keys()]  # noqa: SIM118 - a name may stand twice
    assert sorted(set(names)) == sorted(names)


def test_both_parts_are_utf_8_in_lines_that_every_server_takes() -> None:
    made = message()
    mail = parsed(made.data)

    parts = list(mail.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    for part in parts:
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
    assert made.data.isascii()
    lines = made.data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert (part_of(mail, "plain"), part_of(mail, "html")) == (made.text, made.html)


def test_the_same_update_is_the_same_message() -> None:
    assert message().data == message(now="2026-11-21T16:30:00+00:00").data
    moved = SLOW.replace(EMAIL, "All is well.", "All was well.").replace(
        "content/site.yaml", "name: Harbour Status", "name: Status of Harbour"
    )

    assert str(read(moved)["Message-ID"]) == str(read()["Message-ID"])


def test_updates_of_a_post_are_one_thread_and_those_of_others_another() -> None:
    project = SLOW.with_files(
        {
            "content/incidents/2026-11-20-web.md": "---\ntitle: Web\nimpact: minor\n---\n\n"
            "## Investigating · 2026-11-20 09:00\n\na\n\n## Resolved · 2026-11-20 10:00\n\nb\n"
        }
    )
    mails = [read(project, number) for number in (2, 0, 1)]
    others = [read(project, number, post="2026-11-20-web") for number in (1, 0)]
    translated = read(project, 0, language="ca")

    assert [len(thread) for thread in threads_of([*mails, *others, translated])] == [3, 2, 1]
    assert len({str(mail["Message-ID"]) for mail in [*mails, *others, translated]}) == 6
    assert [mail["References"] for mail in mails].count(None) == 1
    assert mails[1]["References"] is None
    assert all(mail["In-Reply-To"] == mail["References"] for mail in mails)


def test_an_update_that_comes_between_moves_no_id() -> None:
    early = [str(read(update=number)["Message-ID"]) for number in (0, 1, 2)]
    more = SLOW.replace(
        EMAIL, "## Resolved", "## Monitoring · 2026-11-21 14:00\n\nWe wait.\n\n## Resolved"
    )

    assert [str(read(more, number)["Message-ID"]) for number in (0, 1, 3)] == early


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://old.example/status", "old.example"),
        ("https://hafen-übersee.example", "xn--hafen-bersee-ilb.example"),
        ("https://[::1]:8000", "[IPv6:::1]"),
        (
            "https://" + "a" * 60 + "." + "b" * 60 + ".example",
            "a" * 60 + "." + "b" * 60 + ".example",
        ),
    ],
)
def test_ids_stand_under_the_host_of_id_base(base: str, host: str) -> None:
    project = SLOW.replace("content/site.yaml", "since:", f"id_base: '{base}'\nsince:")

    mail = read(project)

    assert re.fullmatch(rf"<[0-9a-f]{{32}}@{re.escape(host)}>", str(mail["Message-ID"]))
    assert str(mail["References"]).strip() == str(read(project, 0)["Message-ID"])
    assert b"=?" not in message(project).data.partition(b"References:")[2].partition(b"MIME-")[0]


def test_one_subject_for_all_where_a_program_threads_by_it() -> None:
    subjects = [str(read(update=number, same_subject=True)["Subject"]) for number in (0, 1, 2)]

    title = "Email is slow: Ünïcode & <b>more</b>"
    assert subjects == [title, f"Re: {title}", f"Re: {title}"]


def test_a_draft_is_marked() -> None:
    assert str(read(is_draft=True)["Subject"]).startswith("[DRAFT] Resolved: ")


def test_the_plain_text_says_everything() -> None:
    assert message(update=1).text == (
        "Hello {{name}},\n"
        "\n"
        "Identified · 21 November 2026, 13:10 WET\n"
        "\n"
        "Email is slow: Ünïcode & <b>more</b>\n"
        "\n"
        "A disk is full.\n"
        "\n"
        "- Email: Partial outage\n"
        "\n"
        "Next update promised by 14:00 WET\n"
        "\n"
        "Jane Roe, Operations, jane@harbour.example\n"
        "\n"
        f"Read it on the status page ({ROOT}/incidents/2026-11-21-email/#u2026-11-21-1310)\n"
        "\n"
        "What you get in return\n"
        "\n"
        "- A free month\n"
        "- Everybody\n"
        "- Write to us\n"
        "- Where to ask for it: harbour.example/claim (https://harbour.example/claim)\n"
        "\n"
        "10 days left: until 1 December 2026, 10:00 WET.\n"
        "\n"
        "How to reach us:\n"
        "\n"
        "- Mail: help@harbour-help.example\n"
        "- Phone: +351 21 000 00 00 (always)\n"
        "\n"
        "Times are those of Europe/Lisbon.\n"
        "\n"
        "Harbour Status\n"
        "\n"
        "Unsubscribe ({{unsubscribe}})\n"
    )


def test_the_html_loads_nothing_and_leads_away_by_whole_addresses() -> None:
    html = message(update=0).html

    assert not re.search(r"<(img|link|script|style|iframe|table|form|base)\b|url\(", html)
    assert f'<a href="{ROOT}/media/graph.png">a graph</a>' in html
    links = re.findall(r'\b(?:href|src)="([^"]*)"', html)
    assert len(links) > 6
    assert all(re.match(r"https://|mailto:|tel:|\{\{unsubscribe}}$", link) for link in links)
    assert "color:" not in html.replace("color-scheme:", "")


@pytest.mark.parametrize("update", [0, -1])
def test_placeholders_stay_whole_in_the_coded_message(update: int) -> None:
    data = message(update=update, name="*|FNAME:UPPER|*", unsubscribe="%recipient.unsub%").data

    assert data.count(b"*|FNAME:UPPER|*") == 2
    assert data.count(b"%recipient.unsub%") == 3


def test_what_is_not_wanted_is_left_out() -> None:
    made = message(to="", name="", unsubscribe="", sender="Ops <ops@x.example>")
    mail = parsed(made.data)

    assert (mail["To"], mail["List-Unsubscribe"]) == (None, None)
    assert str(mail["From"]) == "Ops <ops@x.example>"
    assert "{{" not in made.text + made.html
    assert made.text.startswith("Resolved · ")


def test_without_an_address_of_the_site_the_sender_is_left_to_fill_in() -> None:
    project = SLOW.with_files({"content/site.yaml": BASE.files["content/site.yaml"]})

    assert b"\r\nFrom: {{from}}\r\n" in b"\r\n" + message(project).data


@pytest.mark.parametrize(
    "nasty",
    ["\\r\\nBcc: all@x.example", "\\n\\nbody", "\\u2028Bcc: x", "\\0", "=?utf-8?q?=0ABcc:_x?="],
)
def test_no_title_or_name_writes_a_header(nasty: str) -> None:
    project = SLOW.replace(EMAIL, 'title: "Email', f'title: "Email{nasty}').replace(
        "content/site.yaml", "name: Harbour Status", f'name: "Harbour{nasty}"'
    )
    try:
        mail = read(project)
    except AssertionError as refused:
        assert "character" in str(refused)  # noqa: PT017 - such a title is no title at all
        return
    assert mail["Bcc"] is None
    assert "\n" not in str(mail["Subject"]) + str(mail["From"])


def test_words_in_another_language_are_marked_and_said_to_be() -> None:
    mail = read(language="ca")

    assert str(mail["Content-Language"]) == "ca, en"
    html = part_of(mail, "html")
    assert '<html lang="ca" dir="ltr"' in html
    assert re.search(r'<div lang="en" dir="auto"><p>All is well', html)
    assert "/ca/incidents/2026-11-21-email/#" in html


def test_a_withdrawn_post_says_why() -> None:
    project = SLOW.replace(EMAIL, "impact: major", "impact: major\nwithdrawn: a false alarm")

    assert "Withdrawn: a false alarm\n" in message(project).text
    assert str(read(project)["Subject"]).startswith("Withdrawn: ")


def test_an_offer_that_is_over_says_so() -> None:
    text = message(now="2026-12-05T12:00:00+00:00").text

    assert "This offer ended on 1 December 2026, 10:00 WET." in text


@pytest.mark.parametrize(
    ("starts", "ends", "plan"),
    [
        (
            "2026-12-01 22:00",
            "2026-12-02 01:00",
            "Planned from 1 December 2026, 22:00 WET to 2 December 2026, 01:00 WET.",
        ),
        ("2026-12-01", "2026-12-01", "Planned for 1 December 2026, the time to be announced."),
    ],
)
def test_maintenance_says_when(starts: str, ends: str, plan: str) -> None:
    project = with_maintenance(f"""
        ---
        title: New store
        components: email
        starts: {starts}
        ends: {ends}
        ---

        ## Scheduled · 2026-11-20 10:00

        What and why.
        """)

    made = message(project, post="2026-12-01-store")

    assert plan in made.text
    assert made.subject == "Scheduled: New store"
