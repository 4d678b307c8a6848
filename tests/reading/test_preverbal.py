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


def test_speech_ends_with_its_quotation(read_text: Any) -> None:
    """What follows a quotation behind a comma is the report's own."""
    text = "市长说：“大桥今天就会关闭。”，同时他没有说明原因。"
    (made,) = read_text(text, "zh")
    assert [text[s.start : s.end] for s in made.content] == ["“大桥今天就会关闭。”"]


def test_a_clause_that_is_an_adjunct_ends_before_the_word_that_makes_it_one(read_text: Any) -> None:
    """`宣布P时，Q`: Q is no part of what was announced."""
    text = "市长宣布大桥关闭时，外面正在下雨。"
    (made,) = read_text(text, "zh")
    assert [text[s.start : s.end] for s in made.content] == ["大桥关闭"]


@pytest.mark.parametrize(("text", "kind"), [("专家预计利润下降。", "anonymous"), ("利润预计下降。", "impersonal")])
def test_a_verb_that_is_a_passive_too_needs_a_speaker(read_text: Any, text: str, kind: str) -> None:
    """`预计` (expect) behind what cannot speak means that it is expected."""
    (made,) = read_text(text, "zh")
    assert str(made.source_kind) == kind


def test_only_who_can_speak_vouches_for_words_that_nothing_introduces(read_text: Any) -> None:
    """Without comma, colon or quotation a verb behind an unknown thing reports nothing."""
    assert read_text("土地开发确认大桥关闭。", "zh") == ()


def test_the_head_of_a_source_is_its_last_word(read_text: Any) -> None:
    """A person's name inside a description is not the source."""
    (made,) = read_text("阿尔诺总统政府官员说，大桥已经关闭。", "zh")
    assert str(made.source_kind) == "anonymous"


def test_quotation_marks_may_set_off_a_name_in_a_source(read_text: Any) -> None:
    """A name in marks is part of the source, speech is not."""
    text = "“河岸协会”发言人说，大桥已经关闭。"
    (made,) = read_text(text, "zh")
    assert text[made.source[0].start : made.source[0].end].endswith("发言人")
    assert str(made.source_kind) in {"anonymous", "named_organisation"}


def test_a_medium_between_source_and_verb_is_who_was_told(read_text: Any) -> None:
    """`对路透社说`: what is addressed stands before the verb."""
    (made,) = read_text("官员对路透社说，大桥已经关闭。", "zh")
    assert made.via == ("路透社",)


def test_what_somebody_is_urged_to_do_is_no_statement_of_theirs(read_text: Any) -> None:
    """`要求政府公布数据` holds one statement, a demand."""
    (made,) = read_text("居民要求政府公布数据。", "zh")
    assert str(made.stance) == "directs"
