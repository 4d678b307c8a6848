"""Retracted matter in evidence graphs: what falls, what stays, and what may never grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.assessment import sketch

from bukti.assessment import weigh
from bukti.assessment.counting import Count
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.retracted import nodes, rests_on, via_id, withdraw
from bukti.assessment.study import drop, study
from bukti.model import (
    AlignedPassage,
    Assessment,
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Document,
    EvidenceGraph,
    LatentOrigin,
    Lineage,
    Matter,
    Mention,
    Opinion,
    Polarity,
    SourceKind,
    Span,
    Stance,
    Statement,
)

PROFILE = sketch.PROFILE
SLACK = 1e-9
KINDS = {"": SourceKind.NARRATOR, "Harbour Ministry": SourceKind.NAMED_ORGANISATION}
RANDOM = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Run:
    """One claim over some reports, before and after retractions."""

    def __init__(self, documents: Sequence[Document], statements: Sequence[Statement], **lineage: object) -> None:
        denying = tuple(s.id for s in statements if s.stance.value == "denies")
        affirming = tuple(s.id for s in statements if s.id not in denying)
        families = {"families": (tuple(sorted(d.report.id for d in documents)),), **lineage}
        self.claim = Claim("cl-1", statements[0].id, "claim", affirming, denying)
        self.context = Context.of(documents, statements, Lineage(**families))  # type: ignore[arg-type]  # a test's fields

    def graph(self, *matter: Matter) -> EvidenceGraph:
        """The evidence graph without this matter."""
        return evidence(self.claim, withdraw(self.context, matter), PROFILE)

    def studied(self, *matter: Matter) -> tuple[Opinion, Count, int]:
        """Opinion, independent origins and reports without this matter."""
        found = study(graph := self.graph(*matter), PROFILE)
        return found.result.opinion, found.counts[0], len(graph.read)

    def weighed(self, *matter: Matter) -> Assessment:
        """The assessment without this matter."""
        return weigh(self.graph(*matter), PROFILE)


def of(document: Document) -> Matter:
    """A report as matter."""
    return ("report", document.report.id)


def count(found: Assessment) -> tuple[int, int]:
    """The interval of independent origins."""
    return found.origins_min, found.origins_max


def taken(
    parent: Document, child: Document, probability: float = 1.0, kind: DerivationKind = DerivationKind.COPY
) -> Derivation:
    """An edge whose one passage covers parent and child."""
    passage = AlignedPassage(Span(0, len(parent.report.text)), Span(0, len(child.report.text)), 1.0)
    return Derivation(
        parent.report.id, child.report.id, kind, probability, direction_known=True, share_of_child=1.0,
        passages=(passage,),
    )  # fmt: skip


def covering(parent: Document, child: Document, words: str) -> Derivation:
    """An edge whose one passage is the same words in both."""
    places = [Span(d.report.text.index(words), d.report.text.index(words) + len(words)) for d in (parent, child)]
    return replace(taken(parent, child), passages=(AlignedPassage(places[0], places[1], 1.0),))


def named(make: SimpleNamespace, document: Document, words: str) -> Document:
    """The document with one more name in it."""
    mention: Mention = make.mention(document, words, f"name:{words.casefold()}")
    return replace(document, mentions=(*document.mentions, mention))


@pytest.fixture
def chain(make: SimpleNamespace) -> tuple[list[Document], Run]:
    """A report with a diplomat, its copy, and the copy's translation."""
    documents = [
        make.document("A diplomat said the plant exists.", "Wire"),
        make.document("A diplomat said the plant exists. Reprint.", "Daily", 2),
        make.document("A diplomat said the plant exists. In translation.", "Zeitung", 4),
    ]
    said = [
        make.statement(d, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS) for d in documents
    ]
    edges = (taken(*documents[:2]), taken(documents[1], documents[2], 0.9, DerivationKind.TRANSLATION))
    return documents, Run(documents, said, edges=edges)


def test_copies_fall_with_their_root(chain: tuple[list[Document], Run]) -> None:
    """Nothing that was taken from a retracted report becomes an origin of its own."""
    (root, *_), run = chain
    assert count(run.weighed()) == (1, 1)
    without = run.weighed(of(root))
    assert (count(without), without.opinion.belief, without.reports) == ((0, 0), 0.0, 2)
    assert without.not_established == ()


