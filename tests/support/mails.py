"""Messages read back by the standard library, and put into threads as mail programs do."""

from collections.abc import Iterable, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise


def parsed(data: bytes) -> EmailMessage:
    """Return a message; it must be one without a defect in any part."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        assert part.defects == []
    return message


def part_of(message: EmailMessage, subtype: str) -> str:
    """Return the text of the part that is `plain` or `html`, with plain line ends."""
    body = message.get_body((subtype,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def threads_of(messages: Iterable[EmailMessage]) -> list[set[str]]:
    """Return the ids of messages by thread. Source: RFC 5256, "THREAD=REFERENCES", steps 1 and 2.

    Each message is a child of the last id it refers to, and each of these of the one before it.
    """
    parents: dict[str, str] = {}
    own = []
    for message in messages:
        own.append(str(message["Message-ID"]))
        chain = str(message["References"] or message["In-Reply-To"] or "").split()
        for parent, child in pairwise([*chain, own[-1]]):
            if _root(parent, parents) != child:
                parents.setdefault(child, parent)
    roots = [_root(each, parents) for each in own]
    return [{each for each in own if _root(each, parents) == root} for root in dict.fromkeys(roots)]


def _root(name: str, parents: Mapping[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name
