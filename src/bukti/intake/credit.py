"""Declared credits to agencies, by patterns that need no language: "KYIV (AFP) —", "(Reuters)", "— Reuters"."""

from __future__ import annotations

import re
from functools import cache

from bukti import lexicon
from bukti.model import Credit, Span

DATELINE = re.compile(r"[^\w\s(]{0,3}([^\W\d_][^()\n.!?]{0,59}?)\s*\(([^()\n]{2,40})\)\s*[-–—:]{1,2}\s")
CLOSING = re.compile(r"(?:[-–—]{1,2}\s*([^\W\d_][^\n()–—]{1,39})|\(([^()\n]{2,40})\))\s*[.]?\s*$")
# Agencies that write themselves small (dpa) are recognised by the list alone: small words of three letters are words.
LIKE_ACRONYM = re.compile(r"[A-Z]{2,6}")
WORDS_OF_NAME = 4


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies, case-folded: those of the packaged list and of the user's own (`BUKTI_OUTLETS`)."""
    return frozenset(name.casefold() for outlet in lexicon.outlets() if outlet.kind == "wire" for name in outlet.names)


@cache
def outlets() -> frozenset[str]:
    """Names of all known outlets, case-folded: those of the packaged list and of the user's own."""
    return frozenset(name.casefold() for outlet in lexicon.outlets() for name in outlet.names)


def find(text: str, byline: str | None) -> tuple[Credit, ...]:
    """Credits in a text and its byline, in order of place, the byline's last.

    Args:
        text: of a report.
        byline: as declared, or None.
    """
    found: list[Credit] = []
    paragraphs = list(re.finditer(r"[^\n]+", text))
    for place, paragraph in enumerate(paragraphs):
        found += _dateline(paragraph) if len(paragraph[0]) > 20 else ()
        # A closing credit stands at the end of the report, perhaps above an imprint.
        if place >= len(paragraphs) - 4:
            found += _closing(paragraph)
    return (*found, *_byline(byline))


def _dateline(paragraph: re.Match[str]) -> list[Credit]:
    match = DATELINE.match(paragraph[0])
    if match is None or not _name(match[2]) or match[1][0].islower():
        return []
    start = paragraph.start() + match.start(2)
    return [Credit(match[2].strip(), Span(start, start + len(match[2])), match[0].strip())]


def _closing(paragraph: re.Match[str]) -> list[Credit]:
    match = CLOSING.search(paragraph[0])
    if match is None:
        return []
    group = 1 if match[1] else 2
    name = match[group].strip().rstrip(".")
    if not (_known(name) or LIKE_ACRONYM.fullmatch(name)) and not (
        match.start() == 0 and _name(name) and _titled(name)
    ):
        return []
    start = paragraph.start() + match.start(group)
    return [Credit(name, Span(start, start + len(name)), match[0].strip())]


def _byline(byline: str | None) -> list[Credit]:
    if not byline:
        return []
    if _known(byline) or LIKE_ACRONYM.fullmatch(byline.strip()):
        return [Credit(byline.strip(), None, byline)]
    parts = [p.strip() for p in re.split(r"[,;/|&()]|\s[-–—]\s", byline)]
    return [Credit(p, None, byline) for p in parts if len(parts) > 1 and (_known(p) or LIKE_ACRONYM.fullmatch(p))]


def _known(name: str) -> bool:
    return name.strip().casefold() in agencies()


def _name(words: str) -> bool:
    """Whether some words can be a name: few, and not a sentence or a number."""
    return len(words.split()) <= WORDS_OF_NAME and not re.search(r"[;:!?\d]", words) and words.strip() != ""


def _titled(words: str) -> bool:
    return all(w[0].isupper() or not (w[0].islower() or w[0].isupper()) for w in words.split())
