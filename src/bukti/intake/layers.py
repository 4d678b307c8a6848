"""Layers on layers: a text unescaped out of another one whose characters still know their bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from bukti.intake.charset import Layer
from bukti.intake.tokens import Token, reference

JSON_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
SURROGATE = re.compile(r"[\ud800-\udfff]")


class Stretch(NamedTuple):
    """Text that characters first … last - 1 of the layer below stand for; plain when it is these very characters."""

    text: str
    first: int
    last: int
    plain: bool


def derive(below: Layer, stretches: Iterable[Stretch]) -> Layer:
    """The layer that some stretches of another one make."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    exact: list[bool] = []
    for piece in stretches:
        text.append(piece.text)
        if piece.plain:
            starts += below.starts[piece.first : piece.last]
            ends += below.ends[piece.first : piece.last]
            known = below.exact
            exact += [True] * len(piece.text) if known is None else known[piece.first : piece.last]
        elif piece.text:
            start, end = below.bytes_of(piece.first, piece.last)
            starts += [start] * len(piece.text)
            ends += [end] * len(piece.text)
            exact += [False] * len(piece.text)
    return Layer("".join(text), below.charset, starts, ends, exact)


def json_string(below: Layer, first: int, last: int) -> Layer:
    """The value of a JSON string literal whose inside is characters first … last - 1 (RFC 8259, section 7).

    A surrogate without its other half is no character: it becomes U+FFFD.
    """

    def unescaped(match: re.Match[str]) -> str:
        return SURROGATE.sub("\ufffd", str(json.loads(f'"{match[0]}"', strict=False)))

    stretches, place = [], first
    for match in JSON_ESCAPE.finditer(below.text, first, last):
        stretches += _plain(below, place, match.start())
        stretches.append(Stretch(unescaped(match), match.start(), match.end(), plain=False))
        place = match.end()
    return derive(below, [*stretches, *_plain(below, place, last)])


def xml_text(below: Layer, pieces: Iterable[Token]) -> Layer:
    """The character data of text and CDATA tokens; only predefined and numeric references are resolved."""
    stretches: list[Stretch] = []
    for token in pieces:
        if token.kind == "cdata":
            end = token.last - 3 if below.text.endswith("]]>", token.first + 9, token.last) else token.last
            stretches += _plain(below, min(token.first + 9, end), end)
        elif token.kind == "text":
            stretches += _references(below, token.first, token.last)
    return derive(below, stretches)


def _references(below: Layer, first: int, last: int) -> list[Stretch]:
    found, place = [], first
    mark = below.text.find("&", first, last)
    while mark >= 0:
        resolved = reference(below.text, mark, last)
        if resolved:
            found += _plain(below, place, mark)
            found.append(Stretch(resolved[0], mark, resolved[1], plain=False))
            place = resolved[1]
        mark = below.text.find("&", max(place, mark + 1), last)
    return [*found, *_plain(below, place, last)]


def _plain(below: Layer, first: int, last: int) -> list[Stretch]:
    return [Stretch(below.text[first:last], first, last, plain=True)] if last > first else []
