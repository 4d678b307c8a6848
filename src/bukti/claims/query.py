"""What reports say of a proposition that the user gives, in any language: for it, against it, or merely about it.

The user's words are read like a report of one sentence and compared with every statement. A statement that speaks of
the proposition and says all of it stands for it, or against it where one of the two negates; what says less ("drones
are assembled" for "drones are assembled in Xinjiang") or takes no position is about it; what differs from it in a
number, date, place or actor is a rival. A denial that only points at what it denies stands where that claim stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti import reading
from bukti.claims import words
from bukti.claims.anchors import bound_apart, fixed, implies, stated
from bukti.claims.called import called, named
from bukti.claims.compare import Comparer, Comparison
from bukti.claims.conflict import rival
from bukti.claims.debunked import answers, by_report
from bukti.claims.features import PLACES, Features, Sign, extract
from bukti.claims.fillers import causes
from bukti.claims.nouns import without_nouns
from bukti.claims.propositions import leftover
from bukti.claims.subjects import strangers
from bukti.claims.vectors import Embedder, cause_vectors, centred
from bukti.derivation.tokens import tokenise
from bukti.ids import content_id
from bukti.model import (
    Basis,
    Claim,
    Conflict,
    Degree,
    DerivationKind,
    Document,
    Form,
    Lineage,
    Match,
    Published,
    Question,
    Side,
    SourceKind,
    Span,
    Stance,
    Statement,
)

SPEAKS = 0.0  # log-odds from which a statement speaks of the proposition
SOME = 0.25  # part of a claim's statements that must stand on a side, and none on the other, for the rest to follow
WHOLE = 0.55  # part of what the proposition says, by weight, that a statement must say to stand for or against it
MEANT = 0.70  # centred cosine from which other words may say all of it
NEAREST = 5  # other statements that are offered
NAMELESS = {SourceKind.ANONYMOUS, SourceKind.IMPERSONAL}
RETOLD = {SourceKind.NARRATOR, *NAMELESS}  # whom a report's own word against its story takes back
UNTRUE = "It calls untrue what its report tells."
OPPOSITE = {Side.FOR: Side.AGAINST, Side.AGAINST: Side.FOR}


@dataclass(frozen=True)
class Asked:
    """The question beside everything that was said.

    Attributes:
        comparer: over every statement, the question's own last. documents: by report. shown: name of each mention key.
        dated: when what each report says without a date was said, None where that is not known.
    """

    comparer: Comparer
    documents: Mapping[str, Document]
    shown: Mapping[str, str]
    dated: Mapping[str, Published | None]
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """Place of the question."""
        return len(self.comparer.features) - 1

    @property
    def own(self) -> Features:
        """Features of the question."""
        return self.comparer.features[-1]

    def named(self, document: Document) -> frozenset[str]:
        """The question's names that a report has, as names or, where it begins a sentence, merely as words."""
        if document.report.id not in self._named:
            forms = frozenset(tokenise(document.report.text).forms)
            keys = {mention.key for mention in document.mentions}
            spelled = {key for key in self.own.keys if key[:5] == "name:" and forms.issuperset(tokenise(key[5:]).forms)}
            self._named[document.report.id] = frozenset(self.own.keys & keys | spelled)
        return self._named[document.report.id]

    def names(self, keys: Iterable[str]) -> str:
        """Names for the reader."""
        return ", ".join(self.shown.get(key, key.partition(":")[2]) for key in sorted(keys))


@dataclass(frozen=True, slots=True)
class Collection:
    """What is asked: documents with mentions, their statements, who copied whom, and the claims made of them."""

    documents: Sequence[Document]
    statements: Sequence[Statement]
    lineage: Lineage
    claims: Sequence[Claim]


