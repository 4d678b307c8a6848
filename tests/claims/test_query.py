"""A question in the user's own words finds who says so, who denies it, and who merely speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from bukti import claims
from bukti.model import Claim, Document, Lineage, Question, Side, SourceKind, Stance, Statement


def ask(
    build: SimpleNamespace,
    text: str,
    documents: Sequence[Document],
    said: Sequence[Statement] | None = None,
    lineage: Lineage | None = None,
) -> tuple[Question, Claim | None]:
    """The answer of some reports to a question in English."""
    statements = build.said(documents) if said is None else said
    lineage = lineage or build.lineage(documents)
    grouped = claims.group(documents, statements, lineage, None)
    collection = claims.Collection(documents, statements, lineage, grouped)
    return claims.ask(build.document(text), collection, None)


def sides(build: SimpleNamespace, text: str, *reports: str) -> list[str]:
    """On which side each report's only statement stands; `-` where it does not speak of the question."""
    documents = [build.document(report, hours=n) for n, report in enumerate(reports)]
    said = [build.statement(d, d.report.text.rstrip(".")) for d in documents]
    question, _ = ask(build, text, documents, said)
    found = {match.statement: match.side.value for match in question.matches}
    return [found.get(statement.id, "-") for statement in said]


SOLD = "Norland sold old tanks to the rebels in Bekaa"


def test_the_same_proposition_stands_for_it(build: SimpleNamespace) -> None:
    """Another order of words and more detail are still the same; another subject is not spoken of."""
    found = sides(
        build,
        SOLD,
        "Old tanks were sold to the rebels in Bekaa by Norland, a clerk wrote.",
        "A storm tore the roof off the school in Pesh.",
    )
    assert found == ["for", "-"]


def test_what_says_less_is_only_about_it(build: SimpleNamespace) -> None:
    """Tanks sold by Norland anywhere are no tanks sold in Bekaa: the place is named nowhere in the report."""
    assert sides(build, SOLD, "Norland sold old tanks to the rebels.") == ["about"]


def test_a_denial_stands_against_and_turns_round_with_the_question(build: SimpleNamespace) -> None:
    """Whoever asks whether it did not happen finds the denial on their side."""
    yes = build.document(f"{SOLD}.")
    no = build.document(f"The ministry denied that {SOLD}.", hours=2)
    denial = build.statement(no, SOLD, "The ministry", "denied", stance=Stance.DENIES)
    said = [build.statement(yes, SOLD), denial]
    question, claim = ask(build, SOLD, [yes, no], said)
    assert claim is not None
    assert (claim.affirming, claim.denying) == ((said[0].id,), (denial.id,))
    negated, claim = ask(build, "Norland did not sell old tanks to the rebels in Bekaa", [yes, no], said)
    assert negated.negated
    assert not question.negated
    assert claim is not None
    assert (claim.affirming, claim.denying) == ((denial.id,), (said[0].id,))


def test_a_denial_that_only_points_follows_its_claim(build: SimpleNamespace) -> None:
    """A denial of "this" has none of the words asked for, and stands against what it answers."""
    document = build.document(f"{SOLD}, the paper wrote. The ministry rejected this.")
    yes = build.statement(document, SOLD, "the paper", "wrote", source_kind=SourceKind.MEDIA)
    no = build.statement(document, "this", "The ministry", "rejected", stance=Stance.DENIES)
    question, _ = ask(build, SOLD, [document], [yes, no])
    assert [(m.statement, m.side) for m in question.matches] == [(yes.id, Side.FOR), (no.id, Side.AGAINST)]


@pytest.mark.parametrize(
    ("asked", "told", "kind"),
    [
        ("The blast in Gorum killed 120 people", "The blast in Gorum killed 12 people.", "number"),
        ("The old dam above Gorum broke on 9 June 2024", "The old dam above Gorum broke on 3 May 2024.", "date"),
        ("A missile hit a school in Karsten", "A missile hit a school in Lubeni.", "place"),
    ],
)
def test_what_cannot_both_be_true_denies_nothing(build: SimpleNamespace, asked: str, told: str, kind: str) -> None:
    """Another number, date or place stands beside the question with its kind, and carries no evidence against it."""
    document = build.document(told)
    question, claim = ask(build, asked, [document])
    assert [(m.side, m.kind) for m in question.matches] == [(Side.RIVAL, kind)]
    assert claim is None