def test_a_retracted_copy_takes_nothing_from_its_root(chain: tuple[list[Document], Run]) -> None:
    """The root still stands; what was made from the copy falls with it and adds nothing anyway."""
    (_, copy, _), run = chain
    without = run.weighed(of(copy))
    assert count(without) == (1, 1)
    assert without.opinion.belief == pytest.approx(run.weighed().opinion.belief, abs=0.02)
    assert without.opinion.belief <= run.weighed().opinion.belief


def test_who_has_another_parent_keeps_it(make: SimpleNamespace) -> None:
    """A report made from two still carries the one that was not retracted."""
    first = make.document("A diplomat said the plant exists.", "Wire")
    second = make.document("A miner said the plant exists.", "Herald", 1)
    both = make.document("The plant exists, diplomat and miner say.", "Daily", 2)
    said = [
        make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(second, "the plant exists", "A miner", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(both, "The plant exists"),
    ]
    run = Run([first, second, both], said, edges=(taken(first, both, 0.9), taken(second, both, 0.8)))
    graph = run.graph(of(first))
    live = {origin.id for origin in graph.origins if not origin.retracted}
    (relay,) = (relay for relay in graph.relays if relay.id == both.report.id)
    assert {edge.id for edge in relay.parents} == {first.report.id, second.report.id}
    assert len(live) == 1
    assert count(run.weighed(of(first))) == (1, 1)


def test_a_source_that_others_name_stands_with_what_they_have_from_it(make: SimpleNamespace) -> None:
    """The retracted report was surer of the same ministry; its word goes with it."""
    first = named(make, make.document("Harbour Ministry said the plant may exist.", "Wire"), "Harbour Ministry")
    second = named(make, make.document("Harbour Ministry said the plant exists.", "Daily", 2), "Harbour Ministry")
    said = [
        make.statement(first, "the plant may exist", "Harbour Ministry", "said", degree=Degree.PS),
        make.statement(second, "the plant exists", "Harbour Ministry", "said"),
    ]
    run = Run([first, second], said)
    assert count(run.weighed()) == count(run.weighed(of(second))) == (1, 1)
    (live,) = (origin for origin in run.graph(of(second)).origins if not origin.retracted)
    assert live.degree is Degree.PS
    assert run.weighed(of(second)).opinion.belief < run.weighed().opinion.belief


def test_a_report_that_cites_a_retracted_one_rests_on_it(make: SimpleNamespace) -> None:
    """What "Wire reported" falls with the report of Wire, also where that report does not carry the claim."""
    first = make.document("A diplomat said the plant exists.", "Wire")
    told = make.document("Wire reported the plant exists.", "Daily", 2)
    heard = make.document("A miner told Wire the plant exists.", "Herald", 3)
    said = [
        make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(told, "the plant exists", "Wire", "reported", source_kind=SourceKind.MEDIA),
        make.statement(heard, "the plant exists", "A miner", "told", source_kind=SourceKind.ANONYMOUS, via=("Wire",)),
    ]
    assert Run([first, told, heard], said).weighed(of(first)).opinion.belief == 0.0
    absent = Run([first, told, heard], said[1:])
    assert count(absent.weighed()) != (0, 0)
    assert absent.weighed(of(first)).opinion.belief == 0.0


def test_words_taken_from_a_retracted_report_fall_in_every_claim(make: SimpleNamespace) -> None:
    """A passage is followed to the retracted report, hop by hop, though that report does not carry the claim."""
    root = make.document("Harbour Ministry said the plant exists.", "Wire")
    middle = make.document("Harbour Ministry said: the plant exists.", "Daily", 1)
    last = make.document("The Harbour Ministry said the plant exists.", "Zeitung", 2)
    said = make.statement(last, "the plant exists", "Harbour Ministry", "said")
    edges = (taken(root, middle), taken(middle, last, kind=DerivationKind.TRANSLATION))
    run = Run([root, middle, last], [said], edges=edges)
    assert run.weighed().opinion.belief > 0.0
    assert run.weighed(of(root)).opinion.belief == 0.0
    other = make.document("Harbour Ministry said the plant exists!", "Herald", 0)
    two = Run([root, middle, last, other], [said], edges=(*edges, taken(other, last)))
    assert two.weighed(of(root)).opinion == two.weighed().opinion


def test_a_copy_falls_though_the_sentence_is_no_aligned_passage(make: SimpleNamespace) -> None:
    """The named source of a retracted report is no source of its copy's own; that of an independent report is."""
    texts = ("Harbour Ministry said the plant exists.", "Harbour Ministry said the plant exists. Reprint.")
    first, copy = (named(make, make.document(t, f"Outlet {n}", n), "Harbour Ministry") for n, t in enumerate(texts))
    other = named(make, make.document("Harbour Ministry said the plant exists today.", "Daily", 3), "Harbour Ministry")
    said = [make.statement(d, "the plant exists", "Harbour Ministry", "said") for d in (first, copy, other)]
    edges = (replace(taken(first, copy), passages=()),)
    assert Run([first, copy], said[:2], edges=edges).weighed(of(first)).opinion.belief == 0.0
    run = Run([first, copy, other], said, edges=edges)
    without = run.weighed(of(first))
    assert count(without) == (1, 1)
    (live,) = (share for share in without.origins if not share.retracted)
    assert live.reports == (other.report.id,)


def test_a_denial_does_not_fall_with_the_words_it_denies(make: SimpleNamespace) -> None:
    """Who repeats a retracted claim to deny it has the denial from somebody else; a copied denial falls."""
    wire = make.document("A diplomat said the plant exists. The mayor denied that it runs.", "Wire")
    yard = make.document("Kaldor denied the plant exists.", "Daily", 2)
    copy = make.document("The mayor denied that it runs.", "Herald", 3)
    said = make.statement(wire, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    mayor = make.statement(wire, "it runs", "The mayor", "denied", stance=Stance.DENIES)
    kaldor = make.statement(yard, "the plant exists", "Kaldor", "denied", stance=Stance.DENIES)
    again = make.statement(copy, "it runs", "The mayor", "denied", stance=Stance.DENIES)
    edges = (covering(wire, yard, "the plant exists"), covering(wire, copy, "The mayor denied that it runs"))
    run = Run([wire, yard], [said, kaldor], edges=edges[:1])
    assert run.weighed(of(wire)).opinion.disbelief > 0.0
    other = Run([wire, yard, copy], [kaldor, again], edges=edges)
    other.context = replace(other.context, statements={s.id: s for s in (said, mayor, kaldor, again)})
    (left,) = {o.name for o in other.graph(of(wire)).origins if not o.retracted}
    assert left == "Kaldor"


def test_a_retracted_source_falls_in_all_reports(make: SimpleNamespace) -> None:
    """Every report that has it from the source loses it; a second source of one of them stays."""
    first = named(make, make.document("Harbour Ministry said the plant exists.", "Wire"), "Harbour Ministry")
    second = named(make, make.document("Le Harbour Ministry a dit the plant exists.", "Fanal", 1), "Harbour Ministry")
    third = make.document("A miner said the plant exists.", "Daily", 2)
    said = [
        make.statement(first, "the plant exists", "Harbour Ministry", "said"),
        make.statement(second, "the plant exists", "Harbour Ministry", "a dit"),
        make.statement(third, "the plant exists", "A miner", "said", source_kind=SourceKind.ANONYMOUS),
    ]
    run = Run([first, second, third], said)
    (ministry,) = (origin for origin in run.graph().origins if origin.keys[0][0] == "name")
    without = run.weighed(*ministry.keys)
    assert (run.weighed().origins_max, without.origins_max, without.reports) == (2, 1, 3)
    share = next(share for share in run.weighed().origins if share.id == ministry.id)
    assert without.opinion == share.without


def test_an_outlet_outside_the_collection_takes_what_is_had_from_it(make: SimpleNamespace) -> None:
    """A cited agency that nobody collected: the reports that share its text lose it, by any of its names."""
    first = make.document("A diplomat said the plant exists.", "Daily")
    second = make.document("A diplomat told AFP the plant exists.", "Weekly", 1)
    said = [
        make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
        make.statement(
            second, "the plant exists", "A diplomat", "told", source_kind=SourceKind.ANONYMOUS, via=("AFP",)
        ),
    ]
    passage = AlignedPassage(Span(0, 0), Span(0, len(first.report.text)), 1.0)
    edge = Derivation("ex-1", first.report.id, DerivationKind.COMMON_ORIGIN, 0.9, True, 1.0, (passage,))
    latent = (LatentOrigin("ex-1", (first.report.id,), ("credited",), "Agence France-Presse"),)
    run = Run([first, second], said, edges=(edge,), latent=latent)
    assert run.weighed().opinion.belief > 0.0
    assert run.weighed(("outside", "AFP")).opinion.belief == 0.0
    assert {"ex-1", via_id("afp")} <= nodes(run.context, [("outside", "Agence France-Presse")])


def test_an_outlet_stands_for_all_its_reports(make: SimpleNamespace) -> None:
    """Its reports are withdrawn together, whichever of them a decision names."""
    documents = [make.document(f"The plant exists, part {n}.", "The Harbour Post", n) for n in range(3)]
    run = Run(documents, [make.statement(d, "The plant exists") for d in documents])
    ids = {d.report.id for d in documents}
    for document in documents:
        assert ids <= nodes(run.context, [("outlet", document.report.id)])
    assert run.weighed(("outlet", documents[1].report.id)).reports == 0


def test_an_unnamed_source_is_found_again_in_a_family_that_grew(make: SimpleNamespace) -> None:
    """The key names one report of the family; the family's first report may be another one now."""
    first = make.document("A diplomat said the plant exists.", "Wire")
    said = make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    (key,) = Run([first], [said]).graph().origins[0].keys
    for n in range(40):
        other = make.document(f"The plant exists {n}.", "Daily", 1)
        if other.report.id < first.report.id:
            break
    cited = replace(taken(other, first, kind=DerivationKind.CITATION), passages=())
    grown = Run([first, other], [said], edges=(cited,))
    assert grown.graph().origins[0].keys != (key,)
    assert grown.weighed(key).opinion.belief == 0.0


def test_nobody_takes_the_place_of_what_fell(make: SimpleNamespace) -> None:
    """A report's own voice does not become established because a named source is gone; alone it stays what it was."""
    own = make.document("The plant exists.", "Blog")
    said_by = make.document("The ministry said the plant exists.", "Wire", 1)
    statements = [
        make.statement(own, "The plant exists"),
        make.statement(said_by, "the plant exists", "The ministry", "said"),
    ]
    families = tuple((d.report.id,) for d in (own, said_by))
    run = Run([own, said_by], statements, families=families)
    without = run.weighed(of(said_by))
    assert (count(without), without.uncounted) == ((0, 0), 1)
    alone = Run([own], statements[:1])
    assert count(alone.weighed()) == (1, 1)


def test_what_a_repeater_had_from_others_is_judged_as_before(make: SimpleNamespace) -> None:
    """A parent's own voice was the one origin and stays it when a report that named a source for it is retracted."""
    parent = make.document("The plant exists.", "Blog")
    child = make.document("The ministry said The plant exists.", "Wire", 1)
    statements = [
        make.statement(parent, "The plant exists"),
        make.statement(child, "The plant exists", "The ministry", "said"),
    ]
    run = Run([parent, child], statements, edges=(taken(parent, child),))
    assert count(run.weighed()) == count(run.weighed(of(child))) == (1, 1)
    assert run.weighed(of(child)).opinion == run.weighed().opinion


def test_what_a_graph_rests_on_leaves_out_what_was_retracted(chain: tuple[list[Document], Run]) -> None:
    """A dossier rests on reports that were read and on sources that count."""
    documents, run = chain
    assert rests_on(run.graph()) == {*map(of, documents), run.graph().origins[0].keys[0]}
    assert rests_on(run.graph(of(documents[0]))) == {*map(of, documents[1:]), ("outside", "Wire")}


@RANDOM
@given(sketch.graphs(), st.data())
def test_a_retracted_origin_never_adds_belief(graph: EvidenceGraph, data: st.DataObject) -> None:
    """Neither belief nor the upper count of its own side rises, whatever the graph."""
    gone = data.draw(st.sampled_from(graph.origins))
    marked = replace(graph, origins=tuple(replace(o, retracted=o.id == gone.id) for o in graph.origins))
    before, after = study(graph, PROFILE), study(marked, PROFILE)
    affirmed = gone.polarity is Polarity.AFFIRM
    mass, place = ("belief", 0) if affirmed else ("disbelief", 1)
    assert getattr(after.result.opinion, mass) <= getattr(before.result.opinion, mass) + SLACK
    assert after.counts[place].most <= before.counts[place].most


@RANDOM
@given(sketch.graphs(uncertain=False, links=False), st.data())
def test_retracting_an_origin_is_leaving_it_out(graph: EvidenceGraph, data: st.DataObject) -> None:
    """Over sure edges, where nobody could be it, the opinion is that without the origin (method.md 7.5, 18)."""
    name = data.draw(st.sampled_from([origin.id for origin in graph.origins]))
    marked = replace(graph, origins=tuple(replace(o, retracted=o.id == name) for o in graph.origins))
    one, two = sketch.opinion(marked), sketch.opinion(drop(graph, name))
    assert (one.belief, one.disbelief) == pytest.approx((two.belief, two.disbelief), abs=SLACK)


Collection = tuple[list[tuple[str, str]], list[tuple[int, int, float]]]


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Reports as pairs of source and stance, and derivations from earlier to later ones; no source changes sides."""
    stances = {source: draw(st.sampled_from("aaad")) for source in ("Harbour Ministry", "A diplomat", "A miner", "")}
    reports = draw(st.lists(st.sampled_from(sorted(stances.items())), min_size=2, max_size=5))
    pairs = [(a, b) for b in range(len(reports)) for a in range(b)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5))
    return reports, [(a, b, draw(st.sampled_from([1.0, 0.9, 0.6]))) for a, b in sorted(edges)]


def collected(make: SimpleNamespace, drawn: Collection) -> tuple[list[Document], Run]:
    """The records of a drawn collection."""
    documents, statements = [], []
    for place, (source, stance) in enumerate(drawn[0]):
        verb = "denied" if stance == "d" else "said"
        document = make.document(
            f"{source or 'It is that'} {verb} the plant exists, {place}.", f"Outlet {place}", place
        )
        document = named(make, document, source) if source == "Harbour Ministry" else document
        kind = KINDS.get(source, SourceKind.ANONYMOUS)
        side = Stance.DENIES if stance == "d" else Stance.ASSERTS
        said = make.statement(document, "the plant exists", source, verb, source_kind=kind, stance=side)
        statements.append(said)
        documents.append(document)
    edges = tuple(taken(documents[a], documents[b], chance) for a, b, chance in drawn[1])
    return documents, Run(documents, statements, edges=edges)


def denied(run: Run, *gone: Matter) -> bool:
    """Whether this matter held a denial: without it belief may rise."""
    return any(o.retracted and o.polarity is Polarity.DENY for o in run.graph(*gone).origins)


def never_more(run: Run, *gone: Matter) -> None:
    """Neither belief nor either end of the count is higher without this matter."""
    (one, before, _), (two, after, _) = run.studied(), run.studied(*gone)
    assert two.belief <= one.belief + SLACK
    assert after.least <= before.least
    assert after.most <= before.most


def test_a_retracted_twin_parts_nobody(make: SimpleNamespace) -> None:
    """A ministry stays one with the diplomat who could be it, though another report that named it is retracted."""
    reports = [("Harbour Ministry", "a"), ("", "a"), ("", "a"), ("A diplomat", "a"), ("Harbour Ministry", "a")]
    documents, run = collected(make, (reports, [(0, 1, 1.0), (1, 4, 1.0), (3, 4, 1.0)]))
    for document in documents:
        never_more(run, of(document))


@RANDOM
@given(collections(), st.data())
def test_a_retracted_report_never_adds_belief_or_origins(
    make: SimpleNamespace, drawn: Collection, data: st.DataObject
) -> None:
    """Whatever report is retracted, in whatever family."""
    documents, run = collected(make, drawn)
    gone = of(data.draw(st.sampled_from(documents)))
    assume(not denied(run, gone))
    never_more(run, gone)


@RANDOM
@given(collections(), st.data())
def test_a_retracted_source_never_adds_belief_or_origins(
    make: SimpleNamespace, drawn: Collection, data: st.DataObject
) -> None:
    """The same for a source."""
    _, run = collected(make, drawn)
    gone = data.draw(st.sampled_from(run.graph().origins)).keys
    assume(not denied(run, *gone))
    never_more(run, *gone)


@RANDOM
@given(collections(), st.data())
def test_retracting_a_verbatim_copy_changes_no_opinion(
    make: SimpleNamespace, drawn: Collection, data: st.DataObject
) -> None:
    """A report that repeats another word for word, and that nobody took anything from, is a no-op to retract."""
    reports, edges = drawn
    place = data.draw(st.integers(0, len(reports) - 1))
    documents, run = collected(make, ([*reports, reports[place]], [*edges, (place, len(reports), 1.0)]))
    (one, before, read), (two, after, left) = run.studied(), run.studied(of(documents[-1]))
    assert (two.belief, two.disbelief) == pytest.approx((one.belief, one.disbelief), abs=SLACK)
    assert (after.least, after.most, after.unknown) == (before.least, before.most, before.unknown)
    assert left == read - 1
