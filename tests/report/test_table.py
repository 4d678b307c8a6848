"""Text for the terminal."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from bukti.model import Derivation, DerivationKind, Drift, DriftEnd, LatentOrigin, Lineage, Result, SourceKind, Stance
from bukti.report import table
from bukti.report.comparison import ClaimOutcome, Comparison, EdgeScore

HOSTILE = "\x1b[2J\x1b]0;owned\x07the \u202eplant\x9b31m exists\r"


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def _flat(printed: str) -> str:
    return " ".join(printed.split())


def _result(make: SimpleNamespace, claim: str, number: int = 1) -> Result:
    document = make.document(f"A diplomat said {claim}. Beijing denies it.")
    said = make.statement(document, claim, "A diplomat", "said")
    denied = make.statement(document, "it", "Beijing", "denies", stance=Stance.DENIES)
    result: Result = make.result(document, [said], [denied], lost=("No embeddings.",))
    (finding,) = result.findings
    findings = tuple(replace(finding, claim=replace(finding.claim, id=f"cl-{n}")) for n in range(number))
    return replace(result, findings=findings)


def test_a_result_is_a_row_a_claim(make: SimpleNamespace) -> None:
    """Grade, claim, reports, origins, denial and verdict stand in the table; source markup is plain text."""
    printed = _flat(table.write(_result(make, "the [red]plant[/red] exists")))
    assert "F3 the [red]plant[/red] exists 2 1–2 yes reasonable suspicion" in printed
    assert "No embeddings." in printed


def test_only_the_first_claims_are_shown_and_the_rest_are_counted(make: SimpleNamespace) -> None:
    """A long result stays short on the terminal."""
    printed = _flat(table.write(_result(make, "the plant exists", 30)))
    assert printed.count("the plant exists") == table.ROWS
    assert "18 further claims in the dossier: 18 in several reports or denied." in printed


def test_unproven_and_unestablished_are_explained_once(make: SimpleNamespace) -> None:
    """Signs in the table have one line of explanation each, only where they occur."""
    result = _result(make, "the plant exists", 5)
    weak = make.assessment(standard_met=None, not_established=(make.unestablished(),))
    printed = table.write(replace(result, findings=tuple(replace(f, assessment=weak) for f in result.findings)))
    assert printed.count("meets no standard of proof") == 1
    assert printed.count("independence is not established") == 1
    assert "unproven:" not in table.write(result)


@pytest.mark.parametrize(
    "claim",
    [
        "设在新疆的工厂为俄罗斯组装攻击无人机" * 6,
        "المصنع في شينجيانغ يجمع طائرات مسيرة لروسيا " * 5,
        "x" * 300,
        "👩‍👩‍👧‍👦 " * 40,
    ],
)
def test_no_line_is_wider_than_the_terminal(make: SimpleNamespace, claim: str) -> None:
    """Wide characters, right-to-left words and long words are folded at 80 cells."""
    result = _result(make, claim.strip())
    for printed in (table.write(result), table.reading(result.documents, result.statements)):
        assert max(cell_len(line) for line in printed.splitlines()) <= 80


def test_a_hostile_report_cannot_control_the_terminal(make: SimpleNamespace) -> None:
    """Escape sequences in text, outlet, path and names appear as code points in every table."""
    document = make.document(f"A \x1bdiplomat said {HOSTILE}.", f"Daily\x1b[31m {HOSTILE}")
    said = make.statement(document, HOSTILE, "A \x1bdiplomat", "said", resolves_to="Ana\x1b[1m", via=("\x9bNews",))
    result = make.result(document, [said], [])
    edge = Derivation("ex-1", document.report.id, DerivationKind.COPY, 0.8, True, 0.5, (), (f"It says {HOSTILE}",))
    graph = Lineage((edge,), (LatentOrigin("ex-1", (), (), "Wire\x1b[2J"),), ((document.report.id,),))
    outcome = ClaimOutcome("C1", HOSTILE, "cl-1", 1, 1, (1, 1), 1, None, "F3", (f"it says {HOSTILE}.",))
    compared = Comparison(EdgeScore((), (HOSTILE,), (), 0), (outcome,))
    printed = (
        table.write(result),
        table.reading([document], [said]),
        table.lineage([document], graph),
        table.comparison(compared),
    )
    for page in printed:
        assert not set(page) & set("\x1b\x07\x9b\r\u202e")
        assert "[U+001B]" in page


def test_a_reading_shows_who_says_what(make: SimpleNamespace) -> None:
    """Source, resolution, medium, cue, reading, place and content; basic support is said."""
    document = make.document("He told Euronews the plant exists.", support="basic")
    said = make.statement(
        document,
        "the plant exists",
        "He",
        "told",
        source_kind=SourceKind.PRONOUN,
        resolves_to="Ana Novak",
        via=("Euronews",),
    )
    printed = _flat(table.reading([document], [said]))
    assert "(en, basic support): 1 statement" in printed
    assert "He = Ana Novak via Euronews told [asserts, certain, unspecified] at 17–33 the plant exists" in printed


def test_a_lineage_is_a_tree_of_families(make: SimpleNamespace) -> None:
    """Outside origins go by name, further parents and an unknown direction are said, lone reports come last."""
    first, child, alone = make.document("One."), make.document("Two.", "Daily"), make.document("Three.", "Alone")
    ids = (first.report.id, child.report.id)
    edges = (
        Derivation(*ids, DerivationKind.COPY, 0.9, direction_known=True, share_of_child=0.5, reasons=("Same words.",)),
        Derivation("ex-1", ids[1], DerivationKind.CITATION, 0.8, direction_known=False, share_of_child=0.0),
    )
    graph = Lineage(edges, (LatentOrigin("ex-1", ids[1:], (), "Reuters"),), (ids, (alone.report.id,)))
    printed = _flat(table.lineage([first, child, alone], graph))
    for words in (
        "3 reports, 2 families",
        "Family 1: 2 reports",
        "└ daily.txt (Daily, en, 25 November 2024, 09:00 UTC) copy 0.90, 50% of its words: Same words.",
        "also from Reuters (not in the collection): citation, direction unknown 0.80",
        "Not derived from any other: alone.txt",
    ):
        assert words in printed


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (("/a/x", "/b/y"), "/a/x.txt /b/y.txt"),
        (("/a/b/x", "/a/b/c/y"), "x.txt c/y.txt"),
        (("x", "/a/y"), "x.txt /a/y.txt"),
        (("/a/x",), "/a/x.txt"),
    ],
)
def test_a_shared_folder_is_left_out_of_names(make: SimpleNamespace, paths: tuple[str, ...], shown: str) -> None:
    """Only a whole folder that all reports share is cut."""
    documents = [make.document(f"Report {path}.", path) for path in paths]
    families = tuple((document.report.id,) for document in documents)
    printed = _flat(table.lineage(documents, Lineage((), (), families)))
    assert printed.endswith(f"Not derived from any other: {shown}")


def test_a_comparison_has_a_row_a_claim_and_says_what_differs() -> None:
    """Agreement is a word; every difference is a sentence below."""
    right = ClaimOutcome("C1", "The plant exists", "cl-1", 2, 2, (1, 2), 1, None, "F3", ())
    wrong = ClaimOutcome("C2", "It is new", None, 0, 2, (0, 0), 1, False, None, ("the denial is missing.",))
    edges = EdgeScore(("a → b",), ("a → c",), ("c → a",), 1)
    printed = _flat(table.comparison(Comparison(edges, (right, wrong), ("lost.txt",))))
    for words in (
        "C1 The plant exists 1–2 1 F3 yes",
        "C2 It is new - 1 - no",
        "1 of 2 derivations found, 1 wrong; precision 0.50, recall 0.50, F1 0.50; kind right for 1.",
        "missed: a → c",
        "wrong: c → a",
        "not in the result: lost.txt",
        "C2: the denial is missing.",
    ):
        assert words in printed


def test_what_strengthens_a_claim_on_the_way_is_told_first(make: SimpleNamespace) -> None:
    """Grave changes come before others, each once; those that only change a detail are left to the dossier."""
    result = _result(make, "the plant exists")
    (finding,) = result.findings
    end = DriftEnd(finding.claim.lead, "")
    told = (("weakens", "It weakens."), ("changes", "A date goes."), ("strengthens", "It\nhardens."))
    drift = tuple(Drift("certainty", "surer", severity, end, end, (), sentence) for severity, sentence in told)
    changed = replace(finding, claim=replace(finding.claim, drift=drift))
    printed = _flat(table.write(replace(result, findings=(changed, changed))))
    assert "Changed on the way strengthens: It hardens. weakens: It weakens." in printed
    assert printed.count("It hardens.") == 1
    assert "A date goes." not in printed
    many = tuple(replace(drift[0], sentence=f"Change {n}.") for n in range(table.CHANGES + 2))
    crowded = replace(finding, claim=replace(finding.claim, drift=many))
    assert "2 more changes in the dossier." in table.write(replace(result, findings=(crowded,)))
