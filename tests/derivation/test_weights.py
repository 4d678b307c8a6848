"""Weights: ranges that the rest relies on."""

from __future__ import annotations

import pytest

from bukti.derivation import weights


def test_the_packaged_weights_keep_their_promises() -> None:
    """A link, credit or telling name is an edge by itself, a bare name is not; a citation beats a clock."""
    chosen = weights.load()
    cited = chosen.citation
    assert min(cited.link, cited.credit, cited.told, cited.correction) * cited.outside > chosen.edge.keep > cited.named
    assert weights.probability(chosen.direction.cited - chosen.direction.earlier) >= chosen.direction.arrow


@pytest.mark.parametrize(("odds", "chance"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0), (1.0986122886681098, 0.75)])
def test_probability_is_the_logistic_function(odds: float, chance: float) -> None:
    """Log-odds of any size give a probability."""
    assert weights.probability(odds) == pytest.approx(chance)
