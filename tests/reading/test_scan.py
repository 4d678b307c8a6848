"""All drafts of a document: cues in concert, running speech."""

from __future__ import annotations

from typing import Any

from bukti.model import SourceKind


def test_a_cue_inside_a_tag_only_describes_the_source(read_text: Any) -> None:
    """The diplomat's description makes no statement of its own."""
    (made,) = read_text("“It broke,” said a diplomat who said he was ill.")
    assert made.form == "direct"


def test_speech_that_goes_on_in_the_paragraph_belongs_to_its_statement(read_text: Any) -> None:
    """A second quotation of the same paragraph is a second piece of the same content."""
    (made,) = read_text("“It broke at night,” Ada Moreno said. “We climbed on the roof.”")
    assert len(made.content) == 2


def test_speech_in_the_next_paragraph_is_running(read_text: Any) -> None:
    """A quotation that opens the next paragraph is the last speaker's."""
    first, second = read_text("“It broke at night,” Ada Moreno said.\n\n“We climbed on the roof and waited.”")
    assert (second.source_kind, second.resolves_to) == (SourceKind.RUNNING, "Ada Moreno")
    assert first.resolves_to is None


def test_speech_far_from_a_speaker_is_nobodys(read_text: Any) -> None:
    """A paragraph without speech between them ends the reach of a speaker."""
    text = "“It broke at night,” Ada Moreno said.\n\nIt rained for days.\n\n“We climbed on the roof and waited.”"
    assert len(read_text(text)) == 1


def test_speech_without_any_speaker_is_not_read(read_text: Any) -> None:
    """A quotation that nobody is given for makes no statement."""
    assert read_text("“We climbed on the roof and waited for the boats.”") == ()


def test_a_citing_report_and_its_source_share_the_content(read_text: Any) -> None:
    """Who is cited says what the citing one reports, through it."""
    reported, cited = read_text("The pump broke, Reuters reported, citing two officials.")
    assert reported.content == cited.content
    assert cited.via == ("Reuters",)


def test_citing_without_a_report_is_according_to(read_text: Any) -> None:
    """Alone, a citation gives its clause to the source."""
    (made,) = read_text("The pump broke twice, citing two officials.")
    assert made.source_kind is SourceKind.ANONYMOUS


def test_a_dateline_is_no_part_of_the_content(read_text: Any) -> None:
    """Place, date and agency before a dash belong to nobody's statement."""
    text = "LIMA, Nov 3 (NPA) - The pump broke, two officials said."
    (made,) = read_text(text)
    assert text[made.content[0].start : made.content[0].end] == "The pump broke"


def test_a_dash_after_a_clause_is_no_dateline(read_text: Any) -> None:
    """A sentence that begins with ordinary words keeps them."""
    text = "The pump - an old one - broke, two officials said."
    (made,) = read_text(text)
    assert made.content[0].start == 0
