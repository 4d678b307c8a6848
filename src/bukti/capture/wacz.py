"""A fetch as a WACZ 1.1.1 file: its WARC file with an index and a list of pages, as replayweb.page opens it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from bukti.capture.facts import Capture
from bukti.capture.record import SOFTWARE, Errand, written
from bukti.capture.warc import Archive, Entry
from bukti.ids import digest

VERSION, AUTH = "1.1.1", "0.1.0"
Sign = Callable[[str], tuple[str, str]]  # gives public key and signature of a text, in base64
WARC = "archive/data.warc.gz"
WWW = re.compile(r"www\d*\.")


def pack(capture: Capture, archive: Archive, errand: Errand, sign: Sign | None = None) -> bytes:
    """The WACZ file of a fetch.

    Args:
        capture: the fetch.
        archive: its WARC file.
        errand: who fetched and why.
        sign: of whoever fetched; without it the file is not signed.
    """
    files = {
        WARC: archive.data,
        "indexes/index.cdxj": _index(archive),
        "pages/pages.jsonl": _pages(capture),
    }
    package = _json(_package(capture, files, errand))
    files["datapackage.json"] = package
    files["datapackage-digest.json"] = _json(_digest(f"sha256:{digest(package)}", capture, sign))
    out = io.BytesIO()
    moment = capture.ended.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:  # stored, so that players can seek
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, moment), data)
    return out.getvalue()


def unpack(data: bytes) -> bytes:
    """The WARC file in a WACZ file as `pack` makes it; empty where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(WARC) as file:
            return file.read(len(data))  # it is stored, so no more than this is there
    except (KeyError, NotImplementedError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        return b""


def key(url: str) -> str:
    """The sort key of an address (SURT): the host turned round, `com,example)/path`."""
    split = urlsplit(url)
    if not split.hostname:
        return url
    host = ",".join(reversed(WWW.sub("", split.hostname, count=1).split(".")))
    port = f":{split.port}" if split.port else ""
    query = f"?{split.query}" if split.query else ""
    return f"{host}{port}){(split.path or '/').lower()}{query.lower()}"


def _index(archive: Archive) -> bytes:
    return "".join(sorted(map(_line, archive.entries))).encode()


def _line(entry: Entry) -> str:
    fields = {
        "url": entry.url,
        "mime": entry.mime,
        "status": entry.status,
        "digest": f"sha256:{entry.sha256}",
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": WARC.removeprefix("archive/"),
    }
    return f"{key(entry.url)} {entry.when:%Y%m%d%H%M%S} {json.dumps(fields, ensure_ascii=False)}\n"


def _pages(capture: Capture) -> bytes:
    lines: list[Mapping[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    if capture.final and capture.page:
        page = {"url": capture.final.url, "ts": _second(capture.final.started), "title": capture.final.url}
        lines.append({"id": capture.sha256[:16], **page})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _package(capture: Capture, files: Mapping[str, bytes], errand: Errand) -> Mapping[str, object]:
    names = [{"name": path.split("/")[-1], "path": path} for path in files]
    facts = [{"hash": f"sha256:{digest(data)}", "bytes": len(data)} for data in files.values()]
    package: dict[str, object] = {
        "profile": "data-package",
        "resources": [name | fact for name, fact in zip(names, facts, strict=True)],
        "wacz_version": VERSION,
        "title": capture.asked,
        "description": errand.reason,
        "created": written(capture.ended),
        "software": SOFTWARE,
        "contributors": [{"title": errand.who, "role": "contributor"}],
    }
    if capture.final and capture.page:
        package |= {"mainPageUrl": capture.final.url, "mainPageDate": _second(capture.final.started)}
    return package


def _digest(hashed: str, capture: Capture, sign: Sign | None) -> Mapping[str, object]:
    """The digest of the package, with an anonymous signature (WACZ auth 0.1.0)."""
    told: dict[str, object] = {"path": "datapackage.json", "hash": hashed}
    if sign:
        public, signature = sign(hashed)
        told["signedData"] = {
            "hash": hashed,
            "created": written(capture.ended),
            "software": SOFTWARE,
            "version": AUTH,
            "publicKey": public,
            "signature": signature,
        }
    return told


def _second(when: datetime) -> str:
    """To the second: players look pages up by the index, which has no fractions."""
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace")
