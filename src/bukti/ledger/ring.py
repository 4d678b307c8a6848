"""The keyring of the system: Secret Service or KWallet, the Keychain of macOS, the Credential Locker of Windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from bukti.errors import MissingExtraError, UsageError

SERVICE = "bukti"


def get(entry: str) -> str | None:
    """What the keyring holds under a name; None where it holds nothing.

    Raises:
        UsageError: it is locked, or there is none.
        MissingExtraError: the extra is not installed.
    """
    with _keyring() as keyring:
        found: str | None = keyring.get_password(SERVICE, entry)
    return found


def put(entry: str, secret: str) -> None:
    """Have the keyring hold a secret; else as in `get`."""
    with _keyring() as keyring:
        keyring.set_password(SERVICE, entry, secret)


def drop(entry: str) -> None:
    """Have the keyring forget a secret; else as in `get`."""
    with _keyring() as keyring:
        keyring.delete_password(SERVICE, entry)


@contextmanager
def _keyring() -> Iterator[ModuleType]:
    try:
        import keyring  # noqa: PLC0415 - an extra
        from keyring import errors  # noqa: PLC0415 - likewise
    except ImportError as fault:
        raise MissingExtraError("keyring", "A key in the keyring of the system") from fault
    remedy = "unlock it, or use a file with a passphrase (`bukti key --keep-in file`)"
    try:
        yield keyring
    except errors.NoKeyringError as fault:
        raise UsageError(f"This system has no keyring that can be used: {remedy}.") from fault
    except (errors.KeyringLocked, errors.InitError) as fault:
        raise UsageError(f"The keyring is locked: {remedy}.") from fault
    except errors.KeyringError as fault:
        raise UsageError(f"The keyring refuses ({fault}): {remedy}.") from fault
