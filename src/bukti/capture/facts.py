"""What is known of a fetch: who was contacted, what went over the wire, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bukti.errors import InputError
from bukti.ids import digest
from bukti.intake import parts, warc
from bukti.intake.base import Budget


def moment() -> datetime:
    """The time by this machine's clock, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt to connect.

    Attributes:
        host: of the target. address, port: that were connected to; those of the proxy, where there is one.
        proxy: its scheme, host and port; it then looks the host up; empty without one.
        connected: whether somebody answered.
    """

    host: str
    address: str
    port: int
    at: datetime
    proxy: str = ""
    connected: bool = True


@dataclass(frozen=True, slots=True)
class Tls:
    """A secured connection.

    Attributes:
        version, cipher: as negotiated. chain: certificates as the server sent them (DER), its own first.
    """

    version: str
    cipher: str
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    Attributes:
        request, response: exact bytes on the wire, inside TLS; what a proxy was told is left out.
        status, headers: of the answer; None and empty where no whole head came.
        fault: why there is no whole answer, if there is none.
    """

    url: str
    started: datetime
    ended: datetime
    request: bytes
    response: bytes
    status: int | None
    headers: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    tls: Tls | None
    fault: InputError | None = None

    @property
    def body(self) -> bytes:
        """The answer without its head, coded as it came: what intake reads as the report's bytes."""
        return warc.split(self.response)[1]

    def content(self, budget: Budget) -> bytes:
        """The body without its codings.

        Raises:
            InputError: `encoding`, or an archive limit: what unpacks to many times its size is a bomb.
        """
        codings = warc.codings({key.lower(): value for key, value in self.headers})
        return parts.http(self.body, codings, budget)

    def header(self, name: str) -> str:
        """The first header of a lower-case name, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Permission:
    """What robots.txt says of one address (RFC 9309).

    Attributes:
        url: of the robots.txt. allowed: what it says. why: one sentence. sha256: of its bytes, where it was read.
        overridden: it says no, and the user said to go on.
        delay: seconds between requests that it asks for.
    """

    url: str
    allowed: bool
    why: str
    sha256: str = ""
    overridden: bool = False
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A full-page picture.

    Attributes:
        png: its bytes; empty where there is none. why: why there is none.
        url: what the browser showed, which a script may have changed.
        browser: name and version. parts: what the page asked for, and what became of each.
    """

    png: bytes = b""
    why: str = ""
    url: str = ""
    browser: str = ""
    taken: datetime | None = None
    parts: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch, whatever came of it.

    Attributes:
        asked: the address as the user gave it.
        robots: every request for a robots.txt. steps: every other request, redirects in order.
        permissions: one for each address that was about to be asked.
        page: the last body without its codings; empty where there is none.
        fault: why no page was fetched, if none was.
    """

    asked: str
    started: datetime
    ended: datetime
    robots: tuple[Exchange, ...] = ()
    steps: tuple[Exchange, ...] = ()
    permissions: tuple[Permission, ...] = ()
    page: bytes = b""
    fault: InputError | None = None
    picture: Picture = Picture(why="not asked for")

    @property
    def final(self) -> Exchange | None:
        """The last exchange."""
        return self.steps[-1] if self.steps else None

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """All that went over the wire."""
        return (*self.robots, *self.steps, *self.picture.parts)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Everyone who was contacted, in order of time."""
        return tuple(sorted((c for e in self.exchanges for c in e.contacts), key=lambda c: c.at))

    @property
    def media_type(self) -> str:
        """Of the page, as the server declares it; empty where it does not."""
        return self.final.header("content-type").split(";")[0].strip().lower() if self.final else ""

    @property
    def sha256(self) -> str:
        """Of the body as it came, which is the report's identity; empty where none came."""
        return digest(self.final.body) if self.final and self.final.body else ""
