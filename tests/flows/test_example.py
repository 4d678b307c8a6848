"""The example against its answer key: the acceptance points of the founding issue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bukti import assess, intake, settings
from bukti.ids import digest
from bukti.intake import custody
from bukti.model import Result, Span
from bukti.report import WRITERS, comparison
from bukti.report.comparison import Comparison

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The example, assessed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUKTI_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        return assess([EXAMPLE])


@pytest.fixture(scope="module")
def compared(result: Result) -> Comparison:
    """The result against the key."""
    return comparison.compare(result, comparison.load(EXAMPLE / "key.json"))


class _Marks(HTMLParser):
    """Collects the marked quotations of a dossier with report and offsets."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[str, Span, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            found = dict(attrs)
            span = Span(int(found["data-start"] or ""), int(found["data-end"] or ""))
            self.marks.append((found["data-report"] or "", span, ""))
        self._open = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            report, span, words = self.marks[-1]
            self.marks[-1] = (report, span, words + data)


def test_derivation_edges_agree_with_the_key(compared: Comparison) -> None:
    """Edge F1 is at least .9."""
    assert compared.edge_f1 >= 0.9, "\n".join(comparison.lines(compared))


def test_each_key_claim_is_found_and_its_origins_bracket_the_truth(compared: Comparison) -> None:
    """n_min ≤ truth ≤ n_max ≤ truth + 1 for each claim of the key."""
    assert [c.id for c in compared.claims if not c.passed] == [], "\n".join(comparison.lines(compared))


def test_nothing_fails(result: Result) -> None:
    """Every file of the example can be read."""
    assert result.failed == ()


def test_every_quotation_of_the_dossier_is_the_exact_bytes_at_its_offsets(result: Result) -> None:
    """The marked words stand at their offsets, and the preserved bytes at their locators say the same."""
    kept: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        kept[digest(data)] = data
        return digest(data)

    list(intake.read([EXAMPLE], keep, settings.from_environment().limits))
    parser = _Marks()
    parser.feed(WRITERS["html"](result))
    assert len(parser.marks) > 50
    for report, span, words in parser.marks:
        document = result.document(report)
        assert re.sub("\r", "", document.words(span)) == words
        located = custody.locate(document.report, kept[report.removeprefix("sha256:")], span)
        assert located.status == "passed", (document.report.path, words, located)


def test_the_same_bytes_give_the_same_result(result: Result) -> None:
    """A second run is equal bit for bit."""
    assert WRITERS["json"](assess([EXAMPLE])) == WRITERS["json"](result)
