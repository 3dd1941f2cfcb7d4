"""What every test may use: `--accept` writes down what came out; CI skips nothing."""

import pytest
from hypothesis import settings

# A run repeats to the letter; how fast the machine is today is no matter for a test.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what came out into the cases and golden sites; the diff is the review",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
