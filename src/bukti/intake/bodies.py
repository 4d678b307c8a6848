"""The text that a message shows: every part that is not attached, one of each set of alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import Message
from typing import NamedTuple

from bukti.intake import parts
from bukti.intake.base import Budget
from bukti.intake.charset import Layer, decode, known, switches
from bukti.intake.html import Shown, whole
from bukti.intake.plain import addresses, normalised
from bukti.model import ByteLocator, Link, Span

PLAIN, HTML = "text/plain", "text/html"
WORD = re.compile(r"[^\W_]+")
TOLD = 5  # words of another form that a note gives
Part = tuple[str, Message]


class Bodies(NamedTuple):
    """Parts that a message shows, in order, and for each that stands for several the forms that were passed over."""

    shown: list[Part]
    others: list[tuple[Part, Part]]


def find(mail: Message, path: str = "", depth: int = 0) -> Bodies:
    """What a message shows.

    Args:
        mail: the message or a part of it.
        path: of the part, as `parts.leaves` counts.
        depth: how deep it lies.

    Of alternatives (RFC 2046, 5.1.4) the plain text is taken: it needs no program that draws it.
    """
    inner = mail.get_payload()
    if mail.get_content_maintype() != "multipart" or not isinstance(inner, list):
        return Bodies([(path or "1", mail)] if is_body(mail) else [], [])
    if depth > parts.MESSAGE_PARTS:
        return Bodies([], [])
    found = [
        find(part, f"{path}.{number}" if path else str(number), depth + 1)
        for number, part in enumerate(inner, 1)
        if isinstance(part, Message)
    ]
    others = [pair for one in found for pair in one.others]
    if mail.get_content_subtype() != "alternative":
        return Bodies([part for one in found for part in one.shown], others)
    forms = [one.shown for one in found if one.shown]
    if not forms:
        return Bodies([], others)
    best = next((form for form in forms if form[0][1].get_content_type() == PLAIN), forms[0])
    return Bodies(best, [*others, *((best[0], part) for form in forms if form is not best for part in form)])


def is_body(part: Message) -> bool:
    """Whether a leaf is text that a program for mail shows in the message, no file."""
    kind, disposed = part.get_content_type(), part.get_content_disposition()
    return kind in {PLAIN, HTML} and disposed != "attachment" and not part.get_filename()


def read(shown: Sequence[Part], budget: Budget) -> tuple[Shown, str, list[Part]]:
    """The text of the parts that one charset reads, that charset, and the parts that need another one."""
    layers = [decode(parts.payload(part), known(part.get_content_charset())) for _, part in shown]
    wide = [layer.charset for layer in layers if not layer.text.isascii()]
    charset = (wide or [layers[0].charset])[0]
    text: list[str] = []
    locators: list[ByteLocator] = []
    links: list[Link] = []
    notes: list[str] = []
    rest: list[Part] = []
    length = 0
    for (path, part), layer in zip(shown, layers, strict=True):
        if layer.charset != charset and not (_plainly(layer) and not switches(charset)):
            rest.append((path, part))
            continue
        budget.check_text(length + len(layer.text))
        one = _drawn(replace(layer, charset=charset), part, parts.MIME + path, budget)
        if not one.text.strip():
            continue
        shift = length + 2 if length else 0
        text += ["\n\n"] * bool(length) + [one.text]
        locators += [replace(x, span=_moved(x.span, shift)) for x in one.locators]
        links += [replace(x, span=_moved(x.span, shift)) if x.span else x for x in one.links]
        notes += one.notes
        length = shift + len(one.text)
    return Shown("".join(text), tuple(locators), tuple(links), tuple(notes)), charset, rest


def differing(others: Sequence[tuple[Part, Part]], budget: Budget) -> tuple[str, ...]:
    """A note for each form of a part that was passed over and has words which the form that was read has not."""
    notes = []
    for (read_at, first), (path, other) in others:
        known_words = set(_words(first, read_at, budget))
        new = [word for word in dict.fromkeys(_words(other, path, budget)) if word not in known_words]
        if new:
            told = ", ".join(repr(word[:40]) for word in new[:TOLD])
            notes.append(
                f"Part {path} ({other.get_content_type()}) is another form of the text and was not read; it has "
                f"{len(new)} words that part {read_at} has not: {told}{' …' if len(new) > TOLD else ''}."
            )
    return tuple(notes)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _words(part: Message, path: str, budget: Budget) -> list[str]:
    layer = decode(parts.payload(part), known(part.get_content_charset()))
    budget.check_text(len(layer.text))
    return [word.casefold() for word in WORD.findall(_drawn(layer, part, parts.MIME + path, budget).text)]


def _plainly(layer: Layer) -> bool:
    """Whether a part's bytes are the same in every charset that extends ASCII."""
    return layer.text.isascii() and not switches(layer.charset) and not layer.charset.startswith("utf-16")


def _drawn(layer: Layer, part: Message, name: str, budget: Budget) -> Shown:
    if part.get_content_type() == HTML:
        return whole(layer, budget, None, name)
    made = normalised(layer, 0, name)
    return Shown(made.text, made.locators, addresses(made.text))
