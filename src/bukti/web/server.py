"""The workbench on a port of this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from bukti.errors import UsageError
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.guard import Keys

GRACE = 2  # seconds that open requests have when the program is to end


def serve(desk: Desk, host: str, port: int, opened: Callable[[str], None]) -> None:
    """Serve a case until the program is interrupted.

    Args:
        desk: the case.
        host: `localhost` or a loopback address.
        port: 0 takes a free one.
        opened: told the address that opens the workbench, once it is there.

    Raises:
        UsageError: the host is not this machine, or the port is taken.
    """
    _local(host)
    with _bound(host, port) as listening:
        taken: int = listening.getsockname()[1]
        keys = Keys(taken)
        name = f"[{host}]" if ":" in host else host
        hosts = {f"{one}:{taken}" for one in (name, "localhost", "127.0.0.1")}
        config = uvicorn.Config(
            application(desk, keys, hosts),
            log_level="warning",
            access_log=False,  # addresses of pages would tell what is looked at
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            ws="none",
        )
        opened(f"http://{name}:{taken}/?key={keys.link}")
        desk.assess()
        uvicorn.Server(config).run(sockets=[listening])


def _local(host: str) -> None:
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(
            f"{host!r} is not this machine alone: the workbench has no accounts, so it answers 127.0.0.1, ::1 or "
            "localhost only. Reach it from elsewhere through an SSH tunnel."
        )


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as fault:
        listening.close()
        raise UsageError(f"Port {port} of {host} cannot be used ({fault}): name another with --port.") from fault
    return listening
