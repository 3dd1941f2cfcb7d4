"""Laws of the plan of a publishing run, whatever a target holds.

1. Carried out, it leaves every document as it should be, and nothing else of ours but what is kept.
2. Nothing is touched that is not ours or asked for.
3. Carried out, nothing is left to do.
4. New files come first, then replacements, each in order of rank; what links goes before its targets.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from stillup.edge.manifest import Entry
from stillup.model.sources import FACTS, Document, Kind
from stillup.publish.held import Held
from stillup.publish.plan import Plan, plan_publishing
from stillup.publish.target import Listed

PATHS = (
    *("index.html", "feed.rss", "media/a.png", "blog/feed", "blog/feed/index.html"),
    *(f"incidents/{name}/index.html" for name in "abc"),
    *("ledger/2026.json", "theirs.txt", "components/x/index.html"),
)
KIND_OF = {
    "index.html": Kind.HOME,
    "feed.rss": Kind.RSS,
    "media/a.png": Kind.MEDIA,
    "ledger/2026.json": Kind.LEDGER,
    "components/x/index.html": Kind.COMPONENT,
}

paths = st.sampled_from(PATHS)
keys = st.sampled_from("123")


def kind_of(path: str) -> Kind:
    return KIND_OF.get(path, Kind.INCIDENT if path.startswith("incidents") else Kind.STATIC)


def subject_of(path: str) -> str:
    return path.split("/")[1] if path.startswith("incidents") else ""


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, ...]:
    wanted = draw(st.dictionaries(paths, keys))
    if "blog/feed" in wanted:
        wanted.pop("blog/feed/index.html", None)
    return tuple(Document(p, kind_of(p), subject_of(p), "", k) for p, k in wanted.items())


@st.composite
def holdings(draw: st.DrawFn) -> Held:
    files = draw(st.dictionaries(paths, keys))
    there = draw(st.dictionaries(paths, st.sampled_from("123x")))
    return Held(
        files={p: Entry(k, k, 1, kind_of(p).value, subject_of(p)) for p, k in files.items()},
        tags={p: f"tag {k}" for p, k in files.items()},
        pending=frozenset(draw(st.sets(paths, max_size=3))),
        listing={p: Listed(1, f"tag {k}") for p, k in there.items()},
        is_ours=draw(st.booleans()),
    )


def carried_out(plan: Plan, held: Held) -> Held:
    """Return what is held once a plan is carried out."""
    listing = dict(held.listing or {})
    for path in plan.deletions:
        listing.pop(path, None)
    files = dict(plan.stay)
    for put in plan.puts:
        document = put.document
        listing[document.path] = Listed(1, f"tag {document.key}")
        entry = Entry(document.key, document.key, 1, document.kind.value, document.subject)
        files[document.path] = entry
    tags = {p: listing[p].tag for p in files if p in listing}
    return Held(files=files, tags=tags, listing=listing, is_ours=True)


@settings(max_examples=300, deadline=None)
@given(documents(), holdings(), st.frozensets(st.sampled_from("abc")))
def test_every_document_is_as_it_should_be_and_nothing_is_left_to_do(
    wanted: tuple[Document, ...], held: Held, kept: frozenset[str]
) -> None:
    after = carried_out(plan_publishing(wanted, held, kept=kept), held)

    listing = after.listing or {}
    for document in wanted:
        assert after.files[document.path].key == document.key
        assert listing[document.path].tag == f"tag {document.key}"
    again = plan_publishing(wanted, after, kept=kept)
    assert (again.puts, again.deletions) == ((), ())


@settings(max_examples=300, deadline=None)
@given(documents(), holdings(), st.frozensets(st.sampled_from("abc")))
def test_nothing_is_deleted_that_is_not_ours_or_is_kept_or_wanted(
    wanted: tuple[Document, ...], held: Held, kept: frozenset[str]
) -> None:
    plan = plan_publishing(wanted, held, kept=kept)

    gone = set(plan.deletions)
    assert len(gone) == len(plan.deletions)
    assert gone <= held.ours
    assert not gone & {document.path for document in wanted}
    assert not gone & plan.stay.keys()
    for path in gone & held.files.keys():
        assert held.files[path].kind != Kind.LEDGER
        assert held.files[path].subject not in kept or not held.files[path].subject


@settings(max_examples=300, deadline=None)
@given(documents(), holdings())
def test_new_files_come_first_and_each_rank_before_what_links_to_it(
    wanted: tuple[Document, ...], held: Held
) -> None:
    plan = plan_publishing(wanted, held)

    order = [(put.replaces, FACTS[put.document.kind].rank) for put in plan.puts]
    assert order == sorted(order)
    assert [put for wave in plan.waves() for put in wave] == list(plan.puts)
    assert all(put.replaces == (put.document.path in (held.listing or {})) for put in plan.puts)


@settings(max_examples=100, deadline=None)
@given(documents(), holdings())
def test_full_sends_every_document_and_deletes_the_same(
    wanted: tuple[Document, ...], held: Held
) -> None:
    plan, full = plan_publishing(wanted, held), plan_publishing(wanted, held, full=True)

    assert {put.document for put in full.puts} == set(wanted)
    assert set(full.deletions) == set(plan.deletions)
