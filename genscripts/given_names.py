"""Write resources/given_names.yml: given names of 21 languages from Faker (MIT); its name lists cite public registers.

Run with Faker there: `uv run --with faker python genscripts/given_names.py`.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

LOCALES = {
    "ar": ("ar_AA", "ar_SA"),
    "bg": ("bg_BG",),
    "cs": ("cs_CZ", "sk_SK"),
    "de": ("de_DE", "de_AT", "de_CH"),
    "en": ("en_US", "en_GB", "en_NZ", "en_IN"),
    "es": ("es_ES", "es_MX", "es_CO"),
    "fa": ("fa_IR",),
    "fr": ("fr_FR", "fr_CH"),
    "he": ("he_IL",),
    "hi": ("hi_IN",),
    "id": ("id_ID",),
    "it": ("it_IT",),
    "nl": ("nl_NL", "nl_BE"),
    "pl": ("pl_PL",),
    "pt": ("pt_BR", "pt_PT"),
    "ro": ("ro_RO",),
    "ru": ("ru_RU",),
    "sv": ("sv_SE", "no_NO", "da_DK"),
    "tr": ("tr_TR",),
    "uk": ("uk_UA",),
    "vi": ("vi_VN",),
}
SEXES = {"f": "first_names_female", "m": "first_names_male"}
NAME = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}")
TARGET = Path(__file__).parents[1] / "resources" / "given_names.yml"
HEAD = "# Written by genscripts/given_names.py from Faker (MIT). language -> sex -> given names.\n"


def names(locales: tuple[str, ...], attribute: str) -> list[str]:
    """Sorted single-word names of a sex; shorter ones than three letters are common words too often."""
    found: set[str] = set()
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        found |= {str(name) for name in getattr(provider, attribute, ())}
    return sorted(name for name in found if NAME.fullmatch(name))


def main() -> None:
    """Write the file."""
    lines = [HEAD]
    for code, locales in LOCALES.items():
        lines.append(f"{code}:\n")
        for sex, attribute in SEXES.items():
            listed = names(locales, attribute)
            body = "".join("\n    " + " ".join(listed[at : at + 14]) for at in range(0, len(listed), 14))
            lines.append(f"  {sex}: >-{body}\n" if listed else f'  {sex}: ""\n')
    TARGET.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
