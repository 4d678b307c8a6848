"""From bytes to characters that remember their bytes.

A `Layer` is a text in which every character knows the byte range it came from. Decoding makes the first layer;
unescaping (XML inside a feed, a JSON string) makes one layer from another.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from charset_normalizer import from_bytes

from bukti.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""",
    re.IGNORECASE,
)
# WHATWG Encoding Standard, section 4.2: these labels mean windows-1252 on the web.
WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
# Seven-bit charsets that say by escape sequences what the bytes after them mean (ECMA-35; RFC 1468, 1557, 1843). All of
# their bytes are valid UTF-8, so they must be asked for first.
SWITCHING = re.compile(r"iso2022_.*|hz")
SHIFTS = b"\x0e\x0f"  # control characters of ISO-2022-KR
JAPANESE = "iso2022_jp_ext"  # what its older members write, it reads as well
DESIGNATION = re.compile(rb"\x1b\$[@B]")  # to JIS X 0208 (RFC 1468): no other text holds these bytes
# Decoders that are no charset of texts, or hide bytes that a reader of the original would see otherwise.
REFUSED = frozenset({"utf-7", "idna", "punycode", "undefined", "mbcs", "oem", "raw-unicode-escape", "unicode-escape"})
FEW = 8  # bytes outside ASCII
SAMPLE = 200_000  # bytes that the identification of an undeclared charset looks at


@dataclass(frozen=True, slots=True)
class Layer:
    """A text whose characters know their bytes.

    Attributes:
        text: the characters. charset: canonical Python name.
        starts, ends: byte range of each character, as long as the text.
        exact: whether decoding the character's bytes gives the character; None when it does for all.
    """

    text: str
    charset: str
    starts: Sequence[int]
    ends: Sequence[int]
    exact: Sequence[bool] | None = None

    def bytes_of(self, first: int, last: int) -> tuple[int, int]:
        """Byte range of characters first … last - 1, which must not be empty."""
        return int(self.starts[first]), int(self.ends[last - 1])

    def runs(self, first: int, last: int) -> list[tuple[int, int, bool]]:
        """Characters first … last - 1 cut into (start, end, exact): exact runs are contiguous in the bytes."""
        if self.exact is None:
            return [(first, last, True)] if last > first else []
        found: list[tuple[int, int, bool]] = []
        start = first
        for place in range(first + 1, last + 1):
            joined = (
                place < last
                and self.exact[place]
                and self.exact[place - 1]
                and self.starts[place] == self.ends[place - 1]
            )
            if not joined:
                found.append((start, place, bool(self.exact[start])))
                start = place
        return found


def decode(data: bytes, declared: str | None = None) -> Layer:
    """The text of the bytes.

    Order of trust: byte order mark, a seven-bit charset with escape sequences that is declared or shows itself by them,
    valid UTF-8, the charset that a header or the file itself declares, identification from the bytes
    (charset-normalizer). Valid UTF-8 goes before a declaration because text of another charset is
    hardly ever valid UTF-8 by chance, while wrong declarations are common. Bytes that the charset does not know become
    U+FFFD and are marked as not exact.

    Raises:
        InputError: `binary` when the bytes are no text.
    """
    for mark, charset in BOMS:
        if data.startswith(mark):
            return _layer(data, charset, len(mark))
    switching = _switching(data, declared)
    if looks_binary(data.translate(None, SHIFTS) if switching else data):
        raise InputError("binary", "The bytes are no text (they hold NULs or many control characters): give the text.")
    if switching:
        return _stepwise(data, switching, 0)
    try:
        return _utf8(data, data.decode("utf-8"), 0)
    except UnicodeDecodeError:
        return _layer(data, _named(declared) or _named(declaration(data)) or _identified(data), 0)


