"""What a scored matrix says, in sentences that every format shares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bukti.model import Scored, Sheet, Standing, WeighedRow
from bukti.report.plain import counted

CAVEAT = "Least inconsistent is not proven: what fits a hypothesis may fit others too, and one may be missing."


def headline(scored: Scored) -> tuple[str, ...]:
    """The answer first: who stands where, and how far that can be relied on."""
    if not scored.standings:
        return ("No hypothesis competes yet: `bukti ach hypothesis add TEXT TEXT …`.",)
    if len(scored.standings) == 1:
        return ("A single hypothesis competes with nothing: add the others.",)
    if not any(standing.items for standing in scored.standings):
        return ("Nothing speaks against any hypothesis so far.", *_blank(scored))
    return (_ranked(scored), *_tested(scored), *_blank(scored), *_hangs(scored), CAVEAT)


def _ranked(scored: Scored) -> str:
    places = [list(group) for _, group in groupby(scored.standings, key=lambda standing: standing.place)]
    parts = [f"{' and '.join(s.hypothesis.id for s in group)} ({group[0].score:.2f})" for group in places]
    if not parts[1:]:
        return f"All are level: {parts[0]}."
    first = f"{parts[0]} {'stands' if len(places[0]) == 1 else 'stand'} first, least inconsistent with the evidence"
    return f"{first}; then {', '.join(parts[1:])}."


def _tested(scored: Scored) -> tuple[str, ...]:
    """Who is first by having been asked less than the others."""
    most = max(standing.tested for standing in scored.standings)
    less = [one for one in scored.standings if one.place == 1 and one.tested < most]
    return tuple(f"{one.hypothesis.id} is tested by {one.tested} of the {most} rows that test another." for one in less)


def _blank(scored: Scored) -> tuple[str, ...]:
    if not scored.blank:
        return ()
    by_row = [(row, [h for _, h in pairs]) for row, pairs in groupby(scored.blank, key=lambda pair: pair[0])]
    listed = "; ".join(f"{row}: {', '.join(names)}" for row, names in by_row)
    could = "and could change who is first" if scored.open else "and could not change who is first"
    single = len(scored.blank) == 1
    verb, count = ("is", "counts") if single else ("are", "count")
    return (f"{counted(len(scored.blank), 'cell')} {verb} blank ({listed}); blank {count} nothing here, {could}.",)


def _hangs(scored: Scored) -> tuple[str, ...]:
    """How many single sources and rows the lead hangs on."""
    single = [one for one in scored.what_if if one.kind in {"origin", "row"}]
    if not single:
        return ()
    names = {kind: [one.name for one in single if one.leads and one.kind == kind] for kind in ("origin", "row")}
    listed = [*names["origin"], *names["row"]]
    if not listed:
        return ("No single source and no single row decides who is first.",)
    return (f"Who is first hangs on {' or '.join(listed)}: without, another leads or the lead is shared.",)


def changing(scored: Scored) -> tuple[str, ...]:
    """What would change the ranking, and of the rest only how much there is."""
    if not scored.standings:
        return ()
    lines = [one.sentence for one in scored.what_if if one.changes]
    rest = [one for one in scored.what_if if not one.changes]
    kinds = [(kind, sum(one.kind == kind for one in rest)) for kind in ("origin", "row")]
    stay = " and ".join(counted(n, "source" if kind == "origin" else kind) for kind, n in kinds if n)
    lines += [f"It stays without any single one of {stay}."] if stay else []
    return (*lines, *(one.sentence for one in rest if one.kind not in {"origin", "row"}))


def reason(row: WeighedRow) -> str:
    """Why a row stands apart or weighs nothing, or nothing."""
    if row.state in {"gone", "split", "double"}:
        return " ".join(row.changes)
    if row.apart:
        return "It fits all hypotheses alike and does not enter the scores."
    if row.weight == 0.0:
        return "It weighs nothing: no independent origin of it is established."
    return ""


def against(standing: Standing) -> str:
    """What speaks against a hypothesis: rows, and from how many independent origins together."""
    if not standing.rows:
        return "nothing"
    low, high = standing.against_min, len(standing.against)
    origins = counted(high, "origin") if low == high else f"{low}–{high} origins"
    return f"{', '.join(standing.rows)}: {origins}"


def cell(sheet: Sheet, row: str, hypothesis: str) -> str:
    """The letters of a cell, `·` where nobody decided."""
    found = sheet.cells.get((row, hypothesis))
    return found.rating.value if found else "·"


def by_weight(rows: Sequence[WeighedRow]) -> list[WeighedRow]:
    """Rows that enter the scores, those that discriminate most first; those with blank cells last."""
    inside = [row for row in rows if not row.apart]
    return sorted(inside, key=lambda row: (row.diagnosticity is None, -(row.diagnosticity or 0.0) * row.weight))


def origins(row: WeighedRow) -> str:
    """The interval of independent origins."""
    return str(row.origins_min) if row.origins_min == row.origins_max else f"{row.origins_min}–{row.origins_max}"


def tells(row: WeighedRow) -> str:
    """Its diagnosticity, nothing while cells are blank."""
    return "" if row.diagnosticity is None else f"{row.diagnosticity:.2f}"
