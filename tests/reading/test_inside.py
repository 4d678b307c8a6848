"""Languages whose adjuncts stand between the subject and its verb."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.vocabulary import vocabulary


def _told(read_text: Any, text: str) -> tuple[str, str, str]:
    (made,) = read_text(text, "fa")
    words = [" ".join(text[s.start : s.end] for s in spans) for spans in (made.source, made.content)]
    return str(made.source_kind), words[0], words[1]


@pytest.mark.parametrize(
    ("text", "kind", "source", "content"),
    [
        ("سخنگوی پلیس به رویترز گفت که پل بسته است.", "anonymous", "سخنگوی پلیس", "پل بسته است"),
        ("سخنگوی پلیس روز شنبه گفت پل بسته است.", "anonymous", "سخنگوی پلیس", "پل بسته است"),
        ("سخنگوی پلیس گفت در شهر همه چیز آرام است.", "anonymous", "سخنگوی پلیس", "در شهر همه چیز آرام است"),
        ("گیلانی گفت پل بسته است.", "named_person", "گیلانی", "پل بسته است"),
    ],
)
def test_adjuncts_end_the_subject_and_open_the_content(
    read_text: Any, text: str, kind: str, source: str, content: str
) -> None:
    """Whom one speaks to and when is no part of who speaks; behind the verb an adjunct belongs to what is said."""
    assert _told(read_text, text) == (kind, source, content)


def test_each_joiner_of_a_form_may_be_a_space() -> None:
    """A form with two joiners is found in all four spellings."""
    words = vocabulary("fa")
    assert words is not None
    spellings = (["پيشبيني", "ميشود"], ["پيشبيني", "مي", "شود"], ["پيش", "بيني", "ميشود"], ["پيش", "بيني", "مي", "شود"])
    assert all(words.cues.at(lows, 0)[0][0] == len(lows) for lows in spellings)
