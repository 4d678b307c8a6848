"""Pairs: how much two reports share, and what that is worth."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import pairs, weights
from bukti.derivation.align import Match
from bukti.derivation.likeness import PairFeatures, Rarity
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import idf, prepare
from bukti.model import Document

STORY = (
    "Water rose over the lower bridge shortly after four in the morning. The duty engineer opened two gates without "
    "asking the office. Eleven families had to leave their homes on Tanner Row before breakfast."
)
OTHER = (
    "Voters in the hill districts queued before dawn to choose an assembly. Turnout was the highest since roads were "
    "paved. Three ballot boxes from a mountain school arrived late and unsealed."
)
QUOTE = "“We opened the gates as soon as the gauge passed the red line and we would do it again,” said Dora Quill."


def compared(one: Document, two: Document) -> tuple[Pair, bool]:
    """The pair of two documents, and whether the first is its side a."""
    prepared = prepare([one, two])
    pair = pairs.compare((0, 1), prepared, idf(prepared), weights.load(), Rarity(prepared))
    return pair, prepared[0].document is one


def test_strangers_share_nothing(told: Told) -> None:
    """Two reports on different things have no passage and next to no probability."""
    pair, _ = compared(told(STORY), told(OTHER))
    assert (pair.matches, pair.share_a, pair.share_b, pair.score, pair.reasons) == ((), 0.0, 0.0, 0.0, ())
    assert pair.probability < 1e-6


def test_shares_are_parts_of_each_text(told: Told) -> None:
    """A text inside a longer one is shared wholly on its side and partly on the other."""
    pair, first = compared(told(STORY), told(f"{STORY} {OTHER}"))
    shares = (pair.share_a, pair.share_b) if first else (pair.share_b, pair.share_a)
    assert shares[0] == 1.0
    assert 0.4 < shares[1] < 0.6
    assert pair.probability > 0.99
    assert "The longest run of equal words outside quotations has" in pair.reasons[1]


def test_more_shared_text_is_likelier_derivation(told: Told) -> None:
    """Probability grows with the shared part."""
    sentences = STORY.split(". ")
    chances = [compared(told(STORY), told(f"{'. '.join(sentences[:n])}. {OTHER}"))[0].probability for n in (1, 2, 3)]
    assert chances == sorted(chances)
    assert chances[0] < chances[2]


def test_what_is_quoted_in_both_does_not_count(told: Told) -> None:
    """A long quotation that both have is set apart and says so."""
    pair, _ = compared(told(f"{STORY} {QUOTE}"), told(f"{QUOTE} {OTHER}"))
    assert pair.quotes_only
    assert pair.probability < 0.5
    assert pair.reasons == ("All that the two share is quoted from named speakers, whom both may have heard.",)


def test_the_frame_of_a_quotation_counts(told: Told) -> None:
    """The same quotation inside the same text is part of a copy."""
    pair, _ = compared(told(f"{STORY} {QUOTE}"), told(f"{STORY} {QUOTE}", salt="2"))
    assert not pair.quotes_only
    assert pair.probability > 0.99


def test_share_leaves_out_furniture_and_what_is_asked(told: Told) -> None:
    """Page furniture counts neither as covered nor as words; flagged tokens are not covered."""
    (one,) = prepare([told("Water rose over the bridge.\n\nRead more about floods")])
    assert pairs.share((Match(0, 5, 0, 5, 5, 5),), one) == 1.0
    assert pairs.share((Match(0, 9, 0, 9, 9, 9),), one) == 1.0
    without = [True, True, *[False] * 7]
    assert pairs.share((Match(0, 5, 0, 5, 5, 5),), one, without) == pytest.approx(0.6)


def test_share_of_nothing_is_nothing(told: Told) -> None:
    """A report without words has no shared part."""
    (one,) = prepare([told("…")])
    assert pairs.share((), one) == 0.0


def test_extended_adds_passages_and_keeps_the_probability(told: Told) -> None:
    """Retold sentences widen the shares; how likely the shared words are stays as it was."""
    prepared = prepare([told(STORY), told(OTHER)])
    pair = pairs.compare((0, 1), prepared, idf(prepared), weights.load(), Rarity(prepared))
    wider = pairs.extended(pair, (Match(0, 12, 0, 12, 6, 0, exact=False),), prepared)
    assert wider.share_a > 0
    assert wider.share_b > 0
    assert wider.probability == pair.probability
    assert wider.reasons[-1] == "One retells one sentence of the other in words of its own."
    assert pairs.extended(pair, (), prepared) is pair


def test_a_short_excerpt_in_other_text_is_found(told: Told) -> None:
    """A long verbatim run is derivation, however little it is of either text."""
    frame = [f"{OTHER.replace('hill', name)}" for name in ("coastal", "northern", "river", "border")]
    excerpt = STORY.partition(" Eleven")[0]
    pair, _ = compared(
        told(f"{frame[0]} {excerpt} {frame[1]}"), told(f"{STORY} Rain fell. {' '.join(QUOTE.split()[:3])}")
    )
    assert pair.probability > 0.5


def test_an_excerpt_is_judged_by_its_length_not_by_its_share(told: Told) -> None:
    """The same excerpt is as likely copied into a long text as into a shorter one."""
    frame = [f"{OTHER.replace('hill', name)}" for name in ("coastal", "northern", "river", "border", "desert")]
    excerpt = STORY.partition(" Eleven")[0]
    rest = QUOTE.replace("“", "").replace("”", "")
    short, long = (
        compared(told(f"{' '.join(frame[:n])} {excerpt}"), told(f"{excerpt} {rest}"))[0].probability for n in (3, 5)
    )
    assert short == pytest.approx(long, abs=0.01)
    assert short > 0.5


def test_the_rarest_shared_words_are_named(told: Told) -> None:
    """A reader is told which words to look for: rare ones that stand in the passages of both."""
    pair, _ = compared(told(STORY), told(f"{STORY} {OTHER}"))
    assert pair.reasons[-1].startswith("The rarest words that both have there: ")
    named = pair.reasons[-1].removesuffix(".").partition(": ")[2].split(", ")
    assert len(named) == 5
    assert all(word in STORY.lower() and len(word) >= 4 for word in named)


def test_the_later_report_is_the_child(told: Told) -> None:
    """A long later report that has all of a short earlier one is less likely made from it than the other way round."""
    long = f"{STORY} {OTHER} {OTHER.replace('hill', 'coastal').replace('dawn', 'noon')}"
    short = STORY.partition(". ")[0]
    short_first, _ = compared(told(short), told(long, hours=5))
    long_first, _ = compared(told(short, hours=5), told(long))
    undated, _ = compared(told(short, hours=None), told(long))
    assert short_first.probability < undated.probability < long_first.probability


@pytest.mark.parametrize(
    ("one", "two", "place"), [(0, 5, 1), (5, 0, 0), (0, 0, None), (None, 5, None), (0, None, None)]
)
def test_later_goes_by_stated_times(told: Told, one: float | None, two: float | None, place: int | None) -> None:
    """Equal or missing times tell nothing."""
    a, b = (prepare([told(STORY, hours=hours)])[0] for hours in (one, two))
    assert pairs.later(a, b) == place


def test_turned_exchanges_the_sides() -> None:
    """Turning a pair twice gives it back."""
    features = PairFeatures((0.1, 0.7), (0.0, 0.5), (0.5, 0.8), 30)
    pair = Pair(0, 1, (Match(0, 8, 4, 14, 8, 8),), 0.2, 0.6, 0.9, features=features)
    assert (pairs.turned(pair).a, pairs.turned(pair).share_a) == (1, 0.6)
    assert pairs.turned(pair).features == PairFeatures((0.7, 0.1), (0.5, 0.0), (0.8, 0.5), 30)
    assert pairs.turned(pairs.turned(pair)) == pair
