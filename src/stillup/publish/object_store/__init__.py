"""Publishes into object stores: S3 and all that speak it, Azure Blob, Google Cloud Storage."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stillup.model import settings
from stillup.publish.target import TargetError, Why

if TYPE_CHECKING:
    from stillup.publish.object_store.target import ObjectStoreTarget


def open_target(
    target: settings.Target,
    *,
    site: Path,  # noqa: ARG001 - as every kind of target is opened
    environ: Mapping[str, str],
) -> "ObjectStoreTarget":
    """Return the target; `environ` holds the credentials.

    Raises TargetError if obstore is not installed, or the address names no bucket.
    """
    try:
        from stillup.publish.object_store.target import ObjectStoreTarget
    except ModuleNotFoundError as error:
        if error.name != "obstore":
            raise
        raise TargetError(
            Why.LIBRARY,
            f"publishing to `{target.to}` needs the library obstore, which is not installed",
            "install it: `pip install 'stillup[object-store]'`",
        ) from None
    from stillup.publish.object_store.address import address_of

    return ObjectStoreTarget(target.name, address_of(target, environ), environ)
