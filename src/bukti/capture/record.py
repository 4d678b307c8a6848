"""The record of a fetch, in the fields that the Berkeley Protocol asks for; what was not done says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukti import __version__
from bukti.capture.facts import Capture, Contact, Exchange, Permission, Picture, Tls
from bukti.ids import digest

VERSION = 1
NOT_DONE = "not done"
SOFTWARE = f"Bukti {__version__}"
METHOD = "HTTP GET, one connection a request; no cookies, no login; no script was run for the page itself"

Object = dict[str, Any]
FIELDS = frozenset(  # of a record that are told of an item's custody
    {"url", "final_url", "redirects", "retrieved", "headers", "sha256", "addresses", "tls", "screenshot"}
    | {"method", "tool", "who", "reason"}
)


@dataclass(frozen=True, slots=True)
class Errand:
    """Who fetches, and why.

    Attributes:
        who: name. reason: in words; empty where none was given.
    """

    who: str
    reason: str = ""


def written(when: datetime) -> str:
    """A time in UTC, ISO 8601, to the microsecond, as WARC 1.1 writes it."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(capture: Capture, errand: Errand) -> Object:
    """Everything that is known of a fetch, as JSON; the keys are explained in docs/capture.md."""
    last = capture.final
    return {
        "bukti": "fetch",
        "version": VERSION,
        "url": capture.asked,
        "final_url": last.url if last else NOT_DONE,
        "redirects": [_redirect(step) for step in capture.steps[:-1]],
        "started": written(capture.started),
        "ended": written(capture.ended),
        "retrieved": written(last.started) if last else NOT_DONE,
        "status": last.status if last and last.status else NOT_DONE,
        "headers": [list(pair) for pair in last.headers] if last else [],
        "media_type": capture.media_type or NOT_DONE,
        "bytes": len(last.body) if last else 0,
        "sha256": capture.sha256 or NOT_DONE,
        "page": {"bytes": len(capture.page), "sha256": digest(capture.page)} if capture.page else NOT_DONE,
        "addresses": [contact(one) for one in capture.contacts],
        "tls": tls(last.tls) if last and last.tls else NOT_DONE,
        "robots": [_permission(one) for one in capture.permissions],
        "screenshot": _picture(capture.picture),
        "method": METHOD,
        "tool": SOFTWARE,
        "who": errand.who,
        "reason": errand.reason or NOT_DONE,
        "time_stamp": NOT_DONE,  # the clock is this machine's
        "failure": {"reason": capture.fault.reason, "detail": capture.fault.detail} if capture.fault else None,
    }


def told(capture: Capture, errand: Errand, file: str) -> Object:
    """What the log of a case says of a fetch; everything else is in the file.

    Args:
        capture: of the page.
        errand: of whoever fetched it.
        file: where it is kept.
    """
    last = capture.final
    return {
        "url": _text(capture.asked),
        "final_url": _text(last.url) if last else NOT_DONE,
        "status": (last.status if last else None) or NOT_DONE,
        "failure": capture.fault.reason if capture.fault else "",
        "file": file,
        "who": errand.who,
        "reason": errand.reason or NOT_DONE,
    }


def _text(address: str) -> str:
    """An address without what no database holds."""
    return address.encode("utf-8", "replace").decode()


def contact(one: Contact) -> Object:
    """An address that was contacted."""
    names = "by the proxy" if one.proxy else "on this machine"
    return {
        "host": one.host,
        "address": one.address,
        "port": one.port,
        "at": written(one.at),
        "connected": one.connected,
        "proxy": one.proxy or None,
        "target_names_looked_up": names,
    }


def tls(secured: Tls) -> Object:
    """A secured connection, with the digest of each certificate; the certificates themselves lie in the WARC file."""
    return {
        "version": secured.version,
        "cipher": secured.cipher,
        "verified": "against the trusted roots, for the name that was asked",
        "chain_sha256": [digest(certificate) for certificate in secured.chain],
    }


def _redirect(step: Exchange) -> Object:
    return {
        "url": step.url,
        "status": step.status,
        "location": step.header("location"),
        "at": written(step.started),
        "tls": tls(step.tls) if step.tls else NOT_DONE,
    }


def _permission(one: Permission) -> Object:
    return {
        "url": one.url,
        "allowed": one.allowed,
        "overridden": one.overridden,
        "why": one.why,
        "sha256": one.sha256 or NOT_DONE,
        "delay_seconds": f"{one.delay:g}",
    }


def _picture(picture: Picture) -> Object | str:
    if not picture.png or picture.taken is None:
        return f"{NOT_DONE}: {picture.why}"
    return {
        "sha256": digest(picture.png),
        "bytes": len(picture.png),
        "taken": written(picture.taken),
        "shown_url": picture.url,
        "browser": picture.browser,
        "parts": [_part(one) for one in picture.parts],
    }


def _part(one: Exchange) -> Object:
    return {"url": one.url, "status": one.status, "failure": one.fault.reason if one.fault else None}


def met(one: Contact) -> str:
    """A contact in words."""
    through = f", the proxy {one.proxy}," if one.proxy else ""
    return f"{one.address} port {one.port}{through} for {one.host}{'' if one.connected else ' (no answer)'}"
