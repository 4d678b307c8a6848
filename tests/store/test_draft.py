"""A file is there whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from bukti.store import draft


def _write(target: Path, data: bytes) -> None:
    with draft.whole(target) as out:
        out.write(data)


def test_a_file_gets_its_name_when_it_is_complete(tmp_path: Path) -> None:
    """Until then an older file of that name stands."""
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with draft.whole(target) as out:
        out.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_a_fault_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither the file nor a part of it, whatever went wrong."""

    def broken() -> None:
        with draft.whole(tmp_path / "a") as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_the_name_is_synced_where_the_system_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder too is synced; systems that cannot open a folder keep the file all the same."""
    opened: list[Path] = []

    def folder(path: Path, flags: int) -> int:
        opened.append(path)
        return os.open(path, flags)

    for system, expected in (("posix", [tmp_path]), ("nt", [])):
        opened.clear()
        own = SimpleNamespace(**{**vars(os), "name": system, "open": folder})
        monkeypatch.setattr(draft, "os", own)
        _write(tmp_path / system, b"x")
        assert (opened, (tmp_path / system).read_bytes()) == (expected, b"x")
