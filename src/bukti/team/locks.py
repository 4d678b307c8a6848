"""What is locked with a password or with a random secret: Argon2id (RFC 9106) and AES-GCM, both of `cryptography`."""

from __future__ import annotations

import os
from functools import cache
from os import urandom
from pathlib import Path
from secrets import token_urlsafe

from cryptography.exceptions import InvalidKey, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bukti.errors import UsageError
from bukti.ids import digest

ROUNDS, LANES, MEMORY = 2, 1, 19_456  # iterations, threads and KiB: the first of OWASP's equal choices
SALT, NONCE, KEY = 16, 12, 32  # bytes
SHORTEST, LONGEST = 12, 1024  # characters of a password
FIND, LOCK = b"bukti team find 1", b"bukti team lock 1"  # what is derived from a secret, so that one tells no other


def _argon(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=KEY, iterations=ROUNDS, lanes=LANES, memory_cost=MEMORY)


def checked(password: str) -> str:
    """A password that may be chosen.

    Raises:
        UsageError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST} characters: a few words that nobody guesses.")
    return password


def hashed(password: str) -> str:
    """What is kept of a password: the PHC string of Argon2id."""
    return _argon(urandom(SALT)).derive_phc_encoded(_bytes(password))


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed; the time is the same where nothing was."""
    try:
        Argon2id.verify_phc_encoded(_bytes(password), kept or _nobodys())
    except InvalidKey:
        return False
    return bool(kept)


@cache
def _nobodys() -> str:
    """A hash that no known password has."""
    return hashed(token_urlsafe())


def secret() -> str:
    """A new secret of 256 random bits, for a cookie or a header."""
    return token_urlsafe(KEY)


def of_server(folder: Path) -> str:
    """The secret of a server, which locks the keys of people for whom somebody else vouches; made on first use.

    Args:
        folder: of the user who runs it.
    """
    path = folder / "team.secret"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secret())
    except FileExistsError:
        pass
    return path.read_text("ascii").strip()


def mark(made: str) -> str:
    """Under what a secret is found again, which does not give it away."""
    return digest(FIND + _bytes(made))


def by_secret(made: str, data: bytes) -> bytes:
    """Data locked with a secret."""
    return _locked(_from_secret(made), data)


def open_by_secret(made: str, locked: bytes) -> bytes | None:
    """The data that a secret locked; None where it was another one."""
    return _opened(_from_secret(made), locked)


def by_password(password: str, data: bytes) -> bytes:
    """Data locked with a password: the salt, then what AES-GCM gives."""
    salt = urandom(SALT)
    return salt + _locked(_argon(salt).derive(_bytes(password)), data)


def open_by_password(password: str, locked: bytes) -> bytes | None:
    """The data that a password locked; None where it was another one."""
    salt, rest = locked[:SALT], locked[SALT:]
    return _opened(_argon(salt).derive(_bytes(password)), rest) if len(salt) == SALT else None


def _from_secret(made: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY, None, LOCK).derive(_bytes(made))


def _locked(key: bytes, data: bytes) -> bytes:
    nonce = urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, LOCK)


def _opened(key: bytes, locked: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], LOCK)
    except (InvalidTag, ValueError):
        return None


def _bytes(text: str) -> bytes:
    """A form may hold what is no text."""
    return text.encode("utf-8", "surrogatepass")
