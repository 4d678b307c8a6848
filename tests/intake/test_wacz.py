"""What a WACZ file says of itself is checked, and its pages are read in any case."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from bukti.ids import digest

PAGE = b"<html><body><p>The ferry sank on Monday, the harbour master said.</p></body></html>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site.example/\r\nWARC-Date: 2026-01-05T10:00:00Z\r\n"
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
DATA = WARC + b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(HTTP) + HTTP + b"\r\n\r\n"
KEY = ec.derive_private_key(7, ec.SECP384R1())  # a key for tests, as its number says


def sha256(data: bytes) -> str:
    """A digest as WACZ writes it."""
    return f"sha256:{digest(data)}"


def signed(told: str) -> dict[str, Any]:
    """An anonymous signature of a package's digest, as browsers make it."""
    r, s = utils.decode_dss_signature(KEY.sign(told.encode(), ec.ECDSA(hashes.SHA256())))
    public = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    signature = base64.b64encode(r.to_bytes(48) + s.to_bytes(48)).decode()
    key = base64.b64encode(public).decode()
    return {"hash": told, "created": "2026-01-05T10:00:00Z", "signature": signature, "publicKey": key}


def packed(**changes: Any) -> bytes:
    """A WACZ file; `files` adds members, `resources` and `digest` replace what it says."""
    resources = changes.get("resources", [{"path": "archive/data.warc", "hash": sha256(DATA)}])
    package = json.dumps({"wacz_version": "1.1.1", "resources": resources}).encode()
    told = sha256(package)
    about = {"path": "datapackage.json", "hash": told, "signedData": signed(told)} | changes.get("digest", {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc", DATA)
        archive.writestr("datapackage.json", package)
        archive.writestr("datapackage-digest.json", json.dumps(about))
        for name, data in changes.get("files", {}).items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("digest", "words"),
    [
        ({}, "the signature holds, by the key"),
        ({"signedData": None}, "not signed"),
        ({"signedData": {"domain": "signer.example", "domainCert": "x"}}, "signed for signer.example, not checked"),
    ],
)
def test_a_sound_package_is_told_as_such(take: Any, digest: dict[str, Any], words: str) -> None:
    """Digests are computed again; a signature holds, is not there, or is not checked; address and date are kept."""
    taken = take(packed(digest=digest), "a.wacz")
    assert taken.result.failed == ()
    assert taken.report.url == "https://site.example/"
    assert taken.report.sightings[0].retrieved.isoformat() == "2026-01-05T10:00:00+00:00"
    (told,) = [one.reason for one in taken.result.ignored if one.reason.startswith("web archive: 1 of its 1")]
    assert words in told


OTHER = sha256(b"other")
TOLD = json.loads(zipfile.ZipFile(io.BytesIO(packed())).read("datapackage-digest.json"))["hash"]
ALTERED: dict[str, tuple[dict[str, Any], str]] = {
    "another digest": ({"resources": [{"path": "archive/data.warc", "hash": OTHER}]}, "has another digest"),
    "not listed": ({"resources": []}, "archive/data.warc is not listed"),
    "missing": ({"resources": [{"path": "gone"}, {"path": "archive/data.warc"}]}, "gone is missing"),
    "added": ({"files": {"archive/more.warc": DATA}}, "archive/more.warc is not listed"),
    "other package": ({"digest": {"hash": OTHER}}, "datapackage.json has another digest"),
    "other signature": ({"digest": {"signedData": signed(OTHER)}}, "its signature is that of another package"),
    "forged signature": (
        {"digest": {"signedData": signed(OTHER) | {"hash": TOLD}}},
        "signature of the web archive does not hold",
    ),
    "no signature": ({"digest": {"signedData": {"publicKey": "AAAA"}}}, "signature of the web archive does not hold"),
    "no JSON": ({"files": {"datapackage-digest.json": "[" * 100_000}}, "stands in it twice"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ALTERED)
def test_a_package_that_is_not_what_it_says_is_found_out(take: Any, name: str) -> None:
    """The fault is named, and the pages are there for people to judge."""
    changes, words = ALTERED[name]
    result = take(packed(**changes), "a.wacz").result
    assert [failure.reason for failure in result.failed] == ["altered"]
    assert words in result.failed[0].detail
    assert len(result.reports) == 1
