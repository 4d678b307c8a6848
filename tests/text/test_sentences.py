"""Where sentences end in scripts without spaces."""

from __future__ import annotations

from bukti.model import Span
from bukti.text.sentences import sentences


def test_who_said_it_belongs_to_the_quotation_before_it() -> None:
    """Without spaces, a short clause of speech behind 。” ends that sentence, unless it introduces the next."""
    text = "“大桥已经关闭。”他说。后来下雨了。"
    made = [text[slice(*s)] for s in sentences(text, [Span(0, len(text))], "zh")]
    assert made == ["“大桥已经关闭。”他说。", "后来下雨了。"]
