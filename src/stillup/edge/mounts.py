"""Whether a folder lies on a file system whose changes by others nobody tells us about."""

import os
import re
from pathlib import Path
from typing import Final

_TOLD_BY_NOBODY: Final = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|ncpfs|vboxsf|vmhgfs|virtiofs|drvfs|webdav"
    r"|fuse\.(?!ext|ntfs|exfat|encfs|gocryptfs|mergerfs|bindfs).*"
)
_ESCAPE: Final = re.compile(r"\\(\d{3})")
_MOUNTS: Final = Path("/proc/self/mounts")


def is_network_folder(folder: Path) -> bool:
    """Whether that is known of a folder; where it can't be found out, it is not."""
    try:
        mounts = _MOUNTS.read_bytes().decode(errors="surrogateescape")
    except OSError:
        return False
    return is_told_by_nobody(find_file_system(mounts, os.path.realpath(folder)))


def is_told_by_nobody(kind: str) -> bool:
    """Whether a file system of this kind changes without telling us."""
    return _TOLD_BY_NOBODY.fullmatch(kind) is not None


def find_file_system(mounts: str, path: str) -> str:
    """Return the kind of file system a real path lies on; `mounts` is as in fstab(5)."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:  # noqa: PLR2004 - device, place, kind
            place = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[1])
            inside = path == place or path.startswith(place.rstrip("/") + "/")
            if inside and len(place) >= len(best):
                best, kind = place, fields[2]
    return kind
