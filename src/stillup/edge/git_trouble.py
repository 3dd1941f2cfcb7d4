"""What Git means when it fails: kinds one can act on, told in plain words, without secrets."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

_USERINFO: Final = re.compile(r"(?P<scheme>[\w+.-]*)://(?P<user>[^/\s@:]*)(?::[^/\s@]*)?@")
_PREFIX: Final = re.compile(r"^(?:remote|fatal|error|hint|warning):[ \t]*")
_NOISE: Final = re.compile(
    r"^(?:hint: .*|To .*|Everything up-to-date|Done|=.*|error: failed to push some refs.*"
    r"|and the repository exists\.|Please make sure you have the correct access rights"
    r"|.*Permanently added.*|error: RPC failed;.*|\s*)$"
)
_LINES: Final = 8


class Kind(StrEnum):
    """Why Git could not do what was asked."""

    NOT_INSTALLED = "not installed"
    NO_REPOSITORY = "no repository"
    NOT_TRUSTED = "not trusted"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    LOGIN = "login"
    UNKNOWN_HOST = "unknown host"
    NOT_THERE = "not there"
    MOVED = "moved"
    REJECTED = "rejected"
    LOCKED = "locked"
    NO_IDENTITY = "no identity"
    SIGNING = "signing"
    FULL = "full"
    READ_ONLY = "read only"
    OTHER = "other"


_SIGNS: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.NOT_TRUSTED, r"dubious ownership"),
    (Kind.UNKNOWN_HOST, r"host key verification failed|remote host identification has changed"),
    (
        Kind.LOGIN,
        (
            r"authentication failed|permission denied \((?:publickey|password|keyboard)"
            r"|could not read (?:username|password)|terminal prompts disabled|invalid credentials"
            r"|too many authentication failures|returned error: 40[13]|no such identity"
        ),
    ),
    (Kind.FULL, r"no space left|disk quota exceeded"),
    (
        Kind.MOVED,
        r"\((?:fetch first|non-fast-forward|stale info)\)|cannot lock ref .* expected",
    ),
    (Kind.REJECTED, r"\[remote rejected\]|pre-receive hook declined|\[rejected\]"),
    (
        Kind.READ_ONLY,
        r"read-only file system|insufficient permission|permission denied$|unable to create .*deni",
    ),
    (Kind.LOCKED, r"\.lock': file exists|another git process"),
    (
        Kind.NO_IDENTITY,
        r"tell me who you are|empty ident|auto-detect email|no (?:name|email) was given",
    ),
    (Kind.SIGNING, r"failed to sign|signing failed|gpg.*sign"),
    (
        Kind.UNREACHABLE,
        (
            r"could not resolve|connection (?:refused|reset|timed out|closed)"
            r"|network is unreachable|no route to host|failed to connect"
            r"|couldn't connect|operation (?:timed out|too slow)"
            r"|hung up unexpectedly|early eof|returned error: 5\d\d|recv failure|ssl_|gnutls"
            r"|empty reply|unexpected disconnect"
        ),
    ),
    (
        Kind.NOT_THERE,
        (
            r"does not appear to be a git repository|repository .*not found|returned error: 404"
            r"|repository not found|couldn't find remote ref|does not exist"
            r"|no such file or directory"
        ),
    ),
    (Kind.NO_REPOSITORY, r"not a git repository"),
)

_WORDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.NOT_INSTALLED: (
        "Git is not installed on this computer",
        "install it from https://git-scm.com, then run the same command again",
    ),
    Kind.NO_REPOSITORY: (
        "this folder is in no Git repository",
        "go to the folder that you got with `git clone`, or name it with `-C DIR`",
    ),
    Kind.NOT_TRUSTED: (
        "Git does not trust this folder, because it belongs to another user of this computer",
        "run `git config --global --add safe.directory DIR` with the folder's full name for DIR",
    ),
    Kind.UNREACHABLE: (
        "{where} can't be reached",
        "look whether you are online, and whether its operators report an outage",
    ),
    Kind.SLOW: (
        "{where} did not answer in time",
        "look whether you are online, and whether its operators report an outage",
    ),
    Kind.LOGIN: (
        "{where} did not let you in",
        (
            "renew your password, token or key for it: `git fetch` shows whether it is accepted;"
            " a key with a passphrase first wants `ssh-add`"
        ),
    ),
    Kind.UNKNOWN_HOST: (
        "this computer does not know, or no longer knows, the key of {where}",
        "run `git fetch` yourself, and say yes only if the fingerprint is the one it publishes",
    ),
    Kind.NOT_THERE: (
        "there is no such repository or branch at {where}, or none that you may see",
        "compare the address with `git remote -v`",
    ),
    Kind.MOVED: (
        "others sent changes to {where} at the same moment",
        "run the same command again",
    ),
    Kind.REJECTED: (
        "{where} did not accept it",
        "ask whoever looks after that repository; what it said stands above",
    ),
    Kind.LOCKED: (
        "another Git program is at work in this repository, or one ended badly here",
        "wait until it has ended; if none is running, delete the file named above",
    ),
    Kind.NO_IDENTITY: (
        "Git does not know your name and address yet",
        (
            'run `git config --global user.name "Your Name"` and'
            ' `git config --global user.email "you@example.com"`, then the same command again'
        ),
    ),
    Kind.SIGNING: (
        "Git could not sign the change with your key",
        "unlock the key, or switch signing off here with `git config commit.gpgsign false`",
    ),
    Kind.FULL: ("a disk is full", "free some space there, then run the same command again"),
    Kind.READ_ONLY: (
        "Git may not write there",
        "allow yourself to write to the repository, then run the same command again",
    ),
    Kind.OTHER: ("Git could not do it", "what it said stands above"),
}


class GitTrouble(Exception):  # noqa: N818 - it says what is so
    """Git failed. `message` is a fact, `help` how to mend it, `said` the telling lines, clean."""

    def __init__(self, kind: Kind, text: str = "", where: str = "") -> None:
        self.kind = kind
        self.said = telling_lines(text)
        fact, help_ = _WORDS[kind]
        self.message = fact.format(where=f"`{where}`" if where else "the Git server")
        self.help = help_
        super().__init__(self.message)


def trouble_of(text: str, where: str = "") -> GitTrouble:
    """Return what Git's output (in English) means; `where` is the address it worked with."""
    folded = text.lower()
    for kind, sign in _SIGNS:
        if re.search(sign, folded, re.MULTILINE):
            return GitTrouble(kind, text, where)
    return GitTrouble(Kind.OTHER, text, where)


def telling_lines(text: str) -> tuple[str, ...]:
    """Return the lines of Git's output that say something, without secrets or control signs."""
    lines = (_plain(line) for line in without_secrets(text).split("\n") if not _NOISE.match(line))
    return tuple(dict.fromkeys(line for line in lines if line))[:_LINES]


def without_secrets(text: str) -> str:
    """Return a text without the passwords and tokens in its addresses.

    With ssh a name is no secret; elsewhere a token may stand in its place.
    """
    return _USERINFO.sub(_without_secret, text)


def _without_secret(found: re.Match[str]) -> str:
    user = f"{found['user']}@" if found["scheme"].endswith("ssh") and found["user"] else ""
    return f"{found['scheme']}://{user}"


def _plain(line: str) -> str:
    told = line.replace("\t", " ").rpartition("\r")[2]
    while _PREFIX.match(told):
        told = _PREFIX.sub("", told)
    return "".join(sign for sign in told if sign.isprintable()).strip()
