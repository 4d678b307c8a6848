"""Transmission simulator: random stemmata whose truth is known, over texts from open data (NTREX).

    from benchmarks.transmission import Plan, load, simulate
    collection = simulate(Plan(seed=1, part="fit"), load(data))

Reports are copied, cut, rewritten, translated (by the real parallel text), merged and misdated from root reports; each
edge keeps what was done, what part of the text it carries, and where that text stands on both sides. Documents of the
corpus are parted by a digest of their names into `fit` and `test`: what is fitted on one part is measured on the other.
"""

from benchmarks.transmission.collection import Collection, Truth, simulate
from benchmarks.transmission.plan import Clock, Plan
from benchmarks.transmission.texts import Texts, load

__all__ = ["Clock", "Collection", "Plan", "Texts", "Truth", "load", "simulate"]
