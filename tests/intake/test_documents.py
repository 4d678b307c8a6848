"""PDF and office documents."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader as Peer
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from bukti.intake import pdflayout
from bukti.intake.pdflayout import Line
from bukti.model import PageLocator, ParagraphLocator
from bukti.settings import Limits


def drawn(pages: list[list[tuple[float, float, str]]], size: float = 11) -> bytes:
    """A PDF with words at places."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, lang="sv-SE")
    canvas.setTitle("The Title")
    canvas.setAuthor("The Reed")
    for page in pages:
        canvas.setFont("Helvetica", size)
        for x, y, words in page:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*rows: str, top: float = 700) -> list[tuple[float, float, str]]:
    """Words in lines of one paragraph."""
    return [(72, top - 13 * n, row) for n, row in enumerate(rows)]


def test_lines_have_pages_and_boxes(take: Any) -> None:
    """Every line of text has its page and a box inside the page; the words are those another parser finds."""
    data = drawn([lines("The river carried the", "long-", "range bridge away.") + lines("Next one.", top=600)])
    found = take(data, "a.pdf").report
    assert found.text == "The river carried the long-range bridge away.\n\nNext one."
    assert (found.title, found.outlet, found.language) == ("The Title", "The Reed", "sv")
    assert len(found.locators) == 4
    for locator in found.locators:
        assert isinstance(locator, PageLocator)
        left, bottom, right, top = locator.box
        assert 0 < left < right < 700
        assert 0 < bottom < top < 900
    peer = Peer(io.BytesIO(data)).pages[0].extract_text()
    assert "".join(found.text.split()) == "".join(peer.split())


def test_what_repeats_on_pages_of_nothing_else_is_the_text(take: Any) -> None:
    """A file of cards that differ in their numbers only keeps every one of them."""
    found = take(drawn([lines(f"On {day} May {day + 3} people were hurt.") for day in range(1, 5)]), "cards.pdf").report
    assert [found.text.count(f"On {day} May") for day in range(1, 5)] == [1, 1, 1, 1]
    assert found.notes == ()


def test_sentences_run_over_pages_and_furniture_does_not_count(take: Any) -> None:
    """Running heads and page numbers that repeat are left out, and the report says so."""
    pages = [
        [
            (72, 800, "The Reed daily"),
            *lines(f"Sentence {n} begins here and", "it goes on to the"),
            (300, 30, f"Page {n}"),
        ]
        for n in range(1, 4)
    ]
    found = take(drawn(pages), "a.pdf").report
    assert "Reed daily" not in found.text
    assert "Page" not in found.text
    assert "6 running heads" in found.notes[0]
    mixed = [lines("it starts on one page and"), lines("ends on the other.")]
    assert take(drawn(mixed), "a.pdf").report.text == "it starts on one page and ends on the other."


def test_pages_without_text_are_named(take: Any) -> None:
    """A page of a picture only is said; a file of them fails as scanned."""
    found = take(drawn([lines("Words."), []]), "a.pdf").report
    assert found.notes == ("Pages without a text layer, not read: 2.",)
    assert take(drawn([[], []]), "a.pdf").failure.reason == "scanned"


def test_encrypted_broken_and_long_files_fail(take: Any) -> None:
    """Each with its own reason."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn([lines("Secret.")])))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    assert take(out.getvalue(), "a.pdf").failure.reason == "encrypted"
    assert take(b"%PDF-1.7 nothing more", "a.pdf").failure.reason == "broken"
    assert take(drawn([[], [], []]), "a.pdf", Limits(pages=2)).failure.reason == "too-many-pages"
    assert take(drawn([lines("Many words in here.")]), "a.pdf", Limits(text_characters=5)).failure.reason == "too-long"


SAID = "The army denied the attack."
LIE = "The army admitted the attack."


def layered(draw: Any) -> bytes:
    """A page that says one thing, and on which something else is drawn as given."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, SAID)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def written(canvas: Any, **state: Any) -> None:
    """The other words, not drawn, in white, far out or tiny."""
    text = canvas.beginText(state.get("x", 72), 600)
    text.setTextRenderMode(state.get("mode", 0))
    text.setFont("Helvetica", state.get("size", 12))
    text.setFillGray(state.get("gray", 0))
    text.textOut(LIE)
    canvas.drawText(text)


