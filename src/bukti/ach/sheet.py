"""From the log of judgements to the matrix as it stands, and from a decision to the judgement that records it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.model import Cell, Hypothesis, Judgement, Rating, Row, Sheet, Snapshot

NEW, HYPOTHESIS, ROW, CELL, DROP = "new", "hypothesis", "row", "cell", "drop"
CLEARED = ""  # the value of a cell that somebody made blank again


@dataclass(frozen=True, slots=True)
class Hand:
    """Who judges, when, on which matrix, after how many judgements of the case."""

    matrix: str
    author: str
    made: str
    known: int

    def write(self, entries: Iterable[tuple[str, str, str, Mapping[str, Any], str]]) -> tuple[Judgement, ...]:
        """Judgements of one step, from (what, row, hypothesis, value, note)."""
        return tuple(
            Judgement(
                content_id("ju", self.matrix, *entry, self.author, self.made, self.known + place),
                self.matrix,
                *entry,
                self.author,
                self.made,
            )
            for place, entry in enumerate(entries)
        )


def sheet(log: Sequence[Judgement], name: str) -> Sheet:
    """The matrix of a name after all judgements.

    Args:
        log: every judgement of the case, in order.
        name: of the matrix.

    Raises:
        UsageError: there is no matrix of that name; the message tells which there are.
    """
    own = [judgement for judgement in log if judgement.matrix == name]
    if not own:
        others = sorted({judgement.matrix for judgement in log})
        hint = f"there is {', '.join(others)} (--matrix)" if others else "`bukti ach new --case FILE` starts one"
        raise UsageError(f"The case has no matrix {name!r}: {hint}.")
    hypotheses: dict[str, Hypothesis] = {}
    rows: dict[str, Row] = {}
    cells: dict[tuple[str, str], Cell] = {}
    question = ""
    for one in own:
        if one.what == NEW:
            question = one.value["question"]
        elif one.what == HYPOTHESIS:
            hypotheses[one.hypothesis] = Hypothesis(one.hypothesis, one.value["text"], one.note, one.author, one.made)
        elif one.what == ROW:
            rows[one.row] = _row(one)
        elif one.what == CELL:
            _fill(cells, one)
        elif one.what == DROP:
            hypotheses.pop(one.hypothesis, None)
            rows.pop(one.row, None)
            cells = {key: cell for key, cell in cells.items() if one.row != key[0] and one.hypothesis != key[1]}
    return Sheet(name, question, tuple(hypotheses.values()), tuple(rows.values()), cells, len(log))


def _row(one: Judgement) -> Row:
    value, known = one.value, one.value.get("claim")
    return Row(
        id=one.row,
        text=value["text"],
        note=one.note,
        author=one.author,
        made=one.made,
        claim=_snapshot(known) if known else None,
        credibility=float(value["credibility"]) if value["credibility"] else None,
        letter=value["letter"],
        origins=tuple(value["origins"]),
    )


def _snapshot(known: Mapping[str, Any]) -> Snapshot:
    masses = {name: float(known[name]) for name in ("belief", "disbelief")}
    return Snapshot(**{**known, **masses, "statements": tuple(known["statements"])})


def _fill(cells: dict[tuple[str, str], Cell], one: Judgement) -> None:
    key = (one.row, one.hypothesis)
    if one.value["rating"] == CLEARED:
        cells.pop(key, None)
    else:
        cells[key] = Cell(*key, Rating(one.value["rating"]), one.note, one.author, one.made)


def stored(row: Row) -> dict[str, Any]:
    """What the log keeps of a row beside its id, note, author and time; it holds no fractions but as text."""
    credibility = None if row.credibility is None else str(row.credibility)
    kept = {"text": row.text, "credibility": credibility, "letter": row.letter, "origins": list(row.origins)}
    if row.claim is None:
        return kept
    masses = {"belief": str(row.claim.belief), "disbelief": str(row.claim.disbelief)}
    return {**kept, "claim": {**asdict(row.claim), **masses, "statements": list(row.claim.statements)}}


def following(log: Iterable[Judgement], name: str, letter: str) -> int:
    """The number that the next row (`R`) or hypothesis (`H`) gets: none is given twice."""
    used = (one.row if letter == "R" else one.hypothesis for one in log if one.matrix == name)
    return max((int(known[1:]) for known in used if known), default=0) + 1


def find(sheet: Sheet, name: str) -> Row | Hypothesis:
    """The row or hypothesis of an id, whatever the case of its letter.

    Raises:
        UsageError: there is none; the message lists the ids.
    """
    things: tuple[Row | Hypothesis, ...] = (*sheet.rows, *sheet.hypotheses)
    for thing in things:
        if thing.id == name.strip().upper():
            return thing
    known = ", ".join(thing.id for thing in things) or "none yet"
    raise UsageError(f"{name!r} is no row and no hypothesis of matrix {sheet.name!r}: there are {known}.")


def rating(text: str) -> Rating | None:
    """A rating as people type it; `-` is a blank cell.

    Raises:
        UsageError: it is none.
    """
    typed = text.strip().upper().replace("/", "")
    if typed == "-":
        return None
    try:
        return Rating(typed)
    except ValueError as fault:
        allowed = "CC, C, N, I, II or NA (very consistent … very inconsistent, not applicable), - for blank"
        raise UsageError(f"{text!r} is no rating: use {allowed}.") from fault
