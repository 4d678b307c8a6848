"""What a command loads: whoever only looks at a case does not wait for what reads and weighs reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bukti.acts import keeping

# in a fresh interpreter: run a command, then tell which modules it has loaded
RUN = """
import json, sys
from bukti.cli import app
try:
    app.main()
finally:
    with open("loaded.json", "w") as out:
        json.dump(sorted(sys.modules), out)
"""
HEAVY = ("numpy", "networkx", "trafilatura", "httpx", "jinja2", "starlette", "rfc3161_client")
ROOMS = {"acts", "cli", "errors", "ids", "ledger", "model", "progress", "report", "settings", "store"}


@pytest.mark.parametrize("command", [("case", "status"), ("log",)], ids=" ".join)
def test_looking_at_a_case_loads_only_the_store(command: tuple[str, ...], tmp_path: Path) -> None:
    """`case status` and `log` load no stage of the pipeline and none of the libraries that take long."""
    case = tmp_path / "x.case"
    keeping.new(case)
    call = [sys.executable, "-c", RUN, *command, str(case)]
    home = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(call, check=True, cwd=tmp_path, env=home, capture_output=True)  # noqa: S603 - fixed arguments
    loaded = json.loads((tmp_path / "loaded.json").read_text("utf-8"))
    rooms = {name.split(".")[1] for name in loaded if name.startswith("bukti.")}
    assert rooms <= ROOMS
    assert [name for name in HEAVY if name in loaded] == []
