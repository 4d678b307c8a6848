"""Keys by which a word of one language is known again in another: what names, numbers, dates and places leave behind.

A name is written by ear in another script, so its key is the sound: consonants in classes that no transcription keeps
apart (b p v f, g k q c, s z sh ch, l r …), without vowels, which Arabic and Hebrew do not write and others add. In
scripts with capitals only capitalised words have a sound; in scripts without, any word may be a name, and rarity tells.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.derivation.prepare import Prepared
from bukti.entities.gazetteer import fold
from bukti.model import Span

Key = tuple[int, str]  # token and key
LEAST = 3  # consonants of a sound that can tell a name
HALF = 0.5  # part of the words that are single characters, from which a text is written without spaces
KNOWN = 50_000  # sounds that are kept ready
KANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}")  # katakana, in which Japanese writes foreign names
LONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana and Han, whose tokens are single characters
HAN = re.compile(r"[\u3400-\u9fff]+")
SCRIPTS = (("gb2312", "Hans"), ("big5", "Hant"))  # each holds the characters of one script, and those that both have
COUNTED = re.compile(r"(\d{1,15})[^\W\d_]")  # a number with its unit or ending in one word: 832명, 20th, 1990s
DIGRAPHS = re.compile(r"sch|tch|dzh|sh|zh|ch|ts|tz|dz|dj|kh|gh|ph|th|ck|x|c(?=[eiy])")
HEARD = {"kh": "k", "gh": "k", "ph": "p", "th": "t", "ck": "k", "x": "ks"}  # the others are hissed: s
CLASSES = str.maketrans("bvfcgqdzjr", "pppkkktssl")
SILENT = re.compile(r"[^pktslmn]")
REPEATED = re.compile(r"(.)\1+")


class AttachedWords(BaseModel):
    """Section `attached` of a language file: small words that its script writes onto the next or the last word.

    Attributes:
        before, after: such words, as they are written.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def keys(one: Prepared) -> tuple[Key, ...]:
    """Keys of a report outside page furniture, sorted by place: `sound:…` of words, and numbers, dates, known names."""
    found = {(place, key) for place, key in one.placed if not key.startswith(("name:", "word:"))} - _pieces(one)
    language = lexicon.load(one.language) if one.language else None
    attached = language.section("attached", AttachedWords) if language else AttachedWords()
    text = one.document.report.text
    for place, form in enumerate(one.tokens.forms):
        if counted := COUNTED.match(form):
            found.add((place, f"number:{int(counted[1]):g}"))
        if _may_name(text[one.tokens.starts[place]]):
            found.update((place, f"sound:{heard}") for heard in _sounds(form, attached))
    for run in KANA.finditer(text):
        place, _ = one.tokens.inside(Span(*run.span()))
        found.update((place, f"sound:{heard}") for heard in _sounds(run[0], AttachedWords()))
    return tuple(sorted((place, key) for place, key in found if not one.skipped[place]))


def tongue(one: Prepared) -> str | None:
    """The language of a report, with its script where Chinese has two (zh-Hans, zh-Hant); None where it is not known.

    Two reports in two scripts share few runs of characters, so they are compared as reports in two languages are.
    """
    text = one.document.report.text
    if one.language is None or one.tokens.unspaced < HALF or KANA.search(text):
        return one.language
    letters = "".join(HAN.findall(text))
    held = [(len(letters.encode(coding, "ignore")), script) for coding, script in SCRIPTS]
    return f"{one.language}-{max(held)[1]}" if held[0][0] != held[1][0] else one.language


def _pieces(one: Prepared) -> set[Key]:
    """Keys of the parts of numbers: 20,000 is one number, neither 20 nor 0."""
    whole: dict[int, set[str]] = {}
    for quantity in one.document.quantities:
        ends = {f"number:{value:g}" for value in (quantity.low, quantity.high) if value is not None}
        if ends:
            whole.update(dict.fromkeys(range(*one.tokens.inside(quantity.span)), ends))
    return {(n, key) for n, key in one.placed if key.startswith("number:") and key not in whole.get(n, {key})}


def sound(word: str) -> str:
    """Classes of the consonants of a word in any script, in order, without repetition; "" where there is none.

    >>> sound("Willoughby") == sound("Willougby"), sound("Jones") == sound("جونز")
    (True, True)
    """
    latin = DIGRAPHS.sub(lambda found: HEARD.get(found[0], "s"), fold(word).replace(" ", ""))
    return REPEATED.sub(r"\1", SILENT.sub("", latin.translate(CLASSES)))


@lru_cache(KNOWN)
def _sounds(form: str, attached: AttachedWords) -> tuple[str, ...]:
    """Sounds of a word with and without what is written onto it, where they are long enough."""
    bare = next((form[len(part) :] for part in attached.before if form.startswith(part)), form)
    bare = next((bare[: -len(part)] for part in attached.after if bare.endswith(part)), bare)
    return tuple(sorted({heard for heard in (sound(form), sound(bare)) if len(heard) >= LEAST}))


def _may_name(first: str) -> bool:
    """Whether a word that starts so may be a name: by its capital, or by its script having none."""
    return first.isupper() or (unicodedata.category(first) == "Lo" and not LONE.match(first))
