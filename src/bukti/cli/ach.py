"""`bukti ach` and its commands."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import matrix as matrices
from bukti.acts.matrix import Matrix
from bukti.cli.console import Profile, check_case, check_target, emit, progress, tell
from bukti.cli.overruled import tell_overruled
from bukti.errors import UsageError
from bukti.report.ach import WRITERS, table
from bukti.report.plain import one_line

app = typer.Typer(help="Analysis of competing hypotheses: you judge, the evidence weighs.", no_args_is_help=True)
hypothesis = typer.Typer(help="Add hypotheses, or take one out.", no_args_is_help=True)
row = typer.Typer(help="Add evidence, renew a row whose claim has changed, or take one out.", no_args_is_help=True)
app.add_typer(hypothesis, name="hypothesis")
app.add_typer(row, name="row")

CaseFile = Annotated[Path, typer.Option("--case", metavar="FILE", help="An existing case file.")]
Name = Annotated[str, typer.Option("--matrix", metavar="NAME", help="Which matrix, where the case holds several.")]
Author = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who judges.", show_default="the login name")
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept with the judgement.", show_default=False)]
RowId = Annotated[str, typer.Argument(metavar="ROW", help="Id of the row, R1 for example.")]
MAIN = "main"


class MatrixFormat(StrEnum):
    """Formats of `bukti ach export`."""

    CSV = "csv"
    JSON = "json"
    HTML = "html"
    MD = "md"


@app.command()
def new(
    case: CaseFile,
    question: Annotated[str, typer.Option(metavar="TEXT", help="What is asked.", show_default=False)] = "",
    rows: Annotated[int, typer.Option(metavar="N", help="At most so many main claims become rows.")] = matrices.ROWS,
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Start a matrix; its rows are the main claims of the case."""
    check_case(case)
    with progress() as tick:
        begun = Matrix(case, matrix, author, tick=tick).start(question, rows)
    emit(table.sheet(begun))


@hypothesis.command("add")
def add_hypothesis(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT", help="One hypothesis each, in quotation marks.")],
    case: CaseFile,
    note: Note = "",
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Add hypotheses that compete; include the one you do not believe."""
    check_case(case)
    for added in Matrix(case, matrix, author).add_hypotheses(texts, note):
        emit(one_line(f"{added.id}  {added.text}"))


@hypothesis.command("drop")
def drop_hypothesis(
    name: Annotated[str, typer.Argument(metavar="HYPOTHESIS", help="Its id, H1 for example.")],
    case: CaseFile,
    note: Note = "",
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Take a hypothesis and its cells out; the history keeps them."""
    check_case(case)
    Matrix(case, matrix, author).drop_hypothesis(name, note)


@row.command("add")
def add_row(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: CaseFile,
    claim: Annotated[
        str | None,
        typer.Argument(metavar="CLAIM", help="A claim by its id or its words; some of them do.", show_default=False),
    ] = None,
    evidence: Annotated[
        str, typer.Option(metavar="TEXT", help="Evidence that is no claim of the case.", show_default=False)
    ] = "",
    credibility: Annotated[
        str,
        typer.Option(metavar="A-F|0-1", help="How far you believe that evidence; it needs this.", show_default=False),
    ] = "",
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who that evidence is from; repeat it for independent ones."),
    ] = None,
    note: Note = "",
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Add a claim of the case as a row, or evidence of your own."""
    check_case(case)
    if (claim is None) == (not evidence):
        raise UsageError("Name a claim of the case, or give --evidence TEXT with --credibility: one of the two.")
    with progress() as tick:
        board = Matrix(case, matrix, author, tick=tick)
        added = (
            board.add_evidence(evidence, credibility, origin or (), note)
            if claim is None
            else board.add_claim(claim, note)
        )
    emit(one_line(f"{added.id}  {added.text}"))


@row.command("renew")
def renew_row(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: RowId,
    case: CaseFile,
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="Another claim that it shall mean.", show_default=False)
    ] = None,
    note: Note = "",
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Take a row's claim as it stands now: you have looked, and its cells still hold."""
    check_case(case)
    with progress() as tick:
        renewed = Matrix(case, matrix, author, tick=tick).renew(name, claim, note)
    emit(one_line(f"{renewed.id}  {renewed.text}"))


@row.command("drop")
def drop_row(name: RowId, case: CaseFile, note: Note = "", matrix: Name = MAIN, author: Author = None) -> None:
    """Take a row and its cells out; the history keeps them."""
    check_case(case)
    Matrix(case, matrix, author).drop_row(name, note)


@app.command("set")
def set_cell(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: CaseFile,
    name: Annotated[str | None, typer.Argument(metavar="ROW", help="R1 for example.", show_default=False)] = None,
    meant: Annotated[
        str | None, typer.Argument(metavar="HYPOTHESIS", help="H1 for example.", show_default=False)
    ] = None,
    rating: Annotated[
        str | None,
        typer.Argument(metavar="RATING", help="CC, C, N, I, II or NA; - makes it blank.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A CSV of `bukti ach export`, filled in.", show_default=False),
    ] = None,
    note: Note = "",
    matrix: Name = MAIN,
    author: Author = None,
) -> None:
    """Decide how a row fits a hypothesis: were it true, would you see this evidence?"""
    check_case(case)
    board = Matrix(case, matrix, author)
    if file is not None and name is None:
        emit(table.taken(board.read(file)))
    elif file is None and name and meant and rating:
        board.rate(name, meant, rating, note)
    else:
        raise UsageError("Name a row, a hypothesis and a rating (R1 H1 I), or a file with --from: one of the two.")


@app.command()
def show(
    case: CaseFile,
    history: Annotated[bool, typer.Option("--history", help="Every judgement: who, when, what.")] = False,
    matrix: Name = MAIN,
) -> None:
    """The matrix as it is filled, at once: no report is read."""
    check_case(case)
    board = Matrix(case, matrix)
    emit(table.log(board.log()) if history else table.sheet(board.sheet()))


@app.command()
def score(case: CaseFile, profile: Profile = None, matrix: Name = MAIN) -> None:
    """Which hypothesis the evidence speaks against least, and what would change that."""
    check_case(case)
    tell_overruled(case, profile)
    with progress() as tick:
        found = Matrix(case, matrix, profile=profile, tick=tick).score()
    emit(table.scored(found))


@app.command()
def export(
    case: CaseFile,
    format: Annotated[MatrixFormat, typer.Option(help="csv is for a spreadsheet and read back by `set --from`.")],  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
    profile: Profile = None,
    matrix: Name = MAIN,
) -> None:
    """The scored matrix as CSV, JSON, HTML or Markdown."""
    check_target(output)
    check_case(case)
    tell_overruled(case, profile)
    with progress() as tick:
        found = Matrix(case, matrix, profile=profile, tick=tick).score()
    emit(WRITERS[format.value](found), output)
    if format is MatrixFormat.CSV and output and str(output) != "-":
        tell(f"Fill it in, then: bukti ach set --from {output} --case {case}")
