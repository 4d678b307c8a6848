"""Identity tokens of OpenID Connect: signed by the provider, for us, for this sign-in, and now (Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from bukti.errors import BuktiError

LEEWAY = 60  # seconds that two clocks may differ
LONGEST = 20_000  # characters of a token
SMALLEST = 2048  # bits of an RSA key


class TokenError(BuktiError):
    """A token is not what it should be."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say.

    Attributes:
        issuer: who made it. audience: for whom, our client id. nonce: of this sign-in. at: seconds of the epoch.
    """

    issuer: str
    audience: str
    nonce: str
    at: float


def subject(token: str, keys: Sequence[Mapping[str, Any]], expected: Expected) -> str:
    """What the provider calls the person of a token.

    Args:
        token: a JWT in compact form.
        keys: of the provider (JWK).
        expected: what it must say.

    Raises:
        TokenError: it is forged, old, for somebody else, or for another sign-in.
    """
    if len(token) > LONGEST or token.count(".") != 2:
        raise TokenError("The identity token is none.")
    head, body, signature = token.split(".")
    shown = _object(head)
    if shown.get("crit"):
        raise TokenError("The identity token asks for what is not known here.")
    fits = [key for key in keys if key.get("use", "sig") == "sig" and shown.get("kid") in (None, key.get("kid"))]
    signed, data = f"{head}.{body}".encode(), _bytes(signature)
    if not any(_verified(key, shown.get("alg"), signed, data) for key in fits):
        raise TokenError("The identity token is signed by none of the provider's keys.")
    return _claims(_object(body), expected)


def _claims(told: Mapping[str, Any], expected: Expected) -> str:
    """The subject of a token whose signature holds."""
    audience = told.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if told.get("iss") != expected.issuer or expected.audience not in audiences:
        raise TokenError("The identity token is of another provider or for another program.")
    if len(audiences) > 1 and told.get("azp") != expected.audience:
        raise TokenError("The identity token was made for another program.")
    ends, made = told.get("exp"), told.get("iat")
    if not (isinstance(ends, int | float) and isinstance(made, int | float)):
        raise TokenError("The identity token does not say how long it holds.")
    if not made - LEEWAY <= expected.at <= ends + LEEWAY:
        raise TokenError("The identity token is too old, or of another time: compare the clocks.")
    if told.get("nonce") != expected.nonce:
        raise TokenError("The identity token is of another sign-in.")
    name = told.get("sub")
    if not isinstance(name, str) or not 0 < len(name) <= 255:
        raise TokenError("The identity token names nobody.")
    return name


def _verified(key: Mapping[str, Any], algorithm: object, signed: bytes, signature: bytes) -> bool:
    """Whether a key made a signature; the sort of the key decides how, never the token alone."""
    try:
        if key.get("kty") == "RSA" and algorithm == "RS256":
            public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
            if public.key_size < SMALLEST:
                return False
            public.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
            return True
        if key.get("kty") == "EC" and key.get("crv") == "P-256" and algorithm == "ES256" and len(signature) == 64:
            halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
            numbers = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1())
            numbers.public_key().verify(encode_dss_signature(*halves), signed, ec.ECDSA(hashes.SHA256()))
            return True
    except (InvalidSignature, KeyError, TypeError, ValueError, TokenError):
        return False
    return False


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as fault:
        raise TokenError("The identity token is none.") from fault


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(text))
    except (ValueError, RecursionError) as fault:
        raise TokenError("The identity token is none.") from fault
    if not isinstance(found, dict):
        raise TokenError("The identity token is none.")
    return found
