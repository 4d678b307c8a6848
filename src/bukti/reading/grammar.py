"""Shape of the `grammar` of a language file: closed classes and constructions that words of attribution stand in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from bukti.text.letters import JOINER, spelled

JOINERS = 4  # parts of a form up to which every way to write its joiners is tried


class Shape(BaseModel):
    """A part of a language file, whose forms are compared in one spelling."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def _as_compared(cls, value: Any) -> Any:
        """Forms in the spelling in which tokens are compared; one with a joiner also as it is written with a space."""
        if not isinstance(value, tuple) or not all(isinstance(form, str) for form in value):
            return value
        return tuple(dict.fromkeys(spelled(way) for form in value for way in _ways(form)))


def _ways(form: str) -> Iterator[str]:
    """A form with each of its joiners as it is or as a space; of many joiners all alike."""
    parts = form.split(JOINER)
    if len(parts) > JOINERS:
        return iter((form, form.replace(JOINER, " ")))
    marks = product((JOINER, " "), repeat=len(parts) - 1)
    return ("".join(part + mark for part, mark in zip(parts, (*row, ""), strict=True)) for row in marks)


class FiniteWords(Shape):
    """How a finite verb shows itself: whole words, endings, beginnings (of words of at least five letters).

    Attributes:
        behind_nouns: endings that tell a verb right behind a capitalised noun ("Laut Polizei |befanden sich").
        reported: forms by which a main clause shows that it tells what someone else said ("Er |sei krank").
        irrealis: forms that do so only where the sentence before does ("Sie |hätten Fieber").
    """

    words: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    behind_nouns: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    irrealis: tuple[str, ...] = ()


class Brackets(Shape):
    """Words of a language whose finite verb stands second in a main clause and last in a subordinate one.

    Attributes:
        second: whether it is such a language. bare: a content may follow its verb without a mark or "that".
        modals: verbs before an infinitive. articles: words that are relative pronouns as well.
        objects: words that begin an object, never a subject ("den", "ihm").
        asides: words that open a clause which tells who reports what stands beside it ("|wie X mitteilte").
        hearsay: verbs that tell what is said of someone, before an infinitive that ends with one of `accomplished`
            ("|soll geflohen |sein"), or holds one before a participle, which has one of the endings `done` ("ska |ha
            somnat", "zou in slaap |zijn gevallen").
        attributing: prepositions that mean "according to" before or behind one of the nouns in `wordings`
            ("nach |Angaben der Polizei").
    """

    second: bool = False
    bare: bool = False
    modals: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    accomplished: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    attributing: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()


