"""How often the truth is found in a table of claims of which many are copies: authors of books, as shops list them.

Book authors of lunadong.com/fusionDataSets.htm (Yin, Han and Yu 2007; Dong, Berti-Équille and Srivastava 2009), for
measuring only. Run alone it prints every figure and every fault: `python eval/book.py`.

A list is right when it names as many people as the truth, each with the true surname and no forename or initial that
differs. The comparison is this file's own: it shares no code with what it measures. `exact` also wants every forename
and initial of the truth. Nothing was fitted to the hundred true lists: parameters are those of the papers.
"""

from __future__ import annotations

import dataclasses
import gzip
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/book.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti.truth import Fusion, Options, Row, fuse

FILES = ("book/book.txt.gz", "book/book_golden.txt.gz")
TRIVIAL = "the text that most shops give"
Judge = Callable[[str, str], bool]


@cache
def rows(data: Path) -> tuple[Row, ...]:
    """Shop, book and author list of every line."""
    with gzip.open(data / FILES[0], "rt", encoding="utf-8", errors="replace") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines]
    return tuple(Row(shop, book, authors.strip()) for shop, book, _, authors in cells)


def truth(data: Path) -> dict[str, str]:
    """The true list of each book that has one: "surname, forenames;" for each author."""
    with gzip.open(data / FILES[1], "rt", encoding="utf-8", errors="replace") as lines:
        cells = [line.strip().split("\t") for line in lines]
    return {cell[0]: cell[1].strip() for cell in cells if len(cell) == 2}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha() or sign in " .-,;&/|")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", _letters(text))


def right(found: str, true: str, exact: bool = False) -> bool:
    """Whether a list of names between semicolons is the true one, in any order."""
    people = [_words(person) for person in found.split(";") if _words(person)]
    wanted = [person.split(",") for person in true.split(";") if _words(person)]
    if len(people) != len(wanted):
        return False
    left = list(people)
    for surname, *forenames in wanted:
        same = [one for one in left if _one(one, _words(surname), _words(" ".join(forenames)), exact)]
        if not same:
            return False
        left.remove(same[0])
    return True


def _one(words: Sequence[str], surname: Sequence[str], forenames: Sequence[str], exact: bool) -> bool:
    """Whether the words are one person's: the whole surname, and forenames that agree as far as both give them."""
    joined = "".join(surname)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if "".join(words[start:end]) == joined:
                rest = [*words[:start], *words[end:]]
                return sorted(rest) == sorted(forenames) if exact else _agree(rest, forenames)
    return False


def _agree(a: Sequence[str], b: Sequence[str]) -> bool:
    short, long = sorted((list(a), list(b)), key=len)
    return any(
        all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(short, chosen, strict=True))
        for chosen in permutations(long, len(short))
    )


def raw_vote(claims: Sequence[Row]) -> dict[str, str]:
    """The trivial rule: of each book the text that most shops give, letters only; ties to the first in order."""
    votes: dict[str, Counter[str]] = {}
    for shop, book, text in sorted(set(claims)):
        if shop and text:
            votes.setdefault(book, Counter())[_letters(text)] += 1
    return {book: min(found, key=lambda text: (-found[text], text)) for book, found in votes.items()}


def surname_first(text: str) -> str:
    """A raw list as `right` wants it: the parts between its strongest separator."""
    return re.sub(r"[/&|]|\band\b", ";", text)


@cache
def fused(data: Path, copying: bool) -> Fusion:
    """The fusion of the table, with and without regard to copies."""
    return fuse(rows(data), "names", Options(copying=copying))


def chosen(fusion: Fusion) -> dict[str, str]:
    """The most probable list of each book."""
    return {fact.object: fact.values[0].text for fact in fusion.facts}


def share(found: Mapping[str, str], true: Mapping[str, str], judge: Judge = right) -> float:
    """Share of the books whose list is right."""
    return sum(judge(found.get(book, ""), true[book]) for book in true) / len(true)


def ceiling(fusion: Fusion, true: Mapping[str, str]) -> float:
    """Share of the books whose truth any shop gives."""
    known = [fact for fact in fusion.facts if fact.object in true]
    return sum(any(right(value.text, true[fact.object]) for value in fact.values) for fact in known) / len(true)


def measure(data: Path, listing: list[str] | None = None) -> dict[str, Figure]:
    """Figures; the baseline of all is the majority of the texts as they stand, `majority` that of the lists as read."""
    true, exactly = truth(data), partial(right, exact=True)
    copied, alone = fused(data, True), fused(data, False)
    majority = {fact.object: fact.majority for fact in copied.facts}
    found = chosen(copied)
    raw = {book: surname_first(text) for book, text in raw_vote(rows(data)).items()}
    if listing is not None:
        wrong = [book for book in sorted(true) if not right(found.get(book, ""), true[book])]
        listing += [f"{book}: {found.get(book)} | true {true[book]} | majority {majority.get(book)}" for book in wrong]
    figure = partial(Figure, baseline=share(raw, true), trivial=TRIVIAL, count=len(true), unit="books")
    return {
        "found": figure(share(found, true)),
        "independent": figure(share(chosen(alone), true)),
        "majority": figure(share(majority, true)),
        "exact": figure(share(found, true, exactly), baseline=share(raw, true, exactly)),
        "ceiling": figure(ceiling(copied, true)),
    }


MEASURES = (Measure("claims/book", "The truth among copied claims: authors of books", FILES, measure),)


if __name__ == "__main__":
    import os

    faults: list[str] = []
    for name, value in measure(Path(os.environ.get("BUKTI_DATA", "../shared/data")), faults).items():
        print(name, dataclasses.asdict(value))
    print("\n".join(faults))