def barred(canvas: Any, *, alpha: float = 1, before: bool = False, turned: bool = False) -> None:
    """The other words under a bar, over one, under one that lets them through, or beside one that is turned."""
    for step in (1, 0) if before else (0, 1):
        if step:
            canvas.setFillGray(0, alpha)
            canvas.saveState()
            canvas.rotate(20 if turned else 0)
            canvas.rect(*((250, 400, 600, 30) if turned and not before else (60, 590, 300, 30)), stroke=0, fill=1)
            canvas.restoreState()
        else:
            written(canvas, gray=1 if before else 0)


def pictured(canvas: Any) -> None:
    """The other words as a program writes them that recognised them in a picture."""
    canvas.drawInlineImage(Image.new("L", (9, 9), 128), 60, 590, 300, 30)
    written(canvas, mode=3)


@pytest.mark.parametrize(
    ("draw", "read", "note"),
    [
        (written, True, None),
        (lambda c: written(c, mode=3), False, "do not show"),
        (lambda c: written(c, mode=7), False, "do not show"),
        (lambda c: written(c, gray=1), False, "do not show"),
        (lambda c: written(c, gray=1, mode=1), True, None),
        (lambda c: written(c, x=-900), False, "do not show"),
        (lambda c: written(c, size=0.1), False, "do not show"),
        (barred, False, "do not show"),
        (lambda c: barred(c, turned=True), True, None),
        (lambda c: barred(c, alpha=0.3), True, None),
        (lambda c: barred(c, before=True), True, None),
        (pictured, True, "laid over a picture"),
    ],
)
def test_words_that_a_page_does_not_show_are_not_read(take: Any, draw: Any, read: bool, note: str | None) -> None:
    """Nobody is quoted with words that no reader of the page sees; what may show in a picture is read and told."""
    found = take(layered(draw), "a.pdf").report
    assert SAID in found.text
    assert (LIE in found.text) is read
    assert [note in one for one in found.notes] == ([True] if note else [])
    assert read or LIE in found.notes[0]
    turned = PdfWriter(clone_from=io.BytesIO(layered(draw)))
    turned.pages[0].rotate(90)
    out = io.BytesIO()
    turned.write(out)
    assert (LIE in take(out.getvalue(), "a.pdf").report.text) is read


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (Line("ends.", 1, (0, 100, 9, 110), 10, 100), Line("Next", 1, (0, 88, 9, 98), 10, 88), False),
        (Line("ends.", 1, (0, 100, 9, 110), 10, 100), Line("Next", 1, (0, 80, 9, 90), 10, 80), True),
        (Line("Big", 1, (0, 100, 9, 120), 20, 100), Line("small", 1, (0, 88, 9, 98), 10, 88), True),
        (Line("column", 1, (0, 100, 9, 110), 10, 100), Line("goes on", 1, (300, 700, 309, 710), 10, 700), False),
        (Line("column.", 1, (0, 100, 9, 110), 10, 100), Line("new", 1, (300, 700, 309, 710), 10, 700), True),
        (Line("list:", 1, (0, 100, 9, 110), 10, 100), Line("• item", 1, (0, 88, 9, 98), 10, 88), True),
    ],
)
def test_paragraph_breaks(before: Line, after: Line, new: bool) -> None:
    """Gaps, sizes, columns and list marks end a paragraph."""
    assert pdflayout._breaks(before, after, 1.2) is new


def test_no_lines_make_no_paragraphs() -> None:
    """An empty page list is no fault."""
    assert pdflayout.paragraphs([[]]) == []


