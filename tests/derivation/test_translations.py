"""Reports that tell the same in two languages, without a citation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tests.derivation.conftest import Told

from bukti.derivation import weights
from bukti.derivation.collection import Collection
from bukti.derivation.keys import sound
from bukti.derivation.prepare import prepare
from bukti.derivation.translations import NEAREST, Foreign, across, foreign, nearest
from bukti.model import Document

ENGLISH = (
    "Peter Marlow closed 14 gates at Sandmouth on Monday.",
    "The Holland Trust had paid 375 workers to mend them.",
    "Martina Spencer of Blandford counted 62 broken pumps.",
    "A second wall fell near Kirkwall after 9 hours of rain.",
)
RUSSIAN = (
    "В понедельник Питер Марлоу закрыл 14 ворот в Сандмуте.",
    "Фонд Холланд заплатил 375 рабочим за их ремонт.",
    "Мартина Спенсер из Бландфорда насчитала 62 сломанных насоса.",
    "Вторая стена рухнула близ Киркуолла после 9 часов дождя.",
)
ELSEWHERE = (
    "Хор школы поёт сегодня в старом зале.",
    "Билеты продаются у входа и на почте.",
    "Дети рисовали афиши всю прошлую зиму.",
    "Учительница музыки уходит на пенсию летом.",
    "Её ученики собрали деньги на новое пианино.",
    "После концерта будет чай с пирогами.",
    "Погода обещает быть тёплой и сухой.",
    "Автобусы пойдут до поздней ночи.",
)


class Numbered:
    """An embedder that knows which sentences say the same; others have a little in common, as those of one story."""

    def embed(self, texts: Sequence[str], /) -> npt.NDArray[np.float32]:
        """Unit rows: a small common part, and one of its own for each meaning."""
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        known = [*ENGLISH, *ELSEWHERE]
        for number, text in enumerate(texts):
            whole = [n for n, one in enumerate(known) if text in one]
            turned = [n for n, one in enumerate(RUSSIAN) if text in one]
            rows[number, (whole or turned or [20 + number % 40])[0]] = 1.0
        rows[:, 63] = 0.4
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def reports(documents: Sequence[Document], embedder: Numbered | None = None) -> Foreign:
    """A collection, ready to compare."""
    return foreign(Collection(prepare(documents), weights.load(), embedder))


def likely(documents: Sequence[Document], embedder: Numbered | None = None) -> list[float]:
    """Probabilities of the pairs that share sentences."""
    return [pair.probability for pair in across(reports(documents, embedder).collection, [], set())]


def test_a_translation_is_found_by_its_meaning(told: Told) -> None:
    """Vectors alone join a report and its translation, and say how many sentences agree."""
    made = [told(" ".join(ENGLISH)), told(" ".join(RUSSIAN), language="ru")]
    (pair,) = across(reports(made, Numbered()).collection, [], set())
    assert pair.translated
    assert pair.probability >= weights.load().translation.sure
    assert pair.reasons[0].startswith("4 of 4 sentences in ")
    assert len(pair.matches) == 4


def test_shuffled_sentences_inside_other_text_are_found(told: Told) -> None:
    """Neither their order nor what stands around them hides a translated part."""
    child = [*ELSEWHERE[:5], RUSSIAN[3], RUSSIAN[0], RUSSIAN[2], *ELSEWHERE[5:]]
    (found,) = likely([told(" ".join(ENGLISH)), told(" ".join(child), language="ru")], Numbered())
    assert found >= weights.load().translation.sure


def test_one_sentence_in_common_is_no_translation(told: Told) -> None:
    """Two reports on one event say one thing alike."""
    child = [*ELSEWHERE[:5], RUSSIAN[1], *ELSEWHERE[5:]]
    found = likely([told(" ".join(ENGLISH)), told(" ".join(child), language="ru")], Numbered())
    assert all(value < weights.load().translation.sure for value in found)


def test_without_vectors_the_reason_says_what_was_compared(told: Told) -> None:
    """Names by their sound, and numbers, pair sentences; the reader sees which."""
    made = [told(" ".join(ENGLISH)), told(" ".join(RUSSIAN), language="ru")]
    (pair,) = across(reports(made).collection, [], set())
    assert "by names, numbers and dates only" in pair.reasons[0]
    assert pair.reasons[1].startswith("Both have ")
    assert "375" in pair.reasons[1] or " = " in pair.reasons[1]


def test_a_number_counts_for_more_than_a_name(told: Told) -> None:
    """Of two keys that one report has, the number is worth twice the name: reports of one event share names anyway."""
    weight = reports([told("Sandmouth paid 375 workers."), told("Билеты продаются у входа.", language="ru")]).weight
    assert weight["number:375"] == 2 * weight[f"sound:{sound('Sandmouth')}"]


def test_reports_about_nothing_in_common_are_left_apart(told: Told) -> None:
    """A chance likeness of one capitalised word is worth next to nothing."""
    found = likely([told(" ".join(ENGLISH)), told(" ".join(ELSEWHERE), language="ru")])
    assert all(value < 0.2 for value in found)


def test_one_language_has_no_translations(told: Told) -> None:
    """Reports of one language, or known to share text, are not compared here."""
    made = [told(" ".join(ENGLISH)), told(" ".join(RUSSIAN), language="ru")]
    assert likely([told(" ".join(ENGLISH)), told(" ".join(ENGLISH), salt="again")], Numbered()) == []
    assert across(reports(made, Numbered()).collection, [], {(0, 1)}) == []


def test_furniture_of_two_pages_is_no_translation(told: Told) -> None:
    """Pages in two languages may end with the same lines of a third; what stands word for word in both is set aside."""
    lines = " ".join(ELSEWHERE[:6])
    made = [told(f"{' '.join(ENGLISH[:3])} {lines}"), told(f"{' '.join(RUSSIAN[3:])} {lines}", language="ru")]
    assert all(value < weights.load().translation.sure for value in likely(made, Numbered()))


def test_a_large_collection_asks_only_the_nearest(told: Told) -> None:
    """Each report meets the nearest of another language by rare keys, its counterpart among them; strangers never."""
    made = [told(f"{' '.join(ENGLISH)} Room {900 + n} was full.", salt=str(n)) for n in range(NEAREST + 4)]
    made += [told(f"{' '.join(RUSSIAN)} Зал {903} полон.", language="ru"), told(" ".join(ELSEWHERE), language="ru")]
    ready = reports(made)
    held = ready.collection.prepared
    found = nearest(ready)
    asked = next(n for n, one in enumerate(held) if "903" in one.document.report.text and one.language == "ru")
    twin = next(n for n, one in enumerate(held) if "903" in one.document.report.text and one.language == "en")
    strange = next(n for n, one in enumerate(held) if "Хор" in one.document.report.text)
    assert (min(asked, twin), max(asked, twin)) in found
    assert not any(strange in pair for pair in found)
    assert all({held[a].language, held[b].language} == {"en", "ru"} for a, b in found)
