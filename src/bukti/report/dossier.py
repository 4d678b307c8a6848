"""What a dossier says, free of any format: answers, origin trees, quotations in their sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bukti.model import (
    Assessment,
    ByteLocator,
    ByteMode,
    Derivation,
    Document,
    EvidenceGraph,
    Finding,
    PageLocator,
    Report,
    Result,
    Span,
    Statement,
)

RTL = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ug", "ckb", "sd"})
WHOLE = 1200  # characters of context around one quotation; longer passages are cut at sentence edges


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and its role: `content`, `cue`, `source` or `plain`."""

    role: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement as the dossier shows it: its words inside their sentence, and where they stand."""

    statement: Statement
    report: Report
    language: str
    direction: str
    pieces: tuple[Piece, ...]
    who: str
    how: str
    place: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node of an origin tree: who, how it is rated, why it hangs there, and what took it over."""

    name: str
    kind: str
    letter: str
    why: str
    children: tuple[Node, ...] = ()


def main_findings(result: Result) -> tuple[Finding, ...]:
    """Claims worth a row of their own: in several reports, denied, or attributed and salient; most salient first."""
    kept = [f for f in result.findings if f.assessment.reports > 1 or f.claim.denying]
    return tuple(kept or result.findings[:10])


def other_findings(result: Result) -> tuple[Finding, ...]:
    """The claims that `main_findings` leaves out, in the same order."""
    main = {finding.claim.id for finding in main_findings(result)}
    return tuple(f for f in result.findings if f.claim.id not in main)


def origins_interval(assessment: Assessment) -> str:
    """The independent origins as `2`, `1–3` or `1 (+2 not established)`."""
    low, high = assessment.origins_min, assessment.origins_max
    interval = str(low) if low == high else f"{low}–{high}"
    extra = assessment.not_established
    return f"{interval} (+{extra} not established)" if extra else interval


def answer(finding: Finding) -> str:
    """The answer first, in at most four short sentences; likelihood and confidence never share one (ICD 203)."""
    assessment = finding.assessment
    reports = "1 report" if assessment.reports == 1 else f"{assessment.reports} reports"
    plural = "" if (assessment.origins_min, assessment.origins_max) == (1, 1) else "s"
    sentences = [f"{reports}, {origins_interval(assessment)} independent origin{plural}."]
    if finding.claim.denying:
        sentences.append("Denied.")
    if assessment.likelihood:
        sentences.append(f"{assessment.likelihood.capitalize()} ({assessment.scheme}).")
    else:
        sentences.append("Insufficient basis for a likelihood.")
    standard = assessment.standard_met or "no standard of proof"
    verdict = "Actionable" if assessment.actionable else "Not actionable"
    sentences.append(f"Meets {standard}. {verdict} under {assessment.policy}.")
    return " ".join(sentences)


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def quotations(result: Result, statements: Iterable[str]) -> tuple[Quotation, ...]:
    """Statements by id as quotations, in the order given."""
    by_id = {s.id: s for s in result.statements}
    documents = {d.report.id: d for d in result.documents}
    return tuple(_quotation(documents[by_id[name].report], by_id[name]) for name in statements)


def _quotation(document: Document, statement: Statement) -> Quotation:
    code = document.language.code or "und"
    return Quotation(
        statement=statement,
        report=document.report,
        language=code,
        direction="rtl" if code in RTL else "ltr",
        pieces=tuple(_pieces(document, statement)),
        who=_who(document, statement),
        how=", ".join((statement.stance.value, statement.certainty, statement.basis.value, *statement.flags)),
        place=place(document.report, statement.extent),
    )


def _who(document: Document, statement: Statement) -> str:
    words = " … ".join(" ".join(document.words(span).split()) for span in statement.source)
    name = {"narrator": "the report itself", "impersonal": "nobody named"}.get(statement.source_kind.value, "unknown")
    shown = words or statement.resolves_to or name
    if statement.resolves_to and statement.resolves_to != words and words:
        shown += f" = {statement.resolves_to}"
    return shown + (f", via {', '.join(statement.via)}" if statement.via else "")


