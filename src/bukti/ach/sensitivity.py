"""What would change the ranking: without each source, without each row, with other ways to count (Heuer's step 6)."""

from __future__ import annotations

from collections.abc import Mapping

from bukti.ach import scores
from bukti.ach.board import Board
from bukti.ach.scores import Ranking
from bukti.model import WhatIf

ORDER = ("origin", "row", "unnamed", "upper", "items")


def what_if(board: Board) -> tuple[WhatIf, ...]:
    """Every variation of the ranking; those that change it first, those that change who leads before the others.

    A source is left out of all its rows at once, and each claim is weighed anew without it.
    """
    found = []
    for source in board.sources:
        rows = tuple(row for row in source.rows if row in board.scored)
        if rows:
            found.append(_varied(board, ("origin", source.name), rows, board.least(source.ids)))
    found += [_varied(board, ("row", row), (row,), board.least(without=row)) for row in board.scored]
    unnamed = {node for source in board.sources if not source.named for node in source.ids}
    if unnamed:
        found.append(_varied(board, ("unnamed", ""), (), board.least(unnamed)))
    most = {row: board.weights[row].most for row in board.scored}
    found.append(_varied(board, ("upper", ""), (), most))
    found.append(_varied(board, ("items", ""), (), dict.fromkeys(board.scored, 1.0)))
    return tuple(sorted(found, key=lambda one: (not one.leads, not one.changes, ORDER.index(one.kind), one.name)))


def _varied(board: Board, of: tuple[str, str], rows: tuple[str, ...], weights: Mapping[str, float]) -> WhatIf:
    other = scores.ranking(board.totals(weights))
    changes, leads = other != board.ranking, other[:1] != board.ranking[:1]
    what = f"the ranking changes: {told(other)}" if changes else "the ranking stays"
    return WhatIf(*of, rows, other, changes, leads, f"{_if(of, rows)}, {what}.")


def _if(of: tuple[str, str], rows: tuple[str, ...]) -> str:
    kind, name = of
    if kind == "origin":
        return f"Without {name} (in {', '.join(rows)})"
    if kind == "row":
        return f"Without {name}"
    if kind == "unnamed":
        return "Without all unnamed sources"
    if kind == "upper":
        return "If sources counted whose independence is not established"
    return "If rows counted alike, whoever is behind them"


def told(ranking: Ranking) -> str:
    """A ranking in a line: `H2, H1 = H3`, the least inconsistent first."""
    return ", ".join(" = ".join(names) for names in ranking)
