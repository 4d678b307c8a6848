"""`bukti case export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import keeping
from bukti.cli.case.parts import CaseFile
from bukti.cli.console import check_case, emit, passphrase, tell


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
            help="For a release: event:7, its field event:7:path, an input by path or SHA-256, its bytes PATH@10-25.",
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
    emit(f"Head of its log, event {head.number}: {head.digest}")
