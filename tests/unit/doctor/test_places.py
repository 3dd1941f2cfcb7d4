"""Targets are looked at, and never changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.compose import urls
from stillup.doctor.places import look_at, storing_hosts
from stillup.edge.manifest import Entry, encode_manifest
from stillup.model.settings import Settings, Target

RSS = Entry("k", "d", 1, "rss", "feed.rss")


def settings_for(target: Target) -> Settings:
    url = "https://status.example"
    return Settings(name={"": "S"}, url=url, id_base=url, publish=(target,), languages=("en", "ca"))


@pytest.mark.parametrize(
    ("target", "hosts"),
    [
        (Target("a", "file:///srv/www"), []),
        (Target("a", "tar:site.tar"), []),
        (Target("a", "s3://bucket", {"region": "eu-west-1"}), ["s3.eu-west-1.amazonaws.com"]),
        (Target("a", "s3://b", {"endpoint": "https://store.example:9000"}), ["store.example"]),
        (Target("a", "az://box", {"account": "acme"}), ["acme.blob.core.windows.net"]),
        (Target("a", "gs://bucket"), ["storage.googleapis.com"]),
        (Target("a", "git@git.example:us/site.git"), ["git.example"]),
        (Target("a", "ssh://git@git.example:2222/site.git"), ["git.example"]),
        (Target("a", "rsync://www@host.example/srv/www"), ["host.example"]),
    ],
)
def test_the_hosts_that_store_a_target(target: Target, hosts: list[str]) -> None:
    assert list(storing_hosts(target)) == hosts


def test_what_was_published_is_read_from_the_target(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / urls.PUBLISHED).write_text('{"at":"2026-11-20T10:00:00Z"}')
    files = dict.fromkeys(("feed.rss", "ca/feed.rss", "index.xml", "old/feed.xml"), RSS)
    (out / urls.MANIFEST).write_bytes(encode_manifest(files))
    before = sorted(out.rglob("*"))

    (place,) = look_at(
        settings_for(Target("folder", f"file://{out}")), site=tmp_path, environ={}, offline=False
    )

    assert place.published == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert place.aliases == {"index.xml", "old/feed.xml"}
    assert sorted(out.rglob("*")) == before


def test_offline_no_target_is_touched(tmp_path: Path) -> None:
    target = Target("bucket", "s3://bucket", {"domain": "status.example"})

    (place,) = look_at(settings_for(target), site=tmp_path, environ={}, offline=True)

    assert (place.looked, place.public, place.trouble) == (False, ("status.example",), "")
