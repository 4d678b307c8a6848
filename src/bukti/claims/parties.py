"""Who does it to whom: the same words with the two exchanged are another proposition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bukti.claims import words
from bukti.claims.inflected import sounds
from bukti.claims.marked import told
from bukti.derivation.tokens import Tokens
from bukti.model import Document, Statement
from bukti.reading.pieces import near_mentions
from bukti.reading.vocabulary import Vocabulary as Grammar
from bukti.reading.vocabulary import vocabulary

PHRASE = 4  # words before a name in which the preposition of its phrase stands
FAR = 14  # words between two names that one verb ties
SPEAKER = "@"  # the key of somebody who speaks and has no name
MUTUAL = frozenset({"c:meet", "c:agreement"})  # what two do with each other, whoever is named first


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a statement, or the name that stands there.

    Attributes:
        form: the folded word; "," for a mark that parts clauses. key: of the name that it belongs to, or None.
    """

    form: str
    key: str | None = None


Role = tuple[str, str, str]


def cast(document: Document, tokens: Tokens, places: Sequence[int], statement: Statement) -> frozenset[Role]:
    """Who does what to whom in what a statement puts forward: key of who does, key of whom, and the act as a term.

    Whoever speaks stands for a subject that the words leave out or name by a pronoun.

    Args:
        document: with mentions.
        tokens: of its text.
        places: of the tokens that are put forward.
        statement: theirs.
    """
    grammar, term = vocabulary(document.language.code or ""), words.load(document.language.code).term
    if grammar is None or not places:
        return frozenset()
    named = tuple(near_mentions(document, tokens.span(places[0], places[-1] + 1)))
    sounding = {mention.key: sounds(mention, document) for mention in named}
    if not grammar.words.grammar.subject_first:
        found = {
            (a, b, act)
            for one in told(document, tokens, places, named)
            for a, b in product(sounding[one.who.key], sounding[one.whom.key])
            for act in one.acts
        }
        return _sure(found)
    keys: dict[int, str] = {}
    for mention in named:
        keys.update(dict.fromkeys(range(*tokens.inside(mention.span)), sounding[mention.key][0]))
    listed: list[Word] = []
    for before, place in zip((None, *places), places, strict=False):
        if before is not None and "," in document.report.text[tokens.ends[before] : tokens.starts[place]]:
            listed.append(Word(","))
        listed.append(Word(tokens.forms[place], keys.get(place)))
    speakers = sorted({key for m in document.named_in(statement.source) for key in sounds(m, document)})
    return frozenset(
        (a or speaker, b or speaker, act)
        for a, b, act in parties(listed, grammar, term)
        for speaker in speakers or [SPEAKER]
    )


def _sure(found: set[Role]) -> frozenset[Role]:
    """What is told of two who are not one, and not the other way round as well."""
    return frozenset((a, b, act) for a, b, act in found if a != b and (b, a, act) not in found)


def parties(listed: Sequence[Word], grammar: Grammar, term: Callable[[str], str | None]) -> frozenset[Role]:
    """Who does what to whom, as far as order and voice tell it; an empty key is whoever speaks.

    Only where subject, verb and object stand in this order; a passive names who does behind an agent's word ("paid |by
    X"). Any other preposition before the second name leaves open what it is, but for the one that an object has
    ("paid |to X", "pagó |a X").

    Args:
        listed: words of what is put forward.
        grammar: word classes of its language.
        term: what a word stands for, None for one that says nothing.
    """
    whole = _implied(listed, grammar)
    acts = {t for w in whole if w.key is None and grammar.verbal(w.form) and (t := term(w.form))}
    passives = frozenset(grammar.words.grammar.passive_auxiliaries)
    found: set[Role] = set()
    for first, second in _pairs(whole):
        between = whole[first + 1 : second]
        if _led(whole[max(0, first - PHRASE) : first], grammar) or not _one_clause(between, grammar):
            continue
        led, a, b = _led(between[-PHRASE:], grammar), whole[first].key or "", whole[second].key or ""
        if led is None or (grammar.has("addressing", led) and not grammar.has("genitives", led)):
            found.update((a, b, act) for act in acts | _terms(between, term))
        elif grammar.has("agents", led) and (not passives or any(w.form in passives for w in whole[first:])):
            found.update((b, a, act) for act in acts | _terms(whole[first:], term))
    return frozenset(role for role in found if role[0] != role[1])


def _terms(listed: Sequence[Word], term: Callable[[str], str | None]) -> set[str]:
    return {t for w in listed if w.key is None and (t := term(w.form))}


def exchanged(a: frozenset[Role], b: frozenset[Role]) -> int:
    """2 where the same two do one act to each other the other way round, 1 where the acts cannot be compared, else 0.

    What two do with each other has no direction.
    """
    if any(act in MUTUAL for *_, act in (*a, *b)) or not a.isdisjoint(b):
        return 0
    if not a.isdisjoint((whom, who, act) for who, whom, act in b):
        return 2
    pairs, others = ({(who, whom) for who, whom, _ in side} for side in (a, b))
    return int(pairs.isdisjoint(others) and not pairs.isdisjoint((whom, who) for who, whom in others))


def _implied(listed: Sequence[Word], grammar: Grammar) -> list[Word]:
    """The words, with whoever speaks before a verb that opens them or in place of a pronoun that does."""
    if listed and listed[0].key is None:
        form = listed[0].form
        if grammar.has("subject_pronouns", form):
            return [Word(form, ""), *listed[1:]]
        if grammar.verbal(form) or grammar.has("auxiliaries", form) or grammar.bare_infinitive(form):
            return [Word("", ""), *listed]
    return list(listed)


def _pairs(listed: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Places of the last word of a name and of the first word of a later one that is near."""
    ends = [n for n, w in enumerate(listed) if w.key is not None and [x.key for x in listed[n + 1 : n + 2]] != [w.key]]
    starts = [n for n, w in enumerate(listed) if w.key and (n == 0 or listed[n - 1].key != w.key)]
    yield from ((end, start) for end in ends for start in starts if end < start <= end + FAR)


def _led(listed: Sequence[Word], grammar: Grammar) -> str | None:
    """The preposition that leads the phrase whose name follows some words, or None."""
    for word in reversed(listed):
        if word.key is not None or word.form == "," or grammar.verbal(word.form):
            return None
        if grammar.has("agents", word.form) or grammar.has("prepositions", word.form):
            return word.form
        if grammar.has("addressing", word.form):
            return word.form
    return None


def _one_clause(between: Sequence[Word], grammar: Grammar) -> bool:
    """Whether some words hold no border of a clause, and something."""
    borders = ("subordinators", "contrasts", "relatives", "complementisers", "conjunctions")
    said = [w.form for w in between if w.key is None]
    return bool(said) and "," not in said and not any(grammar.has(kind, form) for form in said for kind in borders)
