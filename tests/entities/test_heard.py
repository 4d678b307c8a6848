"""Names that another script writes by their sound, and those that a gazetteer has in both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bukti.entities import collected, mentions, sounds, written
from bukti.entities.groups import Group
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Lineage, Report, Span


def document(text: str, language: str) -> Document:
    """A report of one sentence."""
    report = Report(report_id(text.encode()), "text/plain", text, language=language)
    whole = (Span(0, len(text)),)
    bare = Document(report, LanguageGuess(language, 1.0), whole, whole)
    return replace(bare, mentions=mentions.find(bare))


def groups(texts: dict[str, str], *, kin: bool = True) -> list[Group]:
    """The entities of reports by language, all of one family or of none."""
    documents = [document(text, language) for language, text in texts.items()]
    ids = tuple(one.report.id for one in documents)
    languages = {one.report.id: one.language.code for one in documents}
    return collected.named(documents, languages, Lineage(families=(ids,) if kin else ())).groups


def one(found: list[Group], left: str, right: str) -> bool:
    """Whether two names are one entity's."""
    return any({left, right} <= {seen.text for seen in group.seen} for group in found)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ar", "وقال مارتن فيلكامب في أوزيركا إن السفينة غرقت.", "مارتن فيلكامب"),
        ("fa", "مارتین ولکامپ در این شهر گفت که کشتی غرق شد.", "مارتین ولکامپ"),
        ("he", "הספינה טבעה, אמר מרטין וולקמפ ביום שלישי.", "מרטין וולקמפ"),
        ("hi", "मार्टिन वेलकैंप ने कहा कि जहाज़ डूब गया।", "मार्टिन वेलकैंप"),
        ("ja", "船は沈んだとマルティン・フェルカンプは語った。", "マルティン・フェルカンプ"),
        ("ru", "Судно затонуло, заявил Мартин Велкамп во вторник.", "Мартин Велкамп"),
    ],
)
def test_a_name_is_found_in_a_translation_by_its_sound(language: str, text: str, name: str) -> None:
    """The join says which two names sound alike."""
    found = groups({"en": "The ship sank, Martin Velkamp said on Tuesday.", language: text})
    assert one(found, "Martin Velkamp", name), [[seen.text for seen in group.seen] for group in found]
    (whole,) = (group for group in found if any(seen.text == name for seen in group.seen))
    assert any(join.kind == "spelling" and "sounds like Martin Velkamp" in join.reason for join in whole.joins)


def test_a_gazetteer_joins_what_does_not_sound_alike() -> None:
    """Only a place that some report names in Latin letters is looked for."""
    texts = {"en": "The talks in Skopje failed.", "ar": "فشلت المحادثات في سكوبيه يوم الثلاثاء."}
    found = groups(texts)
    assert one(found, "Skopje", "سكوبيه")
    (whole,) = (group for group in found if any(seen.text == "سكوبيه" for seen in group.seen))
    assert any("gazetteer" in join.reason for join in whole.joins)
    alone = groups({"en": "The talks in Vienna failed.", "ar": texts["ar"]})
    assert not any(seen.text == "سكوبيه" for group in alone for seen in group.seen)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("zh", "周二楠格哈尔省的会谈失败了。", "楠格哈尔"),
        ("fa", "مذاکرات در ننگرهار شکست خورد.", "ننگرهار"),
        ("ja", "ナンガルハールでの会談は失敗した。", "ナンガルハール"),
    ],
)
def test_a_province_is_joined_by_what_languages_call_it(language: str, text: str, name: str) -> None:
    """With or without its noun, also where nothing else tells that the name is a place's."""
    found = groups({"en": "Officials like Nangarhar for talks, and talks failed.", language: text})
    assert any(
        {"Nangarhar"} < {seen.text for seen in group.seen} and any(name in seen.text for seen in group.seen)
        for group in found
    ), [[seen.text for seen in group.seen] for group in found]


def test_a_first_word_in_latin_letters_hides_no_other_script() -> None:
    """The names of the text are compared, whatever it begins with."""
    texts = {"en": "The ship sank, Martin Velkamp said.", "ru": "Brexit: судно затонуло, заявил Мартин Велкамп."}
    assert one(groups(texts), "Martin Velkamp", "Мартин Велкамп")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Судно затонуло, заявил Рой Тин во вторник.", "Рой Тин"),
        ("hi", "रॉय टीन ने कहा कि जहाज़ डूब गया।", "रॉय टीन"),
        ("zh", "船沉了，罗伊·蒂恩周二说。", "罗伊·蒂恩"),
    ],
)
def test_two_short_words_are_a_name_in_a_translation_only(language: str, text: str, name: str) -> None:
    """Few consonants tell enough where both words agree and the texts say the same."""
    texts = {"en": "The ship sank, Roy Teane said on Tuesday.", language: text}
    assert one(groups(texts), "Roy Teane", name)
    assert not one(groups(texts, kin=False), "Roy Teane", name)


def test_parts_with_a_dot_need_less_likeness_where_no_other_name_is_near() -> None:
    """Two names that are about as alike are joined to none."""
    chinese = "周二，弗拉基米尔·巴京表示船沉了。"
    assert one(
        groups({"en": "The ship sank, Vladimir Batin said.", "zh": chinese}), "Vladimir Batin", "弗拉基米尔·巴京"
    )
    two = {"en": "The ship sank, Vladimir Batin and Vladimir Batkin said.", "zh": chinese}
    assert not one(groups(two), "Vladimir Batin", "弗拉基米尔·巴京")


