"""Lighthouse's four figures for pages of the sample site, on a slow phone and on a desktop.

    npm install lighthouse@12
    PATH=$PWD/node_modules/.bin:$PATH CHROME_PATH=/usr/bin/chromium python -m bench.lighthouse

The site is built for one moment and served on loopback, without compression; nothing else is asked.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from bench.picture import NOW
from tests.support.tools import CHECKOUT, program, stillup
from tests.support.web import served

PAGES = (
    "index.html",
    "incidents/2026-05-12-girona-power/index.html",
    "components/mailboxes/index.html",
    "history/index.html",
)
FIGURES = ("performance", "accessibility", "best-practices", "seo")
_FORMS = {"phone": (), "desktop": ("--preset=desktop",)}
_CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main() -> None:
    print(f"| page | form | {' | '.join(FIGURES)} |\n|---|---|{'--:|' * len(FIGURES)}")
    with tempfile.TemporaryDirectory() as folder:
        built = stillup("-C", CHECKOUT, "build", "--now", NOW, "--out", folder)
        if built.returncode:
            raise SystemExit(built.stderr)
        with served(Path(folder)) as address:
            for page in PAGES:
                for form, options in _FORMS.items():
                    figures = _measured(f"{address}/{page}", options)
                    print(f"| `{page}` | {form} | {' | '.join(map(str, figures))} |", flush=True)


def _measured(address: str, options: tuple[str, ...]) -> list[int]:
    """Return the figures of one page, of 100 each. Raises CalledProcessError."""
    done = subprocess.run(
        [
            program("lighthouse"), address, "--quiet", "--output=json", "--output-path=stdout",
            f"--only-categories={','.join(FIGURES)}", f"--chrome-flags={_CHROME}", *options,
        ],
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit.get("score") == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"<!-- {audit['id']}: {audit['title']} -->")
    return [round(report["categories"][name]["score"] * 100) for name in FIGURES]


if __name__ == "__main__":
    main()
