"""Who a statement's source is: a report of the collection, a name, a government, or somebody only described.

Two descriptions that may be one person or one document are one: an invented origin destroys a count, a missed one
understates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from bukti import lexicon
from bukti.assessment import offices, trading
from bukti.assessment.counting import UNNAMED, components
from bukti.assessment.identity import Named, Register, same
from bukti.claims import words
from bukti.derivation.tokens import tokenise
from bukti.model import Derivation, Document, Lineage, Mention, MentionKind, SourceKind, Statement
from bukti.reading.authors import author

UNHELD = frozenset({SourceKind.IMPERSONAL, SourceKind.NARRATOR})
PERSONAL = frozenset({MentionKind.PERSON, MentionKind.OTHER})
BESIDE = 80  # code points between a speaker's name and the body that the speaker speaks for
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
SHORT = 2  # letters of the shortest acronym
ORIGIN = "or-"  # how ids of origins begin
Voice = tuple[Named | None, frozenset[str]]  # of a source: its name, and what the phrase for it stands for
OWN_WORDS = " (its own words)"  # behind the outlet of a report that says something in nobody's name


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a statement.

    Attributes:
        key: equal keys are one origin. name: for the reader. words: what this statement calls it, where that differs.
        reports: of the collection, when the source is the outlet that published them; its own origins then count.
        speaks: True when it is a body that speaks in its own report, as a ministry or a firm does.
        described: True when only a description is given. medium: True when it passes on, as far as is known.
        named: its name, or None.
        group: what it shares with other origins that are not independent of it, or None.
    """

    key: tuple[str, ...]
    name: str
    reports: tuple[str, ...] = ()
    speaks: bool = False
    described: bool = False
    medium: bool = False
    named: Named | None = None
    group: tuple[str, ...] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Sources that a person tied, as a run knows them (tied.py).

    Attributes:
        id: of the decision. nodes: ids of origins. own: family and name of reports' own voices.
        shared: what they share, or "" where they are one. names: as decided. told: by whom, when and why.
    """

    id: str
    nodes: frozenset[str]
    own: frozenset[tuple[str, str]]
    shared: str
    names: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Context:
    """What every claim of one run is judged against.

    Attributes:
        documents: by report id. statements: by id. lineage: who copied whom.
        retracted: ids of the reports, statements, origins and media that carry no evidence (retracted.py).
        tied: sources that depend on each other, or are one, by decision (tied.py).
    """

    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    lineage: Lineage
    retracted: frozenset[str] = frozenset()
    tied: tuple[Tie, ...] = ()

    @classmethod
    def of(cls, documents: Iterable[Document], statements: Iterable[Statement], lineage: Lineage) -> Context:
        """The context of a run."""
        return cls({d.report.id: d for d in documents}, {s.id: s for s in statements}, lineage)

    @cached_property
    def one(self) -> Mapping[str, str]:
        """For each origin that a person merged with others, by id, the same id for all of them."""
        merged = [sorted(n for n in tie.nodes if n.startswith(ORIGIN)) for tie in self.tied if not tie.shared]
        names = sorted({name for nodes in merged for name in nodes})
        parts = components(names, [(nodes[0], other) for nodes in merged for other in nodes[1:]])
        return {name: min(part) for part in parts for name in part}

    @cached_property
    def family(self) -> Mapping[str, str]:
        """First report of the family that a report belongs to, by report id.

        A report that merges two others does not make one family of them: it belongs to that which it took most from.
        """
        links = [(edge.parent, edge.child) for edge in self.lineage.edges if edge.parent in self.outside]
        inside = [edge for edge in self.lineage.edges if edge.parent not in self.outside]
        closest = {e.child: e for e in sorted(inside, key=lambda e: (e.share_of_child, e.probability, e.parent))}
        links += [(edge.parent, edge.child) for edge in closest.values()]
        found = components(sorted({*self.documents, *self.outside}), links)
        reports = ([name for name in family if name in self.documents] for family in found)
        return {member: family[0] for family in reports for member in family}

    @cached_property
    def said(self) -> Mapping[str, tuple[Statement, ...]]:
        """Statements by report."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements.values():
            found.setdefault(statement.report, []).append(statement)
        return {report: tuple(statements) for report, statements in found.items()}

    @cached_property
    def _parents(self) -> Mapping[str, tuple[Derivation, ...]]:
        found: dict[str, list[Derivation]] = {}
        for edge in self.lineage.edges:
            found.setdefault(edge.child, []).append(edge)
        return {child: tuple(edges) for child, edges in found.items()}

    def parents(self, report: str) -> tuple[Derivation, ...]:
        """Edges from what a report was made of."""
        return self._parents.get(report, ())

    @cached_property
    def _possible(self) -> Mapping[str, tuple[Derivation, ...]]:
        found: dict[str, list[Derivation]] = {}
        for tie in self.lineage.possible:
            found.setdefault(tie.child, []).append(tie)
            found.setdefault(tie.parent, []).append(tie.turned())
        return {report: tuple(ties) for report, ties in found.items()}

    def possible(self, report: str) -> tuple[Derivation, ...]:
        """Ties of a report that are too weak to be edges, as if each ran towards it."""
        return self._possible.get(report, ())

    @cached_property
    def outside(self) -> Mapping[str, str]:
        """Names of origins that are not in the collection, by node id."""
        return {node.id: node.name or "an unknown common origin" for node in self.lineage.latent}

    @cached_property
    def outlets(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Reports by the folded words of their outlet."""
        found: dict[tuple[str, ...], list[str]] = {}
        for report in sorted(self.documents):
            if outlet := self.documents[report].report.outlet:
                found.setdefault(tokenise(outlet).forms, []).append(report)
        return {name: tuple(reports) for name, reports in found.items()}

    @cached_property
    def media(self) -> frozenset[tuple[str, ...]]:
        """Folded words of every name of a known outlet."""
        return frozenset(tokenise(name).forms for outlet in lexicon.outlets() for name in outlet.names)

    @cached_property
    def cited(self) -> frozenset[tuple[str, ...]]:
        """Folded words of the outlets that reports cite and nobody collected."""
        return frozenset(tokenise(node.name).forms for node in self.lineage.latent if node.name)

    def passes_on(self, name: str) -> bool:
        """Whether a name is that of an outlet outside the collection, or the first word of one that is cited here."""
        forms = tokenise(ARTICLE.sub("", name)).forms
        return forms in self.media | self.cited or (len(forms) == 1 and any(c[:1] == forms for c in self.cited))

    def published_by(self, name: str) -> tuple[str, ...]:
        """Reports of the outlet with this name: in full, its first words where no other has them, or its initials."""
        forms = tokenise(ARTICLE.sub("", name)).forms
        if forms not in self._published:
            self._published[forms] = self._reports_of(forms)
        return self._published[forms]

    @cached_property
    def traded(self) -> trading.Traded:
        """The bodies among the sources of the run that are named with a trade."""
        return trading.Traded.of(self.documents, self.statements.values())

    @cached_property
    def named(self) -> dict[str, Named | None]:
        """Answers of `Sources.name` so far, by statement."""
        return {}

    @cached_property
    def phrased(self) -> dict[str, frozenset[str]]:
        """What the phrases for the sources of statements stand for, as far as asked."""
        return {}

    @cached_property
    def voices(self) -> dict[str, dict[Voice, list[Statement]]]:
        """Statements of the reports asked for so far, by what is known of who makes them."""
        return {}

    @cached_property
    def _published(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Answers of `published_by` so far, by folded words."""
        return {}

    def _reports_of(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        if not forms or forms in self.outlets:
            return self.outlets.get(forms, ())
        close = [o for o in self.outlets if o[: len(forms)] == forms or _initials(o, forms)]
        return self.outlets[close[0]] if len(close) == 1 else ()

    def terms(self, report: str) -> frozenset[str]:
        """What the words of a report stand for."""
        if report not in self._terms:
            document = self.documents[report]
            vocabulary = words.load(document.language.code)
            self._terms[report] = frozenset(vocabulary.terms(tokenise(document.report.text).forms))
        return self._terms[report]

    @cached_property
    def _terms(self) -> dict[str, frozenset[str]]:
        """Terms of the reports asked for so far."""
        return {}

    def outlet(self, report: str) -> str:
        """The name of a report for the reader."""
        record = self.documents[report].report
        return record.outlet or record.title or record.path


def _alike(own: Voice, other: Voice) -> bool:
    if own[0] and other[0]:
        return same(own[0], other[0])
    return bool(other[1]) and other[1] <= own[1]


def _initials(outlet: Sequence[str], forms: Sequence[str]) -> bool:
    return len(forms) == 1 and len(forms[0]) > SHORT and forms[0] == "".join(word[0] for word in outlet)


@dataclass
class Sources:
    """Tells the sources of one claim's statements apart; asked in order of publication.

    Attributes:
        context: the run. register: names so far.
        described: key, family, kind and words of each source that was only described so far.
    """

    context: Context
    register: Register = field(default_factory=Register)
    described: list[tuple[tuple[str, ...], str, bool, frozenset[str]]] = field(default_factory=list)

    def of(self, statement: Statement) -> Source:
        """The source of a statement."""
        family = self.context.family.get(statement.report, statement.report)
        if statement.source_kind is SourceKind.NARRATOR:
            return self._own(statement.report, family)
        if statement.source_kind is SourceKind.IMPERSONAL:
            return Source(("impersonal", family), "an unnamed holder of the belief")
        return self._outlet(statement, family) or self._other(statement, family)

    def _outlet(self, statement: Statement, family: str) -> Source | None:
        """A source that is an outlet of the collection, or on its staff."""
        if statement.source_kind in UNNAMED and not statement.resolves_to:
            return self._staff(statement)
        mention, shown = self._mention(statement), self._phrase(statement)
        # "the report of the Post" is not the Post, "the Post reported" is
        named = None if self._paper(statement) or mention is None else self._name(statement, mention)
        names = (shown, mention.name, named.name) if named and mention else (shown,)
        reports = next((found for name in names if (found := self.context.published_by(name))), ())
        if statement.report in reports and statement.source_kind is SourceKind.MEDIA:
            return self._own(statement.report, family)
        if statement.report in reports:
            made = Source(("outlet", reports[0]), self.context.outlet(statement.report), speaks=True)
            return self._keyed(made, named) if named else made
        return Source(("outlet", reports[0]), self.context.outlet(reports[0]), reports=reports) if reports else None

    def _other(self, statement: Statement, family: str) -> Source:
        """A source that published no report of the collection."""
        mention, shown = self._mention(statement), self._phrase(statement)
        paper = self._paper(statement) and statement.resolves_to is None
        nameless = mention is None and not paper
        if nameless and (voice := self._voice(statement, shown, family)):
            return voice
        if paper or (mention is None and statement.source_kind in UNNAMED):
            return self._described(statement, shown, family)
        if mention is None:
            source = Source(("name", shown.casefold()), shown, medium=self._medium(statement, shown))
            return self._keyed(source, called) if (called := self.name(statement)) else source
        return self._named(statement, mention, mention.name if statement.source_kind is SourceKind.DOCUMENT else shown)

    def _voice(self, statement: Statement, shown: str, family: str) -> Source | None:
        """A ministry without its country ("a ministry spokesman"): of the one state that has spoken so far."""
        language, terms = self.context.documents[statement.report].language.code, self._terms(statement)
        countries = {known.country for known in self.register.states()}
        if len(countries) != 1 or not terms & offices.STATE:
            return None
        (country,) = countries
        office = offices.office(self.context.documents[statement.report], statement.source)
        named = Named("", shown, person=False, language=language or "", family=family, country=country, office=office)
        return self._keyed(Source((), shown), named)

    def _staff(self, statement: Statement) -> Source | None:
        """An outlet's own reporter ("a Post correspondent at the scene"); in another's report, the outlet's report."""
        document = self.context.documents[statement.report]
        inside = document.named_in(statement.source)
        reports = next((found for m in inside if (found := self.context.published_by(m.name))), ())
        if statement.report in reports:
            return Source(("staff", reports[0]), self._phrase(statement))
        return Source(("outlet", reports[0]), self.context.outlet(reports[0]), reports=reports) if reports else None

    def seen_by(self, statement: Statement) -> tuple[str, ...]:
        """Reports of the outlets named with a document: who wrote or saw it ("invoices seen by the Post")."""
        if statement.source_kind is not SourceKind.DOCUMENT:
            return ()
        inside = [m.name for m in self.context.documents[statement.report].named_in(statement.source)]
        found = {r for name in (*inside, *statement.via) for r in self.context.published_by(name)}
        return () if statement.report in found else tuple(sorted(found))

    def bare(self, statement: Statement) -> bool:
        """Whether the source is a document that one word describes ("the report"): whichever was spoken of before."""
        document = self.context.documents[statement.report]
        shown = tokenise(self._phrase(statement)).forms
        terms = words.load(document.language.code).terms(shown)
        return statement.source_kind is SourceKind.DOCUMENT and not statement.resolves_to and len(set(terms)) <= 1

    def _own(self, report: str, family: str) -> Source:
        return Source(("narrator", family), self.context.outlet(report) + OWN_WORDS)

    def _paper(self, statement: Statement) -> bool:
        """Whether the source is a document of which no author is told."""
        document = self.context.documents[statement.report]
        return statement.source_kind is SourceKind.DOCUMENT and author(document, statement) is None

    def _mention(self, statement: Statement) -> Mention | None:
        """The name that the source is or resolves to; None when it is only described."""
        document = self.context.documents[statement.report]
        if (body := author(document, statement)) is not None:
            return body
        if statement.resolves_to:
            folded = statement.resolves_to.casefold()
            found = [m for m in document.mentions if m.name.casefold() == folded]
        elif statement.source_kind in UNNAMED:
            found = []  # "a diplomat of the European Union" contains a name and names nobody
        else:
            found = document.named_in(statement.source)
        return max(found, key=lambda m: (m.span.end - m.span.start, -m.span.start), default=None)

    def _named(self, statement: Statement, mention: Mention, shown: str) -> Source:
        document = self.context.documents[statement.report]
        if (body := self._speaks_for(document, mention)) is not None:
            shown = f"{mention.name} ({document.words(body.span)})"
        source = Source((), shown, medium=self._medium(statement, mention.name))
        return self._keyed(source, self._name(statement, mention))

    def _keyed(self, source: Source, named: Named) -> Source:
        """The source under the key that its name has been given."""
        group = ("government", named.country) if named.country else None
        return replace(source, key=self.register.key(named), named=named, group=group)

    def name(self, statement: Statement) -> Named | None:
        """The name of a statement's source; None where it is only described, or a document."""
        known = self.context.named
        if statement.id not in known:
            mention = None if self._paper(statement) else self._mention(statement)
            known[statement.id] = self._name(statement, mention) if mention else self._phrased(statement)
        return known[statement.id]

    def _phrased(self, statement: Statement) -> Named | None:
        """A body's name in the phrase for a source in which no name was found ("北泽航运公司")."""
        document = self.context.documents[statement.report]
        found = trading.phrased(document, statement)
        if found is None:
            return None
        shown, family = self._phrase(statement), self.context.family.get(statement.report, statement.report)
        return Named(f"name:{shown.casefold()}", shown, False, document.language.code or "", family, body=found)

    def _phrase(self, statement: Statement) -> str:
        """The source for the reader: the phrase that names it, without its article."""
        document = self.context.documents[statement.report]
        phrase = " ".join(" ".join(document.words(span) for span in statement.source).split())
        shown = ARTICLE.sub("", statement.resolves_to or phrase).strip(" ,;:")
        return shown[:1].upper() + shown[1:] if shown else "a source that is not given"

    def unheard(self, statement: Statement, report: str) -> bool:
        """Whether a source is named of whom a report in the same language has not a word."""
        named = self.name(statement)
        there = self.context.documents[report].language.code or ""
        if named is None or named.language != there:
            return False
        terms = words.load(there).terms(tokenise(named.name if named.person else self._phrase(statement)).forms)
        held = [term in self.context.terms(report) for term in terms]
        return not (any(held) if named.person else all(held))

    def alike(self, statement: Statement, other: Statement) -> bool:
        """Whether two statements of one report have one source: of one name, or the second in words of the first."""
        return _alike(self._speaker(statement), self._speaker(other))

    def others(self, statement: Statement) -> Iterator[Statement]:
        """What else a statement's source says in its report."""
        own = self._speaker(statement)
        for voice, said in self._speakers(statement.report).items():
            if _alike(own, voice):
                yield from (other for other in said if other.id != statement.id)

    def _speakers(self, report: str) -> Mapping[Voice, Sequence[Statement]]:
        known = self.context.voices
        if report not in known:
            known[report] = {}
            for statement in self.context.said.get(report, ()):
                known[report].setdefault(self._speaker(statement), []).append(statement)
        return known[report]

    def _speaker(self, statement: Statement) -> Voice:
        return self.name(statement), self._terms(statement) if statement.source else frozenset()

    def _terms(self, statement: Statement) -> frozenset[str]:
        """What the phrase for the source stands for."""
        known = self.context.phrased
        if statement.id not in known:
            vocabulary = words.load(self.context.documents[statement.report].language.code)
            known[statement.id] = frozenset(vocabulary.terms(tokenise(self._phrase(statement)).forms))
        return known[statement.id]

    def _name(self, statement: Statement, mention: Mention) -> Named:
        document = self.context.documents[statement.report]
        who = self._speaks_for(document, mention) or mention
        country = offices.state(document, who)
        spoken = statement.source_kind is SourceKind.NAMED_PERSON
        inside = next((m.key for m in document.named_in(statement.source) if m.kind is MentionKind.COUNTRY), "")
        firm = statement.source_kind is SourceKind.NAMED_ORGANISATION or who is not mention
        body = trading.named(document, who) if firm else None
        body = self.context.traded.whole(body) if body else None
        return Named(
            key=who.key,
            name=who.name,
            person=(who.kind is MentionKind.PERSON and not (body and body.trades)) or (who is mention and spoken),
            language=document.language.code or "",
            family=self.context.family.get(statement.report, statement.report),
            country=country or "",
            place=country or inside,
            office=offices.office(document, (who.span,)) if country else None,
            body=body,
        )

    def _speaks_for(self, document: Document, person: Mention) -> Mention | None:
        """The body that a person is named as the speaker of anywhere in the report."""
        if person.kind not in PERSONAL:
            return None
        vocabulary, text = words.load(document.language.code), document.report.text
        named = [m for m in document.mentions if m.key == person.key or _part(m, person)]
        bodies = [m for m in document.mentions if m not in named and self._body(m)]
        for one, body in product(named, bodies):
            first, second = sorted((one.span, body.span))
            if not 0 <= second.start - first.end <= BESIDE or "\n" in text[first.end : second.start]:
                continue
            start = max(0, first.start - BESIDE // 2)
            if vocabulary.speaks(tokenise(text[start : second.end]).forms):
                return body
        return None

    def _body(self, mention: Mention) -> bool:
        """Whether a name is that of a body, or of what published a report here."""
        return mention.kind is MentionKind.ORGANISATION or bool(self.context.published_by(mention.name))

    def _medium(self, statement: Statement, name: str) -> bool:
        return statement.source_kind is SourceKind.MEDIA or self.context.passes_on(name)

    def _described(self, statement: Statement, shown: str, family: str) -> Source:
        """A source without a name: the one that an earlier statement of its family describes likewise, else new."""
        terms, paper = self._terms(statement), statement.source_kind is SourceKind.DOCUMENT
        group = ("family of reports", family)
        for key, of, kind, known in self.described:
            if of == family and kind == paper and (terms & known or not terms):
                return Source(key, key[-1], described=True, group=group, words=shown)
        name = f"{shown} (unnamed)" if not paper else shown
        key = ("described", family, str(paper), name)
        self.described.append((key, family, paper, terms))
        return Source(key, name, described=True, group=group)


def _part(mention: Mention, person: Mention) -> bool:
    """Whether a longer name begins or ends with the person's ("Qiao", "Qiao Wenbo")."""
    whole = mention.key.split(":")[-1].split()
    part = person.key.split(":")[-1].split()
    return bool(part) and (whole[: len(part)] == part or whole[-len(part) :] == part)
