"""One request: who is contacted, what is refused, what ends in time, and what a proxy learns."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.capture.conftest import HTML, PUBLIC, Authority, Site, page

from bukti.capture.facts import Exchange
from bukti.capture.target import parse
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.settings import Limits

Serve = Callable[..., Site]


def get(
    net: SimpleNamespace, site: Site, host: str = "site.example", scheme: str = "http", **changes: object
) -> Exchange:
    """The exchange for the front page of a site."""
    found: Exchange = net.client(site, **changes).get(parse(f"{scheme}://{host}:{site.port}/"))
    return found


def test_a_name_that_changes_its_mind_gains_nothing(serve: Serve, net: SimpleNamespace) -> None:
    """The address that was checked is the one that is contacted: the name is looked up once."""
    answers = [(PUBLIC,), ("127.0.0.1",)]
    site = serve({"/": page(HTML)})
    got = get(net, site, resolve=lambda _host, _port: answers.pop(0))
    assert got.fault is None
    assert [contact.address for contact in got.contacts] == [PUBLIC]
    assert len(answers) == 1


@pytest.mark.parametrize(
    "addresses",
    [
        (PUBLIC, "127.0.0.1"),
        ("10.0.0.1",),
        ("::ffff:10.0.0.1",),
        ("169.254.169.254",),
        ("fe80::1%1",),
        ("nonsense",),
        (),
    ],
)
def test_a_name_with_an_address_inside_is_refused(
    serve: Serve, net: SimpleNamespace, addresses: tuple[str, ...]
) -> None:
    """One address that is not public is enough, and nobody is contacted."""
    site = serve({"/": page(HTML)})
    got = get(net, site, resolve=lambda _host, _port: addresses)
    assert got.fault is not None
    assert got.fault.reason == ("private" if addresses else "dns")
    assert got.contacts == ()
    assert site.asked == []


def test_the_next_address_is_tried(serve: Serve, net: SimpleNamespace) -> None:
    """An address that does not answer is recorded as contacted, and the next one is asked."""
    site = serve({"/": page(HTML)})
    policy = SimpleNamespace(check_name=lambda _host, _port: None, checked=lambda _host, addresses: addresses)
    got = get(net, site, resolve=lambda _host, _port: ("127.0.0.6", PUBLIC), policy=policy)
    assert [(one.address, one.connected) for one in got.contacts] == [("127.0.0.6", False), (PUBLIC, True)]
    assert got.status == 200


def trickle(link: socket.socket) -> None:
    """One byte of a head now and then, for ever."""
    link.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    with suppress(OSError):
        while True:
            link.sendall(b"a")
            time.sleep(0.02)


def endless(link: socket.socket) -> None:
    """A body without end."""
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    with suppress(OSError):
        while True:
            link.sendall(b"a" * 65536)


MISBEHAVING = {
    "silence": (lambda link: time.sleep(3), "too-slow"),
    "slowloris": (trickle, "too-slow"),
    "endless body": (endless, "too-large"),
    "huge head": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", "broken"),
    "many headers": (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 40_000 + b"\r\n", "broken"),
    "no HTTP": (b"SSH-2.0-Server\r\n\r\n", "truncated"),
    "closed": (b"", "broken"),
    "short body": (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort", "truncated"),
    "broken chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort", "truncated"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!", "truncated"),
}


@pytest.mark.parametrize("name", MISBEHAVING)
def test_a_server_that_misbehaves_costs_little(serve: Serve, net: SimpleNamespace, name: str) -> None:
    """It ends in time and within size, with a reason, and what came is kept."""
    answer, reason = MISBEHAVING[name]
    limits, begun = Limits(seconds=1, file_bytes=1_000_000), time.monotonic()
    got = get(net, serve({"/": answer}), limits=limits)
    assert got.fault is not None
    assert got.fault.reason == reason
    assert time.monotonic() - begun < 2
    assert len(got.response) <= limits.file_bytes
    if isinstance(answer, bytes):
        assert answer.startswith(got.response)


def test_a_secured_connection_is_described(
    serve: Serve, net: SimpleNamespace, authority: Authority, tmp_path: Path
) -> None:
    """Version, cipher and the server's certificate; the name is proved although an address is connected to."""
    site = serve({"/": page(HTML)}, authority.context("site.example", tmp_path))
    got = get(net, site, scheme="https", roots=str(authority.file))
    assert got.fault is None
    assert got.body == HTML
    assert got.tls is not None
    assert got.tls.version == "TLSv1.3"
    assert got.tls.cipher.startswith("TLS_")
    assert len(digest(got.tls.chain[0])) == 64
    assert f"Host: site.example:{site.port}".encode() in got.request


