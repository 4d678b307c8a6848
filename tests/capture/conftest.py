"""Fixture policy: servers on this machine only, raw sockets so that they can misbehave; 127.0.0.5 plays the public net.

That it may be contacted is said by a policy object that only tests have; no setting and no variable can say so.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bukti.capture.addresses import Policy
from bukti.capture.client import Client, Conduct
from bukti.capture.facts import Capture
from bukti.capture.robots import Robots
from bukti.capture.visit import visit
from bukti.settings import Limits

PUBLIC = "127.0.0.5"
Answer = bytes | Callable[[socket.socket], None]


class Local(Policy):
    """Tests only: one address of this machine counts as public."""

    def refusal(self, address: IPv4Address | IPv6Address) -> str | None:
        """As in earnest, except for the one address."""
        return None if str(address) == PUBLIC else super().refusal(address)


@dataclass
class Site:
    """A server that answers a path with exact bytes, or lets a function have the connection; `met` counts those."""

    routes: dict[str, Answer] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    context: ssl.SSLContext | None = None
    port: int = 0
    met: int = 0

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [head.split(b" ")[1].decode() for head in self.asked]


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.met += 1
        try:
            link = site.context.wrap_socket(self.request, server_side=True) if site.context else self.request
            with link:
                head = b""
                while b"\r\n\r\n" not in head and not head.startswith(b"\x16") and (data := link.recv(65536)):
                    head += data
                if not head:
                    return
                site.asked.append(head)
                answer = site.routes.get(head.split(b" ")[1].decode("latin-1"), page(b"nothing here", "404 Not Found"))
                if isinstance(answer, bytes):
                    link.sendall(answer)
                else:
                    answer(link)
                if not site.context:
                    link.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the client has seen enough


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


def page(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return page(b"", status, Location=location)


HTML = b"""<html><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>
<p>The harbour master said the port closed on Monday after two cranes fell into the water.</p>
<p>Nobody was hurt, the fire brigade said, and ferries now leave from the old pier.</p></article></body></html>"""


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Starts servers; all end with the test."""
    running: list[_Server] = []

    def start(routes: Mapping[str, Answer] | None = None, context: ssl.SSLContext | None = None) -> Site:
        server = _Server((PUBLIC, 0), _Handler)
        site = Site(dict(routes or {}), [], context, server.server_address[1])
        server.site = site  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append(server)
        return site

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def net() -> SimpleNamespace:
    """Builds clients: every name of `.example` has the address that plays the public net."""

    def resolve(host: str, _port: int) -> Sequence[str]:
        return (PUBLIC,) if host.endswith((".example", PUBLIC)) else ("127.0.0.1",)

    def client(*sites: Site, limits: Limits | None = None, **changes: object) -> Client:
        policy = Local(frozenset(site.port for site in sites))
        base = {"policy": policy, "resolve": resolve, "delay": 0.0, "limits": limits or Limits(seconds=5)}
        return Client(Conduct(**(base | changes)))  # type: ignore[arg-type]

    def go(url: str, *sites: Site, override: bool = False, **changes: object) -> Capture:
        asking = client(*sites, **changes)  # type: ignore[arg-type]
        return visit(url, asking, Robots(asking, override=override))

    return SimpleNamespace(client=client, go=go)


@dataclass(frozen=True)
class Authority:
    """A certificate authority of one test run."""

    file: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def context(self, name: str, folder: Path, days: int = 1) -> ssl.SSLContext:
        """What a server with a certificate for a name needs; it expired where `days` is negative."""
        key = ec.generate_private_key(ec.SECP256R1())
        signed = _certificate(name, key, self, days)
        pem = folder / f"{name}{days}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context


def _certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: Authority | None, days: int) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    return builder.sign(issuer.key if issuer else key, hashes.SHA256())


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that the tests' servers have their certificates from."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate("Test Authority", key, None, 10)
    file = tmp_path_factory.mktemp("authority") / "roots.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(file, key, certificate)
