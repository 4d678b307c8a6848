"""The workbench on a port of this machine."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from bukti import settings
from bukti.errors import UsageError
from bukti.team import locks
from bukti.team.accounts import Team
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members
from bukti.web.provider import Provider, read

WAITING = 128  # connections that wait for their turn
TURN = 0.001  # seconds after which a thread that computes lets another one answer; Python's own is five times that
GRACE = 2  # seconds that open requests have when the program is to end


@dataclass(frozen=True, slots=True)
class Place:
    """Where a workbench listens and how it is reached.

    Attributes:
        host: an address of this machine. port: 0 takes a free one.
        team: whether people sign in; without it whoever has the printed address is its only user.
        origin: of the addresses that browsers show, where a server in front of this one speaks TLS.
        certificate, key: files (PEM) with which this one speaks TLS itself.
        provider: configuration (TOML) of a provider of identities that vouches for people.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    team: bool = False
    origin: str = ""
    certificate: Path | None = None
    key: Path | None = None
    provider: Path | None = None


def serve(desk: Desk, place: Place, opened: Callable[[str], None]) -> None:
    """Serve a case until the program is interrupted.

    Args:
        desk: the case.
        place: where.
        opened: told the address that opens the workbench, once it is there.

    Raises:
        UsageError: the host is not this machine and nothing protects what is sent, the port is taken, or a team has no
            accounts.
    """
    _safe(place)
    with _bound(place.host, place.port) as listening:
        taken: int = listening.getsockname()[1]
        name = f"[{place.host}]" if ":" in place.host else place.host
        scheme = "https" if place.certificate else "http"
        hosts = {f"{one}:{taken}" for one in (name, "localhost", "127.0.0.1")} | _hosts(place.origin)
        address = place.origin or f"{scheme}://{name}:{taken}"
        with ExitStack() as stack:
            door = _door(desk, place, (taken, address), stack)
            opened(f"{address}/?key={door.link}" if isinstance(door, Keys) else address)
            desk.assess()
            config = uvicorn.Config(
                application(desk, door, hosts),
                log_level="warning",
                access_log=False,  # addresses of pages would tell what is looked at
                server_header=False,
                timeout_graceful_shutdown=GRACE,
                ws="none",
                ssl_certfile=place.certificate,
                ssl_keyfile=place.key,
            )
            sys.setswitchinterval(TURN)
            uvicorn.Server(config).run(sockets=[listening])


def _door(desk: Desk, place: Place, at: tuple[int, str], stack: ExitStack) -> Keys | Members:
    """Who may come in."""
    if not place.team:
        return Keys(at[0])
    home = settings.from_environment().home
    vouching = (Provider(read(place.provider), at[1]), locks.of_server(home)) if place.provider else None
    team = stack.enter_context(closing(Team(desk.case)))
    secure = place.certificate is not None or place.origin.startswith("https:")
    return Members(team, home, secure=secure, provider=vouching)


def _safe(place: Place) -> None:
    """Refuse what would send secrets in the clear, or open a case to whoever comes.

    Raises:
        UsageError: what, and what to do instead.
    """
    if place.origin and not re.fullmatch(r"https?://[a-z0-9.:\[\]-]+", place.origin):
        raise UsageError(
            f"{place.origin!r} is no origin: write it as https://desk.example.org, small and without a path."
        )
    if not place.team and (place.origin or place.certificate or place.provider):
        raise UsageError("--origin, --certificate and --provider are for a team: add --team.")
    if place.key and not place.certificate:
        raise UsageError("A key needs its certificate: add --certificate FILE.")
    if _local(place.host) or (place.team and place.certificate):
        return
    if place.team:
        raise UsageError(
            f"{place.host!r} can be reached from elsewhere, and passwords would go there in the clear: give "
            "--certificate, or listen on 127.0.0.1 behind a server that speaks TLS and name its --origin."
        )
    raise UsageError(
        f"{place.host!r} is not this machine alone: without --team the workbench has no accounts, so it answers "
        "127.0.0.1, ::1 or localhost only. Reach it from elsewhere through an SSH tunnel."
    )


def _local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _hosts(origin: str) -> set[str]:
    """What the header Host says where an origin is asked for."""
    host = origin.partition("://")[2]
    return {host} if host else set()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(WAITING)  # so that who opens the address at once is not turned away
    except (OSError, OverflowError) as fault:
        listening.close()
        raise UsageError(f"Port {port} of {host} cannot be used ({fault}): name another with --port.") from fault
    return listening
