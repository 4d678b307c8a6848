"""Invented events, each told by four newsrooms that share no text and by translations of these: eval/stories/*.yml.

    python eval/stories.py       counts of reports by language, way and length, and what is wrong with the files

Reports of one event have its facts in common (date, place, toll, names) and often one official's words; only those with
`from` were made from another report. Files named brief-… hold short hard news, where newsrooms have most facts in
common and differ in their order and grouping; in the others each report takes an angle of its own. The weights of
translations may be fitted on the half `fit`, never on `test`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/stories.py` finds its neighbours

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bukti.model import Document

FOLDER = Path(__file__).with_suffix("")
LANGUAGES = Path(__file__).parents[1] / "resources" / "languages"
INDEPENDENT = 4  # reports of an event that share no text, in as many languages
EVENTS, BRIEFS = 12, 8  # of each half: told at length, told in briefs
LEAST, MOST = 5, 8  # independent reports in a language other than English
LENGTHS = (4, 15)  # sentences of a report, the least and the most, by marks of their ends
BRIEF = (3, 7)  # … of a brief
END = re.compile(r"[.!?。!?؟।]+[\"”»“」』’']*(?:\s+|$)|(?<=[。!?])")
Half = Literal["fit", "test"]
Way = Literal["whole", "part", "mixed"]


class Strict(BaseModel):
    """No field that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """What a report was translated from.

    Attributes:
        report: id of an independent report of the same event.
        way: `whole` (every sentence), `part` (about half, in another order, below an own beginning), or `mixed` (two
            sentences in a report that is otherwise independent).
    """

    report: str
    way: Way


class Telling(Strict):
    """A report of an event.

    Attributes:
        id: unique in its story. language: as the files of resources/languages are named. text: plain paragraphs.
        made_from: absent for independent reports; `from` in the file.
    """

    id: str
    language: str
    outlet: str
    date: date
    title: str
    made_from: Source | None = Field(None, alias="from")
    text: str

    @property
    def sentences(self) -> list[str]:
        """Sentences by the marks of their ends, white space made plain."""
        return [" ".join(one.split()) for one in END.split(self.text) if one.strip()]

    def document(self) -> Document:
        """The text through the stages before derivation, with its outlet."""
        from eval.derivation import prepared  # noqa: PLC0415 - slow, and only few ask

        return prepared(self.text, self.outlet)


class Story(Strict):
    """An invented event and its reports.

    Attributes:
        name: that of the file. event: what happened, in one line.
        quoted: ids of the independent reports that quote one official's words, each translating for itself.
    """

    name: str
    half: Half
    event: str
    quoted: tuple[str, ...] = ()
    reports: tuple[Telling, ...]

    @property
    def brief(self) -> bool:
        """Whether it is told in briefs."""
        return self.name.startswith("brief-")

    @property
    def independent(self) -> tuple[Telling, ...]:
        """Reports that were made from no other."""
        return tuple(one for one in self.reports if one.made_from is None)

    @property
    def made(self) -> frozenset[tuple[str, str]]:
        """Ids of source and translation, of every way."""
        return frozenset((one.made_from.report, one.id) for one in self.reports if one.made_from)


@cache
def load(half: Half | None = None) -> tuple[Story, ...]:
    """All stories of one half, or of both, by name.

    Raises:
        pydantic.ValidationError: where a field is missing, unknown or of the wrong type.
    """
    found = (Story.model_validate(yaml.safe_load(p.read_text("utf-8"))) for p in sorted(FOLDER.glob("*.yml")))
    return tuple(story for story in found if half in (None, story.half))


