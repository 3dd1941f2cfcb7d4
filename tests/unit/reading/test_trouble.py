"""What can go wrong on the way to a server is said in a sentence, and never with a password."""

import socket
import ssl
from http.client import InvalidURL

import pytest

from stillup.reading.trouble import unreachable

ADDRESS = "https://status.example.com/api/v2/summary.json"
UNTRUSTED = ssl.SSLCertVerificationError(1, "certificate verify failed")
UNTRUSTED.verify_message = "certificate has expired"


@pytest.mark.parametrize(
    ("reason", "fact"),
    [
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "there is no host `status.example.com`, as far as this computer knows",
        ),
        (
            UNTRUSTED,
            "`status.example.com` can't prove that it is `status.example.com`: certificate has expired",
        ),
        (ssl.SSLError(1, "wrong version number"), "`status.example.com` does not speak https"),
        (ConnectionRefusedError(111, "refused"), "`status.example.com` takes no connection"),
        (ConnectionResetError(104, "reset"), "`status.example.com` breaks off"),
        (TimeoutError("timed out"), "`status.example.com` did not answer in time"),
        (OSError(101, "Network is unreachable"), "can't be asked: Network is unreachable"),
    ],
)
def test_it_is_said(reason: Exception, fact: str) -> None:
    found = unreachable(reason, ADDRESS)

    assert fact in found.fact
    assert found.help


@pytest.mark.parametrize(
    "reason",
    [
        OSError("Tunnel connection failed: 407 for jane:hunter2"),
        InvalidURL("nonnumeric port: 'hunter2@proxy'"),
        ValueError("hunter2"),
        "hunter2",
    ],
)
def test_words_that_may_hold_a_password_are_not_repeated(reason: object) -> None:
    found = unreachable(reason, ADDRESS)

    assert "hunter2" not in found.fact + found.help
