"""Bundles: what goes out comes in bit for bit, and a bag of a stranger can do no harm."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from bukti.errors import DataError, UsageError
from bukti.ledger import heads
from bukti.ledger.keys import load
from bukti.ledger.writer import Writer
from bukti.model import Outcome, Told, Verification
from bukti.settings import Limits
from bukti.store import bag, bundle, sealed
from bukti.store.audit import NOTHING, audit
from bukti.store.case import Case

LIMITS = Limits()
Members = dict[str, bytes]
CRATE = "x/data/ro-crate-metadata.json"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of two inputs, one of them of a strange name."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    path = tmp_path / "x.case"
    with Case(path, Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("a.txt", b"first"), ("folder/\u202eb.txt", b"second")])
    return path


@pytest.fixture
def exported(case: Path) -> Path:
    """Its bundle."""
    target = case.with_name("x.zip")
    bundle.export(case, target)
    return target


def failed(found: Verification) -> list[str]:
    """What is wrong."""
    return [f"{check.name}: {check.detail}" for check in found.checks if check.outcome is Outcome.FAILED]


def files(case: Path) -> dict[str, bytes]:
    """A case file and its bytes, by their paths."""
    found = [case, *(p for p in sorted(bundle.bytes_of(case).rglob("*")) if p.is_file())]
    return {str(path.relative_to(case.parent)).replace(case.name, "case"): path.read_bytes() for path in found}


def test_what_goes_out_comes_in_bit_for_bit(tmp_path: Path, exported: Path) -> None:
    """The case taken in is the one in the bundle, and it can be used and given away again."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = tmp_path / "one" / "y.case", tmp_path / "two" / "y.case"
    assert bundle.take_in(exported, first, LIMITS).passed
    with zipfile.ZipFile(exported) as archive:
        inside = {n.partition("/data/")[2]: archive.read(n) for n in archive.namelist()}
    assert files(first) == {name: data for name, data in inside.items() if name.startswith("case")}
    assert bundle.backup(first, second).passed
    assert files(second) == files(first)
    with Case(second, Writer("Rani", load(tmp_path / "home"))) as opened:
        assert opened.add([("c.txt", b"third")]) == 1
    assert bundle.backup(second, tmp_path / "z.case").passed


def test_the_head_is_told_and_checked(case: Path, tmp_path: Path) -> None:
    """That it was exported is the last event; a stranger checks the head and the key."""
    head = bundle.export(case, tmp_path / "y.zip")
    found = bundle.verify(tmp_path / "y.zip", LIMITS, Told(head.digest, load(tmp_path / "home").key))
    assert {check.outcome for check in found.checks} == {Outcome.PASSED}
    assert (found.events, found.head) == (4, head.digest)
    assert failed(bundle.verify(tmp_path / "y.zip", LIMITS, Told("0" * 64)))[0].startswith("end of the log")
    with Case(case) as opened:
        assert opened.events()[-1].content["kind"] == "export"


def test_a_bag_is_read_by_others(exported: Path) -> None:
    """Manifests, declaration and metadata are as RFC 8493 and RO-Crate 1.1 have them."""
    with zipfile.ZipFile(exported) as archive:
        read = {name.removeprefix("x/"): archive.read(name) for name in archive.namelist()}
    assert read["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    for manifest, inside in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        told = {line[66:]: line[:64] for line in read[manifest].decode().splitlines()}
        assert told == {
            name: sha256(data).hexdigest()
            for name, data in read.items()
            if name.startswith("data/") is inside and not name.startswith("tagmanifest")
        }
    payload = [data for name, data in read.items() if name.startswith("data/")]
    assert f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}\n" in read["bag-info.txt"].decode()
    graph = {entity["@id"]: entity for entity in json.loads(read["data/ro-crate-metadata.json"])["@graph"]}
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = {part["@id"] for part in graph["./"]["hasPart"]}
    assert parts == {n.removeprefix("data/") for n in read if n.startswith("data/")} - {"ro-crate-metadata.json"}
    assert {"a.txt", "\u202eb.txt"} <= {graph[part]["name"] for part in parts}


