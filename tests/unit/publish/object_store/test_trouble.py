"""What a store answers becomes one fact and one way to mend it, and shows no secret."""

from pathlib import Path
from typing import NamedTuple

import pytest

from stillup.model import settings
from stillup.publish.target import TargetError, Why
from stillup.publish.targets import open_target
from tests.support.canned_store import answering

SECRETS = {
    "AWS_ACCESS_KEY_ID": "AKIDNOTTOBESEEN",
    "AWS_SECRET_ACCESS_KEY": "secret-not-to-be-seen",
    "AWS_SESSION_TOKEN": "session-not-to-be-seen",
    "AZURE_STORAGE_SAS_TOKEN": "sv=2022-11-02&sig=signature-not-to-be-seen",
    "GOOGLE_OAUTH_ACCESS_TOKEN": "ya29.token-not-to-be-seen",
}


class Case(NamedTuple):
    """What is answered, and what is told of it."""

    to: str
    status: int
    code: str
    why: Why
    fact: str
    help: str
    more: str = ""


S3, AZURE, GOOGLE = "s3://status", "az://status", "gs://status"
KEYS = "AWS_ACCESS_KEY_ID"
CASES = [
    Case(S3, 403, "InvalidAccessKeyId", Why.CREDENTIALS, "does not accept", KEYS),
    Case(S3, 403, "SignatureDoesNotMatch", Why.CREDENTIALS, "does not accept", KEYS),
    Case(S3, 400, "ExpiredToken", Why.CREDENTIALS, "does not accept", "too old"),
    Case(S3, 403, "AccessDenied", Why.CREDENTIALS, "may not publish", "list, read, write"),
    Case(S3, 403, "RequestTimeTooSkewed", Why.REFUSED, "clock is wrong", "set its clock"),
    Case(S3, 404, "NoSuchBucket", Why.MISSING, "no bucket `status`", "aws s3 mb s3://status"),
    Case(S3, 301, "PermanentRedirect", Why.REFUSED, "another region", "add `region:`"),
    Case(
        *(S3, 400, "AuthorizationHeaderMalformed", Why.REFUSED, "another region"),
        *("add `region: eu-west-1`", "<Region>eu-west-1</Region>"),
    ),
    Case(S3, 507, "XMinioStorageFull", Why.FULL, "takes no more", "quota"),
    Case(S3, 403, "QuotaExceeded", Why.FULL, "takes no more", "quota"),
    Case(S3, 400, "SlowDown", Why.UNREACHABLE, "can't now", "wait some minutes"),
    Case(S3, 503, "SlowDown", Why.UNREACHABLE, "can't now", "overloaded"),
    Case(S3, 409, "SomethingOdd", Why.REFUSED, "(409 SomethingOdd)", "look at the settings"),
    Case(S3, 200, "", Why.REFUSED, "does not answer as a store does", "endpoint:", "<p>Hello"),
    Case(AZURE, 403, "AuthenticationFailed", Why.CREDENTIALS, "does not accept", "az login"),
    Case(AZURE, 403, "PermissionMismatch", Why.CREDENTIALS, "may not publish", "allow them"),
    Case(AZURE, 404, "ContainerNotFound", Why.MISSING, "no container", "az storage container"),
    Case(GOOGLE, 401, "AuthenticationRequired", Why.CREDENTIALS, "may not publish", "allow them"),
    Case(GOOGLE, 403, "AccessDenied", Why.CREDENTIALS, "may not publish", "allow them"),
    Case(GOOGLE, 404, "NoSuchBucket", Why.MISSING, "no bucket", "gcloud storage buckets create"),
]


def failure(to: str, endpoint: str) -> TargetError:
    environ = {**SECRETS, "GOOGLE_BASE_URL": endpoint}
    target = open_target(
        settings.Target("store", to, {"endpoint": endpoint, "account": "ours"}),
        site=Path(),
        environ=environ,
    )
    with pytest.raises(TargetError) as raised:
        target.look()
    return raised.value


def check(error: TargetError, why: Why, fact: str, help_: str) -> None:
    assert error.why is why
    assert fact in error.message
    assert help_ in error.help
    shown = f"{error.message} {error.help} {error}"
    assert "not-to-be-seen" not in shown
    assert "AKIDNOTTOBESEEN" not in shown
    assert not error.message.endswith(".")
    assert not error.help.endswith(".")
    assert len(error.message) + len(error.help) < 400


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.to} {case.status} {case.code}")
def test_an_answer_is_told_with_a_way_to_mend_it(case: Case) -> None:
    with answering(case.status, case.code, case.more) as endpoint:
        address = f"{endpoint}/ours" if case.to == AZURE else endpoint
        check(failure(case.to, address), case.why, case.fact, case.help)


def test_nobody_at_the_address_is_told_as_such() -> None:
    check(
        failure("s3://status", "http://127.0.0.1:9"),
        *(Why.UNREACHABLE, "`127.0.0.1:9` can't be reached: nothing answers there", "endpoint:"),
    )


def test_a_key_that_is_no_key_is_not_shown() -> None:
    target = open_target(
        settings.Target("store", "az://status", {"account": "ours"}),
        site=Path(),
        environ={"AZURE_STORAGE_ACCOUNT_KEY": "key-not-to-be-seen"},
    )

    with pytest.raises(TargetError) as raised:
        target.look()

    check(raised.value, Why.CREDENTIALS, "can't be used as they are", "AZURE_STORAGE_ACCOUNT_KEY")
