"""What is kept of a fetch: WARC and WACZ files that others can read, folders and cases that count a page once."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.capture.conftest import HTML, PUBLIC, Authority, Site, page, redirect
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from bukti import intake, pipeline
from bukti.acts import fetching, proofs
from bukti.acts.fetching import Fetched, Order
from bukti.capture import wacz, warc
from bukti.capture.record import Errand, record
from bukti.cli.commands import app
from bukti.cli.fetch import table
from bukti.errors import UsageError
from bukti.ids import digest, report_id
from bukti.ledger.keys import load
from bukti.ledger.writer import Writer
from bukti.model import Outcome
from bukti.report import custody
from bukti.settings import Limits
from bukti.store.case import Case

Serve = Callable[..., Site]
ERRAND = Errand("A. Person", "because of the cranes")


def records(data: bytes) -> list[tuple[str, str, bytes]]:
    """Kind, address and block of every record."""
    found = []
    for one in ArchiveIterator(io.BytesIO(data), no_record_parse=True):
        headers = one.rec_headers
        found.append((one.rec_type, headers.get_header("WARC-Target-URI") or "", one.content_stream().read()))
    return found


@pytest.fixture
def site(serve: Serve, authority: Authority, tmp_path: Path) -> Site:
    """A secured site with a page behind a redirect."""
    return serve({"/": redirect("/news"), "/news": page(HTML)}, authority.context("site.example", tmp_path))


def test_the_archive_holds_every_byte_and_the_record(
    site: Site, net: SimpleNamespace, authority: Authority, tmp_path: Path
) -> None:
    """Requests, answers, certificates and the record, with digests that another program finds right."""
    capture = net.go(f"https://site.example:{site.port}/", site, roots=str(authority.file))
    data = warc.write(capture, ERRAND).data
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert Checker(SimpleNamespace(inputs=[str(tmp_path / "a.warc.gz")], verbose=False)).process_all() == 0
    found = records(data)
    assert [block for kind, _, block in found if kind == "request"] == site.asked
    assert found[1][2].startswith(b"HTTP/1.1 404")
    assert (found[-4][0], found[-4][2]) == ("request", site.asked[1])
    assert [kind for kind, _, _ in found] == [
        "warcinfo",
        "response",
        "request",
        "metadata",
        "response",
        "request",
        "response",
        "request",
        "metadata",
    ]
    told = json.loads(found[-1][2])
    assert told["url"] == f"https://site.example:{site.port}/"
    assert told["final_url"] == f"https://site.example:{site.port}/news"
    assert [(one["status"], one["location"]) for one in told["redirects"]] == [(302, "/news")]
    assert told["sha256"] == told["page"]["sha256"] == digest(HTML)
    assert told["addresses"][0]["address"] == PUBLIC
    assert told["tls"]["version"] == "TLSv1.3"
    assert (told["who"], told["reason"]) == ("A. Person", "because of the cranes")
    assert told["screenshot"] == "not done: not asked for"
    assert told["time_stamp"] == "not done"
    assert b"BEGIN CERTIFICATE" in found[3][2]


def read(data: bytes, name: str, folder: Path) -> intake.Intake:
    """What intake makes of a file."""
    (folder / name).write_bytes(data)
    return pipeline.gather([folder / name])


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "wacz"])
def test_intake_keeps_address_and_time(serve: Serve, net: SimpleNamespace, tmp_path: Path, packed: bool) -> None:
    """The page is one report, with its address, the time of its capture, and the digest that the record names."""
    site = serve({"/robots.txt": page(b"User-agent: *\nAllow: /"), "/": page(HTML)})
    capture = net.go(f"http://site.example:{site.port}/", site)
    archive = warc.write(capture, ERRAND)
    data, name = (wacz.pack(capture, archive, ERRAND), "a.wacz") if packed else (archive.data, "a.warc.gz")
    (report,) = (found := read(data, name, tmp_path)).reports
    assert found.failed == ()
    assert report.url == f"http://site.example:{site.port}/"
    assert report.id == report_id(HTML) == f"sha256:{capture.sha256}"
    retrieved = report.sightings[0].retrieved
    assert retrieved is not None
    assert retrieved.replace(microsecond=0) == capture.final.started.replace(microsecond=0)
    assert report.title == "Harbour closed"


def test_what_was_not_fetched_leaves_a_record_and_no_report(serve: Serve, net: SimpleNamespace, tmp_path: Path) -> None:
    """Nothing came, a page that is gone, a page that broke off: all are kept, none counts as a page."""
    site = serve({"/short": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n" + HTML})
    start = f"http://site.example:{site.port}"
    for url, reasons in (
        ("http://10.0.0.1/", []),
        ("nonsense\r\nWARC-Type: x", []),
        (f"{start}/gone", []),
        (f"{start}/short", ["truncated"]),
    ):
        capture = net.go(url, site)
        data = warc.write(capture, ERRAND).data
        found = read(data, "a.warc.gz", tmp_path)
        assert found.reports == ()
        assert [failure.reason for failure in found.failed] == reasons
        told = json.loads(records(data)[-1][2])
        assert told["url"] == url
        assert told["failure"]["reason"] == capture.fault.reason


def test_a_page_in_another_charset_than_it_says_is_kept_as_it_came(
    serve: Serve, net: SimpleNamespace, tmp_path: Path
) -> None:
    """The bytes are those of the server; what they mean is intake's matter."""
    body = "<html><body><p>Le port est fermé depuis lundi, dit le capitaine.</p></body></html>".encode()
    site = serve({"/": page(body, Content_Type="text/html; charset=iso-8859-1")})
    capture = net.go(f"http://site.example:{site.port}/", site)
    assert capture.page == body
    (report,) = read(warc.write(capture, ERRAND).data, "a.warc.gz", tmp_path).reports
    assert "Le port est fermé depuis lundi" in report.text


