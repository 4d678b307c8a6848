"""Statements grouped into propositions."""

from __future__ import annotations

from types import SimpleNamespace

from bukti.claims.cluster import candidates, groups, linkage, nearness
from bukti.claims.compare import Comparer
from bukti.claims.vectors import centred

CORE = "Iceland makes missiles in Tarsk."
LONG = (
    "Barlow makes missiles at its new plant in Tarsk for a customer in Iceland.",
    "Iceland has founded a plant and makes missiles in Tarsk, where many engineers moved with their families.",
    "Fishermen near Tarsk saw trucks leave the gate of the site where Iceland makes missiles.",
)
OTHER = "The harvest of plums in Pesh was poor this summer."


def _grouped(comparer: Comparer) -> list[tuple[int, ...]]:
    return groups(len(comparer.features), candidates(comparer), comparer)


def test_long_statements_meet_at_the_core_that_each_of_them_says(build: SimpleNamespace) -> None:
    """Statements that do not resemble each other are one claim when all say one short thing."""
    features = build.features(CORE, *LONG, OTHER)
    comparer = build.comparer(*features)
    place = {f.text: n for n, f in enumerate(features)}
    together = sorted(place[text] for text in (CORE, *LONG))
    assert tuple(together) in _grouped(comparer)
    assert (place[OTHER],) in _grouped(comparer)


def test_one_strong_pair_does_not_chain_two_subjects(build: SimpleNamespace) -> None:
    """A bridge between two claims joins one of them, not both."""
    texts = (
        "Barlow sold engines to Iceland.",
        "Engines were sold to Iceland by Barlow.",
        "Barlow sold engines to Iceland and the court in Varde sentenced the thief Olaf Riis.",
        "The court in Varde sentenced the thief Olaf Riis to six years.",
        "Olaf Riis, a thief, was sentenced by the court in Varde.",
    )
    features = build.features(*texts)
    found = _grouped(build.comparer(*features))
    place = {f.text: n for n, f in enumerate(features)}
    assert not any(place[texts[0]] in group and place[texts[4]] in group for group in found)


def test_a_pair_that_excludes_bars_the_join(build: SimpleNamespace) -> None:
    """A core cannot bring two numbers of dead into one claim."""
    texts = (
        "People were killed in Gorum.",
        "A blast killed 12 people in Gorum on the square.",
        "A blast killed 120 people in Gorum on the square.",
    )
    found = _grouped(build.comparer(*build.features(*texts)))
    assert all(len({n for n in group if n}) <= 1 for group in found)


def test_what_derivation_aligns_is_joined_first(build: SimpleNamespace) -> None:
    """A rewrite stands with its original even where the words part."""
    features = build.features(
        "Engineers near Tarsk opened a large foundry.", "An ironworks is believed to run near Tarsk."
    )
    assert _grouped(build.comparer(*features)) == [(0,), (1,)]
    assert _grouped(build.comparer(*features, aligned={(0, 1): 1.0})) == [(0, 1)]


def test_vectors_bring_candidates(build: SimpleNamespace) -> None:
    """Nearest neighbours are tried even where no rare term is shared."""
    features = build.features("It rained.", "It rained.", "It snowed.")
    vectors = centred([f.full for f in features], ["en"] * 3, build.embedder)
    assert len(candidates(Comparer(features, vectors, {}))) == 3


def test_linkage_is_the_mean_and_nearness_asks_the_core(build: SimpleNamespace) -> None:
    """A statement is near a group when it is near the group's core, however far the rest is."""
    features = build.features(CORE, *LONG)
    comparer = build.comparer(*features)
    rest = [0, 1, 2]
    assert linkage([3], rest, comparer) == sum(comparer(3, n).total for n in rest) / 3
    assert nearness([3], rest, comparer) >= linkage([3], rest, comparer, signed=False)
