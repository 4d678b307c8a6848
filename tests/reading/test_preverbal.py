"""Subjects of verbs whose adjuncts stand before them."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("部长周五在记者会上表示，大桥已经关闭。", "部长"),
        ("在周五的记者会上部长表示，大桥已经关闭。", "部长"),
        ("发言人对路透社说，大桥已经关闭。", "发言人"),
        ("两名在场的官员11月3日表示，大桥已经关闭。", "两名在场的官员"),
    ],
)
def test_adjuncts_and_times_before_a_verb_are_no_part_of_its_subject(read_text: Any, text: str, source: str) -> None:
    """The source ends where an adjunct or a time between it and the verb begins."""
    (made,) = read_text(text, "zh")
    assert [text[s.start : s.end] for s in made.source] == [source]


@pytest.mark.parametrize("text", ["他说的话没有人听见。", "他们没有接到报告。", "这份报告很长。"])
def test_a_form_that_describes_or_names_is_no_verb(read_text: Any, text: str) -> None:
    """A verb before 的, and a document's name where no verb can stand, report nothing."""
    assert read_text(text, "zh") == ()


def test_a_document_named_like_a_verb_is_the_source_of_the_verb_behind_it(read_text: Any) -> None:
    """`报告` (report) before `显示` (show) is a noun."""
    (made,) = read_text("报告显示，失业率上升。", "zh")
    assert str(made.source_kind) == "document"


def test_whatever_follows_a_comma_behind_the_verb_is_content(read_text: Any) -> None:
    """A pause between a reporting verb and what it reports belongs to neither."""
    text = "市长表示，因为下雨，大桥已经关闭。"
    (made,) = read_text(text, "zh")
    assert [text[s.start : s.end] for s in made.content] == ["因为下雨，大桥已经关闭"]


def test_the_word_behind_a_source_ends_according_to(read_text: Any) -> None:
    """`据X报道` is one cue around its source, and its verb makes no second statement."""
    text = "据当地媒体报道，大桥已经关闭。"
    (made,) = read_text(text, "zh")
    assert [text[s.start : s.end] for s in made.source] == ["当地媒体"]
    assert [text[s.start : s.end] for s in made.content] == ["大桥已经关闭"]
