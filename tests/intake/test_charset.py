"""Decoding that remembers the bytes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.errors import InputError
from bukti.intake.charset import declaration, decode, known, looks_binary

CHARSETS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "cp1251",
    "gb18030",
    "shift_jis",
    "euc_kr",
    "big5",
    "cp1256",
    "iso2022_jp_ext",
    "iso2022_kr",
    "hz",
)
BOMS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0", "utf-8": b"\xef\xbb\xbf"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1, max_size=60)


@given(text=TEXTS, charset=st.sampled_from(CHARSETS), mark=st.booleans())
def test_every_exact_character_is_what_its_bytes_decode_to(text: str, charset: str, mark: bool) -> None:
    """For any text in any charset: exact characters decode from their own bytes, and bytes are in order."""
    data = text.encode(charset, "ignore")
    if mark or charset.startswith(("utf-16", "utf-32")):
        data = BOMS.get(charset, b"") + data
    try:
        layer = decode(data, charset)
    except InputError:
        return  # many control characters
    assert len(layer.text) == len(layer.starts) == len(layer.ends)
    for place, char in enumerate(layer.text):
        start, end = layer.bytes_of(place, place + 1)
        assert start < end
        if layer.exact is None or layer.exact[place]:
            assert data[start:end].decode(layer.charset) == char
            assert char.encode(layer.charset) == data[start:end]
    assert list(layer.starts) == sorted(layer.starts)


@given(st.binary(max_size=300))
def test_no_bytes_break_decoding(data: bytes) -> None:
    """Any bytes give a text or the failure `binary`."""
    with suppress(InputError):
        decode(data).text.encode()


@pytest.mark.parametrize(
    ("data", "declared", "text", "charset"),
    [
        (b"caf\xc3\xa9", None, "café", "utf-8"),
        (b"caf\xe9 au lait", "iso-8859-1", "café au lait", "cp1252"),
        ("市長は述べた。OK".encode("iso2022_jp"), "ISO-2022-JP", "市長は述べた。OK", "iso2022_jp_ext"),
        ("市長は述べた。OK".encode("iso2022_jp"), None, "市長は述べた。OK", "iso2022_jp_ext"),
        ("시장은 말했다 OK".encode("iso2022_kr"), "iso-2022-kr", "시장은 말했다 OK", "iso2022_kr"),
        ("市长说 OK".encode("hz"), "hz-gb-2312", "市长说 OK", "hz"),
        (b"only letters", "iso-2022-jp", "only letters", "utf-8"),
        (b"the home ~{ is a path", None, "the home ~{ is a path", "utf-8"),
        (b"\x93quoted\x94", "latin-1", "“quoted”", "cp1252"),
        (b"\xef\xbb\xbfabc", "cp1251", "abc", "utf-8"),
        ("Привет".encode("cp1251"), "windows-1251", "Привет", "cp1251"),
        (b'<meta charset="koi8-r">' + "Мост".encode("koi8-r"), None, '<meta charset="koi8-r">Мост', "koi8-r"),
        (b"plain", "utf-16", "plain", "utf-8"),
        (b"caf\xe9 caf\xe9", "no-such-charset", "café café", None),
        (b"\xef\xbb\xbfa\xffb", None, "a\ufffdb", "utf-8"),
    ],
)
def test_order_of_trust(data: bytes, declared: str | None, text: str, charset: str | None) -> None:
    """Mark before valid UTF-8 before declaration before identification."""
    layer = decode(data, declared)
    assert layer.text == text
    assert charset in {None, layer.charset}


def test_a_broken_sequence_becomes_one_inexact_character() -> None:
    """Bytes that the charset does not know are U+FFFD, and what follows them is not swallowed."""
    layer = decode(b"\xef\xbb\xbfab\xe4\xb8cd")
    assert layer.text == "ab\ufffdcd"
    assert layer.exact is not None
    assert [bool(x) for x in layer.exact] == [True, True, False, True, True]


def test_runs_are_cut_where_bytes_are_inexact() -> None:
    """An exact run is contiguous in the bytes."""
    layer = decode(b"\xef\xbb\xbfab\xffcd")
    assert layer.runs(0, 5) == [(0, 2, True), (2, 3, False), (3, 5, True)]
    assert layer.runs(2, 2) == []
    assert decode(b"abc").runs(1, 1) == []


@pytest.mark.parametrize("data", [b"a\0b", bytes(range(32)) * 4])
def test_binary_is_refused(data: bytes) -> None:
    """NULs or many control characters are no text."""
    assert looks_binary(data)
    with pytest.raises(InputError, match="no text"):
        decode(data)


@pytest.mark.parametrize("name", ["utf-7", "idna", "nonesuch", "", None, "hex", "a\0b", "base64"])
def test_names_that_are_no_charset_of_texts(name: str | None) -> None:
    """Codecs that hide bytes or are no text codecs are not taken from a declaration."""
    assert known(name) is None


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-5">', "ISO-8859-5"),
        (b'<?xml version="1.0" encoding="windows-1252"?>', "windows-1252"),
        (b"<p>charset=x</p>", None),
    ],
)
def test_declarations(head: bytes, found: str | None) -> None:
    """A head declares its charset in HTML's or XML's way."""
    assert declaration(head) == found
