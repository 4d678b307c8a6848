"""What the style of a page hides: inline, and by the plain rules of its own sheets that hold on every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

ZERO = r"0(?:\.0+)?(?:px|em|pt|rem|%)?"
FAR = r"-\d{4,}(?:\.\d+)?(?:px)?"  # pixels to the left or above, where no screen reaches
# by property (CSS 2.2; CSS Masking 1 for `clip`), the values with which nothing is seen
HIDING: Mapping[str, re.Pattern[str]] = {
    name: re.compile(values, re.IGNORECASE)
    for name, values in {
        "display": "none",
        "visibility": "hidden|collapse",
        "opacity": r"0(?:\.0+)?%?",
        "font-size": ZERO,
        "text-indent": FAR,
        "left": FAR,
        "top": FAR,
        "margin-left": FAR,
        "clip": r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)",
    }.items()
}
DECLARATION = re.compile(r"\s*+([\w-]{1,40}+)\s*+:([^;]{0,500})")
SELECTOR = re.compile(r"(?:[a-zA-Z][\w-]*)?[.#][\w-]+")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PART = re.compile(r"[^{}]*+[{}]")
ALWAYS = re.compile(r"@(?:layer\b|media\s+(?:all|screen)\s*$)", re.IGNORECASE)  # blocks that hold on every screen
LONGEST = 500  # characters of the selectors of a rule


class Sheets:
    """The rules that hide, of all sheets of a page in their order."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, tuple[int, bool]]] = {}  # by selector and property: which rule, what it does
        self._count = 0

    def read(self, sheet: str) -> None:
        """Take in a sheet; rules of blocks that hold for print or some screens only say nothing here."""
        for selectors, declarations in _rules(COMMENT.sub(" ", sheet)):
            stated = _stated(declarations)
            self._count += 1
            told = {name: (self._count, value) for name, value in stated.items()}
            for selector in selectors.split(",") if told else ():
                if SELECTOR.fullmatch(bare := selector.strip()):
                    self._rules.setdefault(bare, {}).update(told)

    def hide(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Whether its own style, else a rule for its id or classes, hides an element.

        Of rules that say different things the more specific counts, of equal ones the last (CSS Cascade 4, 6.1).
        """
        marks = [f".{one}" for one in attributes.get("class", "").split()] + [f"#{attributes.get('id', '')}"]
        said: dict[str, tuple[tuple[bool, bool, int], bool]] = {}
        for mark in marks if self._rules else ():
            for tag in ("", name):
                for what, (order, value) in self._rules.get(tag + mark, {}).items():
                    weight = (mark[0] == "#", bool(tag), order)
                    said[what] = max(said.get(what, (weight, value)), (weight, value))
        return any(({what: value for what, (_, value) in said.items()} | _stated(attributes.get("style", ""))).values())


def _stated(declarations: str) -> dict[str, bool]:
    """For each property that can hide, whether the last value does."""
    found = {}
    for one in DECLARATION.finditer(declarations):
        if (values := HIDING.get(one[1].lower())) is not None:
            found[one[1].lower()] = values.fullmatch(one[2].partition("!")[0].strip()) is not None
    return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that always hold."""
    open_blocks: list[tuple[str, bool]] = []  # what stands before each, and whether what is in it holds
    for part in PART.finditer(sheet):
        words, holds = part[0][:-1].rpartition(";")[2].strip(), all(always for _, always in open_blocks)
        if part[0][-1] == "{":
            at_rule = words.startswith("@")
            open_blocks.append((words, not at_rule or ALWAYS.match(words) is not None))
        elif open_blocks:
            selectors, _ = open_blocks.pop()
            if holds and not selectors.startswith("@") and len(selectors) <= LONGEST:
                yield selectors, part[0][:-1]
