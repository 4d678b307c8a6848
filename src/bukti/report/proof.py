"""The proof inside a dossier: put in, taken out, and what the dossier shows as words of a report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from typing import Any

from bukti.model import Span
from bukti.report.plain import UNSEEN

HTML, JSON = "html", "json"
PLACE = re.compile(r'data-report="(sha256:[0-9a-f]{64})" data-start="([0-9]{1,12})" data-end="([0-9]{1,12})"')
CUT = "…"  # at the end of words that are shown in part
_ENDS = {  # where the proof stands: before the end of the file, alone on its line
    HTML: ('<pre id="proof" hidden>', "</pre>\n", "</body>\n</html>\n"),
    JSON: (',\n "proof": ', "\n}\n", "\n}\n"),
}
_MARKS = {HTML: 'id="proof"', JSON: '"proof": {'}  # what no dossier without a proof holds: sources are escaped


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that a dossier shows as those of a report, and where it says that they stand."""

    report: str
    span: Span
    words: str

    def says(self, text: str) -> bool:
        """Whether the words are a text as a dossier shows it: on one line, unseen characters by their numbers."""
        shown, whole = _flat(self.words), _flat(UNSEEN.sub(lambda match: f"U+{ord(match[0]):04X}", text))
        return shown in {whole, _flat(text)} or (shown.endswith(CUT) and whole.startswith(shown[:-1]))


def kind_of(text: str) -> str | None:
    """Format of a dossier; None where it is none that can carry a proof."""
    if text.startswith("{"):
        return JSON
    return HTML if text.lstrip().startswith("<!DOCTYPE html>") and 'content="Bukti dossier"' in text[:1000] else None


def embed(text: str, kind: str, proof: str) -> str:
    """A dossier with its proof, which is one line of ASCII."""
    before, after, end = _ENDS[kind]
    shell = text.removesuffix(end)
    return f"{shell}{before}{escape(proof) if kind == HTML else proof}{after if kind == JSON else after + end}"


def split(text: str, kind: str) -> tuple[str, str]:
    """A dossier without its proof, and the proof; empty where it carries none.

    Raises:
        ValueError: the proof is written otherwise than `embed` writes it, or does not stand where it does: a browser
            could show something of it, or beside it.
    """
    before, after, end = _ENDS[kind]
    shell, found, rest = text.rpartition(before)
    proof, closed, tail = rest.partition(after)
    if not found or not closed or tail != ("" if kind == JSON else end):
        if _MARKS[kind] in text:
            raise ValueError("something stands beside them that a dossier has not")
        return text, ""
    if kind == JSON:
        return shell + end, proof
    if escape(unescape(proof)) != proof:
        raise ValueError("they are written in another way than Bukti writes them")
    return shell + end, unescape(proof)


def shown(text: str, kind: str) -> list[Shown]:
    """Everything that a dossier shows as words of a report.

    Raises:
        ValueError: it is not in the form of a dossier.
    """
    try:
        return list(_in_json(text) if kind == JSON else _in_html(text))
    except (AttributeError, KeyError, TypeError, RecursionError) as fault:
        raise ValueError(f"It has not the form of a dossier ({type(fault).__name__}).") from fault


def passages(found: list[Shown], words: Callable[[str, Span], str]) -> dict[str, list[dict[str, Any]]]:
    """The stretches of each report's text that are shown, those that overlap as one, with their words."""
    spans: dict[str, list[Span]] = {}
    for one in sorted(found, key=lambda one: (one.report, one.span)):
        merged = spans.setdefault(one.report, [])
        if merged and merged[-1].overlaps(one.span):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, one.span.end))
        else:
            merged.append(one.span)
    return {
        report: [{"start": s.start, "end": s.end, "text": words(report, s)} for s in merged]
        for report, merged in spans.items()
    }


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in_json(text: str) -> Iterator[Shown]:
    for statement in json.loads(text, object_pairs_hook=_once)["statements"]:
        for role in ("content", "cue", "source"):
            for piece in statement[role]:
                yield Shown(statement["report"], Span(int(piece["start"]), int(piece["end"])), str(piece["text"]))


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """An object of JSON; a name that stands there twice would be read differently by different programs."""
    if repeated := [left[0] for left, right in pairwise(sorted(pairs, key=lambda p: p[0])) if left[0] == right[0]]:
        raise ValueError(f"The name {repeated[0]!r} stands twice in one object.")
    return dict(pairs)


def _in_html(text: str) -> Iterator[Shown]:
    """Every block quotation with the place that it names; in one pass, whatever the file holds."""
    for part in text.split("<blockquote")[1:]:
        attributes, opened, rest = part.partition(">")
        inside, closed, _ = rest.partition("</blockquote>")
        place = PLACE.search(attributes)
        if not (opened and closed and place):
            raise ValueError("A quotation of the dossier does not say where it stands.")
        first, *pieces = inside.split("<")
        words = unescape(first + "".join(piece.partition(">")[2] for piece in pieces))
        yield Shown(place[1], Span(int(place[2]), int(place[3])), words)
