"""A result held against an answer key: derivation edges, claims found, origins counted, denials and grades kept.

The key says what is true of a collection whose making is known (docs/example.md has its form). Nothing here changes a
result; `bukti assess` prints the comparison when the folder it was given holds a `key.json` of this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bukti.intake.jsonl import ANSWER_KEY
from bukti.model import DerivationKind, Finding, Report, Result, Span, Statement
from bukti.report.answer_key import Anchor, AnswerKey, Expected, KeyClaim, Place, load

__all__ = [
    "ClaimOutcome",
    "Comparison",
    "EdgeScore",
    "carries",
    "compare",
    "keys",
    "lines",
    "load",
    "locate",
    "report_at",
]

LEAST_IOU = 0.5  # a statement carries an anchor from this intersection over union on …
LEAST_COVER = 0.6  # … or from this part of the anchor on
LEAST_F1 = 0.9  # floor for the derivation edges (issue 2)


@dataclass(frozen=True, slots=True)
class EdgeScore:
    """Arrows parent → child by name, whatever their kind. `kinds_right` counts the hits whose kind is right too."""

    hits: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    kinds_right: int

    @property
    def precision(self) -> float:
        """Hits among the arrows drawn, in [0, 1]; 1 when none was drawn."""
        return len(self.hits) / drawn if (drawn := len(self.hits) + len(self.wrong)) else 1.0

    @property
    def recall(self) -> float:
        """Hits among the true arrows, in [0, 1]; 1 when there are none."""
        return len(self.hits) / true if (true := len(self.hits) + len(self.missed)) else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ClaimOutcome:
    """One claim of the key in the result.

    Attributes:
        claim: id of the found claim that holds most anchors, or None when too few are held by any.
        anchors: anchors held, of `anchors_all`. origins: interval found; (0, 0) when the claim was not found.
        denied: whether a denial was expected and is shown; None when none was expected.
        faults: what is not as the key says, as sentences; empty when all is right.
    """

    id: str
    text: str
    claim: str | None
    anchors: int
    anchors_all: int
    origins: tuple[int, int]
    truth: int
    denied: bool | None
    admiralty: str | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A result beside its answer key. `absent`: reports of the key that the result lacks."""

    edges: EdgeScore
    claims: tuple[ClaimOutcome, ...]
    absent: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Nothing is absent, F1 of the edges is at least LEAST_F1, and no claim has a fault."""
        return not self.absent and self.edges.f1 >= LEAST_F1 and not any(c.faults for c in self.claims)


def keys(result: Result) -> tuple[Path, ...]:
    """Answer keys that lie among the inputs of a result, recognised by intake from their content."""
    found = {Path(entry.path) for entry in result.ignored if entry.reason == ANSWER_KEY}
    return tuple(sorted(path for path in found if path.is_file()))


def compare(result: Result, key: AnswerKey) -> Comparison:
    """The result held against the key."""
    reports = {name: report_at(result, place) for name, place in key.reports.items()}
    known = {name: report for name, report in reports.items() if report is not None}
    absent = tuple(sorted(set(reports) - set(known)))
    names = {report.id: name for name, report in known.items()}
    claims = tuple(_claim_outcome(result, known, claim) for claim in key.claims)
    return Comparison(_edge_score(result, key, names), claims, absent)


def lines(comparison: Comparison) -> tuple[str, ...]:
    """The comparison as plain lines for a terminal."""
    e = comparison.edges
    found, true, wrong = len(e.hits), len(e.hits) + len(e.missed), len(e.wrong)
    figures = f"precision {e.precision:.2f}, recall {e.recall:.2f}, F1 {e.f1:.2f}"
    out = [f"Derivations: {found} of {true} edges found, {wrong} wrong; {figures}; kind right for {e.kinds_right}."]
    out += [f"  missed: {pair}" for pair in e.missed]
    out += [f"  wrong: {pair}" for pair in e.wrong]
    out += [f"Not in the result: {name}" for name in comparison.absent]
    for c in comparison.claims:
        low, high = c.origins
        count = f"origins {low} to {high}, in truth {c.truth}" if c.claim else "not found"
        grade = f", {c.admiralty}" if c.admiralty else ""
        denial = {True: ", denial shown", False: ", denial missing", None: ""}[c.denied]
        verdict = "as in the key" if not c.faults else "differs"
        out.append(f"{c.id} {verdict}: {c.text} ({c.anchors} of {c.anchors_all} anchors, {count}{denial}{grade})")
        out += [f"  {fault}" for fault in c.faults]
    return tuple(out)


def locate(report: Report, quote: str) -> tuple[Span, ...]:
    """Every place where the quote stands in the report's text; runs of white space match each other."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return tuple(Span(*match.span()) for match in re.finditer(pattern, report.text))


def carries(statement: Statement, anchor: Span) -> bool:
    """Whether the statement's content covers the anchor: IoU ≥ LEAST_IOU or ≥ LEAST_COVER of the anchor."""
    size = anchor.end - anchor.start
    shared = sum(max(0, min(s.end, anchor.end) - max(s.start, anchor.start)) for s in statement.content)
    own = sum(s.end - s.start for s in statement.content)
    return shared / size >= LEAST_COVER or shared / (size + own - shared) >= LEAST_IOU


