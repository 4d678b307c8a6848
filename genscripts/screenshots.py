"""Pictures of the example's dossier for README and docs: docs/images/dossier-desktop.png and dossier-phone.png.

Needs Chromium. The desktop picture shows the first claim, the phone picture the top of the page.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bukti import assess
from bukti.report.writers import WRITERS

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
LARGEST = 300_000  # bytes of one picture


def main() -> None:
    """Assess the example, open its dossier and write both pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium found: install it, for example with `apt-get install chromium`")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "dossier.html"
        page.write_text(WRITERS["html"](assess([ROOT / "examples" / "xinjiang"])), "utf-8")
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        picture(browser, page, "dossier-desktop.png", (1280, 1240))
        picture(browser, page, "dossier-phone.png", (375, 812))
        browser.close()


def picture(browser: Browser, dossier: Path, name: str, size: tuple[int, int]) -> None:
    """Write one picture of the window's size; the wide one starts at the first claim."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(dossier.as_uri())
    if width > height // 2:
        page.evaluate("window.scrollTo(0, document.querySelector('article').offsetTop - 24)")
    target = IMAGES / name
    page.screenshot(path=target)
    if target.stat().st_size > LARGEST:
        sys.exit(f"{target} has {target.stat().st_size} bytes, more than {LARGEST}: make the window smaller")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
