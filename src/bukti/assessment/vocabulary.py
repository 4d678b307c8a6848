"""Words and numbers of the standards (anchors.md section 3). The word is stored; numbers are for exports only.

Traps: STIX 2.1 has no scale for reliability A to F. Its "DNI" ranges are not the bands of ICD 203 ("likely" is 60 to
79 there, 55 to 80 here). MISP gives credibility 6 the number 50, STIX says to leave the property out. MISP's
estimative numbers are the lower ends of the bands. ICD and PHIA "likely" differ, so a term never goes without its
scheme.
"""

from __future__ import annotations

from dataclasses import dataclass

# Levels shared by the schemes, in the words of ICD 203; a profile's caps are written in them.
LEVELS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
MIDDLE = 3


@dataclass(frozen=True, slots=True)
class Band:
    """One term of a scheme with its range of probability, ends included."""

    term: str
    low: float
    high: float


# ICD 203 (2015), section D.6.e. Neighbours share their end: the end belongs to the term nearer to even chances.
ICD203 = (
    Band("almost no chance", 0.0, 0.05),
    Band("very unlikely", 0.05, 0.20),
    Band("unlikely", 0.20, 0.45),
    Band("roughly even chance", 0.45, 0.55),
    Band("likely", 0.55, 0.80),
    Band("very likely", 0.80, 0.95),
    Band("almost certain", 0.95, 1.0),
)
# PHIA yardstick (gov.uk, 24 March 2025). The gaps are deliberate: a value in one takes the term nearer to even chances.
PHIA = (
    Band("remote chance", 0.0, 0.05),
    Band("highly unlikely", 0.10, 0.20),
    Band("unlikely", 0.25, 0.35),
    Band("realistic possibility", 0.40, 0.50),
    Band("likely or probable", 0.55, 0.75),
    Band("highly likely", 0.80, 0.90),
    Band("almost certain", 0.95, 1.0),
)
SCHEMES = {"icd203": ICD203, "phia": PHIA}
SCHEME_NAMES = {"icd203": "ICD 203", "phia": "PHIA yardstick"}

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

# STIX 2.1 Appendix A, confidence 0 to 100; None means: leave the property out.
STIX_CREDIBILITY = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10, "6": None}
STIX_CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
STIX_DNI = {
    "almost no chance": 5,
    "very unlikely": 15,
    "unlikely": 30,
    "roughly even chance": 50,
    "likely": 70,
    "very likely": 85,
    "almost certain": 95,
}
# MISP taxonomies: admiralty-scale v5 and estimative-language.
MISP_RELIABILITY = {"A": 100, "B": 75, "C": 50, "D": 25, "E": 0, "F": 50}
MISP_CREDIBILITY = {"1": 100, "2": 75, "3": 50, "4": 25, "5": 0, "6": 50}
MISP_ESTIMATIVE = {
    "almost no chance": 0,
    "very unlikely": 5,
    "unlikely": 20,
    "roughly even chance": 45,
    "likely": 55,
    "very likely": 80,
    "almost certain": 95,
}


def level(scheme: str, projected: float) -> int:
    """Place in `LEVELS` of a probability: the strongest term whose band it has reached, seen from even chances.

    An end that two bands share, and a gap between two, belong to the term nearer to even chances; so no rounding ever
    strengthens a word.
    """
    bands = SCHEMES[scheme]
    place = MIDDLE
    while place + 1 < len(bands) and _beyond(projected, bands[place].high, bands[place + 1].low):
        place += 1
    while place > 0 and _beyond(-projected, -bands[place].low, -bands[place - 1].high):
        place -= 1
    return place


def _beyond(value: float, shared: float, start: float) -> bool:
    """True when a value has entered the next band outward; the very end counts only where it is not shared."""
    return value > start + 1e-9 if start == shared else value >= start - 1e-9


def term(scheme: str, place: int) -> str:
    """The scheme's word for a place in `LEVELS`."""
    return SCHEMES[scheme][place].term
