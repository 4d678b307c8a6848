"""Two reports by themselves, as `bukti compare`, the API and the page of the workbench tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bukti.derivation.between import Between, Standing, Term
from bukti.model import Derivation, Document, Lineage, Span
from bukti.report import objects
from bukti.report.objects import Object
from bukti.report.places import date
from bukti.report.plain import counted, one_line
from bukti.report.terminal import rendered
from bukti.report.trees import words

PASSAGES = 12  # shown on the terminal; JSON has all
# the sentences of the page; the workbench has them in its languages
THROUGH = "No line joins them directly; they hang together through others:"
APART = "Nothing joins them: they stand in two families."
POSSIBLE = "A tie is possible, yet too weak for a line: probability {:.2f}."
ENOUGH = "What they share would be enough for a line by itself."
SUM = "Added up, they give the probability by the texts alone: {:.2f}."
SCOPE = (
    "Weighed with the words of the whole case, and without what only other reports tell: who else credits an outlet, "
    "and the family as a whole. A line of the case counts these too."
)


def in_json(documents: Mapping[str, Document], found: Between, standing: Standing) -> Object:
    """The object of `bukti compare --format json`.

    Args:
        documents: both, by id.
        found: what speaks for and against.
        standing: how they stand in the lineage of the whole collection.
    """
    parent, child = documents[found.parent], documents[found.child]
    return {
        "parent": _report(parent),
        "child": _report(child),
        "in_case": {
            "edge": objects.edge(standing.edge) if standing.edge else None,
            "possible": objects.edge(standing.possible) if standing.possible else None,
            "route": [objects.edge(one) for one in standing.route],
        },
        "probability": found.probability,
        "text_probability": found.text,
        "direction": found.direction if found.order else None,
        "shares": {"parent": found.shares[0], "child": found.shares[1]},
        "translated": found.translated,
        "passages": [
            {"parent": _words(parent, one.parent), "child": _words(child, one.child), "score": one.score}
            for one in found.passages
        ],
        "reasons": list(found.reasons),
        "against": list(found.against),
        "cited": [{"probability": chance, "sentence": told} for chance, told in found.cited],
        "exists": [_term(one) for one in found.exists],
        "order": [_term(one) for one in found.order],
    }


def _report(document: Document) -> Object:
    report = document.report
    told = {"id": report.id, "path": report.path, "title": report.title, "outlet": report.outlet}
    return told | {"published": objects.published(report.published), "language": document.language.code}


def _words(document: Document, span: Span) -> Object:
    return {"start": span.start, "end": span.end, "text": document.words(span)}


def _term(one: Term) -> Object:
    return {"log_odds": one.odds, "about": one.about}


def table(documents: Mapping[str, Document], lineage: Lineage, found: Between, standing: Standing) -> str:
    """The result of `bukti compare` for the terminal.

    Args:
        documents: every report of the collection, by id.
        lineage: that they stand in, for the names of origins outside the collection.
        found: what speaks for and against.
        standing: how they stand in the lineage of the whole collection.
    """
    parent, child = documents[found.parent], documents[found.child]
    ends = ("Likelier the earlier", "Likelier the later") if found.order else ("One", "The other")
    names = {node.id: node.name or "an unknown common origin" for node in lineage.latent}
    names |= {name: one.report.outlet or one.report.path for name, one in documents.items()}
    parts: list[RenderableType] = [
        *(Text(f"{end}: {_called(one)}") for end, one in zip(ends, (parent, child), strict=True)),
        Text("\nIn the case"),
        *_inside(_standing(standing, names)),
        Text("\nBy themselves"),
        *_inside(_figures(found)),
        *_inside(_why(found, standing)),
        *_terms("For and against any derivation", found.exists),
        *_inside([SUM.format(found.text)] if found.exists else []),
        *_terms("For and against this order", found.order),
        Text(f"\n{SCOPE}"),
        *_passages(found, parent, child),
    ]
    return rendered(parts)


def _called(document: Document) -> str:
    report = document.report
    facts = (report.outlet or "outlet not stated", date(report.published), document.language.code or "language unknown")
    return one_line(f"{report.title or report.path} ({', '.join(facts)})")


def _standing(standing: Standing, names: Mapping[str, str]) -> Iterator[str]:
    if standing.edge:
        yield _line(standing.edge, names)
    elif standing.route:
        yield THROUGH
        yield from (_line(one, names) for one in standing.route)
    else:
        tie = f" {POSSIBLE.format(standing.possible.probability)}" if standing.possible else ""
        yield APART + tie


def _line(edge: Derivation, names: Mapping[str, str]) -> str:
    return one_line(f"{names[edge.child]} from {names[edge.parent]}: {words(edge)}, probability {edge.probability:.2f}")


def _figures(found: Between) -> list[str]:
    direction = f"{found.direction:.2f}" if found.order else "unknown"
    return [
        f"Probability {found.probability:.2f}, direction {direction}",
        f"Share of each text {found.shares[0]:.2f}, {found.shares[1]:.2f}; {counted(len(found.passages), 'passage')}",
    ]


def _why(found: Between, standing: Standing) -> Iterator[str]:
    """What the page has in its frame: why not, or that it would be enough; then what they share."""
    if found.against:
        yield "Why not: " + " ".join(found.against)
    elif not standing.edge:
        yield ENOUGH
    yield from (one_line(one) for one in found.reasons)
    yield from (f"{one_line(told)} (probability {chance:.2f})" for chance, told in found.cited)


def _terms(title: str, terms: Sequence[Term]) -> list[RenderableType]:
    if not terms:
        return []
    return [Text(f"\n{title} (log-odds)"), *_inside(f"{one.odds:+6.2f}  {one_line(one.about)}" for one in terms)]


def _passages(found: Between, parent: Document, child: Document) -> list[RenderableType]:
    if not found.passages:
        return [Text("\nNo passage of the one agrees with one of the other.")]
    parts: list[RenderableType] = [Text("\nPassages that stand for each other")]
    for number, one in enumerate(found.passages[:PASSAGES], 1):
        pair = (one_line(parent.words(one.parent)), one_line(child.words(one.child)))
        shown = pair[:1] if pair[0] == pair[1] else pair
        marks = (f"{number:>2}", "  ")
        parts += _inside([f"{mark}  {text}" for mark, text in zip(marks, shown, strict=False)])
    more = len(found.passages) - PASSAGES
    return [*parts, *_inside([f"{counted(more, 'further passage')} in JSON."] if more > 0 else [])]


def _inside(lines: Iterator[str] | Sequence[str]) -> list[RenderableType]:
    return [Padding(Text(line), (0, 0, 0, 2)) for line in lines]
