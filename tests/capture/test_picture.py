"""A picture of a page: taken by a browser that speaks to nobody, or not done and why."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.capture.conftest import PUBLIC, Site, page, redirect

from bukti import pipeline
from bukti.capture import picture, warc
from bukti.capture.facts import Capture, Picture
from bukti.capture.record import Errand, record
from bukti.settings import Limits

Serve = Callable[..., Site]
BLUE = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="3000"><rect width="300" height="3000"/></svg>'


def taken(capture: Capture, client: object) -> Picture:
    """The picture of a capture, by the conduct of its client."""
    return picture.take(capture, client.conduct)  # type: ignore[attr-defined]


@pytest.mark.browser
def test_a_page_is_drawn_whole_and_only_through_our_own_checks(
    serve: Serve, net: SimpleNamespace, tmp_path: Path
) -> None:
    """Its parts come through the recorded client; what lies inside, and what goes round it, reaches nobody."""
    if next(filter(None, map(shutil.which, picture.BROWSERS)), None) is None:
        pytest.skip("no Chromium")
    site, inside = serve(), serve()
    body = f"""<html><head><link rel="preconnect" href="http://{PUBLIC}:{inside.port}"></head><body>
    <p>Words of the page.</p><img src="/moved.svg"><iframe src="/frame"></iframe>
    <img src="http://127.0.0.1:{inside.port}/steal"><img src="http://{PUBLIC}:{inside.port}/port">
    <script>new WebSocket("ws://{PUBLIC}:{inside.port}/ws"); fetch("/send", {{method: "POST", body: "x"}});</script>
    </body></html>"""
    site.routes |= {
        "/": page(body.encode()),
        "/moved.svg": redirect("/blue.svg"),
        "/blue.svg": page(BLUE, Content_Type="image/svg+xml"),
        "/frame": page(b"<p>A framed page of its own.</p>"),
    }
    capture = net.go(f"http://site.example:{site.port}/", site)
    got = taken(capture, net.client(site, limits=Limits()))
    assert got.why == ""
    assert got.png.startswith(b"\x89PNG")
    assert int.from_bytes(got.png[20:24], "big") > 3000
    assert got.url == capture.final.url
    assert inside.met == 0
    assert "/send" not in site.paths()
    assert {part.url.rsplit("/", 1)[1] for part in got.parts} == {"moved.svg", "blue.svg", "frame", "steal", "port"}
    whole = replace(capture, picture=got)
    assert record(whole, Errand("A"))["screenshot"]["browser"].startswith("Chromium")
    (tmp_path / "a.warc.gz").write_bytes(warc.write(whole, Errand("A")).data)
    gathered = pipeline.gather([tmp_path / "a.warc.gz"])
    assert [report.url for report in gathered.reports] == [capture.final.url]
    assert gathered.failed == ()


def test_what_is_missing_is_said(serve: Serve, net: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser, without the extra, or for a file that is no page, there is a reason in place of a picture."""
    site = serve({"/": page(b"%PDF-1.4 words", Content_Type="application/pdf")})
    capture = net.go(f"http://site.example:{site.port}/", site)
    gone = net.go(f"http://site.example:{site.port}/gone", site)
    assert taken(gone, net.client(site)).why == "no page was fetched"
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/true")
    assert "not HTML" in taken(capture, net.client(site)).why
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert "no browser" in taken(capture, net.client(site)).why
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert "extra `screenshot`" in taken(capture, net.client(site)).why
