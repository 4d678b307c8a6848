"""What a dossier says, free of any format: answers first, then quotations in their sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bukti.assessment.vocabulary import CREDIBILITY, RELIABILITY, SCHEME_NAMES
from bukti.model import (
    Assessment,
    Correction,
    Damage,
    Decision,
    Document,
    Finding,
    Polarity,
    Report,
    Result,
    SourceKind,
    Span,
    Statement,
)
from bukti.report.places import direction, place
from bukti.report.plain import counted

WHOLE = 1200  # characters of context around one quotation; longer passages are cut at sentence edges
NOTHING = "No report was read."
NAMED_DENIERS = 3  # names of those who deny in one answer; more are counted


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and its role: `content`, `cue`, `source` or `plain`."""

    role: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """One statement as the dossier shows it: its words inside their sentence, and where they stand.

    Attributes:
        how: stance, certainty, basis and flags in words. place: characters and bytes, page or paragraph.
        damage: what is wrong with the words shown. translated: the report looks machine-translated.
        corrected: where a person reads it so, who, when and why, and how the machine reads it; else empty.
    """

    statement: Statement
    report: Report
    language: str
    direction: str
    pieces: tuple[Piece, ...]
    who: str
    how: str
    place: str
    damage: tuple[Damage, ...]
    translated: bool
    corrected: str = ""


def main_findings(result: Result) -> tuple[Finding, ...]:
    """Claims worth a row of their own: in several reports, or denied; where there is none, the ten most salient."""
    kept = [f for f in result.findings if f.assessment.reports > 1 or denied(f)]
    return tuple(kept or result.findings[:10])


def other_findings(result: Result) -> tuple[Finding, ...]:
    """The claims that `main_findings` leaves out, in the same order."""
    main = {finding.claim.id for finding in main_findings(result)}
    return tuple(f for f in result.findings if f.claim.id not in main)


def denied(finding: Finding) -> bool:
    """Whether anybody denies the claim whose denial was not retracted."""
    against = [origin for origin in finding.graph.origins if origin.polarity is Polarity.DENY]
    return bool(finding.claim.denying) and not (against and all(origin.retracted for origin in against))


def independent(assessment: Assessment) -> str:
    """The interval of independent origins: `2` or `1–3`."""
    low, high = assessment.origins_min, assessment.origins_max
    return str(low) if low == high else f"{low}–{high}"


def scope(result: Result) -> str:
    """What was read: reports, languages, families, claims."""
    if not result.documents:
        return NOTHING
    languages = sorted({d.language.code or "unknown" for d in result.documents})
    read = f"{counted(len(result.documents), 'report')} in {counted(len(languages), 'language')}"
    families = _families(len(result.lineage.families))
    return f"{read} ({', '.join(languages)}); {families} of common descent; {counted(len(result.findings), 'claim')}."


def _families(number: int) -> str:
    return "1 family" if number == 1 else f"{number} families"


def headline(result: Result) -> tuple[str, ...]:
    """What matters most about the main claims, in at most three sentences."""
    main = main_findings(result)
    acted = sum(f.assessment.actionable for f in main)
    alone = [f.assessment for f in main if f.assessment.reports > 1 and f.assessment.origins_max <= 1]
    against = sum(map(denied, main))
    policies = ", ".join(sorted({f.assessment.policy for f in main}))
    sentences = [f"{acted or 'None'} of {counted(len(main), 'main claim')} can be acted on under {policies}."]
    if alone:
        most = max(a.reports for a in alone)
        sentences.append(f"Repeated, in up to {most} reports, from one origin at most: {len(alone)}.")
    if against:
        sentences.append(f"Denied: {against}.")
    nothing = ("No claim was found.",) if result.documents else ()
    return tuple(sentences) if main else nothing


def answer(finding: Finding) -> tuple[str, ...]:
    """The answer first, in short sentences; likelihood and confidence never share one (ICD 203)."""
    a = finding.assessment
    likelihood = f"{a.likelihood.capitalize()} ({scheme(a)})." if a.likelihood else a.likelihood_reason
    standard = f"Meets {a.standard_met}." if a.standard_met else "Meets no standard of proof."
    return (_reach(a), *_withdrawn(a), *_denial(finding), likelihood, standard, _action(a))


def _reach(a: Assessment) -> str:
    reports = counted(a.reports, "report")
    if a.origins_max == 0:
        return f"{reports}, no origin whose independence is established."
    noun = "origin" if a.origins_max == 1 else "origins"
    return f"{reports}, {independent(a)} independent {noun}."


def _withdrawn(a: Assessment) -> tuple[str, ...]:
    """Whether it stands on nothing but what was retracted."""
    if a.reports == 0:
        return ("Only what was retracted says so.",)
    gone = a.origins_max == 0 and any(o.retracted and o.polarity == "affirm" for o in a.origins)
    return ("Its origins were retracted.",) if gone else ()


