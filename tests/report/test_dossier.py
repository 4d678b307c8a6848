"""What a dossier says, free of format."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bukti.model import Damage, Finding, OriginShare, Result, SourceKind, Span
from bukti.report import dossier


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """One claim of one diplomat."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    made: Result = make.result(document, [said], [])
    return made


def _assessed(result: Result, make: SimpleNamespace, **changes: object) -> Finding:
    return replace(result.findings[0], assessment=make.assessment(**changes))


@pytest.mark.parametrize(("low", "high", "shown"), [(1, 1, "1"), (1, 3, "1–3"), (0, 0, "0")])
def test_origins_are_an_interval(make: SimpleNamespace, low: int, high: int, shown: str) -> None:
    """Equal ends are one number; what is not established is never part of it."""
    assessment = make.assessment(origins_min=low, origins_max=high, not_established=(make.unestablished(),))
    assert dossier.independent(assessment) == shown


def test_the_answer_keeps_likelihood_and_confidence_apart(result: Result, make: SimpleNamespace) -> None:
    """No sentence of the answer holds both (ICD 203); a term names its scheme."""
    answer = dossier.answer(_assessed(result, make, likelihood="likely"))
    assert "Likely (ICD 203)." in answer
    assert not any("ikely" in sentence and "confidence" in sentence for sentence in answer)


def test_the_answer_starts_with_the_origins_and_ends_with_the_policy(result: Result, make: SimpleNamespace) -> None:
    """Reports, origins, likelihood or why none, standard, and whether it is enough."""
    assert dossier.answer(_assessed(result, make)) == (
        "2 reports, 1–2 independent origins.",
        "Too much is unknown (0.64).",
        "Meets reasonable suspicion.",
        "Not enough to act on under two-origins: only one independent origin.",
    )
    strong = _assessed(result, make, actionable=True, origins_min=2, standard_met=None)
    assert dossier.answer(strong)[-2:] == ("Meets no standard of proof.", "Enough to act on under two-origins.")


def test_no_established_origin_is_said_in_words(result: Result, make: SimpleNamespace) -> None:
    """A claim without established origin never shows a number of origins as a finding."""
    answer = dossier.answer(_assessed(result, make, origins_min=0, origins_max=0, actionable_why=()))
    assert answer[0] == "2 reports, no origin whose independence is established."
    assert answer[-1] == "Not enough under two-origins."


@pytest.mark.parametrize(
    ("names", "said"),
    [((), "Denied."), (("A",), "Denied by A."), (("A", "A", "B", "C", "D"), "Denied by A, B, C and 1 more.")],
)
def test_those_who_deny_are_named(result: Result, make: SimpleNamespace, names: tuple[str, ...], said: str) -> None:
    """At most three names; the rest are counted."""
    (share,) = make.assessment().origins
    shares = tuple(replace(share, name=name, polarity="deny") for name in names)
    assert all(isinstance(entry, OriginShare) for entry in shares)
    finding = _assessed(result, make, origins=shares)
    denied = replace(finding, claim=replace(finding.claim, denying=finding.claim.affirming))
    assert dossier.answer(denied)[1] == said


def test_the_headline_tells_repetition_from_corroboration(result: Result, make: SimpleNamespace) -> None:
    """How many can be acted on, how many only repeat one origin, how many are denied."""
    single = _assessed(result, make, reports=9, origins_max=1)
    denied = replace(single, claim=replace(single.claim, id="cl-2", denying=single.claim.affirming))
    assert dossier.headline(replace(result, findings=(single, denied))) == (
        "None of 2 main claims can be acted on under two-origins.",
        "Repeated, in up to 9 reports, from one origin at most: 2.",
        "Denied: 1.",
    )
    assert dossier.headline(replace(result, findings=())) == ("No claim was found.",)


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("B2", ("source usually reliable", "information probably true")),
        ("F6", ("source reliability cannot be judged", "truth cannot be judged")),
    ],
)
def test_a_grade_is_told_in_words(grade: str, words: tuple[str, str]) -> None:
    """Nobody needs to know the letters by heart."""
    assert dossier.grade_words(grade) == words


