"""`take` reads bytes as one file and holds the promises that every result keeps: bytes kept, locators true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bukti import intake
from bukti.ids import digest
from bukti.intake import Intake, custody
from bukti.model import Failure, Report, Span
from bukti.settings import Limits


@dataclass
class Taken:
    """What one file gave, and everything that was kept."""

    result: Intake
    kept: dict[str, bytes] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        """The only report."""
        assert self.result.failed == ()
        (report,) = self.result.reports
        return report

    @property
    def failure(self) -> Failure:
        """The only failure, where nothing else came out."""
        assert self.result.reports == ()
        (failure,) = self.result.failed
        return failure

    def bytes_of(self, words: str, report: Report | None = None) -> bytes:
        """The bytes at the pieces of some words of a report without decoded parts."""
        chosen = report or self.report
        start = chosen.text.index(words)
        data = self.kept[chosen.id.removeprefix("sha256:")]
        located = custody.locate(chosen, data, Span(start, start + len(words)))
        assert located.status == custody.PASSED, located
        return b"".join(data[x.start : x.end] for x in located.pieces)  # type: ignore[union-attr]  # byte locators


@pytest.fixture
def take() -> Callable[..., Taken]:
    """Read bytes under a file name."""

    def call(data: bytes | str, name: str = "report.txt", limits: Limits | None = None) -> Taken:
        raw = data.encode() if isinstance(data, str) else data
        kept: dict[str, bytes] = {}

        def keep(found: bytes) -> str:
            kept[digest(found)] = found
            return digest(found)

        result = intake.collect(intake.read_files([(name, raw)], keep, limits or Limits()))
        assert digest(raw) in kept
        for report in result.reports:
            assert report.text.strip()
            held = kept[report.id.removeprefix("sha256:")]
            located = custody.locate(report, held, Span(0, len(report.text)))
            assert located.status == custody.PASSED, located.reason
        return Taken(result, kept)

    return call
