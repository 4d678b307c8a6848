"""Denials find what they deny."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti import claims
from bukti.model import Claim, Document, Lineage, Stance, Statement


def grouped(documents: list[Document], said: list[Statement], lineage: Lineage) -> dict[str, set[str]]:
    """Denying statements by the text of the claim that they answer."""
    found: tuple[Claim, ...] = claims.group(documents, said, lineage, None)
    return {c.text: set(c.denying) for c in found}


def test_a_denial_in_the_words_of_a_claim_is_attached(build: SimpleNamespace) -> None:
    """The rejected words are the claim's words; both sides stay."""
    yes = build.document("Norland sold tanks to the rebels in Bekaa.")
    no = build.document("Norland said: we reject the allegation that Norland sold tanks to rebels in Bekaa.", hours=2)
    said = [build.statement(yes, "Norland sold tanks to the rebels in Bekaa")]
    said.append(build.statement(no, "we reject the allegation that Norland sold tanks to rebels in Bekaa", "Norland"))
    found = grouped([yes, no], said, build.lineage([yes, no]))
    assert found == {"Norland sold tanks to the rebels in Bekaa": {said[1].id}}


def test_a_general_denial_answers_what_its_report_cites(build: SimpleNamespace) -> None:
    """A denial of "any such project" goes to the claim of the cited report, not to one that nobody cited."""
    cited = build.document("Iceland makes missiles in Tarsk.", outlet="Post")
    other = build.document("Iceland sells plums in Pesh.", outlet="Herald")
    answer = build.document("The ministry says it knows of no project of Iceland in Tarsk.", hours=3, outlet="Daily")
    said = [build.statement(d, d.report.text[:-1]) for d in (cited, other)]
    denial = build.statement(answer, "project of Iceland in Tarsk", "The ministry", stance=Stance.DENIES)
    lineage = build.lineage([cited, other, answer], build.edge(cited, answer, passages=()))
    found = grouped([cited, other, answer], [*said, denial], lineage)
    assert found["Iceland makes missiles in Tarsk"] == {denial.id}
    assert found["Iceland sells plums in Pesh"] == set()


def test_an_elliptic_denial_follows_the_one_before_it(build: SimpleNamespace) -> None:
    """A bare "it has no basis" denies what the report's denial before it denies."""
    yes = build.document("Norland sold tanks to the rebels in Bekaa.")
    no = build.document(
        "Norland denied having sold tanks to rebels in Bekaa. It is a lie, the spokesman added.", hours=2
    )
    first = build.statement(no, "having sold tanks to rebels in Bekaa", "Norland", "denied", stance=Stance.DENIES)
    second = build.statement(no, "It", "the spokesman", stance=Stance.DENIES)
    said = [build.statement(yes, "Norland sold tanks to the rebels in Bekaa"), first, second]
    found = grouped([yes, no], said, build.lineage([yes, no]))
    assert found["Norland sold tanks to the rebels in Bekaa"] == {first.id, second.id}


def test_nobody_denies_what_they_say_themselves(build: SimpleNamespace) -> None:
    """A ministry's denial does not answer the ministry's own statement."""
    text = "The ministry said its stance on Tarsk is the same. The ministry rejected any role in Tarsk."
    document = build.document(text)
    own = build.statement(document, "its stance on Tarsk is the same", "The ministry", "said")
    denial = build.statement(document, "any role in Tarsk", "The ministry", "rejected", stance=Stance.DENIES)
    found = grouped([document], [own, denial], build.lineage([document]))
    assert found["its stance on Tarsk is the same"] == set()


@pytest.mark.parametrize(
    ("text", "content", "cue", "side"),
    [
        ("Kaldor denied having bought a mine in Pesh.", "having bought a mine in Pesh", "denied", "denying"),
        ("Kaldor said it is not aware of a mine.", "it is not aware of a mine", "said", "affirming"),
        (
            "Kaldor said reports of a mine in Pesh are false.",
            "reports of a mine in Pesh are false",
            "said",
            "affirming",
        ),
    ],
)
def test_a_denial_without_a_claim_stands_alone(
    build: SimpleNamespace, text: str, content: str, cue: str, side: str
) -> None:
    """Nothing is lost, and nobody is shown to say what they reject: only words that say no themselves are affirmed."""
    document = build.document(text)
    denial = build.statement(document, content, "Kaldor", cue, stance=Stance.DENIES)
    (claim,) = claims.group([document], [denial], build.lineage([document]), None)
    sides = {"affirming": claim.affirming, "denying": claim.denying}
    assert sides.pop(side) == (denial.id,)
    assert list(sides.values()) == [()]
    assert claim.text == content


