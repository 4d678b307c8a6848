"""Keys: made once, private to their owner, and nobody else's signature passes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from bukti.errors import UsageError
from bukti.ledger.keys import FILE, load, verified


def test_a_key_is_made_once_and_signs(tmp_path: Path) -> None:
    """The same folder gives the same key."""
    one, again = load(tmp_path / "home"), load(tmp_path / "home")
    assert one.key == again.key
    assert one.sign("text") == again.sign("text")
    assert verified(one.key, "text", one.sign("text"))


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """Neither the file nor a draft of it is left for others."""
    load(tmp_path / "home")
    assert [file.name for file in (tmp_path / "home").iterdir()] == [FILE]
    if os.name == "posix":
        assert (tmp_path / "home" / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("text", "cut"), [("texts", 0), ("text", 1), ("text", 128)])
def test_another_text_or_signature_does_not_pass(tmp_path: Path, text: str, cut: int) -> None:
    """Nor does half a signature."""
    signer = load(tmp_path)
    assert not verified(signer.key, text, signer.sign("text")[cut:])


def test_another_key_does_not_pass(tmp_path: Path) -> None:
    """Whoever signs with a key of their own is not the author."""
    one, other = load(tmp_path / "a"), load(tmp_path / "b")
    assert one.key != other.key
    assert not verified(one.key, "text", other.sign("text"))
    assert not verified("no key", "text", one.sign("text"))


def test_a_passphrase_opens_its_key_only(tmp_path: Path) -> None:
    """A wrong one, or none, is an error that tells what to do."""
    kept = load(tmp_path, "long and secret").key
    assert load(tmp_path, "long and secret").key == kept
    for wrong in ("another", None):
        with pytest.raises(UsageError, match="set BUKTI_PASSPHRASE"):
            load(tmp_path, wrong)


def test_another_sort_of_key_is_refused(tmp_path: Path) -> None:
    """It is not silently replaced."""
    private = generate_private_key(SECP256R1())
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (tmp_path / FILE).write_bytes(private.private_bytes(*form))
    with pytest.raises(UsageError, match="no Ed25519 key"):
        load(tmp_path)
