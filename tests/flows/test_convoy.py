"""A convoy of aid that was struck: eight reports in eight languages, read as an analyst reads them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.incidents.test_tellings import told

from bukti import pipeline
from bukti.report.withheld import Names

REPORTS = (
    (
        "en",
        (
            "GAO, Mali, 3 June 2026 — Drones struck a convoy of aid trucks near Ansongo in the Gao region on"
            " Wednesday, killing six aid workers and wounding four, the Malian Red Cross said. The Malian "
            "army denied having carried out any strike in the area."
        ),
    ),
    (
        "fr",
        (
            "Six travailleurs humanitaires ont été tués et quatre blessés mercredi 3 juin 2026 lorsque des "
            "drones ont frappé un convoi d'aide près d'Ansongo, dans la région de Gao au Mali, a indiqué la "
            "Croix-Rouge malienne. L'armée malienne a démenti toute frappe dans la zone."
        ),
    ),
    (
        "es",
        (
            "Al menos seis trabajadores humanitarios murieron el miércoles 3 de junio de 2026 en un ataque "
            "con drones contra un convoy de ayuda cerca de Ansongo, en la región de Gao (Malí), según la "
            "Cruz Roja maliense. El ejército maliense negó el ataque."
        ),
    ),
    (
        "de",
        (
            "Bei einem Drohnenangriff auf einen Hilfskonvoi nahe Ansongo in der Region Gao in Mali sind am "
            "Mittwoch, dem 3. Juni 2026, sieben Menschen getötet worden, teilte der Bürgermeister Amadou "
            "Diarra mit. Die malische Armee bestritt den Angriff."
        ),
    ),
    (
        "ru",
        (
            "В среду, 3 июня 2026 года, беспилотники атаковали колонну с гуманитарной помощью близ Ансонго в"
            " области Гао в Мали, погибли шесть человек, ещё четверо ранены, сообщил Малийский Красный "
            "Крест. Малийская армия отрицает, что наносила удар."
        ),
    ),
    (
        "ar",
        (
            "قتل ستة من عمال الإغاثة وأصيب أربعة يوم الأربعاء 3 يونيو 2026 في هجوم بطائرات مسيرة على قافلة "
            "مساعدات قرب أنسونغو في منطقة غاو في مالي، بحسب الصليب الأحمر المالي. ونفى الجيش المالي تنفيذ أي"
            " ضربة."
        ),
    ),
    (
        "zh",
        "2026年6月3日星期三，无人机在马里加奥州安松戈附近袭击一支援助车队，造成六人死亡、四人受伤，马里红十字会说。马里军队否认发动袭击。",
    ),
    (
        "id",
        (
            "Enam pekerja bantuan tewas dan empat luka-luka pada Rabu, 3 Juni 2026, ketika drone menyerang "
            "konvoi bantuan di dekat Ansongo, wilayah Gao, Mali, kata Palang Merah Mali. Tentara Mali "
            "membantah melakukan serangan."
        ),
    ),
)


def test_eight_reports_in_eight_languages_tell_of_one_attack(tmp_path: Path) -> None:
    """One place, one day; the Red Cross of the country is one origin, and the army of the country denies it."""
    rows = [
        {
            "outlet": f"Paper {number}",
            "published": f"2026-06-04T{8 + number:02}:00:00Z",
            "language": language,
            "text": text,
        }
        for number, (language, text) in enumerate(REPORTS)
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    made = pipeline.happened([tmp_path / "reports.jsonl"])
    (one,) = made.incidents
    assert not [telling for telling in made.tellings if telling.total]
    assert (one.kind, one.weapons, one.earliest and one.earliest.date().isoformat()) == (
        "drone",
        ("drone",),
        "2026-06-03",
    )
    assert {place.name for place in one.places} == {"Gao", "Ansongo", "Mali"}
    assert {span.harm: (span.low, span.high, span.origins) for span in one.ranges} == {
        "killed": (6, 7, 2),
        "injured": (None, 4, 1),
    }
    assert one.origins == ("Amadou Diarra", "Malian Red Cross")
    assert {answer.party.key for telling in made.tellings for answer in telling.responses} == {"country:ml"}
    assert one.answer.status == "non-credible"
    assert Names(made.documents, made.tellings).source("Malian Red Cross") == "Malian Red Cross"


def test_a_country_named_like_a_town_elsewhere_is_the_country() -> None:
    """The words for "in Mali" do not mean Mary; a capital that stands for its government is a town behind "in"."""
    (one,) = told("В среду беспилотники атаковали колонну в Мали, погибли шесть человек.", "ru")
    assert [place.key for place in one.places] == ["country:ml"]


def test_a_number_before_its_day_counts_people() -> None:
    """The attack behind the day is not what it counts."""
    (one,) = told("قتل ستة أشخاص وأصيب أربعة يوم الأربعاء في هجوم على قافلة.", "ar")
    assert one.attacks is None
    assert [(toll.harm, toll.high) for toll in one.tolls] == [("killed", 6), ("injured", 4)]
