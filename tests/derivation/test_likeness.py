"""Likeness: how much of one report stands in another, letter by letter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.derivation.conftest import Told

from bukti.derivation import likeness
from bukti.derivation.likeness import PairFeatures, Rarity, measure
from bukti.derivation.prepare import prepare
from bukti.model import Document

STORY = (
    "Water rose over the lower bridge shortly after four in the morning. The duty engineer opened 2 gates without "
    "asking the office. Some 117 families had to leave their homes on Tanner Row before breakfast."
)
OTHER = (
    "Voters in the hill districts queued before dawn to choose an assembly. Turnout was the highest since roads were "
    "paved. All 3 ballot boxes from a mountain school arrived late and unsealed."
)
QUOTE = "“We opened the gates as soon as the gauge passed the red line and we would do it again,” said Dora Quill."


def of(one: Document, two: Document, *others: Document) -> PairFeatures:
    """What two reports of a collection share, the first given as side a."""
    prepared = prepare([one, two, *others])
    places = {report.id: place for place, report in enumerate(prepared)}
    return measure((places[one.report.id], places[two.report.id]), prepared, Rarity(prepared))


def test_a_text_stands_wholly_in_a_longer_one(told: Told) -> None:
    """Containment is measured each way: all of the excerpt, part of the whole."""
    found = of(told(STORY), told(f"{STORY} {OTHER}"))
    assert found.rare[0] == found.once[0] == 1.0
    assert 0.3 < found.rare[1] < 0.7
    assert 0.3 < found.once[1] < 0.7
    assert found.numbers == pytest.approx((5 / 6, 5 / 8))


def test_strangers_share_little(told: Told) -> None:
    """Two reports on different things share short common runs only."""
    found = of(told(STORY), told(OTHER))
    assert max(found.rare) < 0.15
    assert max(found.once) < 0.05
    assert found.run < 16


def test_spaces_do_not_count(told: Told) -> None:
    """Words that are split or joined are the same letters."""
    found = of(told(STORY), told(STORY.replace("the ", "the").replace("engineer", "engi neer")))
    assert found.rare == (1.0, 1.0)
    assert found.once == (1.0, 1.0)


def test_what_others_have_too_counts_less(told: Told) -> None:
    """A sentence that a third and a fourth report have weighs less than one that only the pair has."""
    common, own = STORY.split(". ")[:2]
    mine, yours = told(f"{own}. {OTHER}"), told(f"{own}. Nobody else was there to see any of that happen.")
    crowd = [told(f"{own}. {n} people came to look at {n} wet shoes.") for n in ("Nine", "Forty", "Six")]
    calm = [told(f"{common}. {n} people came to look at {n} wet shoes.") for n in ("Nine", "Forty", "Six")]
    assert of(mine, yours, *crowd).rare[0] < of(mine, yours, *calm).rare[0]


def test_a_reprint_is_no_common_language(told: Told) -> None:
    """However many reports have the same text, it stays as rare as it was."""
    pair = told(f"{STORY} {OTHER}"), told(f"{STORY} Nobody else was there to see any of that happen.")
    reprints = [told(f"Part {n}. {STORY}", salt=str(n)) for n in range(9)]
    assert of(*pair, *reprints).rare[1] > of(*pair).rare[1] - 0.05


def test_a_quotation_in_both_does_not_count(told: Told) -> None:
    """Two reporters may hear one speaker; the same words outside quotation marks do count."""
    heard = of(told(f"{STORY} {QUOTE}"), told(f"{OTHER} {QUOTE}"))
    taken = of(told(f"{STORY} {QUOTE}"), told(f"{OTHER} {QUOTE.replace('“', '').replace('”', '')}"))
    assert heard.run < taken.run
    assert heard.rare[0] < taken.rare[0] - 0.1


def test_a_quotation_inside_a_run_counts_as_much_as_the_words_around(told: Told) -> None:
    """Who leads in, breaks off and goes on in the same words copied it; a short lead is no more than itself."""
    led = f"The duty engineer opened the gates without asking. {QUOTE} Eleven families had to leave their homes."
    inside, led_in = (
        of(told(f"{STORY} {led}"), told(f"{OTHER} {led}")),
        of(told(f"{STORY} She said: {QUOTE}"), told(f"{OTHER} She said: {QUOTE}")),
    )
    around = sum(map(str.isalnum, led)) - sum(map(str.isalnum, QUOTE.partition(" said")[0]))
    assert around < inside.run < 2 * around
    assert led_in.run < 60


def test_a_headline_does_not_count(told: Told) -> None:
    """Every outlet writes its own headline: a report is not less of a copy for it."""
    plain = told(f"Gates opened, families gone\n\n{STORY}")
    headed = replace(plain, report=replace(plain.report, title="Gates opened, families gone"))
    assert of(plain, told(STORY)).rare[0] < 1.0
    assert of(headed, told(STORY)).rare == (1.0, 1.0)


def test_page_furniture_does_not_count(told: Told) -> None:
    """Words of the page are in neither text."""
    assert of(told(f"{STORY}\n\nRead more about floods"), told(STORY)).rare == (1.0, 1.0)


def test_the_longest_run_is_counted_in_letters(told: Told) -> None:
    """Nineteen letters in a row, or seven where fewer than eight are."""
    one, two = told("A zebra: seventeen wet shoes."), told("Quick! Seventeen wet shoe.")
    assert of(one, two).run == len("seventeenwetshoe")
    assert of(told("One bird sang."), told("Nothing much happened.")).run == 7


def test_characters_of_unspaced_scripts_say_twice_as_much(told: Told) -> None:
    """Four characters in a row are one run of eight letters."""
    found = of(told("昨夜の洪水で橋が壊れた。", language="ja"), told("今朝、洪水で橋が落ちた。", language="ja"))
    assert found.run == 2 * len("洪水で橋が")
    assert found.once[0] > 0


def test_latin_letters_among_characters_say_no_more_than_elsewhere(told: Told) -> None:
    """A line of English in two Chinese texts is as long as in two English ones."""
    line = "Seventeen wet shoes stood on the bridge at dawn"
    here = of(
        told(f"昨晚洪水冲垮了桥，十一户人家离开了家园。{line}", language="zh"),
        told(f"{line}。今早山区的选民排队选举议会，投票率很高。", language="zh"),
    )
    assert abs(here.run - len(line.replace(" ", ""))) <= 7


@pytest.mark.parametrize("text", ["", "…", "a", "12"])
def test_hardly_any_text_is_like_nothing(told: Told, text: str) -> None:
    """Texts without a run give no error and no likeness."""
    found = of(told(text), told(STORY))
    assert (found.rare, found.once, found.run) == ((0.0, 0.0), (0.0, 0.0), 7)


@given(st.floats(0, 1), st.floats(0, 1))
def test_terms_grow_with_the_part(one: float, two: float) -> None:
    """More in common never gives a lower term."""
    low, high = sorted((one, two))
    less, more = (PairFeatures((p, 0.0), (p, 0.0), (p, 0.5), 7).terms(0) for p in (low, high))
    assert less <= more


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 6))
def test_windows_are_equal_where_letters_are(codes: list[int], size: int) -> None:
    """One hash for each run in order of place, equal only for equal runs."""
    hashes = likeness.windows(np.array(codes, dtype=np.uint64), size).tolist()
    runs = [tuple(codes[place : place + size]) for place in range(len(codes) - size + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes)) == len(set(runs))


def test_a_big_collection_is_sampled(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the sample nothing is counted, and pairs outside it still get weights."""
    monkeypatch.setattr(likeness, "SAMPLE", 2)
    prepared = prepare([told(STORY, salt=str(n)) for n in range(4)])
    rarity = Rarity(prepared)
    assert rarity.size == 2
    assert measure((2, 3), prepared, rarity).rare == (1.0, 1.0)
