"""The nearest of each language, kept from one collection to the next."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from bukti import claims
from bukti.claims import vectors as meaning
from bukti.claims.nearest import GRID, NEAREST, NOBODY, Search
from bukti.claims.vectors import neighbourhood
from bukti.model import Claim, Document

SIZE = 90
LANGUAGES = np.array(["de", "en", "id"])


def rows(chance: np.random.Generator, count: int) -> tuple[NDArray[np.float32], NDArray[np.str_]]:
    """Rows of few components on a coarse grid, so that many cosines are equal."""
    made = chance.normal(size=(count, 6))
    made = np.rint(made / np.linalg.norm(made, axis=1, keepdims=True) * 4) / 4
    return made.astype(np.float32), LANGUAGES[chance.choice(3, count, p=(0.45, 0.45, 0.1))]


@pytest.mark.parametrize("seed", range(4))
def test_the_nearest_are_those_that_sorting_all_gives(seed: int) -> None:
    """Of every language the first sixteen others by cosine, of equals those that stand first."""
    vectors, languages = rows(np.random.default_rng(seed), SIZE)
    found = Search()(vectors, languages.tolist())
    cosines, places = vectors @ vectors.T, np.arange(SIZE)
    for row in range(SIZE):
        for c, code in enumerate(found.codes):
            others = [place for place in places[languages == code] if place != row]
            ranked = sorted(others, key=lambda place: (-cosines[row, place], place))[:NEAREST]
            keys = found.keys[row, c][::-1]
            assert found.places(keys).tolist() == ranked + [row] * (NEAREST - len(ranked))
            assert found.cosines(keys)[len(ranked) :].tolist() == [NOBODY] * (NEAREST - len(ranked))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_gives_what_searching_everything_gives(seed: int) -> None:
    """Rows come, go and change places, copies among them; what a collection gives does not depend on those before."""
    chance = np.random.default_rng(seed)
    kept = Search()
    vectors, languages = rows(chance, SIZE)
    for _ in range(12):
        stay = np.flatnonzero(chance.random(len(vectors)) > chance.choice([0, 0.02, 0.1, 0.6]))
        more, spoken = rows(chance, int(chance.integers(0, 12)))
        again = chance.choice(stay, 2)  # some stand there twice
        vectors = np.concatenate([vectors[stay], more, vectors[again]])
        languages = np.concatenate([languages[stay], spoken, languages[again]])
        order = np.argsort(np.arange(len(vectors)) + chance.integers(0, 2) * SIZE * chance.random(len(vectors)))
        vectors, languages = vectors[order], languages[order]
        kin = [tuple(pair) for pair in chance.integers(0, len(vectors), (60, 2)).tolist() if pair[0] != pair[1]]
        kin += [(0, other) for other in range(1, len(vectors), 2)]  # more than are kept
        ours, fresh = (neighbourhood(vectors, languages.tolist(), kin, search) for search in (kept, Search()))
        assert np.array_equal(ours.near, fresh.near)
        assert np.array_equal(ours.levels, fresh.levels)


def test_another_model_or_a_first_collection_of_one_row_is_no_trouble() -> None:
    """Vectors of another length meet nothing that is kept; one row alone has nobody near."""
    kept = Search()
    assert neighbourhood(np.ones((1, 4), np.float32), ["en"], (), kept).near.tolist() == [[0] * 19]
    wide = np.zeros((5, 8), np.float32)
    wide[:, 0] = np.arange(5) / GRID
    assert set(neighbourhood(wide, ["en", None, "en", "en", "de"], (), kept).near[2].tolist()) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("seed", range(3))
def test_reports_that_come_one_by_one_give_what_grouping_from_scratch_gives(
    build: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Whatever order reports come in, and after one is taken away, claims are the same to the bit."""
    chance = np.random.default_rng(seed)
    places, things = ("Tarsk", "Belz", "Gorum", "Norland"), ("dam", "market", "hospital", "port", "bridge")
    told = ("The army shelled the {} in {}, killing {} people.", "Officials denied that the {} in {} was hit {} times.")
    texts = [
        told[chance.integers(0, 2)].format(chance.choice(things), chance.choice(places), chance.integers(2, 5))
        for _ in range(40)
    ]
    documents = [build.document(text, hours=int(chance.integers(0, 90)), outlet=str(n)) for n, text in enumerate(texts)]
    said = {document.report.id: build.said([document]) for document in documents}

    def grouped(chosen: list[Document], search: Search) -> tuple[Claim, ...]:
        monkeypatch.setattr(meaning, "SEARCH", search)
        statements = [statement for document in chosen for statement in said[document.report.id]]
        return claims.group(chosen, statements, build.lineage(chosen), build.embedder)

    kept = Search()
    for count in (*range(28, 41, 2), 39, 30):
        assert grouped(documents[:count], kept) == grouped(documents[:count], Search())
