"""Connections that go only where the policy allows, end in time, stay within size, and remember every byte."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import httpcore

from bukti.capture.addresses import Policy, Resolve
from bukti.capture.facts import Contact, Tls, moment
from bukti.capture.proxies import Proxy
from bukti.errors import InputError

SENDING = "http11.send_request_headers.started"  # of httpcore's trace
INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d.*?\r?\n\r?\n", re.DOTALL)
SECRET = re.compile(rb"^proxy-authorization:.*?\r\n", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Wire:
    """What one exchange may use, and what went over it.

    Attributes:
        host: of the target. seconds: wall clock for all of it. size: bytes that may come in.
        sent, received: in clear, of the request itself; what was said to a proxy before is dropped.
    """

    host: str
    seconds: float
    size: int
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    contacts: list[Contact] = field(default_factory=list)
    tls: Tls | None = None
    _end: float = 0.0

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            InputError: `too-slow`.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise InputError(
                "too-slow", f"The server took more than {self.seconds:g} s: try later or raise BUKTI_LIMIT_SECONDS."
            )
        return left

    def trace(self, event: str, _facts: Mapping[str, Any]) -> None:
        """Told by httpcore what it does: what went before a request's first byte was for a proxy."""
        if event == SENDING:
            self.sent.clear()
            self.received.clear()

    def add(self, data: bytes) -> None:
        """Remember bytes that came in.

        Raises:
            InputError: `too-large`.
        """
        self.received += data
        if len(self.received) > self.size:
            del self.received[self.size :]
            raise InputError("too-large", f"The answer has more than {self.size} bytes: raise BUKTI_LIMIT_FILE_BYTES.")

    @property
    def request(self) -> bytes:
        """What was sent, without a password for the proxy."""
        return SECRET.sub(b"", bytes(self.sent))

    @property
    def response(self) -> bytes:
        """What came, without interim answers (RFC 9110, 15.2)."""
        data = bytes(self.received)
        while (interim := INTERIM.match(data)) is not None:
            data = data[interim.end() :]
        return data


class Backend(httpcore.NetworkBackend):
    """Opens connections for one exchange.

    Args:
        wire: of the exchange.
        policy: who may be contacted.
        resolve: looks names up.
        proxy: through which everything goes; only its own address is then looked up, and it may be a local one.
    """

    def __init__(self, wire: Wire, policy: Policy, resolve: Resolve, proxy: Proxy | None) -> None:
        self._wire, self._policy, self._resolve, self._proxy = wire, policy, resolve, proxy
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the wire's own time counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by an address that was checked, never by its name."""
        if self._proxy is not None and (host, port) != (self._proxy.host, self._proxy.port):
            raise InputError("proxy", f"{host} was to be asked without the proxy: this is a fault of Bukti.")
        addresses = self._resolve(host, port)
        if self._proxy is None:
            addresses = self._policy.checked(host, addresses)
        fault: Exception = httpcore.ConnectError("no address")
        through = self._proxy.shown if self._proxy else ""
        for address in addresses:
            met = Contact(self._wire.host, address, port, moment(), through)
            try:
                inner = self._system.connect_tcp(address, port, self._wire.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                self._wire.contacts.append(replace(met, connected=False))
                fault = problem
            else:
                self._wire.contacts.append(met)
                return Stream(inner, self._wire)
        raise fault


class Stream(httpcore.NetworkStream):
    """A connection that remembers what went over it."""

    def __init__(self, inner: httpcore.NetworkStream, wire: Wire) -> None:
        self._inner, self._wire = inner, wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the wire's own time counts
        """Some bytes, at most so many; none at the end."""
        data = self._inner.read(max_bytes, self._wire.left())
        self._wire.add(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        """Send bytes."""
        self._inner.write(buffer, self._wire.left())
        self._wire.sent += buffer

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        """Secure the connection; the server proves the name that was asked for, not the address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._wire.left())
        if server_hostname == self._wire.host:  # not that of a proxy
            self._wire.tls = secured(inner.get_extra_info("ssl_object"))
        return Stream(inner, self._wire)

    def get_extra_info(self, info: str) -> Any:
        """As httpcore's own streams."""
        return self._inner.get_extra_info(info)


def secured(tls: Any) -> Tls:
    """The facts of a TLS connection, an `ssl.SSLObject` or the like."""
    whole = getattr(tls, "get_unverified_chain", None)  # of the object inside `ssl`'s own; public since Python 3.13
    sent = whole() if whole else [tls.getpeercert(True)]
    certificates = (c if isinstance(c, bytes) else ssl.PEM_cert_to_DER_cert(c.public_bytes()) for c in sent or ())
    return Tls(tls.version() or "", (tls.cipher() or ("",))[0], tuple(certificates))
