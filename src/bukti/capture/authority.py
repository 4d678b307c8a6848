"""Asking an authority (RFC 3161, section 3.4) or a calendar of OpenTimestamps; only on request of a person."""

from __future__ import annotations

import ssl
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from bukti.capture.client import AGENT, trusted_roots
from bukti.errors import InputError, UsageError

_OTS = {"Accept": "application/vnd.opentimestamps.v1", "Content-Type": "application/x-www-form-urlencoded"}
LARGEST = 1 << 20  # bytes of an answer; they have some thousand


def ask(url: str, query: bytes, seconds: float) -> bytes:
    """The answer of an authority, unchecked.

    Args:
        url: of the authority, http or https; what is signed need not be hidden.
        query: the request (DER).
        seconds: how long to wait.

    Raises:
        UsageError: it is no such address.
        InputError: it cannot be reached, or answers something else.
    """
    return _answer(url, query, {"Content-Type": "application/timestamp-query"}, seconds)


def submit(calendar: str, digest: bytes, seconds: float) -> bytes:
    """What a calendar answers to a digest: a branch of a proof, unchecked; arguments and errors as in `ask`."""
    return _answer(f"{calendar.rstrip('/')}/digest", digest, _OTS, seconds)


def upgrade(calendar: str, message: bytes, seconds: float) -> bytes:
    """What a calendar has of a message that is pending there: a branch of a proof, unchecked; else as in `ask`."""
    return _answer(f"{calendar.rstrip('/')}/timestamp/{message.hex()}", None, _OTS, seconds)


def _answer(url: str, query: bytes | None, headers: dict[str, str], seconds: float) -> bytes:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError(f"{url!r} is no address of an authority: it begins with http:// or https://.")
    asked = urllib.request.Request(url, query, {**headers, "User-Agent": AGENT})  # noqa: S310 - the scheme was checked
    context = ssl.create_default_context(cafile=trusted_roots())
    try:
        with urllib.request.urlopen(asked, timeout=seconds, context=context) as answer:  # noqa: S310 - likewise
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, HTTPException, ValueError) as fault:
        raise InputError("unreachable", f"{url} gave no time stamp ({fault}).") from fault
    if len(data) > LARGEST:
        raise InputError("too-large", f"{url} answered more than {LARGEST} bytes, that is no time stamp.")
    return data