def ask(document: Document, collection: Collection, embedder: Embedder | None) -> tuple[Question, Claim | None]:
    """Find what is said of the proposition in the user's words.

    Args:
        document: the user's words through the stages before reading.
        collection: where to look.
        embedder: sentence vectors; with None, names, numbers, dates and words decide.

    Returns:
        The question with its matches, and the claim that they make; None where nobody takes a position.
    """
    collection = replace(collection, documents=[without_nouns(d) for d in collection.documents])
    every = extract(collection.documents, collection.statements)
    document = named(without_nouns(document), collection.documents, every)
    left = leftover(every, collection.documents, collection.lineage)
    asked = _asked(document, [f for f in every if f.statement.id not in left], collection, embedder)
    asked.comparer.know((place, asked.place) for place in range(asked.place))
    direct = [m for place in range(asked.place) if (m := judge(asked, place))]
    matches = _debunked(asked, every, _followed(asked, direct, collection.claims))
    ordered = tuple(matches[f.statement.id] for f in every if f.statement.id in matches)
    question = Question(
        text=document.report.text,
        language=document.language.code,
        negated=asked.own.sign is Sign.NEGATES,
        matches=ordered,
        near=_nearest(asked, matches),
    )
    return question, _claim(question, every)


def proposition(document: Document) -> Statement:
    """The user's words as one statement, without verbs that attribute, sources without a name, and who denies."""
    text = document.report.text
    said = [s for s in reading.read(document) if s.parent is None]
    told = reading.narrate(document, ())
    beside = [s for s in said if s.stance is Stance.DENIES or s.source_kind in NAMELESS]
    cut = sorted([*(span for s in beside for span in s.source), *(span for s in said for span in s.cue)])
    denies = any(s.stance is Stance.DENIES for s in (*said, *told))
    return Statement(
        id=document.report.id,
        report=document.report.id,
        content=_without(Span(0, len(text)), cut),
        cue=(),
        source=(),
        source_kind=SourceKind.NARRATOR,
        form=Form.INDIRECT,
        stance=Stance.DENIES if denies else Stance.ASSERTS,
        degree=Degree.CT,
        basis=Basis.UNSPECIFIED,
        negative=denies or any(s.negative for s in (*said, *told)),
    )


def _without(whole: Span, cut: Sequence[Span]) -> tuple[Span, ...]:
    """The whole but for some sorted spans; the whole where nothing would be left."""
    start, kept = whole.start, []
    for span in cut:
        if span.start > start:
            kept.append(Span(start, span.start))
        start = max(start, span.end)
    if start < whole.end:
        kept.append(Span(start, whole.end))
    return tuple(kept) or (whole,)


def _asked(
    document: Document, features: Sequence[Features], collection: Collection, embedder: Embedder | None
) -> Asked:
    (own,) = extract([document], [proposition(document)])
    own = called(own, document, features)
    both = (*features, own)
    vectors = centred([f.full for f in both], [f.language for f in both], embedder) if embedder else None
    known = cause_vectors(causes([f.fillers for f in both]), [f.language for f in both], embedder)
    read = {d.report.id: d for d in collection.documents}
    shown = {m.key: m.name for d in (*read.values(), document) for m in d.mentions}
    return Asked(Comparer(both, vectors, {}, asked=True, causes=known), read, shown, _dated(read, collection.lineage))


def _dated(documents: Mapping[str, Document], lineage: Lineage) -> dict[str, Published | None]:
    """The publication of the oldest text that each report was made from; None where one of these is not dated."""
    found: dict[str, Published | None] = {}
    parents: dict[str, list[str]] = {}
    for edge in lineage.edges:
        if edge.direction_known and edge.kind is not DerivationKind.CITATION and edge.parent in documents:
            parents.setdefault(edge.child, []).append(edge.parent)
    for report in documents:
        seen, waiting = {report}, [report]
        while waiting:
            more = [parent for parent in parents.get(waiting.pop(), ()) if parent not in seen]
            seen.update(more)
            waiting += more
        times = [documents[name].report.published for name in sorted(seen)]
        known = [time for time in times if time is not None]
        found[report] = min(known, key=lambda time: time.earliest) if len(known) == len(times) else None
    return found


def judge(asked: Asked, place: int) -> Match | None:
    """How one statement stands to the question by its own words; None where it does not speak of it."""
    f, own = asked.comparer.features[place], asked.own
    comparison = asked.comparer(place, asked.place)
    opposed = {f.sign, own.sign} == {Sign.AFFIRMS, Sign.NEGATES}
    if found := rival(own, f, comparison):
        kind, reason = found
        # who denies that it happened in 2008 says nothing against 2002
        side, kind = (Side.ABOUT, "") if opposed else (Side.RIVAL, kind)
        return Match(f.statement.id, side, comparison.same, reason, kind)
    if comparison.same <= SPEAKS or (f.denies and f.elliptic):
        return None
    lacking = None if f.takes_position else "It takes no position."
    lacking = lacking or _lacks(asked, place, comparison)
    if lacking:
        return Match(f.statement.id, Side.ABOUT, comparison.same, lacking)
    reason = _shares(asked, f, comparison)
    return Match(f.statement.id, Side.AGAINST if opposed else Side.FOR, comparison.same, reason)


