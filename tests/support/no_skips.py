"""A pytest plugin for runs that must leave nothing out: `python -m pytest -p tests.support.no_skips`.

A skipped test, or a module skipped while it is collected, makes the run fail.
"""

import pytest

_left_out: list[str] = []


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _left_out.append(report.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note(report)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _left_out and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for node in _left_out:
        terminalreporter.line(f"SKIPPED IN A RUN THAT ALLOWS NONE: {node}", red=True)
