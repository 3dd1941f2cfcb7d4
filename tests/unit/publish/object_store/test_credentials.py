"""Credentials come from the environment alone, and their want is told at once."""

from pathlib import Path

import pytest

from stillup.model import settings
from stillup.publish.object_store.address import Address, address_of
from stillup.publish.object_store.credentials import read_credentials
from stillup.publish.target import TargetError, Why

NOWHERE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AZURE_POD_IDENTITY_AUTHORITY_HOST": "http://127.0.0.1:9",
    "GCE_METADATA_HOST": "127.0.0.1:9",
}


def place(to: str, environ: dict[str, str] | None = None, **options: str) -> Address:
    return address_of(settings.Target("store", to, options), environ or {})


@pytest.mark.parametrize(
    ("to", "named"),
    [
        ("s3://status", "AWS_ACCESS_KEY_ID"),
        ("az://status", "AZURE_STORAGE_ACCOUNT_KEY"),
        ("gs://status", "GOOGLE_APPLICATION_CREDENTIALS"),
    ],
)
def test_no_credentials_are_missed_without_asking_the_store(to: str, named: str) -> None:
    with pytest.raises(TargetError) as raised:
        read_credentials(place(to, account="ours"), NOWHERE)

    assert raised.value.why is Why.CREDENTIALS
    assert raised.value.message == f"there are no credentials for `{to}`"
    assert named in raised.value.help


def test_half_a_pair_of_keys_names_the_other_half() -> None:
    with pytest.raises(TargetError) as raised:
        read_credentials(place("s3://status"), {"AWS_ACCESS_KEY_ID": "AKID"})

    assert raised.value.message == "`AWS_ACCESS_KEY_ID` is set, and `AWS_SECRET_ACCESS_KEY` is not"


def test_keys_of_s3_are_taken_with_their_token_and_region() -> None:
    environ = {
        "AWS_ACCESS_KEY_ID": "AKID",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "token",
        "AWS_REGION": "eu-west-1",
    }

    given = read_credentials(place("s3://status"), environ)

    assert given == {name.lower(): value for name, value in environ.items()}


def test_a_role_without_keys_is_enough() -> None:
    environ = {"AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/p"}

    assert read_credentials(place("s3://status"), environ) == {
        "aws_web_identity_token_file": "/run/token",
        "aws_role_arn": "arn:aws:iam::1:role/p",
    }


def test_azure_needs_the_name_of_an_account() -> None:
    with pytest.raises(TargetError) as raised:
        read_credentials(place("az://status"), {"AZURE_STORAGE_KEY": "a2V5"})

    assert raised.value.message == "no storage account is named for `az://status`"
    assert "`account: NAME`" in raised.value.help


def test_azure_takes_a_connection_string() -> None:
    text = "DefaultEndpointsProtocol=https;AccountName=ours;AccountKey=a2V5==;EndpointSuffix=x"

    given = read_credentials(
        place("az://status"), {"AZURE_STORAGE_CONNECTION_STRING": text, **NOWHERE}
    )

    assert given == {"account_name": "ours", "account_key": "a2V5=="}


def test_azure_takes_the_key_by_the_name_that_its_own_tool_uses() -> None:
    environ = {"AZURE_STORAGE_ACCOUNT": "ours", "AZURE_STORAGE_KEY": "a2V5"}

    given = read_credentials(place("az://status", environ), environ)

    assert given == {"account_name": "ours", "account_key": "a2V5"}


def test_azure_asks_its_own_command_line_if_there_is_one(tmp_path: Path) -> None:
    tool = tmp_path / "az"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)

    given = read_credentials(place("az://status", account="ours"), {"PATH": str(tmp_path)})

    assert given == {"account_name": "ours", "use_azure_cli": "true"}


def test_google_takes_an_access_token() -> None:
    given = read_credentials(place("gs://status"), {"GOOGLE_OAUTH_ACCESS_TOKEN": "ya29.x"})

    assert given == {"bearer_token": "ya29.x"}


def test_google_takes_the_file_of_a_service_account(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text('{"type": "service_account"}')

    given = read_credentials(place("gs://status"), {"GOOGLE_APPLICATION_CREDENTIALS": str(file)})

    assert given == {"application_credentials": str(file)}


def test_google_takes_what_a_login_has_left_in_the_home_folder(tmp_path: Path) -> None:
    file = tmp_path / ".config/gcloud/application_default_credentials.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"type": "authorized_user"}')

    given = read_credentials(place("gs://status"), {"HOME": str(tmp_path)})

    assert given == {"application_credentials": str(file)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ('{"type": "external_account"}', "holds `external_account`, which obstore does not know"),
        ("not JSON", "holds no credentials"),
        ('{"private_key": "not-to-be-seen"}', "holds no credentials"),
    ],
)
def test_a_file_that_google_alone_understands_is_told_with_another_way(
    tmp_path: Path, text: str, fact: str
) -> None:
    file = tmp_path / "key.json"
    file.write_text(text)

    with pytest.raises(TargetError) as raised:
        read_credentials(place("gs://status"), {"GOOGLE_APPLICATION_CREDENTIALS": str(file)})

    assert fact in raised.value.message
    assert "not-to-be-seen" not in raised.value.message
    assert "token_format: access_token" in raised.value.help
