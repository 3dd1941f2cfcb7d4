"""A warm memory hands on what the last build used, and holds nothing else."""

from collections.abc import Iterable
from pathlib import Path
from threading import Thread

from stillup.edge.cache import Cache
from stillup.edge.warm import WarmMemory
from stillup.model.memory import Forgetful


class Asked(Forgetful):
    """Remembers nothing, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        self.asked += keys
        return {}


def test_a_value_is_handed_on_for_as_long_as_it_is_asked_for() -> None:
    warm = WarmMemory(Forgetful())
    first = warm.shelf("stories", "ground")
    first.put("a", 1)
    first.put("b", 2)

    second = warm.shelf("stories", "ground")
    assert second.get("a") == 1

    third = warm.shelf("stories", "ground")
    assert (third.get("a"), third.get("b")) == (1, None)


def test_on_other_ground_nothing_is_known() -> None:
    warm = WarmMemory(Forgetful())
    warm.shelf("stories", "ground").put("a", 1)

    assert warm.shelf("stories", "another").get("a") is None


def test_a_build_that_stops_early_costs_the_next_one_nothing() -> None:
    warm = WarmMemory(Forgetful())
    warm.shelf("stories", "ground").put("a", 1)
    warm.shelf("settings", "ground").put("b", 2)

    warm.shelf("settings", "ground").get("b")

    assert warm.shelf("stories", "ground").get("a") == 1


def test_fragments_are_known_without_asking_the_cache_again() -> None:
    cache = Asked()
    warm = WarmMemory(cache)
    warm.keep_fragments({"a": "<p>"})

    assert warm.recall_fragments(["a", "b"]) == {"a": "<p>"}
    assert cache.asked == ["b"]


def test_fragments_do_not_grow_without_end() -> None:
    cache = Asked()
    warm = WarmMemory(cache)
    for i in range(10_000):
        warm.keep_fragments({str(i): ""})

    assert warm.recall_fragments(["9999", "0"]) == {"9999": ""}
    assert cache.asked == ["0"]


def test_another_thread_than_the_one_that_opened_the_cache_may_ask(tmp_path: Path) -> None:
    found: list[dict[str, str]] = []
    with Cache(tmp_path) as cache:
        cache.keep_fragments({"a": "<p>"})
        warm = WarmMemory(cache)
        thread = Thread(target=lambda: found.append(warm.recall_fragments(["a"])))
        thread.start()
        thread.join()

    assert found == [{"a": "<p>"}]
