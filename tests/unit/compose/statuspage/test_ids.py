"""Ids in the API stay whatever is corrected, and those of an earlier product stay too."""

from tests.support.project import Project
from tests.support.site import BASE, with_incident
from tests.support.statuspage import Answers, answers

NOW = "2026-11-21T16:00:00+00:00"
EMAIL = "content/incidents/2026-11-21-email.md"
SITE = "content/site.yaml"

SLOW = with_incident("""
    ---
    title: Email is slow
    impact: minor
    components: email
    ---

    ## Investigating · 2026-11-21 12:41

    Some mail is late.

    ## Resolved · 2026-11-21 15:02

    All is well.
    """)


def ids(told: Answers) -> dict[str, str]:
    """Return every id by what it is of."""
    summary, (incident,) = told["summary"], told["incidents"]["incidents"]
    found = {c["name"]: c["id"] for c in summary["components"]}
    found |= {update["status"]: update["id"] for update in incident["incident_updates"]}
    return found | {"page": summary["page"]["id"], "incident": incident["id"]}


def of(project: Project) -> dict[str, str]:
    return ids(answers(project, NOW))


def test_these_are_the_ids_of_this_site_for_ever() -> None:
    assert of(SLOW) == {
        "page": "m9fc4njen809",
        "Messaging": "p3u0kz754fij",
        "Email": "ugmygypin41y",
        "Webmail": "v3seiszhsmvt",
        "Hosting": "jgkbyi58lo28",
        "Billing export": "ielocbsuord5",
        "incident": "iejtax9vtagf",
        "investigating": "ud983l39ry3n",
        "resolved": "73gwg2bvg3nz",
    }


def test_no_correction_changes_an_id() -> None:
    moved = (
        SLOW.replace(SITE, "Europe/Lisbon", "Asia/Tokyo")
        .replace(SITE, "url: https://status.harbour.example", "url: https://new.example\nid_base: https://status.harbour.example")
        .replace(EMAIL, "Some mail is late.", "Other words.")
        .replace(EMAIL, "impact: minor", "impact: major")
        .replace(EMAIL, "12:41\n", "12:41\nedited: 2026-11-21 12:50, said more\n")
        .replace(EMAIL, "12:41\n", "12:40\nid: u2026-11-21-1241\n")
    )  # fmt: skip

    assert ids(answers(moved, "2026-11-21T06:10:00+00:00")) == of(SLOW)


def test_another_site_has_other_ids() -> None:
    other = SLOW.replace(SITE, "status.harbour.example", "status.other.example")

    assert not set(of(other).values()) & set(of(SLOW).values())


def test_two_incidents_of_one_minute_have_different_update_ids() -> None:
    told = answers(SLOW.with_files({"content/incidents/2026-11-21-web.md": SLOW.files[EMAIL]}), NOW)

    found = [u["id"] for i in told["incidents"]["incidents"] for u in i["incident_updates"]]
    assert len(set(found)) == 4


def test_ids_of_an_earlier_product_are_kept() -> None:
    project = (
        SLOW.replace(SITE, "time_zone", "api_id: ckzwmwkw4x3f\ntime_zone")
        .replace(SITE, "{id: messaging,", "{id: messaging, api_id: 1y7q9s0pz2bn,")
        .replace(SITE, "{id: email,", "{id: email, api_id: rhznvxg4v7yh,")
        .replace(EMAIL, "impact", "api_id: n4njzfn1mqy0\nimpact")
        .replace(EMAIL, "12:41\n", "12:41\nid: 7gv6pn1zyz2n\n")
    )

    kept = {
        "page": "ckzwmwkw4x3f",
        "Messaging": "1y7q9s0pz2bn",
        "Email": "rhznvxg4v7yh",
        "incident": "n4njzfn1mqy0",
        "investigating": "7gv6pn1zyz2n",
    }
    assert of(project) == of(SLOW) | kept
    told = answers(project, NOW)
    (incident,) = told["incidents"]["incidents"]
    first = incident["incident_updates"][-1]
    assert (first["incident_id"], first["affected_components"][0]["code"]) == (
        "n4njzfn1mqy0",
        "rhznvxg4v7yh",
    )
    assert incident["components"][0]["group_id"] == "1y7q9s0pz2bn"
    assert incident["page_id"] == incident["components"][0]["page_id"] == "ckzwmwkw4x3f"


def test_an_id_that_a_writer_kept_for_the_address_is_no_id_of_theirs() -> None:
    told = of(SLOW.replace(EMAIL, "12:41\n", "12:41\nid: 7gv6pn1zyz2n\n"))

    assert told["investigating"] not in {"7gv6pn1zyz2n", of(SLOW)["investigating"]}


def test_a_translation_changes_no_id_and_no_word() -> None:
    words = (
        "---\ntitle: El correu va lent\n---\n\n## Investigating · 2026-11-21 12:41\n\nVa lent.\n"
    )
    translated = SLOW.with_files({EMAIL.replace(".md", ".ca.md"): words})

    assert answers(translated, NOW) == answers(SLOW, NOW)


def test_a_site_without_a_word_has_the_id_of_its_page() -> None:
    assert answers(BASE, NOW)["status"]["page"]["id"] == "m9fc4njen809"
