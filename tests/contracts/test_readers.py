"""What every reader keeps to, shown on a sample of each format."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from bukti import intake
from bukti.ids import digest, report_id
from bukti.intake import READERS, custody
from bukti.intake.base import Budget, Context, Match, Member, Reader, Source
from bukti.model import Failure, Ignored, Report, Span
from bukti.settings import Limits

_PLACE = Path(__file__).parents[1] / "fuzz" / "samples.py"
_SPEC = importlib.util.spec_from_file_location("reader_samples", _PLACE)
assert _SPEC is not None
assert _SPEC.loader is not None
samples = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(samples)

FILES: dict[str, bytes] = samples.samples()
CONTAINERS = {
    "box.mbox",
    "lines.jsonl",
    "saved.warc",
    "saved.warc.gz",
    "rss.xml",
    "atom.xml",
    "many.zip",
    "message.eml",
}


def read(name: str, limits: Limits | None = None) -> tuple[list[Report | Failure | Ignored], dict[str, bytes]]:
    """Everything that a sample gives, and what was kept."""
    kept: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        kept[digest(data)] = data
        return digest(data)

    return list(intake.read_files([(name, FILES[name])], keep, limits or Limits())), kept


def test_every_reader_has_a_sample() -> None:
    """A new reader cannot be forgotten here; gzip is covered by its own tests."""
    used = {
        type(reader).__name__ for name, data in FILES.items() if (reader := intake.detect(Source(data, Context(name))))
    }
    assert used | {"GzipReader"} == {type(reader).__name__ for reader in READERS}


@pytest.mark.parametrize("reader", READERS, ids=lambda r: type(r).__name__)
def test_a_reader_declares_its_format(reader: Reader) -> None:
    """A media type, and detection that never raises and never claims nothing."""
    assert reader.media_type.count("/") == 1
    for data in (b"", b"\0", b"<", b"PK", b"%PDF", b"\x1f\x8b", b"{", b"From "):
        assert isinstance(reader.detects(Source(data, Context("x"))), Match)


@pytest.mark.parametrize("name", sorted(FILES))
def test_bytes_are_kept_and_reports_are_true(name: str) -> None:
    """The file and every report's bytes are kept, ids are digests, every word stands where its locator says."""
    items, kept = read(name)
    assert digest(FILES[name]) in kept
    assert not [x for x in items if isinstance(x, Failure)]
    reports = [x for x in items if isinstance(x, Report)]
    assert reports
    for report in reports:
        data = kept[report.id.removeprefix("sha256:")]
        assert report_id(data) == report.id
        assert custody.locate(report, data, Span(0, len(report.text))).status == custody.PASSED
        assert report.text == report.text.strip("\n")
        assert all(link.span and report.text[link.span.start : link.span.end] == link.text for link in report.links)


@pytest.mark.parametrize("name", sorted(FILES))
def test_reading_twice_gives_the_same(name: str) -> None:
    """No clock and no chance in a result."""
    assert read(name) == read(name)


@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_what_lies_in_a_container_has_its_own_bytes(name: str) -> None:
    """A contained report is its own bytes, and knows the container that it was met in."""
    items, _ = read(name)
    inner = [x for x in items if isinstance(x, Report) and x.sightings[0].container]
    assert inner
    assert all(x.id != report_id(FILES[name]) for x in inner)
    assert all(x.sightings[0].path == name for x in inner)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_text_beyond_the_limit_is_a_failure(name: str) -> None:
    """No reader gives more than the limits allow, and none raises through the door."""
    items, _ = read(name, Limits(text_characters=5))
    assert not [x for x in items if isinstance(x, Report)]
    assert {x.reason for x in items if isinstance(x, Failure)} <= {"too-long", "scanned"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_half_a_file_is_no_error(name: str) -> None:
    """A cut-off file ends in reports or failures, never in an exception or in nothing."""
    data = FILES[name]
    for size in (1, len(data) // 3, len(data) // 2, len(data) - 1):
        assert list(intake.read_files([(name, data[:size])], digest, Limits()))


@pytest.mark.parametrize("name", sorted(FILES))
def test_members_are_handed_over_not_read(name: str) -> None:
    """A reader yields results or members; it does not open what lies inside by itself."""
    source = Source(FILES[name], Context(name))
    reader = intake.detect(source)
    assert reader is not None
    for item in reader.read(source, Budget(Limits())):
        assert isinstance(item, Report | Failure | Ignored | Member)