def test_a_sound_that_another_script_drops_hides_no_name_with_a_dot() -> None:
    """Kana and Han leave an r out before a consonant, so that no key is shared."""
    assert one(
        groups({"en": "The ship sank, Marvin Tooke said.", "ja": "船は沈んだとマーヴィン・トゥークは語った。"}),
        "Marvin Tooke",
        "マーヴィン・トゥーク",
    )


def test_the_last_part_of_a_name_with_a_dot_is_short_for_it() -> None:
    """As the last word is where spaces part words."""
    texts = {
        "en": "The ship sank, Martin Velkamp said. Velkamp left.",
        "zh": "马丁·费尔坎普表示船沉了。费尔坎普离开了。",
    }
    assert one(groups(texts), "Velkamp", "费尔坎普")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Судно видели вместе с Мартином Велкампом во вторник.", "Мартином Велкампом"),
        ("he", "הספינה טבעה בלה-פז, אמר הדובר.", "לה-פז"),
        ("zh", "船在萨洛尼卡德里附近沉没了。", "萨洛尼卡德里"),
        ("ar", "قال بوب بلمينجز إن السفينة غرقت.", "بوب بلمينجز"),
    ],
)
def test_other_forms_of_names_are_heard(language: str, text: str, name: str) -> None:
    """Cases, a hyphen, Han letters that nothing parts, a consonant on both sides of a vowel."""
    english = "Bob Blemmings and Martin Velkamp went to La Paz and to Salonicaderry."
    found = groups({"en": english, language: text})
    joined = [{seen.text for seen in group.seen} for group in found if len({seen.report for seen in group.seen}) > 1]
    assert any(name in texts for texts in joined), [[seen.text for seen in group.seen] for group in found]


def test_a_common_word_of_an_abjad_is_no_short_place() -> None:
    """A verb of saying has the consonants of Clyde."""
    texts = {"en": "The ship sank in Clyde.", "ar": "غرقت السفينة، قالت الوزيرة."}
    assert not one(groups(texts), "Clyde", "قالت")


def test_latin_letters_of_a_text_without_capitals_name_a_place_too() -> None:
    """Two words in Latin letters are no person there unless one is a given name."""
    texts = {"en": "Talks in San Jose failed on Tuesday.", "fa": "مذاکرات در San Jose شکست خورد."}
    (whole,) = (group for group in groups(texts) if any(seen.text == "San Jose" for seen in group.seen))
    assert len({seen.report for seen in whole.seen}) == 2


def test_a_text_that_writes_a_name_in_both_scripts_joins_them() -> None:
    """Whatever they sound like."""
    texts = {"en": "The ship sank, Martin Velkamp said.", "zh": "船长马·威坎（Martin Velkamp）说，船沉了。"}
    assert one(groups(texts), "Martin Velkamp", "马·威坎")


def test_other_words_are_no_names() -> None:
    """Reports that are not each other's translation need more likeness, and each word its own."""
    english = "Puff Daddy, Rick Perry and Brother Love met Michael Vann at Las Vegas, a spokesman said."
    texts = {"en": english, "fa": "او بعدا گفت که این رهبر بوده و برتری خوبی داشت. مثال آن روز بود."}
    assert not [group for group in groups(texts, kin=False) if len({seen.report for seen in group.seen}) > 1]


def test_sounds_are_compared_by_weight() -> None:
    """What scripts confuse costs little, another consonant costs all of it."""
    same = sounds.alike(sounds.consonants("Velkamp"), sounds.consonants("ولکامپ"))
    other = sounds.alike(sounds.consonants("Velkamp"), sounds.consonants("ولدرن"))
    assert same > 0.8
    assert other < 0.6
    assert sounds.alike("", "") == 0.0


def test_the_gazetteer_knows_small_towns_in_other_scripts_and_their_countries() -> None:
    """Also how a town of one name is spelled that no list of cities has."""
    texts = {"en": "The school in Wasilla was closed on Tuesday.", "he": "בית הספר בואסילה נסגר ביום שלישי."}
    assert one(groups(texts), "Wasilla", "ואסילה")
    assert written.lies("larvik", "no")
    assert not written.lies("larvik", "fr")
    assert not written.spelled("zzyzx of nowhere")


@pytest.mark.parametrize(
    ("language", "text", "english", "name"),
    [
        ("ru", "Лагерь в Пунта-Валлена закрыли.", "The camp at Punta Vallena was closed.", "Пунта-Валлена"),
        ("ru", "Жители покинули Рингсторп во вторник.", "Residents of Ringstorp left on Tuesday.", "Рингсторп"),
        ("he", "תושבי רינגסטורפ עזבו ביום שלישי.", "Residents of Ringstorp left on Tuesday.", "רינגסטורפ"),
        (
            "zh",
            "斯普林希尔·普拉特灵说，道路已关闭。",
            "Springhill Plattling said the road was closed.",
            "斯普林希尔·普拉特灵",
        ),
    ],
)
def test_names_of_one_word_with_hyphens_or_of_unknown_edges_are_joined(
    language: str, text: str, english: str, name: str
) -> None:
    """In a translation; what is no relative has to be more alike, and of several words."""
    latin = next(one for one in ("Punta Vallena", "Ringstorp", "Springhill Plattling") if one in english)
    assert one(groups({"en": english, language: text}), latin, name)
