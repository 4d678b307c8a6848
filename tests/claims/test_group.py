"""The door of the stage: statements in, claims out."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukti import claims
from bukti.claims.features import of_report
from bukti.claims.propositions import leftover
from bukti.model import Claim, Degree, Document, Lineage, SourceKind, Stance, Statement

TEXTS = (
    ("The army shelled the hospital in Tarsk on Monday. Nine people were killed, the mayor said.", "en"),
    ("A hospital in Tarsk was hit by army shelling, and at least nine people were killed.", "en"),
    ("Tentara menembaki rumah sakit di Tarsk. Sedikitnya sembilan orang tewas.", "id"),
    ("The ministry denied that the army shelled the hospital in Tarsk. “It has no basis in fact.”", "en"),
    ("The army shelled the hospital in Pesh. Ninety people were killed in Tarsk.", "en"),
    ("Farmers in Pesh sell plums to Tarsk. Did the army shell anything?", "en"),
    ("L’armée a bombardé l’hôpital de Tarsk lundi, selon le maire.", "fr"),
    ("Valley Weekly", "en"),
)


def collection(build: SimpleNamespace) -> tuple[list[Document], list[Statement]]:
    """Eight small reports in three languages and what reading finds in them."""
    documents = [build.document(text, code, hours=n, outlet=f"o{n}") for n, (text, code) in enumerate(TEXTS)]
    return documents, build.said(documents)


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_reports_and_statements_does_not_matter(build: SimpleNamespace, random: object) -> None:
    """Any permutation of the input gives the same claims, vectors or not."""
    documents, said = collection(build)
    lineage = build.lineage(documents, build.edge(documents[0], documents[1]))
    for embedder in (None, build.embedder):
        expected = claims.group(documents, said, lineage, embedder)
        mixed, shuffled = list(documents), list(said)
        random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types it loosely  # hypothesis gives a random.Random
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert claims.group(mixed, shuffled, lineage, embedder) == expected


def test_reports_added_one_at_a_time_give_what_all_at_once_give(build: SimpleNamespace) -> None:
    """What is kept from one grouping to the next changes nothing: in any order of reports, or when one goes."""
    documents, said = collection(build)

    def group(chosen: list[Document]) -> tuple[Claim, ...]:
        names = {d.report.id for d in chosen}
        return claims.group(chosen, [s for s in said if s.report in names], build.lineage(chosen), build.embedder)

    of_report.cache_clear()
    whole = group(documents)
    of_report.cache_clear()
    less = group(documents[1:])
    for order in (documents, documents[::-1], documents[3:] + documents[:3]):
        of_report.cache_clear()
        assert [group(order[:n]) for n in range(1, len(order) + 1)][-1] == whole
    assert group(documents[1:]) == less
    unnamed = [replace(d, mentions=()) for d in documents]  # the same reports, read otherwise
    assert group(unnamed) != whole == group(documents)


@given(st.sets(st.integers(0, len(TEXTS) - 1)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_statement_with_a_position_is_in_exactly_one_claim(build: SimpleNamespace, chosen: set[int]) -> None:
    """Whatever is read, each proposition that somebody asserts or denies counts once; nothing else counts."""
    documents, said = collection(build)
    documents = [documents[n] for n in sorted(chosen)]
    reports = {d.report.id for d in documents}
    said = [s for s in said if s.report in reports]
    lineage = build.lineage(documents)
    features = build.extract(documents, said)
    left = leftover(features, documents, lineage)
    expected = sorted(f.statement.id for f in features if f.takes_position and f.statement.id not in left)
    found = claims.group(documents, said, lineage, None)
    assert sorted(name for c in found for name in (*c.affirming, *c.denying)) == expected
    about = [name for c in found for name in c.about]
    assert len(about) == len(set(about))
    assert not set(about) & set(expected)


def test_nothing_read_nothing_claimed(build: SimpleNamespace) -> None:
    """No statements, no claims."""
    assert claims.group([], [], Lineage(), None) == ()
    assert claims.group([build.document("Valley Weekly")], [], Lineage(), build.embedder) == ()


def one(build: SimpleNamespace, *said: tuple[Document, Statement]) -> Claim:
    """The most salient claim of the given statements."""
    documents = list(dict.fromkeys(d for d, _ in said))
    return claims.group(documents, [s for _, s in said], build.lineage(documents), None)[0]


def test_the_lead_is_one_readable_statement(build: SimpleNamespace) -> None:
    """Complete, told by somebody and of moderate length, rather than a scrap or a stitched one."""
    first = build.document("Iceland, it is believed, makes missiles in Tarsk.")
    second = build.document("The mayor said Iceland makes missiles in Tarsk.", hours=4)
    stitched = build.statement(first, "Iceland … makes missiles in Tarsk", source_kind=SourceKind.IMPERSONAL)
    told = build.statement(second, "Iceland makes missiles in Tarsk", "The mayor", "said")
    claim = one(build, (first, stitched), (second, told))
    assert claim.lead == told.id
    assert claim.text == "Iceland makes missiles in Tarsk"
    alone = one(build, (first, stitched))
    assert alone.text == "Iceland, it is believed, makes missiles in Tarsk"


def test_questions_and_open_statements_are_about_the_claim(build: SimpleNamespace) -> None:
    """They are shown with the claim that they speak of and take no side."""
    yes = build.document("Iceland makes missiles in Tarsk.")
    other = build.document("Reporters wonder whether Iceland makes missiles in Tarsk.", hours=1)
    said = build.statement(yes, yes.report.text[:-1])
    asked = build.statement(other, "Iceland makes missiles in Tarsk", stance=Stance.QUESTIONS, degree=Degree.UU)
    claim = one(build, (yes, said), (other, asked))
    assert (claim.affirming, claim.about) == ((said.id,), (asked.id,))


def test_a_general_claim_names_the_specific_ones(build: SimpleNamespace) -> None:
    """A claim that another one says in full, and more, collects it."""
    general = build.document("Drones burned in Tarsk.")
    special = build.document(
        "Nine drones of Iceland, made by Kaldor, burned in Tarsk near the old fishing harbour.", hours=1
    )
    said = [build.statement(d, d.report.text[:-1]) for d in (general, special)]
    found = claims.group([general, special], said, build.lineage([general, special]), None)
    by_text = {c.text: c for c in found}
    assert len(found) == 1 or by_text["Drones burned in Tarsk"].specific


def test_what_is_grave_denied_and_widely_told_comes_first(build: SimpleNamespace) -> None:
    """Harm before plums, several families before one, a disputed claim before an undisputed one."""
    texts = (
        "The mayor said that farmers in Pesh sell plums.",
        "The mayor said that missiles killed nine people in Gorum.",
        "The council said that drones hit the school in Tarsk.",
        "The army denied that drones hit the school in Tarsk.",
    )
    documents = [build.document(text, hours=n, outlet=str(n)) for n, text in enumerate(texts)]
    found = claims.group(documents, build.said(documents), build.lineage(documents), None)
    assert [c.text for c in found] == [
        "drones hit the school in Tarsk",
        "missiles killed nine people in Gorum",
        "farmers in Pesh sell plums",
    ]
    assert all(0 <= c.salience <= 1 for c in found)


def test_a_claim_is_shown_in_the_language_of_its_reader(build: SimpleNamespace) -> None:
    """By its best statement there, an odd one at need; who has none sees the claim as it is; nothing else changes."""
    told = (
        ("In Tarsk sank die Fähre Odra.", "de"),
        ("The ferry Odra sank at Tarsk, and the ferry, which had been built in a yard far away, sank quickly.", "en"),
        ("The ferry Odra sank at Tarsk.", "en"),
        ("The ferry Odra sank at Tarsk on its way.", "en"),
    )
    documents = [build.document(text, code, hours=n) for n, (text, code) in enumerate(told)]
    said = [build.statement(d, d.report.text[:-1]) for d in documents]
    lineage = build.lineage(documents, build.edge(documents[2], documents[0]))
    (claim,) = claims.group(documents, said, lineage, None)
    assert {one.language: one.statement for one in claim.wordings} == {"de": said[0].id, "en": claim.lead}
    assert claim.text.startswith("The ferry")
    (german,) = claims.worded([claim], "de")
    assert (german.text, german.lead) == ("In Tarsk sank die Fähre Odra", said[0].id)
    assert replace(german, text=claim.text, lead=claim.lead) == claim
    assert claims.worded([claim], "fr") == claims.worded([claim], None) == (claim,)
