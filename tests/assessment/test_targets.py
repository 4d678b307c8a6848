"""What a name may mean."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import load
from bukti.assessment.targets import Target, nearest, origins, reports
from bukti.model import Claim, Document, LatentOrigin, Lineage, MentionKind, SourceKind, Statement

PROFILE = load("default")


def _origins(documents: list[Document], said: list[Statement], **lineage: object) -> tuple[Target, ...]:
    """Everything that can be retracted beside reports; each statement is a claim of its own."""
    families = {"families": tuple((d.report.id,) for d in documents), **lineage}
    context = Context.of(documents, said, Lineage(**families))  # type: ignore[arg-type]  # a test's fields
    claims = [Claim(f"cl-{s.id}", s.id, "claim", (s.id,)) for s in said]
    return origins([evidence(claim, context, PROFILE) for claim in claims], context)


def _called(name: str, found: tuple[Target, ...]) -> list[str]:
    return [target.names[0] for target in found if target.called(name)]


def test_a_report_is_called_by_its_id_title_file_and_address(make: SimpleNamespace) -> None:
    """The beginning of an id is enough from four characters on; names are compared without regard to case."""
    document = make.document("The plant exists. More.", "The Harbour Post")
    document = replace(document, report=replace(document.report, url="https://post.example/1"))
    found = reports([document, make.document("The mine exists.", "Daily")])
    plain = document.report.id.removeprefix("sha256:")
    for name in (
        document.report.id,
        plain,
        plain[:4],
        "the plant EXISTS",
        "the-harbour-post.txt",
        "https://post.example/1",
    ):
        assert [target.id for target in found if target.called(name)] == [document.report.id], name
    assert not any(target.called(name) for name in (plain[:3], "The Harbour Post", "", "plant") for target in found)


def test_one_source_of_several_claims_is_one(make: SimpleNamespace) -> None:
    """A name is one everywhere; an unnamed source only within its family of reports."""
    first = make.document("Lenz said the plant exists. A diplomat said it is new. A diplomat said it is old.", "Wire")
    other = make.document("Ivo Lenz said the mine exists. A diplomat said so.", "Daily", 1)
    first = replace(first, mentions=(make.mention(first, "Lenz", "name:ivo lenz", MentionKind.PERSON),))
    other = replace(other, mentions=(make.mention(other, "Ivo Lenz", "name:ivo lenz", MentionKind.PERSON),))
    anonymous = {"source_kind": SourceKind.ANONYMOUS}
    said = [
        make.statement(first, "the plant exists", "Lenz", "said"),
        make.statement(other, "the mine exists", "Ivo Lenz", "said"),
        make.statement(first, "it is new", "A diplomat", "said", **anonymous),
        make.statement(first, "it is old", "A diplomat", "said", **anonymous),
        make.statement(other, "so", "A diplomat", "said", **anonymous),
    ]
    found = _origins([first, other], said)
    assert _called("lenz", found) == _called("Ivo Lenz", found) == ["Ivo Lenz"]
    assert len(_called("diplomat", found)) == 2
    (lenz,) = (target for target in found if target.called("lenz"))
    assert lenz.shown_as("lenz").names == ("Lenz", "Ivo Lenz")
    one, two = (target for target in found if target.called("Diplomat (unnamed)"))
    assert {key[1] for key in (*one.matter, *two.matter)} == {first.report.id, other.report.id}


def test_ministries_of_two_countries_stay_two(make: SimpleNamespace) -> None:
    """One name in two countries is ambiguous; where no country is told, it belongs to neither."""
    said, documents = [], []
    for place, country in enumerate(("Brazil", "Chile", "")):
        of = f" of {country}" if country else ""
        document = make.document(f"The Harbour Ministry{of} said the plant exists.", f"Outlet {place}", place)
        mentions = [make.mention(document, "Harbour Ministry", "name:harbour ministry")]
        if country:
            mentions.append(make.mention(document, country, f"country:{country[:2].lower()}", MentionKind.COUNTRY))
        documents.append(replace(document, mentions=tuple(mentions)))
        said.append(make.statement(documents[-1], "the plant exists", "The Harbour Ministry", "said"))
    assert len(_called("Harbour Ministry", _origins(documents, said))) == 3
    assert len(_called("Harbour Ministry", _origins(documents[1:], said[1:]))) == 1


def test_an_outlet_is_called_by_its_name(make: SimpleNamespace) -> None:
    """One that was read stands for its reports; one that is only cited by all its nodes; its own voice is no source."""
    first = make.document("The plant exists.", "The Harbour Post")
    second = make.document("A diplomat told Reuters the plant exists.", "Daily", 1)
    told = make.statement(
        second, "the plant exists", "A diplomat", "told", source_kind=SourceKind.ANONYMOUS, via=("Reuters",)
    )
    latent = (
        LatentOrigin("ex-1", (second.report.id,), ("cited",), "Reuters"),
        LatentOrigin("la-1", (first.report.id,), ("shared",), None),
    )
    found = _origins([first, second], [make.statement(first, "The plant exists"), told], latent=latent)
    assert [t.matter for t in found if t.called("the harbour post")] == [(("outlet", first.report.id),)]
    (agency,) = (target for target in found if target.called("Reuters"))
    assert agency.matter == (("outside", "Reuters"),)
    assert "ex-1" in agency.ids
    assert _called("The Harbour Post (its own words)", found) == []


def test_the_nearest_names_come_first(make: SimpleNamespace) -> None:
    """Names that contain the words, the shortest first, then names that look alike."""
    names = ("Marta Holm", "The Holm papers and what they say of the harbour", "Martha Holme", "Beijing")
    targets = [Target("origin", f"or-{n}", (name,), (f"or-{n}",), ()) for n, name in enumerate(names)]
    assert [target.names[0] for target in nearest("holm", targets)] == [names[0], names[2], names[1]]
    assert [target.names[0] for target in nearest("Marta Holmes", targets)][:2] == ["Martha Holme", "Marta Holm"]
    assert nearest("zzzz", targets) == ()
