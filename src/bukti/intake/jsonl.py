"""JSON Lines: one report a line, `{"id"?, "text", "language"?, "published"?, "url"?, "outlet"?, "title"?}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bukti.errors import InputError
from bukti.intake import credit, dates
from bukti.intake.base import Budget, Item, Match, Member, Source, inside
from bukti.intake.charset import decode
from bukti.intake.layers import json_string
from bukti.intake.pagemeta import language_code
from bukti.intake.plain import addresses, given
from bukti.model import Ignored, Report

STRING = re.compile(r'\s*+"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
SEPARATOR = re.compile(r"\s*+([:,{}])")
ANSWER_KEY = "answer key"
WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16
NAMES = frozenset({"json", "jsonl", "ndjson"})
FORM = 'give one JSON object a line, with its text under "text" (docs/formats.md)'


class JsonReader:
    """JSON Lines, and a single JSON object of the same form; Bukti's own answer keys are no reports."""

    media_type = "application/jsonl"

    def detects(self, source: Source) -> Match:
        """By an opening brace that a key follows; the extension counts when the bytes are text."""
        head = source.content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
        if re.match(rb'\{\s*("|\}|$)', head):
            return Match.CONTENT
        text = b"\0" not in head or head.startswith(WIDE)
        return Match.NAME if source.extension in NAMES and text else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """One member a line, or the report of a file that is one object."""
        data = source.content
        whole = _object(data, budget) if b"\n" in data.strip() or source.extension == "json" else None
        if whole is not None and whole.get("bukti") == ANSWER_KEY:
            yield Ignored(source.context.path, ANSWER_KEY)
        elif whole is not None:
            yield from LineReader().read(source, budget)
        else:
            yield from self._lines(source, budget)

    def _lines(self, source: Source, budget: Budget) -> Iterator[Item]:
        data, number, place = source.content, 0, 0
        if data.startswith(WIDE):
            raise InputError("charset", "JSON Lines must be UTF-8 (RFC 8259): convert the file.")
        place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        while place < len(data):
            number += 1
            end = data.find(b"\n", place)
            end = len(data) if end < 0 else end
            line = data[place:end].removesuffix(b"\r")
            place = end + 1
            if line.strip():
                budget.member()
                yield Member(Source(line, inside(source.context, f"line {number}")), LineReader())


class LineReader:
    """One line of JSON Lines; its text keeps every offset of the given text but for CR LF."""

    media_type = "application/json"

    def detects(self, source: Source) -> Match:  # noqa: ARG002 - the contract's form
        """Never by itself: a line is found by its file."""
        return Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """The report of one object.

        Raises:
            InputError: `json` when it is no object with a text, `empty` when the text is.
        """
        layer = decode(source.content, "utf-8")
        record = _object(source.content, budget, layer.text)
        if record is None:
            raise InputError("json", f"{source.context.name} is no JSON object: {FORM}.")
        place = _literal(layer.text, "text")
        if place is None:
            raise InputError("json", f'{source.context.name} has no text under "text": {FORM}.')
        made = given(json_string(layer, *place))
        budget.check_text(len(made.text))
        if not made.text.strip():
            raise InputError("empty", f'The "text" of {source.context.name} is empty: {FORM}.')
        seen = replace(source.context.sighting, input_id=_scalar(record.get("id")))
        notes = ("Half of a surrogate pair in the text was read as U+FFFD.",) if "\ufffd" in made.text else ()
        yield replace(
            source.report(self.media_type, made.text),
            locators=made.locators,
            sightings=(seen,),
            url=_scalar(record.get("url")),
            outlet=_scalar(record.get("outlet")),
            title=_scalar(record.get("title")),
            byline=_scalar(record.get("byline")),
            published=dates.any_form(_scalar(record.get("published")), "jsonl"),
            language=language_code(_scalar(record.get("language"))),
            charset=layer.charset,
            links=addresses(made.text),
            credits=credit.find(made.text, _scalar(record.get("byline"))),
            notes=notes,
        )


def _object(data: bytes, budget: Budget, text: str | None = None) -> dict[str, Any] | None:
    """The JSON object that the bytes are, or None when they are something else."""
    try:
        loaded = json.loads(text if text is not None else data.decode("utf-8-sig"), strict=False)
    except RecursionError as fault:
        budget.check_depth(budget.limits.nesting + 1)
        raise InputError("nesting", "The JSON is nested too deeply to be read.") from fault
    except ValueError:  # also UnicodeDecodeError, and whole numbers of too many digits
        return None
    return loaded if isinstance(loaded, dict) else None


def _literal(text: str, key: str) -> tuple[int, int] | None:
    """Where the inside of the string under a key of the outermost object stands; the last one counts, as in json."""
    found, decoder = None, json.JSONDecoder(strict=False)
    place = text.index("{") + 1
    while (name := STRING.match(text, place)) is not None:
        separator = SEPARATOR.match(text, name.end())
        start = separator.end() if separator else name.end()
        value = STRING.match(text, start)
        if value is not None:
            end = value.end()
        else:
            start += len(text[start:]) - len(text[start:].lstrip())
            end = decoder.raw_decode(text, start)[1]
        if json.loads(f'"{name[1]}"', strict=False) == key:
            found = (value.start(1), value.end(1)) if value is not None else None
        following = SEPARATOR.match(text, end)
        if following is None or following[1] != ",":
            break
        place = following.end()
    return found


def _scalar(value: Any) -> str | None:
    """A text or number as a text without halves of surrogate pairs, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = str(value).encode("utf-8", "replace").decode("utf-8").strip()
    return words or None
