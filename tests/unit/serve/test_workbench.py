"""A folder becomes snapshots: at once, whole, the last good one kept, by the clock and by travel."""

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from stillup.serve.snapshot import Snapshot
from stillup.serve.workbench import Workbench
from tests.support.benches import NOON, Hands, at_work, document, once, page
from tests.support.site import BASE

POST = "content/incidents/2026-11-21-mail.md"
TEXT = (
    "---\ntitle: Mail is slow\nimpact: minor\ncomponents: email\n---\n\n"
    "## Investigating · 2026-11-21 11:00\nnext_update: 12:30\n\nMail is late.\n"
)
OLD = "---\ntitle: Old\nimpact: minor\n---\n\n## Resolved · 2026-11-19 10:00\n\nAll is well.\n"
SITE = BASE.with_files(
    {POST: TEXT, "content/incidents/2026-11-19-old.md": OLD, "content/media/a.txt": "a"}
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return SITE.write(tmp_path / "site")


def is_whole(shown: Snapshot) -> bool:
    return shown.is_current


def codes(shown: Snapshot) -> set[str]:
    return {found.code for found in shown.problems if found.is_error}


def test_starting_returns_at_once_and_reading_is_told(site: Path) -> None:
    for number in range(300):
        (site / f"content/incidents/2025-01-01-n{number}.md").write_text(
            OLD.replace("2026-11-19", "2025-01-01")
        )
    bench, told = Workbench(site, clock=Hands()), list[Snapshot]()
    first = bench.snapshot()
    assert (first.number, first.build, first.problems, first.reading) == (0, None, (), (0, 0))

    bench.subscribe(told.append)
    bench.start()
    once(bench, is_whole)
    bench.stop()

    reading = [shown.reading for shown in told if shown.reading is not None]
    assert all(0 <= read <= of for read, of in reading)
    assert reading == sorted(reading)
    assert [shown.number for shown in told if shown.reading is None] == [1]


def test_a_save_is_a_new_number_and_the_page_shows_it(site: Path) -> None:
    with at_work(site) as bench:
        old = bench.snapshot()
        (site / POST).write_text(TEXT.replace("Mail is slow", "Mail is very slow"))
        new = once(bench, lambda shown: shown.number > old.number)

        assert "Mail is very slow" in page(bench)
        assert "Mail is very slow" not in page(bench, shown=old), (
            "an old snapshot stays what it was"
        )
        assert new.number == old.number + 1


@pytest.mark.parametrize("polling", [False, True])
def test_a_burst_of_files_is_few_builds(site: Path, *, polling: bool) -> None:
    with at_work(site, polling=polling) as bench:
        before, told = bench.snapshot().number, list[Snapshot]()
        bench.subscribe(told.append)
        for number in range(200):
            day = f"2025-{1 + number // 28:02}-{1 + number % 28:02}"
            (site / f"content/incidents/{day}-n.md").write_text(OLD.replace("2026-11-19", day))
        once(bench, lambda shown: document(shown, "incidents/2025-08-04-n/index.html") is not None)

        assert bench.snapshot().number - before <= 3
        assert [shown.number for shown in told] == list(
            range(before + 1, bench.snapshot().number + 1)
        )


def test_a_file_saved_as_it_was_tells_nobody(site: Path) -> None:
    with at_work(site, safety=0.2) as bench:
        before = bench.snapshot()
        (site / POST).write_text(TEXT)
        (site / "content/incidents/.2026.md.swp").write_text("x")
        time.sleep(0.8)

        assert bench.snapshot() is before


def test_a_broken_post_leaves_the_last_good_site(site: Path) -> None:
    hands = Hands()
    with at_work(site, clock=hands) as bench:
        good = bench.snapshot()
        hands.now += timedelta(minutes=1)
        (site / POST).write_text(TEXT.replace("minor", "dissrupted"))
        broken = once(bench, lambda shown: not shown.is_current)

        assert broken.number > good.number
        assert broken.build is good.build
        assert broken.as_of == good.as_of
        assert [found.span.path for found in broken.problems if found.is_error] == [POST]
        assert "Mail is slow" in page(bench)

        (site / POST).write_text(TEXT)
        mended = once(bench, is_whole)
        assert mended.number > broken.number
        assert mended.problems == good.problems
        assert mended.as_of == hands.now


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda site: (site / "content/site.yaml").write_text("name: ["), "unclosed-bracket"),
        (lambda site: (site / "content/site.yaml").unlink(), "no-settings"),
        (lambda site: shutil.rmtree(site / "content"), "no-settings"),
        (shutil.rmtree, "no-settings"),
        (lambda site: site.rename(site.with_name("gone")), "no-settings"),
        (lambda site: (site / "content/site.yaml").write_text("theme: none\n"), "no-such-theme"),
        (lambda site: theme(site, "home.html", "{% if %}"), "broken-theme"),
        (lambda site: theme(site, "locale/ca.po", "msgid nonsense"), "broken-catalogue"),
        (lambda site: (site / "content/incidents/l.md").symlink_to("/etc/passwd"), "stray-link"),
    ],
)
def test_whatever_breaks_is_a_problem_and_can_be_mended(
    act: Callable[[Path], object], code: str, site: Path
) -> None:
    with at_work(site) as bench:
        good = bench.snapshot()
        act(site)
        broken = once(bench, lambda shown: code in codes(shown))
        assert broken.build is good.build
        assert "Mail is slow" in page(bench)
        assert not any(found.span.path.startswith("theme/") for found in broken.problems)

        shutil.rmtree(site, ignore_errors=True)
        SITE.write(site)
        assert once(bench, is_whole).build is not None


