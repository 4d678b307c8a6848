"""Proxies of the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY): an HTTP one, or SOCKS as Tor has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# the stubs leave the second one out
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

from bukti.capture.target import Target
from bukti.errors import UsageError

PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy. It looks names up itself, also where its scheme is `socks5`: no resolver here hears of the target."""

    scheme: str
    host: str
    port: int
    auth: tuple[str, str] | None = None

    @property
    def shown(self) -> str:
        """Scheme, host and port, without the password."""
        return f"{self.scheme}://{self.host}:{self.port}"


def from_environment() -> Mapping[str, str]:
    """The proxies that the environment names, by scheme, with `all` and `no`."""
    return getproxies_environment()


def proxy_for(target: Target, proxies: Mapping[str, str]) -> Proxy | None:
    """The proxy through which a target is asked, if any.

    Args:
        target: what is asked.
        proxies: as `from_environment` gives them.

    Raises:
        UsageError: the proxy's address is malformed or of a sort that is not known.
    """
    named = proxies.get(target.scheme) or proxies.get("all")
    if not named or proxy_bypass_environment(target.host, dict(proxies)):
        return None
    try:
        split = urlsplit(named if "://" in named else f"http://{named}")
        port = split.port
    except ValueError as fault:
        raise UsageError(f"The address of the proxy is malformed ({fault}): write scheme://host:port.") from fault
    scheme = split.scheme.lower()
    if scheme not in PORTS or not split.hostname:
        raise UsageError(f"A proxy of the sort {scheme!r} is not known: use http, https, socks5 or socks5h.")
    auth = (unquote(split.username), unquote(split.password or "")) if split.username else None
    return Proxy(scheme, split.hostname, port or PORTS[scheme], auth)
