"""Keys of people: who wrote an event is shown by an Ed25519 signature (RFC 8032)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bukti.errors import UsageError
from bukti.ledger.event import encoded

FILE = "key.pem"
# what a signature is for is signed with the text, so that it means nothing elsewhere
EVENT, DOSSIER = b"bukti event 1\n", b"bukti dossier 1\n"


@dataclass(frozen=True, slots=True)
class Signer:
    """A person's key."""

    _private: Ed25519PrivateKey

    @property
    def key(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, text: str, purpose: bytes = EVENT) -> str:
        """Signature of a text for a purpose, 128 hexadecimal digits."""
        return self._private.sign(purpose + encoded(text)).hex()


def load(folder: Path, passphrase: str | None = None) -> Signer:
    """The key in a folder; it is made there on first use, readable by its owner only.

    Args:
        folder: of the user.
        passphrase: with which the file is encrypted, if it is.

    Raises:
        UsageError: the file is no such key, or the passphrase is not its own.
    """
    path = folder / FILE
    secret = passphrase.encode() if passphrase else None
    if not path.exists():
        return _made(path, secret)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), secret)
    except (TypeError, ValueError, UnsupportedAlgorithm) as fault:
        raise UsageError(f"Cannot open the key {path} ({fault}): set BUKTI_PASSPHRASE to its passphrase.") from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(f"{path} is no Ed25519 key: move it away, and a new one is made.")
    return Signer(private)


def _made(path: Path, secret: bytes | None) -> Signer:
    private = Ed25519PrivateKey.generate()
    hidden = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    data = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{FILE}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)  # of two that make one at once the first wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return load(path.parent, secret.decode() if secret else None)


def verified(key: str, text: str, signature: str, purpose: bytes = EVENT) -> bool:
    """Whether a signature of a text for a purpose was made with a key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), purpose + encoded(text))
    except (TypeError, ValueError, InvalidSignature):  # a forger may put anything in their place
        return False
    return True
