"""The language of a question: a few words, on which identifying whole documents guesses wrong."""

from __future__ import annotations

from collections.abc import Collection

from bukti import lexicon
from bukti.claims import words
from bukti.derivation.tokens import tokenise
from bukti.text.language import identify

KNOWN = 2  # for a small word of a language ("in", "di", "的")
MEANT = 1  # for a word in one of its concepts
GUESSED = 2  # for the language that identifying says
NEAR = 1  # for a language of the reports that are asked


def spoken(text: str, reports: Collection[str]) -> str | None:
    """ISO 639 code of the language with most of the words; None where nothing speaks for any.

    Args:
        text: a sentence or less.
        reports: languages of the reports that are asked.
    """
    forms = tokenise(text).forms
    guess = identify(text, allowed=lexicon.supported()).code
    scores = {}
    for code in lexicon.supported():
        known = words.load(code)
        small = sum(map(known.small, forms))
        meant = sum(term.startswith("c:") for term in known.terms(forms))
        scores[code] = KNOWN * small + MEANT * meant + GUESSED * (code == guess)
    best = max(scores, key=lambda code: (scores[code] + NEAR * (scores[code] > 0 and code in reports), code == guess))
    return best if scores[best] else guess