def report_at(result: Result, place: Place) -> Report | None:
    """The report of the result at this place; inside a container its address or the container's locator decides."""
    here = [
        (report, {report.url, report.canonical_url, *seen.container})
        for report in (d.report for d in result.documents)
        for seen in report.sightings
        if f"/{seen.path}".endswith(f"/{place.file}")
    ]
    if place.within is None:
        return here[0][0] if here else None
    for report, marks in here:
        if place.within in marks or any(m is not None and m.endswith(place.within) for m in marks):
            return report
    return None


def _edge_score(result: Result, key: AnswerKey, names: dict[str, str]) -> EdgeScore:
    """Arrows between reports; a line without arrow is never a hit, and wrong unless it joins a true pair."""
    truth = {(e.parent, e.child): e.kind for e in key.derivations}
    ids = {d.report.id: names.get(d.report.id, d.report.path) for d in result.documents}
    hits, wrong, kinds = set(), set(), set()
    for e in result.lineage.edges:
        if e.parent not in ids or e.child not in ids or e.kind is DerivationKind.COMMON_ORIGIN:
            continue
        pair = (ids[e.parent], ids[e.child])
        if e.direction_known and pair in truth:
            hits.add(pair)
            if truth[pair] == e.kind.value:
                kinds.add(pair)
        elif e.direction_known or (pair not in truth and pair[::-1] not in truth):
            wrong.add(pair)
    missed = set(truth) - hits
    return EdgeScore(_arrows(hits), _arrows(missed), _arrows(wrong), len(kinds))


def _arrows(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{parent} → {child}" for parent, child in sorted(pairs))


def _held(result: Result, reports: dict[str, Report], anchor: Anchor) -> frozenset[str]:
    """Ids of the statements that carry an anchor."""
    report = reports.get(anchor.report)
    if report is None:
        return frozenset()
    spans = locate(report, anchor.quote)
    return frozenset(
        s.id for s in result.statements if s.report == report.id and any(carries(s, span) for span in spans)
    )


def _claim_outcome(result: Result, reports: dict[str, Report], claim: KeyClaim) -> ClaimOutcome:
    held = [_held(result, reports, anchor) for anchor in claim.anchors]
    best: Finding | None = None
    count = 0
    for finding in result.findings:
        c = finding.claim
        n = sum(bool(h & {*c.affirming, *c.denying, *c.about}) for h in held)
        if n > count:
            best, count = finding, n
    if best is None or 2 * count < len(held):
        fault = f"not found: no claim holds half of its {len(held)} anchors."
        denied = False if claim.denied_by else None
        return ClaimOutcome(claim.id, claim.text, None, count, len(held), (0, 0), claim.origins, denied, None, (fault,))
    denying = set(best.claim.denying)
    as_denial = 2 * sum(bool(h & denying) for h in held) > count
    denied = any(_held(result, reports, a) & denying for a in claim.denied_by) if claim.denied_by else None
    origins = _origins(best, as_denial=as_denial and claim.may_be_denial)
    faults = [*_count_faults(origins, claim.origins), *_grade_faults(best, claim.expected, as_denial=as_denial)]
    if as_denial and not claim.may_be_denial:
        faults.insert(0, "it is held as a denial of another claim.")
    if denied is False:
        faults.insert(0, "the denial is missing.")
    grade = best.assessment.admiralty
    return ClaimOutcome(
        claim.id, claim.text, best.claim.id, count, len(held), origins, claim.origins, denied, grade, tuple(faults)
    )


def _origins(finding: Finding, *, as_denial: bool) -> tuple[int, int]:
    """The interval of independent origins; for a denial, one to as many as deny."""
    if not as_denial:
        return finding.assessment.origins_min, finding.assessment.origins_max
    denying = sum(o.polarity == "deny" for o in finding.assessment.origins)
    return min(1, denying), denying


def _count_faults(origins: tuple[int, int], truth: int) -> list[str]:
    low, high = origins
    if not low <= truth <= high:
        return [f"origins {low} to {high} do not hold the true number {truth}."]
    return [f"origins up to {high} are more than one above the true number {truth}."] if high > truth + 1 else []


def _grade_faults(finding: Finding, expected: Expected, *, as_denial: bool) -> list[str]:
    """What the grades say that the key rules out; a claim held as another's denial has no grade of its own."""
    a, faults = finding.assessment, []
    if as_denial:
        return []
    if expected.actionable is not None and a.actionable != expected.actionable:
        faults.append(f"actionable is {a.actionable}, expected {expected.actionable}.")
    if expected.admiralty_any_of and a.admiralty not in expected.admiralty_any_of:
        faults.append(f"Admiralty grade {a.admiralty} is none of {', '.join(expected.admiralty_any_of)}.")
    if a.likelihood is not None and a.likelihood in expected.likelihood_not:
        faults.append(f"likelihood “{a.likelihood}” is ruled out.")
    said = " ".join((*a.explanations, a.likelihood_reason, a.confidence_reason))
    faults += [f"it says “{words}”." for words in expected.must_not_say if _says(said, words)]
    return faults


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None
