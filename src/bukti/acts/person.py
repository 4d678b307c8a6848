"""Who works here: the name and the key that stand under what is done, and where the key lies (`bukti key`)."""

from __future__ import annotations

from collections.abc import Callable

from bukti import settings
from bukti.ledger import keys
from bukti.ledger.keys import Signer
from bukti.ledger.writer import login
from bukti.settings import Settings

FILE, KEYRING = "file", "keyring"


def shown() -> dict[str, str]:
    """Name, public key and place of the key, which is made on first use.

    Raises:
        UsageError: the key cannot be opened.
        MissingExtraError: it lies in a keyring, and the extra is not installed.
    """
    options = settings.from_environment()
    return _told(options, keys.load(options.home, options.passphrase))


def keep_in(place: str, ask: Callable[[], str]) -> dict[str, str]:
    """Keep the key elsewhere, or under another passphrase; it stays the same key.

    Args:
        place: `FILE` or `KEYRING`.
        ask: gives the passphrase for the file, empty for none.

    Returns:
        As `shown`.

    Raises:
        UsageError: the key cannot be opened, or the keyring is locked.
        MissingExtraError: the extra is not installed.
    """
    options = settings.from_environment()
    signer = keys.load(options.home, options.passphrase)
    if place == KEYRING:
        signer.to_keyring(options.home)
    else:
        signer.to_file(options.home, ask() or None)
    return _told(options, signer)


def _told(options: Settings, signer: Signer) -> dict[str, str]:
    return {"name": login(), "key": signer.key, "kept": keys.place(options.home)}
