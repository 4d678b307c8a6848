"""`bukti log`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import looking
from bukti.cli.console import SOME_FAILED, check_case, emit, tell
from bukti.ledger.event import breaks
from bukti.report import custody


class LogFormat(StrEnum):
    """Formats of `bukti log`."""

    TABLE = "table"
    JSONL = "jsonl"


def log(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    format: Annotated[LogFormat, typer.Option(help="table, or the signed events, one a line.")] = LogFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """What was done in a case, by whom and when: every input, decision and dossier."""
    check_case(case)
    events = looking.log(case)
    if format is LogFormat.JSONL:
        emit("".join(f'{{"event":{event.text},"signature":"{event.signature}"}}\n' for event in events))
    else:
        emit(custody.log([event.content for event in events], events[-1].digest))
    for _, problem in breaks(events):
        tell(f"This log does not hold together, {problem}: `bukti verify` says what is wrong.")
        raise typer.Exit(SOME_FAILED)
