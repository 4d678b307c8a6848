"""Keys: made once, private to their owner, and nobody else's signature passes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import fail
from typer.testing import CliRunner

from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.ledger.keys import FILE, RING, WEAK, load, verified


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


@pytest.mark.parametrize("key", sorted(WEAK))
def test_a_key_under_which_any_signature_passes_is_none(key: str) -> None:
    """Points of small order: what they signed could be anybody's."""
    anybody = "01" + "00" * 63
    signed = f"{key[:-2]}{int(key[-2:], 16) | 0x80:02x}"
    for weak in (key, signed):
        assert not any(verified(weak, f"text {number}", anybody) for number in range(40))


def test_a_passphrase_opens_its_key_only(tmp_path: Path) -> None:
    """A wrong one, or none, is an error that tells what to do."""
    kept = load(tmp_path, "long and secret").key
    assert load(tmp_path, "long and secret").key == kept
    for wrong, told in (("another", "BUKTI_PASSPHRASE does not open"), (None, "is encrypted: set BUKTI_PASSPHRASE")):
        with pytest.raises(UsageError, match=told):
            load(tmp_path, wrong)
    load(tmp_path, "long and secret").to_file(tmp_path, None)
    assert load(tmp_path, "needed no longer").key == kept
    (tmp_path / FILE).write_bytes(b"-----BEGIN PRIVATE KEY-----\nx")
    with pytest.raises(UsageError, match="is no key, or a damaged one"):
        load(tmp_path)


def test_another_sort_of_key_is_refused(tmp_path: Path) -> None:
    """It is not silently replaced."""
    private = generate_private_key(SECP256R1())
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (tmp_path / FILE).write_bytes(private.private_bytes(*form))
    with pytest.raises(UsageError, match="no Ed25519 key"):
        load(tmp_path)


class Ring(KeyringBackend):
    """A keyring of the tests."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring has no types here
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise errors.KeyringLocked
        return self.held

    def get_password(self, service: str, username: str) -> str | None:
        """As of `keyring`."""
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """As of `keyring`."""
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """As of `keyring`."""
        del self._open()[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    """In place of the keyring of this machine."""
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_key_moves_to_the_keyring_and_back(tmp_path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays the same key, is in one place only, and each person has their own."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "rani"))
    kept, other = load(tmp_path / "rani").key, load(tmp_path / "sari").key
    for place, files, typed in (("keyring", [RING], ""), ("file", [FILE], "secret\nsecret\n")):
        done = CliRunner().invoke(app, ["key", "--keep-in", place, "--format", "json"], input=typed)
        assert (done.exit_code, json.loads(done.stdout)["key"]) == (0, kept)
        assert [file.name for file in (tmp_path / "rani").iterdir()] == files
        assert len(ring.held) == (place == "keyring")
        monkeypatch.setenv("BUKTI_PASSPHRASE", "secret")
        assert load(tmp_path / "rani", "secret").key == kept != other
    told = json.loads(CliRunner().invoke(app, ["key", "--format", "json"]).stdout)
    assert told["kept"] == f"in {tmp_path / 'rani' / FILE}, encrypted"


def test_a_keyring_that_fails_is_told_and_never_replaced(tmp_path: Path, ring: Ring) -> None:
    """Locked, emptied, holding another key, or not there: the file is made anew by nobody."""
    load(tmp_path).to_keyring(tmp_path)
    held = dict(ring.held)
    ring.locked = True
    with pytest.raises(UsageError, match="The keyring is locked: unlock it"):
        load(tmp_path)
    ring.locked = False
    ring.held.clear()
    with pytest.raises(UsageError, match="holds no key for"):
        load(tmp_path)
    ring.held = dict.fromkeys(held, "11" * 32)
    with pytest.raises(UsageError, match="holds another key than"):
        load(tmp_path)
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call] # likewise
    with pytest.raises(UsageError, match="no keyring that can be used"):
        load(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [RING]


def test_a_keyring_that_keeps_nothing_takes_no_key(tmp_path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays until the keyring gave the key back."""
    kept = load(tmp_path).key
    monkeypatch.setattr(Ring, "set_password", lambda *_: None)
    with pytest.raises(UsageError, match="holds no key"):
        load(tmp_path).to_keyring(tmp_path)
    assert load(tmp_path).key == kept