def _lacks(asked: Asked, place: int, comparison: Comparison) -> str | None:
    """What the question says and a statement, read in its report, does not; None where it says all."""
    own, f = asked.own, asked.comparer.features[place]
    if reason := _unnamed(asked, f):
        return reason
    if own.counts and not f.counts:
        return f"It gives no number for “{own.counts[0].words}”."
    bounds = comparison.verdict.bounds
    if bounds and not any(implies(x, y) for x in f.counts for y in own.counts):
        return f"It gives “{bounds[0].words}”, from which “{bounds[1].words}” does not follow."
    times = [time for time in own.times if fixed(time)]
    if times and (reason := bound_apart(times, f.times, asked.dated[f.statement.report])):
        return reason
    if comparison.meaning is not None and comparison.meaning >= MEANT:
        return None
    shown = f.keys | asked.named(asked.documents[f.statement.report])
    said = _covered(asked, place, own.keys & shown, alike=f.language == own.language)
    return None if said >= WHOLE else f"It says less: {said:.0%} of the words, by weight."


def _unnamed(asked: Asked, f: Features) -> str | None:
    """Whom the question names and a statement, read in its report, does not, or who is its subject instead."""
    own, alike = asked.own, f.language == asked.own.language
    if f.keys.isdisjoint(own.keys) and strangers(f.subject, own.keys):
        return f"It speaks of “{asked.names(f.subject)}”."
    others = {kind in PLACES for key, kind in f.names if key not in own.keys}
    kinds = dict(own.names)
    missed = own.keys - f.keys - asked.named(asked.documents[f.statement.report])
    # across languages a name in words may be there unrecognised, unless another place or actor stands instead of it
    lacking = {k for k in missed if alike or k[:5] != "name:" or (kinds.get(k) in PLACES) in others}
    return f"Its report does not name {asked.names(lacking)}." if lacking else None


def _covered(asked: Asked, place: int, named: frozenset[str], *, alike: bool) -> float:
    """Part of what the question says, by weight, that a statement says; names may stand elsewhere in its report.

    Across languages only names, numbers and concepts can be told to be lacking: of the other words vectors have told
    the meaning, and without vectors they are left out.
    """
    comparer = asked.comparer
    f, whole = comparer.features[place], comparer.bags[asked.place]
    inside = words.load(f.language).terms(f.tokens) if alike else ()  # "ferry" is said in "the ferry Meridian" as well
    held = {*comparer.bags[place], *inside, *(f"k:{key}" for key in named)}
    told = {term: weight for term, weight in whole.items() if alike or term[1:2] == ":"}
    total = sum((told if comparer.vectors is None else whole).values())
    return 1 - sum(weight for term, weight in told.items() if term not in held) / total if total else 1.0


def _shares(asked: Asked, f: Features, comparison: Comparison) -> str:
    """What a statement has in common with the question, for the reader."""
    words = sorted(term.removeprefix("c:") for term in f.terms & asked.own.terms)
    names = f.keys & asked.own.keys
    parts = [f"names {asked.names(names)}"] if names else []
    parts += [f"words {', '.join(words)}"] if words else []
    parts += [f"meaning {comparison.meaning:.2f}"] if comparison.meaning is not None else []
    return f"In common: {'; '.join(parts) or 'numbers'}."


def _followed(asked: Asked, direct: Sequence[Match], claims: Sequence[Claim]) -> dict[str, Match]:
    """Matches by statement: what the words of each tell, then what the claim tells that a statement belongs to."""
    places = {asked.comparer.features[place].statement.id: place for place in range(asked.place)}
    found = {match.statement: match for match in direct}
    for claim in claims:
        sides = [found[name].side for name in claim.affirming if name in found]
        for side, other in OPPOSITE.items():
            if sides.count(side) >= max(1.0, SOME * len(claim.affirming)) and other not in sides:
                found |= _following(asked, claim, (side, found), places)
    return found