def rewritten(path: Path, change: Callable[[Members], object], honest: bool = True) -> Path:
    """The bundle with other members; its manifests are made to fit, where the forger takes the trouble."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if honest:
        lines = [f"{sha256(d).hexdigest()}  {n.removeprefix('x/')}\n" for n, d in members.items() if "/data/" in n]
        members["x/manifest-sha256.txt"] = "".join(lines).encode()
        tags = [n for n in members if "/data/" not in n and "tagmanifest" not in n]
        lines = [f"{sha256(members[n]).hexdigest()}  {n.removeprefix('x/')}\n" for n in tags]
        members["x/tagmanifest-sha256.txt"] = "".join(lines).encode()
    target = path.with_name("forged.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def blob(members: Members) -> str:
    """The first bytes in a bundle."""
    return min(name for name in members if "case.bytes" in name)


FORGERIES: dict[str, tuple[Callable[[Members], object], bool, str]] = {
    "bytes": (lambda m: m.update({blob(m): b"forged"}), False, "has not the digest"),
    "bytes and manifests": (lambda m: m.update({blob(m): b"forged"}), True, "bytes: "),
    "bytes are gone": (lambda m: m.pop(blob(m)), False, "is missing"),
    "bytes are gone from the manifest": (lambda m: m.pop(blob(m)), True, "bytes: "),
    "the case": (lambda m: m.update({"x/data/case": m["x/data/case"][:4000]}), True, "file: "),
    "the case is gone": (lambda m: m.pop("x/data/case"), True, "is no file"),
    "the case is no case": (lambda m: m.update({"x/data/case": b"Hello."}), True, "no Bukti case file"),
    "the case is on a server": (
        lambda m: m.update({"x/data/case": b"bukti case at postgresql+psycopg://me@evil.example/x"}),
        True,
        "Its case lies on a server",
    ),
    "the log beside it": (lambda m: m.update({"x/data/log.jsonl": b"{}\n"}), True, "log beside the case: log.jsonl"),
    "the keys beside it": (lambda m: m.pop("x/data/keys.txt"), True, "log beside the case: keys.txt"),
    "what other programs are told": (
        lambda m: m.update({CRATE: m[CRATE].replace(b'"name": "', b'"name": "X', 1)}),
        True,
        "log beside the case: ro-crate-metadata.json",
    ),
    "what librarians are told": (
        lambda m: m.update({"x/bag-info.txt": m["x/bag-info.txt"].replace(b"Contact-Name: ", b"Contact-Name: X")}),
        True,
        "bag-info.txt tells 'X",
    ),
    "what librarians are told twice": (
        lambda m: m.update({"x/bag-info.txt": b"Contact-Name: Somebody\n" + m["x/bag-info.txt"]}),
        True,
        "bag-info.txt tells 'Contact-Name' twice",
    ),
    "what librarians are told more": (
        lambda m: m.update({"x/bag-info.txt": b"Internal-Sender-Description: Proven.\n" + m["x/bag-info.txt"]}),
        True,
        "bag-info.txt tells 'Proven.' as Internal-Sender-Description, the case None",
    ),
    "with what it was made": (
        lambda m: m.update(
            {"x/bag-info.txt": m["x/bag-info.txt"].replace(b"Agent: Bukti", b"Agent: The court and Bukti")}
        ),
        True,
        "bag-info.txt tells 'The court and Bukti",
    ),
    "how much it holds": (
        lambda m: m.update({"x/bag-info.txt": m["x/bag-info.txt"].replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")}),
        True,
        "where it is",
    ),
    "the declaration": (lambda m: m.update({"x/bagit.txt": b"BagIt-Version: 9\n"}), True, "no bag of version 1.0"),
    "a tag file": (lambda m: m.update({"x/bag-info.txt": b"Head: 1\n"}), False, "bag-info.txt has not the digest"),
    "no manifest": (lambda m: m.pop("x/manifest-sha256.txt"), False, "it has no manifest-sha256.txt"),
    "a strange manifest": (lambda m: m.update({"x/manifest-sha256.txt": b"x\n"}), False, "has not the digest"),
    "a way out": (lambda m: m.update({"x/data/../../evil": b"x"}), True, "which no bundle has"),
    "a way out of bytes": (lambda m: m.update({"x/data/case.bytes/../evil": b"x"}), True, "which no bundle has"),
    "an absolute path": (lambda m: m.update({"/etc/evil": b"x"}), False, "which no bundle has"),
    "another system's path": (lambda m: m.update({"x\\data\\evil": b"x"}), False, "which no bundle has"),
    "a second folder": (lambda m: m.update({"y/data/case": b"x"}), True, "is there twice, or beside"),
    "a file more": (
        lambda m: m.update({"x/fetch.txt": b"http://127.0.0.1/ 1 data/case\n"}),
        True,
        "which no bundle has",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_bundle_is_found_and_not_taken_in(exported: Path, name: str) -> None:
    """With the first bad place, and nothing stays behind."""
    change, honest, problem = FORGERIES[name]
    forged = rewritten(exported, change, honest)
    (first, *_) = failed(bundle.verify(forged, LIMITS))
    assert problem in first
    before = sorted(exported.parent.iterdir())
    assert not bundle.take_in(forged, exported.with_name("z.case"), LIMITS).passed
    assert sorted(exported.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (replace(LIMITS, archive_members=3), "ARCHIVE_MEMBERS"),
        (replace(LIMITS, archive_bytes=999), "ARCHIVE_BYTES"),
    ],
)
def test_a_bundle_above_the_limits_is_refused(exported: Path, limits: Limits, problem: str) -> None:
    """Before anything of it is unpacked."""
    assert problem in failed(bundle.verify(exported, limits))[0]


def test_a_bomb_is_refused(exported: Path, tmp_path: Path) -> None:
    """Few bytes that unpack to many."""
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/bagit.txt", "")
        archive.writestr("x/data/case", b"\0" * 20_000_000)
    assert "ARCHIVE_RATIO" in failed(bundle.verify(tmp_path / "bomb.zip", LIMITS))[0]


@pytest.mark.parametrize("many", [25_000, 66_000])
def test_an_absurd_directory_is_refused_before_it_is_read(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file of a few megabytes, also in the form for more than 65,535 files."""
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(many):
            archive.writestr(f"x/data/case.bytes/{number:0150}", b"")
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was read"))
    (found,) = failed(bundle.verify(tmp_path / "many.zip", LIMITS))
    assert "which are more files than BUKTI_LIMIT_ARCHIVE_MEMBERS allows 10000" in found


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, mode: int) -> None:
    """Only plain files are unpacked."""
    entry = zipfile.ZipInfo("x/data/case")
    entry.external_attr = (mode | 0o644) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr("x/bagit.txt", "")
        archive.writestr(entry, b"/etc/passwd")
    assert "is a link" in failed(bundle.verify(tmp_path / "link.zip", LIMITS))[0]


