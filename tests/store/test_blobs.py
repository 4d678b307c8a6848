"""Preserved bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.store.blobs import Blobs


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # the disk takes its time
def test_what_is_kept_can_be_read(tmp_path: Path, data: bytes) -> None:
    """Any bytes come back exactly, under their own digest."""
    blobs = Blobs(tmp_path / "bytes")
    name = blobs.keep(data)
    assert name == digest(data)
    assert blobs.read(name) == data
    assert name in blobs


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    """A second keep writes nothing."""
    blobs = Blobs(tmp_path)
    name = blobs.keep(b"words")
    (file,) = (p for p in tmp_path.rglob("*") if p.is_file())
    before = file.stat().st_mtime_ns
    assert blobs.keep(b"words") == name
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [file]
    assert file.stat().st_mtime_ns == before


def test_damage_is_found_and_mended(tmp_path: Path) -> None:
    """Reading altered bytes is refused; keeping the true ones again repairs the store."""
    blobs = Blobs(tmp_path)
    name = blobs.keep(b"words")
    (tmp_path / name[:2] / name[2:]).write_bytes(b"other")
    with pytest.raises(DataError, match="its digest is"):
        blobs.read(name)
    blobs.keep(b"words")
    assert blobs.read(name) == b"words"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves neither half a file nor a draft."""

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Blobs(tmp_path).keep(b"words")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_of_many_none_is_named_before_all_are_on_disk(tmp_path: Path) -> None:
    """What is kept twice in a batch is written once."""
    blobs = Blobs(tmp_path / "bytes")
    with blobs.batch() as keep:
        names = {keep(b"one"), keep(b"two"), keep(b"one")}
        assert list(blobs.names()) == []
    assert set(blobs.names()) == names
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 2


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="nothing tells which file a handle is of")
def test_every_new_name_is_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, its name, and the names of the folders that were made for it."""
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").resolve())))
    name = Blobs(tmp_path / "bytes").keep(b"words")
    places = {Path(place) for place in synced}
    assert {tmp_path, tmp_path / "bytes", tmp_path / "bytes" / name[:2]} <= places
    assert any(place.name.startswith(".draft-") for place in places)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "g" * 64])
def test_a_name_that_is_no_digest_is_bad_use(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder."""
    with pytest.raises(UsageError, match="no SHA-256"):
        Blobs(tmp_path).read(name)
    assert name not in Blobs(tmp_path)


def test_bytes_that_were_never_kept_are_bad_use(tmp_path: Path) -> None:
    """The digest is named with what to do."""
    with pytest.raises(UsageError, match="add the input"):
        Blobs(tmp_path).read("0" * 64)
    assert "0" * 64 not in Blobs(tmp_path)
    assert 7 not in Blobs(tmp_path)
