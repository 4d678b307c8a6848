"""Pairs worth aligning: a containment join on shingles, and one on anchors, in SQL.

News derives by reuse of passages, which whole-document similarity misses by construction (spikes.md section 5: MinHash
finds 2 % of 3-in-12 excerpts, this join 92 %). The SQL is plain enough to run unchanged on Spark: a table of (report,
feature), a self-join that a feature of many reports enters only with the first few of them, a floor on shared features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

JOIN = """
WITH counted AS (
  SELECT feature, count(*) AS frequency FROM features GROUP BY feature
), placed AS (
  SELECT features.report, features.feature, counted.frequency,
    row_number() OVER (PARTITION BY features.feature ORDER BY features.report) AS place
  FROM features JOIN counted ON features.feature = counted.feature
  WHERE counted.frequency >= 2
)
SELECT one.report AS first, two.report AS second, count(*) AS shared
FROM placed AS one JOIN placed AS two ON one.feature = two.feature AND one.report < two.report
WHERE one.frequency <= {cap} OR one.place <= {leaders}
GROUP BY one.report, two.report HAVING count(*) >= {floor}
ORDER BY first, second
"""


@dataclass(frozen=True, slots=True)
class JoinOptions:
    """How wide the join is.

    Attributes:
        cap: reports that a feature may stand in before it pairs only with its leaders.
        leaders: first reports with a common feature, which pair with all others: four hundred reprints of one wire are
            compared with the earliest few, not with each other.
        floor: features that a pair must share.
        rows: above this many features in all, only those with `feature % m == 0` are kept, with the smallest power of
            two m that fits; a fixed sample, the same for every report, so shared features stay shared.
    """

    cap: int = 50
    leaders: int = 6
    floor: int = 5
    rows: int = 8_000_000


def join(features: Sequence[Sequence[int]], options: JoinOptions) -> list[tuple[int, int, int]]:
    """Pairs of reports that share features.

    Args:
        features: distinct features of each report, the likeliest originals first; a report is named by its place.
        options: cap, floor and sample.

    Returns:
        (first, second, features shared) with first < second, sorted; with a sample of one in m, the floor is divided
        by m (never below 2) and the count is that of the sample.
    """
    total = sum(map(len, features))
    modulus = 1
    while total / modulus > options.rows:
        modulus *= 2
    report, feature = _columns(features, modulus)
    if len(report) == 0:
        return []
    floor = max(2, options.floor // modulus) if modulus > 1 else options.floor
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.register("rows", {"report": report, "feature": feature})
        connection.execute("CREATE TABLE features AS SELECT report, feature FROM rows")
        found = connection.execute(
            JOIN.format(cap=int(options.cap), leaders=int(options.leaders), floor=int(floor))
        ).fetchall()
    return [(int(first), int(second), int(shared)) for first, second, shared in found]


def _columns(
    features: Sequence[Sequence[int]], modulus: int
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int32]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The features as two columns, sampled."""
    reports, kept = [], []
    for place, row in enumerate(features):
        values = np.asarray(row, dtype=np.int64)
        values = values[values % modulus == 0] if modulus > 1 else values
        kept.append(values)
        reports.append(np.full(len(values), place, dtype=np.int32))
    if not kept:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64)
    return np.concatenate(reports), np.concatenate(kept)
