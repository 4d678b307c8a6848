"""What an address asks for, read once and strictly, so that what is checked is what is contacted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from bukti.errors import InputError

PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters; RFC 9110 asks servers to take 8,000 octets
SAFE = "/%:@!$&'()*+,;=~-._"
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*")
NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")  # what resolvers take for an IPv4 address, in any notation
ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        scheme: `http` or `https`. host: lower case, ASCII; an IPv6 address without brackets. port: as stated or usual.
        path: what is asked for there, with the query; it begins with `/`.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address in one spelling."""
        return self.origin + self.path

    def joined(self, location: str) -> Target:
        """Where a redirect from here leads.

        Raises:
            InputError: as `parse`.
        """
        try:
            return parse(urljoin(self.url, location.strip()))
        except ValueError as fault:
            raise _wrong(location, str(fault)) from fault


def parse(text: str) -> Target:
    """The target that an address means.

    Raises:
        InputError: `address` with the remedy.
    """
    url = text.strip()
    if len(url) > LONGEST or not url.isprintable():
        raise _wrong(url, f"it is longer than {LONGEST} characters or holds control characters")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as fault:
        raise _wrong(url, str(fault)) from fault
    scheme = split.scheme.lower()
    if scheme not in PORTS:
        raise _wrong(url, "it begins with neither http:// nor https://")
    if "@" in split.netloc:
        raise InputError(
            "address", "The address holds a name or password before @: leave it out, nothing is logged in."
        )
    if port == 0:
        raise _wrong(url, "there is no port 0")
    return Target(scheme, _host(url, split), port or PORTS[scheme], _path(split))


def _host(url: str, split: SplitResult) -> str:
    host = (split.hostname or "").removesuffix(".")
    if ":" in host:
        if "%" in host:
            raise _wrong(url, "it names an interface of this machine")
        try:
            return str(IPv6Address(host))
        except ValueError as fault:
            raise _wrong(url, str(fault)) from fault
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as fault:
            raise _wrong(url, f"its host is no name ({fault})") from fault
    if len(host) > 253 or not NAME.fullmatch(host):
        raise _wrong(url, "it has no host, or a malformed one")
    if NUMERIC.fullmatch(host):
        try:
            return str(IPv4Address(host))
        except ValueError as fault:
            raise _wrong(url, "its host is a number and no address of four decimal parts") from fault
    return host


def _path(split: SplitResult) -> str:
    path = quote(split.path or "/", safe=SAFE)
    whole = f"{path}?{quote(split.query, safe=SAFE + '?')}" if split.query else path
    return ESCAPE.sub("%25", whole)


def _wrong(url: str, problem: str) -> InputError:
    return InputError(
        "address", f"{url[:200]!r} cannot be fetched, {problem}: give an address such as https://host/page."
    )
