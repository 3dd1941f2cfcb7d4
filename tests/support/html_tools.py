"""Judges of pages that are not ours: the Nu checker, html-validate, lychee."""

import json
import re
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote

from tests.support.tools import CHECKOUT, node_file, program, run
from tests.support.web import served

_INLINE_SCRIPT = re.compile(
    r'"http://[^/]+/(?P<path>[^"]+)":(?P<line>\d+)\.(?P<column>\d+)-\d+\.\d+: '
    r"info warning: Inline script violates Content Security Policy"
)
_GUESS = "info warning: This document appears to be written in "
"""The checker guesses languages by chance, and now and then takes made-up words for Somali."""

RULES = CHECKOUT / "tests" / "world" / "tools" / "htmlvalidate.json"


def pages(site: Path) -> list[Path]:
    """Return every page of a built site."""
    return sorted(site.rglob("*.html"))


def complaints_of_vnu(site: Path) -> list[str]:
    """Return what the Nu checker says of all pages, warnings too. One Java machine for all.

    The pages are served, since to the checker a page from a disk is of no origin: it would say
    that the page's security policy blocks the site's own images.
    """
    jar = node_file("vnu-jar/build/dist/vnu.jar")
    java = (program("java"), "-Xss1m", "-Dnu.validator.servlet.allow-forbidden-hosts=true")
    with served(site) as address:
        todo = [f"{address}/{quote(page.relative_to(site).as_posix())}" for page in pages(site)]
        done = run(*java, "-jar", jar, "--Werror", "--format", "gnu", *todo)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 0 or said, f"vnu ended with {done.returncode}"
    meant = [line for line in said if _GUESS not in line]
    return [line for line in meant if not _is_about_a_data_block(line, site)]


def complaints_of_vnu_about_pictures(folder: Path) -> list[str]:
    """Return what the Nu checker says of all SVG files of a folder, warnings too."""
    jar = node_file("vnu-jar/build/dist/vnu.jar")
    found = sorted(folder.rglob("*.svg"))
    assert found, "there is no picture to look at"
    done = run(
        program("java"), "-Xss1m", "-jar", jar, "--svg", "--Werror", "--format", "gnu", *found
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 0 or said, f"vnu ended with {done.returncode}"
    return said


def _is_about_a_data_block(complaint: str, site: Path) -> bool:
    """Whether vnu misses a hash for a `<script>` of data, which no browser ever runs.

    HTML, "prepare the script element": a type that is no script's ends it before the policy is
    asked. vnu asks all the same.
    """
    found = _INLINE_SCRIPT.match(complaint)
    if not found:
        return False
    lines = (site / unquote(found["path"])).read_text(encoding="utf-8").splitlines()
    here = int(found["line"]) - 1
    after = "\n".join(lines[here : here + 2])[int(found["column"]) - 1 :]
    return after.lstrip().startswith('<script type="text/html"')


def complaints_of_html_validate(site: Path) -> list[str]:
    """Return what html-validate says of all pages, by the rules in tests/world/tools."""
    tool = node_file("html-validate/bin/html-validate.mjs")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run(program("node"), tool, "--config", RULES, "--formatter", f"json={report}", *pages(site))
        results = json.loads(report.read_text(encoding="utf-8"))
    return [
        f"{result['filePath']}:{m['line']}: {m['message']} ({m['ruleId']})"
        for result in results
        for m in result["messages"]
    ]


def dead_links(site: Path, url: str) -> list[str]:
    """Return every link to a file or fragment that is not there.

    `url` is the address the site was built for: absolute links to it are looked up in the files,
    a folder by its index.html, as a web server does.
    """
    done = run(
        program("lychee"), "--offline", "--no-progress", "--format", "json",
        "--include-fragments", "--index-files", "index.html", "--root-dir", site,
        "--remap", f"{url}/ file://{site}/", *pages(site),
    )  # fmt: skip
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["successful"] > 0, "lychee looked at no link at all"
    return [
        f"{file}: {link['url']}: {link['status']['text']}"
        for file, links in report["error_map"].items()
        for link in links
    ]