def problems(stories: Sequence[Story]) -> list[str]:
    """What is wrong with the files, one line each; nothing if they are well formed."""
    counts = Counter((story.half, story.brief) for story in stories)
    found = [
        f"{half}: {counts[half, brief]} {kind}, not {wanted}"
        for half in ("fit", "test")
        for brief, kind, wanted in ((False, "events", EVENTS), (True, "events in briefs", BRIEFS))
        if counts[half, brief] != wanted
    ]
    spoken = Counter(one.language for story in stories for one in story.independent)
    codes = sorted(path.stem for path in LANGUAGES.glob("*.yml") if path.stem != "en")
    found += [
        f"{code}: {spoken[code]} independent reports, not {LEAST} to {MOST}"
        for code in codes
        if not LEAST <= spoken[code] <= MOST
    ]
    if (told := sum(any(one.language == "en" for one in s.reports) for s in stories)) * 2 != len(stories):
        found.append(f"en: in {told} events, not in half of {len(stories)}")
    return [*found, *(f"{story.name}: {line}" for story in stories for line in _wrong(story))]


def _wrong(story: Story) -> Iterator[str]:
    """What is wrong with one story."""
    named = {one.id: one for one in story.reports}
    own = story.independent
    if len(named) != len(story.reports):
        yield "two reports of one id"
    if len(own) != INDEPENDENT or len({one.language for one in own}) != INDEPENDENT:
        yield f"{len(own)} independent reports in {len({one.language for one in own})} languages, not {INDEPENDENT}"
    ways = Counter(one.made_from.way for one in story.reports if one.made_from)
    if ways["whole"] != 1 or ways["part"] != 1 or ways["mixed"] > 1:
        yield f"one whole translation, one part and at most one mixed are wanted, not {dict(ways)}"
    for name in story.quoted:
        if name not in named or named[name].made_from:
            yield f"quoted: {name!r} is no independent report"
    for one in story.reports:
        yield from (f"{one.id}: {line}" for line in _amiss(one, named, BRIEF if story.brief else LENGTHS))
    for a, b in combinations(story.reports, 2):
        yield from (f"{a.id} and {b.id} share {same!r}" for same in sorted({*a.sentences} & {*b.sentences}))


def _amiss(one: Telling, named: dict[str, Telling], lengths: tuple[int, int]) -> Iterator[str]:
    """What is wrong with one report among those of its story, by id."""
    if not (LANGUAGES / f"{one.language}.yml").exists():
        yield f"language {one.language!r} has no file in resources/languages"
    if not lengths[0] <= len(one.sentences) <= lengths[1]:
        yield f"{len(one.sentences)} sentences, not {lengths[0]} to {lengths[1]}"
    if one.made_from is None:
        return
    source = named.get(one.made_from.report)
    if source is None or source.made_from is not None:
        yield f"from {one.made_from.report!r}, which is no independent report"
    elif source.language == one.language:
        yield f"from {source.id!r}, which stands in the same language"
    elif one.made_from.way == "whole" and abs(len(one.sentences) - len(source.sentences)) > 1:
        yield f"{len(one.sentences)} sentences for {len(source.sentences)} of {source.id!r}"


def main() -> None:
    """Print counts and problems."""
    stories = load()
    every = [one for story in stories for one in story.reports]
    own = Counter(one.language for story in stories for one in story.independent)
    made = Counter(one.language for one in every if one.made_from)
    print(f"{len(stories)} events, {len(every)} reports, {sum(len(one.sentences) for one in every)} sentences")
    print("half:", *(f"{half} {n}" for half, n in sorted(Counter(story.half for story in stories).items())))
    print("in briefs:", sum(story.brief for story in stories))
    print("independent:", *(f"{code} {n}" for code, n in sorted(own.items())))
    print("translated into:", *(f"{code} {n}" for code, n in sorted(made.items())))
    print("ways:", *(f"{way} {n}" for way, n in sorted(Counter(o.made_from.way for o in every if o.made_from).items())))
    print("events with one official's words:", sum(bool(story.quoted) for story in stories))
    lengths = Counter(
        "to 5" if n < 6 else "6 to 9" if n < 10 else "10 and more" for o in every if (n := len(o.sentences))
    )
    print("sentences:", *(f"{name}: {n} " for name, n in sorted(lengths.items())))
    print("\n".join(problems(stories)))


if __name__ == "__main__":
    main()
