"""Which names are one entity's: with a reason, never silently, and people's word above all."""

from __future__ import annotations

from collections.abc import Sequence

from bukti import pipeline
from bukti.entities import joining, occurrences
from bukti.entities.groups import Group
from bukti.ids import content_id, report_id
from bukti.model import Decision, Report

MINISTER = "Prime minister Selim Kuzgun met the board of Velkamp Holding in Port Amsel. Kuzgun left early."


def groups(*texts: tuple[str, str], judged: Sequence[Decision] = ()) -> list[Group]:
    """The entities of reports, each a language and a text."""
    reports = [Report(report_id(text.encode()), "text/plain", text, language=code) for code, text in texts]
    documents = pipeline.prepare(reports)
    found = [occurrences.find(document) for document in documents]
    languages = {document.report.id: document.language.code for document in documents}
    seen = [one for names, _ in found for one in names]
    return joining.groups(seen, languages, [link for _, links in found for link in links], judged)


def named(found: Sequence[Group], name: str) -> list[Group]:
    """The entities that are shown under a name."""
    return [group for group in found if group.lead.base == name]


def judgement(subject: str, entity: str, what: str) -> Decision:
    """A person's decision on a name and an entity."""
    matter = (("subject", subject), ("entity", entity))
    return Decision(content_id("de", subject, what), what, "identity", "t", subject, matter, "Seen.", "ana", "2024")


def test_a_surname_stands_for_the_only_full_name_of_its_report() -> None:
    """The join says why."""
    (group,) = named(groups(("en", MINISTER)), "Selim Kuzgun")
    assert [one.text for one in group.seen] == ["Selim Kuzgun", "Kuzgun"]
    (join,) = group.joins
    assert (join.left, join.right, join.kind) == ("Kuzgun", "Selim Kuzgun", "short")


def test_a_surname_of_two_persons_stays_an_open_question() -> None:
    """Both alternatives are kept."""
    text = "Minister Selim Kuzgun met judge Aylin Kuzgun. Later the police questioned Kuzgun."
    found = groups(("en", text))
    (lone,) = named(found, "Kuzgun")
    assert {question.name for question in lone.questions} == {"Selim Kuzgun", "Aylin Kuzgun"}


def test_the_same_name_is_not_the_same_person() -> None:
    """Reports with no other name in common keep them apart; with one, the join names it."""
    dentist = "The dentist Dr. Selim Kuzgun opened a practice in Ashford."
    first, second = named(groups(("en", MINISTER), ("en", dentist)), "Selim Kuzgun")
    assert [question.entity for question in first.questions] == [second.id]
    visit = "President Selim Kuzgun visited the works of Velkamp Holding."
    (whole,) = named(groups(("en", MINISTER), ("en", visit)), "Selim Kuzgun")
    assert any("Velkamp Holding" in join.reason for join in whole.joins)


def test_a_judgement_joins_what_was_kept_apart() -> None:
    """The person and the reason are told."""
    texts = (("en", MINISTER), ("en", "The dentist Dr. Selim Kuzgun opened a practice in Ashford."))
    _, second = named(groups(*texts), "Selim Kuzgun")
    (whole,) = named(groups(*texts, judged=[judgement("selim kuzgun", second.id, "same")]), "Selim Kuzgun")
    assert [(join.kind, join.reason) for join in whole.joins][-1] == ("judgement", "Seen. (ana)")


def test_spellings_of_two_languages_are_joined_and_a_judgement_parts_them() -> None:
    """What was judged stays in sight."""
    texts = (("en", MINISTER), ("ru", "Премьер-министр Селим Кузгюн посетил завод Velkamp Holding в Москве."))
    (whole,) = named(groups(*texts), "Selim Kuzgun")
    assert [name.base for name in whole.names] == ["Selim Kuzgun", "Селим Кузгюн"]
    assert [join.kind for join in whole.joins] == ["short", "spelling", "same-name"]
    parted = groups(*texts, judged=[judgement("selim kuzgyun", whole.id, "not same")])
    (first,), (second,) = named(parted, "Selim Kuzgun"), named(parted, "Селим Кузгюн")
    assert [(question.entity, question.judgement) for question in first.questions] == [(second.id, "not same")]


def test_names_of_one_language_that_are_spelled_alike_are_two() -> None:
    """Joan is not John; the question is asked."""
    text = "Minister John Hartwell met the lawyer Joan Hartwell."
    found = groups(("en", text))
    (john,), (joan,) = named(found, "John Hartwell"), named(found, "Joan Hartwell")
    assert joan.id in {question.entity for question in john.questions}


def test_a_man_and_a_woman_of_one_name_are_two_in_any_languages() -> None:
    """An `a` more is another person."""
    found = groups(("en", "Minister Ivan Petrov spoke in Ashford."), ("ru", "Министр Ивана Петрова спасла Ашфорд."))
    assert all(len(group.names) == 1 for group in found)


def test_an_acronym_that_the_text_defines_is_its_name() -> None:
    """In brackets behind the name, in any script; where the letters do not fit nothing is bound."""
    english = "The Amsel Harbour Control Agency (AHCA) closed the port. AHCA said so."
    (agency,) = named(groups(("en", english)), "Amsel Harbour Control Agency")
    assert [one.text for one in agency.seen] == ["Amsel Harbour Control Agency", "AHCA", "AHCA"]
    russian = "Об этом сообщила Служба портового контроля (СПК). Позже СПК закрыла порт."
    assert any(join.kind == "acronym" for group in groups(("ru", russian)) for join in group.joins)
    assert all(not group.joins for group in groups(("en", "The Amsel Harbour Agency (XQZ) closed the port.")))


def test_an_acronym_takes_in_the_words_that_it_is_made_of() -> None:
    """Also where they are written small."""
    russian = "Об этом сообщила Служба портового контроля (СПК). Позже СПК закрыла порт."
    (service,) = named(groups(("ru", russian)), "Служба портового контроля")
    assert [one.text for one in service.seen][1:] == ["СПК", "СПК"]
