"""Whoever a source cites stands behind it: "X said, citing Y" is Y's word through X, in every language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bukti import lexicon, reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Report, Stance, Statement
from bukti.text import analyse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "citing.yml").read_text("utf-8"))
REUTERS = next(outlet for outlet in lexicon.outlets() if outlet.key == "media:reuters").names


def told(text: str, code: str = "en") -> list[tuple[str, tuple[str, ...], str, Statement]]:
    """Source, chain, content and the statement itself, of all statements of a text whose names are found."""
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language=code))
    statements = reading.read(replace(document, mentions=mentions.find(document)))
    words = [
        (" ".join(text[slice(*s)] for s in o.source), " ".join(text[slice(*s)] for s in o.content)) for o in statements
    ]
    return [(source, s.via, content, s) for (source, content), s in zip(words, statements, strict=True)]


@pytest.mark.parametrize("code", lexicon.supported())
def test_who_is_cited_says_it_through_whoever_cites(code: str) -> None:
    """One statement of the medium through the speaker, one of the speaker, with the same words as their content."""
    for text in CASES[code]:
        found = told(text, code)
        assert len(found) == 2, text
        behind = [row for row in found if row[0].startswith(tuple(REUTERS))]
        (speaker,) = [row for row in found if row not in behind]
        assert [len(row[1]) for row in behind] == [1], text
        assert speaker[1] == (), text
        assert behind[0][2] == speaker[2], text


def test_several_media_are_listed() -> None:
    """What a source has from several media is the word of each."""
    found = told("Coast Mirror reported, citing Reuters and the BBC, that the bridge is closed.")
    assert {(s, via, content) for s, via, content, _ in found} == {
        ("Coast Mirror", (), "the bridge is closed"),
        ("Reuters", ("Coast Mirror",), "the bridge is closed"),
        ("BBC", ("Coast Mirror",), "the bridge is closed"),
    }


def test_a_word_beside_a_name_shows_a_medium() -> None:
    """A medium that no list knows is cited like any other, and a chain goes on through whom the speaker told."""
    found = told("The minister told AFP, citing the Harbour Voice newspaper, that the bridge is closed.")
    assert [(s, via) for s, via, _, _ in found if s.startswith("Harbour")] == [
        ("Harbour Voice newspaper", ("minister", "AFP"))
    ]


def test_who_cites_for_a_denial_passes_on_a_denial() -> None:
    """The stance of the two is one."""
    found = told("Coast Mirror, citing the BBC, denied that the bridge is closed.")
    assert [s.stance for *_, s in found] == [Stance.DENIES] * 2


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The bridge is closed, officials told Reuters.", [("officials", ("Reuters",), "The bridge is closed")]),
        ("The bridge is closed, citing Reuters.", [("Reuters", (), "The bridge is closed")]),
        ("“We are citing Reuters here,” the clerk said.", [("the clerk", (), "“We are citing Reuters here,”")]),
    ],
)
def test_what_is_no_such_phrase(text: str, rows: list[tuple[str, tuple[str, ...], str]]) -> None:
    """Whom somebody speaks to, a medium cited by nobody in particular, and quoted words stay what they are."""
    assert [row[:3] for row in told(text)] == rows
