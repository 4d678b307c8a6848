"""Properties of the text stage."""

from __future__ import annotations

import gc
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukti.model import Published, Report, Span
from bukti.text import analyse
from bukti.text.dates import times
from bukti.text.language import _readable, identify
from bukti.text.paragraphs import paragraphs
from bukti.text.quantities import quantities
from bukti.text.quotations import quotations
from bukti.text.sentences import sentences

MONDAY = datetime(2024, 11, 18, 12, tzinfo=UTC)
PUBLISHED = Published(MONDAY, MONDAY, "second", "header")
PIECES = st.sampled_from(
    [
        "“",
        "”",
        "„",
        "«",
        "»",
        '"',
        "'",
        "‘",
        "’",
        "「",
        "」",
        "。",
        ". ",
        "! ",
        "\n",
        "\n\n",
        " ",
        "Dr. ",
        "word",
        "he ",
        "He ",
        "😀",
        "\u200b",
        "á",
        "שלום ",
        "مرحبا؟ ",
        "日本",
        "12 ",
        "8-10 ",
        "1.234,5",
        "on Friday ",
        "�",
        "𐎀",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_hold_for_any_text(text: str) -> None:
    """Sentences are sorted, apart, inside the text and hold every non-space character; quotations nest or are apart."""
    ranges = paragraphs(text)
    made = sentences(text, ranges, "en")
    for spans in (ranges, made):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        held = {place for s in spans for place in range(*s)}
        assert all(place in held or char.isspace() for place, char in enumerate(text))
    quoted = [q.span for q in quotations(text, ranges)]
    assert quoted == sorted(quoted, key=lambda s: (s.start, -s.end))
    for number, one in enumerate(quoted):
        assert all(not one.overlaps(o) or one.contains(o) or o.contains(one) for o in quoted[number + 1 :])
    dated = times(text, "en", PUBLISHED)
    counted = [q.span for q in quantities(text, "en", [t.span for t in dated])]
    assert all(a.end <= b.start for a, b in pairwise(counted))


def _seconds(text: str) -> float:
    """Processor time without the collector of garbage, which looks through what the tests before left in memory."""
    gc.disable()
    try:
        start = time.process_time()
        analyse(Report("sha256:x", "text/plain", text, language="en"))
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", ["“", "”a", '"', "Dr. ", "「", "1 "])
def test_work_grows_with_the_text(piece: str) -> None:
    """Four times as many marks, abbreviations or numbers take about four times as long, not sixteen times."""
    _seconds(piece * 100)  # what is loaded once
    few, many = (min(_seconds(piece * size) for _ in range(2)) for size in (10_000, 40_000))  # the least disturbed run
    assert many < 10 * few


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dr. Smith met Gen. Lee. He left.", "en", ["Dr. Smith met Gen. Lee.", "He left."]),
        ("The U.S. President spoke. J. Doe left.", "en", ["The U.S. President spoke.", "J. Doe left."]),
        ("“We go.” He left.", "en", ["“We go.”", "He left."]),
        ("“Really?” he asked. Yes.", "en", ["“Really?” he asked.", "Yes."]),
        ("“Why?” Smith asked. Yes.", "en", ["“Why?” Smith asked.", "Yes."]),
        ("Er kam am 12. November. Dann ging er.", "de", ["Er kam am 12. November.", "Dann ging er."]),
        ("「行く。」と述べた。次だ。", "ja", ["「行く。」と述べた。", "次だ。"]),
        ("彼は述べた。「我々は行く」と。", "ja", ["彼は述べた。", "「我々は行く」と。"]),
        ("他说。“我们走。”她也说。“好。”", "zh", ["他说。", "“我们走。”", "她也说。", "“好。”"]),
        ("Sie sagte: „Wir gehen.“ Dann ging sie.", "de", ["Sie sagte: „Wir gehen.“", "Dann ging sie."]),
        ("😀 Hello there. 😀 Bye now.", "en", ["😀 Hello there.", "😀 Bye now."]),
        ("“Kami pergi,” kata Budi. Dia pulang.", "id", ["“Kami pergi,” kata Budi.", "Dia pulang."]),
    ],
)
def test_sentences(text: str, language: str, expected: list[str]) -> None:
    """Abbreviations, initials, ordinals, closing marks and attributions end no sentence."""
    assert [text[s.start : s.end] for s in sentences(text, paragraphs(text), language)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes we can”.", [("yes we can", True, 0)]),
        (
            "„Ja, so ist es“, sagte er. «Oui, merci», dit-il. »Nein, danke«",
            [("Ja, so ist es", True, 0), ("Oui, merci", True, 0), ("Nein, danke", True, 0)],
        ),
        ("「彼は『行く』と言った」", [("彼は『行く』と言った", True, 0), ("行く", True, 1)]),
        ("“He said ‘no’ to me,” she said.", [("He said ‘no’ to me,", True, 0), ("no", True, 1)]),
        ("It’s the boys’ dog, don't ask.", []),
        ('He said "one" and "two".', [("one", True, 0), ("two", True, 0)]),
        (
            "Tanpa Rusia‘, kata dia, “Rusia “Saya pergi,” dan",
            [("Tanpa Rusia", False, 0), ("Rusia", False, 0), ("Saya pergi,", True, 0)],
        ),
    ],
)
def test_quotations(text: str, expected: list[tuple[str, bool, int]]) -> None:
    """Marks of many scripts pair, nest and survive when broken; apostrophes are no marks."""
    found = quotations(text, paragraphs(text))
    assert [(text[q.content.start : q.content.end], q.complete, q.depth) for q in found] == expected


