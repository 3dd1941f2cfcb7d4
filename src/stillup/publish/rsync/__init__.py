"""Publishes to any host by rsync over ssh: `rsync://user@host/srv/www/status`."""

from collections.abc import Mapping
from pathlib import Path

from stillup.model import settings
from stillup.publish.rsync.address import address_of
from stillup.publish.rsync.target import RsyncTarget


def open_target(
    target: settings.Target,
    *,
    site: Path,  # noqa: ARG001 - as every kind of target is opened
    environ: Mapping[str, str],
) -> RsyncTarget:
    """Return the target, asking nobody yet. Raises TargetError if no host or folder is named."""
    return RsyncTarget(target.name, address_of(target), environ)
