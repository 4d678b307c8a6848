"""Time stamps of an authority that the tests run themselves, and everything that is wrong with others."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from typer.testing import CliRunner

from bukti.acts import stamping
from bukti.acts.proofs import verify
from bukti.cli.commands import app
from bukti.errors import InputError, UsageError
from bukti.ledger import writer
from bukti.ledger.proof import written
from bukti.ledger.stamps import Stamped, request, signed, time
from bukti.model import Check, Outcome, Told
from bukti.report.proof import split
from bukti.store.case import Case

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
HEAD = Stamped("0" * 64, 3, "1" * 64, "2" * 64)
CONFIG = (
    "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\ndefault_policy = 1.2.3.4\ndigests = sha256\nsigner_digest = sha256\n"
)
ANSWER = "openssl ts -reply -config tsa.cnf -queryfile q -signer tsa.pem -inkey tsa.key -out r"
PEM = serialization.Encoding.PEM


class Authority:
    """An authority with a root of its own.

    Args:
        folder: for its files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
        now, day = datetime.now(UTC), timedelta(days=1)
        made = []
        for number, (name, extension) in enumerate(
            (
                ("Root", x509.BasicConstraints(ca=True, path_length=None)),
                ("TSA", x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])),
            )
        ):
            builder = x509.CertificateBuilder(
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root")]),
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
                keys[number].public_key(),
                number + 1,
                now - day,
                now + day,
            )
            made.append(builder.add_extension(extension, critical=True).sign(keys[0], hashes.SHA256()))
        self.root = made[0]
        self.pem = made[0].public_bytes(PEM)
        bare = serialization.NoEncryption()
        (folder / "tsa.pem").write_bytes(made[1].public_bytes(PEM))
        (folder / "tsa.key").write_bytes(keys[1].private_bytes(PEM, serialization.PrivateFormat.PKCS8, bare))
        (folder / "tsa.cnf").write_text(CONFIG)
        (folder / "serial").write_text("01\n")

    def stamp(self, query: bytes) -> bytes:
        """Its answer."""
        (self.folder / "q").write_bytes(query)
        subprocess.run(ANSWER.split(), cwd=self.folder, check=True, capture_output=True)  # noqa: S603 - our own words
        return (self.folder / "r").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One for all tests."""
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one input."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    with Case(tmp_path / "x.case") as opened:
        opened.add([("a.txt", b"first")])
    return tmp_path / "x.case"


@pytest.fixture
def served(authority: Authority) -> Iterator[str]:
    """Its address on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(authority.stamp(query))

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    asked = Thread(target=server.handle_request)
    asked.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    asked.join()
    server.server_close()


def stamps(case: Path, pem: bytes = b"") -> Check:
    """The check of the time stamps."""
    (found,) = (check for check in verify(case, Told(roots=pem)).checks if check.name == "time stamps")
    return found


