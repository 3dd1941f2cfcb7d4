"""By what right we publish: only ever from the environment, as each store's own tools read it."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from socket import create_connection
from typing import Final
from urllib.parse import urlsplit

import msgspec

from stillup.publish.object_store.address import Address, Service, first_of
from stillup.publish.target import TargetError, Why

Given = dict[str, str | bool]
"""Options of obstore, by its own names."""

_AWS: Final = {
    "access_key_id": ("AWS_ACCESS_KEY_ID",),
    "secret_access_key": ("AWS_SECRET_ACCESS_KEY",),
    "session_token": ("AWS_SESSION_TOKEN", "AWS_TOKEN"),
}
_AWS_KEYLESS: Final = (
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
)
_AZURE: Final = {
    "account_key": (
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_STORAGE_KEY",
        "AZURE_STORAGE_ACCESS_KEY",
        "AZURE_STORAGE_MASTER_KEY",
    ),
    "sas_key": ("AZURE_STORAGE_SAS_TOKEN", "AZURE_STORAGE_SAS_KEY"),
    "token": ("AZURE_STORAGE_TOKEN",),
}
_AZURE_KEYLESS: Final = (
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_CLIENT_SECRET",
    "AZURE_STORAGE_CLIENT_SECRET",
    "AZURE_USE_AZURE_CLI",
    "AZURE_MSI_ENDPOINT",
    "AZURE_IDENTITY_ENDPOINT",
    "AZURE_SKIP_SIGNATURE",
)
_GOOGLE: Final = {
    "bearer_token": (
        "GOOGLE_BEARER_TOKEN",
        "GOOGLE_OAUTH_ACCESS_TOKEN",
        "CLOUDSDK_AUTH_ACCESS_TOKEN",
    ),
}
_GOOGLE_KEYLESS: Final = (
    "GOOGLE_SERVICE_ACCOUNT",
    "GOOGLE_SERVICE_ACCOUNT_PATH",
    "GOOGLE_SERVICE_ACCOUNT_KEY",
    "GOOGLE_SKIP_SIGNATURE",
)
_METADATA: Final = "169.254.169.254"
_METADATA_NAMES: Final[Mapping[Service, str]] = {
    Service.S3: "AWS_METADATA_ENDPOINT",
    Service.AZURE: "AZURE_POD_IDENTITY_AUTHORITY_HOST",
    Service.GCS: "GCE_METADATA_HOST",
}
_METADATA_SECONDS: Final = 1.0

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
    """Return what to give to obstore besides what it finds in the environment by itself.

    Raises TargetError if there is nothing: asking a store without would only take long. A machine
    in the cloud may have a right of its own, which is asked for at its well-known address.
    """
    return _READERS[address.service](address, environ)


def secrets_in(environ: Mapping[str, str]) -> frozenset[str]:
    """Return every value that must never be shown."""
    tables = (_AWS, _AZURE, _GOOGLE)
    names = [name for table in tables for names in table.values() for name in names]
    names += [*_AZURE_KEYLESS, *_GOOGLE_KEYLESS, "AZURE_STORAGE_CONNECTION_STRING"]
    return frozenset(environ[name] for name in names if len(environ.get(name, "")) > _SHORT)


_SHORT: Final = 5
"""No secret is as short as `true`."""


def _read_s3(address: Address, environ: Mapping[str, str]) -> Given:
    given = _given(_AWS, environ)
    if given.keys() >= {"access_key_id", "secret_access_key"} or first_of(environ, _AWS_KEYLESS):
        return given
    if given.keys() & {"access_key_id", "secret_access_key"}:
        raise _without(address, "one of the two credentials of S3 is not set")
    disabled = environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "true"
    if disabled or not _has_metadata(address, environ):
        raise _without(address)
    return given


def _read_azure(address: Address, environ: Mapping[str, str]) -> Given:
    parts = _connection_string(environ.get("AZURE_STORAGE_CONNECTION_STRING", ""))
    given = {**parts, **_given(_AZURE, environ)}
    if account := address.account or str(parts.get("account_name", "")):
        given["account_name"] = account
    else:
        raise TargetError(
            Why.CREDENTIALS,
            f"no storage account is named for `{address.to}`",
            "add `account: NAME` to this target in `site.yaml`, or set `AZURE_STORAGE_ACCOUNT`",
        )
    if given.keys() & {"account_key", "sas_key", "token"} or first_of(environ, _AZURE_KEYLESS):
        return given
    if shutil.which("az", path=environ.get("PATH")):
        return given | {"use_azure_cli": True}
    if not _has_metadata(address, environ):
        raise _without(address)
    return given


def _read_gcs(address: Address, environ: Mapping[str, str]) -> Given:
    if (given := _given(_GOOGLE, environ)) or first_of(environ, _GOOGLE_KEYLESS):
        return given
    if file := _google_file(environ):
        return _checked(file)
    if not _has_metadata(address, environ):
        raise _without(address)
    return given


_READERS: Final[Mapping[Service, Callable[[Address, Mapping[str, str]], Given]]] = {
    Service.S3: _read_s3,
    Service.AZURE: _read_azure,
    Service.GCS: _read_gcs,
}


def _given(table: Mapping[str, tuple[str, ...]], environ: Mapping[str, str]) -> Given:
    found = {option: first_of(environ, names) for option, names in table.items()}
    return {option: value for option, value in found.items() if value}


def _connection_string(text: str) -> Given:
    """Return what a connection string of Azure gives; its values may hold `=`."""
    names = {
        "AccountName": "account_name",
        "AccountKey": "account_key",
        "SharedAccessSignature": "sas_key",
    }
    pairs = (part.partition("=") for part in text.split(";"))
    return {names[key]: value for key, _, value in pairs if key in names and value}


def _google_file(environ: Mapping[str, str]) -> str:
    if named := environ.get("GOOGLE_APPLICATION_CREDENTIALS", ""):
        return named
    home = environ.get("HOME", "")
    usual = Path(home, ".config/gcloud/application_default_credentials.json")
    return str(usual) if home and usual.is_file() else ""


class _GoogleFile(msgspec.Struct, frozen=True):
    type: str = ""


def _checked(file: str) -> Given:
    """Return a file of credentials that obstore can use.

    It knows service accounts and what `gcloud auth application-default login` writes, and not the
    files that a login without keys leaves in CI.
    """
    kind = ""
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        kind = msgspec.json.decode(Path(file).read_bytes(), type=_GoogleFile).type
    if kind in {"service_account", "authorized_user"}:
        return {"application_credentials": file}
    fact = f"holds `{kind}`, which can't be used here" if kind else "holds no credentials"
    raise TargetError(
        Why.CREDENTIALS,
        f"the file that `GOOGLE_APPLICATION_CREDENTIALS` names {fact}",
        "have your login give out an access token instead, and set `GOOGLE_OAUTH_ACCESS_TOKEN` to "
        "it (in GitHub's `google-github-actions/auth`: `token_format: access_token`)",
    )


def _has_metadata(address: Address, environ: Mapping[str, str]) -> bool:
    """Whether this machine has the service that gives credentials to machines in a cloud."""
    named = environ.get(_METADATA_NAMES[address.service]) or _METADATA
    parts = urlsplit(named if "://" in named else f"http://{named}")
    try:
        create_connection((parts.hostname or "", parts.port or 80), _METADATA_SECONDS).close()
    except (OSError, ValueError):
        return False
    return True


def _without(address: Address, fact: str = "") -> TargetError:
    return TargetError(
        Why.CREDENTIALS,
        fact or f"there are no credentials for `{address.to}`",
        HELP[address.service],
    )
