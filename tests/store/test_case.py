"""The case file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bukti.errors import UsageError
from bukti.store.case import Case


def test_a_case_gives_back_the_exact_bytes(tmp_path: Path) -> None:
    """Inputs stay in the order in which they came, with their bytes."""
    with Case(tmp_path / "x.case") as case:
        assert case.add([("a.txt", b"one\x00\xff"), ("b.txt", b"two")]) == 2
    with Case(tmp_path / "x.case") as case:
        listed = case.inputs()
        assert [(entry.path, entry.size) for entry in listed] == [("a.txt", 5), ("b.txt", 3)]
        assert [case.blobs.read(entry.sha256) for entry in listed] == [b"one\x00\xff", b"two"]


def test_the_same_input_twice_is_one(tmp_path: Path) -> None:
    """The same bytes under the same path are listed once; changed bytes are another input and lose nothing."""
    with Case(tmp_path / "x.case") as case:
        case.add([("a.txt", b"one")])
        assert case.add([("a.txt", b"one"), ("a.txt", b"changed")]) == 1
        assert len(case.inputs()) == 2


def test_a_file_that_is_no_case_is_refused_and_untouched(tmp_path: Path) -> None:
    """The message names the file and the remedy."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 100)
    with pytest.raises(UsageError, match=r"letter\.txt is no Bukti case file: name a new file"):
        Case(path)
    assert path.read_text() == "Dear Sir, " * 100


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """A schema that this version does not know is never written to."""
    path = tmp_path / "x.case"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="newer Bukti"):
        Case(path)
