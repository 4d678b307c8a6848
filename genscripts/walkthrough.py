"""The pictures of docs/walkthrough.md, taken in a browser from the running workbench over the example.

Run `python genscripts/walkthrough.py` to take them anew. With `--check` every step is walked and nothing is written:
it fails where a step is no longer possible, where a picture is too large, or where the page names other pictures.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TOLD, PICTURES = ROOT / "docs/walkthrough.md", ROOT / "docs/images/workbench"
EXAMPLE = ROOT / "examples/xinjiang"
LARGEST = 120_000  # bytes of a picture
COLOURS = 96
DESKTOP, PHONE = {"width": 1200, "height": 820}, {"width": 390, "height": 844}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
CLAIM = "assembling attack drones"


@dataclass(frozen=True)
class Walk:
    """A browser at the workbench.

    Attributes:
        page: of the browser. home: address of the workbench. dossier: the file that the last step wrote.
    """

    page: Page
    home: str
    dossier: Path

    def go(self, path: str) -> None:
        """Open a page of the workbench."""
        self.page.goto(self.home + path)

    def heading(self, name: str | re.Pattern[str]) -> None:
        """Wait for a heading, and bring it to the top of the picture."""
        found = self.page.get_by_role("heading", name=name).first
        found.wait_for()
        found.evaluate("one => one.scrollIntoView({block: 'start'})")


def overview(walk: Walk) -> None:
    """What is disputed, what is weak, what is firm."""
    walk.page.get_by_role("link", name="Overview").click()
    walk.page.get_by_role("heading", name="What is known").wait_for()


def claims(walk: Walk) -> None:
    """The board, filtered."""
    walk.page.get_by_role("link", name="Claims", exact=True).click()
    walk.page.get_by_role("heading", level=1).wait_for()


def claim(walk: Walk) -> None:
    """The claim that most reports repeat."""
    walk.page.get_by_role("link", name=re.compile(CLAIM)).first.click()
    walk.page.get_by_role("heading", name=re.compile(CLAIM)).wait_for()


def grade(walk: Walk) -> None:
    """Why it has its grade, on the same page."""
    walk.heading("Why this grade")


def report(walk: Walk) -> None:
    """A report with the statements laid over it."""
    walk.page.get_by_role("link", name="Reports", exact=True).click()
    walk.page.get_by_role("link", name=re.compile("EU diplomats: Russia may be")).first.click()
    walk.page.get_by_label("statements").first.wait_for()


def beside(walk: Walk) -> None:
    """A Ukrainian translation beside what it was made from."""
    walk.go("/reports")
    walk.page.get_by_role("link", name=re.compile("Росія, можливо")).first.click()
    walk.page.get_by_role("link", name="side by side").first.click()
    walk.heading("This report")


def descent(walk: Walk) -> None:
    """Who copied whom, along time."""
    walk.page.get_by_role("link", name="Descent").click()
    walk.page.locator("svg a[href^='/descent/']").first.wait_for()


def incidents(walk: Walk) -> None:
    """What reports tell of attacks, as ranges over origins."""
    walk.page.get_by_role("link", name="Incidents").click()
    walk.page.locator("main a[href^='/incidents/']").first.click()
    walk.page.get_by_role("heading", name=re.compile("Harm")).wait_for()


def review(walk: Walk) -> None:
    """One statement after the other; the first is accepted by its key."""
    walk.page.get_by_role("link", name="Review").click()
    walk.page.get_by_role("button", name="Accept").wait_for()
    walk.page.wait_for_load_state()  # keys are of the script
    walk.page.keyboard.press("a")
    walk.page.get_by_text(re.compile(r"2 of \d+")).first.wait_for()


def effect(walk: Walk) -> None:
    """What the loss of an origin would change, before anything is recorded."""
    walk.go("/claims")
    walk.page.get_by_role("link", name=re.compile(CLAIM)).first.click()
    walk.page.get_by_role("link", name=re.compile("^Retract")).first.click()
    walk.page.get_by_label("Why").fill("The register says that this filing was never made there.")
    walk.page.get_by_role("button", name="See what it would change").click()
    walk.page.get_by_role("heading", name="what it would change").wait_for()


def hypotheses(walk: Walk) -> None:
    """A matrix with two hypotheses and its first cells."""
    walk.go("/hypotheses?new=1")
    walk.page.get_by_label("The question").fill("Where are the drones assembled?")
    walk.page.get_by_role("button", name="Begin").click()
    for text in ("In Xinjiang", "Elsewhere; the papers name a front company"):
        walk.page.get_by_label("A hypothesis", exact=True).fill(text)
        with walk.page.expect_navigation():
            walk.page.get_by_role("button", name="Add the hypothesis").click()
    walk.page.get_by_role("link", name="R1, H1: blank").click()
    for letter in ("CC", "I", "C", "N"):
        walk.page.locator(f"input[name=rating][value={letter}]").check()
        with walk.page.expect_navigation():
            walk.page.get_by_role("button", name="Record, next blank cell").click()
    walk.go("/hypotheses/main")
    walk.page.get_by_role("heading", name="How they stand").wait_for()


def search(walk: Walk) -> None:
    """A word in a script that the reader may not type often."""
    walk.page.get_by_role("link", name="Search").click()
    walk.page.get_by_label("Words, in any script").fill("Сіньцзян")
    walk.page.get_by_role("button", name="Search").click()
    walk.page.locator("mark").first.wait_for()


def log(walk: Walk) -> None:
    """Every event, signed, the latest first."""
    walk.page.get_by_role("link", name="Log", exact=True).click()
    walk.page.get_by_role("heading", level=1).wait_for()


def phone(walk: Walk) -> None:
    """The claim on a phone."""
    walk.page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a size
    walk.go("/claims")
    walk.page.get_by_role("link", name=re.compile(CLAIM)).first.click()
    walk.page.get_by_role("heading", name=re.compile(CLAIM)).wait_for()


def dossier(walk: Walk) -> None:
    """The file that is handed on."""
    walk.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type] # a size
    walk.page.goto(walk.dossier.as_uri())
    walk.page.get_by_role("heading", level=1).first.wait_for()


STEPS: tuple[Callable[[Walk], None], ...] = (
    *(overview, claims, claim, grade, report, beside, descent, incidents),
    *(review, effect, hypotheses, search, log, phone, dossier),
)


def bukti(*words: str) -> None:
    """Run a command of Bukti, and fail where it does."""
    done = subprocess.run([sys.executable, "-m", "bukti", *words], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise SystemExit(f"bukti {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")


@contextmanager
def workbench(case: Path) -> Iterator[str]:
    """The address that `bukti serve` prints, while it runs."""
    printed = case.with_name("serve.log")
    with printed.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-u", "-m", "bukti", "serve", str(case), "--port", "0"]
        program = subprocess.Popen(command, stdout=out, stderr=out)  # noqa: S603 - ours
        try:
            for _ in range(600):
                if found := re.search(r"http://\S+key=\S+", printed.read_text("utf-8")):
                    yield found[0]
                    return
                time.sleep(0.1)
            raise SystemExit(f"bukti serve printed no address: {printed.read_text('utf-8')}")
        finally:
            program.kill()
            program.wait()


def walked(folder: Path) -> dict[str, bytes]:
    """Walk all steps over a case of the example.

    Args:
        folder: for the case and the dossier.

    Returns:
        A picture (PNG) of each step, by its name.
    """
    case, written, made = folder / "xinjiang.case", folder / "xinjiang.dossier.html", {}
    shutil.copytree(EXAMPLE, folder / "xinjiang")
    os.chdir(folder)  # pages show the names that were given
    bukti("assess", "xinjiang", "--case", case.name, "--format", "html", "--output", written.name)
    bukti("verify", case.name)
    bukti("verify", written.name)
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with workbench(case) as address, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = opened.new_page(viewport=DESKTOP, color_scheme="light")  # type: ignore[arg-type] # a size
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_role("heading", name="What is known").wait_for()
        walk = Walk(page, address.partition("/?")[0], written)
        for step in STEPS:
            step(walk)
            made[step.__name__] = small(page.screenshot(animations="disabled", caret="hide"))
        opened.close()
    return made


def small(picture: bytes) -> bytes:
    """The same picture in few colours, which text on paper needs no more of."""
    reduced = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


def faults(made: dict[str, bytes]) -> list[str]:
    """What is wrong with the pictures and the page that shows them."""
    named = re.findall(r"\]\(images/workbench/(\w+)\.png\)", TOLD.read_text("utf-8"))
    found = [
        f"{name}.png has {len(data)} bytes, at most {LARGEST}" for name, data in made.items() if len(data) > LARGEST
    ]
    found += [f"{TOLD.name} shows no {name}.png" for name in made if name not in named]
    found += [f"{TOLD.name} shows {name}.png, which no step takes" for name in named if name not in made]
    kept = sorted(path.stem for path in PICTURES.glob("*.png"))
    return found + [f"{name}.png is kept and no step takes it" for name in kept if name not in made]


def main() -> int:
    """Take the pictures, or check that all can be taken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--check", action="store_true", help="walk every step and write nothing")
    check = asked.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LOGNAME": "ada", "BUKTI_HOME": f"{folder}/home", "BUKTI_CACHE": f"{folder}/cache"}
        made = walked(Path(folder))
    wrong = faults(made)
    if not check:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (PICTURES / f"{name}.png").write_bytes(data)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(made)} steps walked, {sum(map(len, made.values()))} bytes of pictures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
