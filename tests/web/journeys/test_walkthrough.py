"""The newcomer's walk-through: each step that docs/walkthrough.md shows is still possible, and its picture small."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from genscripts import walkthrough
from genscripts.walkthrough import PICTURES, faults

pytestmark = pytest.mark.browser


def test_the_page_shows_the_pictures_that_are_kept() -> None:
    """Every picture stands in the page, is one of a step, and is small; the script itself says what is wrong."""
    kept = {path.stem: path.read_bytes() for path in PICTURES.glob("*.png")}
    assert len(kept) >= 15
    assert faults(kept) == []


def test_every_step_of_the_walk_is_possible() -> None:
    """From the example's files over every page to the dossier, by the program as people run it."""
    checked = [sys.executable, str(Path(walkthrough.__file__)), "--check"]
    environment = {**os.environ, "BUKTI_EMBEDDINGS": "off"}
    done = subprocess.run(checked, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - ours
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len(walkthrough.STEPS)} steps walked")