def _context(document: Document, statement: Statement) -> Span:
    """The sentences that the statement stands in, cut when they are very long."""
    spans = (*statement.content, *statement.cue, *statement.source)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    touched = [s for s in document.sentences if s.overlaps(Span(start, max(end, start + 1)))]
    if touched:
        start, end = min(start, touched[0].start), max(end, touched[-1].end)
    if end - start > WHOLE:
        start = max(start, statement.extent.start - WHOLE // 4)
        end = min(end, statement.extent.end + WHOLE // 4)
    return Span(start, end)


def _pieces(document: Document, statement: Statement) -> Iterable[Piece]:
    """The context divided at every edge of content, cue and source; content wins where they overlap."""
    context = _context(document, statement)
    roles = (("content", statement.content), ("cue", statement.cue), ("source", statement.source))
    marks = [(role, span) for role, spans in roles for span in spans]
    edges = {context.start, context.end}
    edges |= {edge for _, span in marks for edge in span if context.start < edge < context.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        role = next((role for role, span in marks if span.contains(here)), "plain")
        yield Piece(role, document.words(here), here)


def place(report: Report, span: Span) -> str:
    """Where a span stands, in words: characters, then bytes, page and box, or paragraph."""
    shown = [f"characters {span.start}–{span.end}"]
    touched = [found for found in report.locators if found.span.overlaps(span)]
    inside = [found for found in touched if isinstance(found, ByteLocator)]
    if inside:
        part = f" of {inside[0].part}" if inside[0].part else ""
        shown.append(f"bytes {byte_at(report, inside[0], span.start)}–{byte_at(report, inside[-1], span.end)}{part}")
    pages = sorted({found.page for found in touched if isinstance(found, PageLocator)})
    if pages:
        shown.append("page " + ", ".join(map(str, pages)))
    return ", ".join(shown)


def byte_at(report: Report, locator: ByteLocator, offset: int) -> int:
    """The byte that an offset stands at: counted in a verbatim stretch, else the stretch's nearer edge."""
    if offset <= locator.span.start:
        return locator.start
    if offset >= locator.span.end or locator.mode is not ByteMode.VERBATIM:
        return locator.end
    ahead = report.text[locator.span.start : offset]
    return locator.start + len(ahead.encode(report.charset or "utf-8", "surrogatepass"))


def tree(result: Result, finding: Finding, polarity: str) -> tuple[Node, ...]:
    """The origins of one side, each with the relays that carry it down to what was read."""
    graph = finding.graph
    edges = {(e.parent, e.child): e for e in result.lineage.edges}
    roots = [o for o in graph.origins if o.polarity.value == polarity]
    nodes = []
    for origin in roots:
        kind = (origin.kind.value.replace("_", " ") if origin.kind else "origin") + (
            "" if origin.established else ", independence not established"
        )
        children = _children(graph, edges, origin.id, frozenset())
        nodes.append(Node(origin.name, kind, origin.reliability, "", children))
    return tuple(nodes)


def _children(
    graph: EvidenceGraph, edges: dict[tuple[str, str], Derivation], parent: str, above: frozenset[str]
) -> tuple[Node, ...]:
    """Relays that take over from a node; a node that stands above itself (a cycle) ends the branch."""
    found = []
    for relay in graph.relays:
        if relay.id in above or all(edge.id != parent for edge in relay.parents):
            continue
        edge = edges.get((parent, relay.id))
        why = f"{edge.kind.value.replace('_', ' ')}, {edge.probability:.2f}" if edge else ""
        if edge and edge.reasons:
            why += f": {edge.reasons[0]}"
        below = _children(graph, edges, relay.id, above | {relay.id})
        kind = "read" if relay.id in graph.read else "not read"
        found.append(Node(relay.name, kind, relay.reliability, why, below))
    return tuple(found)
