"""`bukti screen --remote`: what a server says is told with its version, and a server that fails tells nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from typer.testing import CliRunner

from bukti.acts.asking import KEY
from bukti.acts.screening import screen
from bukti.cli.commands import app
from bukti.errors import InputError, UsageError
from bukti.model import Subject
from bukti.screening import remote

CATALOG = {"datasets": [{"name": "sanctions", "version": "20241120090102-abc", "updated_at": "2024-11-20T09:01:02"}]}
CONCERN = {
    "id": "NK-o",
    "caption": "Ozerka Concern",
    "schema": "Company",
    "properties": {
        "name": ["Ozerka Concern"],
        "sanctions": [
            {
                "id": "s",
                "schema": "Sanction",
                "properties": {
                    "authority": ["Council"],
                    "program": ["SAMPLE-UA"],
                    "listingDate": ["2014-07-31"],
                },
            }
        ],
        "ownershipAsset": [
            {
                "id": "own",
                "schema": "Ownership",
                "properties": {
                    "percentage": ["70"],
                    "owner": [{"id": "NK-z", "schema": "Company", "properties": {"name": ["Zarya Holding"]}}],
                },
            }
        ],
    },
    "last_seen": "2024-11-20T00:00:00",
}
Answer = Callable[[str, Any], tuple[int, Any]]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._reply(None)

    def do_POST(self) -> None:
        self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _reply(self, sent: Any) -> None:
        server: Any = self.server
        server.asked.append((self.path, sent, dict(self.headers)))
        status, told = server.answer(self.path, sent)
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


def good(path: str, sent: Any) -> tuple[int, Any]:
    """A server that knows the concern."""
    if path == "/catalog":
        return 200, CATALOG
    if path == "/algorithms":
        return 200, {"algorithms": [], "default": "logic-v1"}
    if path == "/entities/NK-o":
        return 200, CONCERN
    if path != "/match/sanctions":
        return 404, {"detail": "no"}
    hit = {
        "id": "NK-o",
        "caption": "Ozerka Concern",
        "score": 0.97,
        "features": {"name_literal": 1.0},
        "properties": {},
    }
    known = {n: [hit] if "Ozerka" in q["properties"]["name"][0] else [] for n, q in sent["queries"].items()}
    return 200, {"responses": {number: {"status": 200, "results": results} for number, results in known.items()}}


class Site:
    """A running server."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.url = f"http://127.0.0.1:{server.server_address[1]}/match/sanctions"

    @property
    def asked(self) -> list[tuple[str, Any, dict[str, str]]]:
        """Path, body and headers of each request."""
        found: list[tuple[str, Any, dict[str, str]]] = self.server.asked
        return found


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], Site]]:
    """Starts servers on this machine; all end with the test."""
    running: list[Any] = []
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def start(answer: Answer) -> Site:
        server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        server.asked, server.answer = [], answer
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append(server)
        return Site(server)

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def test_measures_owners_version_and_date_come_from_the_server(serve: Callable[[Answer], Site]) -> None:
    """The score is the server's, with its reasons; what is listed and who owns it is read as from any list."""
    site = serve(good)
    found = screen(["Ozerka Concern", "Nobody Known"], [], remote=[site.url])
    assert not found.failed
    (searched,) = found.lists
    assert (searched.path, searched.date, searched.complete) == (site.url, "2024-11-20", True)
    assert searched.kind == "matching server, logic-v1, version 20241120090102-abc"
    concern, nobody = found.screened
    (candidate,) = concern.candidates
    assert (candidate.score, candidate.entity.caption, nobody.candidates) == (0.97, "Ozerka Concern", ())
    assert "name_literal 1.00" in candidate.features[0].detail
    told = [(one.state, one.authority, one.programme, one.listed) for one in candidate.listings]
    assert told == [("listed", "Council", "SAMPLE-UA", "2014-07-31")]
    assert candidate.chain is not None
    assert [(share.owner, share.low) for share in candidate.chain.shares] == [("NK-z", 70)]


