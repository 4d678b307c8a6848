"""A result held against an answer key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bukti.errors import DataError
from bukti.model import (
    Assessment,
    Basis,
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Document,
    EvidenceGraph,
    Finding,
    Form,
    LanguageGuess,
    Lineage,
    Opinion,
    OriginShare,
    ProfileStamp,
    Report,
    Result,
    Sighting,
    SourceKind,
    Span,
    Stance,
    Statement,
)
from bukti.report.comparison import carries, compare, lines, load, locate

TEXTS = {
    "a.html": "Diplomats say that a plant exists.\nNothing else is known.",
    "b.html": "A paper says that a plant exists.",
    "c.eml": "The ministry says that no plant exists.",
}
WHOLE = Opinion(0.3, 0.1, 0.6)


def key_object() -> dict[str, Any]:
    """A small key: b rewrites a, c denies, one claim with one true origin."""
    return {
        "bukti": "answer key",
        "version": 1,
        "reports": {
            "first": {"file": "a.html", "within": None, "language": "en"},
            "second": {"file": "b.html", "within": None, "language": "en"},
            "denial": {"file": "c.eml", "within": None, "language": "en"},
        },
        "derivations": [{"parent": "first", "child": "second", "kind": "rewrite"}],
        "claims": [
            {
                "id": "C1",
                "text": "A plant exists",
                "language": "en",
                "anchors": [
                    {"report": "first", "quote": "a plant exists"},
                    {"report": "second", "quote": "a plant exists"},
                ],
                "denied_by": [{"report": "denial", "quote": "no plant exists"}],
                "origins": 1,
                "origins_why": "only the diplomats",
                "expected": {
                    "actionable": False,
                    "admiralty_any_of": ["F3"],
                    "likelihood_not": ["almost certain"],
                    "must_not_say": ["3 independent origins"],
                },
            }
        ],
    }


def written(folder: Path, content: dict[str, Any]) -> Path:
    """The key as a file."""
    path = folder / "key.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def document(path: str, *container: str, url: str | None = None) -> Document:
    """A document whose id is its path, seen once."""
    text = TEXTS.get(path, "")
    report = Report(f"id-{path}", "text/html", text, sightings=(Sighting(f"case/{path}", container),), url=url)
    return Document(report, LanguageGuess("en", 1.0), (Span(0, len(text)),), ())


def statement(name: str, path: str, words: str) -> Statement:
    """A statement whose content is these words."""
    start = TEXTS[path].index(words)
    content = (Span(start, start + len(words)),)
    kind, form = SourceKind.ANONYMOUS, Form.INDIRECT
    return Statement(name, f"id-{path}", content, (), (), kind, form, Stance.ASSERTS, Degree.CT, Basis.UNSPECIFIED)


def assessment(**changes: Any) -> Assessment:
    """What the key expects of C1, with changes."""
    deny = OriginShare("o2", "The ministry", "named_organisation", "F", "deny", ("id-c.eml",), WHOLE, WHOLE)
    right = Assessment(
        claim="cl-1",
        opinion=WHOLE,
        opinion_sl=WHOLE,
        standard_error=0.0,
        conflict=0.0,
        reports=2,
        origins_min=1,
        origins_max=2,
        not_established=(),
        origins=(deny,),
        scheme="icd203",
        likelihood=None,
        likelihood_reason="insufficient basis",
        confidence="low",
        confidence_reason="one origin",
        admiralty="F3",
        standard_met=None,
        standard_next=None,
        missing=(),
        policy="two-origins",
        actionable=False,
        actionable_why=(),
        would_change=(),
        sensitivity=(),
        explanations=("2 reports go back to 1 to 2 independent origins.",),
    )
    return replace(right, **changes)


def arrow(parent: str, child: str, kind: DerivationKind = DerivationKind.REWRITE, *, known: bool = True) -> Derivation:
    """An edge between two reports by path."""
    return Derivation(f"id-{parent}", f"id-{child}", kind, 0.9, known, 0.8)


def result(edges: tuple[Derivation, ...] = (), claim: Claim | None = None, **changes: Any) -> Result:
    """A result over the three texts that agrees with the key but for what is given."""
    found = claim or Claim("cl-1", "s1", "a plant exists", ("s1", "s2"), ("s3",))
    statements = (
        statement("s1", "a.html", "a plant exists"),
        statement("s2", "b.html", "a plant exists"),
        statement("s3", "c.eml", "no plant exists"),
    )
    finding = Finding(found, EvidenceGraph("cl-1", (), (), ()), assessment(**changes))
    documents = tuple(document(path) for path in TEXTS)
    stamp = ProfileStamp("default", "1", "0")
    return Result(stamp, "0", documents, Lineage(edges), statements, (finding,))


def test_a_result_as_the_key_says_agrees(tmp_path: Path) -> None:
    """With the true arrow, claim, denial and grades nothing differs, and the lines say so."""
    comparison = compare(result((arrow("a.html", "b.html"),)), load(written(tmp_path, key_object())))
    assert comparison.agrees
    assert comparison.edges.hits == ("first → second",)
    assert (comparison.edges.f1, comparison.edges.kinds_right) == (1.0, 1)
    assert comparison.claims[0].denied is True
    assert lines(comparison) == (
        "Derivations: 1 of 1 edges found, 0 wrong; precision 1.00, recall 1.00, F1 1.00; kind right for 1.",
        "C1 as in the key: A plant exists (2 of 2 anchors, origins 1 to 2, in truth 1, denial shown, F3)",
    )


@pytest.mark.parametrize(
    ("edges", "counts"),  # hits, missed, wrong, kinds right
    [
        ((), (0, 1, 0, 0)),
        ((arrow("a.html", "b.html", DerivationKind.COPY),), (1, 0, 0, 0)),
        ((arrow("b.html", "a.html"),), (0, 1, 1, 0)),
        ((arrow("b.html", "a.html", known=False),), (0, 1, 0, 0)),
        ((arrow("a.html", "c.eml", known=False),), (0, 1, 1, 0)),
        ((arrow("a.html", "b.html"), arrow("a.html", "c.eml")), (1, 0, 1, 1)),
        ((arrow("a.html", "b.html"), arrow("a.html", "b.html", DerivationKind.CITATION)), (1, 0, 0, 1)),
        ((arrow("a.html", "c.eml", DerivationKind.COMMON_ORIGIN), arrow("elsewhere", "b.html")), (0, 1, 0, 0)),
    ],
)
def test_edges_are_counted_as_arrows(
    tmp_path: Path, edges: tuple[Derivation, ...], counts: tuple[int, int, int, int]
) -> None:
    """Only arrows between reports count; a kind is scored apart; a line without arrow is wrong only off the truth."""
    score = compare(result(edges), load(written(tmp_path, key_object()))).edges
    assert (len(score.hits), len(score.missed), len(score.wrong), score.kinds_right) == counts


def test_precision_recall_and_f1(tmp_path: Path) -> None:
    """One hit and one wrong arrow: precision ½, recall 1, F1 ⅔; no arrows: precision 1, recall 0, F1 0."""
    key = load(written(tmp_path, key_object()))
    some = compare(result((arrow("a.html", "b.html"), arrow("a.html", "c.eml"))), key).edges
    none = compare(result(), key).edges
    assert (some.precision, some.recall) == (0.5, 1.0)
    assert some.f1 == pytest.approx(2 / 3)
    assert (none.precision, none.recall, none.f1) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"origins_min": 2}, "origins 2 to 2 do not hold the true number 1."),
        ({"origins_max": 3}, "origins up to 3 are more than one above the true number 1."),
        ({"actionable": True}, "actionable is True, expected False."),
        ({"admiralty": "A1"}, "Admiralty grade A1 is none of F3."),
        ({"likelihood": "almost certain"}, "likelihood “almost certain” is ruled out."),
        ({"explanations": ("Three reports, 3 independent origins.",)}, "it says “3 independent origins”."),
        ({"confidence_reason": "3 Independent Origins"}, "it says “3 independent origins”."),
    ],
)
def test_each_fault_is_named(tmp_path: Path, changes: dict[str, Any], fault: str) -> None:
    """Every deviation from the key becomes one sentence with the value found."""
    comparison = compare(result((arrow("a.html", "b.html"),), **changes), load(written(tmp_path, key_object())))
    assert comparison.claims[0].faults == (fault,)
    assert not comparison.agrees
    assert f"  {fault}" in lines(comparison)


def test_must_not_say_matches_whole_words(tmp_path: Path) -> None:
    """“13 independent origins” does not say “3 independent origins”."""
    said = result((arrow("a.html", "b.html"),), explanations=("13 independent origins",))
    assert compare(said, load(written(tmp_path, key_object()))).agrees


def test_a_missing_denial_is_a_fault(tmp_path: Path) -> None:
    """A claim that lost its denial differs from the key even when all else is right."""
    bare = result((arrow("a.html", "b.html"),), Claim("cl-1", "s1", "a plant exists", ("s1", "s2")))
    outcome = compare(bare, load(written(tmp_path, key_object()))).claims[0]
    assert (outcome.denied, outcome.faults) == (False, ("the denial is missing.",))


def test_a_claim_needs_half_of_its_anchors(tmp_path: Path) -> None:
    """One of three anchors is too few: the claim is not found, and no figures are shown for it."""
    content = key_object()
    anchors = content["claims"][0]["anchors"]
    anchors.append({"report": "first", "quote": "Nothing else is known"})
    small = result((), Claim("cl-1", "s1", "a plant exists", ("s1",)))
    outcome = compare(small, load(written(tmp_path, content))).claims[0]
    assert (outcome.claim, outcome.anchors, outcome.origins) == (None, 1, (0, 0))
    assert outcome.faults == ("not found: no claim holds half of its 3 anchors.",)


def denial_key(*, may_be_denial: bool) -> dict[str, Any]:
    """A key whose only claim is what the ministry says."""
    content = key_object()
    content["claims"] = [
        {
            "id": "C7",
            "text": "No plant exists",
            "language": "en",
            "may_be_denial": may_be_denial,
            "anchors": [{"report": "denial", "quote": "no plant exists"}],
            "origins": 1,
            "origins_why": "one ministry",
            "expected": {"actionable": True},
        }
    ]
    return content


def test_a_claim_may_be_held_as_denial(tmp_path: Path) -> None:
    """Where the key allows it, the denying origins of the other claim are counted and its grades are left alone."""
    outcome = compare(result(origins_max=5), load(written(tmp_path, denial_key(may_be_denial=True)))).claims[0]
    assert (outcome.origins, outcome.faults) == ((1, 1), ())


def test_a_claim_held_as_denial_is_a_fault_elsewhere(tmp_path: Path) -> None:
    """Where the key does not allow it, being a denial is named as a fault."""
    outcome = compare(result(), load(written(tmp_path, denial_key(may_be_denial=False)))).claims[0]
    assert outcome.faults == ("it is held as a denial of another claim.",)


def test_an_absent_report_is_named(tmp_path: Path) -> None:
    """A report of the key that the result lacks is named, and the comparison does not agree."""
    content = key_object()
    content["reports"]["lost"] = {"file": "lost.pdf", "within": None, "language": "en"}
    comparison = compare(result((arrow("a.html", "b.html"),)), load(written(tmp_path, content)))
    assert comparison.absent == ("lost",)
    assert "Not in the result: lost" in lines(comparison)
    assert not comparison.agrees


@pytest.mark.parametrize("by", ["url", "container"])
def test_reports_of_one_container_are_told_apart(tmp_path: Path, by: str) -> None:
    """Inside a container the address of the report, or the end of the container's locator, decides."""
    content = {"bukti": "answer key", "version": 1, "derivations": [], "claims": []} | {
        "reports": {
            n: {"file": "saved.warc", "within": f"https://{n}.example/", "language": "en"} for n in ("one", "two")
        }
    }
    both = tuple(
        document("saved.warc", url=f"https://{n}.example/")
        if by == "url"
        else document("saved.warc", f"1:https://{n}.example/")
        for n in ("two", "one")
    )
    key = load(written(tmp_path, content))
    assert compare(replace(result(), documents=both), key).absent == ()
    assert compare(replace(result(), documents=both[:1]), key).absent == ("one",)


