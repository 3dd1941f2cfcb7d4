"""`stillup publish` as a person runs it, to real object stores: what works, and what is in the way."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from stillup.publish.target import PRIVATE
from tests.support.buckets import BucketPlace, place_on
from tests.support.object_stores import AZURE_ACCOUNT, AZURE_KEY, S3_SECRET, ObjectStore
from tests.support.project import Project
from tests.support.tools import program

NOW = "2026-11-21T12:00Z"
NO_CLOUD = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AZURE_POD_IDENTITY_AUTHORITY_HOST": "http://127.0.0.1:9",
}
SECRETS = (S3_SECRET, AZURE_KEY, "no-such-secret", "bWlzdHlwZWQ=")
LINES = 24


def run(site: Path, environ: Mapping[str, str], *options: str) -> tuple[int, str]:
    """Return the exit code of `stillup publish` and all that it said, which shows no secret."""
    bare = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [program("stillup"), "-C", str(site), "publish", "--now", NOW, *options],
        env={**bare, **NO_CLOUD, **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = done.stdout + done.stderr
    assert not [secret for secret in SECRETS if secret in said]
    assert "Traceback" not in said
    return done.returncode, said


def site_for(folder: Path, place: BucketPlace, to: str = "", endpoint: str = "") -> Path:
    """Write a site that publishes to a place, or to another one of the same kind."""
    options = {**place.target.options, "endpoint": endpoint or place.target.options["endpoint"]}
    target = ", ".join(f'{key}: "{value}"' for key, value in options.items())
    bucket = place.target.to.partition("://")[2]
    settings = (
        f"name: Harbour Status\nurl: {place.server.endpoint}/{bucket}\nindex_documents: false\n"
        "publish:\n"
        f'  - {{name: main, to: "{to or place.target.to}", {target}}}\n'
    )
    post = "---\ntitle: Mail is slow\nimpact: minor\n---\n\n## Investigating · 2026-11-21 09:41\n\nWe look.\n"
    files = {"content/site.yaml": settings, "content/incidents/2026-11-21-mail.md": post}
    return Project({path: text.encode() for path, text in files.items()}).write(folder)


@pytest.fixture(params=["s3", "azure"])
def place(request: pytest.FixtureRequest) -> BucketPlace:
    server: ObjectStore = request.getfixturevalue(request.param)
    if request.param == "s3":
        return place_on(server, "s3")
    return place_on(server, "az", account=AZURE_ACCOUNT)


def assert_told(answer: tuple[int, str], *words: str) -> None:
    code, said = answer
    assert code == 3, said
    assert len(said.splitlines()) <= LINES
    assert "help: " in said
    for word in words:
        assert word in said


def test_a_site_goes_live_and_readers_find_it(tmp_path: Path, place: BucketPlace) -> None:
    site = site_for(tmp_path, place)

    code, said = run(site, place.server.environment, "--verify")

    assert code == 0, said
    assert b"Mail is slow" in place.public()["index.html"]
    assert place.served_as("index.html") == ("text/html; charset=utf-8", "no-cache")
    assert place.served_as("feed.atom") == ("application/atom+xml; charset=utf-8", "no-cache")


def test_wrong_credentials(tmp_path: Path, place: BucketPlace) -> None:
    wrong = {
        **place.server.environment,
        "AWS_SECRET_ACCESS_KEY": "no-such-secret",
        "AZURE_STORAGE_ACCOUNT_KEY": "bWlzdHlwZWQ=",
    }

    answer = run(site_for(tmp_path, place), wrong)

    assert_told(answer, "does not accept the credentials", "nothing was changed")
    assert place.public() == {}


def test_no_credentials(tmp_path: Path, place: BucketPlace) -> None:
    answer = run(site_for(tmp_path, place), {})

    assert_told(answer, "there are no credentials for", "nothing was changed")


def test_a_missing_bucket(tmp_path: Path, place: BucketPlace) -> None:
    to = place.target.to.partition("://")[0] + "://never-made"

    answer = run(site_for(tmp_path, place, to), place.server.environment)

    assert_told(answer, "there is no ", "`never-made`", "make it", "nothing was changed")


def test_a_store_that_nobody_can_reach(tmp_path: Path, place: BucketPlace) -> None:
    nobody = "http://127.0.0.1:9" + place.server.base

    answer = run(site_for(tmp_path, place, endpoint=nobody), place.server.environment)

    assert_told(answer, "`127.0.0.1:9` can't be reached", "nothing was changed")


def test_a_right_to_read_alone(tmp_path: Path, s3: ObjectStore) -> None:
    place = place_on(s3, "s3")

    answer = run(site_for(tmp_path, place), {"AWS_SKIP_SIGNATURE": "true"})

    assert_told(answer, "may not publish to", "list, read, write and delete", "nothing was changed")
    assert place.public() == {}


def test_what_others_keep_there_stays(tmp_path: Path, s3: ObjectStore) -> None:
    place = place_on(s3, "s3")
    run(site_for(tmp_path, place), s3.environment)
    place.write("theirs/notes (old).txt", b"not ours")

    code, said = run(site_for(tmp_path, place), s3.environment)

    assert code == 0, said
    assert place.public()["theirs/notes (old).txt"] == b"not ours"


def test_a_second_run_sends_next_to_nothing(tmp_path: Path, place: BucketPlace) -> None:
    site = site_for(tmp_path, place)
    run(site, place.server.environment)
    before = dict(place.public())

    code, said = run(site, place.server.environment)

    assert code == 0, said
    assert {p for p, d in place.public().items() if d != before[p]} <= {"published.json"}
    assert not [path for path in place.public() if path.startswith(PRIVATE)]