def test_another_zip_file_is_not_called_a_forged_bundle(tmp_path: Path) -> None:
    """It is simply none."""
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
    with pytest.raises(UsageError, match="is no bundle"):
        bundle.verify(tmp_path / "x.wacz", LIMITS)


@pytest.mark.parametrize("place", [40, -4, -30, -500])
def test_a_damaged_or_cut_file_is_found(exported: Path, place: int) -> None:
    """A flipped byte, and a file that ends early."""
    data = bytearray(exported.read_bytes())
    data[place] ^= 0xFF
    exported.write_bytes(data)
    assert failed(bundle.verify(exported, LIMITS))
    exported.write_bytes(data[:place])
    assert failed(bundle.verify(exported, LIMITS))


@pytest.mark.parametrize(("before", "behind"), [(b"PK\3\4 x", b""), (b"", b"x")])
def test_what_stands_beside_the_files_is_found(exported: Path, before: bytes, behind: bytes) -> None:
    """Other programs may find other files in a ZIP file that begins or ends otherwise than it should."""
    exported.write_bytes(before + exported.read_bytes() + behind)
    assert failed(bundle.verify(exported, LIMITS))


def test_a_comment_in_a_bundle_is_found(exported: Path) -> None:
    """It could hold another directory."""
    with zipfile.ZipFile(exported, "a") as archive:
        archive.comment = b"x"
    assert "stands before or behind" in failed(bundle.verify(exported, LIMITS))[0]


def test_nothing_is_overwritten(case: Path, exported: Path) -> None:
    """Neither a bundle nor a case nor bytes."""
    for act in (
        lambda: bundle.export(case, exported),
        lambda: bundle.take_in(exported, case, LIMITS),
        lambda: bundle.backup(case, exported),
        lambda: bag.write(exported, "x", [], {}),
    ):
        with pytest.raises(UsageError, match="exists"):
            act()


def test_what_a_killed_import_left_is_no_obstacle(case: Path, exported: Path, tmp_path: Path) -> None:
    """Bytes without their case are replaced where all of them are in the bundle too, and else left alone."""
    target = tmp_path / "y.case"
    acts: list[Callable[[], Verification]] = [
        lambda: bundle.take_in(exported, target, LIMITS),
        lambda: bundle.backup(case, target),
    ]
    for act in acts:
        assert act().passed
        target.unlink()  # as a kill leaves it between the names of the two
    other = bundle.bytes_of(target) / "ab" / ("c" * 62)
    other.parent.mkdir()
    other.write_bytes(b"of another case")
    for act in acts:
        with pytest.raises(UsageError, match="other bytes"):
            act()
    assert other.read_bytes() == b"of another case"
    assert not target.exists()


def test_a_damaged_case_is_not_given_away(case: Path) -> None:
    """A bundle that cannot be verified helps nobody."""
    next(p for p in bundle.bytes_of(case).rglob("*") if p.is_file()).write_bytes(b"x")
    with pytest.raises(DataError, match="its digest is"):
        bundle.export(case, case.with_name("y.zip"))
    with pytest.raises(DataError, match="its digest is"):
        bundle.backup(case, case.with_name("y.case"))
    assert not [path for path in case.parent.iterdir() if path.name.startswith(("y.", "."))]


