"""Language of a whole document: script first, then py3langid 0.4 among languages that use the script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from bukti import lexicon
from bukti.model import LanguageGuess

SAMPLE = 20_000  # characters that are identified; more changes nothing
SHORT = 20  # letters below which nothing is said
UNSURE = 60  # letters below which a probability is capped
CAP = 0.5
# Scripts that settle the language among those that news is written in.
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
SCRIPT_SHARE = 0.1  # of the letters; Japanese mixes kana with ideographs
SERBIAN = re.compile("[ђћљњџЂЋЉЊЏ]")
MACEDONIAN = re.compile("[ѓќѕЃЌЅ]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
# Languages that cannot be told apart well (spikes.md section 3): a member is named with the others as alternatives.
NEIGHBOURS = (("bs", "hr", "sr"), ("id", "ms"))
# Labels of the model -> the written language they belong to: ISO 639-3 has Wu and Cantonese under Chinese, and news
# written in Mandarin is labelled with them. Read as Chinese, a text in them loses little; as itself it is not read.
WRITTEN = {"wuu": "zh", "yue": "zh"}
EVEN = 0.5  # part of the best one's probability from which a neighbour is as good
BRIEF = 600  # letters above which neighbours are told apart by more than chance (NTREX documents)
LETTER = re.compile(r"[^\W\d_]")


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]:
        """All languages with their probabilities, best first."""
        ...


@cache
def _identifier() -> _Identifier:
    """The model, loaded once on first use; its labels carry normalised probabilities."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loading costs memory; only when asked

    made: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return made


def identify(text: str, declared: str | None = None, allowed: Sequence[str] | None = None) -> LanguageGuess:
    """Language of a document.

    Args:
        text: the whole document.
        declared: what the source says of itself (BCP 47), evidence but no proof.
        allowed: ISO 639-1 codes to choose from; None for every language of the model.

    Returns:
        code None when the text is too short and nothing is declared. `basis` is `identified`, `script`, `declared`,
        or `identified, declared XX` when the two contradict each other.
    """
    stated = declared.replace("_", "-").split("-")[0].casefold() if declared else None
    sample = text[:SAMPLE]
    letters = LETTER.findall(sample)
    if len(letters) < SHORT:
        by_script = _by_script(letters)
        if stated or not by_script:
            return LanguageGuess(stated, CAP if stated else 0.0, (), "declared" if stated else "too short")
        return LanguageGuess(by_script, CAP, (), "script")
    guess = _guess(sample, letters, allowed)
    return _with_declared(guess, stated) if stated else guess


def _by_script(letters: Sequence[str]) -> str | None:
    joined = "".join(letters)
    for code, pattern in SCRIPTS:
        if joined and len(pattern.findall(joined)) >= SCRIPT_SHARE * len(joined):
            return code
    return None


def _guess(sample: str, letters: Sequence[str], allowed: Sequence[str] | None) -> LanguageGuess:
    code = _by_script(letters)
    if code and (allowed is None or code in allowed):
        return LanguageGuess(code, 0.99, (), "script")
    shares = _shares(sample, allowed)
    if not shares:
        return LanguageGuess(None, 0.0, (), "identified")
    joined = "".join(letters)
    first = next(iter(shares))
    best = _readable(first, shares) if len(joined) < BRIEF else first
    probability = shares[best]
    if len(CYRILLIC.findall(joined)) > len(joined) / 2 and SERBIAN.search(joined) and not MACEDONIAN.search(joined):
        return LanguageGuess("sr", max(probability, 0.95), (), "script")
    group = next((g for g in NEIGHBOURS if best in g), ())
    near = {c for c in group if c != best} | {c for c, p in shares.items() if c != best and p >= 0.1}
    if group:
        probability = min(probability, 0.9)
    if len(letters) < UNSURE:
        probability = min(probability, CAP)
    alternatives = tuple(sorted(near, key=lambda c: (-shares.get(c, 0.0), c)))
    return LanguageGuess(best, round(probability, 4), alternatives, "identified")


def _shares(sample: str, allowed: Sequence[str] | None) -> dict[str, float]:
    """Languages that may be meant and their probabilities, best first; empty where none of them is known."""
    sums: dict[str, float] = {}
    for label, probability in _identifier().rank(sample):
        code = WRITTEN.get(label, label)
        if allowed is None or code in allowed:
            sums[code] = sums.get(code, 0.0) + probability
    total = sum(sums.values())
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return {code: share / total for code, share in ranked} if total > 0 else {}


def _readable(best: str, shares: Mapping[str, float]) -> str:
    """The best language, or its neighbour that Bukti reads where the two are nearly as likely: else all is unread."""
    group = next((g for g in NEIGHBOURS if best in g), ())
    near = [c for c in group if c in lexicon.supported() and shares.get(c, 0.0) >= EVEN * shares[best]]
    return best if best in near or not near else near[0]


def _with_declared(guess: LanguageGuess, stated: str) -> LanguageGuess:
    """Weigh what the source declares: it decides among neighbours and short texts, else it is only noted."""
    if guess.code == stated:
        return LanguageGuess(stated, max(guess.probability, 0.95), guess.alternatives, f"{guess.basis} and declared")
    if guess.code is None or stated in guess.alternatives or guess.probability <= CAP:
        near = tuple(c for c in (guess.code, *guess.alternatives) if c and c != stated)
        return LanguageGuess(stated, max(CAP, 1 - guess.probability), near, "declared")
    alternatives = tuple(dict.fromkeys((*guess.alternatives, stated)))
    return LanguageGuess(guess.code, guess.probability, alternatives, f"{guess.basis}, declared {stated}")
