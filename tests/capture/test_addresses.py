"""Which addresses are public, and which texts are addresses of pages at all."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.capture.addresses import Policy
from bukti.capture.proxies import Proxy, proxy_for
from bukti.capture.target import Target, parse
from bukti.errors import InputError, UsageError

PRIVATE = """127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 100.100.100.200 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255 168.63.129.16 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 fe80::1 fe80::1%2 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1 2001::1 2001:db8::1
2002:7f00:1:: 2002:808:808::1 3fff::1"""
PUBLIC = """1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 172.32.0.1 2606:4700::1111 2a00:1450::1
64:ff9b::808:808 ::ffff:8.8.8.8"""


@pytest.mark.parametrize("text", PRIVATE.split())
def test_what_is_not_public_is_refused(text: str) -> None:
    """Loopback, private, link-local, CGNAT, unique local, metadata, special use, and IPv4 inside IPv6."""
    assert Policy().refusal(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC.split())
def test_what_is_public_is_not(text: str) -> None:
    """Addresses that stand beside the refused ranges, and public IPv4 inside IPv6."""
    assert Policy().refusal(ip_address(text)) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("HTTP://Site.Example.:80", "http://site.example/"),
        ("https://site.example:443/a b?q=ü#part", "https://site.example/a%20b?q=%C3%BC"),
        ("https://bücher.example/%zz%41", "https://xn--bcher-kva.example/%25zz%41"),
        ("http://[2606:4700:0::1111]:8080/x", "http://[2606:4700::1111]:8080/x"),
        ("  http://8.8.8.8?x=1 ", "http://8.8.8.8/?x=1"),
    ],
)
def test_an_address_has_one_spelling(text: str, url: str) -> None:
    """Case, usual ports, fragments and escapes are the same for what is checked, asked and recorded."""
    assert parse(text).url == url


WRONG = [
    "",
    "site.example",
    "ftp://site.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://",
    "http:///path",
    "http://user@site.example/",
    "http://site.example\\@127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1.0x1/",
    "http://site.example:0/",
    "http://site.example:99999/",
    "http://[fe80::1%25eth0]/",
    "http://[::1/",
    "http://site..example/",
    "http://-a.example/",
    "http://site.example/\r\nHost: other",
    "http://ex\u2100mple.org/",
    "http://" + "a" * 9000,
]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_address_of_a_page_is_refused(text: str) -> None:
    """Other schemes, passwords, and every notation that two readers may understand in two ways."""
    with pytest.raises(InputError) as caught:
        parse(text)
    assert caught.value.reason == "address"


PIECES = [
    "site.example",
    "127.0.0.1",
    "[::1]",
    "@",
    ":",
    ":80",
    "/",
    "\\",
    "?",
    "#",
    "%",
    "%2e",
    ".",
    "..",
    "ü",
    "。",
    "①",
    "0x7f",
]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_what_is_read_once_is_read_again_the_same(pieces: list[str]) -> None:
    """Any text is refused with a reason, or has one spelling that every reader understands in one way."""
    try:
        target = parse("http://" + "".join(pieces))
    except InputError:
        return
    assert parse(target.url) == target


@pytest.mark.parametrize("text", ["http://２１３０７０６４３３/", "http://①②⑦.⓪.⓪.①/"])
def test_digits_of_other_scripts_are_the_numbers_that_they_mean(text: str) -> None:
    """What a resolver would take for an address of this machine is one, or none."""
    try:
        host = parse(text).host
    except InputError:
        return
    assert Policy().refusal(ip_address(host))


def test_proxies_are_chosen_as_the_environment_says() -> None:
    """By scheme, then for all; not for hosts that are excepted; a sort that is not known is an error of use."""
    target = Target("https", "site.example", 443, "/")
    assert proxy_for(target, {}) is None
    assert proxy_for(target, {"all": "socks5://tor:9050"}) == Proxy("socks5", "tor", 9050)
    assert proxy_for(target, {"https": "me:a%40b@proxy", "all": "socks5://tor"}) == Proxy(
        "http", "proxy", 80, ("me", "a@b")
    )
    assert proxy_for(target, {"https": "http://proxy", "no": ".example"}) is None
    with pytest.raises(UsageError, match="socks4"):
        proxy_for(target, {"all": "socks4://tor:9050"})
    with pytest.raises(UsageError, match="malformed"):
        proxy_for(target, {"all": "http://proxy:port"})
