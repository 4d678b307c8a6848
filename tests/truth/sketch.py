"""Random tables of claims whose truth is known (method.md section 2): sources of given accuracies, and copiers."""

from __future__ import annotations

import random
from collections.abc import Mapping

from bukti.truth import Fusion, Row

FALSE = 10  # false values of an object
TRUE = "v0"


def table(accuracies: Mapping[str, float], objects: int = 200, seed: int = 0) -> list[Row]:
    """Independent sources that each say something of every object; the true value is always `TRUE`."""
    chance = random.Random(seed)  # noqa: S311 - a table to test with
    return [
        Row(source, f"o{place:03}", TRUE if chance.random() < right else f"v{chance.randint(1, FALSE)}")
        for source, right in accuracies.items()
        for place in range(objects)
    ]


def copied(rows: list[Row], of: str, copiers: int) -> list[Row]:
    """The table with so many verbatim copiers of a source."""
    own = [row for row in rows if row.source == of]
    return rows + [row._replace(source=f"{of} copy {number}") for number in range(copiers) for row in own]


def share_true(found: Fusion) -> float:
    """Share of the objects whose most probable value is the true one."""
    return sum(fact.values[0].text == TRUE for fact in found.facts) / len(found.facts)


def share_majority(found: Fusion) -> float:
    """Share of the objects of which most sources say what is true."""
    return sum(fact.majority == TRUE for fact in found.facts) / len(found.facts)
