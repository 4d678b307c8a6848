"""Pages: what counts, where it stands, what the page says of itself."""

# ruff: noqa: E501 - literal bytes and cases read better unbroken

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti import intake
from bukti.errors import InputError
from bukti.intake import choose, pagemeta
from bukti.intake.base import Budget, Context, Source
from bukti.intake.charset import decode
from bukti.intake.html import whole
from bukti.intake.tokens import tokens
from bukti.intake.visible import scan
from bukti.model import ByteMode
from bukti.settings import Limits

LONG = "The river carried the old bridge between the two towns away on Friday, the county said in a notice."
MORE = "Nobody was hurt, but at least three cars and a small boat are missing since then, said the harbour master."


def page(body: str, head: str = "") -> str:
    """A page around a body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def shown(markup: str) -> str:
    """All visible text of a fragment."""
    return whole(decode(markup.encode()), Budget(Limits()), "https://reed.example/a/").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p>Vladimir<a href='/x'>Putin</a></p>", "VladimirPutin"),
        ("<p>  a\n  <b> b </b>\n c </p>", "a b c"),
        ("a &amp; b &lt;c&gt; &eacute;&#233;&#xe9;&nbsp;d", "a & b <c> ééé\u00a0d"),
        ("&notit; &bogus; &; & &#xD800; &#0;", "¬it; &bogus; &; & \ufffd \ufffd"),
        ("<nav>menu</nav><script>x='<p>no</p>'</script><style>p{}</style><template>t</template>yes", "yes"),
        ("<p hidden>no</p><p style='display : none'>no</p><p style='VISIBILITY:hidden'>no</p><p>yes</p>", "yes"),
        (
            "<style>.gone, #off {display:none} .in{color:red}</style><p class='a gone'>no</p><p id=off>no</p><p class=in>yes</p>",
            "yes",
        ),
        (
            "<style>p.g{display:none} .h,div#i{opacity:0}</style><p class=g>no</p><div id=i>no</div><b class=g>yes</b>",
            "yes",
        ),
        ("<style>.g{display:none} .g{display:block}</style><p class=g>yes</p>", "yes"),
        ("<style>.g{display:none} .h{display:block}</style><p class='h g'>yes</p>", "yes"),
        ("<style>#i{display:none} .h{display:block}</style><p class=h id=i>no</p>yes", "yes"),
        ("<style>.g{display:none}</style><p class=g style='display:block'>yes</p>", "yes"),
        ("<style>@media print{.g{display:none}}</style><p class=g>yes</p>", "yes"),
        (
            (
                "<style>@media (max-width:9px){a{b:c}.g{display:none}} .h{display:none}</style>"
                "<p class=g>yes</p><p class=h>no"
            ),
            "yes",
        ),
        (
            "<style>@media screen{.g{display:none}} /* .h{display:none} */</style><p class=g>no</p><p class=h>yes</p>",
            "yes",
        ),
        ("<style>@import 'a'; .g{display:none !important}</style><p class=g>no</p>yes", "yes"),
        (
            (
                "<p style='position:absolute;left:-9999px'>no</p>"
                "<p style='text-indent:-9999px'>no</p><p style='left:-9px'>yes</p>"
            ),
            "yes",
        ),
        ("<p style='clip:rect(0 0 0 0)'>no</p><p style='font-size:0'>no</p><p style='font-size:0.8em'>yes</p>", "yes"),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<!-- no --><!doctype html><?php no ?>yes<!-- never closed", "yes"),
        ("1 < 2 and <3 <", "1 < 2 and <3 <"),
        ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>a<td>b</table>", "a\n\nb"),
        ("<p>a</b></i></p></div>b", "a\n\nb"),
        ("<!-->a<!--->b", "ab"),
        ("</ >a</1>b", "ab"),
        ("ab<p title='x>y' data-q=\"1>2\" =z checked>c", "ab\n\nc"),
        ("<textarea>no</textarea><select><option>no</select><svg><text>no</text></svg>yes", "yes"),
        ("<p>half <b unclosed", "half"),
        ("<hr>a<hr>b", "a\n\nb"),
        ("<body hidden>a", "a"),
    ],
)
def test_visible_text(markup: str, text: str) -> None:
    """What a reader of the page would see, in paragraphs, and nothing else."""
    assert shown(markup) == text


@given(st.text(st.sampled_from("<>/!-='\" &;#xpabdivscript[]"), max_size=80), st.booleans())
def test_tokens_cover_any_text_without_gaps(text: str, xml: bool) -> None:
    """Tokens follow each other from the first character to the last, whatever the markup."""
    place = 0
    for token in tokens(text, xml=xml):
        assert token.first == place < token.last
        place = token.last
    assert place == len(text)


@given(st.text(st.sampled_from("<>/!-='\" &;#xpabdivscript[]\n"), max_size=120))
def test_any_markup_is_read_without_an_error(text: str) -> None:
    """A page never breaks the reader."""
    made = whole(decode(text.encode()), Budget(Limits()), None)
    assert all(x.mode in ByteMode for x in made.locators)


@pytest.mark.parametrize(
    "unit", ["<p title='", "<!--", "</", '<a ="', "&", "&#", "<![CDATA[", "<script>", "<", "<br>", "<p>a"]
)
def test_time_is_linear_on_repeated_fragments(unit: str) -> None:
    """A fragment that is quadratic in other parsers takes a moment, however often it is repeated."""
    budget = Budget(Limits(seconds=20))
    scan(unit * (60_000 // len(unit)), budget)
    budget.check_time()


@pytest.mark.parametrize("unit", ["<!--a-->", "<!-- -->\n", "<?a>", "<!DOCTYPE a>", "<!DOCTYPE a [ ]>", " ", "\n"])
def test_what_a_page_is_takes_no_long_look(unit: str) -> None:
    """Comments and declarations without end before no tag: 3 kB of them once took more than a minute."""
    source = Source((unit * 20_000).encode(), Context("a"))
    start = time.perf_counter()
    intake.detect(source)
    assert time.perf_counter() - start < 2


def test_deep_nesting_is_refused() -> None:
    """Elements nested beyond the limit are an attack."""
    with pytest.raises(InputError) as caught:
        scan("<div>" * 501, Budget(Limits()))
    assert caught.value.reason == "nesting"


def test_main_text_is_chosen_and_the_headline_comes_first(take: Any) -> None:
    """Menus and footers do not count; the h1 stands first, wherever it is in the page."""
    taken = take(
        page(
            f"<nav><a href='/'>Home</a></nav><article><p>{LONG}</p><h1>Bridge <i>lost</i></h1><p>{MORE}</p></article>"
            "<footer>All rights reserved by the paper and its owners.</footer>",
            "<title>Bridge lost | The Reed</title>",
        ),
        "a.html",
    )
    assert taken.report.text == f"Bridge lost\n\n{LONG}\n\n{MORE}"
    assert taken.bytes_of("Nobody was hurt") == b"Nobody was hurt"


def test_a_page_without_headline_shows_its_title(take: Any) -> None:
    """The title without the outlet's name, as a browser shows it; not twice when the text begins with it."""
    body = f"<p>{LONG}</p><p>{MORE}</p>"
    found = take(page(body, "<title>Bridge &amp;\n lost | The Reed</title>"), "a.html").report
    assert found.text.startswith("Bridge & lost\n\nThe river")
    assert take(page(body, f"<title>{LONG}</title>"), "a.html").report.text.count("The river") == 1


