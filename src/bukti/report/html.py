"""The dossier: one HTML file without scripts or requests; every source text is escaped."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bukti.model import Damage, Document, Drift, Finding, Lineage, Result
from bukti.report import dossier


def write(result: Result) -> str:
    """The dossier of a result: claims with their answers first, quotations, origin trees, and an appendix."""
    environment = Environment(
        loader=PackageLoader("bukti.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["two"] = two
    environment.filters["visible"] = visible
    return environment.get_template("dossier.html").render(_content(result))


def two(value: float) -> str:
    """A number with two decimals, the most that is ever shown (method.md 7.7)."""
    return f"{value:.2f}"


def visible(text: str) -> Markup:
    """Source text, escaped, with control and direction-changing characters shown as their code points.

    A source could otherwise reorder or hide what a reader sees of a quotation (CVE-2021-42574).
    """
    shown = [f'<span class="unseen">U+{ord(c):04X}</span>' if _unseen(c) else str(escape(c)) for c in text if c != "\r"]
    return Markup("".join(shown))  # noqa: S704 - every character was escaped above


def _unseen(char: str) -> bool:
    code = ord(char)
    control = (code < 32 and char not in "\n\t") or 0x7F <= code < 0xA0
    return control or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xD800 <= code <= 0xDFFF


def _content(result: Result) -> dict[str, Any]:
    main = dossier.main_findings(result)
    return {
        "result": result,
        "main": [_claim(result, finding) for finding in main],
        "others": [_claim(result, finding) for finding in dossier.other_findings(result)],
        "languages": sorted({d.language.code or "unknown" for d in result.documents}),
        "documents": [_document(d) for d in result.documents],
        "edges": _edges(result.documents, result.lineage),
    }


def _claim(result: Result, finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    lead = next(iter(dossier.quotations(result, [claim.lead])))
    return {
        "claim": claim,
        "assessment": finding.assessment,
        "answer": dossier.answer(finding),
        "origins": dossier.origins_interval(finding.assessment),
        "lead": lead,
        "for": dossier.quotations(result, claim.affirming),
        "against": dossier.quotations(result, claim.denying),
        "about": dossier.quotations(result, claim.about),
        "affirming_tree": dossier.tree(result, finding, "affirm"),
        "denying_tree": dossier.tree(result, finding, "deny"),
        "drift": [_drift(result, change) for change in claim.drift],
    }


def _drift(result: Result, change: Drift) -> dict[str, Any]:
    before, after = dossier.quotations(result, [change.from_statement, change.to_statement])
    return {"change": change, "before": before, "after": after}


def _document(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "report": document.report,
        "direction": "rtl" if document.language.code in dossier.RTL else "ltr",
        "damage": [_damage(document, d) for d in document.damage],
    }


def _damage(document: Document, damage: Damage) -> dict[str, Any]:
    return {"damage": damage, "place": dossier.place(document.report, damage.span)}


def _edges(documents: tuple[Document, ...], lineage: Lineage) -> list[dict[str, Any]]:
    names = {d.report.id: d.report.outlet or d.report.path for d in documents}
    names |= {node.id: node.name or "unknown common origin" for node in lineage.latent}
    return [{"edge": e, "parent": names[e.parent], "child": names[e.child]} for e in lineage.edges]
