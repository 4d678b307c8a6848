"""Which origins are one, could be one, or are none: what the lineage leaves open, and what holds for every lineage."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukti.assessment import profiles, weigh
from bukti.assessment.counting import components
from bukti.assessment.evidence import Context, evidence
from bukti.model import (
    AlignedPassage,
    Assessment,
    Claim,
    Derivation,
    DerivationKind,
    Document,
    EvidenceGraph,
    Form,
    LanguageGuess,
    LatentOrigin,
    Lineage,
    MentionKind,
    Polarity,
    SourceKind,
    Span,
    Stance,
    Statement,
)

PROFILE = profiles.load("default")
UNNAMED = {"source_kind": SourceKind.ANONYMOUS}
PERSON = {"source_kind": SourceKind.NAMED_PERSON}


def _graph(documents: list[Document], said: list[Statement], **lineage: Any) -> EvidenceGraph:
    """The graph of one claim; families follow from the edges, what denies from the stances."""
    edges = lineage.get("edges", ())
    ids = [d.report.id for d in documents]
    families = tuple(tuple(sorted(part)) for part in components(ids, [(e.parent, e.child) for e in edges]))
    sides: dict[bool, list[str]] = {True: [], False: []}
    for statement in said:
        sides[statement.stance is not Stance.DENIES].append(statement.id)
    claim = Claim("cl-1", said[0].id, "claim", tuple(sides[True]), tuple(sides[False]))
    return evidence(claim, Context.of(documents, said, Lineage(families=families, **lineage)), PROFILE)


def _weighed(documents: list[Document], said: list[Statement], **lineage: Any) -> Assessment:
    return weigh(_graph(documents, said, **lineage), PROFILE)


def _ends(result: Assessment) -> tuple[int, int]:
    return result.origins_min, result.origins_max


def _edge(parent: Document, child: Document, probability: float = 0.98, **changes: Any) -> Derivation:
    """A rewrite whose passage covers the child's first sentence."""
    passage = AlignedPassage(parent.sentences[0], child.sentences[0], 1.0)
    base = Derivation(
        parent.report.id,
        child.report.id,
        DerivationKind.REWRITE,
        probability,
        direction_known=True,
        share_of_child=0.5,
        passages=(passage,),
    )
    return replace(base, **changes)


def _from(node: str, child: Document) -> Derivation:
    """An edge from a text that nobody kept: the parent's side is the empty span."""
    passage = AlignedPassage(Span(0, 0), child.sentences[0], 1.0)
    return replace(_edge(child, child), parent=node, kind=DerivationKind.COMMON_ORIGIN, passages=(passage,))


def _named(make: SimpleNamespace, document: Document, *names: str) -> Document:
    mentions = tuple(make.mention(document, n, f"name:{n.casefold()}", MentionKind.PERSON) for n in names)
    return replace(document, mentions=mentions)


@pytest.fixture
def wire(make: SimpleNamespace) -> tuple[Document, Statement]:
    """A report in which Ada Brook says it."""
    document = _named(make, make.document("The plant exists, Ada Brook said.", "Wire"), "Ada Brook")
    return document, make.statement(document, "The plant exists", "Ada Brook", "said", **PERSON)


@pytest.fixture
def daily(make: SimpleNamespace) -> tuple[Document, Statement]:
    """The same words under another name."""
    document = _named(make, make.document("The plant exists, Lars Holt said.", "Daily", 2), "Lars Holt")
    return document, make.statement(document, "The plant exists", "Lars Holt", "said", **PERSON)


Told = tuple[Document, Statement]


def test_whom_a_parent_does_not_name_could_be_its_source(wire: Told, daily: Told) -> None:
    """Shared words under another name are one origin for certain and two at most."""
    edge = _edge(wire[0], daily[0])
    result = _weighed([wire[0], daily[0]], [wire[1], daily[1]], edges=(edge,))
    assert _ends(result) == (1, 2)
    assert [one.counted for one in result.not_established] == [True]