def test_every_copy_of_a_denial_counts(build: SimpleNamespace) -> None:
    """What a later copy's report says and cites is in reach, and its speaker's own words are not answered."""
    words = "The ministry denied having sold tanks to Tarsk."
    first, second = (
        build.document(words, outlet="Press office"),
        build.document(f"{words} The ministry said tanks in Tarsk are old.", hours=2, outlet="Daily"),
    )
    cited = build.document("Iceland sold plums and tanks to Tarsk.", outlet="Post")
    denials = [
        build.statement(d, "having sold tanks to Tarsk", "The ministry", "denied", stance=Stance.DENIES)
        for d in (first, second)
    ]
    own = build.statement(second, "tanks in Tarsk are old", "The ministry", "said")
    said = [*denials, own, build.statement(cited, cited.report.text[:-1])]
    documents = [first, second, cited]
    found = grouped(documents, said, build.lineage(documents, build.edge(cited, second, passages=())))
    assert found["Iceland sold plums and tanks to Tarsk"] == {d.id for d in denials}
    assert found["tanks in Tarsk are old"] == set()


@pytest.mark.parametrize(
    ("denied", "attached"),
    [("it had been warned", False), ("it had been warned about Bekaa", False), ("any role in Bekaa", True)],
)
def test_a_denied_clause_needs_words_of_its_claim(build: SimpleNamespace, denied: str, attached: bool) -> None:
    """A name in common, or standing behind a claim, is enough for "any role" and not for what says something else."""
    that = "that " if denied.startswith("it") else ""
    document = build.document(f"Norland sold tanks to rebels in Bekaa, the paper wrote. Norland denied {that}{denied}.")
    yes = build.statement(document, "Norland sold tanks to rebels in Bekaa", "the paper", "wrote")
    no = build.statement(document, denied, "Norland", "denied", stance=Stance.DENIES)
    found = grouped([document], [yes, no], build.lineage([document]))
    assert found["Norland sold tanks to rebels in Bekaa"] == ({no.id} if attached else set())


@pytest.mark.parametrize(
    ("denied", "attached"),
    [
        ("the ferry had skipped its inspection in May", False),
        ("the ferry had hit anything", True),
        ("the ferry hit a pier", True),
    ],
)
def test_a_subject_in_common_is_no_claim_in_common(build: SimpleNamespace, denied: str, attached: bool) -> None:
    """However short the claim is: who denies another thing about the ferry does not deny that it hit a pier."""
    document = build.document(f"Ferry hit a pier. The operator denied that {denied}.")
    yes = build.statement(document, "Ferry hit a pier")
    no = build.statement(document, denied, "The operator", "denied", stance=Stance.DENIES)
    found = grouped([document], [yes, no], build.lineage([document]))
    assert found["Ferry hit a pier"] == ({no.id} if attached else set())


def test_beyond_its_reports_a_denial_answers_only_what_is_near(build: SimpleNamespace) -> None:
    """So that looking costs no more in a large collection: each of a hundred denials has a few claims to look at."""
    documents = [
        build.document(f"The mill number{n} on the river of Tarsk was sold to Kaldor Steel.") for n in range(30)
    ]
    said = [build.statement(d, d.report.text[:-1]) for d in documents]
    denying = build.document("The mill number7 on the river of Tarsk was not sold to Kaldor Steel.", hours=1)
    no = build.statement(denying, denying.report.text[:-1], negative=True)
    found = claims.group([*documents, denying], [*said, no], build.lineage([*documents, denying]), None)
    (answered,) = [claim for claim in found if claim.denying]
    assert answered.affirming == (said[7].id,)
