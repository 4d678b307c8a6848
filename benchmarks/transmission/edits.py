"""What can be done to a text that is passed on. Each edit takes the pieces of a parent and gives those of a child."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from benchmarks.transmission.plan import UNSPACED
from benchmarks.transmission.sayings import SAY
from benchmarks.transmission.tables import EXCHANGED
from benchmarks.transmission.texts import Piece, shortened, swapped

Pieces = tuple[Piece, ...]
LEAST = 4  # sentences that are left of any report
NUMBER = re.compile(r"(?<![\w.,:-])\d{1,4}(?![\w:-]|[.,]\d)")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}(?![\w-])")
WORD = re.compile(r"(?<!\w)[^\W\d_A-ZА-Я]{7,}(?!\w)")


def copy(pieces: Pieces, _column: str, _chance: Random) -> Pieces:
    """Word for word."""
    return pieces


def cut(pieces: Pieces, _column: str, chance: Random) -> Pieces:
    """The beginning, or sentences drawn at random; between 35 and 80 % of the sentences."""
    size = max(LEAST, round(len(pieces) * chance.uniform(0.35, 0.8)))
    if chance.random() < 0.6:
        return pieces[:size]
    return tuple(pieces[place] for place in sorted(chance.sample(range(len(pieces)), min(size, len(pieces)))))


def lexical(pieces: Pieces, column: str, chance: Random) -> Pieces:
    """Other words: 10 to 40 % of them exchanged (English), dropped, or swapped with the next."""
    if column in UNSPACED:
        return pieces
    rate = chance.uniform(0.1, 0.4)
    return tuple(p if _said(p) else replace(p, text=_reworded(p.text, rate, chance)) for p in pieces)


def _said(piece: Piece) -> bool:
    """Whether it is of those that say who said what: a clumsy edit would leave no sense to be read."""
    return any(key.startswith(SAY) for key in piece.keys)


def _reworded(text: str, rate: float, chance: Random) -> str:
    made: list[str] = []
    words = text.split(" ")
    for place, word in enumerate(words):
        if chance.random() >= rate or place in {0, len(words) - 1}:
            made.append(word)
        elif word in EXCHANGED:
            made.append(EXCHANGED[word])
        elif not word.isalpha() or word[0].isupper():
            made.append(word)  # names, numbers and clause ends are what a rewriter leaves alone
        elif chance.random() < 0.5 and made[-1].isalpha():
            made.insert(-1, word)
        # else it is dropped
    return " ".join(made)


def order(pieces: Pieces, column: str, chance: Random) -> Pieces:
    """Paragraphs moved or sentences shuffled, some sentences joined or split; the first stays where it is."""
    blocks: list[list[Piece]] = []
    for piece in pieces[1:]:
        if chance.random() < 0.3 or piece.opens or not blocks:
            blocks.append([])
        blocks[-1].append(piece)
    chance.shuffle(blocks)
    moved = [replace(piece, opens=place == 0) for block in blocks for place, piece in enumerate(block)]
    return (pieces[0], *_joined([_split(piece, column, chance) for piece in moved], column, chance))


def _split(piece: Piece, column: str, chance: Random) -> Piece:
    """A long sentence as two, at a comma."""
    place = piece.text.find(", ", len(piece.text) // 3)
    if column in UNSPACED or _said(piece) or not 0 < place < len(piece.text) - 30 or chance.random() < 0.5:
        return piece
    rest = piece.text[place + 2 :]
    return replace(piece, text=f"{piece.text[:place]}. {rest[0].upper()}{rest[1:]}")


def _joined(pieces: Sequence[Piece], column: str, chance: Random) -> list[Piece]:
    """Some neighbours as one sentence."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        plain = last is not None and last.kept == piece.kept == 1.0 and last.origin == piece.origin
        if last is None or not plain or not last.text.endswith(".") or column in UNSPACED or chance.random() < 0.85:
            made.append(piece)
            continue
        changes = (*last.changes, *piece.changes)
        made[-1] = replace(last, keys=last.keys + piece.keys, text=f"{last.text[:-1]}; {piece.text}", changes=changes)
    return made


def summary(pieces: Pieces, _column: str, chance: Random) -> Pieces:
    """Every second or third sentence, half of them shortened; the first always."""
    size = max(LEAST, round(len(pieces) * chance.uniform(0.4, 0.6)))
    places = {0, *chance.sample(range(len(pieces)), min(size, len(pieces)))}
    return tuple(_less(pieces[place], chance) for place in sorted(places))


def _less(piece: Piece, chance: Random) -> Piece:
    if piece.kept < 1.0 or len(piece.text) < 60 or _said(piece) or chance.random() < 0.5:
        return piece
    text = shortened(piece.text, chance.uniform(0.5, 0.8))
    return replace(piece, text=text, kept=len(text) / len(piece.text))


def errors(pieces: Pieces, _column: str, chance: Random) -> Pieces:
    """One to three slips: a number changed, a name misspelt, a word mistyped, a space lost."""
    made = list(pieces)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(made))
        if _said(made[place]):
            continue
        made[place] = chance.choice((_number, _name, _typo, _space))(made[place], chance)
    return tuple(made)


def _number(piece: Piece, chance: Random) -> Piece:
    found = NUMBER.findall(piece.text)
    if not found:
        return piece
    old = chance.choice(found)
    digit = chance.choice([d for d in "123456789" if d != old[-1]])
    return _changed(piece, old, old[:-1] + digit)


def _name(piece: Piece, chance: Random) -> Piece:
    found = NAME.findall(piece.text)
    if not found:
        return piece
    old = chance.choice(found)
    place = chance.randrange(1, len(old) - 2)
    return _changed(piece, old, old[:place] + old[place] + old[place:])


def _changed(piece: Piece, old: str, new: str) -> Piece:
    return replace(piece, text=swapped(piece.text, old, new), changes=(*piece.changes, (old, new)))


def _typo(piece: Piece, chance: Random) -> Piece:
    """Two letters of a long word the wrong way round."""
    found = list(WORD.finditer(piece.text))
    if not found:
        return piece
    word = max(found, key=lambda m: (len(m.group()), -m.start()))
    place = word.start() + chance.randrange(1, len(word.group()) - 2)
    text = piece.text
    return replace(piece, text=text[:place] + text[place + 1] + text[place] + text[place + 2 :])


def _space(piece: Piece, chance: Random) -> Piece:
    found = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", piece.text)]
    if not found:
        return piece
    place = chance.choice(found)
    return replace(piece, text=piece.text[:place] + piece.text[place + 1 :])


EDITS: dict[str, Callable[[Pieces, str, Random], Pieces]] = {
    "copy": copy,
    "cut": cut,
    "lexical": lexical,
    "order": order,
    "summary": summary,
    "errors": errors,
}