def test_a_quotation_runs_over_paragraphs() -> None:
    """An opening mark at each paragraph and a closing one at the last make one running quotation."""
    text = "He said: “One.\n“Two.\n“Three.”"
    assert [(q.runs_on, q.complete) for q in quotations(text, paragraphs(text))] == [
        (True, True),
        (True, True),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("text", "language", "first", "last", "precision"),
    [
        ("It came on Friday.", "en", "2024-11-15", "2024-11-15", "day"),
        ("It came on Monday.", "en", "2024-11-18", "2024-11-18", "day"),
        ("Il est arrivé vendredi.", "fr", "2024-11-15", "2024-11-15", "day"),
        ("Di akhir pekan itu", "id", "2024-11-16", "2024-11-17", "weekend"),
        ("hari Jumat itu", "id", "2024-11-15", "2024-11-15", "day"),
        ("pekan lalu", "id", "2024-11-11", "2024-11-17", "week"),
        ("on 12 November 2024", "en", "2024-11-12", "2024-11-12", "day"),
        ("on November 12", "en", "2024-11-12", "2024-11-12", "day"),
        ("2024年11月12日に", "ja", "2024-11-12", "2024-11-12", "day"),
        ("12/11/2024", "id", "2024-11-12", "2024-11-12", "day"),
        ("three days ago", "en", "2024-11-15", "2024-11-15", "day"),
        ("2024-11-12", None, "2024-11-12", "2024-11-12", "day"),
        ("el 12 de noviembre de 2024", "es", "2024-11-12", "2024-11-12", "day"),
        ("em 12 de novembro de 2024", "pt", "2024-11-12", "2024-11-12", "day"),
        ("12 ноября 2024 года", "ru", "2024-11-12", "2024-11-12", "day"),
        ("yesterday", "en", "2024-11-17", "2024-11-17", "day"),
    ],
)
def test_times(text: str, language: str | None, first: str, last: str, precision: str) -> None:
    """Times resolve against publication to an interval with its precision."""
    (found,) = times(text, language, PUBLISHED)
    assert found.earliest
    assert found.latest
    assert (str(found.earliest.date()), str(found.latest.date()), found.precision) == (first, last, precision)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\n", "  "])
def test_times_across_any_space(space: str) -> None:
    """A phrase of several words is known whatever spaces part them."""
    (found,) = times(f"Stało się to w{space}zeszłym roku.", "pl", PUBLISHED)
    assert found.precision == "year"


def test_times_without_publication_stay_open() -> None:
    """A relative time is unresolved without a publication date; an impossible date is no time."""
    (found,) = times("on Friday", "en", None)
    assert (found.earliest, found.precision) == (None, "unresolved")
    assert times("2024-02-31", "en", PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "comparator", "unit"),
    [
        ("at least eight people", "en", 8, None, "at-least", "people"),
        ("sedikitnya delapan orang", "id", 8, None, "at-least", "orang"),
        ("ratusan orang", "id", 100, 999, "order", "orang"),
        ("dozens of soldiers", "en", 12, 99, "order", "soldiers"),
        ("2.5 million people", "en", 2.5e6, 2.5e6, "exactly", "people"),
        ("2,5 juta orang", "id", 2.5e6, 2.5e6, "exactly", "orang"),
        ("1.234,5 km", "id", 1234.5, 1234.5, "exactly", "km"),
        ("1,234.5 km", "en", 1234.5, 1234.5, "exactly", "km"),
        ("between 8 and 10 drones", "en", 8, 10, "between", "drones"),
        ("8-10 drones", "en", 8, 10, "between", "drones"),
        ("delapan belas orang", "id", 18, 18, "exactly", "orang"),
        ("dua puluh lima ribu orang", "id", 25000, 25000, "exactly", "orang"),
        ("约70万桶原油", "zh", 700000, 700000, "about", "桶"),
        ("三千五百万美元", "zh", 35000000, 35000000, "exactly", "美元"),
        ("一万二千三百美元", "zh", 12300, 12300, "exactly", "美元"),
        ("1億2000万円", "ja", 120000000, 120000000, "exactly", "円"),
        ("3만 5000 달러", "ko", 35000, 35000, "exactly", "달러"),
        ("two hundred thousand five hundred people", "en", 200500, 200500, "exactly", "people"),
        ("twenty-five hundred men", "en", 2500, 2500, "exactly", "men"),
        ("up to 30% of it", "en", None, 30, "at-most", "%"),
        ("12 345 Menschen", "de", 12345, 12345, "exactly", "Menschen"),
        ("62架直升机", "zh", 62, 62, "exactly", "直升机"),
    ],
)
def test_quantities(
    text: str, language: str, low: float | None, high: float | None, comparator: str, unit: str
) -> None:
    """Digits and words, separators, scales, ranges and comparators give bounds and a unit."""
    (found,) = quantities(text, language)
    assert (found.low, found.high, found.comparator, found.unit) == (low, high, comparator, unit)


