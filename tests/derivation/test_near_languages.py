"""Copies and translations between languages that share words, and between the two scripts of Chinese; no vectors."""

from __future__ import annotations

import pytest

from bukti.derivation.trace import trace
from bukti.model import DerivationKind

from .conftest import Told

SAID = {
    "zh-Hans": "星期一彼得·马洛关闭了桑德茅斯的14道闸门。霍兰基金会付钱给375名工人修理这些闸门。"
    "布兰福德的玛蒂娜·斯宾塞数出62台损坏的水泵。第二道墙在下了9个小时的雨之后在柯克沃尔附近倒塌。",
    "zh-Hant": "星期一彼得·馬洛關閉了桑德茅斯的14道閘門。霍蘭基金會付錢給375名工人修理這些閘門。"
    "布蘭福德的瑪蒂娜·斯賓塞數出62臺損壞的水泵。第二道牆在下了9個小時的雨之後在柯克沃爾附近倒塌。",
    "zh-Hant, other words": "週一，14座水門在桑德茅斯被馬洛下令關上。修繕水門的工人共有375位，工資由霍蘭基金會支付。"
    "史賓塞女士是布蘭福德人，她清點後發現有62臺抽水機故障。大雨持續9小時後，柯克沃爾一帶的第二面堤牆崩塌。",
    "ms": "Pada hari Isnin Peter Marlowe menutup 14 pintu air di Sandmouth. Yayasan Holland membayar 375 pekerja untuk "
    "membaikinya. Martina Spencer dari Blandford mengira 62 pam yang rosak. Tembok kedua runtuh berhampiran Kirkwall "
    "selepas hujan selama 9 jam.",
    "id": "Senin lalu 14 pintu bendungan di Sandmouth ditutup oleh Peter Marlowe. Perbaikannya dikerjakan 375 buruh "
    "yang diupah Yayasan Holland. Ada 62 pompa rusak menurut hitungan Martina Spencer asal Blandford. Setelah diguyur "
    "hujan 9 jam, dinding kedua ambruk di dekat Kirkwall.",
    "uk": "У понеділок Пітер Марлоу зачинив 14 воріт у Сандмуті. Фонд Голланд заплатив 375 робітникам за їхній ремонт. "
    "Мартіна Спенсер із Бландфорда нарахувала 62 зламані насоси. Друга стіна впала поблизу Кіркволла після 9 годин "
    "дощу.",
    "ru": "В понедельник Питер Марлоу закрыл 14 ворот в Сандмуте. Фонд Холланд заплатил 375 рабочим за их ремонт. "
    "Мартина Спенсер из Бландфорда насчитала 62 сломанных насоса. Вторая стена рухнула близ Киркуолла после 9 часов "
    "дождя.",
    "nl": "Maandag sloot Peter Marlowe 14 sluizen in Sandmouth. De stichting Holland betaalde 375 arbeiders om ze te "
    "herstellen. Martina Spencer uit Blandford telde 62 kapotte pompen. De tweede muur stortte in bij Kirkwall na 9 "
    "uur regen.",
    "de": "Am Montag schloss Peter Marlowe 14 Schleusen in Sandmouth. Die Stiftung Holland bezahlte 375 Arbeiter für "
    "deren Reparatur. Martina Spencer aus Blandford zählte 62 defekte Pumpen. Nach 9 Stunden Regen stürzte bei "
    "Kirkwall die zweite Mauer ein.",
}
TRANSLATED, COPIED = {DerivationKind.TRANSLATION}, {DerivationKind.COPY, DerivationKind.REWRITE}


@pytest.mark.parametrize(
    ("one", "two", "kinds"),
    [
        ("zh-Hans", "zh-Hant", COPIED),
        ("zh-Hans", "zh-Hant, other words", TRANSLATED),
        ("zh-Hant, other words", "zh-Hant", set()),
        ("ms", "id", TRANSLATED),
        ("uk", "ru", TRANSLATED),
        ("nl", "de", TRANSLATED),
    ],
)
def test_what_near_languages_share_is_found(told: Told, one: str, two: str, kinds: set[DerivationKind]) -> None:
    """Another script is a copy where the words stay and a translation where they do not; one script is neither."""
    made = [told(SAID[key], language=key[:2], salt=key) for key in (one, two)]
    found = {edge.kind for edge in trace(made, [], None).edges}
    assert found <= kinds
    assert bool(found) == bool(kinds)


@pytest.mark.parametrize(("one", "two"), [("ms", "id"), ("uk", "ru"), ("nl", "de")])
def test_a_copy_on_a_page_of_a_near_language_is_a_copy(told: Told, one: str, two: str) -> None:
    """A page of the neighbour reprints a text as it is: the words say so, whatever language each page declares."""
    made = [told(SAID[one], language=one), told(SAID[one], language=two, salt="again")]
    assert {edge.kind for edge in trace(made, [], None).edges} == {DerivationKind.COPY}
