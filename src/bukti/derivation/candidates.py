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
), paired AS (
  SELECT one.report AS first, two.report AS second, count(*) AS shared,
    count(CASE WHEN one.frequency <= {cap} THEN 1 END) AS rare
  FROM placed AS one JOIN placed AS two ON one.feature = two.feature AND one.report < two.report
  WHERE one.frequency <= {cap} OR one.place <= {leaders}
  GROUP BY one.report, two.report HAVING count(*) >= {floor}
)
SELECT first, second, shared
FROM paired JOIN sizes AS one ON one.report = first JOIN sizes AS two ON two.report = second
WHERE rare >= {floor} OR shared >= {share} * least(one.size, two.size)
ORDER BY first, second
"""


@dataclass(frozen=True, slots=True)
class JoinOptions:
    """How wide the join is.

    Attributes:
        cap: reports that a feature may stand in before it pairs only with its leaders.
        leaders: first reports with a common feature, which pair with all others: four hundred reprints of one wire are
            compared with the earliest few, not with each other.
        share: part of the shorter report's features that a pair must share if it shares too few rarer ones than those:
            what thousands of pages have in common is their story, or else their furniture.
        floor: features that a pair must share.
        rows: above this many features in all, only those with `feature % m == 0` are kept, with the smallest power of
            two m that fits; a fixed sample, the same for every report, so shared features stay shared.
    """

    cap: int = 50
    leaders: int = 6
    share: float = 0.3
    floor: int = 5
    rows: int = 7_000_000


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
    sampled = [row[row % modulus == 0] if modulus > 1 else row for row in features]
    sizes = np.array([len(row) for row in sampled], dtype=np.int32)
    floor = options.floor if modulus == 1 else max(2, ceil(options.floor / sqrt(modulus)))
    query = JOIN.format(cap=options.cap, leaders=options.leaders, share=options.share, floor=floor)
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.register("features", _columns(sampled, sizes))
        connection.register("sizes", {"report": np.arange(len(sizes), dtype=np.int32), "size": sizes})
        return connection.execute(query).fetchall()


def _columns(features: Sequence[Shingles], sizes: npt.NDArray[np.int32]) -> dict[str, npt.NDArray[np.integer]]:
    """Reports and features as two columns, without what stands in one report only: that is most of them."""
    report = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    feature = np.concatenate([np.empty(0, dtype=np.int64), *features])
    order = np.argsort(feature, kind="stable")
    feature = feature[order]
    repeated = np.diff(feature, prepend=-1) == 0
    repeated[:-1] |= repeated[1:]
    return {"report": report[order[repeated]], "feature": feature[repeated]}