def test_whom_the_child_asked_is_another(make: SimpleNamespace, wire: Told) -> None:
    """Who says more in the child than the parent holds is no source of the parent."""
    text = "The plant exists, Lars Holt said. Lars Holt heard the machines."
    child = _named(make, make.document(text, "Daily", 2), "Lars Holt")
    said = [
        make.statement(child, "The plant exists", "Lars Holt", "said", **PERSON),
        make.statement(child, "heard the machines", "Lars Holt", "", **PERSON),
    ]
    assert _ends(_weighed([wire[0], child], [wire[1], *said], edges=(_edge(wire[0], child),))) == (2, 2)


def test_whom_the_child_asked_could_be_the_parent_s_unnamed_source(make: SimpleNamespace) -> None:
    """The official of the wire may be the man whom the paper found and names."""
    parent = make.document("The plant exists, an official said.", "Wire")
    child = make.document("The plant exists, Lars Holt said. Lars Holt heard the machines.", "Daily", 2)
    child = _named(make, child, "Lars Holt")
    said = [
        make.statement(parent, "The plant exists", "an official", "said", **UNNAMED),
        make.statement(child, "The plant exists", "Lars Holt", "said", **PERSON),
        make.statement(child, "heard the machines", "Lars Holt", "", **PERSON),
    ]
    assert _ends(_weighed([parent, child], said, edges=(_edge(parent, child),))) == (1, 2)


def test_a_quotation_keeps_its_speaker(make: SimpleNamespace, wire: Told) -> None:
    """The same utterance under another name is the same utterance."""
    child = _named(make, make.document("The plant exists, Lars Holt said.", "Daily", 2), "Lars Holt")
    said = make.statement(child, "The plant exists", "Lars Holt", "said", form=Form.DIRECT, **PERSON)
    assert _ends(_weighed([wire[0], child], [wire[1], said], edges=(_edge(wire[0], child),))) == (1, 1)


def test_an_unsure_derivation_leaves_the_source_that_a_report_names(make: SimpleNamespace) -> None:
    """Below `edges.sure` the child's named source counts at the upper end; above it does not."""
    parent = _named(make, make.document("The plant exists, Lars Holt and Ada Brook heard.", "Wire"), "Ada Brook")
    child = _named(make, make.document("The plant exists, Lars Holt said.", "Daily", 2), "Lars Holt")
    said = [
        make.statement(parent, "The plant exists", "Ada Brook", "heard", **PERSON),
        make.statement(child, "The plant exists", "Lars Holt", "said", **PERSON),
    ]
    unsure = _weighed([parent, child], said, edges=(_edge(parent, child, 0.7),))
    assert _ends(unsure) == (1, 2)
    assert _ends(_weighed([parent, child], said, edges=(_edge(parent, child, 0.96),))) == (1, 1)


def test_a_tie_that_is_too_weak_for_an_edge_widens_the_interval(wire: Told, daily: Told) -> None:
    """In either direction; without it the two are two."""
    documents, said = [wire[0], daily[0]], [wire[1], daily[1]]
    assert _ends(_weighed(documents, said)) == (2, 2)
    for parent, child in ((wire, daily), (daily, wire)):
        tie = _edge(parent[0], child[0], 0.3)
        assert _ends(_weighed(documents, said, possible=(tie,))) == (1, 2)
        assert _ends(_weighed(documents, said, possible=(replace(tie, passages=()),))) == (2, 2)


def test_a_text_that_nobody_kept_lies_behind_what_is_aligned_with_it(wire: Told, daily: Told) -> None:
    """Two names under words from one unknown text could be one."""
    ends = [d.report.id for d, _ in (wire, daily)]
    edges = tuple(_from("la-1", document) for document, _ in (wire, daily))
    latent = (LatentOrigin("la-1", tuple(ends), ("shared",)),)
    result = _weighed([wire[0], daily[0]], [wire[1], daily[1]], edges=edges, latent=latent)
    assert _ends(result) == (1, 2)


