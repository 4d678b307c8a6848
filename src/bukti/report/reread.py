"""What people read otherwise than the machine, in words: for the terminal, dossiers and the workbench."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from bukti.model import Correction, Document, Stance, Statement
from bukti.report.dossier import decided, speaker
from bukti.report.plain import counted, one_line, shortened
from bukti.report.terminal import rendered

WORDS = 200  # characters of a statement
SAYS = {
    Stance.ASSERTS: "affirms",
    Stance.DENIES: "denies",
    Stance.QUESTIONS: "questions",
    Stance.DIRECTS: "asks for",
}


def listed(documents: Mapping[str, Document], found: Sequence[Correction]) -> str:
    """Corrections in force, each with the machine's reading beside the person's."""
    lines = [f"{counted(len(found), 'correction')} in force."]
    for one in found:
        lines += ["", f"{one.decision.id}  {one_line(decided(one.decision))}"]
        lines += [f"  {name} {told}" for name, told in readings(documents, one)]
        lines += [f"  {one.problem}"] if one.problem else []
    return rendered([Text(line) for line in lines])


def readings(documents: Mapping[str, Document], one: Correction) -> tuple[tuple[str, str], ...]:
    """What the machine reads and what the person does, each on one line."""
    machine = said(documents[one.machine.report], one.machine) if one.machine else "nothing"
    person = said(documents[one.statement.report], one.statement) if one.statement else one_line(one.decision.name)
    return ("the machine reads", machine), (f"{one_line(one.decision.author)} reads", person)


def said(document: Document, statement: Statement) -> str:
    """Who says what, how surely and on what basis, on one line."""
    words = " … ".join(document.words(span) for span in statement.content)
    how = f"{SAYS[statement.stance]}, {statement.certainty}, {statement.basis.value}"
    who = one_line(speaker(document, statement))
    return f"{statement.id}  {who} ({how}): “{shortened(one_line(words), WORDS)}”"
