"""What every test may use: `--accept` writes down what came out; CI skips nothing."""

import signal

import pytest
from hypothesis import settings

# A run repeats to the letter; how fast the machine is today is no matter for a test.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


# A shell that starts us in the background has us ignore Ctrl-C, and all we start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what came out into the cases and golden sites; the diff is the review",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
