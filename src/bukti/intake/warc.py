"""Web archives (WARC, ISO 28500), packed or not: every captured page is a report of its own, body as recorded."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastwarc.warc import ArchiveIterator

from bukti.errors import InputError
from bukti.intake import dates, parts
from bukti.intake.base import Budget, Item, Match, Member, Source, inside
from bukti.model import Ignored

FETCHED = "application/vnd.bukti.fetch+json"  # what `bukti fetch` writes about itself
PARTIAL = "206"  # a part of a page is no page
CUT = frozenset(
    {"disconnect", "time"}
)  # why an answer broke off; what a crawler cut by length is read as far as it goes
ROBOTS = re.compile(r"https?://[^/?#]+/robots\.txt(?:\?.*)?", re.DOTALL)
GZIP = b"\x1f\x8b"
HEAD_END = re.compile(rb"\r?\n\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# What a page needs to look right is no report.
REQUISITES = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript)|"
    r"application/(?:(?:x-)?javascript|json|wasm|octet-stream|x-font|font)"
)


class WarcReader:
    """WARC files; records are checked against their declared length."""

    media_type = "application/warc"

    def detects(self, source: Source) -> Match:
        """By the version line, inside gzip where it is packed."""
        head = source.content[:4096]
        if head.startswith(GZIP):
            try:
                head = zlib.decompressobj(31).decompress(head, 64)
            except zlib.error:
                return Match.NO
        return Match.CONTENT if head.startswith(b"WARC/") else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """One member a captured page.

        Raises:
            InputError: `broken` when no record can be read.
        """
        data = parts.inflate(source.content, budget) if source.content.startswith(GZIP) else source.content
        count = 0
        for record in ArchiveIterator(io.BytesIO(data), parse_http=False, func_filter=None):
            count += 1
            budget.member()
            yield from _record(source, record, budget)
        if not count:
            raise InputError("broken", "No WARC record can be read: fetch the archive again.")


def _record(source: Source, record: Any, budget: Budget) -> Iterator[Item]:
    headers = {k.lower(): v for k, v in record.headers}
    kind = headers.get("warc-type", "").lower()
    url = headers.get("warc-target-uri", "").strip("<> ") or None
    label = url or headers.get("warc-record-id", "record").strip("<>")
    block = record.reader.read()
    if kind == "revisit":
        yield Ignored(source.context.path, f"revisit record without a body: {label}")
    if headers.get("content-type") == FETCHED:  # where no page came it is all that there is
        yield Ignored(source.context.path, f"record of a fetch: {label}")
    if kind not in {"response", "resource", "conversion"}:
        return
    context = inside(source.context, label, url=url, retrieved=_moment(headers.get("warc-date")))
    declared, cut = headers.get("content-length", ""), headers.get("warc-truncated", "")
    if cut in CUT or (declared.isdecimal() and int(declared) > len(block)):
        what = f"was cut when it was captured ({cut})" if cut in CUT else f"has {len(block)} of {declared} bytes"
        fault = InputError("truncated", f"The record {what}: fetch it again.")
        yield Member(Source(block, context), fault=fault)
        return
    http = headers.get("content-type", "").startswith("application/http")
    head, body = split(block) if http else ("", block)
    fields = http_fields(head) if http else headers
    status = head.split(" ", 2)[1:2] if http else ["200"]
    if status and (status[0] == PARTIAL or not status[0].startswith("2")):
        yield Ignored(source.context.path, f"HTTP status {status[0]}: {label}")
        return
    yield from _payload(Source(body, context), fields, budget)


def _payload(source: Source, fields: dict[str, str], budget: Budget) -> Iterator[Item]:
    kind = fields.get("content-type", "").split(";")[0].strip().lower()
    if ROBOTS.fullmatch(source.context.url or ""):
        yield Ignored(source.context.path, f"rules for crawlers: {source.context.name}")
        return
    if REQUISITES.match(kind):
        yield Ignored(source.context.path, f"{kind} of a captured page: {source.context.name}")
        return
    charset = CHARSET.search(fields.get("content-type", ""))
    context = replace(source.context, media_type=kind or None, charset=charset[1] if charset else None)
    coded = codings(fields)
    if not coded:
        yield Member(Source(source.data, context))
        return
    try:
        content = parts.http(source.data, coded, budget)
    except InputError as fault:
        yield Member(Source(source.data, context), fault=fault)
        return
    if content == source.data:  # a coding in the header that the archiver had taken off already
        yield Member(Source(source.data, context))
    else:
        yield Member(Source(source.data, context, content, parts.HTTP + "+".join(coded)))


def split(block: bytes) -> tuple[str, bytes]:
    """Head and body of an HTTP message."""
    found = HEAD_END.search(block)
    return (block[: found.start()].decode("latin-1"), block[found.end() :]) if found else (block.decode("latin-1"), b"")


def http_fields(head: str) -> dict[str, str]:
    """Fields of the head of an HTTP message, names in lower case."""
    lines = [line.partition(":") for line in head.splitlines()[1:]]
    return {name.strip().lower(): value.strip() for name, colon, value in lines if colon}


def codings(fields: dict[str, str]) -> list[str]:
    """Codings of a body, the outermost first."""
    outer = [c.strip().lower() for c in fields.get("transfer-encoding", "").split(",")]
    inner = [c.strip().lower() for c in fields.get("content-encoding", "").split(",")]
    return [c for c in (*reversed(outer), *reversed(inner)) if c and c != "identity"]


def _moment(words: str | None) -> Any:
    stated = dates.iso(words, "warc")
    return stated.earliest if stated else None
