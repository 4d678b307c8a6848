"""Sentences that say the same in two languages, by anchors and by vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.derivation.conftest import Told

from bukti.derivation.align import Match
from bukti.derivation.crosslingual import Sentences, embedded, overlap, pair, retold, sentences
from bukti.derivation.prepare import prepare

EVEN: dict[str, float] = {}


class Meaning:
    """An embedder that knows three subjects by a word of any language; everything else is apart."""

    SUBJECTS = (("bridge", "jembatan"), ("ferry", "feri"), ("school", "sekolah"))

    def embed(self, texts: Sequence[str], /) -> npt.NDArray[np.float32]:
        """Unit rows: a common part, as all sentences have, and one for the subject."""
        rows = np.zeros((len(texts), 8), dtype=np.float32)
        rows[:, 7] = 2.0
        for number, text in enumerate(texts):
            for place, words in enumerate(self.SUBJECTS):
                rows[number, place] = float(any(word in text.casefold() for word in words))
            if not rows[number, :3].any():
                rows[number, 3 + number % 4] = 1.0
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def anchored(*rows: str) -> Sentences:
    """Sentences of ten tokens with these anchors."""
    ranges = tuple((n * 10, n * 10 + 10) for n in range(len(rows)))
    return Sentences(ranges, tuple(Counter(row.split()) for row in rows))


def test_sentences_leave_out_short_and_furnished_ones(told: Told) -> None:
    """Headings of a word or two and page furniture are not paired; anchors are those inside."""
    (one,) = prepare([told("Floods.\n\nEleven families left Sandmouth early.\n\nRead more about the flood here")])
    found = sentences(one)
    assert len(found.ranges) == 1
    assert found.anchors[0]["number:11"] == 1
    assert found.vectors is None


def test_shared_anchors_pair_sentences() -> None:
    """Two sentences with mostly the same names and numbers agree; one shared name is not enough."""
    one, two = anchored("kyiv 8 monday", "oslo 3", "paris 9"), anchored("rome", "kyiv 8 monday", "paris 5")
    assert [(m.a0, m.b0, m.exact) for m in pair(one, two, EVEN)] == [(0, 10, False)]


def test_nothing_pairs_with_nothing() -> None:
    """A report without sentences has no partner."""
    assert pair(anchored(), anchored("kyiv 8"), EVEN) == ()


def test_vectors_pair_what_has_no_anchor(told: Told) -> None:
    """With vectors, sentences on one subject are paired and others are not."""
    one, two = prepare(
        [
            told("The old bridge gave way. A ferry ran aground again. Nobody knows why it happened."),
            told("Jembatan tua itu runtuh. Tidak ada yang tahu sebabnya. Sekolah akan dibuka besok.", language="id"),
        ]
    )
    found = embedded({0: one, 1: two}, Meaning())
    pairs = pair(found[0], found[1], EVEN)
    assert len(pairs) == 1
    sides = ((one, pairs[0].a0, pairs[0].a1), (two, pairs[0].b0, pairs[0].b1))
    words = {side.document.report.text[slice(*side.tokens.span(start, end))] for side, start, end in sides}
    assert words == {"The old bridge gave way", "Jembatan tua itu runtuh"}


def test_without_an_embedder_there_are_no_vectors(told: Told) -> None:
    """No embedder, or nothing to embed, gives plain sentences."""
    prepared = dict(enumerate(prepare([told("The old bridge gave way.")])))
    assert embedded(prepared, None)[0].vectors is None
    assert embedded({}, Meaning()) == {}


def test_retold_takes_one_partner_a_sentence() -> None:
    """Each sentence of the child has at most one partner, and none where a passage covers it already."""
    child, parent = (
        anchored("kyiv 8 monday", "oslo 3 friday"),
        anchored("kyiv 8 monday", "oslo 3 friday", "oslo 3 friday"),
    )
    free = retold(child, parent, EVEN, ())
    assert [(m.a0, m.a1) for m in free] == [(0, 10), (10, 20)]
    assert [m.a0 for m in retold(child, parent, EVEN, (Match(0, 9, 0, 9, 9, 9),))] == [10]


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_overlap_is_a_cosine(a: list[str], b: list[str]) -> None:
    """Overlap lies in [0, 1], is symmetric, and 1 for equal anchors."""
    one, two = Counter(a), Counter(b)
    assert 0 <= overlap(one, two, EVEN) <= 1 + 1e-9
    assert overlap(one, two, EVEN) == overlap(two, one, EVEN)
    assert overlap(one, one, EVEN) == pytest.approx(1.0 if a else 0.0)
