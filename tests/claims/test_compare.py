"""How strongly two statements speak of the same proposition."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace

import numpy as np

from bukti.claims.anchors import judge
from bukti.claims.compare import CEILING, OPPOSED, UNCOUNTED, VETO, Comparer
from bukti.claims.many import Anchors, Verdicts
from bukti.claims.vectors import centred

MIXED = (
    "A bomb in Gorum killed at least 9 soldiers.",
    "A bomb in Gorum killed at least 14 soldiers.",
    "The blast in Gorum killed 12 people on 3 May 2024.",
    "On 9 May 2024 a blast in Gorum killed 12 people.",
    "The blast in Gorum killed 90 people.",
    "The blast in Tarsk killed 12 people on 3 May 2024.",
    "Norland sold tanks to Bekaa.",
    "Norland denied that it sold tanks to Bekaa.",
    "Norland bought 40 tanks from Varde.",
    "Ragnar Holt paid Mara Quist.",
    "Mara Quist paid Ragnar Holt.",
)


def test_comparison_is_symmetric_and_kept(build: SimpleNamespace) -> None:
    """Order does not matter, and a pair is compared once."""
    comparer = build.comparer(*build.features("The dam in Gorum broke.", "In Gorum a dam broke on Monday."))
    assert comparer(0, 1) is comparer(1, 0)
    assert comparer(0, 1).total > 0


def test_no_pair_carries_more_than_the_ceiling(build: SimpleNamespace) -> None:
    """However alike, one pair cannot decide for a group; derivation alone adds one."""
    texts = ("The army shelled the hospital in Tarsk.", "In Tarsk the army shelled the hospital.")
    features = build.features(*texts)
    assert build.comparer(*features)(0, 1).total == CEILING
    assert build.comparer(*features, aligned={(0, 1): 0.7})(0, 1).total == CEILING + 0.7


def test_another_number_keeps_apart(build: SimpleNamespace) -> None:
    """A different number of the same unit is a veto, whatever else agrees."""
    pair = build.comparer(
        *build.features("The blast in Gorum killed 12 people.", "The blast in Gorum killed 90 people.")
    )
    assert pair(0, 1).same == VETO
    assert pair(0, 1).barred


def test_a_toll_and_an_attack_are_not_one(build: SimpleNamespace) -> None:
    """Derivation does not make an attack of the number of its victims."""
    features = build.features("Missiles killed eight people in Gorum.", "Missiles hit Gorum.")
    assert build.comparer(*features, aligned={(0, 1): 1.0})(0, 1).same <= UNCOUNTED


def test_negation_keeps_apart_and_is_seen_through(build: SimpleNamespace) -> None:
    """A denied statement is far from the statement, and near once negation is left out."""
    yes, no = build.features("Norland sold tanks to Bekaa.", "Norland denied that it sold tanks to Bekaa.")
    pair = build.comparer(yes, no)(0, 1)
    assert pair.total == OPPOSED
    assert pair.same > 0
    assert pair.barred


def test_a_translation_is_not_opposed_by_a_negation_that_one_language_lost(build: SimpleNamespace) -> None:
    """An aligned statement in another language keeps its side unless somebody denies."""
    first = build.document("What is known is not strong.")
    second = build.document("Apa yang diketahui lemah.", "id")
    texts = [build.statement(first, "What is known is not strong", negative=True)]
    texts.append(build.statement(second, "Apa yang diketahui lemah"))
    from_text = build.extract([first, second], texts)
    assert not build.comparer(*from_text, aligned={(0, 1): 1.0})(0, 1).barred
    assert build.comparer(*from_text)(0, 1).barred


def test_a_longer_statement_says_what_it_holds(build: SimpleNamespace) -> None:
    """Every term of a short proposition inside a long one is as good as equal words."""
    short = "Iceland makes missiles in Tarsk."
    long = "A filing of 40 pages shows that Barlow makes missiles at its plant in Tarsk for the customer in Iceland."
    comparer = build.comparer(*build.features(short, long))
    assert comparer(0, 1).words == 1.0


def test_a_few_shared_names_hold_nothing(build: SimpleNamespace) -> None:
    """Names alone are no proposition."""
    comparer = build.comparer(*build.features("Ilse Brandt in Kosvar.", "A fire burned in Kosvar, Ilse Brandt wrote."))
    assert comparer(0, 1).words < 1.0


def test_words_of_two_languages_are_compared_by_what_is_common(build: SimpleNamespace) -> None:
    """Concepts, names and numbers count across languages; other words neither help nor harm."""
    (a,) = build.features("The company Dravex sells ammunition to Brazil.")
    (b,) = build.features("Perusahaan Dravex menjual amunisi kepada Brasil.", language="id")
    (c,) = build.features("Des pluies tombent sans cesse.", language="fr")
    comparer = build.comparer(a, b, c)
    assert comparer(0, 1).words > 0.9
    assert comparer(0, 1).total > 0
    assert comparer(0, 2).words == 0.0
    assert comparer(0, 2).total == 0.0


def test_vectors_add_meaning(build: SimpleNamespace) -> None:
    """With an embedder the centred cosine is part of the comparison."""
    features = build.features("The dam in Gorum broke.", "Farmers in Pesh sell plums.")
    vectors = centred([f.full for f in features], ["en", "en"], build.embedder)
    comparison = Comparer(features, vectors, {})(0, 1)
    assert comparison.meaning is not None
    assert comparison.total < 0


def test_pairs_compared_together_have_the_bits_of_a_pair_alone(build: SimpleNamespace) -> None:
    """What a pair weighs does not depend on which others are compared with it, nor on their order."""
    features = [*build.features(*MIXED), *build.features("Une bombe tue 12 soldats à Gorum.", language="fr")]
    vectors = centred([f.full for f in features], [f.language for f in features], build.embedder)
    together, alone = (Comparer(features, vectors, {(0, 1): 0.5}) for _ in range(2))
    pairs = list(combinations(range(len(features)), 2))
    together.know(pairs[::-1])
    assert [together(*pair) for pair in pairs] == [alone(*pair) for pair in pairs]
    assert alone.compare(*zip(*pairs, strict=True)) == [together(*pair) for pair in pairs]
    assert together.totals(2, [0, 5]) == [together(0, 2).total, together(2, 5).total]


def test_anchors_of_many_pairs_are_those_of_each(build: SimpleNamespace) -> None:
    """Arrays say of each pair what the rule for one pair says."""
    features = [*build.features(*MIXED), *build.features("Une bombe tue 12 soldats à Gorum.", language="fr")]
    features += build.features("Norland sent 500 drones to Varde.", "Norland sent drones to Varde.")
    answers = build.document("Ragnar Holt denied that he sold tanks. Mara Quist denied that she bought tanks.")
    features += build.extract([answers], build.said([answers]))
    left, right = np.array(list(combinations(range(len(features)), 2))).T
    found = Anchors(features)(left, right)
    told = [judge(features[a], features[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    for name in Verdicts._fields:
        values = [getattr(verdict, name) for verdict in told]
        expected = [value is not None for value in values] if name in {"swapped", "bounds"} else values
        assert getattr(found, name).tolist() == expected, name
        assert any(expected), name
