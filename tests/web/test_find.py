"""Search over everything: any script and spelling, with the words marked and a way to their exact place."""

from __future__ import annotations

import html
import re
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from bukti.model import Result
from bukti.web import search


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Die Straße nach ÜRÜMQI", "strasse urumqi", ["Straße", "ÜRÜMQI"]),
        ("أُعْلِنَ في الْمَصْنَع", "المصنع", ["الْمَصْنَع"]),
        ("北京否认新疆有工厂", "北京 工厂", ["北京", "工厂"]),
        ("รัฐมนตรีกล่าวว่าโรงงานมีอยู่", "โรงงาน", ["โรงงาน"]),
        ("ตีน ตาน", "ตน", []),
        ("мёд и Ёлка", "елка", ["Ёлка"]),
        ("two\n\n words", '"two words"', ["two\n\n words"]),
        ("ＫＡＢＵＬ and i\u200bnvisible", "kabul invisible", ["ＫＡＢＵＬ", "i\u200bnvisible"]),
        ("e\u0301te\u0301", "été", ["e\u0301te\u0301"]),
        ("only one of them", "one two", []),
    ],
)
def test_words_are_found_in_any_script_and_spelling(text: str, asked: str, found: list[str]) -> None:
    """Places lead to the words as they stand, however they are written; every word must be there."""
    assert [text[span.start : span.end] for span in search.places(text, search.words(asked))] == found


def test_stretches_of_a_text_are_the_text() -> None:
    """What is marked and what is not are the whole text together."""
    parts = search.marked("Ünï and unı, UNI", search.words("uni"))
    assert "".join(part for part, _ in parts) == "Ünï and unı, UNI"
    assert [part for part, is_found in parts if is_found] == ["Ünï", "UNI"]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("PLANT", {"claims", "reports"}),
        ("المصنع", {"claims", "reports"}),
        ('"A <script>"', {"reports"}),
        ('"plant minister"', set()),
        ("plant المصنع", set()),
        ("الجزيرة", {"reports"}),
        ("b.txt", {"reports", "log"}),
        ("adds b.txt", {"log"}),
        ("Beijing", {"claims", "names", "reports"}),
        ("", set()),
        ("<b>", set()),
    ],
)
def test_search_looks_through_everything(client: TestClient, asked: str, kinds: set[str]) -> None:
    """Claims, names, reports with what they say of themselves, the log; what is asked for is text and no pattern."""
    text = client.get("/search", params={"q": asked}).text
    assert set(re.findall(r'<h2 id="s-(\w+)"', text)) == kinds
    assert "<b>" not in text.partition("<h1>")[2].partition("</form>")[0]


def test_a_search_leads_to_the_words_in_the_report(client: TestClient) -> None:
    """The exact place found is where the link leads, and it is marked there."""
    link = re.search(r'<a class="place" href="(/reports/[^"]+)#(at-\d+)"', client.get("/search?q=exists").text)
    assert link is not None
    text = client.get(html.unescape(link[1])).text
    assert re.search(rf'class="[^"]*in-sought[^"]*" id="{link[2]}"[^>]*>exists<', text)


def test_an_entry_of_the_log_is_found_on_its_page(client: TestClient) -> None:
    """The link of a found event leads to the page of the log that has it."""
    link = re.search(r'href="(/log\?event=3)#(e-3)"', client.get("/search?q=b.txt").text)
    assert link is not None
    assert f'id="{link[2]}"' in client.get(link[1]).text


def test_an_excerpt_is_whole_words_on_one_line(make: SimpleNamespace) -> None:
    """A place inside the excerpt before it is not shown twice, and an ellipsis tells that the text goes on."""
    text = "The first\n\ndrone and a second drone. " + "Many other words follow here. " * 6 + "A third drone came."
    hit = search.hit(make.document(text), search.some(text, ("drone",)))
    (_, before, found, after), (_, earlier, _, later) = hit.excerpts
    assert (len(hit.places), before, found) == (3, "The first ", "drone")
    assert after.startswith(" and a second drone. Many")
    assert (after[-1:], earlier[:6], later) == ("…", "…words", " came.")


def test_a_place_in_an_address_is_marked(client: TestClient, result: Result) -> None:
    """A page that knows a place leads to it; an address that makes no sense marks nothing."""
    report = result.documents[0].report.id[7:23]
    assert 'id="at-2"' in client.get(f"/reports/{report}?at=2-10").text
    assert 'id="at-' not in client.get(f"/reports/{report}?at=x-10").text