def test_the_package_is_one_that_players_open(site: Site, net: SimpleNamespace, authority: Authority) -> None:
    """WACZ 1.1.1: digests of all files, an index that leads to each answer, a list of pages that the index knows."""
    capture = net.go(f"https://site.example:{site.port}/", site, roots=str(authority.file))
    archive = warc.write(capture, ERRAND)
    with zipfile.ZipFile(io.BytesIO(wacz.pack(capture, archive, ERRAND))) as packed:
        assert {entry.compress_type for entry in packed.infolist()} == {zipfile.ZIP_STORED}
        files = {name: packed.read(name) for name in packed.namelist()}
    package = json.loads(files["datapackage.json"])
    assert package["wacz_version"] == "1.1.1"
    for one in package["resources"]:
        assert (one["hash"], one["bytes"]) == (f"sha256:{digest(files[one['path']])}", len(files[one["path"]]))
    assert json.loads(files["datapackage-digest.json"])["hash"] == f"sha256:{digest(files['datapackage.json'])}"
    header, shown = map(json.loads, files["pages/pages.jsonl"].splitlines())
    assert header["format"] == "json-pages-1.0"
    assert shown["url"] == package["mainPageUrl"] == capture.final.url
    lines = files["indexes/index.cdxj"].decode().splitlines()
    assert lines == sorted(lines)
    for line in lines:
        key, when, told = line.split(" ", 2)
        entry = json.loads(told)
        assert key.startswith(f"example,site:{site.port})/")
        assert len(when) == 14
        piece = files["archive/" + entry["filename"]][int(entry["offset"]) :][: int(entry["length"])]
        ((kind, url, block),) = records(piece)
        assert (kind, url) == ("response", entry["url"])
        assert block.startswith(f"HTTP/1.1 {entry['status']} ".encode())
    assert any(
        f'"{shown["url"]}"' in line and shown["ts"].translate({45: "", 58: "", 84: "", 90: ""}) in line
        for line in lines
    )


def test_a_package_is_signed_by_whoever_fetched(serve: Serve, net: SimpleNamespace, tmp_path: Path) -> None:
    """Anonymously (WACZ auth 0.1.0): intake finds that it holds, with one key for all that a person signs."""
    site = serve({"/": page(HTML)})
    capture = net.go(f"http://site.example:{site.port}/", site)
    archive, signer = warc.write(capture, ERRAND), load(tmp_path / "home")
    data = wacz.pack(capture, archive, ERRAND, signer.sign_archive)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        told = json.loads(packed.read("datapackage-digest.json"))["signedData"]
    assert (told["version"], told["publicKey"]) == ("0.1.0", load(tmp_path / "home").sign_archive("x")[0])
    assert told["publicKey"] != load(tmp_path / "other").sign_archive("x")[0]
    found = read(data, "a.wacz", tmp_path)
    assert found.failed == ()
    assert "the signature holds" in " ".join(ignored.reason for ignored in found.ignored)
    another = wacz.pack(capture, archive, ERRAND, lambda _: signer.sign_archive("another package"))
    assert [failure.reason for failure in read(another, "b.wacz", tmp_path).failed] == ["altered"]


def test_a_record_is_read_again(serve: Serve, net: SimpleNamespace) -> None:
    """From both forms; what is none gives none."""
    site = serve({"/": page(HTML)})
    capture = net.go(f"http://site.example:{site.port}/", site)
    archive = warc.write(capture, ERRAND)
    packed = wacz.pack(capture, archive, ERRAND)
    assert fetching.recorded(archive.data) == fetching.recorded(packed) == record(capture, ERRAND)
    for data in (b"", b"PK", b"PK\x03\x04", packed[:-30], archive.data[:-30], b"WARC/1.1\r\n\r\n", b"\x1f\x8b0"):
        assert fetching.recorded(data) is None


