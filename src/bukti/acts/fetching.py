"""Pages from the net into a case or a folder (`bukti fetch`): each kept as soon as it is there, before it is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bukti import casework, settings
from bukti.capture import picture, wacz, warc
from bukti.capture.client import Client, Conduct
from bukti.capture.facts import Capture
from bukti.capture.record import Errand, Object, met, record, told
from bukti.capture.robots import Robots
from bukti.capture.visit import visit
from bukti.capture.warc import Archive
from bukti.errors import InputError, UsageError
from bukti.ids import digest
from bukti.intake.litter import WORKING
from bukti.ledger.writer import writer
from bukti.pipeline import PathName
from bukti.progress import Tick, silent
from bukti.store.case import Case, using

INSIDE = "fetch"  # where a capture stands in the list of a case's inputs
ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
}


@dataclass(frozen=True, slots=True)
class Order:
    """How pages are fetched.

    Attributes:
        conduct: on the net. override: go on where robots.txt says no. wacz: keep each as WACZ instead of WARC.
        screenshot: take a full-page picture too, where a browser is there.
    """

    conduct: Conduct = field(default_factory=Conduct)
    override: bool = False
    wacz: bool = False
    screenshot: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page and where it is kept.

    Attributes:
        record: what is known of it, as the file holds it. file: in the folder, or in the case's list.
        fault: why no page was fetched, if none was. contacts: everyone who was contacted, in words.
    """

    record: Object
    file: str
    fault: InputError | None
    contacts: tuple[str, ...]


def fetch(
    urls: Iterable[str], into: Case | Path, errand: Errand, order: Order | None = None, tick: Tick = silent
) -> Iterator[Fetched]:
    """Fetch pages one after the other; one that cannot be fetched is recorded like the others.

    Args:
        urls: http or https addresses.
        into: a case, or a folder, which is made.
        errand: who fetches, and why.
        order: how.
        tick: told after each page.

    Raises:
        UsageError: robots.txt is to be overridden without a reason, or a proxy's address is malformed.
    """
    chosen, addresses = order or Order(), list(dict.fromkeys(urls))
    if chosen.override and not errand.reason:
        raise UsageError("Going on where robots.txt says no needs its reason: add --reason.")
    client = Client(chosen.conduct)
    robots = Robots(client, override=chosen.override)
    for done, url in enumerate(addresses, 1):
        capture = visit(url, client, robots)
        if chosen.screenshot:
            capture = replace(capture, picture=picture.take(capture, chosen.conduct))
        file = _kept(capture, into, errand, packed=chosen.wacz)
        yield Fetched(record(capture, errand), file, capture.fault, tuple(map(met, capture.contacts)))
        tick("fetch", done, len(addresses))


def errand(author: str | None, reason: str) -> Errand:
    """Who fetches, the login name where none is given, and why."""
    return Errand(casework.author(author), reason.strip())


@contextmanager
def place(case: PathName | None, folder: PathName | None) -> Iterator[Case | Path]:
    """Where captures go: a case, created where there is none, or a folder."""
    if case is None:
        yield Path(folder or "fetched")
        return
    with using(case) as opened:
        yield opened


def recorded(data: bytes) -> Object | None:
    """The record in a capture that `fetch` wrote; None where there is none.

    Args:
        data: bytes of the file; they must be those of the log, since nothing that they say is checked.
    """
    return warc.recorded(wacz.unpack(data) if data.startswith(b"PK") else data)


def _kept(capture: Capture, into: Case | Path, errand: Errand, *, packed: bool) -> str:
    """Keep a capture, and give its file."""
    archive = warc.write(capture, errand)
    data, ending = (_packed(capture, archive, into, errand), "wacz") if packed else (archive.data, "warc.gz")
    name = _name(capture)
    if isinstance(into, Case):
        file = f"{INSIDE}/{name}.{ending}"
        into.take(file, data, told(capture, errand, file))
        return file
    into.mkdir(parents=True, exist_ok=True)
    _write(into / f"{name}.{ending}", data)
    if capture.page and not capture.fault:
        _write(into / f"{name}{WORKING}{ENDINGS.get(capture.media_type, 'bin')}", capture.page)
    if capture.picture.png:
        _write(into / f"{name}{WORKING}png", capture.picture.png)
    return str(into / f"{name}.{ending}")


def _packed(capture: Capture, archive: Archive, into: Case | Path, errand: Errand) -> bytes:
    """A capture as WACZ, signed by whoever fetched."""
    user = into.writer if isinstance(into, Case) else writer(settings.from_environment())
    return wacz.pack(capture, archive, errand, user.signer.sign_archive if user.signer else None)


def _name(capture: Capture) -> str:
    """A file name that says when and where; nothing of it comes from a page."""
    found = re.match(r"\s*https?://(?:[^/?#@]*@)?([^/?#:@]+)", capture.asked, re.IGNORECASE)
    host = re.sub(r"[^a-z0-9.-]", "_", found[1].lower() if found else "address")[:60]
    stamp = f"{capture.started:%Y%m%dT%H%M%SZ}"
    return f"{stamp}-{host}-{digest(f'{capture.asked} {capture.started}'.encode('utf-8', 'replace'))[:8]}"


def _write(path: Path, data: bytes) -> None:
    """A new file, on disk when this returns; an existing one is never replaced."""
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
