"""Write resources/gazetteer_{countries,regions}.yml: names in 24 languages and Bulgarian from CLDR, through Babel."""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

LANGUAGES = (
    *("en", "id", "ms", "ru", "uk", "pl", "cs", "de", "nl", "sv", "fr", "es"),
    *("pt", "it", "ro", "tr", "ar", "fa", "he", "hi", "zh", "ja", "ko", "vi", "bg"),
)
REGIONS = (
    "002",
    "003",
    "005",
    "009",
    "011",
    "013",
    "014",
    "015",
    "017",
    "018",
    "019",
    "021",
    "029",
    "030",
    "034",
    "035",
    "039",
    "053",
    "142",
    "143",
    "145",
    "150",
    "151",
    "154",
    "155",
    "419",
)  # continents and their parts, UN M49
TARGET = Path(__file__).parents[1] / "resources" / "gazetteer_countries.yml"
HEAD = (
    "# Written by genscripts/gazetteer.py from Unicode CLDR (Unicode licence). Corrections belong in gazetteer.yml.\n"
)


def countries() -> dict[str, dict[str, list[str]]]:
    """`country:xx` -> language -> names, both ordered by code; codes that are not two letters are groupings."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        for code, name in sorted(Locale(language).territories.items()):
            if len(code) == 2 and code.isalpha() and code not in {"EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"}:
                # "Hong Kong SAR China", "Myanmar (Burma)": the bracket is a gloss, the rest is the name.
                short = name.split(" (")[0].strip()
                found.setdefault(f"country:{code.lower()}", {})[language] = [short]
    return dict(sorted(found.items()))


def regions() -> dict[str, dict[str, list[str]]]:
    """`place:m49-n` -> language -> names of continents and their parts."""
    return {
        f"place:m49-{code}": {language: [Locale(language).territories[code]] for language in LANGUAGES}
        for code in REGIONS
    }


def write(target: Path, names: dict[str, dict[str, list[str]]]) -> None:
    """Write a file, one line a place."""
    lines = (f"{json.dumps(key)}: {json.dumps(by, ensure_ascii=False)}" for key, by in names.items())
    target.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Write both files."""
    write(TARGET, countries())
    write(TARGET.with_name("gazetteer_regions.yml"), regions())


if __name__ == "__main__":
    main()
