"""What is to be done about an output folder, as a pure question."""

from collections.abc import Iterable

from stillup.edge.manifest import Entry
from stillup.edge.plan import Holding, plan_writing, writing_order
from stillup.model.sources import Document, Kind


def document(path: str, key: str = "k", kind: Kind = Kind.INCIDENT) -> Document:
    return Document(path, kind, path, "", key)


def entry(path: str, key: str = "k", kind: Kind = Kind.INCIDENT) -> Entry:
    return Entry(key, "d", 5, kind.value, path)


def holding(
    entries: Iterable[Entry], pending: Iterable[str] = (), sizes: dict[str, int] | None = None
) -> Holding:
    files = {found.subject: found for found in entries}
    known = dict.fromkeys(files, 5) if sizes is None else sizes
    return Holding(files, frozenset(pending), known)


NOTHING = frozenset[str]()


def test_an_equal_key_stays_and_another_is_rendered() -> None:
    plan = plan_writing(
        [document("a"), document("b", "new")], NOTHING, holding([entry("a"), entry("b")])
    )
    assert (list(plan.stay), [d.path for d in plan.render], plan.delete) == (["a"], ["b"], ())


def test_a_file_of_another_size_is_rendered() -> None:
    plan = plan_writing([document("a")], NOTHING, holding([entry("a")], sizes={"a": 4}))
    assert [d.path for d in plan.render] == ["a"]


def test_a_file_that_is_gone_is_rendered() -> None:
    plan = plan_writing([document("a")], NOTHING, holding([entry("a")], sizes={}))
    assert [d.path for d in plan.render] == ["a"]


def test_nothing_is_believed_of_what_a_dead_run_touched() -> None:
    plan = plan_writing([document("a")], NOTHING, holding([entry("a")], pending=["a", "b"]))
    assert ([d.path for d in plan.render], plan.delete) == (["a"], ("b",))


def test_what_links_goes_before_what_it_links_to() -> None:
    gone = [entry("1", kind=Kind.MEDIA), entry("2"), entry("3", kind=Kind.HOME)]
    plan = plan_writing([], NOTHING, holding(gone))
    assert plan.delete == ("3", "2", "1")


def test_what_is_linked_to_comes_before_what_links_to_it() -> None:
    kinds = [Kind.HOME, Kind.RSS, Kind.COMPONENT, Kind.INCIDENT, Kind.MEDIA, Kind.PUBLISHED]
    ordered = sorted((document(kind, kind=kind) for kind in kinds), key=writing_order)
    assert [d.kind for d in ordered] == [
        Kind.MEDIA, Kind.INCIDENT, Kind.COMPONENT, Kind.RSS, Kind.HOME, Kind.PUBLISHED
    ]  # fmt: skip


def test_a_kept_post_stays_with_all_media() -> None:
    held = [entry("a"), entry("b"), entry("m", kind=Kind.MEDIA), entry("r", kind=Kind.REDIRECT)]
    plan = plan_writing([], frozenset({"a"}), holding(held))
    assert (plan.stay, plan.delete) == ({"a": held[0], "m": held[2]}, ("r", "b"))


def test_a_kept_page_that_is_gone_is_forgotten() -> None:
    plan = plan_writing([], frozenset({"a"}), holding([entry("a")], sizes={}))
    assert (plan.stay, plan.delete) == ({}, ("a",))


def test_a_kept_page_that_somebody_touched_is_known_by_nothing() -> None:
    for held in (holding([entry("a")], pending=["a"]), holding([entry("a")], sizes={"a": 9})):
        plan = plan_writing([], frozenset({"a"}), held)
        kept = plan.stay["a"]
        assert (kept.key, kept.digest, kept.size) == ("", "", held.sizes["a"])
