"""Shape of the `incidents` section of a language file; general words of harm are those of its `claims` section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from bukti import lexicon
from bukti.claims.words import ClaimWords, Vocabulary
from bukti.derivation.tokens import tokenise
from bukti.entities.gazetteer import INFLECTING
from bukti.entities.words import of as names_of
from bukti.reading.describing import DescribingWords
from bukti.reading.nations import adjectives
from bukti.reading.vocabulary import vocabulary
from bukti.text.words import of

HARMS = ("killed", "injured", "missing", "detained", "released", "casualties", "hurt", "toll")
# Concept of a person -> who it is, and whether the word alone tells that there is one.
PERSONS = {
    "child": ("child", True),
    "children": ("child", False),
    "woman": ("woman", True),
    "women": ("woman", False),
    "civilian": ("civilian", True),
    "civilians": ("civilian", False),
    "fighter": ("belligerent", True),
    "fighters": ("belligerent", False),
    "person": ("person", True),
    "persons": ("person", False),
    "police": ("person", False),
}
# Concept of an event -> its kind and the class of weapon; what comes first wins where a sentence has several.
KINDS = {
    "airstrike": ("airstrike", "aircraft"),
    "drone": ("drone", "drone"),
    "missile": ("missile", "missile"),
    "shelling": ("shelling", "artillery"),
    "explosion": ("explosion", "explosive"),
    "shooting": ("shooting", "firearm"),
    "clash": ("clash", "unknown"),
    "detained": ("detention", "unknown"),
    "attack": ("attack", "unknown"),
}
MEANS = frozenset({"drone", "missile"})  # that they exist tells of no attack; many of them may be one
TARGETS = {
    "hospital": "hospital",
    "school": "school",
    "house": "housing",
    "power": "energy",
    "market": "market",
    "worship": "worship",
    "transport": "transport",
    "camp": "camp",
}
GENERAL = {"arrest": "detained", "hostage": "detained", "soldier": "fighters"}  # concepts of claims by another name
SHARED = ("killed", "injured", "attack", "missile", "drone", "hospital", "school", "house", "power", "army", *GENERAL)
COUNTING = ("rest", "one", "the", "single", "pair", "several", "more", "none", "total", "many", "part", "of", "and")
FRAMES = ("unreal", "staged", "recalled", "earlier")
CONTEXT = (*COUNTING, *FRAMES, "such", "age", "aim", "region", "near", "agent", "army", "office", "background")
ANSWERING = ("admit", "deny", "dismiss", "credible", "twice", "regret", "probe")
CONCEPTS = frozenset((*HARMS, *PERSONS, *KINDS, *TARGETS, *CONTEXT, *ANSWERING))
NATION = 4  # tokens of an adjective of a country ("papouan-néo-guinéen")
CLITIC = 3  # letters that must remain when a word written together with the next is taken off


def _known(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The words, if every concept is one that is read."""
    unknown = sorted(set(words) - CONCEPTS)
    if unknown:
        raise ValueError(f"unknown concepts {unknown}; known are {sorted(CONCEPTS)}")
    return words


