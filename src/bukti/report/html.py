"""The dossier: one HTML file without scripts or requests; every source text is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bukti.assessment import vocabulary
from bukti.model import (
    AlignedPassage,
    Claim,
    Damage,
    Derivation,
    Document,
    Drift,
    Finding,
    Question,
    Result,
    Side,
    Span,
)
from bukti.report import asked, dossier, places, trees
from bukti.report.disputes import Dispute, disputed
from bukti.report.harm_section import section
from bukti.report.plain import UNSEEN, counted, shortened

SIDES = ("for", "implied", "against", "refuted", "about")  # how statements stand to a claim that is shown
DAY = re.compile(r"(?<![\w.-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")  # no part of a number or a name
SHOWN = 3  # quotations, passages and sentences shown before the rest is folded
PASSAGE = 320  # characters of an aligned passage that are shown
SHORT = 16  # hexadecimal digits of a hash in anchors and captions; the appendix has all 64


def write(result: Result) -> str:
    """The dossier of a result: claims with their answers first, quotations, origin trees, and an appendix."""
    return environment().get_template("dossier.html").render(_content(result))


def with_custody(text: str, content: Mapping[str, Any]) -> str:
    """A dossier with who wrote it, and from where each report came into the case.

    Args:
        text: the dossier.
        content: `author`, `key`, `head` and `taken`, the custody of each report.
    """
    before, end, after = text.rpartition("</main>")
    return f"{before}{environment().get_template('custody.html').render(content)}{end}{after}"


def environment() -> Environment:
    """Templates that escape every text, with the filters that they share and the places that links lead to."""
    made = Environment(
        loader=PackageLoader("bukti.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"two": two, "visible": visible, "short": short, "date": places.date}
    made.filters |= {"counted": counted, "direction": places.direction, "words": trees.words}
    made.filters |= {
        "decided": dossier.decided,
        "core": visible,
        "term": str,
    }  # the workbench translates: web/tongues.py
    made.add_extension("jinja2.ext.i18n")
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # by the extension
    made.globals |= {"report_at": lambda report: f"#r-{short(report)}", "claim_at": lambda claim: f"#c-{claim}"}
    return made


def two(value: float) -> str:
    """A number with two decimals, the most that is ever shown (method.md 7.7)."""
    return f"{value:.2f}"


def short(report: str) -> str:
    """The first digits of a report's hash, for anchors and captions."""
    return report.removeprefix("sha256:")[:SHORT]


