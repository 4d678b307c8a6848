"""Addresses: spellings of one page, pages that differ, and what is no page."""

from __future__ import annotations

import pytest

from bukti.derivation.addresses import LONGEST, address, host


@pytest.mark.parametrize(
    "url",
    [
        "https://mirror.test/flood/one",
        "http://www.mirror.test/flood/one/",
        "HTTPS://M.Mirror.Test:443/flood/one#top",
        "https://amp.mirror.test/flood/one?utm_source=feed&utm_medium=x&fbclid=AbC",
        "https://mirror.test/flood/one/amp/",
        "https://mirror.test/amp/flood/one",
        "https://mirror.test/flood/one.amp",
        "https://mirror.test//flood/one/index.html",
        "https://mirror.test/fl%6Fod/one?ref=home&amp=1",
        "https://web.archive.org/web/20240304120000/https://www.mirror.test/flood/one",
        "https://web.archive.org/web/2024id_/http://mirror.test/flood/one",
        "https://web.archive.org/web/20240304/mirror.test/flood/one",
        "https://web.archive.org/web/2025/https://web.archive.org/web/2024/https:/mirror.test/flood/one",
        "https://www-mirror-test.cdn.ampproject.org/c/s/www.mirror.test/flood/one",
        "https://www.google.com/amp/s/mirror.test/flood/one",
        " https://user:secret@mirror.test/flood/one ",
    ],
)
def test_spellings_of_one_page(url: str) -> None:
    """Scheme, mobile and AMP hosts, tracking, index pages and archives do not tell pages apart."""
    assert address(url) == "mirror.test/flood/one"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://mirror.test/a?id=1", "https://mirror.test/a?id=2"),
        ("https://mirror.test/A", "https://mirror.test/a"),
        ("https://mirror.test/amplifier", "https://mirror.test/lifier"),
        ("https://amp.test/a", "https://test/a"),
        ("https://m.test/a", "https://mirror.test/a"),
        ("https://archive.ph/AbCdE", "https://archive.ph/FgHiJ"),
        ("https://mirror.test/a%2Fb", "https://mirror.test/a"),
    ],
)
def test_different_pages(one: str, two: str) -> None:
    """What may lead elsewhere keeps its own address."""
    assert address(one) != address(two)


def test_spelling_of_letters_and_fields() -> None:
    """Percent signs, other scripts, ASCII hosts and the order of fields make no difference."""
    assert address("https://xn--e1afmkfd.test/%D0%B4%D0%B0") == address("https://пример.test/да")
    assert address("https://mirror.test/a?y=2&x=1") == address("http://mirror.test/a/?x=1&y=2&gclid=7")
    assert address("https://en.m.mirror.test/a") == address("https://en.mirror.test/a")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "no address",
        "mailto:desk@mirror.test",
        "javascript:alert(1)",
        "https://[broken",
        "https://",
        "http://mirror.test:port/a" + "x" * LONGEST,
        "https://web.archive.org/web/2024/" * 5 + "https://mirror.test",
    ],
)
def test_no_page(url: str) -> None:
    """What has no host, is hostile, or never comes to a page is no page."""
    assert address(url) == ""


@pytest.mark.parametrize(
    "url", ["http://a.test:99999999/x", "http://xn--.test/a", "http://a.test/%ff%fe%00?%zz=%&=&;", "//a"]
)
def test_odd_addresses_do_not_fail(url: str) -> None:
    """Whatever stands in a page's links gives an address or none."""
    assert isinstance(address(url), str)


def test_host() -> None:
    """Hosts lose `www.` and its mobile kin."""
    assert (host("https://www.mirror.test/a"), host("https://m.mirror.test"), host("no")) == (
        "mirror.test",
        "mirror.test",
        "",
    )
