"""One request at a time, over a connection of its own, without cookies or passwords."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import certifi
import httpcore

from bukti import __version__
from bukti.capture.addresses import Policy, Resolve, resolve
from bukti.capture.facts import Exchange, moment
from bukti.capture.network import Backend, Wire
from bukti.capture.proxies import Proxy, proxy_for
from bukti.capture.target import Target
from bukti.errors import InputError, UsageError
from bukti.settings import Limits

ROBOT = "Bukti"  # the product token that robots.txt knows us by
AGENT = f"{ROBOT}/{__version__} (evidence capture on request of a person; robots.txt token {ROBOT})"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def trusted_roots() -> str:
    """The file of roots that certificates are checked against: SSL_CERT_FILE where it is set, else certifi's."""
    return os.environ.get("SSL_CERT_FILE") or certifi.where()


@dataclass(frozen=True, slots=True)
class Conduct:
    """How Bukti behaves on the net.

    Attributes:
        policy: who may be contacted. resolve: looks names up. proxies: as `proxies.from_environment`.
        limits: `file_bytes` an answer, `seconds` an exchange, `archive_ratio` of what is unpacked.
        delay: seconds between two requests to one host. roots: file of trusted certificates.
    """

    policy: Policy = field(default_factory=Policy)
    limits: Limits = field(default_factory=Limits)
    proxies: Mapping[str, str] = field(default_factory=dict)
    delay: float = 1.0
    roots: str = field(default_factory=trusted_roots)
    resolve: Resolve = resolve


@dataclass(frozen=True, slots=True)
class Asking:
    """How a target is asked for: the method, headers besides our own, and what is sent."""

    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


PAGE = Asking()  # as pages are


class Client:
    """Sends requests and records them.

    Args:
        conduct: within which it stays.

    Raises:
        UsageError: the file of trusted certificates cannot be used.
    """

    def __init__(self, conduct: Conduct) -> None:
        self.conduct = conduct
        try:
            self._tls = ssl.create_default_context(cafile=conduct.roots)
        except OSError as fault:  # among them what `ssl` says of a file without certificates
            raise UsageError(
                f"The trusted certificates {conduct.roots} cannot be used ({fault}): check SSL_CERT_FILE."
            ) from fault
        self._free: dict[str, float] = {}  # when each host may be asked again

    def get(self, target: Target, delay: float = 0.0) -> Exchange:
        """Ask for a target; what goes wrong is part of the record.

        Args:
            target: what to ask for.
            delay: seconds before the host may be asked again, where it wants more than our own.
        """
        return self.ask(target, PAGE, delay)

    def ask(self, target: Target, asking: Asking, delay: float = 0.0) -> Exchange:
        """The same in another way than pages are asked for."""
        try:
            proxy = self._cleared(target)
        except InputError as fault:
            return Exchange(target.url, moment(), moment(), b"", b"", None, (), (), None, fault)
        self._wait(target.host, max(self.conduct.delay, delay))
        return self._exchanged(target, asking, proxy)

    def _cleared(self, target: Target) -> Proxy | None:
        """The proxy to use, once it is clear that the target may be asked at all.

        Raises:
            InputError: it may not.
        """
        self.conduct.policy.check_name(target.host, target.port)
        proxy = proxy_for(target, self.conduct.proxies)
        if proxy is None and target.host.endswith(".onion"):  # no resolver may hear of it (RFC 7686)
            raise InputError("proxy", "Onion services are reached through Tor: set ALL_PROXY=socks5h://127.0.0.1:9050.")
        return proxy

    def _exchanged(self, target: Target, asking: Asking, proxy: Proxy | None) -> Exchange:
        conduct, fault, status = self.conduct, None, None
        headers: tuple[tuple[str, str], ...] = ()
        started = moment()
        wire = Wire(target.host, conduct.limits.seconds, conduct.limits.file_bytes)
        backend = Backend(wire, conduct.policy, conduct.resolve, proxy)
        try:
            with _named(wire), self._pool(backend, proxy) as pool:
                extensions = {"trace": wire.trace}
                url, headers_, sent = _url(target), _headers(target, asking), asking.body or None
                with pool.stream(asking.method, url, headers=headers_, content=sent, extensions=extensions) as answer:
                    status = answer.status
                    headers = tuple((name.decode("latin-1"), _text(value)) for name, value in answer.headers)
                    for _ in answer.iter_stream():
                        pass  # the wire remembers
        except InputError as problem:
            fault = problem
        sent, came, met = wire.request, wire.response, tuple(wire.contacts)
        return Exchange(target.url, started, moment(), sent, came, status, headers, met, wire.tls, fault)

    def _wait(self, host: str, delay: float) -> None:
        """Wait until a host may be asked, and note when it may be asked again."""
        time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
        self._free[host] = time.monotonic() + delay

    def _pool(self, backend: Backend, proxy: Proxy | None) -> httpcore.ConnectionPool:
        if proxy is None:
            return httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend)
        url = httpcore.URL(scheme=proxy.scheme, host=proxy.host, port=proxy.port, target="/")
        if proxy.scheme.startswith("socks"):
            url = httpcore.URL(scheme="socks5", host=proxy.host, port=proxy.port, target="/")
            return httpcore.SOCKSProxy(url, proxy.auth, self._tls, network_backend=backend)
        secure = self._tls if proxy.scheme == "https" else None
        return httpcore.HTTPProxy(
            url, proxy.auth, ssl_context=self._tls, proxy_ssl_context=secure, network_backend=backend
        )


def _url(target: Target) -> httpcore.URL:
    """The target in parts, so that nobody parses it a second time and differently."""
    return httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)


def _headers(target: Target, asking: Asking) -> list[tuple[bytes | str, bytes | str]]:
    length = {"Content-Length": str(len(asking.body))} if asking.body else {}
    return [("Host", target.authority), *{**HEADERS, **dict(asking.headers), **length}.items()]


def _text(value: bytes) -> str:
    """A header's value; servers write UTF-8 where the standard knows only bytes."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _named(wire: Wire) -> Iterator[None]:
    """Every way in which a connection fails, as a reason and a remedy."""
    try:
        yield
    except InputError:
        raise
    except httpcore.TimeoutException as fault:
        raise InputError("too-slow", f"The server did not answer within {wire.seconds:g} s: try later.") from fault
    except httpcore.ProxyError as fault:
        raise InputError("proxy", f"The proxy refused ({fault}): check it, and that the host is reachable.") from fault
    except httpcore.ConnectError as fault:
        raise _unconnected(fault, wire) from fault
    except Exception as fault:  # hostile servers make protocol code raise anything; what came is kept
        if b"\r\n\r\n" in wire.received:
            raise InputError("truncated", f"The answer broke off ({_words(fault)}): fetch it again.") from fault
        raise InputError(
            "broken", f"The server gave no answer in HTTP ({_words(fault)}): check the address."
        ) from fault


def _unconnected(fault: httpcore.ConnectError, wire: Wire) -> InputError:
    secured = next((cause for cause in fault.args if isinstance(cause, ssl.SSLError)), None)
    if secured is not None:
        return InputError("tls", f"The server does not prove who it is ({_words(secured)}): nothing was asked of it.")
    if (proxy := wire.contacts[-1].proxy if wire.contacts else "") and not wire.contacts[-1].connected:
        return InputError("proxy", f"The proxy {proxy} does not answer ({_words(fault)}): start it, or unset it.")
    return InputError("unreachable", f"No connection ({_words(fault)}): check the address, or try later.")


def _words(fault: Exception) -> str:
    return str(fault)[:200] or type(fault).__name__
