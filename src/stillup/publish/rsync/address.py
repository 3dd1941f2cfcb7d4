"""A folder on a host, from `rsync://user@host:port/folder`. The protocol is ssh's."""

from urllib.parse import unquote, urlsplit

import msgspec

from stillup.model import settings
from stillup.publish.target import TargetError, Why


class RsyncAddress(msgspec.Struct, frozen=True):
    """`folder` is seen from the root, or from the user's home if it has no slash in front."""

    host: str
    folder: str
    user: str = ""
    port: str = ""

    @property
    def login(self) -> str:
        """Whom ssh is to call."""
        return f"{self.user}@{self.host}" if self.user else self.host

    @property
    def place(self) -> str:
        """The folder, for people."""
        return f"{self.login}:{self.folder}"

    @property
    def remote(self) -> str:
        """The folder, for rsync."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{f'{self.user}@' if self.user else ''}{host}:{self.folder}/"


def address_of(target: settings.Target) -> RsyncAddress:
    """Return where to. Raises TargetError for an address that names no host or no folder."""
    split = urlsplit(target.to)
    folder = unquote(split.path).rstrip("/")
    user, host = unquote(split.username or ""), split.hostname or ""
    port = target.options.get("port", "") or _port(target, split.netloc)
    if not host or not folder or f"{user}{host}".startswith("-") or not (port or "0").isdigit():
        raise TargetError(
            Why.REFUSED,
            f"`rsync://{host}{folder}` names no folder on a host",
            'write it in `site.yaml` as `to: "rsync://user@host/srv/www/status"`',
        )
    return RsyncAddress(host, folder.removeprefix("/~/"), user, port)


def _port(target: settings.Target, netloc: str) -> str:
    """Return the port in an address, as it stands there."""
    rest = netloc.rpartition("@")[2].rpartition("]")[2]
    return rest.rpartition(":")[2] if ":" in rest and target.to else ""
