"""Where in which store, as `site.yaml` and the environment say."""

import sys
from pathlib import Path

import pytest

from stillup.model import settings
from stillup.publish.object_store.address import Service, address_of
from stillup.publish.target import TargetError, Why
from stillup.publish.targets import open_target


def test_a_bucket_and_a_folder_in_it() -> None:
    address = address_of(
        settings.Target("store", "s3://status/pages/ours/", {"region": "eu-west-1"}), {}
    )

    assert (address.service, address.bucket, address.prefix) == (Service.S3, "status", "pages/ours")
    assert address.region == "eu-west-1"
    assert address.to == "s3://status/pages/ours"
    assert address.host == "Amazon S3"


@pytest.mark.parametrize(
    ("to", "service"),
    [("az://c", Service.AZURE), ("azure://c", Service.AZURE), ("gs://b", Service.GCS)],
)
def test_each_scheme_has_its_service(to: str, service: Service) -> None:
    assert address_of(settings.Target("store", to, {}), {}).service is service


def test_what_site_yaml_says_goes_before_the_environment() -> None:
    environ = {"AWS_ENDPOINT_URL_S3": "https://other.example", "AWS_ENDPOINT_URL": "https://x"}
    target = settings.Target("store", "s3://status", {"endpoint": "https://store.example/"})

    assert address_of(target, environ).endpoint == "https://store.example"
    bare = settings.Target("store", "s3://status", {})
    assert address_of(bare, environ).endpoint == "https://other.example"


def test_nothing_goes_unencrypted_unless_that_is_written() -> None:
    plain = settings.Target("store", "s3://status", {"endpoint": "http://127.0.0.1:9000"})

    assert address_of(plain, {}).is_plain
    assert not address_of(settings.Target("store", "s3://status", {}), {}).is_plain


def test_a_password_in_an_endpoint_is_not_shown() -> None:
    target = settings.Target(
        "store", "s3://status", {"endpoint": "https://me:secret@store.example"}
    )

    assert address_of(target, {}).host == "store.example"


def test_an_address_without_a_bucket_is_refused() -> None:
    with pytest.raises(TargetError) as raised:
        address_of(settings.Target("store", "s3:///folder", {}), {})

    assert raised.value.why is Why.REFUSED
    assert "`s3://BUCKET`" in raised.value.help


def test_a_store_without_its_library_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [
        name for name in sys.modules if name.startswith("stillup.publish.object_store.")
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "obstore", None)

    with pytest.raises(TargetError) as raised:
        open_target(settings.Target("store", "s3://status", {}), site=Path(), environ={})

    assert raised.value.why is Why.LIBRARY
    assert raised.value.help == "install it: `pip install 'stillup[object-store]'`"
