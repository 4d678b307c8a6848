"""Names in scripts without capital letters."""

from __future__ import annotations

import pytest

from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Report
from bukti.text import analyse


def _found(text: str, language: str = "ar") -> list[tuple[str, str]]:
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language=language))
    return [(text[m.span.start : m.span.end], str(m.kind)) for m in mentions.find(document)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وقالت الوزيرة سلمى نوري إن الطريق مغلق.", [("سلمى نوري", "person")]),
        ("قال سامر حداد إن الطريق مغلق.", [("سامر حداد", "person")]),
        ("ذكرت صحيفة ميريدا أن الطريق مغلق.", [("ميريدا", "media")]),
        ("قال مسؤول إن الطريق مغلق.", []),
        ("قال الطبيب ياسين منصور إن الطريق مغلق.", [("ياسين منصور", "person")]),
        ("وفقا لسامر، الطريق مغلق.", [("سامر", "person")]),
    ],
)
def test_unknown_words_behind_a_role_or_a_verb_of_reporting_are_a_name(text: str, found: list[tuple[str, str]]) -> None:
    """A title, an outlet's noun, a verb that its subject follows and "according to" announce a name."""
    assert _found(text) == found


def test_a_name_is_known_again_by_its_last_word() -> None:
    """Whoever was named in full is the same person where only the last name stands, behind a clitic as well."""
    assert ("حداد", "person") in _found("قال الوزير سامر حداد إن الطريق مغلق. وكان لحداد رأي آخر.")


def test_a_full_name_before_a_subject_mark_is_a_person() -> None:
    """Two unknown words before the mark of who reports something; not before that of who does anything else."""
    found = _found("रीता शर्मा ने कहा कि पुल बंद है। नीली बत्ती ने रास्ता खोला।", "hi")
    assert found == [("रीता शर्मा", "person")]
