"""When to look: soon after one save, once after many, and not while a file is half-written."""

from stillup.edge.settling import Deed, Settling, Touched


def test_nothing_heard_is_nothing_to_do() -> None:
    assert Settling().due() is None


def test_a_file_that_was_closed_is_looked_at_within_a_blink() -> None:
    settling = Settling()
    settling.hear("/a", Deed.WRITING, 1.0)
    settling.hear("/a", Deed.WRITTEN, 1.001)

    due = settling.due()
    assert due is not None
    assert 1.001 < due <= 1.03
    assert settling.take() == Touched(frozenset({"/a"}), folders=False)
    assert settling.due() is None


def test_a_file_still_open_is_waited_for() -> None:
    settling = Settling()
    settling.hear("/a", Deed.WRITTEN, 1.0)
    settling.hear("/a", Deed.WRITING, 1.005)

    due = settling.due()
    assert due is not None
    assert due > 1.1


def test_a_file_that_is_gone_may_come_back_at_once() -> None:
    settling = Settling()
    settling.hear("/a", Deed.GONE, 1.0)
    first = settling.due()
    settling.hear("/a", Deed.WRITTEN, 1.002)
    second = settling.due()

    assert first is not None
    assert second is not None
    assert second < first


def test_a_burst_is_looked_at_once() -> None:
    settling = Settling()
    for number in range(200):
        at = 1.0 + number / 1000
        due = settling.due()
        assert number < 10 or (due is not None and due > at), "not in the middle"
        settling.hear(f"/{number}", Deed.WRITTEN, at)

    assert len(settling.take().files) == 200


def test_a_folder_where_something_happens_all_the_time_is_looked_at_all_the_same() -> None:
    settling = Settling()
    for number in range(100):
        settling.hear("/a", Deed.WRITING, 1.0 + number / 20)

    due = settling.due()
    assert due is not None
    assert due <= 1.5


def test_folders_are_told_apart() -> None:
    settling = Settling()
    settling.hear("/a", Deed.FOLDER, 1.0)

    assert settling.take().folders
    assert not settling.take().folders