def test_an_unnamed_person_could_be_whom_another_report_names(make: SimpleNamespace, wire: Told) -> None:
    """One that the same report gives beside the name is somebody else; a document is nobody."""
    other = make.document("An official said it runs.", "Daily", 1)
    unnamed = make.statement(other, "it runs", "An official", "said", **UNNAMED)
    assert _ends(_weighed([wire[0], other], [wire[1], unnamed])) == (1, 2)
    text = "An official said it runs. Tom Lind agreed that it does."
    both = _named(make, make.document(text, "Daily", 1), "Tom Lind")
    said = [
        make.statement(both, "it runs", "An official", "said", **UNNAMED),
        make.statement(both, "it does", "Tom Lind", "agreed", **PERSON),
    ]
    assert _ends(_weighed([both], said)) == (2, 2)
    paper = make.document("A ledger shows it runs.", "Daily", 1)
    shown = make.statement(paper, "it runs", "A ledger", "shows", source_kind=SourceKind.DOCUMENT)
    assert _ends(_weighed([wire[0], paper], [wire[1], shown])) == (2, 2)


def test_an_unnamed_person_is_one_of_two_who_have_names(make: SimpleNamespace, wire: Told, daily: Told) -> None:
    """Either may be the official, not both: they stay two at the lower end."""
    other = make.document("An official said it runs.", "Globe", 1)
    unnamed = make.statement(other, "it runs", "An official", "said", **UNNAMED)
    assert _ends(_weighed([wire[0], daily[0], other], [wire[1], daily[1], unnamed])) == (2, 3)


def test_what_does_not_count_stands_between_nobody(make: SimpleNamespace) -> None:
    """A medium whose words an unnamed source may have repeated does not keep that source from being another's."""
    first = make.document("The plant exists, Lantern reported.", "Wire")
    second = make.document("The plant exists, an official said.", "Daily", 1)
    third = make.document("A diplomat said it runs.", "Globe", 2)
    said = [
        make.statement(first, "The plant exists", "Lantern", "reported", source_kind=SourceKind.MEDIA),
        make.statement(second, "The plant exists", "an official", "said", **UNNAMED),
        make.statement(third, "it runs", "A diplomat", "said", **UNNAMED),
    ]
    tie = _edge(first, second, 0.3)
    result = _weighed([first, second, third], said, possible=(tie,))
    assert (*_ends(result), result.uncounted) == (1, 2, 1)


def test_a_merged_report_does_not_make_one_family_of_its_parents(make: SimpleNamespace) -> None:
    """The unnamed sources of two independent wires stay two at the upper end."""
    first = make.document("A diplomat said the plant exists.", "Wire")
    second = make.document("An engineer said the plant exists.", "Lantern", 1)
    merged = make.document("The plant exists. A diplomat and an engineer said it.", "Daily", 2)
    said = [
        make.statement(first, "the plant exists", "A diplomat", "said", **UNNAMED),
        make.statement(second, "the plant exists", "An engineer", "said", **UNNAMED),
        make.statement(merged, "The plant exists"),
    ]
    edges = (_edge(first, merged, share_of_child=0.6), _edge(second, merged, share_of_child=0.4))
    assert _ends(_weighed([first, second, merged], said, edges=edges)) == (1, 2)


def test_a_report_that_names_who_told_it_has_no_voice_of_its_own(make: SimpleNamespace) -> None:
    """A headline in the report's own voice is what the source below it said."""
    document = _named(make, make.document("The plant exists. Ada Brook said it runs.", "Wire"), "Ada Brook")
    said = [
        make.statement(document, "The plant exists"),
        make.statement(document, "it runs", "Ada Brook", "said", **PERSON),
    ]
    (origin,) = _graph([document], said).origins
    assert origin.name == "Ada Brook"


