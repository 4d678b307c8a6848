"""Asking an authority for a time stamp (RFC 3161, section 3.4); only on request of a person."""

from __future__ import annotations

import ssl
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from bukti.capture.client import AGENT, trusted_roots
from bukti.errors import InputError, UsageError

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
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError(f"{url!r} is no address of an authority: it begins with http:// or https://.")
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": AGENT}
    asked = urllib.request.Request(url, query, headers)  # noqa: S310 - the scheme was checked
    context = ssl.create_default_context(cafile=trusted_roots())
    try:
        with urllib.request.urlopen(asked, timeout=seconds, context=context) as answer:  # noqa: S310 - likewise
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, HTTPException, ValueError) as fault:
        raise InputError("unreachable", f"{url} gave no time stamp ({fault}).") from fault
    if len(data) > LARGEST:
        raise InputError("too-large", f"{url} answered more than {LARGEST} bytes, that is no time stamp.")
    return data
