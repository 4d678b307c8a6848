"""Which addresses may be contacted: public ones, so no page can make Bukti speak to the machine or network it is on.

A name is looked up once, every address that it has must be public, and the connection goes to one of those addresses:
a name that changes its mind between the check and the connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from bukti.errors import InputError

Resolve = Callable[[str, int], Sequence[str]]
GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA gives out for the public net
TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64 (RFC 6052): the last 32 bits are an IPv4 address
# Teredo and its like, 6to4, documentation (RFC 9637, newer than the tables of Python 3.11)
SPECIAL = (IPv6Network("2001::/23"), IPv6Network("2002::/16"), IPv6Network("3fff::/20"))
PROVIDERS = frozenset({IPv4Address("168.63.129.16")})  # public by number, yet a cloud's own door to its machines
# RFC 6761, 6762, 8375 and the top-level name that ICANN keeps for private use
LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "invalid", "test")


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, by the system's resolver.

    Raises:
        InputError: `dns`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise InputError("dns", f"The name {host} is not found ({fault}): check the address.") from fault
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may be contacted.

    Attributes:
        ports: on which a server may be asked.
        named: hosts that the user named as servers of their own: they may be local, nothing that a page says adds any.
    """

    ports: frozenset[int] = frozenset({80, 443})
    named: frozenset[str] = frozenset()

    def check_name(self, host: str, port: int) -> None:
        """Refuse what is refused whatever address it has, also where a proxy looks the name up.

        Raises:
            InputError: `port`, `private`.
        """
        try:
            reason = self.refusal(ip_address(host))
        except ValueError:
            local = "." not in host or any(f".{host}".endswith(f".{name}") for name in LOCAL_NAMES)
            reason = "a name of the local network" if local else None
        if reason and host not in self.named:
            raise self._refused(host, reason)
        if port not in self.ports:
            raise InputError("port", f"Port {port} of {host} is not asked: allow it with --port {port}.")

    def checked(self, host: str, addresses: Sequence[str]) -> Sequence[str]:
        """The addresses of a name, all of which may be contacted.

        Raises:
            InputError: `private` when one of them may not; `dns` when there is none.
        """
        if not addresses:
            raise InputError("dns", f"The name {host} has no address: check it.")
        if host in self.named:
            return addresses
        for text in addresses:
            try:
                reason = self.refusal(ip_address(text))
            except ValueError:
                reason = "no address"
            if reason:
                raise self._refused(f"{host} ({text})", reason)
        return addresses

    def refusal(self, address: IPv4Address | IPv6Address) -> str | None:
        """Why an address is not contacted, or None where it is public."""
        if isinstance(address, IPv6Address):
            inner = address.ipv4_mapped
            if inner is None and address in TRANSLATED:
                inner = IPv4Address(int(address) & 0xFFFF_FFFF)
            if inner is not None:
                return self.refusal(inner)
            if address not in GLOBAL_UNICAST or any(address in net for net in SPECIAL) or address.scope_id:
                return "no public IPv6 address"
        if not address.is_global or address.is_multicast or address.is_reserved or address in PROVIDERS:
            return "an address of the local machine or network, or one kept for special use"
        return None

    @staticmethod
    def _refused(what: str, reason: str) -> InputError:
        return InputError("private", f"{what} is {reason}: Bukti fetches from the public net only.")