def test_a_medium_that_led_to_others_words_is_no_origin(make: SimpleNamespace) -> None:
    """Behind an agency that nobody collected stands who told it, not the agency beside."""
    first = _named(make, make.document("The plant exists, Ada Brook told Lantern.", "Daily"), "Ada Brook")
    second = make.document("The plant exists, Lantern reported.", "Globe", 1)
    said = [
        make.statement(first, "The plant exists", "Ada Brook", "told", **PERSON),
        make.statement(second, "The plant exists", "Lantern", "reported", source_kind=SourceKind.MEDIA),
    ]
    edges = tuple(_from("ex-1", document) for document in (first, second))
    latent = (LatentOrigin("ex-1", tuple(sorted(d.report.id for d in (first, second))), ("cited",), "Lantern"),)
    (origin,) = _graph([first, second], said, edges=edges, latent=latent).origins
    assert origin.name == "Ada Brook"


def test_an_admission_under_another_name_replaces_the_denial(make: SimpleNamespace) -> None:
    """The ministry, the state, and a ministry without its country are one voice; the last word stands."""
    first = make.document("The Defence Ministry of Chile denied the plant exists.", "Wire")
    body = make.mention(first, "Defence Ministry", "name:defence ministry")
    first = replace(first, mentions=(body, make.mention(first, "Chile", "country:cl", MentionKind.COUNTRY)))
    denied = make.statement(first, "the plant exists", "The Defence Ministry of Chile", "denied", stance=Stance.DENIES)
    for number, name in enumerate(("Chile", "A ministry spokesman"), 1):
        later = make.document(f"{name} admitted the plant exists.", "Daily", number)
        if name == "Chile":
            later = replace(later, mentions=(make.mention(later, name, "country:cl", MentionKind.COUNTRY),))
        admitted = make.statement(later, "the plant exists", name, "admitted")
        (origin,) = _graph([first, later], [denied, admitted]).origins
        assert origin.polarity is Polarity.AFFIRM


def test_reporters_of_two_outlets_are_two(make: SimpleNamespace) -> None:
    """An outlet's own reporter is an origin; in another's report, the outlet's report."""
    first = make.document("A Wire reporter said the plant exists.", "Wire")
    second = make.document("A Daily correspondent said the plant exists.", "Daily", 1)
    third = make.document("A Wire reporter said the plant exists, and so on.", "Globe", 2)
    documents, said = [], []
    for document, outlet, shown in (
        (first, "Wire", "A Wire reporter"),
        (second, "Daily", "A Daily correspondent"),
        (third, "Wire", "A Wire reporter"),
    ):
        documents.append(replace(document, mentions=(make.mention(document, outlet, f"media:{outlet}"),)))
        said.append(make.statement(documents[-1], "the plant exists", shown, "said", **UNNAMED))
    graph = _graph(documents, said)
    assert sorted(origin.name for origin in graph.origins) == ["Daily correspondent", "Wire reporter"]
    assert _ends(weigh(graph, PROFILE)) == (2, 2)


def test_an_outlet_that_is_read_as_a_document_is_its_report(make: SimpleNamespace, wire: Told) -> None:
    """What "the Wire reported" leads to the Wire's report, whatever kind of source the reader took it for."""
    other = make.document("Wire reported the plant exists.", "Daily", 1)
    said = make.statement(other, "the plant exists", "Wire", "reported", source_kind=SourceKind.DOCUMENT)
    assert len(_graph([wire[0], other], [wire[1], said]).origins) == 1


SOURCES = ("Ada Brook", "Lars Holt", "Tom Lind", "A diplomat", "An official", "A company filing", "")


def _collection(make: SimpleNamespace, drawn: list[tuple[int, str]]) -> tuple[list[Document], list[Statement]]:
    """Reports of one sentence each, by the source and in the language that were drawn."""
    documents, said = [], []
    for place, (number, language) in enumerate(drawn):
        source = SOURCES[number]
        text = f"The plant exists, {source} said, number {place}." if source else f"The plant exists, number {place}."
        document = make.document(text, f"Paper {place}", place, language=LanguageGuess(language, 1.0))
        person = bool(source) and not source.startswith("A")
        kind = SourceKind.NAMED_PERSON if person or source == "Ada Brook" else SourceKind.ANONYMOUS
        kind = SourceKind.DOCUMENT if source.endswith("filing") else kind if source else SourceKind.NARRATOR
        document = _named(make, document, source) if kind is SourceKind.NAMED_PERSON else document
        documents.append(document)
        said.append(make.statement(document, "The plant exists", source, "said" if source else "", source_kind=kind))
    return documents, said


