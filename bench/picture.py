"""Makes the README's picture: the sample site's front page, wide in light and narrow in dark.

    python -m bench.picture [--to themes/default.png]

It wants a Chromium and the fonts of FONTS. The site is built for one moment and its script is
left out, so that the same content gives the same picture on the same machine.
"""

import argparse
import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bench.png import with_palette
from tests.support.browser import chromium
from tests.support.tools import CHECKOUT, stillup

NOW = "2026-11-21T12:00Z"
FONTS = '"Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif'
LARGEST = 150_000
"""Bytes that the picture may have."""

_CANVAS = (1280, 800)
_WIDE, _PHONE = (1080, 980), (390, 844)
_FRAME = """
<style>
body {{ margin: 0; width: {0}px; height: {1}px; overflow: hidden; background: #dfe3e8; }}
img {{ position: absolute; display: block; box-shadow: 0 2px 24px rgb(0 0 0 / 30%); }}
.wide {{ left: 32px; top: 32px; width: 864px; border-radius: 6px 6px 0 0; }}
.phone {{ right: 32px; top: 60px; width: 306px; border-radius: 22px; border: 6px solid #000; }}
</style>
<img class="wide" src="data:image/png;base64,{2}">
<img class="phone" src="data:image/png;base64,{3}">
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=CHECKOUT / "themes" / "default.png")
    to = parser.parse_args().to
    with tempfile.TemporaryDirectory() as folder:
        done = stillup("-C", CHECKOUT, "build", "--now", NOW, "--out", folder)
        if done.returncode:
            raise SystemExit(done.stderr)
        data = picture(Path(folder) / "index.html")
    if len(data) > LARGEST:
        raise SystemExit(f"the picture has {len(data):,} bytes, more than {LARGEST:,}")
    to.write_bytes(data)
    print(f"{to}: {len(data):,} bytes")


def picture(page: Path) -> bytes:
    """Return the picture of a page as PNG with a palette."""
    html = page.read_text("utf-8")
    page.write_text(html.replace("</style>", f":root {{ --sans: {FONTS}; }}</style>"), "utf-8")
    with chromium() as browser:
        wide = _shot(browser, page.as_uri(), _WIDE, dark=False, sharp=1)
        phone = _shot(browser, page.as_uri(), _PHONE, dark=True, sharp=2)
        shots = (base64.b64encode(shot).decode() for shot in (wide, phone))
        return with_palette(_framed(browser, _FRAME.format(*_CANVAS, *shots)))


def _shot(
    browser: Browser, address: str, size: tuple[int, int], *, dark: bool, sharp: int
) -> bytes:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=sharp,
        java_script_enabled=False,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address)
    data = page.screenshot()
    context.close()
    return data


def _framed(browser: Browser, html: str) -> bytes:
    page = browser.new_page(viewport={"width": _CANVAS[0], "height": _CANVAS[1]})
    page.set_content(html, wait_until="load")
    data = page.screenshot()
    page.close()
    return data


if __name__ == "__main__":
    main()
