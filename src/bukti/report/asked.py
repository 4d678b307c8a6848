"""The answer to `bukti check` for the terminal: how many say so, how strong it is, then every statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bukti.model import Document, Finding, Match, Question, Result, Side, Since, Statement
from bukti.report.dossier import answer, decided, scope
from bukti.report.places import date
from bukti.report.plain import counted, one_line, shortened

WORDS = 200  # characters of a statement; JSON and the dossier have all
TITLES = {
    Side.FOR: "For",
    Side.AGAINST: "Against",
    Side.RIVAL: "Cannot be true together with it",
    Side.ABOUT: "About it, without a position or with less",
    Side.NEAR: "Nearest, but of something else",
}
WORDED = {Side.FOR: "for", Side.AGAINST: "against", Side.RIVAL: "that exclude it", Side.ABOUT: "about it"}
NONE = "No statement speaks of it."
NO_POSITION = "Nobody says so and nobody denies it."


def lines(result: Result, question: Question) -> list[RenderableType]:
    """What is printed, part by part."""
    language = f" ({question.language})" if question.language else ""
    parts: list[RenderableType] = [Text(f"Asked{language}: {one_line(question.text)}"), Text(scope_of(result))]
    parts += [Text(line) for line in headline(result, question)]
    parts += [Text(line) for line in changes(result, question.since)] if question.since else []
    for side in WORDED:
        parts += _section(result, TITLES[side], question.on(side))
    if not question.matches:
        parts += _section(result, TITLES[Side.NEAR], question.near)
    return [*parts, *(Text(line) for line in result.lost)]


def scope_of(result: Result) -> str:
    """What was read, without the claims that were not asked for."""
    return scope(result).rpartition(";")[0] + "." if result.documents else scope(result)


def headline(result: Result, question: Question) -> list[str]:
    """The answer first: statements on each side, then what the assessment says."""
    if not question.matches:
        return [NONE]
    sides = [f"{len(found)} {word}" for side, word in WORDED.items() if (found := question.on(side))]
    reports = {s.report for s in result.statements if s.id in {m.statement for m in question.matches}}
    told = [f"{counted(len(question.matches), 'statement')} in {counted(len(reports), 'report')}: {', '.join(sides)}."]
    told += [_graded(finding) for finding in result.findings] or [NO_POSITION]
    return told


def _graded(finding: Finding) -> str:
    return f"{finding.assessment.admiralty}. {' '.join(map(one_line, answer(finding)))}"


def changes(result: Result, since: Since) -> list[str]:
    """What changed since the last look."""
    if since.last is None:
        return ["", "First look: the case remembers it."]
    when = since.last[:16].replace("T", " ")
    if since.nothing:
        return ["", f"Nothing changed since the last look ({when} UTC)."]
    told = [f"{name}: {before} → {after}" for name, before, after in since.figures]
    told += [f"new origin: {one_line(name)}" for name in since.origins]
    told += [f"origin gone: {one_line(name)}" for name in since.lost]
    told += [f"retracted: {one_line(d.name)} ({one_line(decided(d))})" for d in since.retracted]
    told += [f"no longer retracted: {one_line(d.name)}" for d in since.restored]
    told += [f"new: {_short(result, name)}" for name in since.new]
    told += [f"changed sides: {_short(result, name)}" for name in since.moved]
    told += [f"no longer found: {counted(len(since.gone), 'statement')}"] if since.gone else []
    return ["", f"Since the last look ({when} UTC):", *(f"  {line}" for line in told)]


def _short(result: Result, name: str) -> str:
    (statement,) = (s for s in result.statements if s.id == name)
    return shortened(one_line(_said(result.document(statement.report), statement)), WORDS)


def _section(result: Result, title: str, matches: Sequence[Match]) -> Iterable[RenderableType]:
    if not matches:
        return
    statements = {s.id: s for s in result.statements}
    yield Text(f"\n{title}: {len(matches)}")
    for match in matches:
        statement = statements[match.statement]
        document = result.document(statement.report)
        yield Padding(Text(_head(document, statement, retracted=statement.report in result.retracted)), (0, 0, 0, 2))
        yield Padding(Text(shortened(one_line(_said(document, statement)), WORDS)), (0, 0, 0, 4))
        yield Padding(Text(one_line(match.reason)), (0, 0, 0, 4))


def _head(document: Document, statement: Statement, *, retracted: bool) -> str:
    """Who says it, where and when, how surely."""
    words = " … ".join(document.words(span) for span in statement.source)
    who = words or statement.resolves_to or "the report itself"
    report = document.report
    place = f"{report.outlet or report.path} ({document.language.code or '?'}, {date(report.published)})"
    where = f"{statement.extent.start}–{statement.extent.end}"
    how = "hearsay" if statement.hearsay else statement.certainty
    gone = ", retracted" if retracted else ""
    return one_line(f"{who} in {place} at {where} [{statement.stance.value}, {how}{gone}]")


def _said(document: Document, statement: Statement) -> str:
    return " … ".join(document.words(span) for span in statement.content)
