"""Lists of people as texts write them: "Hale, Ruth B.; Tan, Wei" and "Wei Tan & R. Hale" name the same two.

A list alone can be ambiguous ("Hale, Tan" is one person or two). What others say of the same object decides: a text
that names somebody whom nobody else names is read again as made of the people whom others name.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rigour.text.translit import ascii_text

from bukti import lexicon

Person = tuple[str, ...]  # folded words in the order of the text; order counts for nothing when people are compared

ASIDE = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
SEPARATOR = re.compile(r"\s*[;/&|+•\n]\s*|\s+-\s+")
WORD = re.compile(r"[^\W\d_]+")
JOINED = re.compile(r"[’'`´]")  # O'Hara and OHara
GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "Hale, RuthTan, Wei"
COMMA = re.compile(r"\s*,\s*")
KNOWN = 2  # words of a name that may explain a part of another text: one surname alone explains too much
LONG = 4  # words from which a name may be several people without a mark between them
OFTEN = 0.1  # of the times that a person is named
SUPPORT = 2  # texts that must name a person who explains a part of another text


@cache
def _words(kind: str) -> frozenset[str]:
    """A list of resources/name_lists.yml."""
    return frozenset(lexicon.resource("name_lists")[kind])


def parse(text: str) -> tuple[Person, ...]:
    """The people whom a text lists, in its order; empty where it names nobody.

    Args:
        text: the list, with any of the usual separators and in either order of names.
    """
    plain = JOINED.sub("", ascii_text(html.unescape(html.unescape(text)))).casefold()
    if " ".join(WORD.findall(plain)) in _words("nobody"):
        return ()
    parts = [part for piece in SEPARATOR.split(ASIDE.sub(" ; ", plain)) for part in _apart(piece)]
    people = [_person(name) for part in parts for name in _names(part)]
    return tuple(dict.fromkeys(person for person in people if person))


def _apart(piece: str) -> list[str]:
    """A piece between strong separators, cut at the words that join names or tell what somebody did."""
    cut = [[""]]
    for token in re.findall(r"[^\W_]+|[\W_]+", piece):
        if token in _words("joins") | _words("roles"):
            cut.append([])
        else:
            cut[-1].append(token)
    return ["".join(tokens) for tokens in cut]


def _names(part: str) -> list[str]:
    """Names between commas: of one person each, or surname and forenames in turn."""
    fields = [field for field in COMMA.split(part) if _person(field)]
    if len(fields) < 2 or all(_whole(field) for field in fields):
        return fields
    if len(fields) > 2 and len(WORD.findall(fields[0])) == 1 and all(_whole(field) for field in fields[1:-1]):
        return _run_together(fields)
    if len(fields) % 2 == 0:
        return [f"{given} {surname}" for surname, given in zip(fields[::2], fields[1::2], strict=True)]
    return fields


def _run_together(fields: Sequence[str]) -> list[str]:
    """Names with no mark between two people: "Hale, Ruth B. Tan, Wei"."""
    inner = [field.split() for field in fields[1:-1]]
    surnames = [fields[0], *(words[-1] for words in inner)]
    given = [*(" ".join(words[:-1]) for words in inner), fields[-1]]
    return [f"{first} {last}" for first, last in zip(given, surnames, strict=True)]


def _whole(field: str) -> bool:
    """Whether a field is a name in the order of speech: several words, the last of them no initial."""
    person = _person(field)
    return len(person) > 1 and len(person[-1]) > 1


def _person(name: str) -> Person:
    """The words of a name, without titles; a particle is part of the word that follows."""
    words, before = [], ""
    for word in WORD.findall(name):
        if word in _words("particles"):
            before += word
        elif word not in _words("titles"):
            words.append(before + word)
            before = ""
    return (*words, before) if before else tuple(words)


def alike(a: Person, b: Person) -> bool:
    """Whether two names can be those of one person: every word of the shorter has its own partner in the longer.

    Partners are equal words, or a word and its initial; initials alone make nobody known.
    """
    short, long = sorted((a, b), key=len)
    left = list(long)
    shared = False
    for word in sorted(short, key=lambda w: (-len(w), w)):
        partner = next((other for other in left if other == word), None) or next(
            (other for other in left if 1 in (len(word), len(other)) and word[0] == other[0]), None
        )
        if partner is None:
            return False
        shared = shared or (partner == word and len(word) > 1)
        left.remove(partner)
    return shared


def read(texts: Iterable[str]) -> dict[str, tuple[Person, ...]]:
    """The people of each text about one object, told by one name each.

    Args:
        texts: what sources say, with repetitions; how often somebody is named counts.

    Returns:
        By text: its people, each by the one name that stands for that person in all texts, sorted.
    """
    counts = Counter(texts)
    parsed = {text: parse(text) for text in sorted(counts)}
    named = _support(parsed, counts)
    parsed = {text: _explained(text, people, named) for text, people in parsed.items()}
    called = _one_name(_support(parsed, counts))
    return {text: tuple(sorted({called[person] for person in people})) for text, people in parsed.items()}


def _support(parsed: Mapping[str, tuple[Person, ...]], counts: Mapping[str, int]) -> Counter[Person]:
    """How often each name is given."""
    support: Counter[Person] = Counter()
    for text, people in parsed.items():
        for person in people:
            support[person] += counts[text]
    return support


def _explained(text: str, people: tuple[Person, ...], named: Mapping[Person, int]) -> tuple[Person, ...]:
    """The people of a text as they are; or those whom others name, where they use up the words of an odd name."""
    if all(len(person) < LONG and _known(person, people, named) for person in people):
        return people
    known = [p for p, count in named.items() if count >= SUPPORT and p not in people and len(p) >= KNOWN]
    for written in (text, GLUED.sub(" ", text)):
        words = Counter(word for person in parse(written) for word in person)
        found = []
        for person in sorted(known, key=lambda p: (-len(p), -named[p], p)):
            if all(words[word] >= count for word, count in Counter(person).items()):
                words -= Counter(person)
                found.append(person)
        if found and not any(len(word) > 1 for word in words):
            return tuple(found)
    return people


def _known(person: Person, people: Sequence[Person], named: Mapping[Person, int]) -> bool:
    """Whether another text names this person."""
    return named[person] >= SUPPORT or any(alike(person, other) for other in named if other not in people)


def _one_name(support: Mapping[Person, int]) -> dict[Person, Person]:
    """The name that stands for each person: the fullest of those given often, else the one given most.

    A bare surname is that of whoever is named most.
    """
    members: dict[Person, list[Person]] = {}
    weight: Counter[Person] = Counter()
    for person in sorted(support, key=lambda p: (len(p) < KNOWN, -support[p], -len(p), p)):
        same = [one for one in members if alike(person, one)]
        best = max(same, key=lambda one: (weight[one], one), default=person)
        members.setdefault(best, []).append(person)
        weight[best] += support[person]
    chosen = {}
    for group in members.values():
        least = max(SUPPORT, OFTEN * sum(support[person] for person in group))
        often = [person for person in group if support[person] >= least]
        name = max(often or group[:1], key=lambda p: (len(p), sum(map(len, p)), support[p], p))
        chosen.update(dict.fromkeys(group, name))
    return chosen


def shown(people: Iterable[Person]) -> str:
    """People for a reader: forenames as they stand, one person after the other."""
    return "; ".join(" ".join(word if len(word) > 1 else f"{word}." for word in person).title() for person in people)
