"""A scored matrix as the JSON object of `bukti ach export`; numbers unrounded."""

from __future__ import annotations

from dataclasses import asdict

from bukti.model import Cell, Scored, Standing, WeighedRow
from bukti.report.ach import sentences
from bukti.report.objects import Object, stamp
from bukti.report.plain import dumps


def write(found: Scored) -> str:
    """The object as JSON."""
    return dumps(scored(found), indent=1) + "\n"


def scored(found: Scored) -> Object:
    """The object: the matrix, its cells with author and time, its figures, and what would change the ranking."""
    known = found.sheet
    return {
        "matrix": known.name,
        "question": known.question,
        "profile": stamp(found.profile),
        "version": found.version,
        "ranking": [list(names) for names in found.ranking],
        "open": found.open,
        "blank": [{"row": row, "hypothesis": hypothesis} for row, hypothesis in found.blank],
        "headline": list(sentences.headline(found)),
        "hypotheses": [_standing(one) for one in found.standings],
        "rows": [_row(one, found) for one in found.rows],
        "what_if": [asdict(one) for one in found.what_if],
    }


def _standing(one: Standing) -> Object:
    return {
        **asdict(one.hypothesis),
        "place": one.place,
        "score": one.score,
        "score_most": one.score_most,
        "items": one.items,
        "tested": one.tested,
        "rows_against": list(one.rows),
        "origins_against": {"min": one.against_min, "max": len(one.against), "list": list(one.against)},
    }


def _row(one: WeighedRow, found: Scored) -> Object:
    row = one.row
    cells = (found.sheet.cells.get((row.id, h.id)) for h in found.sheet.hypotheses)
    return {
        "id": row.id,
        "text": one.text,
        "note": row.note,
        "author": row.author,
        "made": row.made,
        "claim": one.claim or None,
        "entered": None if row.claim else {"credibility": row.credibility, "letter": row.letter or None},
        "state": one.state,
        "changes": list(one.changes),
        "opinion": asdict(one.opinion),
        "origins": {"min": one.origins_min, "max": one.origins_max, "list": _named(one)},
        "admiralty": one.grade or None,
        "weight": one.weight,
        "weight_most": one.weight_most,
        "diagnosticity": one.diagnosticity,
        "apart": one.apart,
        "cells": [_cell(cell) for cell in cells if cell],
    }


def _named(one: WeighedRow) -> list[Object]:
    return [{"id": id_, "name": name} for id_, name in sorted(one.sources.items())]


def _cell(cell: Cell) -> Object:
    return {
        "hypothesis": cell.hypothesis,
        "rating": cell.rating.value,
        "note": cell.note,
        "author": cell.author,
        "made": cell.made,
    }