def visible(text: str) -> Markup:
    """Text, escaped: control and direction-changing characters are shown as code points, days (ISO 8601) stay whole.

    A browser breaks a line behind a hyphen of a day, and turns its parts round between Arabic or Hebrew words.
    """
    shown = UNSEEN.sub(lambda match: f"\0{ord(match[0]):04X}\0", text)
    marked = re.sub("\0([0-9A-F]+)\0", r'<span class="unseen">U+\1</span>', str(escape(shown)))
    marked = DAY.sub(r'<span class="day">\g<0></span>', marked)
    return Markup(marked)  # noqa: S704 - escaped above; the patterns add only our own tags


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the claims of one result look up."""

    quotations: dossier.Quotations
    edges: trees.Edges
    claims: Mapping[str, Claim]
    disputes: Mapping[str, tuple[Dispute, ...]]
    reports: Mapping[str, Document]

    @classmethod
    def of(cls, result: Result) -> Shelf:
        """The shelf of a result."""
        return cls(
            dossier.Quotations(result),
            trees.by_ends(result.lineage),
            {finding.claim.id: finding.claim for finding in result.findings},
            disputed(result),
            {d.report.id: d for d in result.documents},
        )


def _content(result: Result) -> dict[str, Any]:
    main, others = dossier.main_findings(result), dossier.other_findings(result)
    style = files("bukti.report").joinpath("templates/dossier.css").read_text("utf-8").strip()
    shelf = Shelf.of(result)
    return {
        "result": result,
        "style": Markup(style),  # noqa: S704 - our own file, no part of it comes from a source
        "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "scope": asked.scope_of(result) if result.question else dossier.scope(result),
        "headline": asked.headline(result, result.question) if result.question else dossier.headline(result),
        "asked": sided(shelf, result.question) if result.question else None,
        "main": [shown_claim(shelf, finding) for finding in main],
        "others": [shown_claim(shelf, finding) for finding in others],
        "documents": [_document(d) for d in result.documents],
        "families": trees.families(result.documents, result.lineage),
        "reports": shelf.reports,
        "outside": {node.id: node for node in result.lineage.latent},
        "passages": {(e.parent, e.child): passages(shelf.reports, e) for e in result.lineage.edges},
        "letters": vocabulary.RELIABILITY,
        "digits": vocabulary.CREDIBILITY,
        "harm": section(result),
        "rates": _rates(result),
        "shown": SHOWN,
    }


def sided(shelf: Shelf, question: Question) -> dict[str, Any]:
    """What was asked, and the statements that take no side or only come near, with their reasons."""
    sides = {side: list(question.on(side)) for side in (Side.RIVAL, Side.ABOUT)}
    if not question.matches:
        sides[Side.NEAR] = list(question.near)
    return {
        "question": question,
        "sides": [
            (asked.TITLES[side], [{"quote": shelf.quotations.of([m.statement])[0], "why": m.reason} for m in found])
            for side, found in sides.items()
            if found
        ],
    }


def _rates(result: Result) -> dict[str, list[str]]:
    """Figures by what they measure, in the order given."""
    found: dict[str, list[str]] = {}
    for name, figure in result.error_rates:
        found.setdefault(name, []).append(figure)
    return found


def shown_claim(shelf: Shelf, finding: Finding) -> dict[str, Any]:
    """What the `claim` macro of parts.html shows of a claim."""
    claim, assessment, quote = finding.claim, finding.assessment, shelf.quotations.of
    (lead,) = quote([claim.lead])
    affirming = sorted(claim.affirming, key=lambda name: name != claim.lead)
    return {
        "claim": claim,
        "assessment": assessment,
        "answer": dossier.answer(finding),
        "independent": dossier.independent(assessment),
        "scheme": dossier.scheme(assessment),
        "grade": dossier.grade_words(assessment.admiralty),
        "lead": lead,
        "for": dossier.varied(quote(affirming)),
        "against": dossier.varied(quote(claim.denying)),
        "implied": dossier.varied(quote([name for name in claim.implied if name not in claim.affirming])),
        "refuted": dossier.varied(quote([name for name in claim.refuted if name not in claim.denying])),
        "denied": dossier.denied(finding),
        "about": quote(claim.about),
        "affirming_tree": trees.origin_tree(shelf.edges, finding, "affirm"),
        "denying_tree": trees.origin_tree(shelf.edges, finding, "deny"),
        "disputes": [(one, shelf.claims.get(one.claim or "")) for one in shelf.disputes[claim.id]],
        "drift": _drift(shelf, claim),
        "missed": (claim.near_miss, shelf.claims.get(claim.near_miss.claim)) if claim.near_miss else None,
        "specific": [shelf.claims[name] for name in claim.specific if name in shelf.claims],
        "general": [shelf.claims[name] for name in claim.general if name in shelf.claims],
        # a dossier shows all; a page of the workbench says where the rest is
        "more": dict.fromkeys((*SIDES, "drift", "why", "sensitivity")),
        "cut": {"affirm": 0, "deny": 0},
    }


def _drift(shelf: Shelf, claim: Claim) -> list[dict[str, Any]]:
    """Changes by the chain and the hop that they stand at, in the order of the first of each."""
    hops: dict[tuple[str, ...], list[Drift]] = {}
    for change in claim.drift:
        hops.setdefault((change.before.report, *change.chain), []).append(change)
    return [
        {"steps": _steps([shelf.reports[name] for name in chain], parent), "changes": changes}
        for (parent, *chain), changes in hops.items()
    ]


def _steps(chain: Sequence[Document], parent: str) -> list[dict[str, Any]]:
    """The reports of a chain down to the one that changed the claim; those behind the parent leave it out."""
    last, names = len(chain) - 1, [document.report.id for document in chain]
    roles = ["silent" if n > names.index(parent) else "" for n in range(last)]
    return [{"report": d.report, "role": role} for d, role in zip(chain, (*roles, "changed"), strict=True)]


def _document(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "report": document.report,
        "damage": [_damage(document, d) for d in document.damage],
    }


def _damage(document: Document, damage: Damage) -> dict[str, Any]:
    return {"damage": damage, "place": places.place(document.report, damage.span)}


def passages(documents: Mapping[str, Document], edge: Derivation, most: int = SHOWN) -> list[dict[str, Any]]:
    """So many aligned passages of an edge between two reports, the longest first, in both wordings."""
    if edge.parent not in documents or edge.child not in documents:
        return []
    longest = sorted(edge.passages, key=lambda p: (p.child.start - p.child.end, p.child.start))[:most]
    return [_passage(documents[edge.parent], documents[edge.child], passage) for passage in longest]


def _passage(parent: Document, child: Document, passage: AlignedPassage) -> dict[str, Any]:
    return {"score": passage.score, "parent": _side(parent, passage.parent), "child": _side(child, passage.child)}


def _side(document: Document, span: Span) -> dict[str, Any]:
    text = shortened(document.words(span), PASSAGE)
    language = document.language.code or "und"
    return {
        "report": document.report,
        "text": text,
        "span": span,
        "language": language,
        "place": places.place(document.report, span),
    }
