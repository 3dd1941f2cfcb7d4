"""The ledger: when each update was first public, how its words changed, and what copies know together."""

from datetime import UTC, datetime

from stillup.build import Build, build
from stillup.compose.ledger import LEDGER, merged, new_keys
from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import Entry, Ledger, Rewording, decode_year, encode_ledger, encode_year
from stillup.model.sources import Kind, Source
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Bytes, Project

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
    """
)
POST = "content/incidents/2026-11-21-email.md"
KEY = "2026-11-21-email#u2026-11-21-1241"


def at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-21T{time}Z").astimezone(UTC)


def published(project: Project, last: Ledger, time: str = "13:00") -> Build:
    data = encode_ledger(last)
    source = Source(LEDGER, digest_of_bytes(data), Bytes(data))
    made = build(project.sources() | {LEDGER: source}, at(time))
    assert made.is_good, made.diagnostics
    return made


def ledger_of(made: Build) -> Ledger:
    assert made.site is not None
    assert made.site.ledger is not None
    return made.site.ledger


def after(*runs: tuple[Project, str]) -> Ledger:
    """Return the ledger after several runs, each of which reads the one before."""
    last = Ledger()
    for project, time in runs:
        last = ledger_of(published(project, last, time))
    return last


def test_an_update_is_first_public_when_it_is_published_first() -> None:
    entry = after((SITE, "13:00"), (SITE, "14:00")).updates[KEY]

    assert entry.first == at("13:00")
    assert entry.changes == ()


def test_it_is_a_document_of_its_year_that_stays_the_same_while_nothing_changes() -> None:
    one = published(SITE, Ledger())
    two = published(SITE, ledger_of(one), "15:00")

    (first,) = (d for d in one.documents if d.kind is Kind.LEDGER)
    (second,) = (d for d in two.documents if d.kind is Kind.LEDGER)
    assert first == second
    assert first.path == "ledger/2026.json"
    data = Renderer(one, Fragments()).render(first)
    assert decode_year(data) == ledger_of(one).updates


def test_a_build_without_the_last_ledger_makes_none() -> None:
    made = build(SITE.sources(), at("13:00"))

    assert made.site is not None
    assert made.site.ledger is None
    assert [d for d in made.documents if d.kind is Kind.LEDGER] == []


def test_other_words_are_a_change_and_a_note_covers_it() -> None:
    changed = SITE.replace(POST, "looking into it", "working on it")
    noted = changed.replace(POST, "12:41\n", "12:41\nedited: 2026-11-21 13:50, said what we do\n")

    quiet = after((SITE, "13:00"), (changed, "14:00")).updates[KEY]
    open_ = after((SITE, "13:00"), (noted, "14:00")).updates[KEY]
    late = after((SITE, "13:00"), (changed, "14:00"), (noted, "15:00")).updates[KEY]

    assert [(c.at, c.edited) for c in quiet.changes] == [(at("14:00"), False)]
    assert [(c.at, c.edited) for c in open_.changes] == [(at("14:00"), True)]
    assert [(c.at, c.edited) for c in late.changes] == [(at("14:00"), True)]
    assert len({quiet.words, quiet.latest}) == 2


def test_breaking_lines_elsewhere_changes_no_words() -> None:
    wrapped = SITE.replace(POST, "We are looking into it.", "We are\nlooking   into it.")

    assert after((SITE, "13:00"), (wrapped, "14:00")).updates[KEY].changes == ()


def test_what_this_site_lacks_stays_in_the_ledger() -> None:
    old = Entry(first=at("10:00"), words="w")

    assert ledger_of(published(SITE, Ledger({"gone#u": old}))).updates["gone#u"] == old


def test_when_no_copy_could_be_read_nobody_is_accused() -> None:
    made = published(SITE, Ledger(is_certain=False))

    assert ledger_of(made).updates[KEY].first is None
    assert new_keys(Ledger(is_certain=False), ledger_of(made)) == ()


def test_an_older_copy_heals_what_could_not_be_read() -> None:
    unread = ledger_of(published(SITE, Ledger(is_certain=False), "15:00"))
    older = ledger_of(published(SITE, Ledger(), "13:00"))

    assert merged([unread, older]).updates[KEY].first == at("13:00")


def test_new_is_what_the_last_ledger_does_not_know() -> None:
    more = SITE.replace(POST, "looking into it.\n", "looking.\n\n## Resolved · 2026-11-21 12:50\n")
    last = after((SITE, "13:00"))

    assert new_keys(Ledger(), last) == (KEY,)
    assert new_keys(last, ledger_of(published(more, last))) == (
        "2026-11-21-email#u2026-11-21-1250",
    )


def test_a_renamed_post_that_names_its_old_address_goes_on_under_its_new_name() -> None:
    text = SITE.files[POST].decode()
    text = text.replace("---\n\n##", "aliases: [/incidents/2026-11-21-email/]\n---\n\n##")
    renamed = SITE.without(POST).with_files({"content/incidents/2026-11-21-mail.md": text})
    last = after((SITE, "13:00"))

    ledger = ledger_of(published(renamed, last, "14:00"))

    new = "2026-11-21-mail#u2026-11-21-1241"
    assert ledger.updates[new].first == at("13:00")
    assert ledger.updates[KEY].now == new
    assert new_keys(last, ledger) == ()


def test_of_two_copies_the_earliest_wins_and_every_change_is_kept() -> None:
    one = Entry(first=at("10:00"), words="a", changes=(Rewording(at("11:00"), "b"),))
    two = Entry(first=at("10:30"), words="a", changes=(Rewording(at("12:00"), "c", edited=True),))

    both = merged([Ledger({"k": two}), Ledger({"k": one})]).updates["k"]

    assert both.first == at("10:00")
    assert [(c.at, c.words) for c in both.changes] == [
        (at("11:00"), "b"),
        (at("12:00"), "c"),
    ]


def test_copies_are_certain_together_if_one_that_knows_anything_is_or_all_are() -> None:
    known, empty = Ledger({"k": Entry(first=at("10:00"), words="a")}), Ledger()
    unread = Ledger(is_certain=False)

    assert merged([unread, known]).is_certain
    assert merged([empty, empty]).is_certain
    assert not merged([unread, empty]).is_certain


def test_a_year_survives_its_text_and_nonsense_is_none() -> None:
    updates = {
        KEY: Entry(first=at("10:00"), words="a", changes=(Rewording(at("11:00"), "b"),)),
        "2026-01-01-x#u1": Entry(first=None, words="c", removed=at("12:00")),
    }

    assert decode_year(encode_year(updates)) == updates
    for broken in (b"", b"<html>", b"[]", encode_year(updates)[:-9], b'{"version":2,"updates":{}}'):
        assert decode_year(broken) is None
    naive = b'{"version":1,"updates":{"k":{"first":"2026-11-21T10:00:00","words":"a"}}}'
    assert decode_year(naive) is None
