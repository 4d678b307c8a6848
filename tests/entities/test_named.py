"""Names in running text have their type, their whole span and their base form, in any script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bukti import text
from bukti.entities import mentions, named
from bukti.entities.types import NameType
from bukti.ids import report_id
from bukti.model import Document, Report

AGENCY = 'Информационна агенция "Изгрев"'
MINISTRY, STADIUM, RATER = "Kementerian Koperasi dan UKM", "Stadion Jenderal Tarnoto", "Tarn's Investors Service"
P, B, L = NameType.PERSON, NameType.ORGANISATION, NameType.PLACE


def _document(words: str, language: str) -> Document:
    document = text.analyse(Report(report_id(words.encode()), "text/plain", words, language=language))
    return replace(document, mentions=mentions.find(document))


def _found(words: str, language: str) -> dict[str, tuple[NameType, str]]:
    document = _document(words, language)
    return {document.words(name.span): (name.kind, name.base) for name in named.find(document)}


@pytest.mark.parametrize(
    ("language", "words", "name", "kind", "base"),
    [
        ("ru", "Об этом вчера рассказал министр обороны Борис Ланской.", "Борис Ланской", P, "Борис Ланской"),
        ("ru", "Вчера мы видели Бориса Туровского в театре.", "Бориса Туровского", P, "Борис Туровский"),
        ("uk", "Учора ми бачили Оксану Вітрову в театрі.", "Оксану Вітрову", P, "Оксана Вітрова"),
        ("pl", "Wczoraj spotkano Tomasza Wilgowskiego w teatrze.", "Tomasza Wilgowskiego", P, "Tomasz Wilgowski"),
        ("cs", "Včera jsme viděli Tomáše Vranka v divadle.", "Tomáše Vranka", P, "Tomáš Vranek"),
        ("bg", "Вчера видяхме Иван Ланджев в театъра.", "Иван Ланджев", P, "Иван Ланджев"),
        ("pl", "Rozmowy trwają w Holandii od rana.", "Holandii", L, "Holandia"),
        ("ru", "Переговоры идут в Северной Америке.", "Северной Америке", L, "Северная Америка"),
        ("cs", "Jednání začalo ve Velké Británii.", "Velké Británii", L, "Velká Británie"),
        ("en", "He saw the Ministry of Roads.", "Ministry of Roads", NameType.PUBLIC_BODY, "Ministry of Roads"),
        ("en", "The tanker Vela Borealis left the port.", "Vela Borealis", NameType.VESSEL, "Vela Borealis"),
        ("ru", "Танкер Вела Нова вышел из порта.", "Вела Нова", NameType.VESSEL, "Вела Нова"),
        ("en", "They fired the missile Korund at dawn.", "Korund", NameType.PRODUCT, "Korund"),
        ("en", "A spokesman for Brandt Holdings declined.", "Brandt Holdings", NameType.COMPANY, "Brandt Holdings"),
        ("id", "Ia bertemu Menteri Keuangan Surya Halim di kantor.", "Surya Halim", P, "Surya Halim"),
        ("id", "Itu kata Direktur Riset dan Niaga Pertamina Halim Surya.", "Halim Surya", P, "Halim Surya"),
        ("id", "Ia datang ke Kementerian Koperasi dan UKM kemarin.", MINISTRY, NameType.PUBLIC_BODY, MINISTRY),
        ("id", "Terdakwa itu bernama Surya Halim SH dan temannya.", "Surya Halim SH", P, "Surya Halim SH"),
        ("id", "Tarnoto mengatakan jalan itu ditutup.", "Tarnoto", P, "Tarnoto"),
        ("id", "Itu sudah jelas, ujar Vena di kantornya.", "Vena", P, "Vena"),
        ("id", "Ia tiba di Stadion Jenderal Tarnoto kemarin.", STADIUM, L, STADIUM),
        ("id", "Ia tiba di Gedung DPR kemarin.", "Gedung DPR", L, "Gedung DPR"),
        ("id", "Banjir melanda Kota Bandung kemarin.", "Kota Bandung", L, "Kota Bandung"),
        ("id", "Rapat itu digelar di Kompleks Tarno, Senangan, Jakarta, Jumat.", "Senangan", L, "Senangan"),
        ("id", "Itu kata Kapolres Metro Bekasi Kombes Pol Surya Halim.", "Surya Halim", P, "Surya Halim"),
        ("id", "Itu kata Kapolres Metro Bekasi Kombes Pol Surya Halim.", "Bekasi", L, "Bekasi"),
        ("id", "Ia bekerja di PT Sinar Tarno Tbk.", "PT Sinar Tarno Tbk", NameType.COMPANY, "PT Sinar Tarno Tbk"),
        ("id", "Warga Jabar menolak usul itu.", "Jabar", L, "Jabar"),
        ("id", "Wali Kota Bandung Surya Halim hadir.", "Surya Halim", P, "Surya Halim"),
        ("id", "Peringkat itu dibuat Tarn's Investors Service kemarin.", RATER, B, RATER),
        ("id", "Itu dilakukan para pemimpin Al-Tarnoum di sana.", "Al-Tarnoum", P, "Al-Tarnoum"),
        ("en", "The group Bouvart S.A. sold its parts.", "Bouvart S.A", NameType.COMPANY, "Bouvart S.A"),
        ("bg", f"Това съобщи {AGENCY} вчера.", AGENCY, B, "Информационна агенция Изгрев"),
    ],
)  # fmt: skip
def test_a_name_has_its_type_and_base_form(language: str, words: str, name: str, kind: NameType, base: str) -> None:
    """An inflected form is led back to the base form, and the span holds the whole name."""
    assert _found(words, language).get(name) == (kind, base)


def test_initials_of_a_person_named_in_full_mean_the_person() -> None:
    """An acronym is a body's, unless a person's name that is told as one has its letters."""
    alone = _found("Ia meminta SHT hadir.", "id")
    told = _found("Presiden Surya Halim Tarnoto hadir. Ia meminta SHT pulang.", "id")
    assert (alone["SHT"][0], told["SHT"][0]) == (B, P)


def test_common_words_with_capitals_are_no_person() -> None:
    """A run of words that are all met in lower case is not taken for a person's name."""
    assert _found("Ia menjual Bahan Bakar Minyak kemarin.", "id")["Bahan Bakar Minyak"][0] is NameType.OTHER


