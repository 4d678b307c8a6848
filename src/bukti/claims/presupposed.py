"""What a statement takes for granted: the clause that tells which event it speaks of.

"The explosion |that killed twelve people| was caused by nitrate" puts forward the cause; who doubts it need not doubt
the toll, and who tells of another cause speaks of the same toll.
"""

from __future__ import annotations

from collections.abc import Sequence

from bukti.reading.vocabulary import Vocabulary as Grammar

CLAUSE = 24  # words of the longest such clause


def presupposed(forms: Sequence[str], grammar: Grammar) -> range:
    """Where the relative clause of a subject stands: before the verb of the main clause, which follows; empty if none.

    Args:
        forms: folded words of a content.
        grammar: word classes of its language.
    """
    verbs = [n for n, form in enumerate(forms) if _verb(form, grammar)]
    marks = [n for n, form in enumerate(forms) if n and _relative(forms, n, grammar)]
    if not marks or (verbs and verbs[0] < marks[0]):
        return range(0)
    mark = marks[0]
    behind = mark + 1  # the verb of the clause follows its pronoun, known as a verb or not
    while behind in verbs and behind + 1 < len(forms):
        behind += 1
    main = next((n for n in verbs if n > behind), None)
    if main is None or main - mark > CLAUSE or main + 1 >= len(forms):
        return range(0)
    inner = forms[mark + 1 : main]
    if any(grammar.has("complementisers", form) or grammar.has("subject_pronouns", form) for form in inner):
        return range(0)
    led = grammar.has("prepositions", forms[mark - 1])
    return range(mark - led, main) if mark > led else range(0)


def _verb(form: str, grammar: Grammar) -> bool:
    small = grammar.has("determiners", form) or grammar.has("prepositions", form)
    return not small and (grammar.verbal(form) or grammar.has("auxiliaries", form))


def _relative(forms: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether a word opens a relative clause; one that opens a "that" clause does so behind a noun as well."""
    form = forms[place]
    if grammar.has("relatives", form):
        return True
    return grammar.has("complementisers", form) and not grammar.has("prepositions", forms[place - 1])
