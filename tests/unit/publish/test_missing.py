"""What was public and is gone: each with its likely cause, and the cure for that."""

from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.compose.ledger import LEDGER
from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import Entry, Ledger, encode_ledger
from stillup.model.sources import Source
from stillup.publish.missing import Missing, find_missing, with_removed
from tests.support.project import Bytes, Project
from tests.support.site import composed

NOW = "2026-11-21T13:00:00+00:00"
SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    components:
      - {id: email, name: Email}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email arrives late
    impact: major
    components: email
    ---

    ## Investigating · 2026-11-21 12:41

    We are looking into it.

    ## Monitoring · 2026-11-21 12:50

    A remedy is in place.
    """
)
POST = "content/incidents/2026-11-21-email.md"
ID = "2026-11-21-email"
FIRST, SECOND = f"{ID}#u2026-11-21-1241", f"{ID}#u2026-11-21-1250"


def ledger() -> Ledger:
    """Return the ledger after the site was published."""
    data = encode_ledger(Ledger())
    source = Source(LEDGER, digest_of_bytes(data), Bytes(data))
    made = build(SITE.sources() | {LEDGER: source}, datetime.fromisoformat(NOW))
    assert made.site is not None
    assert made.site.ledger is not None
    return made.site.ledger


def missing(project: Project, kept: frozenset[str] = frozenset()) -> list[Missing]:
    return find_missing(ledger(), composed(project, NOW), kept)


def test_nothing_is_missing_while_all_is_there() -> None:
    assert missing(SITE) == []
    assert missing(SITE.replace(POST, "A remedy", "Another remedy")) == []


def test_a_file_that_is_gone_may_be_a_stale_checkout() -> None:
    found = missing(SITE.without(POST))

    assert [each.key for each in found] == [FIRST, SECOND]
    assert found[0].first == datetime.fromisoformat(NOW).astimezone(UTC)
    assert (
        found[0].cause
        == f"there is no `{ID}.md`: it was deleted, or what you have here is not the newest"
    )
    assert "`git pull`" in found[0].cure
    assert "`withdrawn:`" in found[0].cure
    assert f"`--remove '{ID}'`" in found[0].cure


def test_a_renamed_file_is_recognised_by_its_words() -> None:
    renamed = SITE.without(POST).with_files(
        {"content/incidents/2026-11-21-mail.md": SITE.files[POST]}
    )

    found = missing(renamed)

    assert {each.cause for each in found} == {
        f"the file `{ID}.md` is now `content/incidents/2026-11-21-mail.md`"
    }
    assert f"`aliases: [/incidents/{ID}/]`" in found[0].cure


@pytest.mark.parametrize("words", ["A remedy is in place.", "A better remedy is in place."])
def test_a_corrected_time_is_recognised_also_with_other_words(words: str) -> None:
    corrected = SITE.replace(POST, "12:50", "12:52").replace(POST, "A remedy is in place.", words)

    (found,) = missing(corrected)

    assert found.key == SECOND
    assert found.cause == f"the time of an update in `{POST}` (line 11) was corrected"
    assert (
        found.cure == "write `id: u2026-11-21-1250` below its heading: so it stays the same update"
    )


def test_the_cure_for_a_corrected_time_cures_it() -> None:
    cured = SITE.replace(POST, "12:50\n", "12:52\nid: u2026-11-21-1250\n")

    assert missing(cured) == []


def test_an_update_that_was_deleted_can_be_put_back() -> None:
    text = SITE.files[POST].decode()
    shorter = SITE.with_files({POST: text[: text.index("## Monitoring")]})

    (found,) = missing(shorter)

    assert found.key == SECOND
    assert found.cause.startswith(f"it is not in `{POST}`")
    assert "`edited:`" in found.cure
    assert f"`--remove '{SECOND}'`" in found.cure


def test_a_post_that_became_a_draft_was_public() -> None:
    found = missing(SITE.replace(POST, "impact: major", "impact: major\ndraft: true"))

    assert {each.cause for each in found} == {
        f"`{POST}` was public and is now a draft, or for later"
    }


def test_a_post_left_out_is_not_missing() -> None:
    assert missing(SITE.without(POST), frozenset({ID})) == []


@pytest.mark.parametrize(("id_", "left"), [(ID, []), (SECOND, [FIRST])])
def test_what_is_removed_on_purpose_is_not_missing(id_: str, left: list[str]) -> None:
    marked, unknown = with_removed(ledger(), (id_,), datetime.fromisoformat(NOW))

    assert unknown == []
    assert [each.key for each in find_missing(marked, composed(SITE.without(POST), NOW))] == left


def test_an_id_to_remove_that_nobody_knows_is_named() -> None:
    marked, unknown = with_removed(ledger(), ("2020-01-01-x",), datetime.fromisoformat(NOW))

    assert (marked, unknown) == (ledger(), ["2020-01-01-x"])


def test_what_goes_on_under_another_name_is_not_missing() -> None:
    moved = Ledger({"old#u1": Entry(first=None, words="w", now="new#u1")})

    assert find_missing(moved, composed(SITE, NOW)) == []
