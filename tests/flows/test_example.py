"""The example against its answer key: the acceptance points of the founding issue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.conftest import vector_cache

from bukti import assess, intake, settings, weigh
from bukti.assessment import graphs
from bukti.ids import digest
from bukti.intake import custody
from bukti.model import EvidenceGraph, Result, Span
from bukti.report import comparison
from bukti.report.comparison import Comparison
from bukti.report.writers import WRITERS

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang"
KEY = comparison.load(EXAMPLE / "key.json")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The example, assessed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUKTI_CACHE", str(vector_cache(tmp_path_factory)))
        return assess([EXAMPLE])


@pytest.fixture(scope="module")
def compared(result: Result) -> Comparison:
    """The result against the key."""
    return comparison.compare(result, KEY)


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
    assert compared.edges.f1 >= 0.9, "\n".join(comparison.lines(compared))


def test_each_key_claim_is_found_and_its_origins_bracket_the_truth(compared: Comparison) -> None:
    """n_min ≤ truth ≤ n_max ≤ truth + 1 for each claim of the key, denials and grades as expected."""
    assert [c.id for c in compared.claims if c.faults] == [], "\n".join(comparison.lines(compared))


def test_the_key_claims_are_found_without_sentence_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, numbers, dates and concepts alone find every claim of the key."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    compared = comparison.compare(assess([EXAMPLE]), KEY)
    assert [c.id for c in compared.claims if c.faults] == [], "\n".join(comparison.lines(compared))


def test_the_disputed_claim_comes_first_and_reads_as_a_sentence(result: Result, compared: Comparison) -> None:
    """What most reports say and a government denies stands at the top, in the words of one report."""
    first = result.findings[0].claim
    assert first.id == next(c.claim for c in compared.claims if c.id == "C1")
    assert first.denying
    assert "…" not in first.text
    assert 5 <= len(first.text.split()) <= 45


def test_notices_headings_and_silence_are_no_claims(result: Result) -> None:
    """What is printed under every text, a byline or an unanswered question is nobody's proposition."""
    shown = " | ".join(finding.claim.text for finding in result.findings)
    kept = " | ".join(result.document(s.report).words(c) for s in result.statements for c in s.content)
    for words in ("Bukti example", "Katrin Solberg", "did not answer questions", "declined to comment"):
        assert words not in shown
        assert words in kept


def test_the_denials_come_from_one_government(result: Result) -> None:
    """The ministry and its spokesman stand behind the disputed claim only as those who deny."""
    origins = result.findings[0].graph.origins
    denying = [o for o in origins if o.polarity == "deny"]
    assert denying
    assert len({o.group for o in denying}) == 1
    assert not any("Ministry" in o.name for o in origins if o.polarity == "affirm")


def test_certainty_and_numbers_drift_at_the_hop(result: Result) -> None:
    """Possible becomes certain in a rewrite of the wire; eight dead become 80, and 80 eight again."""
    drift = {(d.kind, d.before.value.lower(), d.after.value.lower()) for f in result.findings for d in f.claim.drift}
    assert ("certainty", "possible", "certain") in drift
    assert ("quantity", "at least eight people", "at least 80 people") in drift
    assert ("quantity", "at least 80 people", "at least eight people") in drift


def test_weigh_gives_the_same_answer_for_each_exported_graph(result: Result) -> None:
    """The graph of a claim, written as `bukti weigh` reads it, is accepted and weighs the same."""
    for finding in result.findings:
        again = weigh(graphs.parse(_exported(finding.graph)))
        assert again == finding.assessment, finding.claim.text


def _exported(graph: EvidenceGraph) -> dict[str, object]:
    """A graph in the form of interfaces.md."""
    origins = [
        {
            "id": o.id,
            "name": o.name,
            "reliability": o.reliability,
            "polarity": o.polarity.value,
            "certainty": o.degree.value,
            "basis": o.basis.value,
            "self_interest": o.self_interest,
            "could_be": list(o.could_be),
            "kind": o.kind.value if o.kind else None,
            "verified": o.verified,
            "established": o.established,
            "word": o.word,
            **({"group": o.group, "group_rho": o.group_rho} if o.group else {}),
        }
        for o in graph.origins
    ]
    relays = [
        {
            "id": r.id,
            "name": r.name,
            "reliability": r.reliability,
            "parents": [{"id": edge.id, "probability": edge.probability} for edge in r.parents],
        }
        for r in graph.relays
    ]
    return {
        "claim": graph.claim,
        "base_rate": graph.base_rate,
        "origins": origins,
        "relays": relays,
        "read": list(graph.read),
    }


def test_every_statement_is_in_one_claim_at_most(result: Result) -> None:
    """No statement counts twice, and nothing but asserting and denying statements counts."""
    counted = [name for f in result.findings for name in (*f.claim.affirming, *f.claim.denying)]
    assert len(counted) == len(set(counted))


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
