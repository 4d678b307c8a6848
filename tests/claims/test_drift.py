"""How a claim changes from a report to the one made from it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bukti import claims
from bukti.model import Degree, DerivationKind, Drift

POSSIBLE = "Iceland may have begun to make missiles in Tarsk."
CERTAIN = "Iceland has set up a plant and makes missiles in Tarsk."


def drift(build: SimpleNamespace, parent: str, child: str, *, known: bool = True, **degrees: Any) -> list[Drift]:
    """Drift between two one-statement reports; `parent` and `child` set what each says how surely."""
    first, second = build.document(parent, outlet="Wire"), build.document(child, hours=3, outlet="Daily")
    said = [
        build.statement(first, parent[:-1], degree=degrees.get("old", Degree.CT)),
        build.statement(second, child[:-1], degree=degrees.get("new", Degree.CT)),
    ]
    edge = build.edge(first, second, DerivationKind.REWRITE, direction_known=known)
    found = claims.group([first, second], said, build.lineage([first, second], edge), None)
    return list(dict.fromkeys(d for claim in found for d in claim.drift))


def test_possible_becomes_certain(build: SimpleNamespace) -> None:
    """The surer words of the child are shown beside the parent's, with both statements."""
    (found,) = drift(build, POSSIBLE, CERTAIN, old=Degree.PS)
    assert (found.kind, found.before.value, found.after.value) == ("certainty", "possible", "certain")
    assert found.before.statement != found.after.statement


def test_certain_becomes_possible(build: SimpleNamespace) -> None:
    """A weaker copy is drift too when the child says nothing else."""
    (found,) = drift(build, CERTAIN, POSSIBLE, new=Degree.PS)
    assert (found.before.value, found.after.value) == ("certain", "possible")


def test_equal_certainty_is_no_drift(build: SimpleNamespace) -> None:
    """Other words alone are no drift."""
    assert drift(build, POSSIBLE, CERTAIN) == []


def test_without_a_known_direction_there_is_no_drift(build: SimpleNamespace) -> None:
    """Nobody knows who changed what."""
    assert drift(build, POSSIBLE, CERTAIN, known=False, old=Degree.PS) == []


def test_a_number_that_grows_on_the_way(build: SimpleNamespace) -> None:
    """Eight becomes 80 between two claims that stay apart; number, unit and scope are shown."""
    found = drift(build, "Strikes on Gorum killed at least eight people.", "Strikes on Gorum killed 80 people.")
    values = [(d.kind, d.before.value, d.after.value) for d in found]
    assert values == [("quantity", "at least eight people", "80 people")]


def test_a_number_within_the_bounds_of_the_parent_is_a_change_of_precision(build: SimpleNamespace) -> None:
    """At least eight may be nine, but the parent did not say so."""
    found = drift(build, "Strikes on Gorum killed at least eight people.", "Strikes on Gorum killed nine people.")
    assert [(d.kind, d.change, d.severity) for d in found] == [("quantity", "precision", "changes")]


def test_a_source_that_gets_lost(build: SimpleNamespace) -> None:
    """What somebody said in the parent is the report's own word in the child."""
    first = build.document(f"The council said: {CERTAIN}", outlet="Wire")
    second = build.document(CERTAIN, hours=3, outlet="Daily")
    said = [build.statement(first, CERTAIN[:-1], "The council", "said"), build.statement(second, CERTAIN[:-1])]
    (claim,) = claims.group([first, second], said, build.lineage([first, second], build.edge(first, second)), None)
    assert [(d.kind, d.before.value, d.after.value) for d in claim.drift] == [
        ("attribution", "named_organisation", "narrator")
    ]


def test_a_child_that_keeps_one_hedge_still_drifts(build: SimpleNamespace) -> None:
    """One surer statement is enough, a weaker one beside an equal one is not."""
    first = build.document(POSSIBLE, outlet="Wire")
    second = build.document(f"{POSSIBLE} {CERTAIN}", hours=3, outlet="Daily")
    old = build.statement(first, POSSIBLE[:-1], degree=Degree.PS)
    new = [build.statement(second, POSSIBLE[:-1], degree=Degree.PS), build.statement(second, CERTAIN[:-1])]
    (claim,) = claims.group(
        [first, second], [old, *new], build.lineage([first, second], build.edge(first, second)), None
    )
    assert [(d.before.value, d.after.value) for d in claim.drift] == [("possible", "certain")]