def test_names_side_by_side_are_cut_apart() -> None:
    """A body's name ends where a person's begins, whether a title or a given name tells it."""
    found = _found("Председатель Европейского совета Борис Ланской и глава МИД Иван Орлов спорили.", "ru")
    assert set(found) >= {"Европейского совета", "Борис Ланской", "МИД", "Иван Орлов"}


def test_lower_case_words_belong_to_a_body() -> None:
    """A court named in lower case behind its adjective, with the country that it is of, is one name."""
    assert "Верховный суд Пакистана" in _found("Дело рассмотрел Верховный суд Пакистана.", "ru")


def test_a_form_in_the_document_tells_the_base() -> None:
    """A surname that no list has is led back to the form in which it stands elsewhere."""
    found = _found("В зал вошёл Ферид Даргоз. Все ждали Даргоза.", "ru")
    assert found["Даргоза"] == (P, "Даргоз")


def test_common_words_at_the_start_of_a_sentence_are_no_names() -> None:
    """A capital that a sentence gives says nothing."""
    assert _found("Однако дождь не кончился. Поезда стояли.", "ru") == {}


def test_an_elided_article_opens_no_sentence() -> None:
    """A town behind it is as good as in the middle of a sentence."""
    assert "Atlanta" in _found("Il a gagné aux Jeux d’Atlanta où il vit.", "fr")


def test_nouns_of_german_are_no_names() -> None:
    """Where every noun has a capital, a single one stays untyped."""
    found = _found("Gestern lag der Hammer neben dem Kasten, sagte Anna Brandt.", "de")
    assert found["Anna Brandt"][0] is P
    assert {kind for name, (kind, _) in found.items() if name != "Anna Brandt"} <= {NameType.OTHER}


def test_scripts_without_capitals_keep_the_names_found() -> None:
    """Names of Arabic and Chinese texts are typed too."""
    assert _found("وصل الوفد إلى الصين أمس.", "ar")["الصين"][0] is L
    assert _found("工厂位于中国境内。", "zh")["中国"][0] is L


def test_every_type_has_its_reason() -> None:
    """No type without a reason in words."""
    document = _document("The tanker Vela Borealis left London, said Anna Brandt.", "en")
    found = named.find(document)
    assert len(found) == 3
    assert all(name.reasons for name in found)
    assert [name.span for name in found] == sorted(name.span for name in found)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The ship left on 3 Nov and came back in Sept as planned."),
        ("id", "Harga BBM naik pada bulan November lalu."),
    ],
)
def test_months_and_abbreviations_of_things_are_no_names(code: str, words: str) -> None:
    """Neither is anybody; a given name that is a month's abbreviation is."""
    assert not _found(words, code)
    assert list(_found("The judge met Jan Marek.", "en")) == ["Jan Marek"]


def test_what_is_once_called_a_ship_is_one() -> None:
    """However often its name looks like a person's; who speaks is none."""
    words = "The tanker Lady Soraya sailed. Lady Soraya was seen off Orla. Lady Soraya came back."
    assert _found(words, "en")["Lady Soraya"][0] is NameType.VESSEL
    assert _found(f"{words} Lady Soraya said so.", "en")["Lady Soraya"][0] is NameType.PERSON


@pytest.mark.parametrize(
    ("language", "words", "name", "base", "kind"),
    [
        ("tr", "Dün İzmirde yangın çıktı.", "İzmirde", "İzmir", "place"),
        ("tr", "Olayı Kemal Velkamp Ankara'da anlattı.", "Ankara", "Ankara", "place"),
        ("en", "It belongs to Blue Meridian Shipping of Larvik.", "Blue Meridian Shipping", "", "company"),
        ("en", "It belongs to the Royal Bank of Zarkia.", "Royal Bank of Zarkia", "", "company"),
        ("en", "The fire at Larvik, Norway, was put out.", "Larvik", "", "place"),
    ],
)
def test_cases_firms_and_towns(language: str, words: str, name: str, base: str, kind: str) -> None:
    """Endings without an apostrophe, a firm's name before "of", a town by its country."""
    assert _found(words, language)[name] == (NameType(kind), base or name)
