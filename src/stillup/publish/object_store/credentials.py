"""By what right we publish: only ever from the environment, as each store's own tools read it."""

import shutil
from collections.abc import Callable, Mapping
from typing import Final

from stillup.publish.object_store.address import Address, Service, first_of
from stillup.publish.object_store.google_file import google_file
from stillup.publish.object_store.metadata import has_metadata
from stillup.publish.target import TargetError, Why

Given = dict[str, str]
"""Options of obstore, by its own names."""

_S3_KEYS: Final = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
_OURS: Final[Mapping[str, str]] = {
    "AZURE_STORAGE_KEY": "account_key",
    "GOOGLE_OAUTH_ACCESS_TOKEN": "bearer_token",
    "CLOUDSDK_AUTH_ACCESS_TOKEN": "bearer_token",
}
"""Variables that the stores' own tools know and obstore does not, and its option for each."""

_ENOUGH: Final[Mapping[Service, tuple[str, ...]]] = {
    Service.S3: (
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_SKIP_SIGNATURE",
    ),
    Service.AZURE: (
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_STORAGE_KEY",
        "AZURE_STORAGE_ACCESS_KEY",
        "AZURE_STORAGE_MASTER_KEY",
        "AZURE_STORAGE_SAS_TOKEN",
        "AZURE_STORAGE_SAS_KEY",
        "AZURE_STORAGE_TOKEN",
        "AZURE_CLIENT_SECRET",
        "AZURE_STORAGE_CLIENT_SECRET",
        "AZURE_FEDERATED_TOKEN_FILE",
        "AZURE_USE_AZURE_CLI",
        "AZURE_MSI_ENDPOINT",
        "AZURE_IDENTITY_ENDPOINT",
        "AZURE_SKIP_SIGNATURE",
    ),
    Service.GCS: (
        "GOOGLE_OAUTH_ACCESS_TOKEN",
        "CLOUDSDK_AUTH_ACCESS_TOKEN",
        "GOOGLE_BEARER_TOKEN",
        "GOOGLE_SERVICE_ACCOUNT",
        "GOOGLE_SERVICE_ACCOUNT_PATH",
        "GOOGLE_SERVICE_ACCOUNT_KEY",
        "GOOGLE_SKIP_SIGNATURE",
    ),
}
"""Any one of these is a right to publish, or says where to get one."""

_BESIDES: Final[Mapping[Service, tuple[str, ...]]] = {
    Service.S3: (
        *_S3_KEYS,
        "AWS_SESSION_TOKEN",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "AWS_METADATA_ENDPOINT",
        "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
    ),
    Service.AZURE: ("AZURE_CLIENT_ID", "AZURE_TENANT_ID"),
    Service.GCS: (),
}

HELP: Final[Mapping[Service, str]] = {
    Service.S3: "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; with the command line of AWS "
    'installed, `eval "$(aws configure export-credentials --format env)"` does it',
    Service.AZURE: "set `AZURE_STORAGE_ACCOUNT_KEY` or `AZURE_STORAGE_SAS_TOKEN`; with the command "
    "line of Azure installed, `az login` is enough",
    Service.GCS: "set `GOOGLE_APPLICATION_CREDENTIALS` to the file of a service account; with the "
    "command line of Google installed, "
    '`export GOOGLE_OAUTH_ACCESS_TOKEN="$(gcloud auth print-access-token)"` does it',
}
"""How to have credentials, in a line ready to paste."""


def read_credentials(address: Address, environ: Mapping[str, str]) -> Given:
    """Return what `environ` says, by the names of obstore's options.

    Raises TargetError if it says nothing: asking a store without would only take long. A machine
    in a cloud may have a right of its own, which obstore asks for at its well-known address.
    """
    given = _given(address.service, environ)
    return given | _READERS[address.service](address, environ)


def _read_s3(address: Address, environ: Mapping[str, str]) -> Given:
    set_ = [name for name in _S3_KEYS if environ.get(name)]
    if len(set_) == 1:
        (unset,) = set(_S3_KEYS) - set(set_)
        raise _without(address, f"`{set_[0]}` is set, and `{unset}` is not")
    disabled = environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true"
    if not (set_ or _is_enough(address, environ)) and (
        disabled or not has_metadata(environ.get("AWS_METADATA_ENDPOINT", ""))
    ):
        raise _without(address)
    return {}


def _read_azure(address: Address, environ: Mapping[str, str]) -> Given:
    parts = _connection_string(environ.get("AZURE_STORAGE_CONNECTION_STRING", ""))
    account = address.account or parts.get("account_name", "")
    if not account:
        raise TargetError(
            Why.CREDENTIALS,
            f"no storage account is named for `{address.to}`",
            "add `account: NAME` to this target in `site.yaml`, or set `AZURE_STORAGE_ACCOUNT`",
        )
    given = parts | {"account_name": account}
    if parts or _is_enough(address, environ):
        return given
    if shutil.which("az", path=environ.get("PATH", "")):
        return given | {"use_azure_cli": "true"}
    if not has_metadata(environ.get("AZURE_POD_IDENTITY_AUTHORITY_HOST", "")):
        raise _without(address)
    return given


def _read_gcs(address: Address, environ: Mapping[str, str]) -> Given:
    if _is_enough(address, environ):
        return {}
    if file := google_file(environ):
        return {"application_credentials": file}
    if not has_metadata(environ.get("GCE_METADATA_HOST", "")):
        raise _without(address)
    return {}


_READERS: Final[Mapping[Service, Callable[[Address, Mapping[str, str]], Given]]] = {
    Service.S3: _read_s3,
    Service.AZURE: _read_azure,
    Service.GCS: _read_gcs,
}


def _given(service: Service, environ: Mapping[str, str]) -> Given:
    names = (*_ENOUGH[service], *_BESIDES[service])
    return {_OURS.get(name, name.lower()): environ[name] for name in names if environ.get(name)}


def _is_enough(address: Address, environ: Mapping[str, str]) -> bool:
    return bool(first_of(environ, _ENOUGH[address.service]))


def _connection_string(text: str) -> Given:
    """Return what a connection string of Azure gives; its values may hold `=`."""
    names = {
        "AccountName": "account_name",
        "AccountKey": "account_key",
        "SharedAccessSignature": "sas_key",
    }
    pairs = (part.partition("=") for part in text.split(";"))
    return {names[key]: value for key, _, value in pairs if key in names and value}


def _without(address: Address, fact: str = "") -> TargetError:
    return TargetError(
        Why.CREDENTIALS,
        fact or f"there are no credentials for `{address.to}`",
        HELP[address.service],
    )
