"""The CSV of a matrix: written, filled in by a spreadsheet, read back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ach.boards import WHO, entered, scored, sheet

from bukti.ach.files import harmless, read, write
from bukti.errors import UsageError
from bukti.model import Cell, Hypothesis, Rating, Sheet

I, C = Rating.I, Rating.C  # noqa: E741 - the letters of the method
SHEET = sheet([entered(1), entered(2)], [(I, None), (None, None)], 2)


def table(text: str) -> list[list[str]]:
    """A CSV file as cells."""
    return list(csv.reader(io.StringIO(text)))


def joined(lines: list[list[str]], delimiter: str = ",") -> str:
    """Cells as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return out.getvalue()


def filled(change: dict[tuple[int, int], str], known: Sheet = SHEET, delimiter: str = ",") -> str:
    """The file of a matrix with some cells changed, by line and column of the first hypothesis on."""
    lines = table(write(scored(known)))
    for (line, column), text in change.items():
        lines[line][9 + column] = text
    return joined(lines, delimiter)


def test_what_was_written_changes_nothing_when_read() -> None:
    """The file tells the row, its figures and each cell with its note."""
    noted = replace(SHEET, cells={("R1", "H1"): Cell("R1", "H1", I, "=1+1 would run", *WHO[1:])})
    text = write(scored(noted))
    assert read(text, noted, "m.csv") == ()
    assert table(text)[0][9:] == ["H1: hypothesis 1", "H1 note", "H2: hypothesis 2", "H2 note"]
    assert table(text)[1] == [
        "R1",
        "evidence 1",
        "entered",
        "1",
        "0.50",
        "0.00",
        "",
        "0.50",
        "",
        "I",
        "'=1+1 would run",
        "",
        "",
    ]


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_survive(words: str, note: str) -> None:
    """Commas, quotation marks, line feeds and formulas in words and notes come back as they were."""
    note = note.replace("\r", "").replace("\0", "").strip()
    words = words.replace("\r", "").replace("\0", "")
    known = sheet([replace(entered(1), text=words)], [(I, C)])
    known = replace(known, hypotheses=(Hypothesis("H1", words, *WHO), known.hypotheses[1]))
    known = replace(known, cells={**known.cells, ("R1", "H1"): Cell("R1", "H1", I, note, *WHO[1:])})
    assert read(write(scored(known)), known, "m.csv") == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_write_by_the_custom_of_its_country(delimiter: str) -> None:
    """With a byte order mark, small letters and spaces; an empty cell changes nothing, `-` makes one blank."""
    text = "\ufeff" + filled({(1, 0): "-", (1, 2): " cc ", (1, 3): "fits", (2, 0): "n/a"}, delimiter=delimiter)
    assert read(text, SHEET, "m.csv") == (
        ("R1", "H1", None, ""),
        ("R1", "H2", Rating.CC, "fits"),
        ("R2", "H1", Rating.NA, ""),
    )
    assert read(filled({(1, 0): ""}), SHEET, "m.csv") == ()


def test_a_note_is_kept_while_the_cell_says_the_same() -> None:
    """Also where the column of notes was taken out; with another rating it goes."""
    known = replace(SHEET, cells={("R1", "H1"): Cell("R1", "H1", I, "seen", *WHO[1:])})
    assert read("row,H1\nR1,I\n", known, "m.csv") == ()
    assert read("row,H1\nR1,II\n", known, "m.csv") == (("R1", "H1", Rating.II, ""),)


def test_lines_and_columns_may_be_moved_or_missing() -> None:
    """Cells are found by their headings."""
    assert read("h2,ROW\nII,r2\n\n,R1\n", SHEET, "m.csv") == (("R2", "H2", Rating.II, ""),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "m.csv lacks the column `row`"),
        ("row,evidence\nR1,x\n", "lacks the column `row` or all of hypotheses"),
        ("row,H7\nR1,I\n", "has a column H7, which is no hypothesis"),
        ("row,H1\nR1,I\nR8,I\n", "m.csv, line 3: 'R8' is no row"),
        ("row,H1\nR1,maybe\n", "m.csv, line 2, H1: 'maybe' is no rating: use CC"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_place(text: str, told: str) -> None:
    """Nothing of it is taken over."""
    with pytest.raises(UsageError, match=told):
        read(text, SHEET, "m.csv")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(sign: str) -> None:
    """Neither in the signs of ASCII nor in the wide ones, which spreadsheets of East Asia take for them."""
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless(f"1{sign}1") == f"1{sign}1"
