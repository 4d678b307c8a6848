"""What fills the place of a cause, a perpetrator, an owner: found in each language, and told apart."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims import group
from bukti.claims.fillers import CAUSE, Filler, patterns, rivals, unlike
from bukti.lexicon import supported


@pytest.mark.parametrize(
    ("language", "text", "slot", "filler"),
    [
        ("en", "The explosion at the depot was caused by stored nitrate.", "cause", "stored nitrate"),
        ("en", "The cause of the fire at the depot was a short circuit.", "cause", "a short circuit"),
        ("en", "A bomb in the market caused the explosion.", "cause", "A bomb"),
        ("en", "The tanker is owned by Drelling.", "owner", "Drelling"),
        ("de", "Die Explosion im Lager wurde durch eine Bombe verursacht.", "cause", "eine Bombe"),
        ("fr", "L'explosion au dépôt a été provoquée par du nitrate stocké.", "cause", "du nitrate stocké"),
        ("es", "La explosión en el depósito fue causada por nitrato almacenado.", "cause", "nitrato almacenado"),
        ("ru", "Взрыв на складе вызвал нитрат.", "cause", "нитрат"),
        ("ru", "Нитрат вызвал взрыв на складе.", "cause", "Нитрат"),
        ("ru", "Причиной взрыва на складе стала утечка газа.", "cause", "утечка газа"),
        ("tr", "Depoda meydana gelen patlamaya depolanan nitrat neden oldu.", "cause", "depolanan nitrat"),
        ("ja", "製油所の火災は無人機が原因だ。", "cause", "無人機"),
        ("zh", "仓库的爆炸是由炸弹引起的。", "cause", "炸弹"),
        ("hi", "रिफ़ाइनरी में आग ड्रोन के कारण लगी।", "cause", "ड्रोन"),
    ],
)
def test_a_filler_is_found(build: SimpleNamespace, language: str, text: str, slot: str, filler: str) -> None:
    """Before or behind the words that ask for it, as the language has it."""
    (found,) = build.features(text, language=language)
    assert [(f.slot, f.text) for f in found.fillers] == [(slot, filler)]


@pytest.mark.parametrize(
    "text", ["It had caused alarm.", "Nobody asked who the owner was.", "The cause of the fire was not known."]
)
def test_nothing_is_found_where_nothing_is_named(build: SimpleNamespace, text: str) -> None:
    """An auxiliary, a pronoun or a question fills no place."""
    (found,) = build.features(text)
    assert found.fillers == ()


def _cause(*terms: str, wide: tuple[str, ...] = ()) -> Filler:
    return Filler(CAUSE, " ".join(terms), frozenset(terms), frozenset((*terms, *wide)), ())


def test_two_causes_are_told_apart_by_words_kinds_and_meaning() -> None:
    """A shared word makes one cause; across languages only what is far apart in meaning is two."""
    bomb, nitrate, blast = _cause("bomb"), _cause("stor", "nitrat"), _cause("explos", wide=("nitrat",))
    assert unlike(bomb, nitrate, True, None) == 2
    assert unlike(bomb, nitrate, True, 0.3) == 2
    assert unlike(bomb, nitrate, True, 0.6) == 0
    assert unlike(nitrate, blast, True, 0.1) == 0
    assert [unlike(bomb, nitrate, False, c) for c in (None, 0.05, 0.25, 0.4)] == [0, 2, 0, 0]
    assert unlike(_cause("c:drone"), _cause("c:missile"), False, 0.7) == 2


def test_names_are_told_apart_by_key_and_sort() -> None:
    """Another spelling, a name without a key of all languages, or a country beside a person is no rival."""

    def owner(key: str, sort: str = "body") -> Filler:
        return Filler("owner", key, frozenset(), frozenset(), ((key, sort),))

    assert unlike(owner("country:cn", "country"), owner("country:ru", "country"), False, None) == 2
    assert unlike(owner("name:drelling"), owner("name:norvik bank"), True, None) == 2
    assert unlike(owner("name:drelling"), owner("name:norvik bank"), False, None) == 0
    assert unlike(owner("name:drelling"), owner("name:drellings"), True, None) == 0
    assert unlike(owner("name:drelling"), owner("country:ru", "country"), True, None) == 0
    assert rivals((owner("name:drelling"),), (_cause("bomb"),), True, None) == (0, "")


def test_every_language_has_patterns_with_one_place() -> None:
    """Each names what stands around the place, so that no pattern fits everything."""
    for code in supported():
        for slot, listed in patterns(code).items():
            assert all(any(word != "*" for word in (*p.head, *p.tail)) for p in listed), (code, slot)
        assert patterns(code).get(CAUSE), code


def test_a_denial_of_one_cause_is_none_of_the_other(build: SimpleNamespace) -> None:
    """Two claims in conflict; who denies the bomb says nothing against the nitrate."""
    texts = (
        "The explosion in Gorum was caused by stored nitrate.",
        "The explosion in Gorum was caused by a bomb.",
        "The ministry denied that the explosion in Gorum was caused by a bomb.",
    )
    documents = [build.document(text, hours=hours) for hours, text in enumerate(texts)]
    claims = group(documents, build.said(documents), build.lineage(documents), None)
    sides = {claim.text: len(claim.denying) for claim in claims}
    assert sides == {
        "The explosion in Gorum was caused by stored nitrate": 0,
        "The explosion in Gorum was caused by a bomb": 1,
    }
    assert all("cause" in {conflict.kind for conflict in claim.conflicts} for claim in claims)
