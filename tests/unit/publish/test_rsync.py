"""Addresses, listings and rules of rsync, and what its failures mean."""

from pathlib import Path

import pytest

from stillup.model import settings
from stillup.publish.rsync import open_target
from stillup.publish.rsync.address import address_of
from stillup.publish.rsync.texts import parse_listing, render_rules
from stillup.publish.rsync.trouble import error_of
from stillup.publish.target import Listed, TargetError, Why


@pytest.mark.parametrize(
    ("to", "options", "remote", "port"),
    [
        ("rsync://web@example.com/srv/www", {}, "web@example.com:/srv/www/", ""),
        ("rsync://example.com/srv/www/", {"port": "2222"}, "example.com:/srv/www/", "2222"),
        ("rsync://web@example.com:22/a%20b/ü", {}, "web@example.com:/a b/ü/", "22"),
        ("rsync://web@example.com/~/www", {}, "web@example.com:www/", ""),
        ("rsync://web@[::1]:2222/srv/www", {}, "web@[::1]:/srv/www/", "2222"),
        ("rsync://web:geheim@example.com/srv/www", {}, "web@example.com:/srv/www/", ""),
    ],
)
def test_an_address_is_understood(to: str, options: dict[str, str], remote: str, port: str) -> None:
    address = address_of(settings.Target("host", to, options))

    assert (address.remote, address.port) == (remote, port)
    assert "geheim" not in address.place


@pytest.mark.parametrize(
    "to",
    [
        "rsync://example.com",
        "rsync://example.com/",
        "rsync:///srv/www",
        "rsync://-oProxyCommand=x/srv/www",
        "rsync://example.com:ssh/srv/www",
    ],
)
def test_an_address_of_no_folder_is_refused(to: str) -> None:
    with pytest.raises(TargetError) as raised:
        address_of(settings.Target("host", to))

    assert raised.value.why is Why.REFUSED
    assert "rsync://user@host/srv/www/status" in raised.value.help


def test_a_listing_is_read() -> None:
    listing = (
        b"drwxr-xr-x          4,096 2026/11/21 13:00:00 .\n"
        b"-rw-r--r--          1,234 2026/11/21 13:00:00 a b/\xc3\xbc -> x.html\n"
        b"-rw-r--r--+             7 1970/01/01 00:00:01 a\\#012b\n"
        b"lrwxrwxrwx              7 2026/11/21 13:00:00 link -> index.html\n"
        b"something else\n"
    )

    assert parse_listing(listing) == {
        "a b/ü -> x.html": Listed(1234, "1795266000"),
        "a\nb": Listed(7, "1"),
        "link": Listed(-1, "1795266000"),
    }


def test_rules_name_each_path_and_the_folders_on_the_way_to_the_letter() -> None:
    rules = render_rules(["a/[b]/c\\?.html", "a/d\\e.html"]).decode().split("\0")

    assert rules == ["/a/", "/a/\\[b]/", "/a/\\[b]/c\\\\\\?.html", "/a/d\\e.html", ""]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            "web@h: Permission denied (publickey).\nrsync: connection unexpectedly closed",
            "credentials",
        ),
        ("Host key verification failed.", "credentials"),
        ("ssh: Could not resolve hostname h: Name or service not known", "unreachable"),
        ("ssh: connect to host h port 22: Connection refused", "unreachable"),
        ("rsync error: timeout in data send/receive (code 30)", "unreachable"),
        (
            "bash: line 1: rsync: command not found\nrsync: connection unexpectedly closed",
            "library",
        ),
        ('rsync: [receiver] write failed on "x": No space left on device (28)', "full"),
        ('rsync: [receiver] mkstemp "x" failed: Permission denied (13)', "read_only"),
        ('rsync: [receiver] mkstemp "x" failed: Read-only file system (30)', "read_only"),
        ('rsync: [Receiver] mkdir "/a/b" failed: No such file or directory (2)', "missing"),
        ("could not make way for new regular file: a", "refused"),
    ],
)
def test_what_rsync_says_has_a_meaning(said: str, why: str) -> None:
    error = error_of(said, address_of(settings.Target("host", "rsync://web@h/srv/www")))

    assert error.why == why
    assert "{" not in error.message + error.help
    assert not error.message.endswith(".")


def test_without_ssh_or_rsync_it_says_so(tmp_path: Path) -> None:
    target = settings.Target("host", "rsync://web@h/srv/www")
    opened = open_target(target, site=tmp_path, environ={"PATH": "/nowhere"})

    with pytest.raises(TargetError) as raised:
        opened.look()

    opened.close()
    assert raised.value.why is Why.LIBRARY
    assert "is not installed on this computer" in raised.value.message