@pytest.mark.parametrize(
    ("content", "anchor", "carried"),
    [
        ([(0, 10)], (0, 10), True),
        ([(0, 100)], (40, 50), True),  # a long statement holds the whole anchor
        ([(0, 5)], (0, 10), True),  # IoU exactly ½
        ([(0, 4)], (0, 10), False),
        ([(0, 3), (7, 10)], (0, 10), True),  # split content counts together
        ([(10, 20)], (0, 10), False),
    ],
)
def test_what_carries_an_anchor(content: list[tuple[int, int]], anchor: tuple[int, int], carried: bool) -> None:
    """Half of the union or three fifths of the anchor; touching is not overlapping."""
    base = statement("s", "a.html", "a plant exists")
    probe = replace(base, content=tuple(Span(*s) for s in content))
    assert carries(probe, Span(*anchor)) is carried


def test_a_quotation_is_located_over_line_breaks() -> None:
    """White space of any kind and length matches; every place is found; other characters must be the same."""
    report = replace(document("a.html").report, text="one  two\nthree. One\ntwo. one\u00a0two")
    assert locate(report, "one two") == (Span(0, 8), Span(25, 32))
    assert locate(report, "one (two") == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"bukti": "profile"}, "bukti: Input should be 'answer key'"),
        ({"version": 2}, "version: Input should be 1"),
        ({"surplus": 1}, "surplus: Extra inputs are not permitted"),
        ({"derivations": [{"parent": "ghost", "child": "first", "kind": "copy"}]}, r"`reports` lacks: \['ghost'\]"),
        ({"derivations": [{"parent": "first", "child": "second", "kind": "theft"}]}, "derivations.0.kind"),
        ({"derivations": [{"parent": "first", "child": "second", "kind": "copy"}] * 2}, "twice in `derivations`"),
    ],
)
def test_a_wrong_key_is_refused(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    """A key with a wrong, unknown or doubled part is refused with the place and the fault."""
    with pytest.raises(DataError, match=problem):
        load(written(tmp_path, key_object() | change))


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe\x00", None])
def test_an_unreadable_key_is_refused(tmp_path: Path, data: bytes | None) -> None:
    """No JSON, no text or no file: one kind of error with its remedy."""
    path = tmp_path / "key.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DataError, match="cannot be read as JSON"):
        load(path)


def test_two_sightings_are_one_report(tmp_path: Path) -> None:
    """A report seen under two file names is found under the name that the key gives."""
    seen = document("a.html")
    twice = replace(
        seen,
        report=replace(
            seen.report, sightings=(Sighting("x.html", retrieved=datetime(2024, 1, 1, tzinfo=UTC)), Sighting("a.html"))
        ),
    )
    base = result((arrow("a.html", "b.html"),))
    assert compare(replace(base, documents=(twice, *base.documents[1:])), load(written(tmp_path, key_object()))).agrees
