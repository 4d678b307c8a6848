"""A report that calls its own story untrue stands against it, wherever the words stand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti import claims
from bukti.model import Side

SOLD = "Norland sold old tanks to the rebels in Bekaa"
HOAX = f"A clip went round all week. {SOLD}. The story is a hoax."


def sided(build: SimpleNamespace, text: str, report: str, language: str = "en") -> list[tuple[str, str]]:
    """Side and words of what one report says of a question, read as reports are."""
    document = build.document(report, language)
    said = build.said([document])
    collection = claims.Collection([document], said, build.lineage([document]), ())
    question, _ = claims.ask(build.document(text, language), collection, None)
    words = {s.id: " ".join(document.words(span) for span in s.content) for s in said}
    return [(match.side.value, words[match.statement]) for match in question.matches]


def test_the_story_stands_for_what_was_told(build: SimpleNamespace) -> None:
    """The sentence has no word of what is asked; what the report itself retells no longer stands for it."""
    assert sided(build, SOLD, HOAX) == [("about", SOLD), ("against", "The story is a hoax")]


def test_who_asks_whether_it_is_untrue_finds_it_on_their_side(build: SimpleNamespace) -> None:
    """A negated question turns the sides round."""
    assert ("for", "The story is a hoax") in sided(build, f"It is not true that {SOLD}", HOAX)


def test_a_denial_that_its_claim_attached_takes_back_what_is_retold_too(build: SimpleNamespace) -> None:
    """Grouping may have found whom "All of it was made up" answers; what the report retells is then no support."""
    document = build.document(f"{SOLD}. Police looked into it. In the end all of it was made up.")
    said = build.said([document])
    grouped = claims.group([document], said, build.lineage([document]), None)
    collection = claims.Collection([document], said, build.lineage([document]), grouped)
    question, _ = claims.ask(build.document(SOLD), collection, None)
    assert not question.on(Side.FOR)
    assert len(question.on(Side.AGAINST)) == 1


def test_what_somebody_by_name_says_stays_their_word(build: SimpleNamespace) -> None:
    """That a report does not believe its source changes nothing in what the source said."""
    found = sided(build, SOLD, f"Ada Moreno said that {SOLD}. The claim was made up.")
    assert found == [("for", SOLD), ("against", "The claim was made up")]


@pytest.mark.parametrize(
    "report",
    [
        f"{SOLD}. The claim that Gorum poisoned its wells is a hoax.",
        f"{SOLD}. The story is not a hoax.",
        f"{SOLD}. Police later seized fake passports in the port.",
        f"A school burned. Nobody was hurt. A roof fell in. Rain fell. The story is a hoax. Weeks passed. {SOLD}.",
    ],
)
def test_what_speaks_of_something_else_is_not_against_it(build: SimpleNamespace, report: str) -> None:
    """Another subject by name, a negation, a forged thing, and a story that is told far from it."""
    assert [side for side, _ in sided(build, SOLD, report)] == ["for"]


@pytest.mark.parametrize(
    ("language", "text", "untrue"),
    [
        ("ar", "باعت نورلاند دبابات للمتمردين في البقاع", "القصة مفبركة"),
        ("de", "Norland hat den Rebellen in Bekaa alte Panzer verkauft", "Die Geschichte ist frei erfunden"),
        ("es", "Norlandia vendió tanques viejos a los rebeldes en Bekaa", "La historia es un bulo"),
        ("fr", "La Norlande a vendu de vieux chars aux rebelles de Bekaa", "L'histoire est un canular"),
        ("id", "Norland menjual tank tua kepada pemberontak di Bekaa", "Kabar itu hoaks"),
        ("ru", "Норландия продала старые танки повстанцам в Бекаа", "Эта история выдумана"),
        ("tr", "Norland Bekaa'daki isyancılara eski tanklar sattı", "Bu haber asılsız"),
        ("zh", "诺兰向贝卡的叛军出售旧坦克", "这个消息是谣言"),
    ],
)
def test_reports_of_every_script_do_so(build: SimpleNamespace, language: str, text: str, untrue: str) -> None:
    """The words are language data; no rule knows a language."""
    mark = "。" if language == "zh" else ". "
    assert ("against", untrue) in sided(build, text, f"{text}{mark}{untrue}{mark}".strip(), language)
