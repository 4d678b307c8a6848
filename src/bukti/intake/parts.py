"""Decoded parts of a report's bytes by name: `mime:1.2` of a message, `http:gzip` of a capture.

Readers make parts, custody makes them again to check a locator; both go through here, so they cannot differ.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser

from bukti.errors import InputError
from bukti.intake.base import Budget

CHUNK = 1 << 20
CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")
MESSAGE_PARTS = 1_000  # of one message
MIME = "mime:"
HTTP = "http:"


def message(data: bytes) -> Message:
    """A parsed message (RFC 5322, RFC 2045); the lenient policy never refuses a header."""
    return BytesParser(policy=policy.compat32).parsebytes(data)


def leaves(whole: Message, path: str = "", depth: int = 0) -> Iterator[tuple[str, Message]]:
    """Parts that hold something themselves, with their path (`1`, `1.2` …); attached messages stay whole."""
    if depth > MESSAGE_PARTS:
        return
    if whole.get_content_maintype() == "multipart" and isinstance(whole.get_payload(), list):
        for number, part in enumerate(whole.get_payload(), 1):
            if isinstance(part, Message):
                yield from leaves(part, f"{path}.{number}" if path else str(number), depth + 1)
    else:
        yield path or "1", whole


def payload(part: Message) -> bytes:
    """The bytes of a leaf without their transfer encoding."""
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""


def decoded(data: bytes, part: str, budget: Budget) -> bytes | None:
    """The bytes of a part by name, or None when there is no such part.

    Raises:
        InputError: the part cannot be decoded, or is too large.
    """
    if not part:
        return data
    if part.startswith(MIME):
        wanted = part.removeprefix(MIME)
        return next((payload(leaf) for path, leaf in leaves(message(data)) if path == wanted), None)
    if part.startswith(HTTP):
        return http(data, part.removeprefix(HTTP).split("+"), budget)
    return None


def http(data: bytes, codings: list[str], budget: Budget) -> bytes:
    """A recorded body without its codings, outermost first (RFC 9110, 8.4; RFC 9112, 7.1).

    Raises:
        InputError: `encoding` for a coding that is not known or is broken.
    """
    for coding in codings:
        if coding == "chunked":
            data = _unchunk(data)
        elif coding in {"gzip", "x-gzip", "deflate"}:
            data = inflate(data, budget)
        else:
            raise InputError(
                "encoding", f"The capture is coded with {coding!r}: record it with gzip or without coding."
            )
    return data


def _unchunk(data: bytes) -> bytes:
    found, place = [], 0
    while (size := CHUNK_SIZE.match(data, place)) is not None and int(size[1], 16):
        start = size.end()
        place = start + int(size[1], 16)
        found.append(data[start:place])
        place += 2 if data[place : place + 2] == b"\r\n" else 1
    # Some archivers store the body without chunks and keep the header.
    return b"".join(found) if found else data


def inflate(data: bytes, budget: Budget) -> bytes:
    """Unpack gzip members (RFC 1952), zlib (RFC 1950) or bare deflate (RFC 1951), up to the first fault.

    Raises:
        InputError: `encoding` when nothing can be unpacked; an archive limit.
    """
    found: list[bytes] = []
    rest, total = data, 0
    while rest:
        gzipped = rest.startswith(b"\x1f\x8b")
        if found and not gzipped:
            break  # padding after the last member
        engine = zlib.decompressobj(31 if gzipped else 15 if rest[:1] == b"\x78" else -15)
        try:
            given = rest
            while given and not engine.eof:
                made = engine.decompress(given, CHUNK)
                total += len(made)
                budget.unpack(len(made))
                budget.check_ratio(total, len(data))
                found.append(made)
                given = engine.unconsumed_tail
                if not made and not given:
                    break
        except zlib.error as fault:
            if not any(found):
                raise InputError("encoding", f"The compressed bytes are broken ({fault}): fetch them again.") from fault
            break
        if not engine.eof:
            break
        rest = engine.unused_data
    return b"".join(found)
