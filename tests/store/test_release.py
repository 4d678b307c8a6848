"""Releases: what is withheld is told from what is missing, and nothing else can be changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger import heads
from bukti.ledger.event import canonical, encoded
from bukti.ledger.keys import load
from bukti.ledger.writer import Writer
from bukti.model import Outcome, Told, Verification
from bukti.settings import Limits
from bukti.store import bundle, release
from bukti.store.audit import NOTHING
from bukti.store.case import Case

LIMITS = Limits()
SECRET = b"The informant is called Rahmat; he works at the port."
Members = dict[str, bytes]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Events 2 to 5 take in four files; two of them have the same bytes."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    path = tmp_path / "x.case"
    with Case(path, Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add(
            [("a.txt", SECRET), ("b.txt", b"second"), ("home/rahmat/\u2028\x85c.txt", b"third"), ("d.txt", b"second")]
        )
    return path


def made(case: Path, *words: str) -> Path:
    """A release."""
    target = case.with_name("x.zip")
    release.export(case, target, words)
    return target


def outcomes(path: Path, head: str | None = None, key: str | None = None) -> dict[str, Outcome]:
    """Of every check."""
    return {check.name: check.outcome for check in bundle.verify(path, LIMITS, Told(head, key)).checks}


def shown(path: Path) -> bytes:
    """Everything that a release holds, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_what_is_withheld_is_redacted_and_not_failed(case: Path, tmp_path: Path) -> None:
    """Bytes, part of some bytes, and an event: none of it is in the file, and the rest is checked."""
    path = made(case, "a.txt@24-30", "b.txt", "event:4")
    found: Verification = bundle.verify(path, LIMITS)
    assert outcomes(path, found.head, load(tmp_path / "home").key) == {
        "bundle": Outcome.PASSED,
        "log": Outcome.REDACTED,
        "withheld": Outcome.PASSED,
        "signatures": Outcome.PASSED,
        "bytes": Outcome.REDACTED,
        "head": Outcome.PASSED,
    }
    assert not {secret for secret in (b"Rahmat", b"rahmat", b"second", b"third") if secret in shown(path)}
    assert b"The informant is called ; he works" in shown(path)
    assert outcomes(path, "0" * 64)["head"] is Outcome.FAILED
    assert outcomes(path, None, "0" * 64)["signatures"] is Outcome.FAILED
    with Case(case) as opened:
        assert opened.events()[-1].digest == found.head


def test_a_release_of_a_log_that_was_written_anew_is_found(case: Path, tmp_path: Path) -> None:
    """One that goes on from what was seen in a bundle or another release passes; the head that one is told counts."""
    stranger, before = tmp_path / "stranger", tmp_path / "before.case"
    assert bundle.backup(case, before).passed
    for name in ("1.zip", "2.zip"):
        release.export(case, tmp_path / name, ["a.txt", "event:3"])
    with Case(before, Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("e.txt", b"another story")])
    head = release.export(before, tmp_path / "anew.zip", ["event:6"])

    def end(name: str, told: Told = NOTHING) -> list[tuple[Outcome, str]]:
        found = bundle.verify(tmp_path / name, LIMITS, told, heads.Memory(stranger, tmp_path / name))
        return [(check.outcome, check.detail) for check in found.checks if check.name == heads.END]

    assert [end(name)[0][0] for name in ("1.zip", "2.zip", "1.zip")] == [
        Outcome.NOT_CHECKED, Outcome.PASSED, Outcome.PASSED,
    ]  # fmt: skip
    for told in (NOTHING, Told(head.digest)):
        ((outcome, detail),) = end("anew.zip", told)
        assert outcome is Outcome.FAILED
        assert detail.startswith("Event 6 is another one than was seen in")
    head = release.export(case, tmp_path / "3.zip", ["a.txt"])
    assert end("3.zip", Told(head.digest)) == []


