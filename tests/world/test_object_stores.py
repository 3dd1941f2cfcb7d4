"""Real object stores keep the contract: S3 with signatures, Azure Blob, and Google's XML."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from stillup.model import settings
from stillup.publish.target import TargetError, Why
from tests.contract.contract import ConditionalContract, TargetContract
from tests.contract.place import Place
from tests.support.buckets import NUMBERS, BucketPlace, place_on
from tests.support.faulty_proxy import proxied
from tests.support.object_stores import AZURE_ACCOUNT, OPEN_BUCKET, ObjectStore


@pytest.fixture(scope="module")
def google(s3: ObjectStore) -> Iterator[ObjectStore]:
    s3.bucket(OPEN_BUCKET)
    with proxied(s3.port, drop=b"authorization") as proxy:
        endpoint = f"http://127.0.0.1:{proxy.port}"
        environment = {"GOOGLE_OAUTH_ACCESS_TOKEN": "a-token", "GOOGLE_BASE_URL": endpoint}
        yield replace(s3, environment=environment)


class TestSeaweedFS(ConditionalContract):
    @pytest.fixture
    def place(self, s3: ObjectStore) -> Place:
        return place_on(s3, "s3")


class TestFolderInABucket(ConditionalContract):
    @pytest.fixture
    def place(self, s3: ObjectStore) -> Place:
        return place_on(s3, "s3", "/status pages/ours")


class TestAzurite(ConditionalContract):
    @pytest.fixture
    def place(self, azure: ObjectStore) -> Place:
        return place_on(azure, "az", account=AZURE_ACCOUNT)


class TestAzuresContainerForWebSites(ConditionalContract):
    """Azure serves what is in `$web` to everybody."""

    @pytest.fixture
    def place(self, azure: ObjectStore) -> Place:
        with suppress(AssertionError):
            azure.bucket("$web")
        options = {"endpoint": azure.endpoint, "account": AZURE_ACCOUNT}
        return BucketPlace(azure, settings.Target("store", f"az://$web/{next(NUMBERS)}", options))


class TestGoogle(TargetContract):
    """Google's XML as obstore speaks it, against SeaweedFS: both descend from S3's.

    It shows names, bodies, types, listing and deleting. Google's login, which is taken off on the
    way, and its own conditions, which SeaweedFS does not know, are beyond any server that runs
    here; that conditions are not kept is noticed.
    """

    @pytest.fixture
    def place(self, google: ObjectStore) -> Place:
        return BucketPlace(
            google, settings.Target("store", f"gs://{OPEN_BUCKET}/{next(NUMBERS)}", {})
        )

    def test_it_says_of_itself_what_its_suite_holds_it_to(self, place: Place) -> None:
        target = place.open()
        target.look()
        target.begin()

        assert not target.abilities.conditional


def test_nobody_writes_without_a_signature(s3: ObjectStore) -> None:
    """What the suite shows of signatures would be worth nothing on a server that does not look."""
    place = place_on(s3, "s3")
    target = replace(place, server=replace(s3, environment={"AWS_SKIP_SIGNATURE": "true"})).open()

    with pytest.raises(TargetError) as raised:
        target.look()

    assert raised.value.why is Why.CREDENTIALS
