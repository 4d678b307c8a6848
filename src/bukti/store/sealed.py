"""Bundles that only who knows the passphrase can open: files of age (age-encryption.org), through pyrage."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from bukti.errors import DataError, MissingExtraError, UsageError

MAGIC = b"age-encryption.org/v1"  # how every such file begins


def seal(source: Path, target: Path, passphrase: str) -> None:
    """Encrypt a file; the whole of it is held in memory.

    Raises:
        MissingExtraError: pyrage is not installed.
        UsageError: the target exists, or the passphrase is empty.
    """
    if not passphrase:
        raise UsageError("An empty passphrase hides nothing: give one.")
    data = _pyrage().passphrase.encrypt(source.read_bytes(), passphrase)
    try:
        with target.open("xb") as out:
            out.write(data)
    except FileExistsError as fault:
        raise UsageError(f"{target} exists: name a new file.") from fault


def unseal(source: Path, target: Path, passphrase: str) -> None:
    """Decrypt a file.

    Raises:
        MissingExtraError: pyrage is not installed.
        DataError: the passphrase is not its own, or it was changed.
    """
    age = _pyrage()
    try:
        data = age.passphrase.decrypt(source.read_bytes(), passphrase)
    except age.DecryptError as fault:
        raise DataError(str(source), f"it cannot be decrypted ({fault})", "Check the passphrase.") from fault
    target.write_bytes(data)


def _pyrage() -> ModuleType:
    try:
        import pyrage  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise MissingExtraError("age", "Encryption of a bundle") from fault
    module: ModuleType = pyrage
    return module
