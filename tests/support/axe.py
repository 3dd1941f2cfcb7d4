"""axe, the judge of accessibility, inside a page of a running browser."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support.tools import node_file

_RUN = """() => axe.run(document, {resultTypes: ["violations"]})"""


def complaints_of_axe(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands, best practices included."""
    page.evaluate(_script())
    return [line for rule in page.evaluate(_RUN)["violations"] for line in _lines(rule)]


def _lines(rule: dict[str, Any]) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for node in rule["nodes"]
    ]


@cache
def _script() -> str:
    return Path(node_file("axe-core/axe.min.js")).read_text(encoding="utf-8")