def _denial(finding: Finding) -> tuple[str, ...]:
    """Who denies it, by name as far as a name is known."""
    against = [o for o in finding.assessment.origins if o.polarity == "deny" and not o.retracted]
    names = list(dict.fromkeys(o.name for o in against))
    more = len(names) - NAMED_DENIERS
    by = f" by {', '.join(names[:NAMED_DENIERS])}{f' and {more} more' if more > 0 else ''}" if names else ""
    if denied(finding):
        return (f"Denied{by}.",)
    if finding.claim.refuted and against:
        return (f"Something broader is denied{by}.",)
    return ("Its denial was retracted.",) if finding.claim.denying else ()


def _action(a: Assessment) -> str:
    if a.actionable:
        return f"Enough to act on under {a.policy}."
    why = a.actionable_why[0] if a.actionable_why else ""
    return (
        f"Not enough to act on under {a.policy}: {why[:1].lower()}{why[1:]}" if why else f"Not enough under {a.policy}."
    )


def decided(decision: Decision) -> str:
    """Why, by whom and when something was decided: `publisher withdrew it; by Anna, 26 November 2026`."""
    when = datetime.fromisoformat(decision.made)
    why = decision.reason.rstrip(".") or "no reason given yet"
    return f"{why}; by {decision.author}, {when.day} {when:%B} {when.year}"


def scheme(assessment: Assessment) -> str:
    """The name of the likelihood's word scheme; a term never goes without it."""
    return SCHEME_NAMES.get(assessment.scheme, assessment.scheme)


def grade_words(grade: str) -> tuple[str, str]:
    """What the letter and the digit of an Admiralty grade mean, in words."""
    letter, digit = RELIABILITY[grade[0]], CREDIBILITY[grade[1]]
    return f"source {letter}", f"information {digit}" if digit[0] != "t" else digit


class Quotations:
    """The statements of a result as quotations, looked up by id."""

    def __init__(self, result: Result) -> None:
        self._statements = {s.id: s for s in result.statements}
        self._documents = {d.report.id: d for d in result.documents}
        self._corrected = {one.statement.id: one for one in result.corrections if one.statement}

    def of(self, statements: Iterable[str]) -> tuple[Quotation, ...]:
        """Statements by id as quotations, in the order given."""
        found = (self._statements[name] for name in statements)
        return tuple(self._quotation(statement) for statement in found)

    def _quotation(self, statement: Statement) -> Quotation:
        document, made = self._documents[statement.report], self._corrected.get(statement.id)
        return replace(_quotation(document, statement), corrected=_beside(document, made) if made else "")


def varied(items: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Each source once before any speaks again, and the reports' own voice last; otherwise in the order given."""
    listed = list(items)
    seen: dict[str, int] = {}
    ranks = []
    for item in listed:
        seen[item.who] = seen.get(item.who, -1) + 1
        ranks.append((item.statement.source_kind is SourceKind.NARRATOR, seen[item.who]))
    return tuple(listed[place] for place in sorted(range(len(listed)), key=lambda place: ranks[place]))


def _quotation(document: Document, statement: Statement) -> Quotation:
    context = _context(document, statement)
    return Quotation(
        statement=statement,
        report=document.report,
        language=document.language.code or "und",
        direction=direction(document.words(context)),
        pieces=tuple(_pieces(document, statement, context)),
        who=speaker(document, statement),
        how=_how(statement),
        place=place(document.report, statement.extent),
        damage=tuple(d for d in document.damage if d.span.overlaps(context)),
        translated=document.machine_translation.likely,
    )


def _beside(document: Document, made: Correction) -> str:
    """By whose word a statement is read so, and how the machine reads it."""
    one, person = made.machine, made.statement
    told = f"Read so by a person ({decided(made.decision)}). "
    if one is None or person is None:
        return told + "The machine missed it."
    words = " … ".join(document.words(span) for span in one.content)
    what = "these words" if one.content == person.content else f"“{words}”"
    return f"{told}The machine reads: {speaker(document, one)}, {_how(one)}, {what}."


def _how(statement: Statement) -> str:
    return ", ".join((statement.stance.value, *_how_sure(statement), *_flags(statement)))


def _how_sure(statement: Statement) -> tuple[str, ...]:
    if statement.hearsay:
        return ("hearsay",)
    basis = "basis not stated" if statement.basis.value == "unspecified" else statement.basis.value
    return statement.certainty, basis


def _flags(statement: Statement) -> list[str]:
    return [flag.replace("-", " ") for flag in statement.flags]


def speaker(document: Document, statement: Statement) -> str:
    """Who says it, in the report's words and by name, and through whom."""
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


def _pieces(document: Document, statement: Statement, context: Span) -> Iterable[Piece]:
    """The context divided at every edge of content, cue and source; content wins where they overlap."""
    roles = (("content", statement.content), ("cue", statement.cue), ("source", statement.source))
    marks = [(role, span) for role, spans in roles for span in spans]
    edges = {context.start, context.end}
    edges |= {edge for _, span in marks for edge in span if context.start < edge < context.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        role = next((role for role, span in marks if span.contains(here)), "plain")
        yield Piece(role, document.words(here), here)