class IncidentWords(BaseModel):
    """What the reading of incidents needs to know of a language.

    Attributes:
        words: concept -> words and phrases; a word that ends in `*` stands for all that begin so. `such` stands before
            attacks whose number follows ("таких |ударов было 17"), `one` before a single person ("a"), `the` likewise,
            but only before a singular ("her"); `single` is one person with no
            such word ("一人"), `pair` two, `rest` "others". `more` stands behind a number ("以上"), `toll` before it
            ("death toll"). `unreal` tells what did not happen ("would"), `staged` frames what is only played or told as
            a story ("drill", "film about"), `recalled` a day of remembrance ("anniversary"), `earlier` what a report
            said before it was corrected ("an earlier version"), `total` sums up many incidents
            ("since the beginning"), `many` does so where neither a day nor a town is told ("on a large
            scale"), `part` names some of those told ("including"), `of` stands before the whole ("of the 40"), `and`
            joins people where no joint of the claims section does, `age` marks years of age, `aim` what is only meant
            to happen ("to attack"), `army` troops, `police` those who detain, people as `persons` are, `office` other
            bodies that answer for a state, `released` that people are held no longer, read only beside `detained`,
            `near` stands before a town that was not itself hit, `background` opens what somebody did before
            ("responsible for").
        local: words before a town that is hit, besides those of the names section.
        munitions: what is dropped, fired or goes off: many may be one attack ("two bombs"). care: words of dying
            and of treatment; a hospital beside one is no target. In all three `*` stands for any ending.
        clitics: small words written together with the next one.
        abducted: words of detention that police do not use of themselves.
        undergone: passive verbs right behind which stands who did it ("ditahan |polisi").
        subject_first: who does it never stands right behind its verb ("hits |Velnian troops").
        verb_first: who does it may stand between a verb and what it acts on.
        bare: a single noun needs no article to tell that there is one. final: verbs stand behind what they act on.
        whole_first: the whole stands before the part ("of 40 people 8").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Annotated[dict[str, tuple[str, ...]], AfterValidator(_known)] = {}
    local: tuple[str, ...] = ()
    munitions: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    abducted: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    subject_first: bool = False
    verb_first: bool = False
    bare: bool = False
    final: bool = False
    whole_first: bool = False


class Forms:
    """Words and phrases, some with any ending, to be found among the tokens of a text."""

    def __init__(self, words: Sequence[str]) -> None:
        spelt = [(" ".join(tokenise(word.removesuffix("*")).forms), word.endswith("*")) for word in words]
        self._known = tuple(f" {form}" + " " * (not begun) for form, begun in spelt)

    def among(self, forms: Sequence[str]) -> bool:
        """Whether one of them stands among folded tokens."""
        text = f" {' '.join(forms)} "
        return any(known in text for known in self._known)


class Lexis:
    """The words of one language, ready for look-up."""

    def __init__(self, words: IncidentWords, general: ClaimWords, code: str | None) -> None:
        self.words = words
        concepts = {concept: tuple(map(_folded, forms)) for concept, forms in words.words.items()}
        own = {form for forms in concepts.values() for form in forms}
        for concept in SHARED:
            shared = tuple(form for form in map(_folded, general.concepts.get(concept, ())) if form not in own)
            name = GENERAL.get(concept, concept)
            concepts[name] = (*concepts.get(name, ()), *shared)
        self._vocabulary = Vocabulary(ClaimWords(concepts=concepts))
        self.munitions, self.care = Forms(words.munitions), Forms(words.care)
        self.abducted = Forms(words.abducted)
        self.undergone = Forms(words.undergone)
        small = (form for form in words.words.get("of", ()) if " " not in form)
        self.belonging = frozenset((*names_of(code).particles, *small))
        language = lexicon.load(code) if code else None
        self.nation_behind = bool(language and language.section("descriptions", DescribingWords).behind)
        self._nations = {tokenise(form).forms: country for form, country in adjectives(code).items()}
        self.measures = frozenset(general.measures)
        self.joints = frozenset(general.joints)
        self.attached = tuple(clitic for clitic in words.clitics if clitic in self.joints)
        self.units = frozenset(of(code).dates.units)
        grammar = vocabulary(code or "")
        auxiliaries = grammar.classes["auxiliaries"] if grammar else frozenset()
        self.letters = frozenset(names_of(code).letters)
        self.local = frozenset((*names_of(code).place_before, *words.local))
        self.passive = grammar.classes["passive_auxiliaries"] if grammar else frozenset()
        self.inflecting = code in INFLECTING
        self.negators = grammar.classes["negators"] if grammar else frozenset()
        self.relatives = grammar.classes["relatives"] if grammar else frozenset()
        self.speech = frozenset(of(code).speech) - auxiliaries  # "a" is no verb of speech in "a été tué"

    def nation(self, forms: Sequence[str], place: int) -> tuple[str, int]:
        """The country of the longest adjective that begins at a place, as the key of its name, and its tokens.

        "" and 0 where none begins there, "" where several countries share it.
        """
        for size in range(min(NATION, len(forms) - place), 0, -1):
            country = self._nations.get(tuple(forms[place : place + size]))
            if country is not None:
                return country and f"country:{country}", size
        return "", 0

    def at(self, forms: Sequence[str], place: int) -> tuple[str | None, int]:
        """The concept of the longest phrase, else word, that begins at a place, and how many tokens it has."""
        concept, size = self._vocabulary.phrase_at(forms, place)
        if concept:
            return concept, size
        form = forms[place].removesuffix("'s")
        found = self._vocabulary.concept(form)
        for clitic in self.words.clitics:
            if found:
                break
            if form.startswith(clitic) and len(form) - len(clitic) >= CLITIC:
                found = self._vocabulary.concept(form[len(clitic) :])
        return found, 1


def _folded(form: str) -> str:
    """A form as tokens are: some lose a vowel sign at their end; what is cut into several is folded with the text."""
    cut = tokenise(form).forms
    return cut[0] + "*" * form.endswith("*") if len(cut) == 1 else form


@cache
def load(code: str | None) -> Lexis:
    """The words of a language; without a file there are none."""
    language = lexicon.load(code) if code else None
    if language is None:
        return Lexis(IncidentWords(), ClaimWords(), None)
    return Lexis(language.section("incidents", IncidentWords), language.section("claims", ClaimWords), code)
