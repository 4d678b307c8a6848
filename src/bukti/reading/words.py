"""Shape of the `reading` section of a language file: the words that carry attribution in one language.

Everything that the rules know of a language stands here; the rules themselves know none. A form is one or more words
in lower case; a word that ends in `*` stands for every word that begins so (`заявил*`), in closed classes as well; a
first word that begins with `*` for every word that ends so (`*abilir`).
Letters that are written in several ways match each other (`text.letters.spelled`).
"""

from __future__ import annotations

from typing import Literal

from bukti.model import Basis, Degree, Stance
from bukti.reading.grammar import Grammar, Shape

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


class VerbClass(Shape):
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
        recants: it takes something back: a claim, not an offer or a charge ("retracted |its report").
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
    recants: bool = False


class Marker(Shape):
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


class NounClass(Shape):
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


class People(Shape):
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
        qualities: nouns of what is no claim when it is doubted ("ability", "sincerity", "prospects").
        origins: words between a document and whom it is from. writings: documents in which a body tells what it finds
            ("report", not "invoice"). authors: words between one and who wrote it ("a report |by| X").
        own: words that show a denial to be about the source itself. charges: nouns of what one is charged with.
        nonspeakers: words that name nobody in particular ("no one", "you"): nothing is attributed to them.
        others: words that tell someone new of a kind named before ("another diplomat").
        plurals: words that make a phrase plural. plural_endings: endings that do. singulars: role nouns that only end
            so. collectives: head nouns that are several ("police").
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
    qualities: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    writings: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    singulars: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    partitives: tuple[str, ...] = ()


class Remarks(Shape):
    """Phrases inside a content that change what it is worth (method.md section 5); `affirmed` only look negated."""

    insufficient: tuple[str, ...] = ()
    null_result: tuple[str, ...] = ()
    affirmed: tuple[str, ...] = ()
    no_comment: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()


class EventWords(Shape):
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


class ReadingWords(Shape):
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
