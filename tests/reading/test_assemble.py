"""From drafts to statements."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Form


def test_a_nested_statement_names_its_parent_and_its_chain(read_text: Any) -> None:
    """What B said within A's statement came through A."""
    outer, inner = read_text("Ada Moreno said that Tomas Lind had told her it broke.")
    assert (inner.parent, inner.via) == (outer.id, ("Ada Moreno",))


def test_who_denies_a_claim_is_no_link_of_its_chain(read_text: Any) -> None:
    """The claim inside a denial did not come through the denier."""
    _, claim = read_text("Moscow rejected Kyiv's claim that it sold arms.")
    assert claim.via == ()


def test_who_is_told_is_a_link_also_as_an_acronym(read_text: Any) -> None:
    """An unknown acronym that is told something is taken for an agency, one with an article is not."""
    told, warned = read_text("Tomas Lind told KVZ that it broke. Ada Moreno told the NRC that it was old.")
    assert (told.via, warned.via) == (("KVZ",), ())


def test_speaking_to_a_medium_is_a_link(read_text: Any) -> None:
    """The medium that a source spoke to stands between it and the report."""
    (made,) = read_text("Speaking to Reuters on condition of anonymity, two diplomats said it broke.")
    assert made.via == ("Reuters",)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("He said: “It broke at night.”", Form.DIRECT),
        ("He said it broke at night.", Form.INDIRECT),
        ("He said it “broke at night” in the storm.", Form.MIXED),
    ],
)
def test_the_form_tells_how_much_is_quoted(read_text: Any, text: str, form: Form) -> None:
    """All words in marks, none, or some."""
    assert [made.form for made in read_text(text)] == [form]


def test_a_document_makes_its_content_documented(read_text: Any) -> None:
    """What a filing says rests on a document."""
    (made,) = read_text("The filing says that it broke.")
    assert made.basis == "documented"


def test_a_routine_denial_serves_its_speaker(read_text: Any) -> None:
    """A plain denial is flagged; a doubt is not."""
    flags = [read_text(t)[0].flags for t in ("Moscow denied that it broke.", "Lind doubts that it broke.")]
    assert flags == [("self-interest",), ()]


def test_quantities_and_times_of_the_content_are_kept(read_text: Any) -> None:
    """They are those inside the content, not beside it."""
    (made,) = read_text("Two officials said on Monday that 14 wells broke on Friday.")
    assert [(len(made.quantities), len(made.times))] == [(1, 1)]


def test_the_identity_of_a_statement_depends_on_its_words(read_text: Any) -> None:
    """Equal sentences in different texts are different statements; the same text gives the same ids."""
    one, other = read_text("He said it broke."), read_text("He said it broke. ")
    assert one[0].id != other[0].id
    assert one[0].id == read_text("He said it broke.")[0].id
