"""Keys of people: who wrote an event is shown by an Ed25519 signature (RFC 8032).

A key lies in a file of its owner, encrypted where they want it, or in the keyring of the system.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bukti.errors import UsageError
from bukti.ledger import ring
from bukti.ledger.event import encoded

# the key itself; the public half of one that the keyring holds, so that a lost key is not silently replaced
FILE, RING = "key.pem", "key.keyring"
# what a signature is for is signed with the text, so that it means nothing elsewhere
EVENT, DOSSIER, ARCHIVE = b"bukti event 1\n", b"bukti dossier 1\n", b"bukti wacz 1\n"

HEX = re.compile("[0-9a-f]{192}")  # a public key and a signature
# points of small order: under such a key anybody's signature passes (also of libsodium's list)
WEAK = frozenset(
    {
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        *(f"{first}{'ff' * 30}7f" for first in ("ec", "ed", "ee")),
    }
)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person's key."""

    _private: Ed25519PrivateKey

    @classmethod
    def new(cls) -> Signer:
        """A key that nobody had before, kept nowhere yet."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def of(cls, private: bytes) -> Signer:
        """The key of 32 private bytes."""
        return cls(Ed25519PrivateKey.from_private_bytes(private))

    @property
    def private(self) -> bytes:
        """The private key, 32 bytes: for who locks it away."""
        return self._private.private_bytes_raw()

    @property
    def key(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, text: str, purpose: bytes = EVENT) -> str:
        """Signature of a text for a purpose, 128 hexadecimal digits."""
        return self._private.sign(purpose + encoded(text)).hex()

    def sign_archive(self, text: str) -> tuple[str, str]:
        """Signature of a text in the form of web archives (WACZ auth 0.1.0): ECDSA over P-384 with SHA-256.

        The key for it is derived from the person's own (HKDF), so it is theirs alone and the same for all archives.

        Returns:
            The public key (DER) and the signature, both in base64.
        """
        curve = ec.SECP384R1()
        seed = HKDF(hashes.SHA256(), 56, None, ARCHIVE).derive(self._private.private_bytes_raw())
        private = ec.derive_private_key(int.from_bytes(seed, "big") % (curve.group_order - 1) + 1, curve)
        pair = decode_dss_signature(private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        public = private.public_key().public_bytes(*form)
        return b64encode(public).decode(), b64encode(b"".join(half.to_bytes(48, "big") for half in pair)).decode()

    def to_keyring(self, folder: Path) -> None:
        """Keep the key in the keyring of the system, and no longer in its file.

        Raises:
            UsageError: the keyring is locked, not there, or does not keep it.
            MissingExtraError: the extra is not installed.
        """
        ring.put(_entry(folder), self._private.private_bytes_raw().hex())
        if _rung(folder).key != self.key:
            raise UsageError("The keyring gave back another key than it got: the key stays where it is.")
        _write(folder / RING, f"{self.key}\n".encode(), replace=True)
        (folder / FILE).unlink(missing_ok=True)

    def to_file(self, folder: Path, passphrase: str | None) -> None:
        """Keep the key in its file, encrypted with a passphrase where one is given, and no longer in the keyring.

        Raises:
            UsageError: the keyring is locked.
            MissingExtraError: the key was in a keyring, and the extra is not installed.
        """
        _write(folder / FILE, _pem(self._private, passphrase), replace=True)
        if (folder / RING).exists():
            (folder / RING).unlink()
            ring.drop(_entry(folder))


def load(folder: Path, passphrase: str | None = None) -> Signer:
    """The key of a folder; it is made there on first use, readable by its owner only.

    Args:
        folder: of the user.
        passphrase: with which the file is encrypted, if it is.

    Raises:
        UsageError: the file is no such key, the passphrase is not its own, or the keyring is locked or lost it.
        MissingExtraError: the key lies in a keyring, and the extra is not installed.
    """
    path = folder / FILE
    if path.exists():
        return Signer(_opened(path, passphrase))
    if (folder / RING).exists():
        found = _rung(folder)
        if found.key != (told := (folder / RING).read_text("ascii", "replace").strip()):
            raise UsageError(f"The keyring holds another key than {folder / RING} names ({told[:16]}…): restore it.")
        return found
    _write(path, _pem(Ed25519PrivateKey.generate(), passphrase), replace=False)  # of two at once the first wins
    return Signer(_opened(path, passphrase))


def place(folder: Path) -> str:
    """Where the key of a folder lies, in words."""
    if not (folder / FILE).exists():
        return "in the keyring of the system" if (folder / RING).exists() else "nowhere yet"
    hidden = b"ENCRYPTED" in (folder / FILE).read_bytes().partition(b"\n")[0]
    return f"in {folder / FILE}, {'encrypted' if hidden else 'not encrypted'}"


def verified(key: str, text: str, signature: str, purpose: bytes = EVENT) -> bool:
    """Whether a signature of a text for a purpose was made with a key, and is one that only who has it can make."""
    if not (isinstance(key, str) and isinstance(signature, str) and HEX.fullmatch(f"{key}{signature}")):
        return False  # in no other form, so that nothing about a signature can be changed
    public = _public(key)
    if public is None:
        return False
    try:
        public.verify(bytes.fromhex(signature), purpose + encoded(text))
    except (ValueError, InvalidSignature):  # a forger may put anything in their place
        return False
    return True


@lru_cache(maxsize=64)  # a log has many events and few people
def _public(key: str) -> Ed25519PublicKey | None:
    """The key of 64 hexadecimal digits; None where it is none, or one under which any signature passes."""
    if f"{key[:-2]}{int(key[-2:], 16) & 0x7F:02x}" in WEAK:
        return None
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    except ValueError:
        return None


def _entry(folder: Path) -> str:
    """Under what name the keyring holds the key of a folder: each person has a folder of their own."""
    return str(folder.resolve())


def _rung(folder: Path) -> Signer:
    """The key that the keyring holds."""
    held = ring.get(_entry(folder))
    try:
        return Signer(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held or "")))
    except ValueError as fault:
        raise UsageError(
            f"The keyring holds no key for {folder} any more: restore the keyring, or the file {folder / FILE} "
            "from a copy."
        ) from fault


def _opened(path: Path, passphrase: str | None) -> Ed25519PrivateKey:
    """The key in a file."""
    data = path.read_bytes()
    hidden = b"ENCRYPTED" in data.partition(b"\n")[0]
    if hidden and not passphrase:
        raise UsageError(f"The key {path} is encrypted: set BUKTI_PASSPHRASE to its passphrase.")
    try:
        private = serialization.load_pem_private_key(data, passphrase.encode() if hidden and passphrase else None)
    except (TypeError, ValueError, UnsupportedAlgorithm) as fault:
        if hidden:
            raise UsageError(f"BUKTI_PASSPHRASE does not open the key {path}: set it to the right one.") from fault
        raise UsageError(f"{path} is no key, or a damaged one ({fault}): restore it from a copy.") from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(f"{path} is no Ed25519 key: move it away, and a new one is made.")
    return private


def _pem(private: Ed25519PrivateKey, passphrase: str | None) -> bytes:
    secret = passphrase.encode() if passphrase else None
    hidden = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    """A file that only its owner can read, on disk when it has its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    try:
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
