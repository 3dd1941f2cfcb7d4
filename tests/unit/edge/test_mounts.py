"""Folders on other computers: nobody tells us when somebody there changes a file."""

from pathlib import Path

import pytest

from stillup.edge.mounts import find_file_system, is_network_folder, is_told_by_nobody

MOUNTS = """\
/dev/vda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ana/stick vfat rw 0 0
ana@host: /mnt/with\\040blank fuse.sshfs rw 0 0
strange line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/site", "ext4"),
        ("/home/ana/site", "nfs4"),
        ("/home", "nfs4"),
        ("/homes/ana", "ext4"),
        ("/home/ana/stick/site", "vfat"),
        ("/mnt/with blank/site", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert find_file_system(MOUNTS, path) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "vboxsf"])
def test_these_are_told_by_nobody(kind: str) -> None:
    assert is_told_by_nobody(kind)


@pytest.mark.parametrize("kind", ["", "ext4", "btrfs", "tmpfs", "vfat", "overlay", "fuse.ntfs-3g"])
def test_these_tell(kind: str) -> None:
    assert not is_told_by_nobody(kind)


def test_a_folder_here_is_not_elsewhere(tmp_path: Path) -> None:
    assert not is_network_folder(tmp_path)
