"""The file of credentials that Google's tools share."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from stillup.publish.target import TargetError, Why

_NAMED: Final = "GOOGLE_APPLICATION_CREDENTIALS"
_USABLE: Final = frozenset({"service_account", "authorized_user"})


class _Kind(msgspec.Struct, frozen=True):
    type: str = ""


def google_file(environ: Mapping[str, str]) -> str:
    """Return where it is, empty if there is none.

    obstore knows service accounts and what `gcloud auth application-default login` writes. Raises
    TargetError for anything else, such as the file that a login without keys leaves in CI.
    """
    file = environ.get(_NAMED, "") or _usual(environ.get("HOME", ""))
    if not file:
        return ""
    kind = _kind_of(file)
    if kind in _USABLE:
        return file
    raise TargetError(
        Why.CREDENTIALS,
        f"`{file}` holds `{kind}`, which obstore does not know" if kind else _unreadable(file),
        "have your login give out an access token, and set `GOOGLE_OAUTH_ACCESS_TOKEN` to it (in "
        "GitHub's `google-github-actions/auth`: `token_format: access_token`)",
    )


def _usual(home: str) -> str:
    file = Path(home, ".config/gcloud/application_default_credentials.json")
    return str(file) if home and file.is_file() else ""


def _kind_of(file: str) -> str:
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode(Path(file).read_bytes(), type=_Kind).type
    return ""


def _unreadable(file: str) -> str:
    return f"`{file}`, which `{_NAMED}` names, holds no credentials"
