"""`bukti case` and its commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import keeping, stamping
from bukti.cli.console import SOME_FAILED, UsualFormat, check_case, emit, finish, passphrase, progress, tell
from bukti.cli.verify import FAILED
from bukti.errors import InputError, UsageError
from bukti.ledger.heads import Head
from bukti.model import Verification
from bukti.report import custody, plain
from bukti.report.dossier import counted

app = typer.Typer(help="A case as a whole: begin, add, look, copy, give away, take in.", no_args_is_help=True)
CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")]
NewCase = Annotated[Path, typer.Argument(metavar="NEW", help="The new case file; nothing is ever overwritten.")]


@app.command()
def new(
    case: NewCase,
    at: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="An empty database for its tables: postgresql+psycopg://USER@HOST/DATABASE.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Begin an empty case."""
    keeping.new(case, at)


@app.command()
def add(
    case: CaseFile,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Reports, folders or archives; - reads standard input.")
    ],
) -> None:
    """Keep the exact bytes of files, without reading them; what is there already stays."""
    check_case(case)
    with progress() as tick:
        added = keeping.add(case, paths, tick)
    emit(f"{counted(added.new, 'new file')}, {added.given - added.new} there already.")
    finish(added.failed)


@app.command()
def status(
    case: CaseFile,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """What a case holds, and where its log ends."""
    check_case(case)
    found = keeping.status(case).told()
    emit(plain.dumps(found, indent=1) if format is UsualFormat.JSON else custody.status(found))


@app.command()
def backup(case: CaseFile, target: NewCase) -> None:
    """Make a second case that is the same, and check it; others may go on using the first."""
    check_case(case)
    _checked(keeping.backup(case, target))


@app.command()
def export(
    case: CaseFile,
    output: Annotated[Path, typer.Option(metavar="FILE", help="The bundle; nothing is ever overwritten.")],
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="With a passphrase (age); it is asked for, or BUKTI_BUNDLE_PASSPHRASE.")
    ] = False,
    withhold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT",
            help="For a release: event:7, an input by path or SHA-256, or some of its bytes as PATH@10-25.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a case with all its bytes as one file: a BagIt bag with RO-Crate metadata.

    With --withhold it is a release: what is withheld leaves its digest, and verify tells it from what is missing.
    """
    check_case(case)
    head = keeping.export(case, output, (lambda: passphrase(confirm=True)) if encrypt else None, withhold or ())
    tell(f"Bundle: {output}. Tell whoever gets it, by another way:")
    emit(_told(head))


@app.command("import")
def take_in(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A bundle, as `bukti case export` writes it.")],
    case: NewCase,
) -> None:
    """Make a case out of a bundle, if everything in it is as it should be."""
    _checked(keeping.take_in(bundle, case, passphrase))


@app.command()
def stamp(  # noqa: PLR0913 - each is an option of the command
    case: CaseFile,
    *,
    tsa: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this authority now (RFC 3161).", show_default=False)
    ] = None,
    request: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the question, to be carried to one.", show_default=False)
    ] = None,
    calendar: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this calendar now (OpenTimestamps).", show_default=False)
    ] = None,
    upgrade: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask it later for the block of Bitcoin.", show_default=False)
    ] = None,
    message: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what `ots stamp` is to be given.", show_default=False)
    ] = None,
    response: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take in what was carried back, of both.", show_default=False)
    ] = None,
) -> None:
    """Have an authority sign, or a block of Bitcoin hold, that the log was there at a time.

    Only its digest is shown to anybody. Name one option.
    """
    check_case(case)
    ways: list[tuple[object, Callable[[], str]]] = [
        (tsa, lambda: stamping.dated(stamping.ask(case, str(tsa)))),
        (request, lambda: _carry(stamping.query, case, request)),
        (calendar, lambda: _submitted(case, str(calendar))),
        (upgrade, lambda: stamping.blocked(stamping.upgrade(case, str(upgrade)))),
        (message, lambda: _carry(stamping.message, case, message)),
        (response, lambda: stamping.answer(case, (response or Path()).read_bytes())),
    ]
    named = [act for given, act in ways if given]
    if len(named) != 1:
        raise UsageError("Name one of --tsa, --request, --calendar, --upgrade, --message and --response.")
    try:
        emit(named[0]())
    except InputError as fault:
        tell(f"{fault} It is pending: try later.")
        raise typer.Exit(SOME_FAILED) from fault


def _carry(write: Callable[[Path, Path], None], case: Path, target: Path | None) -> str:
    write(case, target or Path())
    tell(f"Written: {target}. It is pending until --response brings the answer.")
    return ""


def _submitted(case: Path, url: str) -> str:
    stamping.submit(case, url)
    return f"{url} has it. It is pending until a block holds it: ask with --upgrade in some hours."


def _checked(found: Verification) -> None:
    emit(custody.verification(found))
    if not found.passed:
        raise typer.Exit(FAILED)


def _told(head: Head) -> str:
    return f"Head of its log, event {head.number}: {head.digest}"
