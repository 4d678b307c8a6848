"""Records as the JSON objects of interfaces.md; the keys are stable, more may be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bukti.entities import collected
from bukti.model import (
    Assessment,
    ByteLocator,
    Change,
    Changes,
    Claim,
    Correction,
    Damage,
    Decision,
    Derivation,
    Document,
    DriftEnd,
    Failure,
    Finding,
    LanguageSupport,
    Lineage,
    Locator,
    Opinion,
    OriginShare,
    PageLocator,
    ProfileStamp,
    Published,
    Quantity,
    Report,
    Result,
    Span,
    Statement,
    TimeRef,
    Written,
)
from bukti.report.disputes import disputed
from bukti.report.effects import effect
from bukti.report.harm import incident, summed
from bukti.report.named import entity
from bukti.report.withheld import Names

Object = dict[str, Any]


def reading(document: Document, statements: Sequence[Statement]) -> Object:
    """One line of `bukti read --format jsonl`."""
    report = document.report
    return {
        "report": {
            "id": report.id,
            "path": report.path,
            "input_id": report.input_id,
            "language": document.language.code,
            "support": document.support,
        },
        "sentences": [list(span) for span in document.sentences],
        "statements": [statement_object(document, s) for s in statements],
    }


def trace(documents: Sequence[Document], lineage: Lineage, failed: Sequence[Failure] = ()) -> Object:
    """The object of `bukti trace --format json`."""
    return {
        "reports": [{"id": d.report.id, "path": d.report.path, "input_id": d.report.input_id} for d in documents],
        "families": [list(family) for family in lineage.families],
        "edges": [edge(e) for e in lineage.edges],
        "latent": latent(lineage),
        "failed": [failure(f) for f in failed],
    }


def stamp(one: ProfileStamp) -> Object:
    """Name, version and digest of a profile, and what people chose for the case, where it took the place of that."""
    told = {"name": one.name, "version": one.version, "sha256": one.sha256}
    return told | ({"overrules": one.overrules} if one.overrules else {})


def assessed(result: Result) -> Object:
    """The object of `bukti assess --format json`."""
    documents = {d.report.id: d for d in result.documents}
    disputes, names = disputed(result), Names(result.documents, result.tellings)
    return {
        "profile": stamp(result.profile),
        "version": result.version,
        **({"outlets": {"sha256": result.outlets}} if result.outlets else {}),
        "reports": [{**report_object(d), "retracted": d.report.id in result.retracted} for d in result.documents],
        "derivations": [edge(e) for e in result.lineage.edges],
        "families": [list(family) for family in result.lineage.families],
        "latent": latent(result.lineage),
        "statements": [_preserved(documents[s.report], s) for s in result.statements],
        "claims": [
            claim_object(finding) | {"disputed_by": [asdict(one) for one in disputes[finding.claim.id]]}
            for finding in result.findings
        ],
        "retractions": [decision(d) for d in result.retractions],
        "ratings": [decision(d) for d in result.ratings],
        "ties": [decision(d) for d in result.ties],
        "corrections": corrections(documents, result.corrections),
        "groupings": {"decisions": [decision(d) for d in result.groupings], "unfit": list(result.unfit)},
        "incidents": [incident(one, names, result.decimals) for one in result.incidents],
        "sums": [summed(one) for one in result.sums],
        "entities": [entity(one) for one in collected.entities(result)],
        "failed": [failure(f) for f in result.failed],
        "ignored": [{"path": i.path, "reason": i.reason} for i in result.ignored],
        "lost": list(result.lost),
        "error_rates": [{"name": name, "figure": figure} for name, figure in result.error_rates],
    }


def corrections(documents: Mapping[str, Document], found: Sequence[Correction]) -> list[Object]:
    """What people read otherwise than the machine, and the machine's reading beside it."""
    return [
        {
            "decision": decision(one.decision),
            "statement": one.statement.id if one.statement else None,
            "machine": _preserved(documents[one.machine.report], one.machine) if one.machine else None,
            "problem": one.problem or None,
        }
        for one in found
    ]


def pieces(document: Document, spans: Sequence[Span]) -> list[Object]:
    """Spans with their words."""
    return [{"start": s.start, "end": s.end, "text": document.words(s)} for s in spans]


def _preserved(document: Document, statement: Statement) -> Object:
    """A statement with its report and the place of its content in the preserved bytes."""
    places = [place for span in statement.content for place in locators(document.report, span)]
    return {"report": statement.report, **statement_object(document, statement), "locators": places}


def report_object(document: Document) -> Object:
    """A report with what it says of itself and what the text stage saw in it."""
    report = document.report
    return {
        "id": report.id,
        "path": report.path,
        "input_id": report.input_id,
        "media_type": report.media_type,
        "language": document.language.code,
        "support": document.support,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "url": report.url,
        "published": published(report.published),
        "modified": published(report.modified),
        "sightings": sightings(report),
        "characters": len(report.text),
        "damage": [damage(d) for d in document.damage],
        "machine_translation": {
            "likely": document.machine_translation.likely,
            "original_language": document.machine_translation.original_language,
            "reasons": list(document.machine_translation.reasons),
        },
        "credits": [{"name": c.name, "words": c.words} for c in report.credits],
        "notes": list(report.notes),
    }