def test_a_stamp_holds_for_its_head_and_authority_only(authority: Authority, tmp_path: Path) -> None:
    """Another head, another authority and a piece of an answer are refused."""
    response = authority.stamp(request(HEAD))
    signed(response, HEAD, [authority.root])
    assert abs(time(response, HEAD) - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(ValueError, match="something else"):
        time(response, Stamped("0" * 64, 3, "1" * 64, "3" * 64))
    with pytest.raises(ValueError, match="certificates"):
        signed(response, HEAD, [Authority(tmp_path).root])
    for place in range(0, len(response), 7):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the parser says of a piece
            time(response[:place], HEAD)


def test_a_case_is_stamped(case: Path, served: str, authority: Authority) -> None:
    """On request; without the root of the authority it is not believed, with it all before is dated."""
    done = CliRunner().invoke(app, ["case", "stamp", str(case), "--tsa", served])
    assert (done.exit_code, done.stdout.startswith("The log was there on ")) == (0, True)
    assert stamps(case).outcome is Outcome.NOT_CHECKED
    found = stamps(case, authority.pem)
    assert (found.outcome, found.detail.startswith("Event 2 and all before it were there on")) == (Outcome.PASSED, True)
    assert stamps(case, b"nonsense").outcome is Outcome.FAILED
    assert " time stamp of http://127.0.0.1" in " ".join(CliRunner().invoke(app, ["log", str(case)]).stdout.split())


def test_a_stamp_by_another_authority_is_found(case: Path, authority: Authority, tmp_path: Path) -> None:
    """By its root."""
    (tmp_path / "other").mkdir()
    stamping.query(case, tmp_path / "q")
    stamping.answer(case, Authority(tmp_path / "other").stamp((tmp_path / "q").read_bytes()))
    assert stamps(case, authority.pem).outcome is Outcome.FAILED


def test_a_stamp_is_carried_by_hand(case: Path, authority: Authority, tmp_path: Path) -> None:
    """Pending until the answer is there, though more was added meanwhile; what answers nothing is refused."""
    with pytest.raises(UsageError, match="No time stamp is pending"):
        stamping.answer(case, b"")
    stamping.query(case, tmp_path / "q")
    assert (stamps(case).outcome, "pending" in stamps(case).detail) == (Outcome.NOT_CHECKED, True)
    with Case(case) as opened:
        opened.add([("b.txt", b"second")])
    with pytest.raises(UsageError, match="no time stamp of the case"):
        stamping.answer(case, authority.stamp(request(HEAD)))
    stamping.answer(case, authority.stamp((tmp_path / "q").read_bytes()))
    assert stamps(case, authority.pem).outcome is Outcome.PASSED
    with pytest.raises(UsageError, match="exists"):
        stamping.query(case, tmp_path / "q")


def test_without_a_network_a_stamp_is_pending(case: Path) -> None:
    """The case goes on, and the exit code tells."""
    with pytest.raises(InputError, match="gave no time stamp"):
        stamping.ask(case, "http://127.0.0.1:1/")
    assert "pending" in stamps(case).detail
    assert CliRunner().invoke(app, ["case", "stamp", str(case), "--tsa", "http://127.0.0.1:1/"]).exit_code == 2
    with pytest.raises(UsageError, match="neither http:// nor https://"):
        stamping.ask(case, "file:///etc/passwd")


@pytest.mark.parametrize("hours", [-3, 3])
def test_times_that_contradict_the_stamp_are_found(
    case: Path, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """Events that were made after the stamp over them, and a stamp from after it was put in."""
    later = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
    monkeypatch.setattr(writer, "now", lambda: later)
    with Case(case) as opened:
        opened.add([("b.txt", b"second")])
    stamping.query(case, tmp_path / "q")
    stamping.answer(case, authority.stamp((tmp_path / "q").read_bytes()))
    found = stamps(case, authority.pem)
    assert (found.outcome, "it is of" in found.detail) == (Outcome.FAILED, True)


Body = dict[str, object]


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(number=1),
        lambda body: body.update(number=99),
        lambda body: body.update(number="2"),
        lambda body: body.update(response="!"),
        lambda body: body.update(response="AAAA"),
        lambda body: body.pop("response"),
    ],
)
def test_a_stamp_that_fits_nothing_is_found(
    case: Path, authority: Authority, tmp_path: Path, change: Callable[[Body], object]
) -> None:
    """Whoever wrote it into the log."""
    stamping.query(case, tmp_path / "q")
    stamping.answer(case, authority.stamp((tmp_path / "q").read_bytes()))
    with Case(case) as opened:
        body = dict(opened.events()[-1].content["body"])
        change(body)
        opened.note("stamp", body)
    assert stamps(case).outcome is Outcome.FAILED


def test_a_dossier_carries_the_stamp(case: Path, authority: Authority, tmp_path: Path) -> None:
    """What was taken in before it is dated without the case; another path, root or answer is found."""
    (tmp_path / "b.txt").write_text("The mayor said that the bridge was closed.")
    output = ["--case", str(case), "--output", str(tmp_path / "x.json"), "--format", "json"]
    with Case(case) as opened:
        opened.add([(str(tmp_path / "b.txt"), (tmp_path / "b.txt").read_bytes())])
    stamping.query(case, tmp_path / "q")
    stamping.answer(case, authority.stamp((tmp_path / "q").read_bytes()))
    assert CliRunner().invoke(app, ["assess", *output]).exit_code == 0
    text = (tmp_path / "x.json").read_text("utf-8")
    assert dated(tmp_path, text) is Outcome.NOT_CHECKED
    assert dated(tmp_path, text, authority.pem) is Outcome.PASSED
    (tmp_path / "other").mkdir()
    assert dated(tmp_path, text, Authority(tmp_path / "other").pem) is Outcome.FAILED
    whole = json.loads(split(text, "json")[1])["signed"]["dated"]
    (number,) = whole["paths"]
    changes: list[dict[str, object]] = [
        {"root": "0" * 64},
        {"response": "AAAA"},
        {"paths": {number: []}},
        {"paths": {"9" * 99: []}},
    ]
    for change in changes:
        assert dated(tmp_path, text.replace(written(whole), written({**whole, **change}))) is Outcome.FAILED


def dated(folder: Path, text: str, pem: bytes = b"") -> Outcome:
    """What is found of the time stamp of a dossier."""
    (folder / "y.json").write_text(text, "utf-8")
    (found,) = (c for c in verify(folder / "y.json", Told(roots=pem)).checks if c.name == "time stamp")
    return found.outcome