def test_nothing_is_sent_but_what_is_asked_and_the_key_only_to_its_server(
    serve: Callable[[Answer], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name, schema and what is known of the subject; in portions."""
    monkeypatch.setenv(KEY, "sesame")
    site = serve(good)
    screen([f"Ozerka {number}" for number in range(remote.BATCH + 1)], [], remote=[site.url])
    sent = [body["queries"] for path, body, _ in site.asked if path == "/match/sanctions"]
    assert [len(one) for one in sent] == [remote.BATCH, 1]
    assert sent[1] == {"0": {"schema": "LegalEntity", "properties": {"name": [f"Ozerka {remote.BATCH}"]}}}
    assert {headers["Authorization"] for _, _, headers in site.asked} == {"ApiKey sesame"}


def _broken(at: str, status: int, body: Any) -> Answer:
    return lambda path, sent: (status, body) if path.startswith(at) else good(path, sent)


@pytest.mark.parametrize(
    ("at", "status", "body", "problem"),
    [
        ("/match", 500, {}, "answered 500"),
        ("/match", 401, {}, f"set {KEY}"),
        ("/match", 302, {}, "answered 302"),
        ("/match", 200, b"<html>", "none of a matching server"),
        ("/match", 200, {"responses": []}, "none of a matching server"),
        ("/catalog", 200, {"datasets": []}, "has no dataset"),
        ("/catalog", 200, b"[]", "catalogue"),
    ],
)
def test_a_server_that_fails_never_reads_as_no_match(
    serve: Callable[[Answer], Site], at: str, status: int, body: Any, problem: str
) -> None:
    """Alone it is no result; beside a list it is told as not searched."""
    site = serve(_broken(at, status, body))
    with pytest.raises(UsageError, match="No list could be searched") as refused:
        screen(["Ozerka Concern"], [], remote=[site.url])
    assert problem in str(refused.value)


def test_a_server_beside_a_list_is_told_as_not_searched(serve: Callable[[Answer], Site], tmp_path: Any) -> None:
    """The list is searched, the exit code is 2."""
    site = serve(_broken("/match", 503, {}))
    (tmp_path / "list.json").write_text('{"id": "a", "schema": "Person", "properties": {"name": ["Dario Velkamp"]}}')
    call = ["screen", "Ozerka Concern", "--list", str(tmp_path / "list.json"), "--remote", site.url]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 2
    assert f"NOT SEARCHED: {site.url}" in done.stdout


def test_names_that_were_not_answered_make_it_incomplete(serve: Callable[[Answer], Site]) -> None:
    """One query that the server refuses, and a candidate that it does not tell of when asked."""

    def partly(path: str, sent: Any) -> tuple[int, Any]:
        status, told = good(path, sent)
        if path.startswith("/match"):
            told["responses"]["1"] = {"status": 500, "results": []}
        return status, told

    found = screen(["Ozerka Concern", "Nobody Known"], [], remote=[serve(partly).url])
    assert [one.reason for one in found.failed] == ["incomplete"]
    assert "1 of 2 names were not answered: Nobody Known" in found.failed[0].detail
    gone = screen(["Ozerka Concern"], [], remote=[serve(_broken("/entities", 404, {})).url])
    assert "1 candidates are not shown" in gone.failed[0].detail
    assert not gone.lists[0].complete


def test_nobody_answers_at_the_address() -> None:
    """No server, or no address of one."""
    with pytest.raises(UsageError, match="No connection"):
        screen(["Ozerka"], [], remote=["http://127.0.0.1:9/match/x"])
    for url in ("ftp://x", "https://u:p@host", "https://host?x=1", "host"):
        with pytest.raises(UsageError, match="is no server"):
            screen(["Ozerka"], [], remote=[url])


def test_an_answer_of_hostile_shapes_is_a_fault_and_no_crash() -> None:
    """Scores that are no numbers, results that are no entities."""
    for results in ([1], [{"id": 1}], [{"id": "a", "score": "x", "features": {}}], [{"score": 1, "features": []}]):
        body = json.dumps({"responses": {"0": {"status": 200, "results": results}}}).encode()
        with pytest.raises(InputError, match="none of a matching server"):
            remote.hits(body, [Subject("A")], 0.5)
