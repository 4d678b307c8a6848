"""What those who are said to have done it answer."""

from __future__ import annotations

import pytest
from tests.incidents.test_incidents import found

from bukti.model import Incident

ATTACK = "Gorum's warplanes struck Harta on 14 May 2024, killing eight people, Olek Marun said. "


def incident(*texts: str, language: str = "en") -> Incident:
    """The one incident that texts tell of."""
    (one,) = found(*((text, language) for text in texts)).incidents
    return one


@pytest.mark.parametrize(
    ("answer", "status", "what"),
    [
        ("The army admitted the strike.", "credible", ["admits"]),
        ("The army denied striking the town.", "non-credible", ["denies"]),
        ("The defence ministry said that it was looking into the report.", "not assessed", ["looks into it"]),
        ("The military regretted the loss of life.", "not assessed", ["regrets"]),
        ("The army found the allegation to be credible.", "credible", ["finds credible"]),
        ("The army called it a duplicate of an older report.", "duplicate", ["has it twice"]),
        ("The army has not admitted the strike.", "not assessed", []),
        ("The mayor denied that the town had been warned.", "not assessed", []),
        ("The army could have admitted the strike.", "not assessed", []),
    ],
)
def test_the_answer_of_a_party(answer: str, status: str, what: list[str]) -> None:
    """Only an army, ministry, country or body answers, in its own word; without one nothing is assessed."""
    one = incident(ATTACK + answer)
    assert (one.answer.status, [given.what for _, given in one.answer.told]) == (status, what)


def test_what_is_conceded_stands_apart_and_confirms() -> None:
    """The party's numbers are no voice of the range; what it denies or looks into is nobody's number."""
    one = incident(ATTACK + "The army admitted that it had killed between three and five civilians in Harta.")
    assert list(one.answer.conceded) == [("killed", 3, 5)]
    assert [(span.high, span.origins) for span in one.ranges] == [(8, 1)]
    assert one.grade.name == "Confirmed"
    denied = incident(ATTACK + "The army denied that it had killed 12 people in Harta.")
    assert ([span.high for span in denied.ranges], list(denied.answer.conceded)) == ([8], [])


def test_a_later_word_replaces_an_earlier_one() -> None:
    """The same party's last word holds; both are kept."""
    one = incident(ATTACK + "The army denied the strike.", ATTACK + "The army now admits the strike.")
    assert one.answer.status == "credible"
    assert [given.what for _, given in one.answer.told] == ["denies", "admits"]


@pytest.mark.parametrize(
    ("text", "language", "what"),
    [
        ("Eine Rakete traf Harta und tötete acht Menschen. Die Armee räumte den Angriff ein.", "de", "admits"),
        ("Un missile a tué huit personnes à Harta le 14 mai 2024. L'armée a reconnu la frappe.", "fr", "admits"),
        ("Ракета убила в городе Харта восемь человек. Минобороны расследует случившееся.", "ru", "looks into it"),
        ("قتل ثمانية أشخاص في غارة على مدينة هارتا. ونفى الجيش مسؤوليته.", "ar", "denies"),
        ("हार्टा पर मिसाइल हमले में आठ लोग मारे गए। सेना ने हमले से इनकार किया।", "hi", "denies"),
        ("ミサイルがハルタに着弾し、8人が死亡した。軍は攻撃を認めた。", "ja", "admits"),
        ("Harta'ya füze saldırısında sekiz kişi öldü. Ordu saldırıyı soruşturuyor.", "tr", "looks into it"),
        ("در حملهٔ موشکی به شهر هارتا هشت نفر کشته شدند. ارتش حمله را تکذیب کرد.", "fa", "denies"),
    ],
)
def test_answers_in_other_languages(text: str, language: str, what: str) -> None:
    """Words of answering are language data; where verbs stand last the party stands first."""
    assert [given.what for _, given in incident(text, language=language).answer.told] == [what]