def test_a_template_that_fails_only_when_a_page_is_made_is_no_end(site: Path) -> None:
    from stillup.render.theme import ThemeError

    with at_work(site) as bench:
        theme(site, "home.html", "{{ nothing_here }}")
        shown = once(bench, lambda shown: shown.number > 1)
        with pytest.raises(ThemeError, match="nothing_here"):
            page(bench)
        assert "All is well" in page(bench, "incidents/2026-11-19-old/index.html", shown)


def test_a_site_that_is_broken_from_the_start_has_no_build_but_heals(site: Path) -> None:
    (site / POST).write_text(TEXT.replace("minor", "dissrupted"))
    with at_work(site) as bench:
        shown = bench.snapshot()
        assert shown.build is None
        assert codes(shown) == {"unknown-word"}
        (site / POST).write_text(TEXT)
        once(bench, is_whole)


def test_an_empty_folder_becomes_a_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with at_work(folder) as bench:
        assert codes(bench.snapshot()) == {"no-settings"}
        SITE.write(folder)
        once(bench, is_whole)


def test_drafts_are_shown_and_named(site: Path) -> None:
    with at_work(site) as bench:
        (site / POST).write_text(TEXT.replace("impact:", "draft: true\nimpact:"))
        shown = once(bench, lambda shown: bool(shown.build and shown.build.hidden))
        assert document(shown, "incidents/2026-11-21-mail/index.html") is not None


def test_when_the_clock_reaches_a_change_it_builds_by_itself(site: Path) -> None:
    hands = Hands()
    with at_work(site, clock=hands) as bench:
        first = bench.snapshot()
        assert first.build is not None
        assert first.build.next_change is not None
        hands.now = first.build.next_change.at
        later = once(bench, lambda shown: shown.number > first.number)
        assert later.now == hands.now
        assert page(bench, shown=first) != page(bench, shown=later)


def test_the_clock_goes_on_while_a_post_is_broken(site: Path) -> None:
    hands = Hands()
    with at_work(site, clock=hands) as bench:
        (site / "content/incidents/2026-11-19-old.md").write_text("---\n")
        broken = once(bench, lambda shown: not shown.is_current)
        assert broken.build is not None
        before = page(bench)
        hands.now += timedelta(hours=2)
        once(bench, lambda shown: shown.build is not broken.build)
        assert page(bench) != before