REPORTS = st.lists(
    st.tuples(st.integers(0, len(SOURCES) - 1), st.sampled_from(("en", "en", "ru"))), min_size=2, max_size=5
)


@st.composite
def _lineages(draw: st.DrawFn) -> tuple[list[tuple[int, str]], list[tuple[int, int, float, bool]]]:
    """What each report says, and edges from earlier to later reports: probability, and whether text is shared."""
    reports = draw(REPORTS)
    pairs = list(combinations(range(len(reports)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    chances = (0.6, 0.97, 1.0)
    return reports, [(*pair, draw(st.sampled_from(chances)), draw(st.booleans())) for pair in sorted(chosen)]


def _edges(documents: list[Document], drawn: list[tuple[int, int, float, bool]]) -> tuple[Derivation, ...]:
    kinds = {True: DerivationKind.REWRITE, False: DerivationKind.CITATION}
    return tuple(
        _edge(documents[a], documents[b], chance, kind=kinds[text], **({} if text else {"passages": ()}))
        for a, b, chance, text in drawn
    )


PROPERTY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@given(_lineages(), st.data())
@PROPERTY
def test_a_copy_never_raises_the_upper_end(
    make: SimpleNamespace, drawn: tuple[list[tuple[int, str]], list[tuple[int, int, float, bool]]], data: st.DataObject
) -> None:
    """Nor does a translation or a rewrite, in whatever name it puts what it took over."""
    documents, said = _collection(make, drawn[0])
    edges = _edges(documents, drawn[1])
    before = _weighed(documents, said, edges=edges)
    original = data.draw(st.integers(0, len(documents) - 1))
    source, language = drawn[0][original]
    kind = data.draw(st.sampled_from((DerivationKind.COPY, DerivationKind.TRANSLATION)))
    language = "uk" if kind is DerivationKind.TRANSLATION else language
    more, told = _collection(make, [*drawn[0], (source, language)])
    copied = _edge(more[original], more[-1], kind=kind)
    after = _weighed(more, told, edges=(*edges, copied))
    assert after.origins_max <= before.origins_max
    assert after.origins_min <= after.origins_max


@given(_lineages(), st.randoms(use_true_random=False))
@PROPERTY
def test_order_changes_nothing(
    make: SimpleNamespace, drawn: tuple[list[tuple[int, str]], list[tuple[int, int, float, bool]]], random: Any
) -> None:
    """Documents, statements and edges in any order give the same graph."""
    documents, said = _collection(make, drawn[0])
    edges = list(_edges(documents, drawn[1]))
    before = _graph(documents, said, edges=tuple(edges))
    for items in (documents, said, edges):
        random.shuffle(items)
    assert _graph(documents, said, edges=tuple(edges)) == before


@given(_lineages())
@PROPERTY
def test_without_an_edge_the_upper_end_is_never_lower(
    make: SimpleNamespace, drawn: tuple[list[tuple[int, str]], list[tuple[int, int, float, bool]]]
) -> None:
    """What is no longer known to be derived may be independent.

    A report with two parents belongs to the family of the nearer one (docs/assessment.md): without that edge it moves
    to the other family and shares its dependence, so such edges are left out here.
    """
    documents, said = _collection(make, drawn[0])
    before = _weighed(documents, said, edges=_edges(documents, drawn[1])).origins_max
    children = [edge[1] for edge in drawn[1]]
    for place in (n for n, child in enumerate(children) if children.count(child) == 1):
        fewer = drawn[1][:place] + drawn[1][place + 1 :]
        assert _weighed(documents, said, edges=_edges(documents, fewer)).origins_max >= before
