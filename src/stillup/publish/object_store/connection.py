"""Opens a store by obstore, with the patience that a run at 3 a.m. can afford."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from obstore.store import AzureStore, GCSStore, S3Store

from stillup.publish.object_store.address import Address, Service
from stillup.publish.object_store.credentials import Given, read_credentials

if TYPE_CHECKING:
    from obstore.store import AzureConfig, ClientConfig, GCSConfig, RetryConfig, S3Config

Store = S3Store | AzureStore | GCSStore

SMALL: Final = 64 * 1024
"""Bytes that any line that is of use carries in the time of a quick request, many at a time."""

_QUICK: Final = timedelta(seconds=30)
_PATIENT: Final = timedelta(minutes=5)
_CONNECT: Final = timedelta(seconds=5)

# A quick request ends, tries and all, before another run may take over from one that is silent:
# within half of `Timing.lease`.
_RETRY: "Final[RetryConfig]" = {
    "max_retries": 6,
    "retry_timeout": timedelta(seconds=15),
    "backoff": {
        "init_backoff": timedelta(milliseconds=150),
        "max_backoff": timedelta(seconds=4),
        "base": 2,
    },
}


@dataclass(frozen=True)
class Connection:
    """Two ways to one place: requests by `quick` may take seconds, uploads by `patient` minutes."""

    quick: Store
    patient: Store

    def way_for(self, size: int) -> Store:
        """Return the way to send so many bytes."""
        return self.quick if size <= SMALL else self.patient


def connect(address: Address, environ: Mapping[str, str]) -> Connection:
    """Return a connection, asking nobody yet. Raises TargetError for want of credentials."""
    given = read_credentials(address, environ)
    return Connection(_open(address, given, _QUICK), _open(address, given, _PATIENT))


def _open(address: Address, given: Given, seconds: timedelta) -> Store:
    client: ClientConfig = {
        "allow_http": address.is_plain,
        "connect_timeout": _CONNECT,
        "timeout": seconds,
        "user_agent": "stillup",
    }
    prefix = address.prefix or None
    if address.service is Service.S3:
        given = given | _set(region=address.region, aws_endpoint_url_s3=address.endpoint)
        return S3Store(
            address.bucket,
            prefix=prefix,
            config=cast("S3Config", given),
            client_options=client,
            retry_config=_RETRY,
        )
    if address.service is Service.AZURE:
        given = given | _set(endpoint=address.endpoint)
        return AzureStore(
            address.bucket,
            prefix=prefix,
            config=cast("AzureConfig", given),
            client_options=client,
            retry_config=_RETRY,
        )
    return GCSStore(
        address.bucket,
        prefix=prefix,
        config=cast("GCSConfig", given | _set(base_url=address.endpoint)),
        client_options=client,
        retry_config=_RETRY,
    )


def _set(**options: str) -> Given:
    return {name: value for name, value in options.items() if value}