def test_the_sort_key_of_an_address() -> None:
    """The host turned round, without www, in lower case."""
    assert wacz.key("https://www2.Site.example/A?b=C") == "example,site)/a?b=c"
    assert wacz.key("urn:fullpage:x") == "urn:fullpage:x"


def order(net: SimpleNamespace, *sites: Site, **changes: object) -> Order:
    """An order that stays within the tests' net."""
    return Order(net.client(*sites).conduct, **changes)  # type: ignore[arg-type]


def test_a_folder_holds_a_page_once(serve: Serve, net: SimpleNamespace, tmp_path: Path) -> None:
    """Beside the capture lies the page for people; the folder holds one report. An address is fetched once."""
    site = serve({"/": page(HTML)})
    urls = [f"http://site.example:{site.port}/"] * 2 + [f"http://site.example:{site.port}/gone"]
    found = list(fetching.fetch(urls, tmp_path / "new" / "folder", ERRAND, order(net, site)))
    names = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert [name.split("Z-", 1)[1].split("-")[0] for name in names] == ["site.example"] * 3
    (working,) = (tmp_path / "new" / "folder").glob("*.working.html")
    assert working.read_bytes() == HTML
    gathered = pipeline.gather([tmp_path / "new"])
    assert [report.id for report in gathered.reports] == [report_id(HTML)]
    assert gathered.failed == ()
    assert "working copy of a capture" in {one.reason for one in gathered.ignored}
    assert [one.fault.reason if one.fault else None for one in found] == [None, "http-status"]


def test_a_case_logs_each_capture(serve: Serve, net: SimpleNamespace, tmp_path: Path) -> None:
    """Every capture, also a failed one, is an input with its event; the case passes its audit and reads the page."""
    site = serve({"/": page(HTML)})
    start = f"http://site.example:{site.port}"
    with Case(tmp_path / "my.case", Writer("A. Person")) as case:
        found = list(fetching.fetch([f"{start}/", f"{start}/gone"], case, ERRAND, order(net, site, wacz=True)))
        listed = [one.path for one in case.inputs()]
        data = [case.blobs.read(one.sha256) for one in case.inputs()]
        events = [event.content for event in case.events()]
    assert listed == [one.file for one in found]
    assert all(path.startswith("fetch/") and path.endswith(".wacz") for path in listed)
    assert [event["kind"] for event in events] == ["case", "fetch", "input", "fetch", "input"]
    told = [event["body"] for event in events if event["kind"] == "fetch"]
    assert [(one["url"], one["status"], one["failure"]) for one in told] == [
        (f"{start}/", 200, ""), (f"{start}/gone", 404, "http-status"),
    ]  # fmt: skip
    assert [(one["file"], one["who"], one["reason"]) for one in told] == [
        (path, ERRAND.who, ERRAND.reason or "not done") for path in listed
    ]
    assert f"fetches {start}/gone (http-status)" in " ".join(custody.log(events, "").split())
    assert all(zipfile.is_zipfile(io.BytesIO(one)) for one in data)
    assert Outcome.FAILED not in {check.outcome for check in proofs.verify(tmp_path / "my.case").checks}
    again = intake.collect(intake.read_files(zip(listed, data, strict=True), digest, Limits()))
    assert [report.url for report in again.reports] == [f"{start}/"]
    assert again.failed == ()


def test_overriding_needs_a_reason(net: SimpleNamespace, tmp_path: Path) -> None:
    """Nobody goes against robots.txt without saying why."""
    with pytest.raises(UsageError, match="--reason"):
        list(fetching.fetch(["http://site.example/"], tmp_path, Errand("A. Person"), order(net, override=True)))


def test_the_command_refuses_this_machine_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is delivered it speaks to nobody here; each failure is recorded, told, and the exit code is 2."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    call = ["fetch", "http://127.0.0.1/", "ftp://site.example/", "--output", str(tmp_path), "--format", "json"]
    done = CliRunner().invoke(app, call)
    told = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [one["failure"]["reason"] for one in told["fetched"]] == ["private", "address"]
    assert told["contacted"] == []
    assert all(Path(one["file"]).is_file() for one in told["fetched"])
    assert "http://127.0.0.1/: private:" in done.stderr


def test_the_table_names_everyone_who_was_contacted(serve: Serve, net: SimpleNamespace, tmp_path: Path) -> None:
    """What a person reads: the answer, its digest, robots.txt, where it is kept, and the addresses."""
    site = serve({"/": redirect("/news"), "/news": page(HTML)})
    found: list[Fetched] = list(
        fetching.fetch([f"http://site.example:{site.port}/", "http://10.0.0.1/"], tmp_path, ERRAND, order(net, site))
    )
    shown = table(found)
    assert f"after 1 redirect: http://site.example:{site.port}/news" in shown
    assert digest(HTML) in shown
    assert shown.endswith(f"Contacted:\n  {PUBLIC} port {site.port} for site.example")
    assert found[1].file in shown
