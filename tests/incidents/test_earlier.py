"""What a report said before it was corrected is nobody's word, in the report itself and of its outlet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bukti import incidents, pipeline
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Incident, Published, Report, Toll
from bukti.text import analyse

FIRST = "The Lantern | 14 May 2024\n\nA missile hit a market in Harta on 14 May 2024. Seven people were killed."
SECOND = (
    "The Lantern | 15 May 2024\n\nEleven people were killed when a missile hit a market in Harta on 14 May 2024, "
    "rescuers at the market now count. An earlier version of this article said seven people were killed."
)
OTHER = (
    "The Beacon | 16 May 2024\n\nDario Santel, who saw stalls with fruit and bread catch fire, said seven people died "
    "when a missile hit the market in Harta on 14 May 2024."
)


def _tolls(text: str, code: str) -> list[Toll]:
    day = datetime(2024, 5, 15, tzinfo=UTC)
    published = Published(day, day, "day", "text")
    made = analyse(Report(report_id(text.encode()), "text/plain", text, language=code, published=published))
    told = incidents.tellings(replace(made, mentions=mentions.find(made)))
    return [toll for one in told for toll in one.tolls]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", "ذكرت نسخة سابقة من هذا المقال أن سبعة أشخاص قتلوا."),
        ("cs", "V dřívější verzi tohoto článku stálo, že bylo zabito sedm lidí."),
        ("de", "In einer früheren Fassung dieses Artikels war von sieben Toten die Rede."),
        ("en", "An earlier version of this article said seven people were killed."),
        ("es", "Una versión anterior de este artículo decía que siete personas murieron."),
        ("fr", "Une version précédente de cet article faisait état de sept morts."),
        ("id", "Versi sebelumnya dari artikel ini menyebut tujuh orang tewas."),
        ("it", "Una versione precedente di questo articolo parlava di sette morti."),
        ("nl", "In een eerdere versie van dit artikel stond dat zeven mensen werden gedood."),
        ("pl", "W poprzedniej wersji tego artykułu podano, że zginęło siedem osób."),
        ("pt", "Uma versão anterior deste artigo dizia que sete pessoas morreram."),
        ("ru", "В предыдущей версии этой статьи говорилось, что погибли семь человек."),
        ("sv", "En tidigare version av artikeln uppgav att sju människor dödades."),
        ("tr", "Bu haberin önceki sürümünde yedi kişinin öldüğü yazılmıştı."),
        ("uk", "У попередній версії цієї статті йшлося, що загинули семеро людей."),
        ("vi", "Phiên bản trước của bài viết này nói bảy người thiệt mạng."),
        ("zh", "本文早前版本称有7人死亡。"),
        ("ja", "この記事の以前の版では7人が死亡したとしていた。"),
        ("ko", "이 기사의 이전 버전에서 7명이 사망했다고 전했다."),
    ],
)
def test_an_earlier_version_is_seen(code: str, text: str) -> None:
    """The number is read, and marked as one that the report no longer tells."""
    assert [(toll.harm, toll.low, toll.earlier) for toll in _tolls(text, code)] == [("killed", 7, True)]


def test_what_holds_beside_it_is_no_earlier_number() -> None:
    """Up to a stop only, and never in front of the words."""
    text = "Eleven people were killed; an earlier version of this article said seven people were killed."
    assert [(toll.low, toll.earlier) for toll in _tolls(text, "en")] == [(11, False), (7, True)]


def _one(folder: Path, *texts: str) -> Incident:
    for number, text in enumerate(texts):
        folder.joinpath(f"{number}.txt").write_text(text, "utf-8")
    (found,) = pipeline.happened([folder / f"{number}.txt" for number in range(len(texts))]).incidents
    return found


def test_a_correction_supersedes_the_number_of_its_outlet(tmp_path: Path) -> None:
    """Seven is no voice of the Lantern any more, and eleven says what it supersedes."""
    found = _one(tmp_path, FIRST, SECOND)
    assert [(voice.harm, voice.low) for voice in found.voices] == [("killed", 11)]
    assert len(found.voices[0].superseded) == 2


def test_the_number_of_another_outlet_stays(tmp_path: Path) -> None:
    """Whoever else tells the same number has not taken it back."""
    found = _one(tmp_path, FIRST, SECOND, OTHER)
    assert ("Dario Santel", 7) in [(voice.origin, voice.low) for voice in found.voices]
