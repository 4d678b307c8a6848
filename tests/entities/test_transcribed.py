"""Persons' names in scripts without spaces and capitals."""

from __future__ import annotations

import pytest

from bukti.entities.transcribed import persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("法官布雷特·阿尔诺说，卡尔·贝尔根在场。", ["布雷特·阿尔诺", "卡尔·贝尔根"]),
        ("总统阿尔诺表示欢迎，贝尔根参议员反对。", ["阿尔诺", "贝尔根"]),
        ("布雷特·阿尔诺来了。后来阿尔诺走了。", ["布雷特·阿尔诺", "阿尔诺"]),
        ("外长李勇浩说，发言人耿爽表示同意。", ["李勇浩", "耿爽"]),
        ("石油专家和高级顾问来了。", []),
        ("大桥已经关闭。", []),
    ],
)
def test_names_are_told_by_a_dot_a_title_or_an_earlier_mention(text: str, names: list[str]) -> None:
    """A transcribed name, a family name beside a title, and the last part of a name met in full are persons."""
    assert [text[s.start : s.end] for s in persons(text, "zh")] == names


def test_a_language_that_does_not_tell_its_letters_has_none() -> None:
    """Without the characters that spell names nothing is guessed."""
    assert persons("法官布雷特·阿尔诺说", "en") == []
    assert persons("法官布雷特·阿尔诺说", None) == []
