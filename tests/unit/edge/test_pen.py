"""A file is written whole or not at all, and never over what somebody else wrote."""

import threading
import unicodedata
from pathlib import Path

import pytest

from stillup.edge.pen import Astray, Changed, Taken, keep_text, read_post, write_post

POST = "content/incidents/2026-11-21-email.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    file = tmp_path / "site" / POST
    file.parent.mkdir(parents=True)
    file.write_bytes(b"one\n")
    return tmp_path / "site"


def test_a_file_is_replaced_and_nothing_else_is_left(site: Path) -> None:
    write_post(site, POST, b"two\n", was=b"one\n")

    assert (site / POST).read_bytes() == b"two\n"
    assert [p.name for p in (site / POST).parent.iterdir()] == ["2026-11-21-email.md"]
    assert list((site / ".stillup").iterdir()) == []


def test_a_file_that_was_changed_meanwhile_stays_as_it_is(site: Path) -> None:
    with pytest.raises(Changed):
        write_post(site, POST, b"two\n", was=b"zero\n")

    assert (site / POST).read_bytes() == b"one\n"


def test_a_file_that_is_gone_counts_as_changed(site: Path) -> None:
    (site / POST).unlink()

    with pytest.raises(Changed):
        write_post(site, POST, b"two\n", was=b"one\n")
    assert not (site / POST).exists()


def test_a_new_file_gets_its_folder(site: Path) -> None:
    write_post(site, "content/maintenance/2026-12-01-disks.md", b"new\n", was=None)

    assert (site / "content/maintenance/2026-12-01-disks.md").read_bytes() == b"new\n"


def test_a_new_file_never_overwrites_another(site: Path) -> None:
    with pytest.raises(Taken):
        write_post(site, POST, b"new\n", was=None)
    assert (site / POST).read_bytes() == b"one\n"


def test_a_link_that_leads_nowhere_is_no_place_for_a_new_file(site: Path) -> None:
    (site / POST).unlink()
    (site / POST).symlink_to(site / "content" / "nothing.md")

    with pytest.raises(Taken):
        write_post(site, POST, b"new\n", was=None)
    assert not (site / "content" / "nothing.md").exists()


def test_who_may_read_and_write_it_stays(site: Path) -> None:
    (site / POST).chmod(0o640)

    write_post(site, POST, b"two\n", was=b"one\n")

    assert (site / POST).stat().st_mode & 0o777 == 0o640


def test_a_link_inside_the_site_is_followed(site: Path) -> None:
    real = site / "drafts.md"
    (site / POST).rename(real)
    (site / POST).symlink_to(real)

    write_post(site, POST, b"two\n", was=b"one\n")

    assert (site / POST).is_symlink()
    assert real.read_bytes() == b"two\n"


def test_a_link_out_of_the_site_is_not(site: Path) -> None:
    outside = site.parent / "outside.md"
    (site / POST).rename(outside)
    (site / POST).symlink_to(outside)

    with pytest.raises(Astray):
        write_post(site, POST, b"two\n", was=b"one\n")
    with pytest.raises(Astray):
        write_post(site, "../outside.md", b"two\n", was=b"one\n")
    assert outside.read_bytes() == b"one\n"


def test_nothing_is_read_where_nothing_is(site: Path) -> None:
    assert read_post(site, "content/incidents/none.md") is None
    assert read_post(site, POST) == b"one\n"


def test_many_who_write_at_once_lose_nothing(site: Path) -> None:
    def add(number: int) -> None:
        while True:
            was = read_post(site, POST) or b""
            try:
                write_post(site, POST, was + b"%d\n" % number, was=was)
            except Changed:
                continue
            return

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lines = (site / POST).read_text(encoding="utf-8").split()
    assert sorted(lines) == sorted(["one", *map(str, range(20))])


def test_text_is_kept_beside_the_site(site: Path) -> None:
    first = keep_text(site, "update", "Das war’s\n")
    second = keep_text(site, "update", "again\n")

    assert first.parent == site / ".stillup" / "kept"
    assert first.read_text(encoding="utf-8") == "Das war’s\n"
    assert first != second


def test_text_is_kept_elsewhere_if_the_site_takes_none(site: Path) -> None:
    (site / ".stillup").write_text("in the way", encoding="utf-8")

    kept = keep_text(site, "update", "words\n")

    assert kept.read_text(encoding="utf-8") == "words\n"
    assert site not in kept.parents


def test_where_no_lock_can_be_one_writes_all_the_same(site: Path) -> None:
    (site / ".stillup").write_text("in the way", encoding="utf-8")

    write_post(site, POST, b"two\n", was=b"one\n")

    assert (site / POST).read_bytes() == b"two\n"


def test_accents_in_a_name_are_found_as_the_disk_has_them(site: Path) -> None:
    path = "content/incidents/2026-11-21-" + unicodedata.normalize("NFD", "störung") + ".md"
    (site / path).write_bytes(b"one\n")

    write_post(site, path, b"two\n", was=b"one\n")

    assert {p.name for p in (site / path).parent.iterdir()} == {Path(POST).name, Path(path).name}
