"""Lines above a text: a name and a date, an author and an outlet."""

from __future__ import annotations

import pytest

from bukti.intake.frontline import dated, signed
from bukti.intake.plain import first_lines
from bukti.model import Span


@pytest.mark.parametrize(
    ("line", "date", "name"),
    [
        ("Ashford Weekly, 15 November 2024", "15 November 2024", "Ashford Weekly"),
        ("Harbour Wire | 3 March 2026, 08:10 UTC", "3 March 2026", "Harbour Wire"),
        ("海岸邮报 2026年3月3日。", "2026年3月3日", "海岸邮报"),
        ("3 March 2026", "3 March 2026", ""),
        ("The ship left on 3 March 2026 for Harta.", "3 March 2026", None),
        ("At least 8 people died there on 3 March 2026", "3 March 2026", None),
    ],
)
def test_a_line_of_a_name_and_a_date(line: str, date: str, name: str | None) -> None:
    """The name before the date, empty where there is none; no name where the line says more."""
    start = line.index(date)
    assert dated(line, Span(start, start + len(date))) == name


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By N. Oduya, Coastal Courier", ("N. Oduya", "Coastal Courier")),
        ("Von Nina Berg | Nordsee-Kurier", ("Nina Berg", "Nordsee-Kurier")),
        ("Автор: Нина Орлова, газета «Вестник»", ("Нина Орлова", "газета «Вестник»")),
        ("By N. Oduya, Oslo", None),
        ("By N. Oduya, Senior Editor", None),
        ("By N. Oduya", None),
        ("Near the river, a daily routine", None),
    ],
)
def test_a_byline_with_an_outlet(line: str, found: tuple[str, str] | None) -> None:
    """An outlet has a word that shows a medium; a town or a role is none."""
    assert signed(line) == found


@pytest.mark.parametrize(
    "front",
    [
        "Tanker seized\n\nBy N. Oduya, Coastal Courier\n\n",
        "Tanker seized\nBy N. Oduya, Coastal Courier\n3 March 2026\n\n",
        "Tanker seized\n\nBy N. Oduya, Coastal Courier, 3 March 2026\n\n",
    ],
)
def test_the_outlet_of_a_byline_is_the_outlet_of_the_report(front: str) -> None:
    """A byline gives author and outlet, with a date or without."""
    found = first_lines(front + "The tanker was seized on Monday.")
    assert (found.title, found.outlet) == ("Tanker seized", "Coastal Courier")
    assert found.byline is not None
    assert found.byline.startswith("By N. Oduya")
