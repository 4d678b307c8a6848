"""Sentences of short reports, as newsrooms write them: each with who says what, and in which stance."""

from __future__ import annotations

from typing import Any

import pytest

FIGURES = [
    ("cs", "Úřady hovoří o nejméně 40 mrtvých.", "Úřady", "nejméně 40 mrtvých"),
    ("de", "Die Behörden sprechen von mindestens 40 Toten.", "Die Behörden", "mindestens 40 Toten"),
    ("de", "Am Montag sprach der Bürgermeister von 40 Toten.", "der Bürgermeister", "40 Toten"),
    ("en", "Officials speak of at least 40 dead.", "Officials", "at least 40 dead"),
    ("es", "Las autoridades hablaron de al menos 40 muertos.", "Las autoridades", "al menos 40 muertos"),
    ("fr", "Le maire a parlé de 40 morts.", "Le maire", "40 morts"),
    ("fr", "Les autorités parlent d'au moins 40 morts.", "Les autorités", "au moins 40 morts"),
    ("id", "Wali kota berbicara tentang 40 korban tewas.", "Wali kota", "40 korban tewas"),
    ("it", "Il sindaco ha parlato di almeno 40 morti.", "Il sindaco", "almeno 40 morti"),
    ("nl", "De burgemeester sprak van zeker vijftien gewonden.", "De burgemeester", "zeker vijftien gewonden"),
    ("pl", "Władze mówią o co najmniej 40 zabitych.", "Władze", "co najmniej 40 zabitych"),
    ("pt", "O prefeito falou em 40 mortos.", "O prefeito", "40 mortos"),
    ("ro", "Primarul a vorbit despre 40 de morți.", "Primarul", "40 de morți"),
    ("ru", "Мэр говорил о 40 погибших.", "Мэр", "40 погибших"),
    ("sv", "Myndigheterna talar om minst 40 döda.", "Myndigheterna", "minst 40 döda"),
    ("uk", "Мер говорив про 40 загиблих.", "Мер", "40 загиблих"),
    ("vi", "Thị trưởng nói về 40 người chết.", "Thị trưởng", "40 người chết"),
]
TOPICS = [
    ("de", "Der Bürgermeister sprach über seine Jugend."),
    ("es", "El alcalde habló de su infancia."),
    ("fr", "Le maire a parlé de son enfance."),
    ("nl", "De burgemeester sprak over zijn jeugd."),
    ("ru", "Мэр говорил о детстве."),
    ("sv", "Borgmästaren talade om sin barndom."),
]
DENIED = [
    ("ar", "أما المتحدثة باسم الشركة فنفت الاتهامات.", "المتحدثة باسم الشركة", "الاتهامات"),
    ("es", "El portavoz tachó de falsas las acusaciones.", "El portavoz", "las acusaciones"),
    ("es", "El ministro calificó las acusaciones de falsas.", "El ministro", "las acusaciones de falsas"),
    ("es", "El gobierno ha calificado de infundadas las acusaciones.", "El gobierno", "las acusaciones"),
    ("fa", "سخنگوی شرکت این اتهامات را رد کرد.", "سخنگوی شرکت", "این اتهامات"),
    ("fa", "وزارت دفاع گزارش رویترز را تکذیب کرد.", "وزارت دفاع", "گزارش رویترز"),
    ("fa", "این شرکت ادعاهای مطرح شده را بی‌اساس خواند.", "این شرکت", "ادعاهای مطرح شده"),
    ("fr", "L'entreprise a qualifié de mensongères les accusations.", "L'entreprise", "les accusations"),
    ("it", "L'azienda ha definito false le accuse.", "L'azienda", "le accuse"),
    ("ja", "同社は関与を否定した。", "同社", "関与"),
    ("ko", "교수는 혐의를 부인했다.", "교수", "혐의"),
    ("pt", "A empresa classificou como falsas as acusações.", "A empresa", "as acusações"),
]
ACCUSED = [
    ("اتهم المتحدث باسم الجيش أحمد الخالدي جماعة النسر بقصف الميناء.", "أحمد الخالدي", "جماعة النسر بقصف الميناء"),
    ("اتهمت الشركة الحكومة بالكذب.", "الشركة", "الحكومة بالكذب"),
    ("اتهم خالد منصور شركة نورث لاين بتهريب الوقود.", "خالد منصور", "شركة نورث لاين بتهريب الوقود"),
    ("واتهمت وزارة الخارجية تركيا بدعم المسلحين.", "وزارة الخارجية", "تركيا بدعم المسلحين"),
    ("أما وزارة الدفاع فقالت إن السفينة كانت فارغة.", "وزارة الدفاع", "السفينة كانت فارغة"),
]
JOINED = [
    (
        "de",
        "Der Ingenieur Mark Delaney räumte ein Treffen ein, bestritt aber, Geld genommen zu haben.",
        [("ein Treffen", "asserts"), ("Geld genommen zu haben", "denies")],
    ),
    (
        "de",
        "Die Armee dementierte den Bericht und erklärte, sie habe ein Lager getroffen.",
        [("den Bericht", "denies"), ("sie habe ein Lager getroffen", "asserts")],
    ),
    (
        "nl",
        "Het leger ontkende het bericht en zei dat het een depot had geraakt.",
        [("het bericht", "denies"), ("het een depot had geraakt", "asserts")],
    ),
    (
        "sv",
        "Armén förnekade uppgifterna och sade att den hade träffat ett lager.",
        [("uppgifterna", "denies"), ("den hade träffat ett lager", "asserts")],
    ),
]
FIRMS = [
    ("cs", "Mluvčí firmy Most Jan Novák řekl, že loď byla prázdná.", "Jan Novák"),
    ("cs", "Loď byla prázdná, uvedl mluvčí společnosti Nordlinie Adam Novák.", "Adam Novák"),
    ("pl", "Rzecznik spółki Nordlinia Adam Nowak zaprzeczył zarzutom.", "Adam Nowak"),
    ("ru", "Судно было пустым, заявил пресс-секретарь компании «Мост» Иван Петров.", "Иван Петров"),
]


