"""A folder as a target: what it refuses, and what it says when the disk does."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stillup.edge.lock import Lock
from stillup.edge.manifest import PRIVATE as WORKSHOP
from stillup.model.settings import Target
from stillup.publish.folder import FolderTarget, open_target
from stillup.publish.kinds import JSON
from stillup.publish.target import TargetError, Why
from tests.support.fake_build import Pages
from tests.support.faulty import Faulty, fail_with
from tests.support.going_live import publish_pages, quick

PAGES = Pages({"index.html": "home", "incidents/a/index.html": "a"})


def refusal(act: Callable[[], object]) -> TargetError:
    with pytest.raises(TargetError) as raised:
        act()
    return raised.value


@pytest.mark.parametrize(
    ("to", "folder"),
    [
        ("file:///srv/www/status", "/srv/www/status"),
        ("file:///srv/my%20site", "/srv/my site"),
        ("file://../out", "{site}/../out"),
        ("file://out", "{site}/out"),
    ],
)
def test_an_address_names_a_folder_seen_from_the_site(to: str, folder: str, tmp_path: Path) -> None:
    target = open_target(Target("x", to), site=tmp_path, environ={})

    assert target.place == os.path.realpath(folder.format(site=tmp_path))


def test_a_disk_that_is_not_mounted_is_not_made_up(tmp_path: Path) -> None:
    target = FolderTarget("x", str(tmp_path / "usb" / "status"))

    error = refusal(target.look)

    assert error.why is Why.MISSING
    assert not (tmp_path / "usb").exists()


def test_the_site_s_own_sources_are_never_published_over(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: x", encoding="utf-8")

    for place in (tmp_path, tmp_path / "content", tmp_path.parent):
        target = FolderTarget("x", str(place), site=str(tmp_path))
        assert refusal(target.look).why is Why.REFUSED


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    www = tmp_path / "www"
    www.mkdir()
    (www / "incidents").symlink_to(outside)

    (outcome,) = publish_pages(PAGES, FolderTarget("x", str(www))).outcomes

    assert outcome.failure is not None
    assert "a link leads out of the folder" in outcome.failure.message
    assert list(outside.iterdir()) == []


def test_a_link_where_a_page_goes_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    www, mine = tmp_path / "www", tmp_path / "mine.html"
    publish_pages(PAGES, FolderTarget("x", str(www)))
    mine.write_text("mine", encoding="utf-8")
    (www / "index.html").unlink()
    (www / "index.html").symlink_to(mine)

    publish_pages(PAGES, FolderTarget("x", str(www)))

    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (www / "index.html").is_symlink()
    assert (www / "index.html").read_text(encoding="utf-8") == "home"


@pytest.mark.parametrize(
    ("number", "why", "help_"),
    [
        (errno.ENOSPC, Why.FULL, "free some space on that disk"),
        (errno.EROFS, Why.READ_ONLY, "allow yourself to write there"),
        (errno.EACCES, Why.READ_ONLY, "allow yourself to write there"),
        (errno.EIO, Why.UNREACHABLE, "look at that disk"),
    ],
)
def test_what_the_disk_refuses_is_told_with_help(
    number: int, why: Why, help_: str, tmp_path: Path
) -> None:
    disk = Faulty(at=1, kinds=("write",), happen=fail_with(number))
    target = FolderTarget("x", str(tmp_path / "www"), filesystem=disk)
    target.look()
    target.begin()

    error = refusal(lambda: target.put("index.html", b"x", JSON))

    target.close()
    assert error.why is why
    assert error.message == f"can't write to `{tmp_path}/www`: {os.strerror(number)}"
    assert error.help.startswith(help_)


def test_a_build_that_writes_there_is_waited_for_and_named(tmp_path: Path) -> None:
    workshop = tmp_path / "www" / WORKSHOP
    workshop.mkdir(parents=True)
    lock = Lock.take(str(workshop / "lock"))

    (outcome,) = publish_pages(
        PAGES, FolderTarget("x", str(tmp_path / "www")), timing=quick()
    ).outcomes

    lock.release()
    assert outcome.failure is not None
    assert f"another process ({os.getpid()}) is writing to" in outcome.failure.message


def test_it_leaves_nothing_of_its_own_lying_about(tmp_path: Path) -> None:
    publish_pages(PAGES, FolderTarget("x", str(tmp_path / "www")))

    assert sorted(p.name for p in (tmp_path / "www").iterdir()) == [
        ".stillup-publishing",
        "incidents",
        "index.html",
        "stillup-manifest.json",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["www"]


def test_folders_that_became_empty_go_as_well(tmp_path: Path) -> None:
    publish_pages(PAGES, FolderTarget("x", str(tmp_path / "www")))
    publish_pages(Pages({"index.html": "home"}), FolderTarget("x", str(tmp_path / "www")))

    assert not (tmp_path / "www" / "incidents").exists()


def test_what_build_wrote_there_is_known(tmp_path: Path) -> None:
    from stillup.edge.disk import write_build

    write_build(PAGES.build(), tmp_path / "www", PAGES.render)
    PAGES.rendered.clear()

    (outcome,) = publish_pages(PAGES, FolderTarget("x", str(tmp_path / "www"))).outcomes

    assert outcome.failure is None
    assert PAGES.rendered == []