def document(*paragraphs: str) -> bytes:
    """A DOCX with paragraphs."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_paragraphs_tables_and_links_of_a_document(take: Any) -> None:
    """Reading order, cells included; hidden and deleted words left out; each paragraph by its number."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.language = "The Title", "sv-SE"
    made.add_paragraph("Heading")
    made.add_paragraph("")
    second = made.add_paragraph("  See ")
    relation = made.part.relate_to("https://county.example/", "http://x/hyperlink", is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(second.add_run("the notice")._r)
    second._p.append(link)
    hidden = second.add_run(" hidden")
    hidden.font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(second.add_run(" deleted")._r)
    second._p.append(deleted)
    second.add_run("\tnow\nhere")
    made.add_table(1, 1).cell(0, 0).text = "Cell"
    out = io.BytesIO()
    made.save(out)
    found = take(out.getvalue(), "a.bin").report
    assert found.text == "Heading\n\nSee the notice\tnow\nhere\n\nCell"
    assert (found.title, found.language) == ("The Title", "sv")
    assert [(x.url, x.text) for x in found.links] == [("https://county.example/", "the notice")]
    assert [x.paragraph for x in found.locators if isinstance(x, ParagraphLocator)] == [0, 2, 3]


def test_documents_that_cannot_be_read(take: Any) -> None:
    """Empty, encrypted or old, bombs, entity bombs, cut off."""
    assert take(document(""), "a.docx").failure.reason == "empty"
    assert take(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.docx").failure.reason == "encrypted"
    assert take(document("words")[:-300], "a.docx").failure.reason == "broken"
    assert take(document("words"), "a.docx", Limits(archive_members=2)).failure.reason == "too-many-reports"
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "'
        + "a" * 1000
        + '">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document("x"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", bomb.encode() + b"]><w:document", 1).replace(b">x<", b">&i;<")
            new.writestr(name, data)
    result = take(out.getvalue(), "a.docx").result
    assert result.reports == ()
    assert len(result.failed) == 1


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def body(inner: str, *, head: str = "", styles: str = "") -> bytes:
    """A DOCX whose body is given as XML, with more styles and what stands before its root."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document("x"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{inner}</w:body></w:document>'
                data = (head + root).encode()
            elif name == "word/styles.xml":
                data = data.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            new.writestr(name, data)
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="character" w:styleId="J"><w:basedOn w:val="H"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:basedOn w:val="Q"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
)


def style(name: str) -> str:
    """A style of a run."""
    return f'<w:rStyle w:val="{name}"/>'


OFF = '<w:vanish w:val="0"/>'
BOX = f"<w:txbxContent><w:p>{run('Once')}</w:p></w:txbxContent>"
SHOWN = {
    run("Shown", OFF): "Shown",
    run("Shown", '<w:vanish w:val="false"/>') + run(" hidden", '<w:vanish w:val="on"/>'): "Shown",
    run("Shown") + run(" hidden", style("H")) + run(" too", style("I")): "Shown",
    run("Shown", style("J")) + run(" as well", style("H") + OFF): "Shown as well",
    f'<w:pPr><w:pStyle w:val="P"/></w:pPr>{run("Hidden")}{run("Shown", OFF)}': "Shown",
    f"<w:moveFrom>{run('Moved away')}</w:moveFrom><w:moveTo>{run('Shown')}</w:moveTo>": "Shown",
    f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"
    "</w:r>": "Once",
    f"<mc:AlternateContent><mc:Fallback>{run('Alone')}</mc:Fallback></mc:AlternateContent>": "Alone",
}


@pytest.mark.parametrize("inner", SHOWN)
def test_what_a_document_shows_is_read_once(take: Any, inner: str) -> None:
    """Hidden by itself or by a style, moved away, or given again for older programs: not read. All else is."""
    assert take(body(f"<w:p>{inner}</w:p>", styles=STYLES), "a.docx").report.text == SHOWN[inner]


def test_a_document_that_declares_entities_fails(take: Any) -> None:
    """An entity would hide the words around it."""
    head = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert take(body(f"<w:p>{run('Hello &f; world')}</w:p>", head=head), "a.docx").failure.reason == "xml-entities"


def test_boxes_inside_boxes_take_no_long_time(take: Any) -> None:
    """Two kilobytes of nested text boxes once took half a minute."""
    inner = "<w:r><w:txbxContent><w:p>" * 70 + "<w:r><w:t>a</w:t></w:r>" * 5_000 + "</w:p></w:txbxContent></w:r>" * 70
    start = time.process_time()
    assert take(body(f"<w:p>{inner}</w:p>"), "a.docx").report.text == "a" * 5_000
    assert time.process_time() - start < 3


def test_a_document_that_says_nothing_of_itself_has_no_date(take: Any) -> None:
    """The library makes properties up where there are none, with the time of now: no evidence, and other every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document("Just words, with an end."))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", data)
            if name != "docProps/core.xml":
                new.writestr(name, data)
    found = take(out.getvalue(), "a.docx").report
    assert (found.title, found.outlet, found.published, found.modified) == (None, None, None, None)