@pytest.mark.parametrize(("language", "text", "source", "content"), FIGURES)
def test_to_speak_of_a_figure_is_to_tell_it(who_says: Any, language: str, text: str, source: str, content: str) -> None:
    """A figure behind "spoke of" is told, with the words that approximate it."""
    assert who_says(text, language) == [(source, content)]


@pytest.mark.parametrize(("language", "text"), TOPICS)
def test_to_speak_of_a_topic_tells_nothing(who_says: Any, language: str, text: str) -> None:
    """A topic without a figure is no statement."""
    assert who_says(text, language) == []


@pytest.mark.parametrize(("language", "text", "source", "content"), DENIED)
def test_an_object_beside_its_verb_is_denied(
    who_says: Any, read_text: Any, language: str, text: str, source: str, content: str
) -> None:
    """What is denied may stand before the verb, be one word, or follow the word that calls it false."""
    assert who_says(text, language) == [(source, content)]
    assert [made.stance.value for made in read_text(text, language)] == ["denies"]
    assert [made.via for made in read_text(text, language)] == [()]


@pytest.mark.parametrize(("text", "source", "content"), ACCUSED)
def test_nothing_parts_accuser_and_accused_in_arabic(who_says: Any, text: str, source: str, content: str) -> None:
    """The subject ends where its noun phrase does; a subject set before its verb is it as well."""
    assert who_says(text, "ar") == [(source, content)]


