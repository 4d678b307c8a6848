"""A fetch as a WARC 1.1 file (ISO 28500): the bytes of every request and answer as they went over the wire."""

from __future__ import annotations

import io
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bukti.capture.facts import Capture, Exchange, Tls
from bukti.capture.record import FIELDS, SOFTWARE, Errand, Object, record, written
from bukti.capture.target import SAFE
from bukti.ids import digest
from bukti.intake.warc import FETCHED, REQUISITES

PROTOCOL = "WARC/1.1"
OK = 200
LARGEST = 10_000_000  # bytes of a record that is read again
CUT = {"too-slow": "time", "too-large": "length", "truncated": "disconnect"}  # reason of ours, word of the standard


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the answer to an address stands in the file, for an index."""

    url: str
    when: datetime
    mime: str
    status: str
    sha256: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A WARC file, each record a gzip member of its own, and where its answers stand."""

    data: bytes
    entries: tuple[Entry, ...]


def write(capture: Capture, errand: Errand) -> Archive:
    """The WARC file of a fetch.

    The last record holds what `record.record` says; a picture, and the certificates of each server, are records too.
    """
    file = _File()
    kept = (*capture.robots, *capture.steps, *filter(_requisite, capture.picture.parts))
    entries = [entry for exchange in kept for entry in file.exchange(exchange)]
    about = capture.final.url if capture.final else quote(capture.asked, safe=SAFE + "?#", errors="replace")
    if capture.picture.png and capture.picture.taken:
        place = file.add("resource", f"urn:fullpage:{about}", capture.picture.taken, capture.picture.png, "image/png")
        sha256 = digest(capture.picture.png)
        entries.append(Entry(f"urn:fullpage:{about}", capture.picture.taken, "image/png", "200", sha256, *place))
    told = json.dumps(record(capture, errand), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    file.add("metadata", about, capture.ended, told, FETCHED)
    return Archive(file.data, tuple(entries))


def recorded(data: bytes) -> Object | None:
    """The record of a fetch in a WARC file as `write` makes it; None where there is none."""
    try:
        for one in ArchiveIterator(io.BytesIO(data)):
            if one.rec_type == "metadata" and one.content_type == FETCHED:
                found = json.loads(one.content_stream().read(LARGEST))
                return found if isinstance(found, dict) and found.keys() >= FIELDS else None
    except (ArchiveLoadFailed, ValueError, RecursionError):
        return None
    return None


def _requisite(part: Exchange) -> bool:
    """Whether a part of a page is what it needs to look right; a page in a frame would count as a report of its own."""
    return part.status != OK or REQUISITES.match(part.header("content-type")) is not None


class _File:
    """A WARC file that is being written."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=True, warc_version=PROTOCOL)
        about = {"software": SOFTWARE, "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record(None, about))
        self._known: set[bytes] = set()

    @property
    def data(self) -> bytes:
        """The file so far."""
        return self._out.getvalue()

    def exchange(self, exchange: Exchange) -> Iterator[Entry]:
        """Write an answer, its request and the certificates; what was never sent leaves nothing."""
        name = f"<urn:uuid:{uuid4()}>"
        fields = {"WARC-Record-ID": name, **_network(exchange)}
        if exchange.response:
            cut = CUT.get(exchange.fault.reason) if exchange.fault else None
            fields |= {"WARC-Payload-Digest": f"sha256:{digest(exchange.body)}"}
            fields |= {"WARC-Truncated": cut} if cut else {}
            kind = "application/http;msgtype=response"
            place = self.add("response", exchange.url, exchange.started, exchange.response, kind, fields)
            mime = exchange.header("content-type").split(";")[0].strip().lower()
            status = str(exchange.status or "-")
            yield Entry(exchange.url, exchange.started, mime, status, digest(exchange.body), *place)
        if exchange.request:
            other = {"WARC-Payload-Digest": f"sha256:{digest(b'')}", **_network(exchange)}
            other |= {"WARC-Concurrent-To": name} if exchange.response else {}
            kind = "application/http;msgtype=request"
            self.add("request", exchange.url, exchange.started, exchange.request, kind, other)
        if exchange.tls is not None:
            self._certificates(exchange.url, exchange.started, exchange.tls)

    def _certificates(self, url: str, when: datetime, tls: Tls) -> None:
        """The chain of a server, once a file."""
        chain = "".join(map(ssl.DER_cert_to_PEM_cert, tls.chain)).encode("ascii")
        if chain not in self._known:
            self._known.add(chain)
            self.add("metadata", url, when, chain, "application/pem-certificate-chain")

    def add(  # noqa: PLR0913, PLR0917 - the fields of a record
        self, kind: str, url: str, when: datetime, block: bytes, media_type: str, fields: dict[str, str] | None = None
    ) -> tuple[int, int]:
        """Write a record, and give its offset and length in the file."""
        headers = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
            "WARC-Target-URI": url,
            "WARC-Date": written(when),
            "WARC-Block-Digest": f"sha256:{digest(block)}",
            # warcio would add one of its own kind
            "WARC-Payload-Digest": f"sha256:{digest(block)}",
            **(fields or {}),
        }
        head = StatusAndHeaders("", list(headers.items()), protocol=PROTOCOL)
        start = self._out.tell()
        self._writer.write_record(ArcWarcRecord("warc", kind, head, io.BytesIO(block), None, media_type, len(block)))
        return start, self._out.tell() - start


def _network(exchange: Exchange) -> dict[str, str]:
    """Whom the exchange was with; of a target behind a proxy only the proxy's address is known, which says nothing."""
    last = exchange.contacts[-1] if exchange.contacts else None
    fields = {"WARC-IP-Address": last.address} if last and not last.proxy else {}
    return fields | ({"WARC-Cipher-Suite": exchange.tls.cipher} if exchange.tls else {})
