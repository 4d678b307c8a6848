"""Proofs of OpenTimestamps, by a calendar and over blocks that the tests make, and what is wrong with others."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from bukti.acts import stamping
from bukti.acts.proofs import verify
from bukti.cli.commands import app
from bukti.errors import BuktiError, InputError, UsageError
from bukti.ledger import anchors, blocks, ots
from bukti.ledger.proof import written
from bukti.ledger.stamps import Stamped
from bukti.model import Check, Outcome, Told
from bukti.report.proof import split
from bukti.settings import Limits
from bukti.store import bundle
from bukti.store.case import Case

HEAD = Stamped("0" * 64, 3, "1" * 64, "2" * 64)
HEIGHT = 1000
EASY = bytes.fromhex("ffff7f20")  # bits: half of all hashes are small enough
GENESIS = bytes.fromhex(
    "01000000" + "00" * 32 + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c"
)


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that can be made here."""
    monkeypatch.setattr(blocks, "EASIEST", 1 << 255)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one input."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    with Case(tmp_path / "x.case") as opened:
        opened.add([("a.txt", b"first")])
    return tmp_path / "x.case"


def mined(root: bytes, hours: float = 0) -> bytes:
    """A header that holds a root."""
    moment = int((datetime.now(UTC) + timedelta(hours=hours)).timestamp())
    for nonce in range(1000):
        data = bytes(36) + root + moment.to_bytes(4, "little") + EASY + nonce.to_bytes(4, "little")
        if blocks.Header(data).worked:
            return data
    raise AssertionError


def block(message: bytes, height: int = HEIGHT) -> tuple[ots.Node, bytes]:
    """What leads from a message into a block, and what the block holds."""
    root = sha256(b"left" + message + b"right").digest()
    last = ots.Node(root, (ots.block(height),))
    joined = ots.Node(b"left" + message + b"right", steps=((ots.SHA256, b"", last),))
    beside = ots.Node(b"left" + message, steps=((ots.APPEND, b"right", joined),))
    return ots.Node(message, steps=((ots.PREPEND, b"left", beside),)), root


def proven(message: bytes) -> tuple[bytes, bytes]:
    """A whole proof of a digest, and what the block holds."""
    node, root = block(message)
    return ots.written(node), root


def listed(root: bytes, height: int = HEIGHT, hours: float = 0) -> bytes:
    """A file of one header."""
    return f"{height} {mined(root, hours).hex()}\n".encode()


class Calendar:
    """A calendar on this machine; what is asked of it later is in a block."""

    def __init__(self) -> None:
        calendar = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                message = self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(ots.tail(ots.Node(message, (ots.pending(calendar.url),))))

            def do_GET(self) -> None:
                node, calendar.root = block(bytes.fromhex(self.path.rpartition("/")[2]))
                self.answer(ots.tail(node))

            def answer(self, data: bytes) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
                pass

        self.root = b""
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    """One that answers until the test is over."""
    made = Calendar()
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def found(path: Path, headers: bytes = b"", name: str = anchors.NAME) -> Check:
    """The check of the blocks."""
    (check,) = (check for check in verify(path, Told(headers=headers)).checks if check.name == name)
    return check


def carried(case: Path, folder: Path) -> bytes:
    """The case with a proof that was carried by hand; what the block holds."""
    stamping.message(case, folder / "m")
    proof, root = proven(sha256((folder / "m").read_bytes()).digest())
    stamping.answer(case, proof)
    return root


def test_a_proof_is_read_and_written() -> None:
    """Branches, a pending calendar and a sort of attestation that is not known among them, bit for bit."""
    digest = anchors.digest(HEAD)
    node, _ = block(digest)
    strange = ots.Attestation(b"8letters", b"?")
    odd = ots.Node(None, (strange,))
    whole = ots.Node(digest, (ots.pending("https://calendar.example"), strange), (*node.steps, (0x67, b"", odd)))
    data = ots.written(whole)
    assert ots.written(ots.read(data)) == data
    assert anchors.calendars(anchors.proof(data, HEAD)) == ["https://calendar.example"]
    assert [one.height for _, one in ots.read(data).attested() if one.height] == [HEIGHT]
    with pytest.raises(ValueError, match="something else"):
        anchors.proof(data, Stamped("0" * 64, 3, "1" * 64, "3" * 64))