def languages(found: Sequence[LanguageSupport]) -> list[Object]:
    """Languages that have a file, with their figures."""
    return [asdict(one) for one in found]


def statement_object(document: Document, statement: Statement) -> Object:
    """One statement with its words; offsets are code points into the text as `bukti text` prints it."""
    return {
        "id": statement.id,
        "content": pieces(document, statement.content),
        "cue": pieces(document, statement.cue),
        "source": pieces(document, statement.source),
        "source_kind": statement.source_kind.value,
        "resolves_to": statement.resolves_to,
        "via": list(statement.via),
        "form": statement.form.value,
        "stance": statement.stance.value,
        "certainty": statement.certainty,
        "degree": statement.degree.value,
        "basis": statement.basis.value,
        "negative": statement.negative,
        "flags": list(statement.flags),
        "parent": statement.parent,
        "decision": statement.decision,
        "quantities": [quantity(document, q) for q in statement.quantities],
        "times": [time(t) for t in statement.times],
    }


def claim_object(finding: Finding) -> Object:
    """One claim with its assessment."""
    claim = finding.claim
    return {
        "id": claim.id,
        "text": claim.text,
        "lead": claim.lead,
        "wordings": [asdict(one) for one in claim.wordings],
        "languages": list(claim.languages),
        "asserted_by": list(claim.affirming),
        "denied_by": list(claim.denying),
        "about": list(claim.about),
        "specific": list(claim.specific),
        "more_specific": list(claim.specific),
        "more_general": list(claim.general),
        "implied_by": list(claim.implied),
        "refuted_by": list(claim.refuted),
        **assessment_object(finding.assessment),
        "holds": [
            {
                "from": h.earliest.isoformat(),
                "to": h.latest.isoformat(),
                "words": h.words,
                "span": list(h.span),
                "statement": h.statement,
                "report": h.report,
                "relative": h.relative,
            }
            for h in claim.holds
        ],
        "drift": drift(claim),
        "conflicts": [{"kind": c.kind, "left": c.left, "right": c.right, "reason": c.reason} for c in claim.conflicts],
        "grouping": {
            "reasons": list(claim.reasons),
            "near_miss": asdict(claim.near_miss) if claim.near_miss else None,
            "decisions": list(claim.decisions),
        },
    }


def assessment_object(assessment: Assessment) -> Object:
    """The keys of a claim that come from its evidence graph alone; what `bukti weigh` prints."""
    return {
        "claim": assessment.claim,
        "reports": assessment.reports,
        "origins": {
            "min": assessment.origins_min,
            "max": assessment.origins_max,
            "not_established": [asdict(one) for one in assessment.not_established],
            "list": [origin(o) for o in assessment.origins],
        },
        "opinion": opinion(assessment.opinion),
        "opinion_sl": opinion(assessment.opinion_sl),
        "standard_error": assessment.standard_error,
        "projected": assessment.opinion.projected,
        "conflict": assessment.conflict,
        "likelihood": {
            "scheme": assessment.scheme,
            "term": assessment.likelihood,
            "reason": assessment.likelihood_reason,
        },
        "confidence": assessment.confidence,
        "confidence_reason": assessment.confidence_reason,
        "admiralty": assessment.admiralty,
        "standard": {
            "met": assessment.standard_met,
            "next": assessment.standard_next,
            "missing": list(assessment.missing),
        },
        "actionable": {
            "policy": assessment.policy,
            "pass": assessment.actionable,
            "why": list(assessment.actionable_why),
        },
        "would_change": list(assessment.would_change),
        "sensitivity": list(assessment.sensitivity),
        "explanations": list(assessment.explanations),
    }


def origin(share: OriginShare) -> Object:
    """One origin of a claim."""
    return {
        "id": share.id,
        "name": share.name,
        "kind": share.kind,
        "reliability": share.reliability,
        "polarity": share.polarity,
        "reports": list(share.reports),
        "established": share.established,
        "retracted": share.retracted,
        "opinion": opinion(share.opinion),
        "without": opinion(share.without),
    }


def decision(made: Decision) -> Object:
    """A person's decision."""
    return {
        "id": made.id,
        "what": made.what,
        "kind": made.kind,
        "target": made.target,
        "name": made.name,
        "matter": [list(key) for key in made.matter],
        "reason": made.reason,
        "author": made.author,
        "made": made.made,
        "supersedes": made.supersedes,
    }


def changes(found: Changes) -> Object:
    """The object of `bukti retract --format json`."""
    return {
        "decision": decision(found.decision),
        "recorded": found.recorded,
        "claims": {"total": found.total, "touched": len(found.claims), "untouched": found.total - len(found.claims)},
        "changes": [change(one) for one in found.claims],
        "dossiers": [dossier(one) for one in found.dossiers],
        "matrices": {name: list(rows) for name, rows in found.matrices.items()},
        "failed": [failure(f) for f in found.failed],
    }


