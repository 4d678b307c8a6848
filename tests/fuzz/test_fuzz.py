"""Damaged files of every format: no crash, no hang, no lost byte, and no locator that does not hold.

The short run is part of the suite; the long one is `pytest -m heavy tests/fuzz`.
"""

from __future__ import annotations

import importlib.util
import time
from itertools import pairwise
from pathlib import Path

import pytest

from bukti import intake
from bukti.ids import digest
from bukti.intake import custody
from bukti.model import Failure, Report, Span
from bukti.settings import Limits

_SPEC = importlib.util.spec_from_file_location("samples", Path(__file__).with_name("samples.py"))
assert _SPEC is not None and _SPEC.loader is not None  # noqa: PT018 - one fact: the file is there
samples = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(samples)

FILES: dict[str, bytes] = samples.samples()
LIMITS = Limits(seconds=20, archive_bytes=50_000_000)
SLOWEST = 20.0  # seconds for one file of a few kilobytes, on a busy machine
SHORT, LONG = 10, 500


def check(name: str, data: bytes) -> int:
    """Read one file and hold every promise against the result; returns how many reports came out."""
    kept: dict[str, bytes] = {}

    def keep(found: bytes) -> str:
        kept[digest(found)] = found
        return digest(found)

    began = time.monotonic()
    items = list(intake.read_files([(name, data)], keep, LIMITS))
    assert time.monotonic() - began < SLOWEST
    assert digest(data) in kept
    assert items, "a file ended without report, failure or reason"
    for item in items:
        if isinstance(item, Failure):
            assert item.sha256 is None or item.sha256 in kept
            assert item.reason
            assert item.detail.encode()
        elif isinstance(item, Report):
            hold(item, kept[item.id.removeprefix("sha256:")])
    return sum(isinstance(item, Report) for item in items)


def hold(report: Report, data: bytes) -> None:
    """A report's text is printable, its locators are sorted and cover it, and its bytes say it."""
    report.text.encode()
    spans = [x.span for x in report.locators]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    located = custody.locate(report, data, Span(0, len(report.text)))
    assert located.status == custody.PASSED, (located.reason, report.media_type, report.path)


def run(name: str, count: int) -> None:
    """Some mutations of one sample."""
    others = list(FILES.values())
    for number in range(count):
        seed = f"{name}-{number}"
        data = samples.mutated(FILES[name], others, seed)
        try:
            check(name, data)
        except BaseException:
            print(f"seed {seed}")  # noqa: T201 - the one thing needed to see the failure again
            raise


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_undamaged_sample_is_read(name: str) -> None:
    """The samples themselves give reports whose every locator holds."""
    assert check(name, FILES[name]) >= 1


@pytest.mark.parametrize("name", sorted(FILES))
def test_damaged_files_lose_nothing(name: str) -> None:
    """Ten damaged copies of each sample."""
    run(name, SHORT)


@pytest.mark.heavy
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", sorted(FILES))
def test_many_damaged_files_lose_nothing(name: str) -> None:
    """Five hundred damaged copies of each sample."""
    run(name, LONG)