@pytest.mark.parametrize(("language", "text", "expected"), JOINED)
def test_each_of_two_joined_verbs_has_its_own_content(
    read_text: Any, language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    """What the second verb says is not said by the first, and both have the same source."""
    made = read_text(text, language)
    words = ["".join(text[s.start : s.end] for s in one.content) for one in made]
    assert list(zip(words, [one.stance.value for one in made], strict=True)) == expected
    assert len({one.source for one in made}) == 1


@pytest.mark.parametrize(("language", "text", "source"), FIRMS)
def test_the_name_behind_a_firm_speaks(who_says: Any, language: str, text: str, source: str) -> None:
    """Of a role, a firm and a person's name in one run the person is the source."""
    assert [found for found, _ in who_says(text, language)] == [source]


@pytest.mark.parametrize("text", ["据“海岸观察”组织称，这艘船周三离开港口。", "据海岸观察组织称，这艘船周三离开港口。"])
def test_a_body_after_according_to_in_chinese_may_be_quoted(who_says: Any, text: str) -> None:
    """Marks set off a body's name, and a word of the name that could end the phrase does not."""
    source = text[1 : text.index("称")]
    assert who_says(text, "zh") == [(source, "这艘船周三离开港口")]


TOLD = [  # whom one speaks to, with no subject beside the verb
    ("cs", "Tomáš Vidal mlčel. „Nikdo neodpovídal,“ řekl agentuře Reuters.", ()),
    ("es", 'Tomás Vidal llegó. "Nadie respondió por radio", dijo a Reuters.', ()),
    ("pl", "Tomasz Widal milczał. „Nikt nie odpowiadał”, powiedział agencji Reuters.", ()),
]
REFUSED = [  # to refuse a comment says and denies nothing
    ("id", "Perusahaan pelayaran Norlin, pemilik kapal, menolak berkomentar."),
    ("tr", "Geminin sahibi Norlin Denizcilik yorum yapmayı reddetti."),
    ("vi", "Hãng tàu Norlin, chủ con tàu, từ chối bình luận."),
    ("fr", "Interrogé sur la lettre, le porte-parole n'a rien dit."),
]
UNANSWERED = [  # nobody answered: told of others, no refusal to comment
    ("ro", "„Nimeni de la bord nu a răspuns la radio”, a spus Tomas Vidal."),
    ("tr", 'Tomas Vidal, "Gemide kimse telsize cevap vermedi" dedi.'),
]
FURTHER = [
    (
        "ar",
        "حذرت وزيرة المالية أولغا برانت المصارف من التعامل مع الشركة.",
        ("أولغا برانت", "المصارف من التعامل مع الشركة"),
    ),
    ("cs", "Armáda zprávu popřela.", ("Armáda", "zprávu")),
    ("cs", "Firma Mirelle v pátek obvinění odmítla.", ("Firma Mirelle", "obvinění")),
    ("fa", "شهردار از دست‌کم ۱۵ زخمی خبر داد.", ("شهردار", "دست‌کم ۱۵ زخمی")),
    ("fa", "وکیل او اتهامات را بی‌اساس خواند.", ("وکیل او", "اتهامات")),
    ("he", "ראש העיר דיבר על 40 הרוגים.", ("ראש העיר", "40 הרוגים")),
    ("hi", "सेना ने रिपोर्ट का खंडन किया।", ("सेना", "रिपोर्ट")),
    ("hi", "उनके वकील ने आरोपों को निराधार बताया।", ("उनके वकील", "आरोपों")),
    ("it", "L'ingegnere Mark Delaney ha ammesso un incontro.", ("Mark Delaney", "un incontro")),
    (
        "nl",
        "Volgens de dagvaarding reisde Delaney vier keer naar Harta.",
        ("de dagvaarding", "reisde Delaney vier keer naar Harta"),
    ),
    ("ru", "Фирма «Мирель» в пятницу отвергла обвинения.", ("Фирма «Мирель»", "обвинения")),
    ("tr", "Ordu haberi yalanladı.", ("Ordu", "haberi")),
    ("vi", "Bộ không xác nhận cũng không phủ nhận tổn thất.", ("Bộ", "tổn thất")),
    ("zh", "两名不愿透露姓名的外交官说，制裁名单将于下周公布。", ("两名不愿透露姓名的外交官", "制裁名单将于下周公布")),
]


@pytest.mark.parametrize(("language", "text", "source"), TOLD)
def test_a_verb_without_a_subject_may_name_whom_it_tells(
    read_text: Any, language: str, text: str, source: tuple[str, ...]
) -> None:
    """A medium behind the verb is spoken to; the subject is whoever was named before."""
    (made,) = read_text(text, language)
    assert (made.source, made.via, made.source_kind.value) == (source, ("Reuters",), "pronoun")


@pytest.mark.parametrize(("language", "text"), REFUSED)
def test_who_refuses_to_comment_says_nothing(who_says: Any, language: str, text: str) -> None:
    """The refusal is no denial, and what stands before it no content."""
    assert who_says(text, language) == []


@pytest.mark.parametrize(("language", "text"), UNANSWERED)
def test_nobody_answered_is_an_assertion(read_text: Any, language: str, text: str) -> None:
    """That nobody answered is told, not refused."""
    assert [made.stance.value for made in read_text(text, language)] == ["asserts"]


@pytest.mark.parametrize(("language", "text", "expected"), FURTHER)
def test_short_sentences_of_reports(who_says: Any, language: str, text: str, expected: tuple[str, str]) -> None:
    """Who says what, where word order or a case tells it."""
    assert who_says(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prosecutor Ana Ruiz accused the engineer of selling drawings. The engineer admitted a meeting."),
        ("zh", "检察官陈华指控工程师出售图纸。工程师承认见过面。"),
    ],
)
def test_the_accused_is_not_the_accuser(read_text: Any, language: str, text: str) -> None:
    """A role that is only spoken of beside a name is not that person's."""
    assert [made.resolves_to for made in read_text(text, language)] == [None, None]


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "De chauffeur zou in slaap zijn gevallen."), ("sv", "Föraren ska ha somnat.")]
)
def test_hearsay_by_a_modal_verb(read_text: Any, language: str, text: str) -> None:
    """What is said to have happened has no source and is reported."""
    (made,) = read_text(text, language)
    assert (made.source_kind.value, made.basis.value) == ("impersonal", "reported")