def change(one: Change) -> Object:
    """One claim before and after a decision."""
    return {
        "id": one.before.claim.id,
        "text": one.before.claim.text,
        "effect": effect(one),
        "before": assessment_object(one.before.assessment),
        "after": assessment_object(one.after.assessment),
        "reports": list(one.reports),
        "fallen": list(one.fallen),
        "derivations": [edge(e) for e in one.edges],
    }


def decisions(made: Sequence[Decision], dossiers: Sequence[Written]) -> Object:
    """The object of `bukti retract --list --format json`."""
    return {"decisions": [decision(d) for d in made], "dossiers": [dossier(w) for w in dossiers]}


def dossier(written: Written) -> Object:
    """A dossier that was written from a case; `stale` names the decisions since that touch it."""
    return {
        "path": written.path,
        "format": written.format,
        "sha256": written.sha256,
        "written": written.written,
        "profile": written.profile,
        "claims": list(written.claims),
        "stale": list(written.stale),
        "state": written.state,
    }


def opinion(value: Opinion) -> Object:
    """A binomial opinion, unrounded."""
    return {
        "belief": value.belief,
        "disbelief": value.disbelief,
        "uncertainty": value.uncertainty,
        "base_rate": value.base_rate,
    }


def edge(derivation: Derivation) -> Object:
    """An edge of the derivation graph."""
    return {
        "parent": derivation.parent,
        "child": derivation.child,
        "kind": derivation.kind.value,
        "probability": derivation.probability,
        "direction": "known" if derivation.direction_known else "unknown",
        "direction_probability": derivation.direction,
        "share_of_child": derivation.share_of_child,
        "passages": [{"parent": list(p.parent), "child": list(p.child), "score": p.score} for p in derivation.passages],
        "reasons": list(derivation.reasons),
    }


def latent(lineage: Lineage) -> list[Object]:
    """Origins that are not in the collection."""
    return [
        {"id": node.id, "name": node.name, "members": list(node.members), "reasons": list(node.reasons)}
        for node in lineage.latent
    ]


def failure(record: Failure) -> Object:
    """An input that could not be read."""
    return {
        "path": record.path,
        "container": list(record.container),
        "reason": record.reason,
        "detail": record.detail,
        "sha256": record.sha256,
    }


def published(value: Published | None) -> Object | None:
    """A publication time as an interval with its precision."""
    if value is None:
        return None
    return {
        "earliest": value.earliest.isoformat(),
        "latest": value.latest.isoformat(),
        "precision": value.precision,
        "basis": value.basis,
    }


def sightings(report: Report) -> list[Object]:
    """Every time that these bytes were met."""
    return [
        {
            "path": s.path,
            "container": list(s.container),
            "retrieved": s.retrieved.isoformat() if s.retrieved else None,
            "input_id": s.input_id,
        }
        for s in report.sightings
    ]


def damage(record: Damage) -> Object:
    """Something wrong with the text, beside the original."""
    return {
        "start": record.span.start,
        "end": record.span.end,
        "kind": record.kind,
        "found": record.found,
        "repaired": record.repaired,
        "reason": record.reason,
    }


def quantity(document: Document, value: Quantity) -> Object:
    """A number with what it counts."""
    return {
        "text": document.words(value.span),
        "low": value.low,
        "high": value.high,
        "comparator": value.comparator,
        "unit": value.unit,
    }


def time(value: TimeRef) -> Object:
    """A time named in the text."""
    return {
        "text": value.words,
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
        "precision": value.precision,
        "relative": value.relative,
    }


def drift(claim: Claim) -> list[Object]:
    """How the claim changed along the chain, hop by hop."""
    return [
        {
            "kind": d.kind,
            "change": d.change,
            "severity": d.severity,
            "from": drift_end(d.before),
            "to": drift_end(d.after),
            "hop": {"parent": d.before.report, "child": d.after.report},
            "chain": list(d.chain),
            "sentence": d.sentence,
        }
        for d in claim.drift
    ]


def drift_end(end: DriftEnd) -> Object:
    """One side of a change; `span` is the place of its words in the report's text."""
    return {
        "report": end.report,
        "statement": end.statement,
        "value": end.value,
        "words": end.words,
        "span": list(end.span) if end.span else None,
    }


def locators(report: Report, span: Span) -> list[Object]:
    """The stretches of text that hold a span, and where each stands: byte range, page with box, or paragraph."""
    touched = (place for place in report.locators if place.span.overlaps(span))
    return [{"text": list(place.span), **_locator(place)} for place in touched]


def _locator(place: Locator) -> Object:
    if isinstance(place, ByteLocator):
        return {"bytes": [place.start, place.end], "part": place.part, "mode": place.mode.value}
    if isinstance(place, PageLocator):
        return {"page": place.page, "box": list(place.box)}
    return {"part": place.part, "paragraph": place.paragraph}
