"""Tables for the terminal."""

from __future__ import annotations

from types import SimpleNamespace

from bukti.model import Derivation, DerivationKind, LatentOrigin, Lineage, SourceKind, Stance
from bukti.report import table


def test_a_result_is_a_row_a_claim(make: SimpleNamespace) -> None:
    """Claim, reports, origins, denial, grade and answer stand in the table; source markup is plain text."""
    document = make.document("A diplomat said the [red]plant[/red] exists. Beijing denies it.")
    said = make.statement(document, "the [red]plant[/red] exists", "A diplomat", "said")
    denied = make.statement(document, "it", "Beijing", "denies", stance=Stance.DENIES)
    printed = table.write(make.result(document, [said], [denied], lost=("No embeddings.",)))
    flat = " ".join(printed.replace("│", " ").split())
    for words in ("1 reports in 1 languages", "F3", "yes", "[red]plant[/red]", "No embeddings."):
        assert words in flat


def test_a_reading_shows_who_says_what(make: SimpleNamespace) -> None:
    """Source, resolution, medium, cue and content stand in the row."""
    document = make.document("He told Euronews the plant exists.")
    said = make.statement(
        document,
        "the plant exists",
        "He",
        "told",
        source_kind=SourceKind.PRONOUN,
        resolves_to="Ana Novak",
        via=("Euronews",),
    )
    printed = " ".join(table.reading([document], [said]).replace("│", " ").split())
    for words in ("Ana Novak", "via Euronews", "told", "the plant exists", "asserts, certain, unspecified"):
        assert words in printed


def test_a_lineage_shows_edges_and_unknown_direction(make: SimpleNamespace) -> None:
    """Outside origins go by name; an edge without direction says so."""
    child = make.document("Two.", "Daily")
    edge = Derivation("ex-1", child.report.id, DerivationKind.CITATION, 0.8, direction_known=False, share_of_child=0.0)
    graph = Lineage((edge,), (LatentOrigin("ex-1", (child.report.id,), (), "Reuters"),), ((child.report.id,),))
    printed = " ".join(table.lineage([child], graph).replace("│", " ").split())
    for words in ("(Reuters)", "direction unknown", "citation", "0.80", "1 reports, 1 families"):
        assert words in printed
