"""A provider of identities (OpenID Connect): who signs in there is let in here, where an account names them.

Authorization code with PKCE (RFC 7636), state and nonce. The program asks the provider that the file names, and no
other address: its own addresses must lie under the issuer's origin or be https.
"""

from __future__ import annotations

import json
import threading
import time
import tomllib
from base64 import b64encode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpcore

from bukti.errors import BuktiError, UsageError
from bukti.web.tokens import Expected, subject

KNOWN = "/.well-known/openid-configuration"
KEPT = 3600  # seconds that what the provider tells of itself is kept
OPEN, MOST = 600, 1000  # seconds that a sign-in may take, and sign-ins that may be open at once
LARGEST, PATIENCE = 1_000_000, 10.0  # bytes and seconds of an answer
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
RETURN = "/oidc/return"


class ProviderError(BuktiError):
    """The provider does not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that is open: secrets of it, where it leads, and when it ends."""

    nonce: str
    verifier: str
    browser: str
    next: str
    ends: float


@dataclass(frozen=True, slots=True)
class Config:
    """What the file says: the issuer, our id and secret there (PKCE alone protects without), its name for people."""

    issuer: str
    client_id: str
    client_secret: str = ""
    name: str = "your organisation"


def read(path: Path) -> Config:
    """The configuration in a TOML file.

    Raises:
        UsageError: it cannot be read, lacks something, or names an issuer that is not protected.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        made = Config(**found)
    except (OSError, ValueError, TypeError) as fault:
        raise UsageError(f"{path} is no configuration of a provider ({fault}): give issuer and client_id.") from fault
    if not all(isinstance(value, str) for value in found.values()) or not _protected(made.issuer):
        raise UsageError(f"{path} names no provider that can be trusted: its issuer must begin with https://.")
    return made


class Provider:
    """The provider.

    Args:
        config: as read.
        origin: of this workbench, as browsers show it.
    """

    def __init__(self, config: Config, origin: str) -> None:
        self.config = config
        self._back = origin + RETURN
        self._open: OrderedDict[str, Begun] = OrderedDict()
        self._turn = threading.Lock()
        self._told: tuple[float, dict[str, Any]] = (float("-inf"), {})

    def begin(self, place: str) -> tuple[str, str]:
        """Begin a sign-in.

        Args:
            place: where it leads in the end.

        Returns:
            The address of the provider to go to, and a secret that the browser must show on its way back.

        Raises:
            ProviderError: the provider does not answer.
        """
        secrets = (token_urlsafe(48), token_urlsafe(48), token_urlsafe(48))
        state, made = token_urlsafe(), Begun(*secrets, place, time.monotonic() + OPEN)
        with self._turn:
            self._open[state] = made
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        challenge = urlsafe_b64encode(sha256(made.verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": self.config.client_id,
            "redirect_uri": self._back,
            "scope": "openid",
            "state": state,
            "nonce": made.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = str(self._about()["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", made.browser

    def finish(self, query: Mapping[str, str], browser: str) -> tuple[str, str]:
        """Who came back from the provider, as accounts name them, and where they are led.

        Args:
            query: of the address that they came back to.
            browser: what the browser shows.

        Raises:
            ProviderError: the sign-in was not begun here, or the provider refused it.
            TokenError: what the provider says of them does not hold.
        """
        with self._turn:
            begun = self._open.pop(query.get("state", ""), None)
        if begun is None or begun.ends < time.monotonic() or not _same(browser, begun.browser):
            raise ProviderError("This sign-in was not begun in this browser, or it took too long: begin again.")
        if query.get("iss", self.config.issuer) != self.config.issuer:  # RFC 9207: another provider answered
            raise ProviderError("Another provider answered: begin again.")
        if "code" not in query:
            raise ProviderError(f"The provider refused: {query.get('error', 'no reason given')[:80]}.")
        token = self._exchange(query["code"], begun)
        keys = self._ask("GET", str(self._about()["jwks_uri"])).get("keys", [])
        expected = Expected(self.config.issuer, self.config.client_id, begun.nonce, time.time())
        usable = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
        return f"{self.config.issuer} {subject(token, usable, expected)}", begun.next

    def _exchange(self, code: str, begun: Begun) -> str:
        """The identity token for a code."""
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "client_id": self.config.client_id,
            "code_verifier": begun.verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self.config.client_secret:
            pair = f"{quote(self.config.client_id, safe='')}:{quote(self.config.client_secret, safe='')}"
            headers["Authorization"] = "Basic " + b64encode(pair.encode()).decode()
        told = self._ask("POST", str(self._about()["token_endpoint"]), headers, urlencode(fields).encode())
        token = told.get("id_token")
        if not isinstance(token, str):
            raise ProviderError("The provider did not say who signed in.")
        return token

    def _about(self) -> dict[str, Any]:
        """What the provider tells of itself."""
        at, told = self._told
        if time.monotonic() - at > KEPT:
            told = self._ask("GET", self.config.issuer.rstrip("/") + KNOWN)
            if told.get("issuer") != self.config.issuer:
                raise ProviderError(f"The provider calls itself {told.get('issuer')!r}, not {self.config.issuer!r}.")
            if not all(_protected(str(told.get(name, ""))) for name in NEEDED):
                raise ProviderError("The provider names an address that is not protected.")
            self._told = (time.monotonic(), told)
        return told

    def _ask(
        self, method: str, address: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> dict[str, Any]:
        """An answer of the provider, as JSON; redirects are not followed."""
        wait = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)}
        said = [*{"Accept": "application/json", "User-Agent": "bukti", **(headers or {})}.items()]
        try:
            with httpcore.stream(method, address, headers=said, content=body or None, extensions=wait) as answer:
                data = b""
                for part in answer.iter_stream():
                    data += part
                    if len(data) > LARGEST:
                        raise ProviderError(f"The provider's answer is too large: {address}")
                code = answer.status
            told = json.loads(data)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as fault:
            raise ProviderError(f"The provider does not answer ({type(fault).__name__}): {address}") from fault
        except (ValueError, RecursionError) as fault:
            raise ProviderError(f"The provider's answer cannot be read: {address}") from fault
        if code != 200 or not isinstance(told, dict):
            raise ProviderError(f"The provider refused ({code}): {address}")
        return told


def _same(given: str, known: str) -> bool:
    return compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def _protected(address: str) -> bool:
    """Whether an address is reached through TLS, or lies on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost"))