@pytest.mark.parametrize("fault", ["unknown authority", "other name", "expired", "no TLS"])
def test_a_server_that_does_not_prove_itself_is_told_nothing(
    serve: Serve, net: SimpleNamespace, authority: Authority, tmp_path: Path, fault: str
) -> None:
    """No request goes over a connection that is not secured as it should be."""
    name, days = ("other.example" if fault == "other name" else "site.example"), (-1 if fault == "expired" else 1)
    context = None if fault == "no TLS" else authority.context(name, tmp_path, days)
    site = serve({"/": page(HTML)}, context)
    roots = {} if fault == "unknown authority" else {"roots": str(authority.file)}
    got = get(net, site, scheme="https", **roots)
    assert got.fault is not None
    assert got.fault.reason == "tls"
    assert got.request == b""
    assert b"GET" not in b"".join(site.asked)


@pytest.fixture
def relay() -> Iterator[SimpleNamespace]:
    """A proxy on this machine that speaks CONNECT, forwards HTTP, and speaks SOCKS5; it knows every name."""
    told: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)  # so that it sees that it is over
    state = SimpleNamespace(port=listener.getsockname()[1], told=told, target=0, over=False)

    def pump(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)

    def join(link: socket.socket, first: bytes = b"") -> None:
        with socket.create_connection((PUBLIC, state.target)) as far:
            far.sendall(first)
            back = threading.Thread(target=pump, args=(far, link), daemon=True)
            back.start()
            pump(link, far)
            back.join()

    def serve_one(link: socket.socket) -> None:
        with link:
            told.append(data := link.recv(65536))
            if data.startswith(b"CONNECT"):
                link.sendall(b"HTTP/1.1 200 Yes\r\n\r\n")
                join(link)
            elif data.startswith(b"\x05"):
                link.sendall(b"\x05\x00")
                told.append(link.recv(65536))
                link.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
                join(link)
            elif data:
                join(link, data.replace(b"GET http://site.example:%d" % state.target, b"GET "))

    def run() -> None:
        with listener:
            while not state.over:
                with suppress(OSError):  # who breaks off takes nobody else's connection
                    serve_one(listener.accept()[0])

    running = threading.Thread(target=run, daemon=True)
    running.start()
    yield state
    state.over = True
    running.join()


@pytest.mark.parametrize("proxy", ["http://me:secret@127.0.0.1:{port}", "socks5h://127.0.0.1:{port}"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_looks_names_up_and_its_password_is_not_kept(
    serve: Serve,
    net: SimpleNamespace,
    authority: Authority,
    tmp_path: Path,
    relay: SimpleNamespace,
    proxy: str,
    scheme: str,
) -> None:
    """No name of a target is looked up here, the record holds the request alone, and says that a proxy was used."""
    site = serve({"/": page(HTML)}, authority.context("site.example", tmp_path) if scheme == "https" else None)
    relay.target, asked = site.port, []

    def resolve(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    proxies = {"all": proxy.format(port=relay.port)}
    got = get(net, site, scheme=scheme, proxies=proxies, resolve=resolve, roots=str(authority.file))
    assert got.fault is None
    assert got.body == HTML
    assert asked == ["127.0.0.1"]
    assert (got.contacts[0].host, got.contacts[0].address) == ("site.example", "127.0.0.1")
    assert got.contacts[0].proxy == f"{proxy.split(':', maxsplit=1)[0]}://127.0.0.1:{relay.port}"
    assert any(b"site.example" in told for told in relay.told)
    assert got.request.startswith(b"GET ")
    assert b"uthorization" not in got.request
    assert got.response == site.routes["/"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "printer", "x.local", "[::1]", "metadata.google.internal"])
def test_a_proxy_is_not_asked_for_the_local_network(net: SimpleNamespace, relay: SimpleNamespace, host: str) -> None:
    """What can be told without looking a name up is refused before the proxy hears of it."""
    site = Site(port=80)
    got = get(net, site, host=host, proxies={"all": f"http://127.0.0.1:{relay.port}"})
    assert got.fault is not None
    assert got.fault.reason == "private"
    assert relay.told == []


def test_a_proxy_that_does_not_answer_is_named(net: SimpleNamespace) -> None:
    """Nothing is tried without it."""
    got = get(net, Site(port=80), proxies={"all": f"socks5h://{PUBLIC}:1"}, resolve=lambda host, _port: (host,))
    assert got.fault is not None
    assert (got.fault.reason, [one.connected for one in got.contacts]) == ("proxy", [False])
    assert f"socks5h://{PUBLIC}:1" in got.fault.detail


def test_an_onion_service_is_never_looked_up(net: SimpleNamespace) -> None:
    """Without a proxy nothing is asked, and the remedy is named."""
    got = get(net, Site(port=80), host="abcdef.onion", resolve=lambda *_: pytest.fail("looked up"))
    assert got.fault is not None
    assert "ALL_PROXY" in got.fault.detail


def test_trusted_certificates_that_cannot_be_used_are_an_error_of_use(net: SimpleNamespace, tmp_path: Path) -> None:
    """A file that is not there, and one that holds none."""
    (tmp_path / "none.pem").write_text("no certificate")
    for name in ("gone.pem", "none.pem"):
        with pytest.raises(UsageError, match="SSL_CERT_FILE"):
            net.client(roots=str(tmp_path / name))
