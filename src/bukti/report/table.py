"""Readable text for the terminal: as wide as the terminal, plain where the output is no terminal.

Every source text passes through `plain`, so that no escape sequence of a hostile report reaches the terminal.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bukti.model import Derivation, Document, Finding, LanguageSupport, Lineage, Result, Span, Statement
from bukti.report import asked
from bukti.report.comparison import Comparison
from bukti.report.disputes import disputed
from bukti.report.dossier import NOTHING, decided, denied, headline, independent, main_findings, scope
from bukti.report.places import date
from bukti.report.plain import counted, one_line, plain, shortened
from bukti.report.terminal import rendered
from bukti.report.trees import Family, Member, families, words

ROWS = 12  # main claims shown; the dossier has them all
CHANGES = 5  # changes along the chain; the dossier has them all
CLAIM = 110  # characters of a claim
REASON = 90  # characters of the reason for an edge
DEEPEST = 12  # levels of a family that are indented further
WIDTHS = {
    "verdict": 11,
    "origins": 7,
    "P": 4,
    "interval": 9,
    "id": 19,
    "kind": 6,
}  # cells that may need more than their heading
LINE = box.Box("    \n    \n ── \n    \n    \n    \n    \n    \n")  # a rule below the headings, nothing else


def write(result: Result) -> str:
    """The result of `check`, or of `assess`: what matters most, one row a main claim, then what is not shown."""
    if result.question:
        return rendered(asked.lines(result, result.question))
    main = main_findings(result)
    parts: list[RenderableType] = [Text(line) for line in (scope(result), " ".join(headline(result))) if line]
    parts += [_claims(main[:ROWS], rivalled(result))] if main else []
    parts += _changes(main[:ROWS])
    parts += [Text(line) for line in _notes(result, main)]
    return rendered(parts)


def reading(documents: Sequence[Document], statements: Sequence[Statement]) -> str:
    """The result of `read`: each report with its statements, who says what and where."""
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        by_report.setdefault(statement.report, []).append(statement)
    parts: list[RenderableType] = []
    for document in documents:
        own = by_report.get(document.report.id, [])
        basic = ", basic support" if document.support == "basic" else ""
        about = f" ({document.language.code or 'language unknown'}{basic}): {counted(len(own), 'statement')}"
        parts.append(Text(one_line(document.report.path) + about))
        parts += [_statement(document, statement) for statement in own]
        parts.append(Text())
    return rendered(parts[:-1] or [Text(NOTHING)])


def lineage(documents: Sequence[Document], graph: Lineage) -> str:
    """The result of `trace`: each family as a tree, then the reports that stand alone."""
    names = _Names(documents, graph)
    found = families(documents, graph)
    parts: list[RenderableType] = [Text(f"{counted(len(documents), 'report')}, {_families(len(found))}")]
    for number, family in enumerate((family for family in found if not family.alone), 1):
        parts += _family(number, family, names)
    alone = [names.of(family.roots[0].id) for family in found if family.alone]
    if alone:
        parts += [Text("\nNot derived from any other:"), *(Padding(Text(name), (0, 0, 0, 2)) for name in alone)]
    return rendered(parts)


def languages(found: Sequence[LanguageSupport]) -> str:
    """The result of `languages`: each with its measured figures, trivial baseline in brackets."""
    parts: list[RenderableType] = []
    for one in found:
        parts.append(Text(f"{one.code}  {one.name}, {one.support} support"))
        for title, rates in groupby(one.rates, key=lambda rate: rate.title):
            figures = ", ".join(f"{r.metric} {r.value:.2f} ({r.baseline:.2f})" for r in rates)
            parts.append(Padding(Text(f"{title}: {figures}"), (0, 0, 0, 4)))
    parts.append(Text("\nF1 on development data, in brackets a trivial rule. Every other language: basic support."))
    return rendered(parts)


def comparison(compared: Comparison) -> str:
    """A result beside its answer key: one row a claim of the key, then what differs."""
    table = columns("key", "claim of the answer key", "origins", "true", "grade", "as in the key")
    for outcome in compared.claims:
        low, high = outcome.origins
        interval = str(low) if low == high else f"{low}–{high}"
        cells = (outcome.id, one_line(outcome.text), interval if outcome.claim else "-", str(outcome.truth))
        table.add_row(*map(Text, (*cells, outcome.admiralty or "-", "no" if outcome.faults else "yes")))
    edges = compared.edges
    found, true = len(edges.hits), len(edges.hits) + len(edges.missed)
    figures = f"precision {edges.precision:.2f}, recall {edges.recall:.2f}, F1 {edges.f1:.2f}"
    summary = (
        f"{found} of {true} derivations found, {len(edges.wrong)} wrong; {figures}; kind right for {edges.kinds_right}."
    )
    parts: list[RenderableType] = [Text("\nCompared with the answer key"), table, Text(summary)]
    return rendered([*parts, *(Padding(Text(line), (0, 0, 0, 2)) for line in _differences(compared))])


def _differences(compared: Comparison) -> list[str]:
    edges = [f"missed: {pair}" for pair in compared.edges.missed] + [f"wrong: {pair}" for pair in compared.edges.wrong]
    absent = [f"not in the result: {name}" for name in compared.absent]
    return [
        plain(line)
        for line in (*edges, *absent, *(f"{c.id}: {' '.join(c.faults)}" for c in compared.claims if c.faults))
    ]


def columns(*headings: str, wide: str = "claim") -> Table:
    """A table whose column of this heading takes what the others leave."""
    table = Table(box=LINE, pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    for heading in headings:
        width = None if heading.startswith(wide) else max(len(heading), WIDTHS.get(heading, 0))
        table.add_column(heading, overflow="fold", width=width, ratio=None if width else 1)
    return table


def rivalled(result: Result) -> frozenset[str]:
    """Ids of the claims that another claim excludes."""
    return frozenset(claim for claim, found in disputed(result).items() if any(one.claim for one in found))


def _claims(findings: Sequence[Finding], rivals: Collection[str]) -> Table:
    table = columns("grade", "claim", "reports", "origins", "denied", "verdict")
    for finding in findings:
        a = finding.assessment
        extra = f" +{a.uncounted}?" if a.uncounted else ""
        verdict = "actionable" if a.actionable else a.standard_met or "unproven"
        cells = (str(a.reports), independent(a) + extra, _against(finding, rivals), verdict)
        table.add_row(*map(Text, (a.admiralty, shortened(one_line(finding.claim.text), CLAIM), *cells)))
    return table


def _against(finding: Finding, rivals: Collection[str]) -> str:
    """Whether it is denied, or else excluded by another claim."""
    return "yes" if denied(finding) else "rival" if finding.claim.id in rivals else ""


def _changes(findings: Sequence[Finding]) -> list[RenderableType]:
    """What makes the claims stronger or weaker on the way from report to report, the grave changes first."""
    found = {d.sentence: d.severity for f in findings for d in f.claim.drift if d.severity != "changes"}
    ranked = sorted(found, key=lambda sentence: found[sentence] != "strengthens")  # stable: else in order of the claims
    if not ranked:
        return []
    more = len(ranked) - CHANGES
    lines = [f"{found[sentence]}: {one_line(sentence)}" for sentence in ranked[:CHANGES]]
    lines += [f"{counted(more, 'more change')} in the dossier."] if more > 0 else []
    return [Text("\nChanged on the way"), *(Padding(Text(line), (0, 0, 0, 2)) for line in lines), Text()]


def _notes(result: Result, main: Sequence[Finding]) -> list[str]:
    shown = main[:ROWS]
    notes = []
    if any(finding.assessment.uncounted for finding in shown):
        notes.append("+1?: a further source whose independence is not established.")
    if any(not f.assessment.actionable and f.assessment.standard_met is None for f in shown):
        notes.append("unproven: meets no standard of proof.")
    rivals = rivalled(result)
    if any(_against(finding, rivals) == "rival" for finding in shown):
        notes.append("rival: another claim cannot be true together with it; the dossier names it.")
    rest = len(result.findings) - len(shown)
    if rest:
        more, single = len(main) - len(shown), len(result.findings) - len(main)
        where = [f"{more} in several reports or denied"] if more else []
        where += [f"{single} in one report only"] if single else []
        notes.append(f"{counted(rest, 'further claim')} in the dossier: {', '.join(where)}.")
    retracted = [f"Retracted: {one_line(d.name)} ({one_line(decided(d))})." for d in result.retractions]
    rated = [f"Rated {d.what}: {one_line(d.name)} ({one_line(decided(d))})." for d in result.ratings]
    tied = [f"{d.what.capitalize()} sources: {one_line(d.name)} ({one_line(decided(d))})." for d in result.ties]
    return [*notes, *retracted, *rated, *tied, *result.unfit, *result.lost]


def _statement(document: Document, statement: Statement) -> Padding:
    """Place, source and cue on one line, the content below."""
    source = _joined(document, statement.source)
    named = " = ".join(dict.fromkeys(filter(None, (source, statement.resolves_to)))) or statement.source_kind.value
    via = f" via {', '.join(statement.via)}" if statement.via else ""
    sure = "hearsay" if statement.hearsay else f"{statement.certainty}, {statement.basis.value}"
    how = f"{statement.stance.value}, {sure}"
    place = f"{statement.extent.start}–{statement.extent.end}"
    said = Text(one_line(f"{named}{via} {_joined(document, statement.cue)} [{how}] at {place}"))
    content = Padding(Text(one_line(_joined(document, statement.content))), (0, 0, 0, 2))
    return Padding(Group(said, content), (0, 0, 0, 2))


def _joined(document: Document, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(document.words(span).split()) for span in spans)


class _Names:
    """How reports and outside origins are called on the terminal: paths without the folder that all share."""

    def __init__(self, documents: Sequence[Document], graph: Lineage) -> None:
        folders = {document.report.path.split("!")[0] for document in documents}
        alike = len(folders) > 1 and len({folder.startswith("/") for folder in folders}) == 1
        shared = os.path.commonpath(folders).rstrip(os.sep) if alike else ""
        self._cut = len(shared) + 1 if shared else 0
        self._documents = {document.report.id: document for document in documents}
        self._outside = {node.id: node.name or "an unknown common origin" for node in graph.latent}

    def of(self, name: str) -> str:
        """The name of a node."""
        if name in self._outside:
            return one_line(self._outside[name]) + " (not in the collection)"
        return one_line(self._documents[name].report.path[self._cut :])

    def details(self, name: str) -> str:
        """Outlet, language and date of a report; nothing for an outside origin."""
        if name in self._outside:
            return ""
        document = self._documents[name]
        facts = (document.report.outlet, document.language.code, date(document.report.published))
        return f" ({one_line(', '.join(fact for fact in facts if fact))})"


def _families(number: int) -> str:
    return "1 family" if number == 1 else f"{number} families"


def _family(number: int, family: Family, names: _Names) -> list[RenderableType]:
    title = Text(f"\nFamily {number}: {counted(family.size, 'report')}")
    return [title, *(line for root in family.roots for line in _branch(root, names, 1))]


def _branch(member: Member, names: _Names, depth: int) -> list[RenderableType]:
    """A report and what comes from it, each level indented by two cells."""
    lines = [_edge(member.edge)] if member.edge else []
    lines += [f"also from {names.of(other.parent)}: {_edge(other)}" for other in member.others]
    branch = "└\N{NO-BREAK SPACE}" if depth > 1 else ""
    name = Text(branch + names.of(member.id) + names.details(member.id))
    below = [Padding(Text(line), (0, 0, 0, 4)) for line in lines]
    here = Padding(Group(name, *below), (0, 0, 0, 2 * min(depth, DEEPEST)))
    return [here, *(line for child in member.children for line in _branch(child, names, depth + 1))]


def _edge(edge: Derivation) -> str:
    share = f", {edge.share_of_child:.0%} of its words" if edge.share_of_child else ""
    reason = f": {shortened(one_line(edge.reasons[0]), REASON)}" if edge.reasons else ""
    return f"{words(edge)} {edge.probability:.2f}{share}{reason}"
