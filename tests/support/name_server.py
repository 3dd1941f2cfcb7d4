"""A name server on loopback that knows what a test tells it."""

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[str, Mapping[str, Sequence[str]]]
"""Host → kind of record (`A`, `AAAA`, `CNAME`, `NS`) → values."""


@contextmanager
def name_server(zone: Zone, *, silent: bool = False) -> Iterator[str]:
    """Answer by `zone`, or never if `silent`; yield `address:port`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.1)
        done = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, zone, silent, done))
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            done.set()
            thread.join()


def _serve(listener: socket.socket, zone: Zone, silent: bool, done: threading.Event) -> None:  # noqa: FBT001
    while not done.is_set():
        try:
            data, sender = listener.recvfrom(4096)
        except TimeoutError:
            continue
        if not silent:
            listener.sendto(_answer(dns.message.from_wire(data), zone).to_wire(), sender)


def _answer(query: dns.message.Message, zone: Zone) -> dns.message.Message:
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.RA
    question = query.question[0]
    name, kind = question.name.to_text(omit_final_dot=True), question.rdtype
    while "CNAME" in (records := zone.get(name, {})):
        answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", *records["CNAME"]))
        name = records["CNAME"][0].rstrip(".")
    if values := records.get(dns.rdatatype.to_text(kind)):
        answer.answer.append(
            dns.rrset.from_text(f"{name}.", 60, "IN", dns.rdatatype.to_text(kind), *values)
        )
    elif name not in zone:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer
