"""From what `site.yaml` says to the class that does it, imported only when it is used."""

from collections.abc import Mapping
from pathlib import Path

from stillup.model import settings
from stillup.parse.targets import kind_of_target
from stillup.publish.target import Target, TargetError, Why


def open_target(target: settings.Target, *, site: Path, environ: Mapping[str, str]) -> Target:
    """Return the target, without touching it yet. `site` is the site's folder.

    Raises TargetError if it needs a library that is not installed, or is not written rightly.
    """
    kind = kind_of_target(target.to)
    if kind == "folder":
        from stillup.publish import folder

        return folder.open_target(target, site=site, environ=environ)
    if kind in {"s3", "azure", "gcs"}:
        from stillup.publish import object_store

        return object_store.open_target(target, site=site, environ=environ)
    if kind == "rsync":
        from stillup.publish import rsync

        return rsync.open_target(target, site=site, environ=environ)
    if kind == "tar":
        from stillup.publish import tar

        return tar.open_target(target, site=site, environ=environ)
    if kind == "git":
        from stillup.publish import git_branch

        return git_branch.open_target(target, site=site, environ=environ)
    raise TargetError(
        Why.REFUSED,
        f"`{target.to}` is not a place that this version can publish to",
        "publish to another target",
    )
