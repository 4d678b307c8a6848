"""Lines above a text that are no part of it: a name and a date, an author and an outlet."""

from __future__ import annotations

import re
from functools import cache

from bukti import lexicon
from bukti.model import Span

RULE = re.compile(r"[\s,.·|–—-]+$")  # what parts a name from the date after it
CLOCK = re.compile(
    r"[\s,.·|–—-]*(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?\s*(?:[A-Z]{1,4}|[+-]\d{2}:?\d{2}|h|г(?:ода)?|р(?:оку)?)?[\s.。)]*"
)
NAME = 5  # words of an outlet's name
PARTS = re.compile(r"\s*[,|·]\s*|\s+[–—-]\s+")  # what parts an author from an outlet


def dated(line: str, date: Span, longest: int = NAME) -> str | None:
    """The name that a line sets before its date, empty without one, or None where the line says more than the two.

    Args:
        line: a line, or a sentence that may be one.
        date: where its date stands in it; a clock behind it belongs to it.
        longest: words that the name may have.
    """
    name = RULE.sub("", line[: date.start]).strip()
    short = len(name.split()) <= longest and not re.search(r"[:\d]", name)
    return name if short and CLOCK.fullmatch(line[date.end :]) else None


def signed(line: str) -> tuple[str, str] | None:
    """The author and the outlet of a byline ("By A. Novak, Coastal Courier"), or None where it names no outlet.

    The outlet has a word that shows a medium, so that "By A. Novak, Oslo" and "By A. Novak, Senior Editor" have none.
    """
    before, words = _bylines(), line.split()
    size = next((n for n in (3, 2, 1) if " ".join(words[:n]).casefold().rstrip(":") in before), 0)
    parts = PARTS.split(" ".join(words[size:]), maxsplit=1)
    if not size or len(parts) < 2 or not parts[0] or len(parts[1].split()) > NAME:
        return None
    shown = any(word.casefold() in _media() for word in re.findall(r"[^\W\d_]+", parts[1]))
    return (parts[0], parts[1]) if shown and not re.search(r"[:\d]", parts[1]) else None


def authored(line: str) -> str | None:
    """The author of a byline that names nobody else ("By Nora Whitfield"), or None where it says more."""
    before, words = _bylines(), line.split()
    size = next((n for n in (3, 2, 1) if " ".join(words[:n]).casefold().rstrip(":") in before), 0)
    name = words[size:]
    named = 0 < len(name) <= NAME and not any(word[0].islower() or re.search(r"[:\d.!?]$", word) for word in name)
    return " ".join(name) if size and named else None


def names_medium(word: str) -> bool:
    """Whether a word stands in the names of media ("Wire", "Courier"), in any language."""
    return word.casefold() in _media()


@cache
def _bylines() -> frozenset[str]:
    """Words before an author's name, case-folded, of all languages."""
    return frozenset(word.casefold() for code in lexicon.supported() for word in _listed(code, "citation", "bylines"))


@cache
def _media() -> frozenset[str]:
    """Words in the name of a medium, case-folded, of all languages."""
    return frozenset(word.casefold() for code in lexicon.supported() for word in _listed(code, "names", "media"))


def _listed(code: str, section: str, name: str) -> list[str]:
    found = lexicon.load(code)
    return list(found.sections.get(section, {}).get(name, ())) if found is not None else []
