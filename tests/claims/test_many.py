"""Many pairs at once: what the arrays say is what the rules say of each pair."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bukti.claims.anchors import swapped
from bukti.claims.compare import Comparer
from bukti.claims.sets import Sets

WORDS = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_sets_share_what_they_share(sets: list[frozenset[str]]) -> None:
    """Numbers of shared words, by pair and in one order, for any pairs of places, empty sets among them."""
    ours, size = Sets(sets, {word: n for n, word in enumerate("abcdefgh")}), len(sets)
    left, right = (np.arange(size * size) // size, np.arange(size * size) % size)
    shared = [sets[a] & sets[b] for a, b in zip(left, right, strict=True)]
    pairs, words = ours.shared(left, right)
    assert [(pair, "abcdefgh"[word]) for pair, word in zip(pairs, words, strict=True)] == [
        (n, word) for n, held in enumerate(shared) for word in sorted(held)
    ]
    assert ours.count(left, right).tolist() == [len(held) for held in shared]
    strange = [bool(sets[a] and sets[b] and not held) for a, b, held in zip(left, right, shared, strict=True)]
    assert ours.strange(left, right).tolist() == strange
    where = np.arange(size * size) % 3 == 0
    assert ours.strange(left, right, where).tolist() == (np.array(strange) & where).tolist()


def test_whoever_is_swapped_is_among_the_twins(build: SimpleNamespace) -> None:
    """The rule for one pair is asked only where the arrays let it; they let all through that it would find."""
    towns = ("Tarsk", "Belz", "Old Vahr", "Norland")
    days = ("Monday", "Friday")
    texts = [f"Soldiers of the army shelled the market of {town} on {day}." for town in towns for day in days]
    texts += ["It rained.", "The market of Tarsk was shelled.", "Prices rose in Belz."]
    features = build.features(*texts)
    comparer, places = Comparer(features, None, {}), list(range(len(features)))
    twins = comparer.twins(places, places)
    found = [(a, b) for a in places for b in places if a != b and swapped(features[a], features[b])]
    assert len(found) > 10, found
    assert all(twins[pair] for pair in found)
    assert not twins.all()
