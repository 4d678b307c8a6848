"""STIX 2.1 bundle: reports, claims as notes with their assessment as opinions.

Identifiers are UUIDv5 of our own ids (STIX 2.1 section 2.9), so the same result gives the same bundle. Confidence
follows Appendix A (Admiralty credibility); credibility 6 leaves the property out, as the table asks.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from bukti.assessment.vocabulary import STIX_CREDIBILITY
from bukti.model import Assessment, Correction, Document, Finding, Result
from bukti.report.dossier import decided
from bukti.report.plain import dumps

# namespace of section 2.9 for deterministic identifiers
NAMESPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
EPOCH = "1970-01-01T00:00:00.000Z"  # results carry no wall clock; a report without a date says so in its labels


def write(result: Result) -> str:
    """The bundle as JSON text."""
    identity = _object("identity", "bukti", name="Bukti", identity_class="system")
    documents = {d.report.id: d for d in result.documents}
    objects = [identity, *(_report(d, result, identity["id"]) for d in result.documents)]
    holders = {s.id: s.report for s in result.statements if s.report in documents}
    for finding in result.findings:
        objects += _claim(finding, holders, identity["id"])
    objects += [_correction(one, identity["id"]) for one in result.corrections if one.statement and not one.problem]
    bundle = {"type": "bundle", "id": _id("bundle", *sorted(documents)), "objects": objects}
    return dumps(bundle, indent=1) + "\n"


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, json.dumps([kind, *parts]))}"


def _object(kind: str, key: str, **properties: Any) -> dict[str, Any]:
    base = {"type": kind, "spec_version": "2.1", "id": _id(kind, key), "created": EPOCH, "modified": EPOCH}
    return base | properties


def _report(document: Document, result: Result, author: str) -> dict[str, Any]:
    report = document.report
    labels = [] if report.published else ["publication-date-unknown"]
    labels += ["retracted"] if report.id in result.retracted else []
    published = report.published.earliest.strftime("%Y-%m-%dT%H:%M:%S.000Z") if report.published else EPOCH
    reference: dict[str, Any] = {"source_name": report.outlet or report.path, "external_id": report.id}
    if report.url:
        reference |= {"url": report.url, "hashes": {"SHA-256": report.id.removeprefix("sha256:")}}
    return _object(
        "report",
        report.id,
        name=report.title or report.path,
        published=published,
        labels=labels,
        created_by_ref=author,
        object_refs=[author],
        external_references=[reference],
    )


def _correction(one: Correction, author: str) -> dict[str, Any]:
    """A note by the person who reads a statement otherwise than the machine."""
    made = one.decision
    assert one.statement is not None  # noqa: S101 - asked by `write`
    told = {"stance": one.statement.stance.value, "certainty": one.statement.certainty}
    how = ", ".join(f"{name} {value}" for name, value in told.items())
    return _object(
        "note",
        made.id,
        content=f"“{made.name}” ({how}), read so by a person ({decided(made)})",
        abstract="A statement as a person reads it; the machine reads it otherwise or missed it",
        authors=[made.author],
        created_by_ref=author,
        object_refs=[_id("report", one.statement.report)],
    )


def _claim(finding: Finding, holders: dict[str, str], author: str) -> list[dict[str, Any]]:
    """A note with the claim's words about the reports that hold it, and an opinion on that note."""
    held = sorted({holders[s] for s in (*finding.claim.affirming, *finding.claim.denying) if s in holders})
    note = _object(
        "note",
        finding.claim.id,
        content=finding.claim.text,
        abstract="Claim found in the reports",
        created_by_ref=author,
        object_refs=[_id("report", report) for report in held],
    )
    opinion = _object(
        "opinion",
        finding.claim.id,
        opinion=_agreement(finding.assessment),
        explanation=" ".join(finding.assessment.explanations),
        created_by_ref=author,
        object_refs=[note["id"]],
    )
    confidence = STIX_CREDIBILITY[finding.assessment.admiralty[1]]
    if confidence is not None:
        opinion["confidence"] = confidence
    return [note, opinion]


def _agreement(assessment: Assessment) -> str:
    """The opinion enumeration from belief and disbelief; `neutral` where the first standard is not met."""
    belief, disbelief = assessment.opinion.belief, assessment.opinion.disbelief
    if max(belief, disbelief) < 0.3:
        return "neutral"
    if belief >= disbelief:
        return "strongly-agree" if belief >= 0.71 else "agree"
    return "strongly-disagree" if disbelief >= 0.71 else "disagree"
