"""From claims to evidence graphs."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from bukti.assessment import profiles, weigh
from bukti.assessment.evidence import Context, evidence
from bukti.model import (
    AlignedPassage,
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Document,
    EvidenceGraph,
    LatentOrigin,
    Lineage,
    Polarity,
    SourceKind,
    Span,
    Stance,
    Statement,
)

PROFILE = profiles.load("default")


def _graph(
    documents: list[Document], affirming: list[Statement], denying: list[Statement] | None = None, **lineage: object
) -> EvidenceGraph:
    """The evidence graph of one claim over these statements."""
    against = denying or []
    found = Lineage(**{"families": tuple((d.report.id,) for d in documents), **lineage})  # type: ignore[arg-type]  # a test's literal fields
    claim = Claim("cl-1", affirming[0].id, "claim", tuple(s.id for s in affirming), tuple(s.id for s in against))
    return evidence(claim, Context.of(documents, [*affirming, *against], found), PROFILE)


def _copy(parent: Document, child: Document, kind: DerivationKind = DerivationKind.COPY) -> Derivation:
    """An edge whose passage covers the whole child."""
    passage = AlignedPassage(Span(0, len(parent.report.text)), Span(0, len(child.report.text)), 1.0)
    return Derivation(
        parent.report.id, child.report.id, kind, 0.98, direction_known=True, share_of_child=1.0, passages=(passage,)
    )


def test_a_copy_adds_a_relay_and_no_origin(make: SimpleNamespace) -> None:
    """A copied statement goes back to its parent and counts once."""
    first = make.document("The ministry said the plant exists.", "Wire")
    second = make.document("The ministry said the plant exists. Reprint.", "Daily", 2)
    statements = [make.statement(d, "the plant exists", "The ministry", "said") for d in (first, second)]
    family = (tuple(sorted((first.report.id, second.report.id))),)
    graph = _graph([first, second], statements, edges=(_copy(first, second),), families=family)
    assert len(graph.origins) == 1
    assert graph.read == tuple(sorted((first.report.id, second.report.id)))
    child = next(relay for relay in graph.relays if relay.id == second.report.id)
    assert [edge.id for edge in child.parents] == [first.report.id]


def test_one_name_in_two_reports_is_one_origin(make: SimpleNamespace) -> None:
    """Equal name keys are one origin, whatever the words."""
    first = make.document("The ministry said the plant exists.", "Wire")
    second = make.document("Das Ministerium sagte, the plant exists.", "Zeitung", 1)
    first = replace(first, mentions=(make.mention(first, "The ministry", "org:ministry"),))
    second = replace(second, mentions=(make.mention(second, "Das Ministerium", "org:ministry"),))
    statements = [
        make.statement(first, "the plant exists", "The ministry", "said"),
        make.statement(second, "the plant exists", "Das Ministerium", "sagte"),
    ]
    graph = _graph([first, second], statements)
    assert len(graph.origins) == 1
    assert weigh(graph, PROFILE).origins_max == 1


def test_unnamed_sources_of_two_reports_may_be_one(make: SimpleNamespace) -> None:
    """Two anonymous descriptions are never counted as two people at the lower end."""
    first = make.document("A diplomat said the plant exists.", "Wire")
    second = make.document("An official said the plant exists.", "Daily", 1)
    statements = [
        make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(second, "the plant exists", "An official", "said", source_kind=SourceKind.ANONYMOUS),
    ]
    assessment = weigh(_graph([first, second], statements), PROFILE)
    assert (assessment.origins_min, assessment.origins_max) == (1, 2)


def test_unnamed_sources_of_one_report_share_a_group(make: SimpleNamespace) -> None:
    """Several unnamed sources of one report are one origin at both ends."""
    document = make.document("A diplomat said the plant exists. An official said it is real.", "Wire")
    statements = [
        make.statement(document, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(document, "it is real", "An official", "said", source_kind=SourceKind.ANONYMOUS),
    ]
    assessment = weigh(_graph([document], statements), PROFILE)
    assert (assessment.origins_min, assessment.origins_max) == (1, 1)


def test_the_reports_own_words_count_only_when_nothing_else_stands_behind(make: SimpleNamespace) -> None:
    """Unknown lineage is a third value beside a named source, and the one origin where it is alone."""
    own = make.document("The plant exists.", "Blog")
    named = make.document("The ministry said the plant exists.", "Wire", 1)
    narrated = make.statement(own, "The plant exists")
    said = make.statement(named, "the plant exists", "The ministry", "said")
    together = weigh(_graph([own, named], [narrated, said]), PROFILE)
    assert (together.origins_min, together.origins_max, together.not_established) == (1, 1, 1)
    alone = weigh(_graph([own], [narrated]), PROFILE)
    assert (alone.origins_min, alone.origins_max) == (1, 1)


def test_a_denial_is_an_origin_of_the_other_side(make: SimpleNamespace) -> None:
    """A denial enters with its polarity and its self-interest."""
    document = make.document("A diplomat said the plant exists. Beijing denies it.", "Wire")
    said = make.statement(document, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    denied = make.statement(document, "it", "Beijing", "denies", stance=Stance.DENIES, flags=("self-interest",))
    graph = _graph([document], [said], [denied])
    against = [origin for origin in graph.origins if origin.polarity is Polarity.DENY]
    assert [(origin.name, origin.self_interest) for origin in against] == [("Beijing", True)]


def test_a_medium_between_source_and_report_is_a_relay(make: SimpleNamespace) -> None:
    """`via` puts one relay for each medium between the source and the report."""
    document = make.document("A diplomat told Euronews the plant exists.", "Wire")
    said = make.statement(
        document, "the plant exists", "A diplomat", "told", source_kind=SourceKind.ANONYMOUS, via=("Euronews",)
    )
    graph = _graph([document], [said])
    assert {relay.name for relay in graph.relays} == {"Wire", "Euronews"}
    (edge,) = next(relay for relay in graph.relays if relay.name == "Wire").parents
    assert edge.id == next(relay.id for relay in graph.relays if relay.name == "Euronews")


def test_a_latent_origin_stands_between_the_reports_and_the_source(make: SimpleNamespace) -> None:
    """Two reports of one lost wire rest on one origin."""
    first = make.document("A diplomat said the plant exists.", "Daily")
    second = make.document("A diplomat said the plant exists. More.", "Weekly", 1)
    statements = [
        make.statement(d, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
        for d in (first, second)
    ]
    edges = tuple(
        Derivation(
            "la-1", d.report.id, DerivationKind.COMMON_ORIGIN, 0.9, direction_known=True, share_of_child=1.0,
            passages=(AlignedPassage(Span(0, 1), Span(0, len(d.report.text)), 1.0),),
        )
        for d in (first, second)
    )  # fmt: skip
    members = tuple(sorted((first.report.id, second.report.id)))
    latent = (LatentOrigin("la-1", members, ("shared passages",)),)
    graph = _graph([first, second], statements, edges=edges, latent=latent, families=(members,))
    assert len(graph.origins) == 1
    assert weigh(graph, PROFILE).origins_max == 1


def test_questions_carry_no_evidence(make: SimpleNamespace) -> None:
    """An open statement is no relay and no origin."""
    document = make.document("The ministry asked whether the plant exists.", "Wire")
    other = make.document("A diplomat said the plant exists.", "Daily", 1)
    asked = make.statement(document, "the plant exists", "The ministry", "asked", degree=Degree.UU)
    said = make.statement(other, "the plant exists", "A diplomat", "said")
    graph = _graph([document, other], [said, asked])
    assert graph.read == (other.report.id,)


def test_the_later_statement_of_an_origin_replaces_the_earlier(make: SimpleNamespace) -> None:
    """A source that weakens its statement is taken at its latest word, whatever the order of input."""
    first = make.document("The ministry said the plant exists.", "Wire")
    second = make.document("The ministry said the plant exists, perhaps.", "Wire", 9)
    sure = make.statement(first, "the plant exists", "The ministry", "said")
    unsure = make.statement(second, "the plant exists", "The ministry", "said", degree=Degree.PS)
    for order in ([sure, unsure], [unsure, sure]):
        (origin,) = _graph([first, second], order).origins
        assert origin.degree is Degree.PS