def test_travel_freezes_the_moment_and_comes_back(site: Path) -> None:
    hands, then = Hands(), NOON - timedelta(days=1)
    with at_work(site, clock=hands) as bench:
        first = bench.snapshot()
        bench.travel(then)
        there = once(bench, lambda shown: shown.is_frozen)
        assert there.now == then
        assert document(there, "incidents/2026-11-21-mail/index.html") is not None
        hands.now += timedelta(days=3)
        time.sleep(0.6)
        assert bench.snapshot() is there, "a frozen moment stands still"
        bench.travel(None)
        back = once(bench, lambda shown: not shown.is_frozen)
        assert (back.now, back.number) == (hands.now, first.number + 2)


def test_it_can_start_at_a_frozen_moment(site: Path) -> None:
    with at_work(site, now=datetime.fromisoformat("2026-11-20T10:00:00+00:00")) as bench:
        assert bench.snapshot().is_frozen
        assert bench.snapshot().now < NOON


def test_who_unsubscribes_hears_no_more_and_who_fails_harms_nobody(site: Path) -> None:
    with at_work(site) as bench:
        heard = list[int]()

        def fails(shown: Snapshot) -> None:
            heard.append(shown.number)
            raise ValueError

        logging.disable()
        unsubscribe = bench.subscribe(fails)
        (site / POST).write_text(TEXT.replace("slow", "late"))
        once(bench, lambda shown: shown.number == 2)
        unsubscribe()
        unsubscribe()
        (site / POST).write_text(TEXT)
        once(bench, lambda shown: shown.number == 3)
        logging.disable(logging.NOTSET)

        assert heard == [2]


def test_two_on_one_folder_and_a_locked_or_broken_cache_are_no_matter(site: Path) -> None:
    with at_work(site):
        pass
    locked = sqlite3.connect(site / ".stillup/cache.sqlite", isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")
    with at_work(site) as one, at_work(site) as other:
        (site / POST).write_text(TEXT.replace("slow", "late"))
        for bench in (one, other):
            once(bench, lambda shown: shown.number == 2)
            assert "Mail is late" in page(bench)
    locked.close()
    (site / ".stillup/cache.sqlite").write_bytes(b"no database")
    with at_work(site) as bench:
        assert "Mail is late" in page(bench)


def test_it_writes_nothing_but_its_cache(site: Path) -> None:
    def files() -> set[str]:
        return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}

    before = files()
    with at_work(site) as bench:
        page(bench)
        (site / POST).write_text(TEXT.replace("slow", "late"))
        once(bench, lambda shown: shown.number == 2)
    assert all(name.startswith(".stillup/") for name in files() - before)


def test_many_threads_get_the_same_bytes(site: Path) -> None:
    with at_work(site) as bench:
        shown, got = bench.snapshot(), set[str]()
        threads = [
            threading.Thread(target=lambda: got.add(page(bench, shown=shown))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(got) == 1


def test_a_picture_that_changed_is_never_shown_in_place_of_the_old(site: Path) -> None:
    with at_work(site) as bench:
        shown = bench.snapshot()
        wanted = document(shown, "media/a.txt")
        assert wanted is not None
        assert bench.render(shown, wanted) == b"a"
        (site / "content/media/a.txt").write_text("b")
        with pytest.raises(OSError, match="changed"):
            bench.render(shown, wanted)
        once(bench, lambda new: new.number > shown.number)
        assert page(bench, "media/a.txt") == "b"


def test_stopping_leaves_no_thread_and_may_be_done_twice(site: Path) -> None:
    before = threading.active_count()
    with at_work(site) as bench:
        page(bench)
    bench.stop()
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before


def theme(site: Path, name: str, text: str) -> None:
    """Lay a file over the default theme."""
    place = site / "themes/mine" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    settings = site / "content/site.yaml"
    settings.write_bytes(SITE.files["content/site.yaml"] + b"theme: mine\n")
