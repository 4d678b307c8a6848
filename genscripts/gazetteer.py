"""Write resources/gazetteer_countries.yml: country names in 24 languages from CLDR, through Babel."""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

LANGUAGES = (
    *("en", "id", "ms", "ru", "uk", "pl", "cs", "de", "nl", "sv", "fr", "es"),
    *("pt", "it", "ro", "tr", "ar", "fa", "he", "hi", "zh", "ja", "ko", "vi"),
)
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


def main() -> None:
    """Write the file, one line a country."""
    lines = (f"{json.dumps(key)}: {json.dumps(names, ensure_ascii=False)}" for key, names in countries().items())
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
