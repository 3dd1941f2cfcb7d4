"""Where in which store, from a target's address, its options and the environment."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

from stillup.model import settings
from stillup.publish.target import TargetError, Why


class Service(StrEnum):
    """The three protocols of object stores."""

    S3 = "s3"
    AZURE = "azure"
    GCS = "gcs"


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a store. `prefix` has no slash at its ends; what is empty was not given."""

    to: str
    service: Service
    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    account: str = ""

    @property
    def container(self) -> str:
        """What this service calls the thing that must be made first."""
        return "container" if self.service is Service.AZURE else "bucket"

    @property
    def host(self) -> str:
        """Who is spoken to, for people."""
        if self.endpoint:
            return urlsplit(self.endpoint).netloc.rpartition("@")[2] or self.endpoint
        return {
            Service.S3: "Amazon S3",
            Service.AZURE: "Azure",
            Service.GCS: "Google Cloud Storage",
        }[self.service]

    @property
    def is_of_any_make(self) -> bool:
        """Whether it only speaks a protocol that others invented, and may do so in part."""
        return bool(self.endpoint) and self.service is not Service.AZURE

    @property
    def is_plain(self) -> bool:
        """Whether it is written as `http://`, so that nothing is encrypted on the way."""
        return self.endpoint.startswith("http://")


_SERVICES: Mapping[str, Service] = {
    "s3": Service.S3,
    "az": Service.AZURE,
    "azure": Service.AZURE,
    "gs": Service.GCS,
}
_ENDPOINTS: Mapping[Service, tuple[str, ...]] = {
    Service.S3: ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"),
    Service.AZURE: ("AZURE_STORAGE_ENDPOINT", "AZURE_ENDPOINT"),
    Service.GCS: ("GOOGLE_BASE_URL",),
}
_ACCOUNTS = ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT")


def address_of(target: settings.Target, environ: Mapping[str, str]) -> Address:
    """Return where `target` is. What `site.yaml` says goes before what the environment says.

    Raises TargetError if no bucket is named.
    """
    scheme, _, rest = target.to.partition("://")
    bucket, _, prefix = rest.partition("/")
    service = _SERVICES[scheme]
    if not bucket:
        raise TargetError(
            Why.REFUSED,
            f"`{target.to}` names no bucket",
            f"write it in `site.yaml` as `{scheme}://BUCKET` or `{scheme}://BUCKET/FOLDER`",
        )
    return Address(
        to=target.to.rstrip("/"),
        service=service,
        bucket=bucket,
        prefix=prefix.strip("/"),
        endpoint=(target.options.get("endpoint") or first_of(environ, _ENDPOINTS[service])).rstrip(
            "/"
        ),
        region=target.options.get("region", ""),
        account=target.options.get("account") or first_of(environ, _ACCOUNTS),
    )


def first_of(environ: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the first of these variables that is set and not empty."""
    return next((environ[name] for name in names if environ.get(name)), "")