def test_what_is_given_later_fits(case: Path) -> None:
    """Who gets the part that was cut out can put it back and has the bytes of the log."""
    path = made(case, "a.txt@24-30")
    with zipfile.ZipFile(path) as archive:
        (name,) = (n for n in archive.namelist() if "/cut/" in n)
        left = archive.read(name)
    assert digest(left[:24] + b"Rahmat" + left[24:]) == digest(SECRET) == "".join(name.split("/")[-2:])


def test_bytes_go_with_their_event(case: Path) -> None:
    """An event is withheld with the bytes that it took in, also where another event shows that they were."""
    path = made(case, "event:3")
    assert b"second" not in shown(path)
    assert outcomes(path)["bytes"] is Outcome.REDACTED


def test_fields_are_cut_out_of_an_event(case: Path, tmp_path: Path) -> None:
    """Who added it, and under which path, are not shown; its bytes are, and the whole log still holds together."""
    path = made(case, "event:4:path", "event:4:author", "event:2:author")
    found = bundle.verify(path, LIMITS)
    assert outcomes(path, found.head, load(tmp_path / "home").key) == {
        "bundle": Outcome.PASSED,
        "log": Outcome.REDACTED,
        "withheld": Outcome.PASSED,
        "signatures": Outcome.PASSED,
        "bytes": Outcome.PASSED,
        "head": Outcome.PASSED,
    }
    assert b"rahmat" not in shown(path)
    assert b"third" in shown(path)
    with Case(case) as opened:
        event = opened.events()[3]
    (cut,) = [row["cut"] for row in rows(path) if "cut" in row and row["cut"]["event"]["number"] == 4]
    body = cut["event"]["body"] | {"path": event.content["body"]["path"]}
    whole = cut["event"] | {"body": body, "author": "Rani"}
    assert digest(encoded(canonical(whole))) != cut["digest"]  # a guess is not confirmed, since the salt is gone too
    assert digest(encoded(canonical(whole | {"salt": event.content["salt"]}))) == cut["digest"]


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of the log of a release."""
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read("release/data/log.jsonl").decode().split("\n")[:-1]]


def test_a_release_is_no_case(case: Path, tmp_path: Path) -> None:
    """It is not taken in."""
    with pytest.raises(UsageError, match="is a release"):
        bundle.take_in(made(case, "a.txt"), tmp_path / "y.case", LIMITS)


@pytest.mark.parametrize(
    "word",
    [
        "none.txt",
        "event:0",
        "event:9",
        "event:-1",
        "a.txt@3-3",
        "a.txt@50-54",
        "a.txt@x",
        "event:2:sha256",
        "event:2:x",
        "event:2:key",
        "event:9:path",
    ],
)
def test_what_is_not_there_cannot_be_withheld(case: Path, word: str) -> None:
    """And nothing is written."""
    with pytest.raises(UsageError, match="is no event, no input and no part"):
        made(case, word)
    assert not case.with_name("x.zip").exists()


def lines(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Members], object]:
    """The log with other lines."""

    def act(members: Members) -> None:
        rows = [json.loads(line) for line in members["data/log.jsonl"].decode().split("\n")[:-1]]
        change(rows)
        text = "".join(json.dumps(row, separators=(",", ":"), sort_keys=True) + "\n" for row in rows)
        members["data/log.jsonl"] = text.encode()

    return act


def listed(**more: object) -> Callable[[Members], object]:
    """Another list of what is withheld."""

    def act(members: Members) -> None:
        rows = {**json.loads(members["data/withheld.json"]), **more}
        members["data/withheld.json"] = json.dumps(rows, separators=(",", ":"), sort_keys=True).encode()

    return act


def first(folder: str) -> Callable[[Members], str]:
    """The first file of a folder."""
    return lambda members: min(name for name in members if name.startswith(f"data/{folder}/"))


FORGERIES: dict[str, tuple[Callable[[Members], object], str]] = {
    "bytes are gone": (lambda m: m.pop(first("bytes")(m)), "bytes"),
    "bytes are gone and said to be withheld": (listed(files=[digest(b"third")]), "withheld"),
    "bytes": (lambda m: m.update({first("bytes")(m): b"x"}), "bytes"),
    "what is left of a file": (
        lambda m: m.update({first("cut")(m): m[first("cut")(m)].replace(b"port", b"bank")}),
        "bytes",
    ),
    "what should be left of a file": (listed(remains={}), "withheld"),
    "what librarians are told": (
        lambda m: m.update({"bag-info.txt": b"Contact-Name: Somebody\n" + m["bag-info.txt"]}),
        "bundle",
    ),
    "more is cut out": (lambda m: m.update({first("cut")(m): b"x"}), "bytes"),
    "bytes are put in": (lambda m: m.update({"data/bytes/00/" + "0" * 62: b"x"}), "bytes"),
    "an event": (lines(lambda r: r[1]["event"].update(author="Someone")), "log"),
    "an event is gone": (lines(lambda r: r.pop(3)), "log"),
    "an event is withheld": (
        lines(lambda r: r.__setitem__(1, {"withheld": {"digest": "0" * 64, "leaf": "0" * 64}})),
        "log",
    ),
    "what a withheld event left": (lines(lambda r: r[2]["withheld"].update(leaf="0" * 64)), "log"),
    "the digest of a withheld event": (lines(lambda r: r[2]["withheld"].update(digest="0" * 64)), "log"),
    "what is left of an event": (lines(lambda r: r[3]["cut"]["event"].update(made="2020")), "withheld"),
    "another field of an event is cut out": (lines(lambda r: r[3]["cut"]["event"]["body"].pop("added")), "withheld"),
    "an event with fields cut out is withheld": (lines(lambda r: r[3].update(withheld=r[3].pop("cut"))), "withheld"),
    "the digest of an event with fields cut out": (lines(lambda r: r[3]["cut"].update(digest="0" * 64)), "log"),
    "what an event with fields cut out is about": (
        lines(lambda r: r[3]["cut"]["event"]["body"].update(sha256=digest(b"x"))),
        "withheld",
    ),
    "the end": (lines(lambda r: r.pop()), "log"),
    "a signature": (lines(lambda r: r[1].__setitem__("signature", "00" * 64)), "signatures"),
    "the keys": (lambda m: m.update({"data/keys.txt": b"00\n"}), "bundle"),
    "the head beside it": (lambda m: m.update({"bag-info.txt": b"Bukti-Head: 1 00\n"}), "bundle"),
    "a name twice, once for people and once for programs": (
        lambda m: m.update({"data/log.jsonl": m["data/log.jsonl"].replace(b'{"event"', b'{"event":{},"event"', 1)}),
        "bundle",
    ),
    "no log": (lambda m: m.update({"data/log.jsonl": b""}), "bundle"),
    "a log of nonsense": (lambda m: m.update({"data/log.jsonl": b"[]\n"}), "bundle"),
    "a list of nonsense": (lambda m: m.update({"data/withheld.json": b'{"events":1}'}), "bundle"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_change_is_found(case: Path, name: str) -> None:
    """Also where the manifests are made to fit."""
    change, check = FORGERIES[name]
    path = made(case, "a.txt@24-30", "event:3", "event:4:path")
    with zipfile.ZipFile(path) as archive:
        members = {n.removeprefix("release/"): archive.read(n) for n in archive.namelist()}
    change(members)
    payload = {n: d for n, d in members.items() if n.startswith("data/")}
    tags = {n: members[n] for n in ("bagit.txt", "bag-info.txt")}
    tags["manifest-sha256.txt"] = "".join(f"{sha256(d).hexdigest()}  {n}\n" for n, d in payload.items()).encode()
    tags["tagmanifest-sha256.txt"] = "".join(f"{sha256(d).hexdigest()}  {n}\n" for n, d in tags.items()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for place, data in {**payload, **tags}.items():
            archive.writestr(f"release/{place}", data)
    assert check in {one.name for one in bundle.verify(path, LIMITS).checks if one.outcome is Outcome.FAILED}
