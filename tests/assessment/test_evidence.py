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
    LanguageGuess,
    LatentOrigin,
    Lineage,
    Mention,
    MentionKind,
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
    assert (together.origins_min, together.origins_max, together.uncounted) == (1, 1, 1)
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


def test_who_cites_is_a_link_and_no_second_origin(make: SimpleNamespace) -> None:
    """There is one origin, Y, for "X said P, citing Y", whichever of the two statements comes first."""
    document = make.document("Ada Brook said the plant exists, citing Euronews.", "Wire")
    citing = make.statement(document, "the plant exists", "Ada Brook", "said", source_kind=SourceKind.NAMED_PERSON)
    cited = make.statement(
        document, "the plant exists", "Euronews", "citing", source_kind=SourceKind.MEDIA, via=("Ada Brook",)
    )
    for statements in ([citing, cited], [cited, citing]):
        graph = _graph([document], statements)
        assert [origin.name for origin in graph.origins] == ["Euronews"]
        assert {relay.name for relay in graph.relays} == {"Wire", "Ada Brook"}


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


def test_an_outlet_that_was_read_is_a_relay_and_no_origin(make: SimpleNamespace) -> None:
    """What a paper "reported" goes back to the paper's own report, by its full name, its first word or its initials."""
    first = make.document("A diplomat said the plant exists.", "Norda Press Agency")
    said = make.statement(first, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    for name in ("Norda Press Agency", "Norda", "NPA"):
        second = make.document(f"{name} reported the plant exists.", "Daily", 2)
        told = make.statement(second, "the plant exists", name, "reported")
        graph = _graph([first, second], [said, told])
        assert [o.name for o in graph.origins] == ["A diplomat (unnamed)".removeprefix("A ").capitalize()]
        relay = next(relay for relay in graph.relays if relay.id == second.report.id)
        assert [edge.id for edge in relay.parents] == [first.report.id]


def test_an_outlet_that_nobody_collected_is_not_established(make: SimpleNamespace) -> None:
    """A cited paper passes on from somebody unknown: it is no second origin beside a named one."""
    document = make.document("Lantern reported the plant exists. The ministry said it exists.", "Wire")
    told = make.statement(document, "the plant exists", "Lantern", "reported")
    said = make.statement(document, "it exists", "The ministry", "said")
    latent = (LatentOrigin("ex-1", (document.report.id,), ("cited",), "Lantern Weekly"),)
    assessment = weigh(_graph([document], [told, said], latent=latent), PROFILE)
    assert (assessment.origins_min, assessment.origins_max, assessment.uncounted) == (1, 1, 1)


def test_a_report_that_names_itself_speaks_in_its_own_voice(make: SimpleNamespace) -> None:
    """An outlet is not its own source."""
    document = make.document("Wire reported the plant exists.", "Wire")
    said = make.statement(document, "the plant exists", "Wire", "reported", source_kind=SourceKind.MEDIA)
    (origin,) = _graph([document], [said]).origins
    assert origin.name == "Wire (its own words)"


def test_a_body_that_speaks_in_its_own_report_has_it_from_nobody(make: SimpleNamespace) -> None:
    """A firm's denial repeats the words it denies; it stays the firm's, and who quotes the firm relays it."""
    first = make.document("Officials said the plant exists. Kaldor denied the plant exists.", "Wire")
    second = make.document("Kaldor denies the plant exists.", "Kaldor", 5)
    said = make.statement(first, "the plant exists", "Officials", "said", source_kind=SourceKind.ANONYMOUS)
    denied = [
        make.statement(first, "the plant exists", "Kaldor", "denied", stance=Stance.DENIES),
        make.statement(second, "the plant exists", "Kaldor", "denies", stance=Stance.DENIES),
    ]
    graph = _graph([first, second], [said], denied, edges=(_copy(first, second),))
    assert [(o.name, o.polarity.value) for o in graph.origins if o.polarity is Polarity.DENY] == [("Kaldor", "deny")]
    assert weigh(graph, PROFILE).opinion.disbelief > 0


def test_a_denial_is_not_taken_over_from_who_affirms(make: SimpleNamespace) -> None:
    """Shared words do not make a parent's claim the source of the child's denial."""
    first = make.document("Officials said the plant exists.", "Wire")
    second = make.document("The mayor denied the plant exists.", "Daily", 5)
    said = make.statement(first, "the plant exists", "Officials", "said", source_kind=SourceKind.ANONYMOUS)
    denied = make.statement(second, "the plant exists", "The mayor", "denied", stance=Stance.DENIES)
    graph = _graph([first, second], [said], [denied], edges=(_copy(first, second),))
    assert {o.polarity for o in graph.origins} == {Polarity.AFFIRM, Polarity.DENY}


def test_reports_that_only_cite_each_other_rest_on_somebody_unknown(make: SimpleNamespace) -> None:
    """A circle of citations gets one origin, and `weigh` accepts the graph."""
    first = make.document("Weekly reported the plant exists.", "Daily")
    second = make.document("Daily reported the plant exists.", "Weekly", 1)
    said = [
        make.statement(first, "the plant exists", "Weekly", "reported"),
        make.statement(second, "the plant exists", "Daily", "reported"),
    ]
    graph = _graph([first, second], said)
    (origin,) = graph.origins
    assert origin.name.endswith("(its own words)")
    assert weigh(graph, PROFILE).origins_max == 1


def test_a_spokesman_speaks_for_the_body(make: SimpleNamespace) -> None:
    """The ministry, its spokesman and the state for which it speaks are one voice."""
    text = "Ivo Lenz, spokesman of the Harbour Ministry of Brazil, said the plant exists. Lenz added that it is new."
    document = make.document(text, "Wire")
    again = Span(text.index("Lenz added"), text.index("Lenz added") + 4)
    mentions = (
        make.mention(document, "Ivo Lenz", "name:ivo lenz", MentionKind.PERSON),
        make.mention(document, "Harbour Ministry", "name:harbour ministry"),
        make.mention(document, "Brazil", "country:br", MentionKind.COUNTRY),
        Mention(again, MentionKind.OTHER, "name:lenz", "Lenz"),
    )
    document = replace(document, mentions=mentions)
    other = make.document("The Harbour Ministry of Brazil said the plant exists. Brazil said so.", "Daily", 1)
    named = (
        make.mention(other, "Harbour Ministry", "name:harbour ministry"),
        make.mention(other, "Brazil", "country:br", MentionKind.COUNTRY),
    )
    other = replace(other, mentions=named)
    said = [
        make.statement(document, "the plant exists", "Ivo Lenz", "said", source_kind=SourceKind.NAMED_PERSON),
        replace(make.statement(document, "it is new", "Lenz", source_kind=SourceKind.NAMED_PERSON), source=(again,)),
        make.statement(other, "the plant exists", "The Harbour Ministry", "said"),
        make.statement(other, "so", "Brazil", "said"),
    ]
    graph = _graph([document, other], said)
    assert [o.name for o in graph.origins] == ["Ivo Lenz (Harbour Ministry)"]
    assert graph.origins[0].group == "one government (br)"


def test_a_person_beside_a_body_does_not_speak_for_it(make: SimpleNamespace) -> None:
    """Without a word for it nobody is taken for a spokesman, nor across lines."""
    text = "Ivo Lenz left the Harbour Ministry and said the plant exists.\nA spokesman of the Harbour Ministry slept."
    document = make.document(text, "Wire")
    mentions = (
        make.mention(document, "Ivo Lenz", "name:ivo lenz", MentionKind.PERSON),
        make.mention(document, "Harbour Ministry", "name:harbour ministry"),
    )
    document = replace(document, mentions=mentions)
    (origin,) = _graph([document], [make.statement(document, "the plant exists", "Ivo Lenz", "said")]).origins
    assert (origin.name, origin.group) == ("Ivo Lenz", None)


def test_one_document_described_twice_is_one_origin(make: SimpleNamespace) -> None:
    """The filing is the company filing of the sentence before; the longer words name it."""
    document = make.document("A company filing shows the plant exists. The filing says it is new.", "Wire")
    said = [
        make.statement(document, "the plant exists", "A company filing", "shows", source_kind=SourceKind.DOCUMENT),
        make.statement(document, "it is new", "The filing", "says", source_kind=SourceKind.DOCUMENT),
    ]
    (origin,) = _graph([document], said).origins
    assert origin.name == "Company filing"


def test_a_document_described_by_unnamed_people_counts_with_them(make: SimpleNamespace) -> None:
    """Nothing in one report shows that an unseen assessment and the diplomats who describe it are two origins."""
    document = make.document("An assessment says the plant exists. A diplomat said it is real.", "Wire")
    said = [
        make.statement(document, "the plant exists", "An assessment", "says", source_kind=SourceKind.DOCUMENT),
        make.statement(document, "it is real", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS),
    ]
    graph = _graph([document], said)
    assert len(graph.origins) == 2
    assert weigh(graph, PROFILE).origins_max == 1
    other = make.document("A contract says the plant exists.", "Daily", 1)
    second = make.statement(other, "the plant exists", "A contract", "says", source_kind=SourceKind.DOCUMENT)
    assessment = weigh(_graph([document, other], [*said, second]), PROFILE)
    assert (assessment.origins_min, assessment.origins_max) == (1, 2)


def test_a_translated_name_could_be_the_name(make: SimpleNamespace) -> None:
    """Two names of bodies in two languages are one for the lower end, of one family or of two."""
    first = make.document("The Fire Service said the plant exists.", "Wire")
    second = make.document(
        "Dinas Kebakaran mengatakan the plant exists.", "Harian", 1, language=LanguageGuess("id", 1.0)
    )
    first = replace(first, mentions=(make.mention(first, "Fire Service", "name:fire service"),))
    second = replace(second, mentions=(make.mention(second, "Dinas Kebakaran", "name:dinas kebakaran"),))
    said = [
        make.statement(first, "the plant exists", "The Fire Service", "said"),
        make.statement(second, "the plant exists", "Dinas Kebakaran", "mengatakan"),
    ]
    family = (tuple(sorted((first.report.id, second.report.id))),)
    together = weigh(_graph([first, second], said, families=family), PROFILE)
    assert (together.origins_min, together.origins_max) == (1, 2)
    apart = weigh(_graph([first, second], said), PROFILE)
    assert (apart.origins_min, apart.origins_max) == (1, 2)


def test_nobody_s_belief_is_not_established(make: SimpleNamespace) -> None:
    """What "is believed" counts only where nothing else stands behind the claim."""
    document = make.document("The plant is believed to exist.", "Wire")
    believed = make.statement(document, "exist", "", "is believed to", source_kind=SourceKind.IMPERSONAL)
    (origin,) = _graph([document], [believed]).origins
    assert (origin.name, origin.established) == ("an unnamed holder of the belief", True)


def test_a_holder_who_calls_it_insufficient_is_taken_at_possible(make: SimpleNamespace) -> None:
    """Not strong enough to act on: the verb does not matter."""
    document = make.document("A diplomat said the plant exists.", "Wire")
    said = make.statement(document, "the plant exists", "A diplomat", "said", flags=("insufficient",))
    (origin,) = _graph([document], [said]).origins
    assert origin.degree is Degree.PS


def test_a_medium_that_a_statement_names_is_its_report_where_that_was_read(make: SimpleNamespace) -> None:
    """`via` leads to the report of the collection, and to nobody when it is the report itself."""
    first = make.document("A diplomat said the plant exists.", "Euronews")
    second = make.document("A diplomat told Euronews the plant exists.", "Daily", 1)
    kind = {"source_kind": SourceKind.ANONYMOUS}
    said = [
        make.statement(first, "the plant exists", "A diplomat", "said", via=("Euronews",), **kind),
        make.statement(second, "the plant exists", "A diplomat", "told", via=("Euronews",), **kind),
    ]
    graph = _graph([first, second], said)
    assert {relay.id for relay in graph.relays} == {first.report.id, second.report.id}
    (edge,) = next(relay for relay in graph.relays if relay.id == second.report.id).parents
    assert edge.id == first.report.id


def test_a_quotation_outside_the_aligned_passages_keeps_its_source(make: SimpleNamespace) -> None:
    """A rewrite that adds a named source of its own adds an origin; a citation alone takes nothing over."""
    first = make.document("The ministry said the plant exists.", "Wire")
    second = make.document("The plant exists, the ministry said. The mayor said it exists.", "Daily", 1)
    said = [
        make.statement(first, "the plant exists", "The ministry", "said"),
        make.statement(second, "it exists", "The mayor", "said"),
    ]
    passages = (AlignedPassage(Span(0, 35), Span(0, 36), 0.9), AlignedPassage(Span(0, 5), Span(0, 5), 0.9))
    for kind in (DerivationKind.REWRITE, DerivationKind.CITATION):
        edge = replace(_copy(first, second, kind), passages=passages)
        assert len(_graph([first, second], said, edges=(edge,)).origins) == 2


def test_every_graph_is_accepted_by_weigh(make: SimpleNamespace) -> None:
    """A title or a path names a report without an outlet; a statement without a source has a name for the reader."""
    first = make.document("Somebody said the plant exists.", "")
    bare = make.statement(first, "the plant exists", "", "said", source_kind=SourceKind.ANONYMOUS)
    graph = _graph([first], [bare])
    assert [o.name for o in graph.origins] == ["a source that is not given (unnamed)"]
    assert graph.relays[0].name == first.report.title
    assert weigh(graph, PROFILE).reports == 1


def test_ministries_of_two_countries_are_two(make: SimpleNamespace) -> None:
    """The same name of a body is told apart by the country beside it, wherever in the report it stands."""
    said = []
    documents = []
    for hours, (country, key) in enumerate((("Brazil", "country:br"), ("Chile", "country:cl"))):
        text = f"{country}'s Harbour Ministry met. The Harbour Ministry said the plant exists."
        document = make.document(text, country, hours)
        second = Span(text.rindex("Harbour"), text.rindex("Harbour") + len("Harbour Ministry"))
        mentions = (
            make.mention(document, country, key, MentionKind.COUNTRY),
            make.mention(document, "Harbour Ministry", "name:harbour ministry"),
            Mention(second, MentionKind.ORGANISATION, "name:harbour ministry", "Harbour Ministry"),
        )
        documents.append(replace(document, mentions=mentions))
        said.append(make.statement(documents[-1], "the plant exists", "The Harbour Ministry", "said"))
    graph = _graph(documents, said)
    assert len({o.group for o in graph.origins}) == 2
    assert weigh(graph, PROFILE).origins_max == 2