def test_the_parts_of_a_proof_are_laid_out_as_the_reference_has_them() -> None:
    """Byte by byte: magic, version, digest, then a step and a pending calendar."""
    text = (
        ots.MAGIC
        + b"\x01\x08"
        + b"d" * 32
        + b"\xf0\x02ab\x08\x00"
        + bytes.fromhex("83dfe30d2ef90c8e")
        + b"\x05\x04http"
    )
    ((message, attestation),) = ots.read(text).attested()
    assert (message, attestation.calendar) == (sha256(b"d" * 32 + b"ab").digest(), "http")


@pytest.mark.parametrize(
    ("tail", "problem"),
    [
        (b"\x99", "step 0x99"),
        (b"\x08" * 400, "nested too deeply"),
        (b"\xf0\xff\xff\x7f", "too long"),
        (b"\xf3" * 8 + b"\x00", "message in it is too long"),
        (b"\x00" + ots.PENDING + b"\x04\x03a?b", "strange characters"),
        (b"\x00" + ots.BITCOIN + b"\x0a" + b"\xff" * 10, "number in it is too large"),
        (b"\x00" + ots.BITCOIN + b"\x01\x05!", "behind its end"),
    ],
)
def test_what_is_no_proof_is_refused(tail: bytes, problem: str) -> None:
    """In words, whoever made it."""
    with pytest.raises(ValueError, match=problem):
        ots.read(ots.MAGIC + b"\x01\x08" + b"d" * 32 + tail)


def test_a_piece_of_a_proof_is_refused() -> None:
    """Wherever it is cut."""
    data, _ = proven(anchors.digest(HEAD))
    for place in range(len(data)):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever is said of a piece
            ots.read(data[:place])


