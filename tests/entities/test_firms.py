"""Names of bodies in scripts without capitals that end with their noun."""

from __future__ import annotations

import pytest

from bukti import pipeline
from bukti.ids import report_id
from bukti.model import MentionKind, Report


def names(code: str, text: str) -> list[str]:
    """The names of bodies that a text has."""
    (document,) = pipeline.prepare([Report(report_id(text.encode()), "text/plain", text, language=code)])
    return [one.name for one in document.mentions if one.kind is MentionKind.ORGANISATION]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("zh", "北泽航运公司表示，船是空的。", ["北泽航运公司"]),
        ("zh", "据北泽航运公司称，船是空的。", ["北泽航运公司"]),
        ("zh", "周一，阿尔塔马银行否认向该岛运送水泥。", ["阿尔塔马银行"]),
        ("zh", "Velkora航运公司否认了。", ["Velkora航运公司"]),
        ("ja", "アルタマル海運は発表した。", ["アルタマル海運"]),
        ("ko", "알타마르 해운은 이를 부인했다.", ["알타마르 해운"]),
        ("ko", "알타마르은행은 이를 부인했다.", ["알타마르은행"]),
        ("hi", "अल्तामार शिपिंग ने कहा कि जहाज खाली था।", ["अल्तामार शिपिंग"]),
    ],
)
def test_a_noun_of_a_trade_ends_a_name(code: str, text: str, found: list[str]) -> None:
    """The name is whole, with its noun, and nothing before it."""
    assert names(code, text) == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "当地一家航运公司否认运送水泥。"),
        ("zh", "这家航运公司表示，船是空的。国内航运公司否认了。"),
        ("ja", "大手海運会社は否定した。"),
        ("ko", "현지 해운사는 이를 부인했다."),
        ("ko", "메리디언은 해운을 그만두었다."),
    ],
)
def test_a_description_is_no_name(code: str, text: str) -> None:
    """Words of a dictionary before the noun say which, not who."""
    assert names(code, text) == []