def test_an_old_text_does_not_support_a_later_date(build: SimpleNamespace) -> None:
    """What gives no date is of the time of the oldest text that it was made from (method.md section 6, S4)."""
    old = build.document("Harrow Lines filed for bankruptcy.", hours=-24 * 365 * 6)
    copy = build.document("Harrow Lines filed for bankruptcy.", outlet="Letter")
    lineage = build.lineage([old, copy], build.edge(old, copy))
    asked = "Harrow Lines filed for bankruptcy in November 2024"
    assert ask(build, asked, [old, copy], lineage=lineage)[1] is None
    question, claim = ask(build, asked, [copy])
    assert claim is not None
    assert [m.side for m in question.matches] == [Side.FOR]


def test_a_denial_of_another_date_says_nothing_against(build: SimpleNamespace) -> None:
    """A firm that denies today's bankruptcy does not deny that of 2002."""
    no = "Harrow Lines denied that it had filed for bankruptcy in September 2008."
    question, claim = ask(build, "Harrow Lines filed for bankruptcy in December 2002", [build.document(no)])
    assert claim is None
    assert {m.side for m in question.matches} <= {Side.ABOUT}


def test_a_question_in_another_language_finds_the_same(build: SimpleNamespace) -> None:
    """Names, numbers and concepts are alike in every language."""
    report = build.document("Russia assembles drones in Xinjiang, a diplomat said.")
    said = build.said([report])
    collection = claims.Collection([report], said, build.lineage([report]), ())
    question, claim = claims.ask(build.document("Россия собирает дроны в Синьцзяне.", "ru"), collection, None)
    assert claim is not None
    assert [m.side for m in question.matches] == [Side.FOR]


def test_who_is_asked_about_is_not_who_denies(build: SimpleNamespace) -> None:
    """Whoever writes that Iceland denies P asks for P."""
    said = build.document(f"{SOLD}.")
    question, claim = ask(build, f"Iceland denies that {SOLD}", [said])
    assert question.negated
    assert claim is not None
    assert claim.denying == tuple(m.statement for m in question.matches)


def test_nothing_found_offers_what_came_nearest(build: SimpleNamespace) -> None:
    """The nearest statements are told with what they share, the nearest first."""
    documents = [build.document("Norland sold grain to Pesh."), build.document("A storm hit the coast.", hours=1)]
    question, claim = ask(build, SOLD, documents)
    assert (claim, question.matches) == (None, ())
    assert question.near[0].statement in {s.id for s in build.said(documents[:1])}
    assert "norland" in question.near[0].reason


def test_the_claim_says_when_it_holds(build: SimpleNamespace) -> None:
    """The stated time of those who say so, with its words and place."""
    document = build.document("The old dam above Gorum broke on 3 May 2024.")
    _, claim = ask(build, "The old dam above Gorum broke", [document])
    assert claim is not None
    (time,) = claim.holds
    assert document.words(time.span) == time.words
    assert (time.earliest.date().isoformat(), time.relative) == ("2024-05-03", False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia assembles drones in Xinjiang", "en"),
        ("Rusia merakit drone di Xinjiang", "id"),
        ("俄罗斯在新疆组装无人机", "zh"),
        ("ロシアは新疆でドローンを組み立てている", "ja"),
        ("Росія збирає дрони в Сіньцзяні", "uk"),
        ("रूस शिनजियांग में ड्रोन बनाता है", "hi"),
    ],
)
def test_the_language_of_a_few_words_is_told(text: str, code: str) -> None:
    """Small words and concepts decide where identifying documents guesses."""
    assert claims.spoken(text, {"en"}) == code


def test_words_of_no_language_are_left_to_the_identifier() -> None:
    """Nothing known: no guess is made up."""
    assert claims.spoken("Zzkrt", set()) is None


@pytest.mark.parametrize(
    ("report", "side"),
    [
        ("Not 40 but 400 old tanks were sold to the rebels in Bekaa by Norland.", "for"),
        ("Norland sold 400, not 40, old tanks to the rebels in Bekaa.", "for"),
        ("Not 400 but 40 old tanks were sold to the rebels in Bekaa by Norland.", "rival"),
        ("Norland sold 40, not 400, old tanks to the rebels in Bekaa.", "rival"),
    ],
)
def test_a_corrected_number_is_not_what_is_said(build: SimpleNamespace, report: str, side: str) -> None:
    """Who says "not 40 but 400" says 400, and nothing else of the same thing."""
    assert sides(build, "Norland sold 400 old tanks to the rebels in Bekaa", report) == [side]