def test_links_have_words_and_places(take: Any) -> None:
    """Links of the text have absolute targets; mail and script targets are none."""
    body = (
        f"<article><p>{LONG} <a href='notice#1'>A <b>notice</b></a> <a href='mailto:x@y'>m</a> <a href='javascript:1'>j</a>"
        f" <a name=x>n</a></p><p>{MORE}</p></article>"
    )
    found = take(page(body, "<base href='https://county.example/x/'>"), "a.html").report
    assert [(x.url, x.text) for x in found.links] == [("https://county.example/x/notice#1", "A notice")]
    span = found.links[0].span
    assert span is not None
    assert found.text[span.start : span.end] == "A notice"


def test_text_that_cannot_be_located_is_left_out_and_said(take: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is chosen and not in the page is never guessed."""
    monkeypatch.setattr(
        choose, "extracted", lambda _: f"{LONG}\nThese words stand nowhere in the whole page at all.\nabc"
    )
    found = take(page(f"<p>{LONG}</p><p>{MORE}</p>"), "a.html").report
    assert found.text == LONG
    assert "2 stretches" in found.notes[0]
    monkeypatch.setattr(choose, "extracted", lambda _: f"Nothing here. {MORE}")
    assert take(page(f"<p>{LONG}</p><p>{MORE}</p>"), "a.html").report.text == MORE


def test_structure_decides_where_no_main_text_is_found(take: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice the main part counts, else everything that is no page furniture; the report says so."""
    monkeypatch.setattr(choose, "extracted", lambda _: None)
    found = take(page("<header>h</header><main><p>a</p></main><p>b</p>"), "a.html").report
    assert found.text == "a"
    assert "No main text" in found.notes[0]
    assert take(page("<header>h</header><p>b</p>"), "a.html").report.text == "b"
    assert take(page("<footer>f</footer>"), "a.html").report.text == "f"


def test_a_breaking_extractor_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library raises, structure decides."""

    def explode(*_: object, **__: object) -> str:
        raise ValueError("boom")

    monkeypatch.setattr("bukti.intake.choose.trafilatura.extract", explode)
    assert choose.extracted("<p>x") is None


def test_very_many_elements_skip_the_extractor() -> None:
    """Above a number of elements the choice is by structure, in bounded time."""
    blocks = scan("<p>a</p>" * 3, Budget(Limits())).blocks
    assert choose.choose("", blocks, choose.ELEMENTS + 1).structural


def test_short_lines_are_found_between_their_neighbours() -> None:
    """A word that also stands in the menu is taken where the text around it is."""
    blocks = scan(f"<p>Sport</p><p>{LONG}</p><p>Sport</p><p>{MORE}</p><p>Sport</p>", Budget(Limits())).blocks
    index = choose._Index(blocks)
    assert index.mark([LONG, "Sport", MORE]) == []
    assert [r[0] for r in index.ranges()] == [1, 2, 3]
    again = choose._Index(blocks)
    assert again.mark(["Spo", "port", MORE + LONG]) == ["Spo", "port"] or again.ranges()


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<p hidden>x</p>"])
def test_a_page_without_visible_text_fails(take: Any, body: str) -> None:
    """An empty page is reported."""
    assert take(page(body), "a.html").failure.reason == "empty"


def test_a_page_that_is_too_long_fails_before_it_is_parsed(take: Any) -> None:
    """Markup is bounded by a multiple of the longest text."""
    assert take(page("<p>" + "a" * 1000), "a.html", Limits(text_characters=100)).failure.reason == "too-long"


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:site_name" content=" The  Reed ">', "outlet", "The Reed"),
        (LD.format('{"@type":"NewsArticle","publisher":{"name":"The Reed"}}'), "outlet", "The Reed"),
        (
            LD.format('{"@graph":[{"@type":"WebSite"},{"@type":["X","Report"],"author":[{"name":"A"},"B"]}]}'),
            "byline",
            "A, B",
        ),
        (LD.format('[{"@type":"Article","headline":["H &amp; I"]}]'), "title", "H & I"),
        (LD.format("{broken") + '<meta name="author" content="Ida">', "byline", "Ida"),
        (LD.format("[" * 5000), "byline", None),
        ('<meta name="author" content="https://x.example/ida">', "byline", None),
        ('<link rel="canonical" href="https://reed.example/1">', "canonical", "https://reed.example/1"),
        ('<link rel="canonical" href="/2">', "canonical", "https://reed.example/2"),
        ('<meta property="og:url" content="https://reed.example/3">', "canonical", "https://reed.example/3"),
        ('<link rel="canonical" href="https://[broken">', "canonical", None),
        ('<meta http-equiv="x" name="content-language" content="id-ID">', "language", "id"),
        ("<title>T</title>", "title", "T"),
        ('<meta name="twitter:title" content="W">', "title", "W"),
    ],
)
def test_stated_facts(head: str, field: str, value: str | None) -> None:
    """Each fact is read from each place that states it, and nothing is made up."""
    found = pagemeta.facts(scan(page("<p>x</p>", head), Budget(Limits())), "https://reed.example/a")
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("head", "body", "basis"),
    [
        (LD.format('{"@type":"NewsArticle","datePublished":"2024-03-02"}'), "", "json-ld"),
        ('<meta property="article:published_time" content="2024-03-02T10:00:00Z">', "", "meta"),
        ("", '<time datetime="2024-03-02">x</time>', "time"),
        ("", '<time datetime="2020-01-01">x</time><article><time datetime="2024-03-02">x</time></article>', "time"),
        ("", '<time datetime="2020-01-01">x</time><time datetime="2024-03-02">x</time>', None),
        ('<meta name="date" content="some day">', "", None),
    ],
)
def test_published(head: str, body: str, basis: str | None) -> None:
    """Publication by JSON-LD, then meta, then a `time` element that can only mean this article."""
    found = pagemeta.facts(scan(page(body + "<p>x", head), Budget(Limits())), None)
    assert (found.published and (found.published.basis, found.published.earliest.date().isoformat())) == (
        (basis, "2024-03-02") if basis else None
    )


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("zh_Hant", "zh"), ("", None), ("english", None), (None, None)]
)
def test_language_tags(tag: str | None, code: str | None) -> None:
    """A BCP 47 tag gives its ISO 639 code."""
    assert pagemeta.language_code(tag) == code


def test_relative_links_need_a_base(take: Any) -> None:
    """Without a base, relative links are left out; the canonical address serves as one."""
    body = f"<article><p>{LONG} <a href='/x'>notice</a></p><p>{MORE}</p></article>"
    assert take(page(body), "a.html").report.links == ()
    head = '<link rel="canonical" href="https://reed.example/a">'
    assert [x.url for x in take(page(body, head), "a.html").report.links] == ["https://reed.example/x"]


def test_a_block_cut_in_the_middle_keeps_its_links_in_place(monkeypatch: pytest.MonkeyPatch, take: Any) -> None:
    """Where only a part of a block counts, link spans move with it, and a link outside the part is dropped."""
    body = f"<p><a href='https://a.example/'>Advert</a> word &amp; sign. {LONG} <a href='https://b.example/'>Notice</a> follows.</p>"
    monkeypatch.setattr(choose, "extracted", lambda _: f"{LONG} Notice follows.")
    found = take(page(body), "a.html").report
    assert found.text.endswith(f"{LONG} Notice follows.")
    assert "Advert" not in found.text
    assert [(x.url, x.text) for x in found.links] == [("https://b.example/", "Notice")]
