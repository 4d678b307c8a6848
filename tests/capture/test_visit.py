"""From an address to a page: redirects, robots.txt and answers that are none."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from tests.capture.conftest import HTML, PUBLIC, Site, page, redirect

from bukti.ids import digest
from bukti.settings import Limits

Serve = Callable[..., Site]


def test_a_page_is_fetched_as_it_went_over_the_wire(serve: Serve, net: SimpleNamespace) -> None:
    """Request, answer, address and times are recorded; the body is the page to the byte."""
    site = serve({"/news": page(HTML)})
    got = net.go(f"http://www.site.example:{site.port}/news", site)
    assert got.fault is None
    assert got.page == HTML
    assert got.sha256 == digest(HTML)
    assert got.final.response == site.routes["/news"]
    assert got.final.request == site.asked[-1]
    assert b"User-Agent: Bukti/" in got.final.request
    assert [(c.host, c.address) for c in got.contacts] == [("www.site.example", PUBLIC)] * 2
    assert got.started <= got.final.started <= got.final.ended <= got.ended


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://inside.test.org:{port}/"]
)
def test_a_redirect_into_the_local_network_is_refused(serve: Serve, net: SimpleNamespace, location: str) -> None:
    """Every hop is checked like the first: nobody inside is contacted, and the redirect is recorded."""
    site = serve()
    site.routes["/"] = redirect(location.format(port=site.port))
    got = net.go(f"http://site.example:{site.port}/", site)
    assert got.fault.reason == "private"
    assert {contact.address for contact in got.contacts} == {PUBLIC}
    assert got.steps[0].header("location") == location.format(port=site.port)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("ftp://site.example/x", "address"),
        ("http://name:secret@site.example/", "address"),
        ("https://site.example:1/", "port"),
    ],
)
def test_a_redirect_to_what_is_never_asked_is_refused(
    serve: Serve, net: SimpleNamespace, location: str, reason: str
) -> None:
    """Another scheme, a password in the address and a port that nobody allowed end the way."""
    site = serve({"/": redirect(location)})
    assert net.go(f"http://site.example:{site.port}/", site).fault.reason == reason


def test_redirects_are_followed_across_hosts_and_each_host_is_asked_for_its_robots(
    serve: Serve, net: SimpleNamespace
) -> None:
    """A relative and an absolute redirect lead to the page; the second host's rules count for its own pages."""
    second = serve({"/page": page(HTML)})
    first = serve(
        {"/old": redirect("new?a=1"), "/new?a=1": redirect(f"http://b.example:{second.port}/page", "301 Moved")}
    )
    got = net.go(f"http://a.example:{first.port}/old", first, second)
    assert got.page == HTML
    assert first.paths() == ["/robots.txt", "/old", "/new?a=1"]
    assert second.paths() == ["/robots.txt", "/page"]


def test_a_circle_and_an_endless_way_end(serve: Serve, net: SimpleNamespace) -> None:
    """A redirect to itself by way of another, and one that always leads further."""
    site = serve({"/a": redirect("/b"), "/b": redirect("/a")})
    site.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    for start, most in (("/a", 2), ("/0", 11)):
        got = net.go(f"http://site.example:{site.port}{start}", site)
        assert got.fault.reason == "redirect"
        assert len(got.steps) == most


def test_what_robots_txt_forbids_is_not_fetched(serve: Serve, net: SimpleNamespace) -> None:
    """The longest rule counts, wildcards too (RFC 9309); nothing but robots.txt is asked."""
    rules = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: bukti\nDisallow: /secret\nAllow: /secret/open\nDisallow: /*.pdf$\n"
    )
    site = serve({"/robots.txt": page(rules), "/secret/open": page(HTML), "/secret": page(HTML), "/a.pdf": page(HTML)})
    start = f"http://site.example:{site.port}"
    assert net.go(f"{start}/secret/open", site).fault is None
    for path in ("/secret", "/a.pdf"):
        got = net.go(start + path, site)
        assert got.fault.reason == "robots"
        assert got.permissions[0].sha256 == digest(rules)
        assert path not in site.paths()


def test_going_on_against_robots_txt_is_recorded(serve: Serve, net: SimpleNamespace) -> None:
    """The page is fetched, and the record says what robots.txt said and that it was overridden."""
    site = serve({"/robots.txt": page(b"User-agent: *\nDisallow: /"), "/": page(HTML)})
    got = net.go(f"http://site.example:{site.port}/", site, override=True)
    assert got.page == HTML
    assert (got.permissions[0].allowed, got.permissions[0].overridden) == (False, True)


@pytest.mark.parametrize(
    ("answer", "open_"),
    [
        (page(b"no", "404 Not Found"), True),
        (page(b"no", "403 Forbidden"), True),
        (page(b"no", "503 Service Unavailable"), False),
        (b"", False),
        (redirect("/elsewhere"), False),
        (redirect("/robots.txt"), True),
        (page(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"), False),
    ],
    ids=["none", "forbidden", "trouble", "silence", "moved", "circle", "bomb"],
)
def test_a_robots_txt_that_is_not_there(serve: Serve, net: SimpleNamespace, answer: bytes, open_: bool) -> None:
    """Where there is none all is allowed; where the server is in trouble nothing is (RFC 9309, 2.3.1)."""
    site = serve({"/robots.txt": answer, "/elsewhere": page(b"User-agent: *\nDisallow: /"), "/": page(HTML)})
    got = net.go(f"http://site.example:{site.port}/", site)
    assert (got.fault is None) is open_
    assert got.permissions[0].allowed is open_


@pytest.mark.parametrize(
    "status", ["404 Not Found", "304 Not Modified", "206 Partial Content", "204 No Content", "302 Found"]
)
def test_an_answer_that_is_no_page_is_a_result(serve: Serve, net: SimpleNamespace, status: str) -> None:
    """The answer is recorded, and it counts as no page."""
    body = b"" if status[:3] in {"304", "204"} else HTML
    site = serve({"/": page(body, status)})
    got = net.go(f"http://site.example:{site.port}/", site)
    assert got.fault.reason == "http-status"
    assert got.final.status == int(status[:3])
    assert got.page == b""


def test_a_bomb_is_kept_packed_and_never_unpacked_whole(serve: Serve, net: SimpleNamespace) -> None:
    """What unpacks to many times its size is refused, and its bytes are kept as they came."""
    bomb = gzip.compress(bytes(20_000_000))
    site = serve({"/": page(bomb, Content_Encoding="gzip")})
    got = net.go(f"http://site.example:{site.port}/", site)
    assert got.fault.reason == "archive-ratio"
    assert got.final.body == bomb
    assert got.page == b""


def test_a_page_in_pieces_is_put_together(serve: Serve, net: SimpleNamespace) -> None:
    """Chunked and packed: the body is kept as it came, the page is what a reader sees."""
    packed = gzip.compress(HTML)
    chunked = b"".join(b"%x\r\n%b\r\n" % (len(c), c) for c in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    site = serve({"/": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + head + chunked})
    got = net.go(f"http://site.example:{site.port}/", site)
    assert got.final.response == head + chunked
    assert got.page == HTML


def test_a_host_is_not_asked_again_at_once(serve: Serve, net: SimpleNamespace) -> None:
    """Two requests to one host lie as far apart as was asked for; another host need not wait."""
    site = serve({"/": page(HTML)})
    got = net.go(f"http://site.example:{site.port}/", site, delay=0.3, limits=Limits(seconds=5))
    assert (got.steps[0].started - got.robots[0].started).total_seconds() >= 0.29
