"""Pairs worth aligning: a containment join on shingles, and one on anchors, in SQL.

News derives by reuse of passages, which whole-document similarity misses by construction (spikes.md section 5: MinHash
finds 2 % of 3-in-12 excerpts, this join 92 %). The SQL is plain enough to run unchanged on Spark: a table of (report,
feature), a self-join that a feature of many reports enters only with the first few of them, a floor on shared features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import duckdb
import numpy as np
import numpy.typing as npt

from bukti.derivation.fingerprints import Shingles

JOIN = """
WITH counted AS (
  SELECT feature, count(*) AS frequency FROM features GROUP BY feature
), placed AS (
  SELECT features.report, features.feature, counted.frequency,
    row_number() OVER (PARTITION BY features.feature ORDER BY features.report) AS place
  FROM features JOIN counted ON features.feature = counted.feature
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


def join(features: Sequence[Shingles], options: JoinOptions) -> list[tuple[int, int, int]]:
    """Pairs of reports that share features.

    Args:
        features: distinct features of each report, the likeliest originals first; a report is named by its place.
        options: cap, floor and sample.

    Returns:
        (first, second, features shared) with first < second, sorted. With a sample of one in m the count is that of the
        sample, and the floor is divided by the root of m, never below 2: divided by m it would let strangers in, and
        undivided it would lose excerpts.
    """
    modulus = 1
    while sum(map(len, features)) / modulus > options.rows:
        modulus *= 2
    report, feature = _columns(features, modulus)
    floor = options.floor if modulus == 1 else max(2, ceil(options.floor / sqrt(modulus)))
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.register("features", {"report": report, "feature": feature})
        return connection.execute(
            JOIN.format(cap=int(options.cap), leaders=int(options.leaders), floor=int(floor))
        ).fetchall()


def _columns(features: Sequence[Shingles], modulus: int) -> tuple[npt.NDArray[np.int32], Shingles]:
    """Reports and features as two columns, sampled, without what stands in one report only: that is most of them."""
    kept = [row[row % modulus == 0] if modulus > 1 else row for row in features]
    report = np.repeat(np.arange(len(kept), dtype=np.int32), [len(row) for row in kept])
    feature = np.concatenate([np.empty(0, dtype=np.int64), *kept])
    order = np.argsort(feature, kind="stable")
    feature = feature[order]
    repeated = np.diff(feature, prepend=-1) == 0
    repeated[:-1] |= repeated[1:]
    return report[order[repeated]], feature[repeated]
