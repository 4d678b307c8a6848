"""Tables of claims out of files as people have them."""

from __future__ import annotations

import pytest

from bukti.errors import UsageError
from bukti.truth import Row
from bukti.truth.reader import Columns, rows

WANTED = (Row("Shop A", "b1", "Hale, Ruth"), Row("Shop B", "b1", "Tan"))


@pytest.mark.parametrize(
    "text",
    [
        'source,object,value\nShop A,b1,"Hale, Ruth"\nShop B,b1,Tan\n',
        "source;object;value\r\nShop A;b1;Hale, Ruth\r\nShop B;b1;Tan",
        "\ufeffobject\tvalue\tprice\tsource\nb1\tHale, Ruth\t3\tShop A\n\nb1\tTan\t4\tShop B\n",
        '{"source":"Shop A","object":"b1","value":"Hale, Ruth"}\n{"value":["Tan"],"source":"Shop B","object":"b1"}',
    ],
)
def test_every_form_gives_the_same_claims(text: str) -> None:
    """Commas, semicolons, tabs or JSON; columns in any order, further ones ignored."""
    assert rows(text.encode(), Columns(), "f") == WANTED


def test_columns_have_any_name_or_a_number() -> None:
    """Numbers are for files whose first line is a claim already."""
    named = b'who|x,what,says\nShop A,b1,"Hale, Ruth"\nShop B,b1,Tan\n'
    assert rows(named, Columns("who|x", "what", "says"), "f") == WANTED
    bare = 'Shop A\t"b1\tz\tHale, Ruth\nShop B\t"b1\tz\tTan\n'
    assert [row.object for row in rows(bare.encode(), Columns("1", "2", "4"), "f")] == ['"b1', '"b1']


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        (b"a,b\n1,2\n", Columns(), "no column 'source', it has 'a', 'b'"),
        (b"x\ty\n", Columns("1", "2", "3"), "line 1 has 2 columns, column 3 is needed"),
        (b"x\ty\tz\n", Columns("0", "1", "2"), "counted from 1"),
        (b"\xff\xfe,", Columns(), "not UTF-8"),
        (b"source,object,value\n", Columns(), "holds no claim"),
        (b"", Columns(), "no column"),
        (b'{"source": 1}', Columns(), "no key 'object', it has 'source'"),
        (b'{"source": 1, ', Columns(), "line 1 is no JSON object"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_remedy(data: bytes, columns: Columns, message: str) -> None:
    """The file, the line and what to do."""
    with pytest.raises(UsageError, match=message):
        rows(data, columns, "f")


def test_a_row_without_source_or_object_says_nothing() -> None:
    """It is kept, so that the result can tell how many there were."""
    assert rows(b"source,object,value\n,b1,x\na,b1,y\n", Columns(), "f")[0] == Row("", "b1", "")
