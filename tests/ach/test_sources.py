"""One source behind several rows is one source."""

from __future__ import annotations

from dataclasses import replace

from tests.ach.boards import PROFILE, entered
from tests.assessment.sketch import each, origin

from bukti.ach.sources import Evidence, independent, sources
from bukti.ach.weight import Claimed, Entered
from bukti.model import Origin, SourceKind

KEY = ("name", "anna berg", "NO")
ANNA = replace(origin("o1"), name="Berg", names=("Anna Berg",), keys=(KEY,), kind=SourceKind.NAMED_PERSON)


def claimed(*origins: Origin) -> Claimed:
    """A claim that these affirm."""
    return Claimed(each(*origins), PROFILE)


def unnamed(name: str) -> Origin:
    """Somebody who is only described."""
    return origin(name, kind=SourceKind.ANONYMOUS)


def test_one_source_speaks_in_several_rows() -> None:
    """By its id or by a key, whatever a claim calls it."""
    again = replace(ANNA, id="o2", name="Anna Berg, spokeswoman")
    found = sources({"R1": claimed(ANNA), "R2": claimed(again, origin("other")), "R3": claimed(origin("other"))})
    assert [(s.name, s.rows, sorted(s.ids)) for s in found] == [
        ("Anna Berg, spokeswoman", ("R1", "R2"), ["o1", "o2"]),
        ("the other", ("R2", "R3"), ["other"]),
    ]


def test_who_a_person_names_is_the_source_of_that_name() -> None:
    """Where exactly one is called so; else it stands for itself."""
    rows: dict[str, Evidence] = {
        "R1": claimed(ANNA),
        "R2": Entered(entered(2, origins=("anna  berg",)), PROFILE),
        "R3": Entered(entered(3, origins=("Nobody else",)), PROFILE),
    }
    assert [(s.name, s.rows) for s in sources(rows)] == [("Berg", ("R1", "R2")), ("Nobody else", ("R3",))]
    twice = {**rows, "R4": claimed(replace(ANNA, id="o9", keys=(("name", "another", ""),)))}
    assert ("anna  berg", ("R2",)) in [(s.name, s.rows) for s in sources(twice)]


def test_independent_origins_of_several_rows_count_once() -> None:
    """Two rows of one source rest on one origin, and who may be the same in one row is the same in all."""
    alike = claimed(origin("a"), origin("b", could_be=("a",)))
    rows = {"R1": claimed(origin("a")), "R2": claimed(origin("b")), "R3": alike}
    parts = {row: one.weight().parts for row, one in rows.items()}
    known = sources(rows)
    assert independent({"R1": parts["R1"], "R2": parts["R2"]}, known) == (2, ("the a", "the b"))
    assert independent(parts, known) == (1, ("the a",))
    assert independent({}, known) == (0, ())


def test_unnamed_sources_of_two_rows_may_be_the_same() -> None:
    """At least as many as one row has; at most all of them."""
    rows = {"R1": claimed(unnamed("a"), unnamed("b")), "R2": claimed(unnamed("c"), ANNA)}
    parts = {row: one.weight().parts for row, one in rows.items()}
    least, names = independent(parts, sources(rows))
    assert (least, len(names)) == (3, 4)
    assert [s.named for s in sources(rows)] == [True, False, False, False]
    resolved = replace(ANNA, kind=SourceKind.PRONOUN)  # "she", who is Anna Berg
    assert [s.named for s in sources({"R1": claimed(resolved)})] == [True]