def test_headers_must_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work, links and form; what Bitcoin never allowed is too easy."""
    assert blocks.Header(GENESIS).hash == blocks.FIRST
    easy = mined(b"r" * 32)
    following = next(h for n in range(1000) if blocks.Header(h := _after(GENESIS, n)).worked)
    assert (blocks.read(GENESIS + following)(1), blocks.read(GENESIS)(1)) == (blocks.Header(following), None)
    for data, problem in (
        (GENESIS + easy, "block 1 does not follow"),
        (GENESIS + b"x", "ends inside of one"),
        (b"12 zz\n", "a line of the headers"),
        (b"12 " + easy[:79].hex().encode(), "a line of the headers"),
        (b"12 " + (easy[:72] + b"\xff\xff\x00\x03" + easy[76:]).hex().encode(), "lacks the work"),
    ):
        with pytest.raises(ValueError, match=problem):
            blocks.read(data)
    monkeypatch.undo()
    with pytest.raises(ValueError, match="lacks the work"):
        blocks.read(b"12 " + easy.hex().encode())
    with pytest.raises(ValueError, match="lacks the work"):
        blocks.read(GENESIS + following)(1)


def _after(header: bytes, nonce: int) -> bytes:
    previous = sha256(sha256(header).digest()).digest()
    return bytes(4) + previous + b"r" * 32 + bytes(4) + EASY + nonce.to_bytes(4, "little")


def test_a_case_is_put_into_a_block(case: Path, calendar: Calendar, tmp_path: Path) -> None:
    """Pending, then named, then checked against the header that the user gives; others are refused."""
    run = CliRunner().invoke
    done = run(app, ["case", "stamp", str(case), "--calendar", calendar.url])
    assert (done.exit_code, "pending until a block holds it" in " ".join(done.stdout.split())) == (0, True)
    assert (found(case).outcome, calendar.url in found(case).detail) == (Outcome.NOT_CHECKED, True)
    assert run(app, ["case", "stamp", str(case), "--upgrade", f"{calendar.url}/"]).exit_code == 0
    named = found(case)
    assert (named.outcome, f"Block {HEIGHT}" in named.detail) == (Outcome.NOT_CHECKED, True)
    assert found(case, listed(calendar.root, HEIGHT + 1)).outcome is Outcome.NOT_CHECKED
    (tmp_path / "headers").write_bytes(listed(calendar.root))
    done = run(app, ["verify", str(case), "--headers", str(tmp_path / "headers")])
    assert (done.exit_code, "passed       blocks (2): Event 2 and all before it" in done.stdout) == (0, True)
    assert "does not hold it" in found(case, listed(b"r" * 32)).detail
    assert found(case, b"nonsense").outcome is Outcome.FAILED
    with pytest.raises(UsageError, match="No proof is pending"):
        stamping.upgrade(case, calendar.url)


# the one transaction of the first block, as everybody who has the chain can read it
COINBASE = bytes.fromhex(
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468652054696d"
    "65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f7220"
    "62616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f"
    "4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"
)


def test_a_proof_into_a_block_of_bitcoin_itself_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the form of Bitcoin: bytes of a transaction, hashed twice, are the root in the header; its work is checked."""
    monkeypatch.undo()
    place = COINBASE.index(bytes.fromhex("678afdb0"))
    message, before, behind = COINBASE[place : place + 32], COINBASE[:place], COINBASE[place + 32 :]
    root = ots.Node(sha256(sha256(COINBASE).digest()).digest(), (ots.block(0),))
    once = ots.Node(sha256(COINBASE).digest(), steps=((ots.SHA256, b"", root),))
    whole = ots.Node(COINBASE, steps=((ots.SHA256, b"", once),))
    first = ots.Node(before + message, steps=((ots.APPEND, behind, whole),))
    proof = ots.read(ots.written(ots.Node(message, steps=((ots.PREPEND, before, first),))))
    for headers in (GENESIS, b"0 " + GENESIS.hex().encode() + b"\n"):
        assert anchors.held(proof, blocks.read(headers)) == anchors.Held(0, datetime(2009, 1, 3, 18, 15, 5, tzinfo=UTC))
    assert anchors.held(proof, blocks.read(b"")) == anchors.Held(0, None)
    other = ots.read(
        ots.written(ots.Node(message, steps=((ots.PREPEND, before + b"x", ots.Node(b"", (ots.block(0),))),)))
    )
    with pytest.raises(ValueError, match="block 0 does not hold it"):
        anchors.held(other, blocks.read(GENESIS))


def test_only_the_calendar_that_a_person_names_is_asked(case: Path, calendar: Calendar) -> None:
    """A log may come from a stranger, and name whom it likes."""
    stamping.submit(case, calendar.url)
    with pytest.raises(UsageError, match="No proof is pending at"):
        stamping.upgrade(case, "http://127.0.0.1:1")


def test_without_a_network_a_proof_is_pending(case: Path) -> None:
    """The case goes on, and the exit code tells."""
    with pytest.raises(InputError, match="gave no time stamp"):
        stamping.submit(case, "http://127.0.0.1:1")
    assert (found(case).outcome, "pending" in found(case).detail) == (Outcome.NOT_CHECKED, True)
    assert CliRunner().invoke(app, ["case", "stamp", str(case), "--calendar", "http://127.0.0.1:1"]).exit_code == 2
    done = CliRunner().invoke(app, ["case", "stamp", str(case)])
    assert isinstance(done.exception, UsageError)


def test_a_proof_is_carried_by_hand(case: Path, tmp_path: Path) -> None:
    """What `ots stamp` gets is a file, what it made is taken in, though more was added meanwhile."""
    stamping.message(case, tmp_path / "m")
    with Case(case) as opened:
        opened.add([("b.txt", b"second")])
    for strange in (proven(anchors.digest(HEAD))[0], ots.MAGIC):
        with pytest.raises(UsageError, match="no proof of the case"):
            stamping.answer(case, strange)
    proof, root = proven(sha256((tmp_path / "m").read_bytes()).digest())
    assert f"block {HEIGHT}" in stamping.answer(case, proof)
    assert found(case, listed(root)).detail.startswith("Event 2 and all before it were there on")


