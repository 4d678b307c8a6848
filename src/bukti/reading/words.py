"""Shape of the `reading` section of a language file: the words that carry attribution in one language.

Everything that the rules know of a language stands here; the rules themselves know none. A form is one or more words
in lower case; a word that ends in `*` stands for every word that begins so (`заявил*`), in closed classes as well; a
first word that begins with `*` for every word that ends so (`*abilir`).
Letters that are written in several ways match each other (`text.letters.spelled`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from bukti.model import Basis, Degree, Stance
from bukti.text.letters import JOINER, spelled

Takes = Literal[
    "clause",
    "that",
    "quote",
    "tag",
    "phrase",
    "quoted",
    "shown",
    "claimed",
    "counted",
    "figure",
    "to",
    "linked",
    "asked",
]


JOINERS = 4  # parts of a form up to which every way to write its joiners is tried


class _Shape(BaseModel):
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


class VerbClass(_Shape):
    """Reporting verbs that behave alike.

    Attributes:
        forms: finite forms; ` … ` stands for the words between the two halves of a separable verb ("teilte … mit").
        infinitives: forms that share the subject of another verb ("tras |decir que"). participles: forms that hang on
            another clause (", adding that"). perfect: forms that need an auxiliary ("hat |mitgeteilt", "a |dit").
        relatives: forms before their own source ("P |diyen X"). nominal: forms that are a noun, their source its owner
            ("X'in P |dediği").
        impersonal: the form holds its own subject ("heißt es"); who says so may follow a preposition ("heißt es |in").
        takes: what may be their content: a bare or introduced `clause`; a clause only `that` introduced; a `quote`;
            a clause before them (`tag`: "P, X said"); a noun `phrase`; a phrase that holds quoted words (`quoted`:
            "called him a “liar”"); a clause or phrase when a document is the source (`shown`: "the data show a rise");
            a phrase that names a claim (`claimed`: "rejected the allegation", not "rejected the application"); a figure
            for a measure (`counted`: "put the toll at 17"); a phrase that opens with a figure (`figure`: "spoke of |at
            least 40 dead", not "spoke of |his youth"); an infinitive (`to`); a phrase behind one of its `links`
            only (`linked`: "сообщил |о пожаре"); an indirect question (`asked`: "asked |whether it was true").
        links: words between verb and content that belong to neither ("of" in "warned of").
        governs: words at the front of its object that belong to the content ("acusó |a Chile de …").
        object: whom it is said of stands behind the subject with no mark, and belongs to the content
            ("اتهم الوزير |الشركة ب…").
        recipient: the verb is followed by the person spoken to ("told Reuters that").
        order: `any`, or `after` for verbs that only follow their content and precede their source ("kata X").
        fused: the source is a pronoun inside the form ("katanya").
        within: prepositions that the source stands behind ("|в докладе говорится").
        negated: what the negated verb makes of its content: `none` (no statement: "did not say that"), `denies`
            ("does not believe that"), `open` ("could not confirm that"), `silent` ("did not deny that": no position).
    """

    forms: tuple[str, ...]
    infinitives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    impersonal: bool = False
    takes: tuple[Takes, ...]
    links: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    object: bool = False
    recipient: bool = False
    order: Literal["any", "after"] = "any"
    fused: bool = False
    within: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    degree: Degree = Degree.CT
    basis: Basis = Basis.UNSPECIFIED
    flags: tuple[str, ...] = ()
    negated: Literal["none", "denies", "open", "silent"] = "none"


class Marker(_Shape):
    """Words that set how sure or how known something is (hedges, evidentials, reported passives).

    Attributes:
        degree: what the words make of a content; a hedge of degree CT only keeps others from counting ("could not").
        linked: a passive counts only before an infinitive or a complementiser ("was reported to", not "were reported
            in spring").
        narrated: an adverbial counts only in the narrator's own words and under no condition: the conditional of
            hearsay ("le pont |serait fermé", not "selon lui, il |serait …", "si …, il |serait …").
        finite: a passive that is a finite verb by itself ("väntas").
    """

    forms: tuple[str, ...]
    linked: bool = False
    narrated: bool = False
    finite: bool = False
    stance: Stance = Stance.ASSERTS
    degree: Degree = Degree.UU
    basis: Basis = Basis.REPORTED
    flags: tuple[str, ...] = ()


class NounClass(_Shape):
    """Nouns that announce a content ("reports that", "claims of").

    Attributes:
        links: the word that must follow, consumed with the cue.
        stance, degree, basis: of that content.
    """

    forms: tuple[str, ...]
    links: tuple[str, ...]
    stance: Stance = Stance.ASSERTS
    degree: Degree = Degree.UU
    basis: Basis = Basis.REPORTED


class FiniteWords(_Shape):
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


class Brackets(_Shape):
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


class FinalOrder(_Shape):
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


class ParticleWords(_Shape):
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


class Grammar(_Shape):
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
    `likening` words before a reporting verb, which its source follows, make "according to" of it ("|jak podała
    policja"). `fenced` languages always set a comma before "that", so that whom one speaks to may stand before it
    unmarked ("powiedział |dziennikarzom, że").
    Where `adjuncts` stand `before` their verb, whatever follows a reporting verb, even behind a comma, is its content
    (Chinese); where they stand `inside`, between subject and verb, they end the subject ("وزیر |به رویترز گفت").
    `localisers` end such an adjunct ("在…|时"), `aspects` stand right behind a verb ("说|过"), and a verb
    before one of the `attributives` describes a noun ("他说|的话").
    `joints` (conjunctions) and `cases` (prepositions) are written onto the next word ("و|قال", "ל|רויטרס"); there
    `uncut` holds words that only look so, `whole` names that do, and `words` common nouns that prepositions are written
    onto. `verb_first` languages put a subject behind its verb ("قال |الوزير إن"); one of the `fronting` words
    sets it before a conjunction and the verb ("|أما الوزير فقال"). `subject_first` languages put it before and the
    object behind, so that order tells who did it to whom.
    A language with a `dropped` subject means he, she or they
    by a finite verb alone ("Dijo que …"), several of them where the form ends in one of `plural_verbs`.
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
    dropped: bool = False
    plural_verbs: tuple[str, ...] = ()
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


class People(_Shape):
    """Words that tell what kind of source a phrase is.

    Attributes:
        pronouns: third-person pronouns, singular and plural, with `plural_pronouns` the latter alone, and `neuter`
            those for bodies and documents only. clitics: pronouns that are endings of nouns ("ketua|nya").
        persons: role nouns. subjects: those in the form that a subject has, in a language with cases. name_endings: of
            names in its other cases ("Trump|owi"). oblique_endings: of words that can be no subject.
            organisations, documents, media: head nouns of those kinds.
        head: where the head noun of a noun phrase stands.
        prefixes: articles that are written onto their noun ("ال|وزير").
        definite_before, definite_after: words that point back to something named ("the", "tersebut").
        bare: a role noun alone may point back, for the language has no articles ("prezydent powiedział").
        indefinite: words that introduce someone new ("a", "seorang"). relational: roles that a following name does not
            fill ("supporters of"). businesses, bodies: head nouns that a firm's, or any body's, name may stand behind
            ("the company", "the group"). measures: nouns of what a figure is put at.
        origins: words between a document and whom it is from.
        own: words that show a denial to be about the source itself. charges: nouns of what one is charged with.
        nonspeakers: words that name nobody in particular ("no one", "you"): nothing is attributed to them.
        others: words that tell someone new of a kind named before ("another diplomat").
        plurals: words that make a phrase plural. plural_endings: endings that do. collectives: head nouns that are
            several ("police").
        anonymous: phrases that withhold a name. partitives: "one of them" and the like.
    """

    pronouns: tuple[str, ...] = ()
    plural_pronouns: tuple[str, ...] = ()
    neuter: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    nonspeakers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    name_endings: tuple[str, ...] = ()
    oblique_endings: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    head: Literal["first", "last"] = "first"
    prefixes: tuple[str, ...] = ()
    definite_before: tuple[str, ...] = ()
    definite_after: tuple[str, ...] = ()
    bare: bool = False
    indefinite: tuple[str, ...] = ()
    relational: tuple[str, ...] = ()
    businesses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    partitives: tuple[str, ...] = ()


class Remarks(_Shape):
    """Phrases inside a content that change what it is worth (method.md section 5); `affirmed` only look negated."""

    insufficient: tuple[str, ...] = ()
    null_result: tuple[str, ...] = ()
    affirmed: tuple[str, ...] = ()
    no_comment: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()


class EventWords(_Shape):
    """Words that tell how factual the event is that they govern (`factuality`), besides hedges, negators and refusals.

    Attributes:
        unreal: verbs that put an event as due or able ("|should leave"). imagined: as one to come, or that would.
        wanted: words before an infinitive or an event noun that is only wished for or tried ("|tried to leave").
        settled: those before one that is decided or expected ("|agreed to leave"). averted: before one that does not
            happen ("|prevent an attack"). brought: before one that does ("|managed to leave").
        doubtful: words right before a noun that leave open whether there is such a thing ("|any comment").
    """

    unreal: tuple[str, ...] = ()
    imagined: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    averted: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


class ReadingWords(_Shape):
    """The whole section.

    Attributes:
        according: words before the source of the clause that they stand in ("according to"); a possessive among them is
            the source itself ("по |его словам").
        attested: words behind the source that end the phrase, where there are any ("据X|报道，P").
        postposed: the same behind the source ("X'e |göre", "X |zufolge").
        citing: words before the source that the clause's own source rests on ("X reported P, |citing Y"); some stand
            on both sides of a medium ("|die sich auf| Y |beruft|").
        cited: words behind a medium that the clause's own source has it from ("Y|를 인용해").
        events: words that tell how factual an event is.
    """

    grammar: Grammar = Grammar()
    people: People = People()
    remarks: Remarks = Remarks()
    verbs: tuple[VerbClass, ...] = ()
    according: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    postposed: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    passives: tuple[Marker, ...] = ()
    adverbials: tuple[Marker, ...] = ()
    nouns: tuple[NounClass, ...] = ()
    hedges: tuple[Marker, ...] = ()
    events: EventWords = EventWords()