def test_a_sealed_bundle_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    """And shows nothing of what it holds."""
    pytest.importorskip("pyrage", reason="the extra age is not installed")
    source, hidden = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"secret words")
    sealed.seal(source, hidden, "correct horse")
    assert b"secret" not in hidden.read_bytes()
    sealed.unseal(hidden, tmp_path / "c", "correct horse")
    assert (tmp_path / "c").read_bytes() == b"secret words"
    with pytest.raises(DataError, match="cannot be decrypted"):
        sealed.unseal(hidden, tmp_path / "d", "battery staple")
    with pytest.raises(UsageError, match="exists"):
        sealed.seal(source, hidden, "x")
    with pytest.raises(UsageError, match="empty passphrase"):
        sealed.seal(source, tmp_path / "e", "")


def end(path: Path, home: Path, told: Told = NOTHING) -> tuple[Outcome, str]:
    """What is found of the end of the log of a bundle on a machine."""
    (found,) = [
        check for check in bundle.verify(path, LIMITS, told, heads.Memory(home, path)).checks if check.name == heads.END
    ]
    return found.outcome, found.detail


def test_a_later_bundle_goes_on_from_an_earlier_one(case: Path, tmp_path: Path) -> None:
    """What was seen of a case is remembered: one that goes on passes, one of an earlier day is told, never accused."""
    stranger = tmp_path / "stranger"
    for name in ("1.zip", "2.zip"):
        bundle.export(case, tmp_path / name)
    assert end(tmp_path / "1.zip", stranger)[0] is Outcome.NOT_CHECKED
    assert end(tmp_path / "2.zip", stranger)[0] is Outcome.PASSED
    assert end(tmp_path / "1.zip", stranger)[0] is Outcome.PASSED
    other = tmp_path / "other"
    end(tmp_path / "2.zip", other)
    assert end(tmp_path / "1.zip", other) == (
        Outcome.NOT_CHECKED,
        "It ends at event 4, event 5 was seen here: it is of an earlier day, or was cut.",
    )
    (tmp_path / "1.zip").replace(tmp_path / "2.zip")
    assert end(tmp_path / "2.zip", other)[0] is Outcome.FAILED


def test_a_bundle_whose_log_was_written_anew_is_found(case: Path, tmp_path: Path) -> None:
    """Also when it is whole in itself and signed by the right key: its keeper wrote another story since January."""
    stranger, january = tmp_path / "stranger", tmp_path / "january.zip"
    bundle.backup(case, tmp_path / "before.case")
    bundle.export(case, january)
    end(january, stranger)
    with Case(tmp_path / "before.case", Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("c.txt", b"another story"), ("d.txt", b"and more")])
    bundle.export(tmp_path / "before.case", tmp_path / "march.zip")
    outcome, detail = end(tmp_path / "march.zip", stranger)
    assert (outcome, detail.startswith("Event 4 is another one than was seen in")) == (Outcome.FAILED, True)
    march = tmp_path / "march.zip"
    assert len(failed(bundle.verify(march, LIMITS, NOTHING, heads.Memory(stranger, march)))) == 1
    assert not bundle.take_in(march, tmp_path / "y.case", LIMITS, heads.Memory(stranger, march)).passed
    assert not (tmp_path / "y.case").exists()


def test_a_backup_is_renewed(case: Path, tmp_path: Path) -> None:
    """Only what is new is written; what is no older backup stays as it is."""
    target = tmp_path / "copy.case"
    bundle.backup(case, target)
    kept = next(path for path in bundle.bytes_of(target).rglob("*") if path.is_file())
    stamp = kept.stat().st_mtime_ns
    with Case(case, Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("c.txt", b"third")])
    with pytest.raises(UsageError, match="exists"):
        bundle.backup(case, target)
    assert bundle.backup(case, target, renew=True).passed
    assert audit(target).head == audit(case).head
    assert files(target).keys() == files(case).keys()
    assert kept.stat().st_mtime_ns == stamp
    with Case(tmp_path / "other.case", Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("a.txt", b"first")])
    before = files(tmp_path / "other.case")
    for old in (tmp_path / "other.case", case):
        with pytest.raises(UsageError, match="name a new case file"):
            bundle.backup(case, old, renew=True)
    assert files(tmp_path / "other.case") == before


def test_a_renewed_backup_with_damaged_bytes_is_told(case: Path, tmp_path: Path) -> None:
    """And the older backup stays."""
    target = tmp_path / "copy.case"
    bundle.backup(case, target)
    data = target.read_bytes()
    next(path for path in bundle.bytes_of(target).rglob("*") if path.is_file()).write_bytes(b"x")
    with Case(case, Writer("Rani", load(tmp_path / "home"))) as opened:
        opened.add([("c.txt", b"third")])
    assert not bundle.backup(case, target, renew=True).passed
    assert target.read_bytes() == data