def _following(
    asked: Asked, claim: Claim, led: tuple[Side, Mapping[str, Match]], places: Mapping[str, int]
) -> dict[str, Match]:
    """Where the other statements of a claim stand whose first ones stand on a side."""
    side, found = led
    best = max(found[name].score for name in claim.affirming if name in found)
    short = " ".join(claim.text.split())
    rest = {name: places[name] for name in (*claim.affirming, *claim.about) if name in places and name not in found}
    made = {}
    for name, place in rest.items():
        lacking = _lacks(asked, place, asked.comparer(place, asked.place))
        idle = None if name in claim.affirming else f"It takes no position on “{short}”."
        about = lacking or idle
        made[name] = Match(name, Side.ABOUT if about else side, best, about or f"Grouped with “{short}”.")
    for name in (name for name in claim.denying if name in places):
        time = asked.comparer(places[name], asked.place).verdict.time
        reason = f"It denies “{short}”." if time is None else f"It denies what is dated “{time[0].words}”."
        made[name] = Match(name, Side.ABOUT if time else OPPOSITE[side], best, reason)
    return made


def _debunked(asked: Asked, every: Sequence[Features], matches: Mapping[str, Match]) -> dict[str, Match]:
    """Matches after what reports say of their own story: "it is a hoax" is against, what they retell is about it."""
    made = dict(matches)
    against = Side.FOR if asked.own.sign is Sign.NEGATES else Side.AGAINST
    for told in by_report(every).values():
        speaking = {f.statement.id: matches[f.statement.id] for f in told if f.statement.id in matches}
        sides = {name: match.side for name, match in speaking.items()}
        untrue = answers(told, speaking, asked.own.keys)
        found = [f for f in untrue if sides.get(f.statement.id, against) is against]
        if not found:
            continue
        score = max(match.score for match in speaking.values())
        made |= {
            f.statement.id: Match(f.statement.id, against, score, UNTRUE)
            for f in found
            if f.statement.id not in speaking
        }
        retold = " ".join(found[0].passage.split())
        for f in told:
            match = speaking.get(f.statement.id)
            if match and match.side is OPPOSITE[against] and f.statement.source_kind in RETOLD:
                made[f.statement.id] = Match(match.statement, Side.ABOUT, match.score, f"Its report adds: “{retold}”")
    return made


def _nearest(asked: Asked, matches: Mapping[str, Match]) -> tuple[Match, ...]:
    """The statements nearest to the question among those that do not speak of it, with what keeps them apart."""
    scored = [
        (-round(asked.comparer(place, asked.place).same, 6), place)
        for place in range(asked.place)
        if asked.comparer.features[place].statement.id not in matches
    ]
    return tuple(_near(asked, place) for _, place in sorted(scored)[:NEAREST])


def _near(asked: Asked, place: int) -> Match:
    f, comparison = asked.comparer.features[place], asked.comparer(place, asked.place)
    shared = _shares(asked, f, comparison)
    return Match(f.statement.id, Side.NEAR, comparison.same, f"Too little agrees. {shared}")


def _claim(question: Question, every: Sequence[Features]) -> Claim | None:
    """The claim in the user's words, of the statements that take a position on it."""
    features = {f.statement.id: f for f in every}
    sides = {side: tuple(m.statement for m in question.on(side)) for side in Side}
    held = [m for m in question.matches if m.side in OPPOSITE]
    if not held:
        return None
    lead = min(held, key=lambda m: (m.side is not Side.FOR, -m.score, features[m.statement].order)).statement
    return Claim(
        id=content_id("cq", question.text, sorted(m.statement for m in held)),
        lead=lead,
        text=question.text,
        affirming=sides[Side.FOR],
        denying=sides[Side.AGAINST],
        about=sides[Side.ABOUT],
        languages=tuple(sorted({f.language for m in held if (f := features[m.statement]).language})),
        conflicts=tuple(Conflict(m.kind, lead, m.statement, m.reason) for m in question.on(Side.RIVAL)),
        holds=stated(features[name] for name in sides[Side.FOR]),
        reasons=tuple(dict.fromkeys(m.reason for m in held)),
        near_miss=None,
    )
