"""Which letters of a PDF page a person sees: a text layer may hold words that nothing draws."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points

UNDRAWN = frozenset({3, 7})  # text rendering modes (ISO 32000-1, 9.3.6): neither filled nor stroked
STROKED = frozenset({1, 2, 5, 6})
WHITE = 250  # of 255, in each colour: what is at least as light cannot be told from paper
SMALLEST = 0.5  # points; letters of print have more than three
PIXELS, FINEST = 2_000, 2.0  # longest side of a page that is drawn to look at it, and most pixels a point
SPECK = 0.05  # points; the smallest mark that can be seen
PATH, TEXT = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT
PICTURES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})  # a form may hold a picture
CORNERS = 4  # of a rectangle; its path may say the first one again
BEGINNING = 60  # characters of a note


@dataclass(slots=True)
class Layer:
    """What the text layer of one page holds besides what is drawn.

    Attributes:
        hidden: letters that nothing draws, which were left out. behind: how many lie over a picture that may show them.
    """

    hidden: list[str] = field(default_factory=list)
    behind: int = 0


@dataclass(frozen=True, slots=True)
class _Ground:
    """An object of the page that is no text: its place in the order of drawing, and what it can do to letters."""

    order: int
    box: Box
    picture: bool
    opaque: bool


class _Drawing:
    """A page as pixels, upright, from its upper left corner."""

    def __init__(self, page: Any, paper: Box) -> None:
        self._left, self._top = paper[0], paper[3]
        self._scale = min(FINEST, PIXELS / max(paper[2] - paper[0], paper[3] - paper[1], 1.0))
        turned = page.get_rotation()
        page.set_rotation(0)
        self._pixels = page.render(scale=self._scale, grayscale=True).to_numpy()
        page.set_rotation(turned)

    def dark(self, box: Box) -> bool:
        """Whether anything in a box is darker than paper."""
        across = [max(0, int((x - self._left) * self._scale)) for x in (box[0], box[2])]
        down = [max(0, int((self._top - y) * self._scale)) for y in (box[3], box[1])]
        part = self._pixels[down[0] : down[1] + 1, across[0] : across[1] + 1]
        return bool(part.size) and int(part.min()) < WHITE


class Sight:
    """Tells for each character of a page whether it is seen, and keeps account of those that are not."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._paper = _paper(page)
        self._orders: dict[int, int] = {}
        self._grounds: list[_Ground] = []
        for order, one in enumerate(page.get_objects(max_depth=1)):
            if one.type == TEXT:
                self._orders[_address(one.raw)] = order
            else:
                self._grounds.append(_ground(order, one))
        self._opaque = [one for one in self._grounds if one.opaque]
        self._last: tuple[int, str] = (0, "")
        self._drawn: _Drawing | None = None
        self.layer = Layer()

    def sees(self, index: int, char: str, box: Box) -> bool:
        """Whether a person sees a character, or may see it in a picture that lies there."""
        found = pdfium.FPDFText_GetTextObject(self._text, index)
        address = _address(found) if found else 0
        if address != self._last[0]:
            self._last = (address, _drawn(found) if found else "")
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        shown = (
            _inside(middle, self._paper)
            and max(box[2] - box[0], box[3] - box[1]) >= (SMALLEST if char.isalnum() else SPECK)
            and self._stands_out(middle, box, self._last[1])
            and not self._covered(middle, self._orders.get(address))
        )
        if not shown:
            self.layer.hidden.append(char)
        return shown

    def space(self) -> None:
        """There is white space: words that are not shown are told apart."""
        if self.layer.hidden and self.layer.hidden[-1] != " ":
            self.layer.hidden.append(" ")

    def _drawing(self) -> _Drawing:
        """The page as it is drawn, made for the first white letter: what lies behind it cannot be told otherwise."""
        if self._drawn is None:
            self._drawn = _Drawing(self._page, self._paper)
        return self._drawn

    def _stands_out(self, middle: tuple[float, float], box: Box, how: str) -> bool:
        """Whether a letter is drawn, and not in white on paper; what is not drawn may show in a picture behind it."""
        if how == "undrawn":
            found = any(one.picture and _inside(middle, one.box) for one in self._grounds)
            self.layer.behind += found
            return found
        return how != "white" or self._drawing().dark(box)

    def _covered(self, middle: tuple[float, float], order: int | None) -> bool:
        """Whether a rectangle was drawn over a letter, as over words that should not be read."""
        return order is not None and any(one.order > order and _inside(middle, one.box) for one in self._opaque)


def notes(layers: Sequence[Layer]) -> tuple[str, ...]:
    """What a report says of the text layers of its pages."""
    found = []
    hidden = [(number, layer.hidden) for number, layer in enumerate(layers, 1) if "".join(layer.hidden).strip()]
    if hidden:
        words = "".join(hidden[0][1]).strip()
        size = sum(len("".join(chars).strip()) for _, chars in hidden)
        found.append(
            f"{size} characters that pages {_listed([n for n, _ in hidden])} do not show (not drawn, covered, white on "
            f"white, outside the page, too small) were left out; the first begin {words[:BEGINNING]!r}."
        )
    behind = [number for number, layer in enumerate(layers, 1) if layer.behind]
    if behind:
        found.append(
            f"The text of pages {_listed(behind)} is not drawn but laid over a picture, as programs do that recognise "
            "text: compare it with the picture before you quote it."
        )
    return tuple(found)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:50])) + (" …" if len(numbers) > 50 else "")


def _drawn(found: Any) -> str:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
    colour = _colour(found)
    if mode in UNDRAWN or (mode not in STROKED and colour is not None and not colour[3]):
        return "undrawn"
    return "white" if mode not in STROKED and colour is not None and min(colour[:3]) >= WHITE else ""


def _ground(order: int, one: Any) -> _Ground:
    return _Ground(order, tuple(one.get_bounds()), one.type in PICTURES, one.type == PATH and _covers(one))


def _covers(one: Any) -> bool:
    """Whether a path is a filled upright rectangle through which nothing shines, and not clipped to a part of it."""
    path, matrix = one.raw, one.get_matrix()
    if (matrix.b, matrix.c) != (0, 0):
        return False
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, filled, stroked) or not filled.value:
        return False
    clip = pdfium.FPDFPageObj_GetClipPath(path)
    if pdfium.FPDFPageObj_HasTransparency(path) or (clip and pdfium.FPDFClipPath_CountPaths(clip) > 0):
        return False
    return _rectangle(path)


def _rectangle(path: Any) -> bool:
    """Whether a path has four right corners, or the first one twice."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count not in (CORNERS, CORNERS + 1):
        return False
    points, x, y = [], ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, number), x, y)
        points.append((round(x.value, 2), round(y.value, 2)))
    across, up = {x for x, _ in points}, {y for _, y in points}
    return len(across) == len(up) == CORNERS // 2 and len(set(points)) == CORNERS


def _address(found: Any) -> int:
    return ctypes.addressof(found.contents)


def _colour(found: Any) -> tuple[int, int, int, int] | None:
    parts = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(found, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _paper(page: Any) -> Box:
    """What of a page is shown, before it is turned (ISO 32000-1, 14.11.2); corners may stand in any order."""
    sides = []
    for left, bottom, right, top in (page.get_mediabox(), page.get_cropbox()):
        sides.append((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
    whole, cut = sides
    shown = (max(whole[0], cut[0]), max(whole[1], cut[1]), min(whole[2], cut[2]), min(whole[3], cut[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else whole


def _inside(middle: tuple[float, float], box: Box) -> bool:
    return box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]
