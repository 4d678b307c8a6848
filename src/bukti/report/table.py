"""Readable tables for the terminal; as wide as the terminal, plain where the output is no terminal."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bukti.model import Document, Finding, Lineage, Result, Span, Statement
from bukti.report.dossier import answer, main_findings, origins_interval, shortened

NARROW, WIDE = 80, 200


def write(result: Result) -> str:
    """The result of `assess`: one row a claim that matters, then what failed."""
    parts: list[RenderableType] = [Text(_counts(result), style="bold"), _claims(main_findings(result))]
    parts += [Text(line) for line in _notes(result)]
    return _rendered(Group(*parts))


def reading(documents: Sequence[Document], statements: Sequence[Statement]) -> str:
    """The result of `read`: one table a report."""
    parts: list[RenderableType] = []
    for document in documents:
        own = [s for s in statements if s.report == document.report.id]
        table = Table(title=f"{document.report.path} ({document.language.code or 'language unknown'})")
        for heading in ("who", "says", "what", "how", "at"):
            table.add_column(heading, overflow="fold")
        for statement in own:
            table.add_row(*_statement_cells(document, statement))
        parts.append(table)
    return _rendered(Group(*parts))


def lineage(documents: Sequence[Document], graph: Lineage) -> str:
    """The result of `trace`: one row an edge, then the families."""
    names = {d.report.id: d.report.path for d in documents}
    names |= {node.id: f"({node.name or 'unknown common origin'})" for node in graph.latent}
    table = Table(title=f"{len(documents)} reports, {len(graph.families)} families")
    for heading in ("child", "from", "how", "probability", "share", "why"):
        table.add_column(heading, overflow="fold")
    for edge in graph.edges:
        parent = names[edge.parent] if edge.direction_known else f"{names[edge.parent]} (direction unknown)"
        numbers = (f"{edge.probability:.2f}", f"{edge.share_of_child:.0%}")
        cells = (names[edge.child], parent, edge.kind.value, *numbers, "; ".join(edge.reasons))
        table.add_row(*(Text(cell) for cell in cells))
    return _rendered(table)


def _counts(result: Result) -> str:
    languages = sorted({d.language.code or "?" for d in result.documents})
    return (
        f"{len(result.documents)} reports in {len(languages)} languages ({', '.join(languages)}), "
        f"{len(result.lineage.families)} families, {len(result.findings)} claims; "
        f"profile {result.profile.name} {result.profile.version}"
    )


def _claims(findings: Sequence[Finding]) -> Table:
    table = Table(show_lines=True)
    for heading in ("claim", "reports", "origins", "denied", "grade", "what is known"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        grade = finding.assessment.admiralty
        denied = "yes" if finding.claim.denying else "no"
        counts = (str(finding.assessment.reports), origins_interval(finding.assessment), denied, grade)
        cells = (shortened(finding.claim.text, 140), *counts, answer(finding))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _notes(result: Result) -> list[str]:
    rest = len(result.findings) - len(main_findings(result))
    notes = [f"{rest} further claims rest on one report each; the dossier has them all."] if rest else []
    return [*notes, *result.lost]


def _statement_cells(document: Document, statement: Statement) -> tuple[Text, ...]:
    def words(spans: Sequence[Span]) -> str:
        return " … ".join(" ".join(document.words(s).split()) for s in spans)

    who = words(statement.source) or "-"
    if statement.resolves_to:
        who += f" = {statement.resolves_to}"
    if statement.via:
        who += f" (via {', '.join(statement.via)})"
    how = f"{statement.stance.value}, {statement.certainty}, {statement.basis.value}"
    place = f"{statement.extent.start}-{statement.extent.end}"
    return tuple(Text(cell) for cell in (who, words(statement.cue) or "-", words(statement.content), how, place))


def _rendered(content: RenderableType) -> str:
    width = min(max(shutil.get_terminal_size((120, 24)).columns, NARROW), WIDE)
    console = Console(file=io.StringIO(), width=width, highlight=False, color_system=None)
    console.print(content)
    printed = console.file
    assert isinstance(printed, io.StringIO)  # noqa: S101 - made three lines above; narrows the type
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"
