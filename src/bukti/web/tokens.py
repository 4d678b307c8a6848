"""Identity tokens of OpenID Connect: signed by the provider, for us, for this sign-in, and now (Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

from bukti.errors import BuktiError

LEEWAY = 60  # seconds that two clocks may differ
LONGEST = 20_000  # characters of a token
SMALLEST = 2048  # bits of an RSA key
SIGNED = ("RS256", "ES256")
# what the token says is checked here, against the clock and with the words of the workbench
UNREAD: Options = {
    "verify_aud": False,
    "verify_exp": False,
    "verify_iat": False,
    "verify_iss": False,
    "verify_jti": False,
    "verify_nbf": False,
    "verify_sub": False,
}


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
    if len(token) > LONGEST:
        raise TokenError("The identity token is none.")
    try:
        named = jwt.get_unverified_header(token).get("kid")
    except (jwt.PyJWTError, ValueError, RecursionError) as fault:
        raise TokenError("The identity token is none.") from fault
    fits = [key for key in keys if key.get("use", "sig") == "sig" and named in (None, key.get("kid"))]
    told = next((found for key in fits if (found := _signed(token, key)) is not None), None)
    if told is None:
        raise TokenError("The identity token is signed by none of the provider's keys.")
    return _claims(told, expected)


def _signed(token: str, key: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a token says, if this key signed it; the sort of the key decides how, never the token alone."""
    try:
        public = jwt.PyJWK({name: value for name, value in key.items() if name != "alg"})
        if public.algorithm_name not in SIGNED or (public.key_type == "RSA" and public.key.key_size < SMALLEST):
            return None
        return jwt.decode(token, public, [public.algorithm_name], UNREAD)
    except (jwt.PyJWTError, TypeError, ValueError, RecursionError):
        return None


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
