"""Sources kept up to date: only what was touched is read, and the outcome is as if all had been."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from stillup.edge.folder import Unseen, read_sources
from stillup.edge.refresh import LiveSources
from stillup.edge.source_file import Sighting
from tests.support.project import Project
from tests.support.site import BASE

POST = "content/incidents/2026-11-20-mail.md"
SITE = BASE.with_files(
    {
        POST: "---\ntitle: Mail\n---\n",
        "content/incidents/2026-11-19-web.md": "---\ntitle: Web\n---\n",
        "content/media/a.txt": "a",
        "themes/mine/more.css": "p {}\n",
    }
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return SITE.write(Path(os.path.realpath(tmp_path)) / "site")


@pytest.fixture
def live(site: Path) -> LiveSources:
    live = LiveSources(site, Unseen())
    live.rescan()
    return live


def shown(live: LiveSources) -> tuple[dict[str, str], list[str]]:
    return (
        {path: source.digest for path, source in live.reading.sources.items()},
        [found.message for found in live.reading.diagnostics],
    )


def assert_as_read_anew(live: LiveSources, site: Path) -> None:
    fresh = read_sources(site)
    assert shown(live) == (
        {path: source.digest for path, source in fresh.sources.items()},
        [found.message for found in fresh.diagnostics],
    )


def touch(live: LiveSources, *files: Path) -> frozenset[str]:
    return live.touch([str(file) for file in files]).changed


def test_only_the_file_that_was_touched_is_another_object(site: Path, live: LiveSources) -> None:
    before = dict(live.reading.sources)
    (site / POST).write_text("---\ntitle: More mail\n---\n")

    assert touch(live, site / POST) == {str(site / POST)}
    assert [p for p, s in live.reading.sources.items() if before[p] is not s] == [POST]
    assert live.reading.sources[POST].load() == b"---\ntitle: More mail\n---\n"
    assert_as_read_anew(live, site)


def test_a_reading_handed_out_does_not_change(site: Path, live: LiveSources) -> None:
    before = live.reading
    digest = before.sources[POST].digest
    (site / POST).write_text("other")
    touch(live, site / POST)

    assert before.sources[POST].digest == digest


def test_a_file_saved_as_it_was_changes_nothing(site: Path, live: LiveSources) -> None:
    before = live.reading
    (site / POST).write_bytes(SITE.files[POST])

    assert touch(live, site / POST) == frozenset()
    assert live.reading is before


def test_new_and_deleted_files(site: Path, live: LiveSources) -> None:
    new = site / "content/incidents/2026-11-21-new.md"
    new.write_text("new")
    (site / POST).unlink()

    assert touch(live, new, site / POST) == {str(new), str(site / POST)}
    assert_as_read_anew(live, site)


@pytest.mark.parametrize(
    "act",
    [
        lambda site: (site / "content/incidents").rename(site / "content/elsewhere"),
        lambda site: (site / POST).rename(site / "content/incidents/caf\u0065\u0301.md"),
        lambda site: (site / POST).rename(site / "content/incidents/a\nb.md"),
        lambda site: (site / "content/incidents/l.md").symlink_to(POST.rpartition("/")[2]),
        lambda site: (site / "content/incidents/l.md").symlink_to("/nowhere"),
        lambda site: (site / "content/site.yaml").write_text("theme: mine\n"),
        lambda site: (site / "content/site.yaml").write_text("theme: none\n"),
        lambda site: (site / "content/site.yaml").unlink(),
        lambda site: os.mkfifo(site / "content/incidents/pipe.md"),
        lambda site: (site / "content").rename(site / "away"),
        lambda site: site.rename(site.with_name("gone")),
    ],
)
def test_where_one_file_tells_too_little_all_are_looked_at(
    act: "object", site: Path, live: LiveSources
) -> None:
    before = {path for path in site.rglob("*") if not path.is_dir()}
    act(site)  # type: ignore[operator]
    after = {path for path in site.rglob("*") if not path.is_dir()}
    touch(live, *(before ^ after), site / "content/site.yaml")

    assert_as_read_anew(live, site)


def test_a_theme_file_laid_over_another_and_taken_away(site: Path, live: LiveSources) -> None:
    settings = site / "content/site.yaml"
    settings.write_bytes(SITE.files["content/site.yaml"] + b"theme: mine\n")
    touch(live, settings)
    page = site / "themes/mine/home.html"
    page.write_text("mine")
    touch(live, page)
    assert live.reading.sources["theme/home.html"].load() == b"mine"
    page.write_text("mine!")
    touch(live, page)
    assert live.reading.sources["theme/home.html"].load() == b"mine!"
    page.unlink()
    touch(live, page)
    assert live.reading.sources["theme/home.html"].load() != b"mine!"
    assert_as_read_anew(live, site)


def test_a_change_behind_a_link_is_seen(site: Path, live: LiveSources) -> None:
    (site / "shared").mkdir()
    (site / "shared/b.txt").write_text("b")
    (site / "content/media/b.txt").symlink_to("../../shared/b.txt")
    (site / "content/media/all").symlink_to("../../shared")
    live.rescan()
    assert str(site / "shared") in {place.path for place in live.places}

    (site / "shared/b.txt").write_text("c")
    touch(live, site / "shared/b.txt")
    assert_as_read_anew(live, site)


def test_an_emptied_file_is_believed_only_the_second_time(site: Path, live: LiveSources) -> None:
    (site / POST).write_text("")

    assert live.touch([str(site / POST)]).unsettled == {str(site / POST)}
    assert live.reading.sources[POST].load() == SITE.files[POST]
    assert touch(live, site / POST) == {str(site / POST)}
    assert_as_read_anew(live, site)


def test_a_large_file_is_read_only_when_nobody_writes_it_any_more(
    site: Path, live: LiveSources
) -> None:
    film = site / "content/media/film.bin"
    with film.open("wb") as opened:
        opened.truncate(9 << 20)
    assert live.touch([str(film)]).unsettled == {str(film)}

    os.utime(film, (1_700_000_000, 1_700_000_000))
    assert touch(live, film) == {str(film)}


def test_an_emptied_file_is_doubted_when_all_are_looked_at_too(
    site: Path, live: LiveSources
) -> None:
    (site / POST).write_text("")

    assert live.rescan().unsettled == {str(site / POST)}
    assert live.rescan().changed == {str(site / POST)}
    assert_as_read_anew(live, site)


def test_a_second_look_at_everything_finds_what_was_missed(site: Path, live: LiveSources) -> None:
    assert live.rescan().changed == frozenset()
    (site / POST).write_text("other")
    (site / "content/media/new.txt").write_text("new")

    assert live.rescan().changed == {str(site / POST), str(site / "content/media/new.txt")}
    assert_as_read_anew(live, site)


def test_it_watches_content_and_themes_and_no_output(site: Path, live: LiveSources) -> None:
    (site / "public").mkdir()
    live.rescan()
    inside = [p.path for p in live.places if p.path.startswith(str(site))]

    assert inside == [str(site / "content"), str(site / "themes")]


def test_what_was_seen_is_kept_for_the_next_run(site: Path) -> None:
    class Kept(Unseen):
        seen: Mapping[str, Sighting] = {}

        def keep_sightings(self, seen: Mapping[str, Sighting]) -> None:
            self.seen = dict(seen)

    kept = Kept()
    live = LiveSources(site, kept)
    live.rescan()
    assert POST in kept.seen
    assert live.progress == (len(kept.seen), len(kept.seen))

    (site / POST).unlink()
    touch(live, site / POST)
    live.save()
    assert POST not in kept.seen


def test_a_site_made_anew_in_place_of_a_broken_one(site: Path, live: LiveSources) -> None:
    other = Project({"content/site.yaml": b"name: Other\n"})
    for path in sorted(site.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    live.rescan()
    other.write(site)
    live.rescan()

    assert_as_read_anew(live, site)
