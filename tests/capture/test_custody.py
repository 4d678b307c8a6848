"""From a page on the net to a stranger who checks it: fetched, told, given away, verified, taken in, given on."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.capture.conftest import HTML, PUBLIC, Local, Site, page, redirect
from typer.testing import CliRunner

from bukti.cli import fetch
from bukti.cli.commands import app
from bukti.ids import digest
from bukti.ledger.keys import load
from bukti.store.blobs import Blobs

GIVEN = ("url", "retrieved", "method", "tool", "collected_by", "reason", "source", "conversions", "passed_over")


def run(*arguments: str | Path, code: int = 0) -> str:
    """What a command prints; it leaves with the exit code."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.stdout


def told(case: Path) -> list[dict[str, Any]]:
    """The custody records of a case."""
    found: list[dict[str, Any]] = json.loads(run("case", "custody", case, "--format", "json"))
    return found


def checks(*arguments: str | Path) -> dict[str, str]:
    """The outcome of every check, by name."""
    found = json.loads(run("verify", *arguments, "--format", "json"))
    return {check["name"]: check["outcome"] for check in found["checks"]}


@pytest.fixture
def fetched(serve: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Site]:
    """A case into which `bukti fetch` put a page behind a redirect and one that is gone; and the server."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(fetch, "Policy", Local)  # else nothing on this machine is contacted
    site = serve({"/": redirect("/news"), "/news": page(HTML)})
    start, case = f"http://{PUBLIC}:{site.port}", tmp_path / "x.case"
    options = ("--case", case, "--wacz", "--port", str(site.port), "--delay", "0", "--reason", "The cranes fell.")
    run("fetch", f"{start}/", f"{start}/gone", *options, "--author", "A. Person", code=2)
    return case, site


def test_a_page_is_followed_from_the_net_to_a_stranger(
    fetched: tuple[Path, Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is from, when, how, by whom and why stays with it, and so do the signatures of its capture."""
    case, site = fetched
    first, gone = told(case)
    start = f"http://{PUBLIC}:{site.port}"
    assert (first["url"], first["collected_by"], first["reason"]) == (f"{start}/", "A. Person", "The cranes fell.")
    assert first["retrieved"].startswith("20")
    assert first["method"].startswith("HTTP GET, one connection a request")
    assert (first["source"], first["context"]["final_url"]) == (digest(HTML), f"{start}/news")
    assert [one["location"] for one in first["context"]["redirects"]] == ["/news"]
    ((conversion,), (metadata,)) = first["conversions"], first["embedded_metadata"]
    assert (conversion["report"], conversion["media_type"]) == (f"sha256:{digest(HTML)}", "text/html")
    assert metadata["title"] == "Harbour closed"
    assert "the signature holds, by the key" in first["passed_over"][-1]
    assert first["full_page_capture"] == "not done: not asked for"
    assert (first["embedded_media"], first["context"]["tls"], first["time"]) == ("not done",) * 3
    assert [step["what"].split()[0] for step in first["custody"]] == ["fetches", "adds"]
    assert (gone["url"], gone["conversions"]) == (f"{start}/gone", "not done")

    bundle, received = tmp_path / "x.zip", tmp_path / "received" / "y.case"
    head = run("case", "export", case, "--output", bundle).split()[-1]
    key = load(tmp_path / "home").key
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "stranger"))
    received.parent.mkdir()
    assert set(checks(bundle, "--head", head, "--key", key).values()) == {"passed"}
    run("case", "import", bundle, received)
    assert set(checks(received, "--head", head, "--key", key).values()) == {"passed"}
    again = told(received)
    assert [{name: one[name] for name in GIVEN} for one in again] == [
        {n: one[n] for n in GIVEN} for one in (first, gone)
    ]
    assert again[0]["custody"][-1]["what"] == "exports the case to x.zip"

    given = tmp_path / "given.wacz"  # the capture itself, to whoever has no Bukti, and back from them
    given.write_bytes(Blobs(received.with_name("y.case.bytes")).read(first["sha256"]))
    run("case", "new", tmp_path / "z.case")
    run("case", "add", tmp_path / "z.case", given)
    (back,) = told(tmp_path / "z.case")
    assert (back["sha256"], back["passed_over"]) == (first["sha256"], first["passed_over"])
    assert (back["url"], back["method"]) == (f"{start}/news", "as the capture says that was given")
    assert (back["retrieved"][:2], back["collected_by"]) == ("20", "not done")


def test_a_capture_that_was_changed_on_its_way_is_found(fetched: tuple[Path, Site], tmp_path: Path) -> None:
    """By the case that holds it, and by the capture itself where it is given alone."""
    case, _ = fetched
    first, _ = told(case)
    place = case.with_name("x.case.bytes") / first["sha256"][:2] / first["sha256"][2:]
    with zipfile.ZipFile(place) as held:
        members = {name: held.read(name) for name in held.namelist()}
    members["datapackage.json"] = members["datapackage.json"].replace(b"The cranes fell.", b"Nothing fell at all.")
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    forged = packed.getvalue()
    (tmp_path / "forged.wacz").write_bytes(forged)
    place.write_bytes(forged)
    run("verify", case, code=3)
    assert "its digest is" in told(case)[0]["evidentiary_copy"]
    run("case", "new", tmp_path / "z.case")
    run("case", "add", tmp_path / "z.case", tmp_path / "forged.wacz")
    (back,) = told(tmp_path / "z.case")
    assert back["not_read"][0].startswith("altered: The web archive is not what it says of itself, datapackage.json")
    assert "the signature holds" not in " ".join(back["passed_over"])
