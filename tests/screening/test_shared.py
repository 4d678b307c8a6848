"""Names that are compared on every core: the same result as one after the other."""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bukti import screen
from bukti.model import Subject
from bukti.screening import build, keys, search, shared
from bukti.screening.index import COMMON, MOST, Index

PARTS = (
    "Volta",
    "Volga",
    "Nord",
    "Norden",
    "Süd",
    "Orel",
    "Орёл",
    "Line",
    "Lines",
    "Trade",
    "贸易",
    "Ana",
    "Anna",
    "12",
)


def firms(count: int) -> list[str]:
    """Made-up names of firms, many of them nearly alike."""
    draw = random.Random(3)  # noqa: S311 - a test
    return [" ".join(draw.choices(PARTS, k=draw.randint(1, 4))) for _ in range(count)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of firms."""
    file = tmp_path_factory.mktemp("lists") / "firms.json"
    entity = [{"id": f"f{n}", "schema": "Company", "properties": {"name": [name]}} for n, name in enumerate(firms(700))]
    file.write_text("\n".join(map(json.dumps, entity)), "utf-8")
    return file


@pytest.fixture(scope="module")
def index(path: Path) -> Iterator[Index]:
    """Its index."""
    with build.index(path, path.parent / "indexes") as made:
        yield made


def slowly(index: Index, name: str) -> list[int]:
    """What `nearest` promises, name by name."""
    single, pairs = keys.of(name)
    counts = {key: numbers.tolist() for key, numbers in index._postings([*single, *pairs]).items()}
    rare = {key: numbers for key, numbers in counts.items() if len(numbers) <= COMMON}
    scores: dict[int, float] = {}
    for _, numbers in sorted((rare or counts).items()):
        for number in numbers[:COMMON]:
            scores[number] = scores.get(number, 0.0) + math.log(1 + index.list.names / len(numbers))
    return sorted(scores, key=lambda number: (-scores[number], number))[:MOST]


def test_the_nearest_names_are_those_of_the_highest_sums(index: Index) -> None:
    """Ties go to the lower number, and what one name left behind does not count for the next."""
    for name in (*firms(60), "", "Nobody", "Ana 12 Orel Nord Line Volga"):
        assert index.nearest(name) == slowly(index, name), name


def test_workers_give_what_one_process_gives(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every candidate, score and reason, in the order of the names."""
    monkeypatch.setenv("BUKTI_CACHE", str(tmp_path))
    names = [*dict.fromkeys([*firms(130), "Norden\u2028Line"])]
    alone = screen(names, [path])
    monkeypatch.setattr(shared, "workers", lambda _: 2)
    monkeypatch.setattr(shared, "CHUNK", 7)
    assert screen(names, [path]) == alone
    assert sum(bool(one.candidates) for one in alone.screened) > 100


@pytest.mark.parametrize(
    "code",
    ["", "print('nonsense')", "print('[[[1]]]')", "[print('[[[1], [2]]]', flush=True) for _ in iter(input, '')]"],
)
def test_a_worker_that_dies_or_sends_nonsense_changes_nothing(index: Index, code: str) -> None:
    """Its names are left to who asked."""
    wanted = [Subject("Volta Nord"), Subject("Orel")]
    with shared.Shared([index], search.THRESHOLD, 1, (sys.executable, "-c", code)) as pool:
        assert list(pool.passing(wanted)) == [None, None]


def test_workers_are_started_for_many_names_only() -> None:
    """Their start costs more than a few names."""
    assert shared.workers(shared.MANY - 1) == 0
    assert shared.workers(shared.MANY) in {0, *range(2, shared.MOST + 1)}
