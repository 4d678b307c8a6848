"""Write resources/outlines.yml: outlines of countries for the offline map, from Natural Earth (public domain).

Run on `countries-110m.json` of the package world-atlas (ISC), which holds them as TopoJSON:
`npm pack world-atlas@2.0.2`, unpack it, `python genscripts/outlines.py package/countries-110m.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "resources" / "outlines.yml"
HEAD = """\
# Written by genscripts/outlines.py from Natural Earth 1:110m (public domain, naturalearthdata.com), by way of
# world-atlas. One line an outline: longitude and latitude in tenths of degrees, in turn.
"""
TENTHS = 10


def outlines(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """Rings of every country, in order, points that round to the same tenth once."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x, y, points = 0, 0, []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * TENTHS), round((y * sy + ty) * TENTHS)))
        arcs.append(points)
    rings = []
    for country in topology["objects"]["countries"]["geometries"]:
        parts = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for ring in (ring for part in parts for ring in part):
            points = [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]
            rings.append([p for place, p in enumerate(points) if place == 0 or p != points[place - 1]])
    return [ring for ring in rings if len(ring) > 3]


def main() -> None:
    """Write one line an outline."""
    rings = outlines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    lines = (" ".join(f"{x} {y}" for x, y in ring) for ring in rings)
    TARGET.write_text(HEAD + "rings: |\n" + "".join(f"  {line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
