"""Files that wait to be fetched: neither their number nor their bytes grow without end."""

from __future__ import annotations

from pathlib import Path

from bukti.web.outbox import Outbox


def _made(box: Outbox, name: str, size: int) -> Path:
    """A file of a task, as large as it gets."""
    file = box.place(name) / "file"
    file.write_bytes(b"x" * size)
    box.settle()
    return file


def test_the_oldest_go_until_the_bytes_fit() -> None:
    """What is left is the newest; one that is too large alone stays until another comes."""
    box = Outbox(100)
    first, second, third = (_made(box, name, 40) for name in "abc")
    assert [one.exists() for one in (first, second, third)] == [False, True, True]
    large = _made(box, "d", 1000)
    assert [one.exists() for one in (second, third, large)] == [False, False, True]
    assert _made(box, "e", 1).exists()
    assert not large.exists()


def test_no_more_than_twenty_stay() -> None:
    """Their number is limited too, however small they are."""
    box = Outbox(1_000_000)
    made = [_made(box, f"t{number}", 1) for number in range(Outbox.MOST + 3)]
    assert [one.exists() for one in made] == [False] * 3 + [True] * Outbox.MOST