def test_a_number_behind_a_date_stands_alone() -> None:
    """A space parts thousands, never a year from the toll that follows it."""
    text = "Am 3. Mai 2024 14 Menschen"
    (found,) = quantities(text, "de", [t.span for t in times(text, "de", PUBLISHED)])
    assert (found.low, found.unit) == (14, "Menschen")


def test_numbers_of_dates_and_names_count_nothing() -> None:
    """Numbers inside times and names are no quantities."""
    text = "On 12 November 2024 an F-16 fell."
    assert quantities(text, "en", [t.span for t in times(text, "en", PUBLISHED)]) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("これは日本語で書かれた長い文章です。ニュースを読みます。", "ja"),
        ("이것은 한국어로 쓰인 긴 문장입니다. 뉴스를 읽고 있습니다.", "ko"),
        ("Председник је рекао да ће њихова влада поштовати све међународне обавезе.", "sr"),
        ("The ministry said that it had no knowledge of the project in the province.", "en"),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    """Script decides where it can; nothing is said of an empty text."""
    assert identify(text).code == code


def test_a_wrong_declaration_is_noted() -> None:
    """A declared language that contradicts a long text is noted and does not win."""
    guess = identify("The ministry said that it had no knowledge of the project in the province. " * 3, "ja")
    assert (guess.code, guess.basis) == ("en", "identified, declared ja")


@pytest.mark.shared
def test_the_seed_report(shared: Path, make: SimpleNamespace) -> None:
    """The seed's damage marks it as translated from English, and its weekend and casualties are found."""
    text = (shared / "cases" / "seed" / "report.id.txt").read_text("utf-8")
    document = analyse(Report("sha256:x", "text/plain", text, published=PUBLISHED))
    assert document.language.code == "id"
    assert document.machine_translation.likely
    assert document.machine_translation.original_language == "en"
    assert "weekend" in {t.precision for t in document.times}
    assert any(q.comparator == "at-least" and q.low == 8 for q in document.quantities)
    assert document.words(Span(0, 4)) == "Para"


@pytest.mark.parametrize(("malay", "read"), [(0.6, "id"), (0.9, "ms")])
def test_of_two_likely_neighbours_the_one_that_is_read_is_meant(
    monkeypatch: pytest.MonkeyPatch, malay: float, read: str
) -> None:
    """A short text that looks a little more like a neighbour without a file is not left unread."""
    monkeypatch.setattr("bukti.lexicon.supported", lambda: ("id",))
    assert _readable("ms", {"ms": malay, "id": 1 - malay}) == read


def test_news_in_chinese_is_chinese() -> None:
    """The model takes short news in Mandarin for Wu, a language of the same script and the same macrolanguage."""
    found = identify("据港口记录，油轮2月27日在拉尔维克附近海域装载了约70万桶原油。海岸管理局发言人表示，已展开调查。")
    assert (found.code, "wuu" in found.alternatives) == ("zh", False)


def test_french_marks_stand_off_from_their_words() -> None:
    """Guillemets open and close across a space, and the spaces are no part of what they hold."""
    text = "Il a dit : « Le pont tient », puis « non »."
    found = quotations(text, [Span(0, len(text))])
    assert [text[q.content.start : q.content.end] for q in found] == ["Le pont tient", "non"]


def test_a_closing_mark_behind_a_space_ends_its_sentence() -> None:
    """French sets its marks off: the sentence ends behind the mark, and a comma behind it carries the sentence on."""
    text = "Il a dit : « Le pont tient. » La route cède. « Pourquoi ? », a-t-il demandé."
    made = sentences(text, [Span(0, len(text))], "fr")
    assert [text[s.start : s.end] for s in made] == [
        "Il a dit : « Le pont tient. »",
        "La route cède.",
        "« Pourquoi ? », a-t-il demandé.",
    ]
