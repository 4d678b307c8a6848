"""Asking an authority (RFC 3161, section 3.4) or a calendar of OpenTimestamps; only on request of a person."""

from __future__ import annotations

import ssl
import urllib.request
from dataclasses import replace
from http.client import HTTPException
from urllib.error import HTTPError

from bukti.capture.client import AGENT, Asking, Client, Conduct, trusted_roots
from bukti.capture.target import parse
from bukti.errors import InputError, UsageError
from bukti.intake.base import Budget

_OTS = {"Accept": "application/vnd.opentimestamps.v1", "Content-Type": "application/x-www-form-urlencoded"}
LARGEST = 1 << 20  # bytes of an answer; they have some thousand


def ask(url: str, query: bytes, seconds: float, conduct: Conduct | None = None) -> bytes:
    """The answer of an authority, unchecked.

    Args:
        url: of the authority, http or https; what is signed need not be hidden.
        query: the request (DER).
        seconds: how long to wait.
        conduct: within which a server asks for its users; without it, whoever sits at this machine may name any host.

    Raises:
        UsageError: it is no such address.
        InputError: it cannot be reached, or answers something else.
    """
    return _answer(url, query, {"Content-Type": "application/timestamp-query"}, conduct or seconds)


def submit(calendar: str, digest: bytes, seconds: float, conduct: Conduct | None = None) -> bytes:
    """What a calendar answers to a digest: a branch of a proof, unchecked; arguments and errors as in `ask`."""
    return _answer(f"{calendar.rstrip('/')}/digest", digest, _OTS, conduct or seconds)


def upgrade(calendar: str, message: bytes, seconds: float, conduct: Conduct | None = None) -> bytes:
    """What a calendar has of a message that is pending there: a branch of a proof, unchecked; else as in `ask`."""
    return _answer(f"{calendar.rstrip('/')}/timestamp/{message.hex()}", None, _OTS, conduct or seconds)


def _answer(url: str, query: bytes | None, headers: dict[str, str], how: float | Conduct) -> bytes:
    try:
        parse(url)
    except InputError as fault:  # a password in it must not reach a log, where nothing is ever taken out
        raise UsageError(f"This is no address of an authority or a calendar: {fault}") from fault
    if isinstance(how, Conduct):
        return _within(url, query, headers, how)
    asked = urllib.request.Request(url, query, {**headers, "User-Agent": AGENT})  # noqa: S310 - the scheme was checked
    context = ssl.create_default_context(cafile=trusted_roots())
    try:
        with urllib.request.urlopen(asked, timeout=how, context=context) as answer:  # noqa: S310 - likewise
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as fault:
        raise InputError("refused", f"{url} answered {fault.code}: check the address, or try later.") from fault
    except (OSError, HTTPException, ValueError) as fault:
        raise InputError("unreachable", f"{url} gave no time stamp ({fault}).") from fault
    if len(data) > LARGEST:
        raise InputError("too-large", f"{url} answered more than {LARGEST} bytes, that is no time stamp.")
    return data


def _within(url: str, query: bytes | None, headers: dict[str, str], conduct: Conduct) -> bytes:
    """The same within the limits of capture: no host of one's own network, and no redirect is followed."""
    conduct = replace(conduct, limits=replace(conduct.limits, file_bytes=min(LARGEST, conduct.limits.file_bytes)))
    asking = Asking("GET" if query is None else "POST", tuple(headers.items()), query or b"")
    found = Client(conduct).ask(parse(url), asking)
    if found.fault is not None:
        raise found.fault
    if found.status != 200:
        raise InputError("refused", f"{url} answered {found.status}: check the address, or try later.")
    return found.content(Budget(conduct.limits))