def test_a_quotation_stands_in_its_sentence(make: SimpleNamespace) -> None:
    """The pieces of a quotation are the whole sentence, each with its role."""
    document = make.document("Before. A diplomat said the plant exists. After.")
    said = make.statement(document, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    (quotation,) = dossier.Quotations(make.result(document, [said], [])).of([said.id])
    assert [(p.role, p.text) for p in quotation.pieces] == [
        ("source", "A diplomat"),
        ("plain", " "),
        ("cue", "said"),
        ("plain", " "),
        ("content", "the plant exists"),
        ("plain", "."),
    ]
    assert (quotation.who, quotation.how) == ("A diplomat", "asserts, certain, basis not stated")


def test_a_source_is_named_with_whom_it_resolves_to_and_what_passed_it_on(make: SimpleNamespace) -> None:
    """Pronoun, person and medium stand together; the report's own voice and nobody have names of their own."""
    document = make.document("He told Euronews the plant exists. It is new.")
    via = {"resolves_to": "Ana Novak", "via": ("Euronews",)}
    he = make.statement(document, "the plant exists", "He", "told", **via)
    own = make.statement(document, "It is new")
    result = make.result(document, [he, own], [])
    assert [q.who for q in dossier.Quotations(result).of([he.id, own.id])] == [
        "He = Ana Novak, via Euronews",
        "the report itself",
    ]


def test_a_very_long_quotation_keeps_its_content(make: SimpleNamespace) -> None:
    """Context is cut, content never."""
    words = "so " * 2000 + "the plant exists"
    document = make.document(f"A diplomat said {words}.")
    said = make.statement(document, words, "A diplomat", "said")
    (quotation,) = dossier.Quotations(make.result(document, [said], [])).of([said.id])
    assert "".join(p.text for p in quotation.pieces if p.role == "content") == words


def test_each_source_speaks_before_any_speaks_again(make: SimpleNamespace) -> None:
    """Repetition and the report's own voice come after the other sources."""
    document = make.document("Own words. Ana says one. Ana says two. Beijing says three.")
    said = [make.statement(document, "Own words")]
    said += [
        make.statement(document, what, who) for who, what in (("Ana", "one"), ("Ana", "two"), ("Beijing", "three"))
    ]
    quotations = dossier.Quotations(make.result(document, said, [])).of([s.id for s in said])
    shown = [" ".join(p.text for p in q.pieces if p.role == "content") for q in dossier.varied(quotations)]
    assert shown == ["one", "three", "two", "Own words"]


def test_damage_is_shown_beside_the_quotation_that_has_it(make: SimpleNamespace) -> None:
    """Damage outside the sentence shown is left to the appendix."""
    text = "A diplomat said the plantexists. The planthas a roof."
    inside, outside = (
        Damage(Span(20, 31), "lost-space", "plantexists", "plant exists", "two words joined"),
        Damage(Span(37, 45), "lost-space", "planthas", "plant has", "two words joined"),
    )
    document = make.document(text, damage=(inside, outside))
    said = make.statement(document, "the plantexists", "A diplomat", "said")
    (quotation,) = dossier.Quotations(make.result(document, [said], [])).of([said.id])
    assert quotation.damage == (inside,)


def test_claims_of_one_report_stand_apart(result: Result, make: SimpleNamespace) -> None:
    """Claims in several reports or denied are main; where there are none, the first are."""
    (finding,) = result.findings
    lone = replace(finding, claim=replace(finding.claim, id="cl-2"), assessment=make.assessment(reports=1))
    both = replace(result, findings=(finding, lone))
    assert dossier.main_findings(both) == (finding,)
    assert dossier.other_findings(both) == (lone,)
    assert dossier.main_findings(replace(result, findings=(lone,))) == (lone,)