class FinalOrder(Shape):
    """How a verb-final language builds a statement: SOURCE [mark] CONTENT [quotative or ending] VERB.

    All empty in other languages. Endings are matched at the end of lower-case words.

    Attributes:
        endings: of the last word of a content that stands as a noun ("olduğu|nu söyledi").
        objects: those of them that can be the object of a verb farther on ("olduğunu |dün akşam söyledi").
        quotatives: words between a content and its verb that belong to neither ("|diye konuştu").
        marks: words behind a subject; a language without them leaves its subjects bare. near_marks: those behind a
            subject right before its verb. topics: those behind what a sentence is about. bound: words that no noun
            phrase with a mark holds. object_marks: words behind an object.
        subject: endings that a bare subject's head noun may have (plural, possessive).
        oblique: endings that no subject has, whatever the word.
        beside: endings of the last word of a phrase that stands beside the statement ("açıklama|da,").
        converbs: endings of verbs that end a clause beside it ("beklen|irken,").
        relatives: endings of verbs that describe the noun behind them ("yap|an bakan").
        postpositions: words behind a noun that is no subject ("bakanlık |tarafından").
        complementing: those quotatives that end a content whatever adjunct follows ("P|다고 기자들에게 말했다").
        announcing: words before a verb whose content is the quotation behind its full stop ("|こう述べた。「…」").
        addressed: endings of whom one speaks to ("Reuters|'a").
        owner: endings of who says something in a noun-like clause ("uzmanlar|ın söylediği").
    """

    endings: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    quotatives: tuple[str, ...] = ()
    complementing: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    near_marks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    object_marks: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    oblique: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    converbs: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    postpositions: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether the language is verb-final."""
        return bool(self.endings or self.quotatives)


class ParticleWords(Shape):
    """Particles written behind a word, in a language with syllable blocks (Korean); cut off as words of their own.

    Attributes:
        closed: those behind a final consonant ("대변인|은"). open: behind a vowel ("기자|는"). nouns: behind nouns of
            sources only ("기자들|에게").
        endings: endings of verbs, the part that is cut behind a bar ("다|고"); compared as a whole ("다고").
        topics: those that show a word that nobody knows to be a name. verbal: endings of verb forms that only look so
            ("많은", "하는").
        called: particles that are cut before the next word of a form that begins with them ("|에 따르면").
    """

    closed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


class Grammar(Shape):
    """Closed word classes that mark where phrases and clauses begin and end.

    Some that their names do not explain: `nullifiers` negate a clause from its subject or object ("no", "nobody");
    `halves` are negators that negate only with another ("|ne … pas"); `genitives` carry a noun phrase on ("minister
    |of defence"); `agents` name who does what a passive says;
    `addressing` stands before whom one speaks to, `addressees` are words in a case that tells so ("агентству"),
    `hearers` those that tell it only right behind a verb that lacks its subject ("powiedział |agencji Reuters"); a verb
    in the plural without a subject speaks for what stands behind one of the `locatives` ("|в полиции сообщили");
    `owners` tells where the owner of a claim stands ("заявление |министра о том, что"); `correlatives` announce a
    complementiser ("о |том, что", "davon, dass"); `roles` what something is taken for ("seen |as"); `topics` what a
    claim is of ("reports |of"); `interrogatives` begin an indirect question; `approximators` stand before a number;
    `manner` makes an adverb of the next word ("secara terbuka"); `nounlike` verb forms are nouns as well;
    `contrasts` and `subordinators` begin a clause; `correctives` lead on from what is not so to what is ("sondern");
    `verbless` languages make clauses without a verb ("kapal itu kosong"). `elisions` are short words written onto the
    next, with the mark between ("l'|agence"); `enclitics` are written behind a verb with a hyphen ("dit-|il"; with what
    may stand between: "t-il"); `uncut` words only look like two ("d'abord"). In a script without spaces, `words` are
    further words that no shorter word is to be found in, `variants` characters that count as others (traditional as
    simplified), `enumerators` marks that only join the members of a list, and `letters` those of foreign
    names.
    `pointers` stand for the clause or sentence before ("|Об этом| сообщил X"; see `pointing`), those with a mark only
    where a verb stands on that side of them ("das|": "|Das| teilte X mit", no "das Werk").
    `likening` words before a reporting verb, which its source follows, make "according to" of it ("|jak podała
    policja"). `fenced` languages always set a comma before "that", so that whom one speaks to may stand before it
    unmarked ("powiedział |dziennikarzom, że").
    Where `adjuncts` stand `before` their verb, whatever follows a reporting verb, even behind a comma, is its content
    (Chinese); where they stand `inside`, between subject and verb, they end the subject ("وزیر |به رویترز گفت").
    `localisers` end such an adjunct ("在…|时"), `aspects` stand right behind a verb ("说|过"), and a verb
    before one of the `attributives` describes a noun ("他说|的话").
    `joints` (conjunctions) and `cases` (prepositions) are written onto the next word ("و|قال", "ל|רויטרס"); there
    `uncut` holds words that only look so, `whole` names that do, `apart` those that only a letter which is written in
    several ways tells from a word of the file ("آنا", not "أنا"), and `words` common nouns that prepositions are
    written onto. `verb_first` languages put a subject behind its verb ("قال |الوزير إن"); one of the `fronting` words
    sets it before a conjunction and the verb ("|أما الوزير فقال"). `subject_first` languages put it before and the
    object behind, so that order tells who did it to whom; `ezafe` ends a noun that the next one belongs to, where
    letters show it ("سخنگو|ی ارتش").
    A language with a `dropped` subject means he, she or they
    by a finite verb alone ("Dijo que …"), several of them where the form ends in one of `plural_verbs`; no person is
    the subject of one that ends in one of `neuter_verbs` ("doszł|o").
    `capital_nouns`: every noun has a capital.
    `enclitics` may stand inside a verb group ("a-t-|il| dit"), `proclitics` pronouns before a verb ("|leur| a dit"),
    `fillers` are phrases inside one ("a |par ailleurs| dit"), `reflexives` pronouns that make no passive ("|s'|est
    félicité"). `infinitives` tell the infinitives that need no mark
    before them ("affirme |avoir"); `conditions` begin an unreal clause ("si").
    """

    complementisers: tuple[str, ...] = ()
    correlatives: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    correctives: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    locatives: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    hearers: tuple[str, ...] = ()
    owners: Literal["before", "after"] = "before"
    determiners: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    passive_auxiliaries: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    infinitives: FiniteWords = FiniteWords()
    conditions: tuple[str, ...] = ()
    negators: tuple[str, ...] = ()
    nullifiers: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    subject_pronouns: tuple[str, ...] = ()
    object_pronouns: tuple[str, ...] = ()
    expletives: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    nounlike: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    interrogatives: tuple[str, ...] = ()
    approximators: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    likening: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    verbal: FiniteWords = FiniteWords()
    verbless: bool = False
    capital_nouns: bool = False
    brackets: Brackets = Brackets()
    elisions: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    uncut: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    apart: frozenset[str] = frozenset()
    dropped: bool = False
    plural_verbs: tuple[str, ...] = ()
    neuter_verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    variants: dict[str, str] = {}
    enumerators: tuple[str, ...] = ()
    letters: str = ""
    adjuncts: Literal["around", "before", "inside"] = "around"
    localisers: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    attributives: tuple[str, ...] = ()
    fenced: bool = False
    final: FinalOrder = FinalOrder()
    particles: ParticleWords = ParticleWords()
    joints: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    verb_first: bool = False
    fronting: tuple[str, ...] = ()
    subject_first: bool = False
    ezafe: tuple[str, ...] = ()