def declaration(data: bytes) -> str | None:
    """The charset that an HTML or XML head declares in its first kilobytes, as written, or None."""
    found = DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def looks_binary(data: bytes) -> bool:
    """Whether the bytes can be no text in a charset that extends ASCII: NULs or more than 2 % control characters."""
    head = data[:SAMPLE]
    odd = len(head) - len(head.translate(None, bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")))
    return b"\0" in data or odd * 50 > len(head)


def known(name: str | None) -> str | None:
    """Canonical name of a text charset, or None when Python does not have it."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip())
        b"a".decode(info.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if info.name in REFUSED else info.name


def _named(name: str | None) -> str | None:
    found = known(name)
    # No mark and no NULs: it cannot be UTF-16 or UTF-32, whatever is declared.
    return None if found is None or found.startswith(("utf-16", "utf-32")) else WEB_NAMES.get(found, found)


def switches(charset: str) -> bool:
    """Whether what a byte means in the charset depends on escape sequences before it."""
    return SWITCHING.fullmatch(charset) is not None


def _switching(data: bytes, declared: str | None) -> str | None:
    """The charset with escape sequences that the bytes are written in, or None.

    It must be declared, or show itself by a switch to Japanese, and read every byte; text that never switches is ASCII.
    """
    if not data.isascii() or (b"\x1b" not in data and b"~{" not in data):
        return None
    named = known(declared) or known(declaration(data))
    shown = JAPANESE if DESIGNATION.search(data) else None
    found = JAPANESE if named == "iso2022_jp" else named if named and switches(named) else shown
    try:
        return found if found and data.decode(found) != data.decode("ascii") else None
    except UnicodeDecodeError:
        return found if named and switches(named) else None


def _identified(data: bytes) -> str:
    # A few letters outside ASCII are too little to identify a charset by; most such texts are Western.
    if len(data) - len(data.translate(None, bytes(range(128, 256)))) < FEW:
        return "cp1252"
    best = from_bytes(data[:SAMPLE]).best()
    return (_named(best.encoding) if best else None) or "cp1252"


def _layer(data: bytes, charset: str, skip: int) -> Layer:
    if charset == "utf-8":
        try:
            return _utf8(data, data[skip:].decode("utf-8"), skip)
        except UnicodeDecodeError:
            pass
    return _stepwise(data, charset, skip)


def _utf8(data: bytes, text: str, skip: int) -> Layer:
    """Valid UTF-8: a character starts at every byte that is no continuation byte (RFC 3629)."""
    size = len(data)
    if len(text) == size - skip:
        return Layer(text, "utf-8", range(skip, size), range(skip + 1, size + 1))
    array = np.frombuffer(data, dtype=np.uint8)
    starts = np.flatnonzero((array & 0xC0) != 0x80)
    starts = starts[starts >= skip]
    ends = np.append(starts[1:], size)
    return Layer(text, "utf-8", starts.tolist(), ends.tolist())


def _stepwise(data: bytes, charset: str, skip: int) -> Layer:
    """Any charset: feed the decoder byte by byte and see which bytes each character needed."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    exact: list[bool] = []
    decoder = codecs.getincrementaldecoder(charset)("strict")
    start, place, switched = skip, skip, switches(charset)
    while place < len(data):
        place += 1
        try:
            made = decoder.decode(data[place - 1 : place], final=place == len(data))
        except UnicodeDecodeError:
            made = "\ufffd"
            decoder.reset()
            # The byte that broke a sequence may itself start the next one.
            place = max(start + 1, place - 1)
        for char in made:
            chars.append(char)
            starts.append(start)
            ends.append(place)
            # Where bytes mean what was said before, only a letter that stands for itself says the same alone.
            alone = data[start:place] == char.encode() if switched else _decodes(data[start:place], charset, char)
            exact.append(len(made) == 1 and alone)
        if made:
            start = place
    return Layer("".join(chars), charset, starts, ends, exact)


def _decodes(data: bytes, charset: str, char: str) -> bool:
    try:
        return data.decode(charset) == char
    except UnicodeDecodeError:
        return False