@pytest.mark.parametrize("hours", [-4, 4])
def test_a_block_against_the_times_of_the_log_is_found(case: Path, tmp_path: Path, hours: int) -> None:
    """One that was made before the events in it, and one that was made after its proof was put into the log."""
    root = carried(case, tmp_path)
    check = found(case, listed(root, hours=hours))
    assert (check.outcome, f"block {HEIGHT} is of" in check.detail) == (Outcome.FAILED, True)


Body = dict[str, Any]


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(number=1),
        lambda body: body.update(number=99),
        lambda body: body.update(number="2"),
        lambda body: body.update(response="!"),
        lambda body: body.update(response=b64encode(b64decode(body["response"])[:-1]).decode()),
        lambda body: body.update(response=b64encode(proven(b"d" * 32)[0]).decode()),
        lambda body: body.pop("response"),
    ],
)
def test_a_proof_that_fits_nothing_is_found(case: Path, tmp_path: Path, change: Callable[[Body], object]) -> None:
    """Whoever wrote it into the log, by the number of its event."""
    carried(case, tmp_path)
    with Case(case) as opened:
        body = dict(opened.events()[-1].content["body"])
        change(body)
        opened.note("anchor", body)
    check = found(case)
    assert (check.outcome, check.detail.startswith("The proof of event 5 does not hold")) == (Outcome.FAILED, True)


def test_proofs_travel_with_bundles_and_releases(case: Path, tmp_path: Path) -> None:
    """And are checked there."""
    root = carried(case, tmp_path)
    bundle.export(case, tmp_path / "x.zip")
    done = CliRunner().invoke(
        app, ["case", "export", str(case), "--output", str(tmp_path / "y.zip"), "--withhold", "a.txt"]
    )
    assert done.exit_code == 0
    for name in ("x.zip", "y.zip"):
        checks = {
            c.name: c.outcome for c in bundle.verify(tmp_path / name, Limits(), Told(headers=listed(root))).checks
        }
        assert checks[anchors.NAME] is Outcome.PASSED


def test_a_dossier_carries_the_block(case: Path, tmp_path: Path) -> None:
    """What was taken in before it is dated without the case; another path, root or proof is found."""
    (tmp_path / "b.txt").write_text("The mayor said that the bridge was closed.")
    with Case(case) as opened:
        opened.add([(str(tmp_path / "b.txt"), (tmp_path / "b.txt").read_bytes())])
    root = carried(case, tmp_path)
    output = ["--case", str(case), "--output", str(tmp_path / "x.json"), "--format", "json"]
    assert CliRunner().invoke(app, ["assess", *output]).exit_code == 0
    text = (tmp_path / "x.json").read_text("utf-8")
    dossier = tmp_path / "y.json"
    dossier.write_text(text, "utf-8")
    assert found(dossier, name="block").outcome is Outcome.NOT_CHECKED
    assert found(dossier, listed(root), "block").outcome is Outcome.PASSED
    assert found(dossier, listed(b"r" * 32), "block").outcome is Outcome.FAILED
    whole = json.loads(split(text, "json")[1])["signed"]["anchored"]
    (number,) = whole["paths"]
    changes: list[Body] = [
        {"root": "0" * 64},
        {"response": "AAAA"},
        {"paths": {number: []}},
        {"paths": {"9" * 99: []}},
    ]
    for change in changes:
        dossier.write_text(text.replace(written(whole), written({**whole, **change})), "utf-8")
        assert found(dossier, name="block").outcome is Outcome.FAILED


def test_errors_are_told_in_one_sentence(case: Path, calendar: Calendar) -> None:
    """An answer that is no proof is refused, and nothing is written."""
    before = verify(case).head
    calendar.server.RequestHandlerClass.answer = lambda self, data: (  # type: ignore[attr-defined] # set on the class of this calendar
        self.send_response(200),
        self.end_headers(),
        self.wfile.write(b"\x99"),
    )
    with pytest.raises(BuktiError, match="The calendar answered what is no proof"):
        stamping.submit(case, calendar.url)
    assert verify(case).head == before
