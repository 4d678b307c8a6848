"""A subject that nobody knows is who speaks, never who spoke before; a thing that is spoken of is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str]]]
NEWCOMERS = [
    ("ja", "警察は9人が死亡したと述べた。Seraph Marineは、タンカーが攻撃を受けたと明らかにした。", "Seraph Marine"),
    ("ja", "警察は9人が死亡したと述べた。ノルダ海運は積み荷は小麦だけだったと説明した。", "ノルダ海運"),
    ("ko", "경찰은 9명이 숨졌다고 말했다. 블루 메리디언사는 선박이 휘발유를 싣지 않았다고 밝혔다.", "블루 메리디언사"),
    ("ko", "경찰은 9명이 숨졌다고 말했다. '오리온무역'은 제재를 위반하지 않았다고 주장했다.", "오리온무역"),
    (
        "tr",
        "Polis, dokuz kişinin öldüğünü söyledi. Norda Denizcilik ise yükün buğday olduğunu bildirdi.",
        "Norda Denizcilik",
    ),
]
THINGS = [
    ("ja", "港湾局は火災を確認したと述べた。工場は、屋根が崩れたと述べた。", "工場は、屋根が崩れた"),
    ("ja", "港湾局は火災を確認したと述べた。橋は安全だと述べた。", "橋は安全だ"),
]


@pytest.mark.parametrize(("language", "text", "source"), NEWCOMERS)
def test_an_unknown_subject_is_the_source(who_says: Told, language: str, text: str, source: str) -> None:
    """Whoever stands where a subject stands says it, though nobody knows the name."""
    assert who_says(text, language)[-1][0] == source


@pytest.mark.parametrize(("language", "text", "content"), THINGS)
def test_a_thing_that_is_spoken_of_is_no_source(who_says: Told, language: str, text: str, content: str) -> None:
    """A factory or a bridge before a topic mark belongs to what is said by who spoke before."""
    assert who_says(text, language)[-1] == ("", content)
