"""What an error of a store means, in words for people. What the library says is never shown.

Its texts hold whole addresses and answers, with signatures in them.
"""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from obstore.exceptions import InvalidPathError

from stillup.publish.object_store.address import Address, Service
from stillup.publish.object_store.credentials import HELP
from stillup.publish.target import TargetError, Why

_STATUS: Final = re.compile(r"(?:status code|\(code): (\d{3})")
_CODE: Final = re.compile(r"<Code>(\w{1,60})</Code>")
_REGION: Final = re.compile(r"<Region>([\w-]{1,30})</Region>")

_NAMED: Final = re.compile(r'Path "([^"`]{1,200})"')
_ADDRESS: Final = re.compile(r"https?://[^\s,)]+")
_STRANGE: Final = re.compile(r"[Ii]nvalid \w+ response|Invalid\w+Response")
_UNUSABLE: Final = (
    "MissingAcc",
    "MissingSecret",
    "InvalidAccessKey",
    "redential",
    "TokenRequest",
    "AzureCli",
)

_ANEW: Final = "then run the same command again"
_WRONG_KEYS: Final = frozenset(
    {
        *("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken"),
        *(
            "AuthorizationFailure",
            "AuthenticationFailed",
            "TokenRefreshRequired",
            "InvalidSecurity",
        ),
        *(
            "UnrecognizedClientException",
            "InvalidAuthenticationInfo",
            "NoAuthenticationInformation",
        ),
    }
)
_CLOCK: Final = frozenset({"RequestTimeTooSkewed", "RequestExpired", "RequestNotYetValid"})
_NO_BUCKET: Final = frozenset(
    {"NoSuchBucket", "ContainerNotFound", "ContainerBeingDeleted", "AccountNotFound"}
)
_ELSEWHERE: Final = frozenset(
    {
        *("PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed"),
        *("IllegalLocationConstraintException", "InvalidLocationConstraint"),
    }
)
_FULL: Final = frozenset(
    {"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "ServiceQuotaExceededException"}
)
_OVERLOADED: Final = frozenset({"SlowDown", "TooManyRequests", "ServerBusy", "RequestTimeout"})
_NETWORK: Final[Mapping[str, str]] = {
    "dns error": "no machine has that name",
    "Connection refused": "nothing answers there",
    "invalid peer certificate": "its certificate can't be trusted",
    "Certificate": "its certificate can't be trusted",
    "Timeout": "it takes too long to answer",
    "TimedOut": "it takes too long to answer",
}


class Answer(msgspec.Struct, frozen=True):
    """What of an error is of use: the status of HTTP, the store's own code, a region."""

    status: int
    code: str
    region: str = ""


def answer_in(error: BaseException) -> Answer:
    """Return what a store answered; 0 and empty if it did not."""
    text = str(error)
    status, code, region = (found.search(text) for found in (_STATUS, _CODE, _REGION))
    redirect = "PermanentRedirect" if "without LOCATION" in text else ""
    return Answer(
        int(status[1]) if status else 0,
        code[1] if code else redirect,
        region[1] if region else "",
    )


def is_without_bucket(error: FileNotFoundError) -> bool:
    """Whether the bucket itself is missing, and not only what was asked for in it."""
    return answer_in(error).code in _NO_BUCKET or "container does not exist" in str(error)


def trouble_of(error: BaseException, address: Address) -> TargetError:
    """Return what to tell of an error that obstore raised."""
    if isinstance(error, InvalidPathError):
        return _strange(error, address)
    answer = answer_in(error)
    for codes, statuses, tell in _KNOWN:
        if answer.code in codes or answer.status in statuses:
            return tell(address, answer)
    if isinstance(error, FileNotFoundError):
        return _missing(address, answer)
    return _refused(address, answer) if answer.status else _unanswered(error, address)


def _late(address: Address, answer: Answer) -> TargetError:  # noqa: ARG001 - as the others
    return TargetError(
        Why.REFUSED,
        f"`{address.host}` finds that this machine's clock is wrong",
        f"set its clock to the right time, {_ANEW}",
    )


def _full(address: Address, answer: Answer) -> TargetError:
    return TargetError(
        Why.FULL,
        f"`{address.to}` takes no more, its space is used up{_in_its_words(answer)}",
        f"delete something there or have its quota raised, {_ANEW}",
    )


def _elsewhere(address: Address, answer: Answer) -> TargetError:
    wanted = (
        f"`region: {answer.region}`" if answer.region else "`region:`, as its console shows it,"
    )
    return TargetError(
        Why.REFUSED,
        f"the bucket `{address.bucket}` is in another region than the one that was asked",
        f"add {wanted} to this target in `site.yaml`",
    )


def _forbidden(address: Address, answer: Answer) -> TargetError:
    if answer.code in _WRONG_KEYS:
        return TargetError(
            Why.CREDENTIALS,
            f"`{address.host}` does not accept the credentials it was given{_in_its_words(answer)}",
            f"they may be mistyped, deleted or too old: {HELP[address.service]}",
        )
    return TargetError(
        Why.CREDENTIALS,
        f"these credentials may not publish to `{address.to}`{_in_its_words(answer)}",
        f"allow them to list, read, write and delete in the {address.container} "
        f"`{address.bucket}`, {_ANEW}",
    )


def _missing(address: Address, answer: Answer) -> TargetError:  # noqa: ARG001 - as the others
    made = {
        Service.S3: f"make it (`aws s3 mb s3://{address.bucket}`)",
        Service.AZURE: f"make it (`az storage container create --name {address.bucket}`)",
        Service.GCS: f"make it (`gcloud storage buckets create gs://{address.bucket}`)",
    }[address.service]
    return TargetError(
        Why.MISSING,
        f"there is no {address.container} `{address.bucket}` at `{address.host}`",
        f"{made}, or mend `to:` of this target in `site.yaml`",
    )


def _strange(error: InvalidPathError, address: Address) -> TargetError:
    named = _NAMED.search(str(error))
    return TargetError(
        Why.REFUSED,
        f"`{address.to}` holds a file whose name can't be read{f': `{named[1]}`' if named else ''}",
        f"rename or delete it, or publish to a folder of its own: `{address.to}/status`",
    )


def _unanswered(error: BaseException, address: Address) -> TargetError:
    text = _ADDRESS.sub("", str(error))
    if _STRANGE.search(text):
        return TargetError(
            Why.REFUSED,
            f"`{address.host}` does not answer as a store does: something else may be there",
            "look at `endpoint:` of this target in `site.yaml`; it is the address of the store's "
            "interface for programs, not that of a web page",
        )
    if any(sign in text for sign in _UNUSABLE):
        return TargetError(
            Why.CREDENTIALS,
            f"the credentials for `{address.to}` can't be used as they are",
            HELP[address.service],
        )
    found = (fact for sign, fact in _NETWORK.items() if sign in text)
    reason = next(found, "the connection breaks off")
    return TargetError(
        Why.UNREACHABLE,
        f"`{address.host}` can't be reached: {reason}",
        "look at the network, and at `endpoint:` of this target in `site.yaml` if it has one, "
        f"{_ANEW}",
    )


def _refused(address: Address, answer: Answer) -> TargetError:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.code in _OVERLOADED:
        return TargetError(
            Why.UNREACHABLE,
            f"`{address.host}` answers again and again that it can't now{_in_its_words(answer)}",
            f"it is overloaded or down: wait some minutes, {_ANEW}",
        )
    return TargetError(
        Why.REFUSED,
        f"`{address.host}` refuses what it was asked{_in_its_words(answer)}",
        f"look at the settings of `{address.bucket}` there, {_ANEW}",
    )


def _in_its_words(answer: Answer) -> str:
    return f" ({' '.join(part for part in (str(answer.status), answer.code) if part)})"


_KNOWN: Final[
    tuple[tuple[frozenset[str], tuple[int, ...], Callable[[Address, Answer], TargetError]], ...]
] = (
    (_CLOCK, (), _late),
    (_ELSEWHERE, (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.TEMPORARY_REDIRECT), _elsewhere),
    (_FULL, (HTTPStatus.INSUFFICIENT_STORAGE,), _full),
    (_WRONG_KEYS, (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN), _forbidden),
    (_NO_BUCKET, (HTTPStatus.NOT_FOUND,), _missing),
)
