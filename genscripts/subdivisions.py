"""Write resources/subdivisions.yml: states, provinces and counties as 24 languages call them, from CLDR (Unicode).

Run with the folder common/subdivisions of CLDR 41, which Debian's package unicode-cldr-core has; later releases on npm
have the parts of the United Kingdom alone:
`python genscripts/subdivisions.py /usr/share/unicode/cldr/common/subdivisions`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python genscripts/subdivisions.py` finds its neighbours

from genscripts.gazetteer import LANGUAGES

from bukti.entities.gazetteer import UNSPACED, fold
from bukti.entities.words import of

NAME = re.compile(r'<subdivision type="([a-z]{2}\w+)"[^>]*>([^<]+)</subdivision>')
GLOSS = re.compile(r"\s*[(（†][^)）]*[)）]?")
FEWEST, MOSTLY = 6, 0.6  # names with a word at one end, and share of them that are a word longer than in English
LONGEST, SHORTEST = 40, 3  # letters of a folded name
MOST = 4  # subdivisions of a name or a word; what more are called tells none of them ("Central")
ENGLISH = ("County", "Province", "Region", "District", "Division", "Municipality", "Krai", "Oblast", "Governorate")
NOUNS = ("自治区", "自治州", "自治县", "自治縣", "自治市", "大区", "大區", "地区", "地區", "地方", "都道府県")
NOUNS = (*NOUNS, *"省州郡县縣区區市府邦県")
TARGET = Path(__file__).parents[1] / "resources" / "subdivisions.yml"
HEAD = """\
# Written by genscripts/subdivisions.py from Unicode CLDR (Unicode licence).
# subdivisions: country, names as they are folded for look-up, the English one first; a line a subdivision, with and
# without the noun that a language gives it ("Provinsi Aceh", "Aceh").
"""


def names(folder: Path) -> dict[str, dict[str, str]]:
    """Language -> code of ISO 3166-2 -> name, without what is in brackets."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.xml"
        every = NAME.findall(path.read_text("utf-8")) if path.exists() else []
        found[language] = {code: GLOSS.sub("", name).strip() for code, name in every}
    return found


def nouns(own: Mapping[str, str], english: Mapping[str, str]) -> frozenset[tuple[int, str]]:
    """Words at the first (0) or the last (-1) place of names that mostly have a word more than in English."""
    met, longer = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for code, name in own.items():
        words = name.split()
        for end in (0, -1) if len(words) > 1 and code in english else ():
            met[end, words[end]] += 1
            longer[end, words[end]] += len(words) > len(english[code].split())
    return frozenset(one for one, number in met.items() if number >= FEWEST and longer[one] >= MOSTLY * number)


def bare(name: str, told: frozenset[tuple[int, str]]) -> Iterator[str]:
    """A name as it stands and without its noun."""
    yield name
    words = name.split()
    if UNSPACED.search(name):
        noun = next((one for one in NOUNS if name.endswith(one)), "")
        yield name.removesuffix(noun) if len(name) - len(noun) > 1 else name
    for end, rest in ((0, words[1:]), (-1, words[:-1])):
        if rest and (end, words[end]) in told:
            yield " ".join(rest)


def main() -> None:
    """Write the table as lines of text, which are read fast."""
    every = names(Path(sys.argv[1]))
    english = every["en"]
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for language in LANGUAGES:
        own = every[language]
        told = nouns(own, english) if language != "en" else frozenset((-1, word) for word in ENGLISH)
        words = Counter(fold(word) for name in own.values() for word in name.split())
        common = {word for word, number in words.items() if number > MOST} | {
            fold(word) for word in of(language).places
        }
        for code, name in own.items():
            whole, *rest = (fold(one) for one in bare(name, told))
            usable = (whole, *(one for one in rest if not common.issuperset(one.split())))
            forms[code].update((one, None) for one in usable if SHORTEST <= len(one) <= LONGEST)
    met = Counter(one for own in forms.values() for one in own)
    forms = {code: {one: None for one in own if met[one] <= MOST} for code, own in forms.items()}
    lines = [
        f"  {code[:2]}\t{'|'.join(own)}" for code, own in sorted(forms.items()) if code in english and len(own) > 1
    ]
    TARGET.write_text(HEAD + "subdivisions: |\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
