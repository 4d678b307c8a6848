"""Who says how many: one voice an origin and harm, and ranges over the voices (method.md section 4)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bukti.incidents.likeness import alike, skeleton
from bukti.incidents.tied import Tied, bound, names
from bukti.model import SOURCINGS, Document, Range, SourceKind, Sourcing, Stance, Statement, Telling, Toll, Voice

NAMED = frozenset({SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA, SourceKind.DOCUMENT})
BODIES = frozenset({SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA})
LISTED = ("org:", "media:")  # keys of bodies and outlets that the gazetteer knows
NOBODY: tuple[float | None, float | None] = (0, 0)
MANY = 2  # origins of which some can be most
SPELT = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI")
WHOLE = "person"  # told of people in general


class Origins:
    """Whose word a telling is: a named source, whoever reports it, else the reports of one lineage family together.

    Args:
        documents: of the collection, read twice.
        statements: of the documents.
        families: of the lineage, the first report first.
        copied: the tellings of each sentence that was copied or translated, the earliest first: a translation may
            write the name of a source in its own words.
        tied: which sources people tied.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        statements: Iterable[Statement],
        families: Sequence[Sequence[str]],
        copied: Iterable[Sequence[Telling]],
        tied: Sequence[Tied] = (),
    ) -> None:
        self.tied, self._one = tuple(tied), names(tied)
        self.published = {
            document.report.id: day.earliest.date().isoformat()
            for document in documents
            if (day := document.report.published)
        }
        self.languages = {document.report.id: document.language.code or "" for document in documents}
        self.outlets = {document.report.id: (document.report.outlet or "").casefold() for document in documents}
        said = tuple(statements)
        self._kinds = {statement.id: statement.source_kind for statement in said}
        held = {document.report.id: document for document in documents}
        self._bodies = {s.id: key for s in said if s.report in held and (key := _body(held[s.report], s))}
        self.denying = frozenset(statement.id for statement in said if statement.stance is Stance.DENIES)
        self._first = {report: family[0] for family in families for report in family}
        self._shown: dict[str, str] = {}
        self._bodied: dict[str, str] = {}
        self._copied: dict[str, Telling] = {}
        for told in copied:
            first = next((one for one in told if self._named(one)), None)
            first = first or next((one for one in told if one.alleged_by), told[0])
            self._copied |= {one.id: self._same(one, told) or first for one in told}
            for one in told:
                if one.alleged_by and self._named(one):
                    shown = self._copied[one.id].alleged_by or one.alleged_by
                    self._shown.setdefault(skeleton(one.alleged_by), shown)

    def family(self, telling: Telling) -> str:
        """The first report of the lineage family."""
        return self._first.get(telling.report, telling.report)

    def of(self, telling: Telling) -> str:
        """A name as it was first met in any script, a description and its family, or the family.

        A body that the gazetteer lists is one by its key: the Red Cross is la Croix-Rouge, and no member of it.
        """
        if one := self._named_by_people(telling):
            return one
        telling = self._copied.get(telling.id, telling)
        source = telling.alleged_by
        if source is None:
            return self.family(telling)
        if key := self._bodies.get(telling.statement or ""):
            return self._bodied.setdefault(key, source)
        if self._named(telling) and (name := skeleton(source)):
            known = next((shown for met, shown in self._shown.items() if alike(met, name)), source)
            return self._shown.setdefault(name, known)
        return f"{source} ({self.family(telling)})"

    def spoken(self, telling: Telling) -> tuple[str, str]:
        """Ids of a telling, and of the one that its sentence was copied from."""
        return telling.id, self._copied.get(telling.id, telling).id

    def _named_by_people(self, telling: Telling) -> str | None:
        return next((self._one[name] for name in self.spoken(telling) if name in self._one), None)

    def sourcing(self, telling: Telling) -> Sourcing:
        """Whether a telling's source is named, is unnamed, or is the report itself."""
        if self._named_by_people(telling):
            return "named"
        telling = self._copied.get(telling.id, telling)
        if telling.alleged_by is None:
            return "own"
        return "named" if self._named(telling) else "unnamed"

    def _same(self, telling: Telling, told: Iterable[Telling]) -> Telling | None:
        """The first sentence of those that were copied that names the same source, as far as that can be told.

        A translation makes no body of a person. It may call a body otherwise, so bodies are taken for one; a person of
        another name is another one, but in Han, kana and Hangul names are spelled by sound and cannot be compared.
        """
        if not self._named(telling):
            return None
        kind, name = self._kinds.get(telling.statement or ""), telling.alleged_by or ""
        alikes = [one for one in told if self._named(one) and self._kinds.get(one.statement or "") == kind]
        if kind is SourceKind.NAMED_PERSON and _spelt(name):
            others = [one for one in alikes if _spelt(one.alleged_by or "")]
            alikes = [one for one in others if alike(skeleton(one.alleged_by or ""), skeleton(name))]
        return next(iter(alikes), None)

    def _named(self, telling: Telling) -> bool:
        return self._kinds.get(telling.statement or "") in NAMED


def _body(document: Document, statement: Statement) -> str | None:
    """Key of the listed body or outlet that a statement's source is; of several names in it the longest tells."""
    if statement.source_kind not in BODIES:
        return None
    if statement.resolves_to:
        name = statement.resolves_to.casefold()
        found = [one for one in document.mentions if one.name.casefold() == name]
    else:
        found = document.named_in(statement.source)
    longest = max(found, key=lambda one: (one.span.end - one.span.start, -one.span.start), default=None)
    return longest.key if longest and longest.key.startswith(LISTED) else None


def _spelt(name: str) -> bool:
    """Whether a name is written in letters that keep its consonants in any language."""
    return all(unicodedata.name(letter, "").startswith(SPELT) for letter in name if letter.isalpha())


Said = tuple[Telling, float | None, float | None]


def voices(tellings: Sequence[Telling], origins: Origins, parties: frozenset[str]) -> tuple[Voice, ...]:
    """One voice for each origin and harm, sorted.

    Where a source speaks in a family of reports, what these tell in their own voice is taken for a repetition; that
    nobody came to a harm, where the same family tells that somebody did, for a word on a part of the place.

    Args:
        tellings: of one incident, in order of publication and place.
        origins: whose word each is.
        parties: skeletons of the names of those said to have done it.
    """
    told: dict[tuple[str, str], list[Said]] = {}
    sourced: set[tuple[str, str]] = set()
    harmed = {(origins.family(one), toll.harm) for one in tellings for toll in one.tolls if toll.comparator != "none"}
    for telling in tellings:
        for harm in dict.fromkeys(toll.harm for toll in telling.tolls):
            bounds = _sum([toll for toll in telling.tolls if toll.harm == harm and not (toll.part or toll.earlier)])
            denied = telling.statement in origins.denying or _denied(telling)
            if bounds and not denied and (bounds != NOBODY or (origins.family(telling), harm) not in harmed):
                told.setdefault((origins.of(telling), harm), []).append((telling, *bounds))
                sourced |= {(origins.family(telling), harm)} if telling.alleged_by else set()
    gone = _withdrawn(tellings, origins)
    kept = {
        key: [one for one in told[key] if one[0].id not in gone.get(key[1], ()) or _mixed(one[0])]
        for key in sorted(told)
    }
    made = [_voice(key, said, origins, parties) for key, said in kept.items() if said and key not in sourced]
    speaking: dict[str, list[str]] = {}
    for telling in tellings:
        speaking.setdefault(origins.of(telling), []).extend(origins.spoken(telling))
    whole = [_superseding(voice, tellings, gone.get(voice.harm, ()), origins) for voice in made]
    return bound(whole, {voice.origin: speaking.get(voice.origin, ()) for voice in whole}, origins.tied)


def _mixed(telling: Telling) -> bool:
    """Whether a sentence tells an earlier number beside one that holds."""
    return any(toll.earlier for toll in telling.tolls)


def _withdrawn(tellings: Sequence[Telling], origins: Origins) -> dict[str, tuple[str, ...]]:
    """By harm, tellings whose number a report calls that of an earlier version: its own, and those of its outlet."""
    found: dict[str, list[str]] = {}
    for telling in tellings:
        for toll in (toll for toll in telling.tolls if toll.earlier):
            own = [one.id for one in tellings if _older(one, telling, origins) and _tells(one, toll)]
            found.setdefault(toll.harm, []).extend([*own, telling.id])
    return {harm: tuple(dict.fromkeys(names)) for harm, names in found.items()}


def _older(one: Telling, telling: Telling, origins: Origins) -> bool:
    """Whether a telling stands in a report of the same outlet that was published before or on the same day."""
    if one.report == telling.report or not origins.outlets.get(one.report):
        return False
    days = [origins.published.get(name, "") for name in (one.report, telling.report)]
    return origins.outlets[one.report] == origins.outlets.get(telling.report) and "" not in days and days[0] <= days[1]


def _tells(one: Telling, toll: Toll) -> bool:
    """Whether a telling gives just this number of the harm, whatever stands beside it."""
    return any((own.harm, own.low or own.high) == (toll.harm, toll.low or toll.high) for own in one.tolls)


def _superseding(voice: Voice, tellings: Sequence[Telling], gone: Sequence[str], origins: Origins) -> Voice:
    """A voice that supersedes what was withdrawn in its own report or by its outlet."""
    by_id = {one.id: one for one in tellings}
    own = origins.family(by_id[voice.telling])
    outlet = origins.outlets.get(by_id[voice.telling].report, "")

    def same(one: Telling) -> bool:
        return origins.family(one) == own or bool(outlet and origins.outlets.get(one.report) == outlet)

    more = [name for name in gone if name != voice.telling and same(by_id[name])]
    return replace(voice, superseded=tuple(dict.fromkeys([*voice.superseded, *more])))


def _denied(telling: Telling) -> bool:
    """Whether a party only rejects or looks into what the sentence tells; its number is nobody's word."""
    open_ = ("denies", "finds not credible", "looks into it")
    return any(answer.sentence == telling.sentence and answer.what in open_ for answer in telling.responses)


def _voice(key: tuple[str, str], said: Sequence[Said], origins: Origins, parties: frozenset[str]) -> Voice:
    """The latest report's word, its greatest number; what the origin said in earlier reports is superseded.

    One person told of ("a wounded boy died") is no toll where the same origin gives one anywhere. Where any of the
    reports has no date nobody knows which is the latest: the greatest number of all holds.
    """
    said = [one for one in said if not _single(one[0], key[1])] or said
    ordered = all(one[0].report in origins.published for one in said)
    last = [one for one in said if not ordered or one[0].report == said[-1][0].report]
    holds, low, high = max(last, key=lambda one: one[1] or one[2] or 0)
    earlier = tuple(dict.fromkeys(one[0].id for one in said if one[0].report != holds.report))
    own = any(answer.sentence == holds.sentence for answer in holds.responses)
    response = own or skeleton(holds.alleged_by or "") in parties - {""}
    return Voice(*key, low, high, holds.id, earlier, response, origins.sourcing(holds))


def _single(telling: Telling, harm: str) -> bool:
    """Whether a sentence tells of a harm by one person alone, without a number."""
    return all(toll.comparator == "one" for toll in telling.tolls if toll.harm == harm)


def independent(said: Iterable[Voice]) -> tuple[str, ...]:
    """The origins among voices that are not known to repeat each other, sorted; responses left out.

    Named sources are. An unnamed one may be any of them, and any other unnamed one; a report's own voice may repeat a
    source that another report names. So these count where nobody better known speaks, unnamed ones as one. Of those
    that people tied to each other the one with the largest number counts.
    """
    speaking = sorted((v for v in said if not v.response), key=lambda voice: (-(voice.low or 0), voice.origin))
    kinds: dict[str, list[Voice]] = {kind: [v for v in speaking if v.sourcing == kind] for kind in SOURCINGS}
    counted = kinds["named"] or kinds["unnamed"] or kinds["own"]
    first: dict[str, str] = {}
    for voice in counted:
        first.setdefault(voice.tied or voice.origin, voice.origin)
    found = sorted(set(first.values()))
    return tuple(found if kinds["named"] or not kinds["unnamed"] else sorted({v.origin for v in counted})[:1])


def _sum(tolls: Sequence[Toll]) -> tuple[float | None, float | None] | None:
    """Bounds of what one sentence tells: people in general, else all of those told by who they are."""
    whole = [toll for toll in tolls if toll.who == WHOLE and toll.comparator != "one"]
    chosen = [max(whole, key=lambda toll: toll.low or toll.high or 0)] if whole else tolls
    if not chosen:
        return None
    lows, highs = [toll.low for toll in chosen], [toll.high for toll in chosen]
    low = None if all(value is None for value in lows) else sum(value or 0 for value in lows)
    return low, None if any(value is None for value in highs) else sum(value or 0 for value in highs)


def ranges(found: Sequence[Voice], needed: int) -> tuple[Range, ...]:
    """A range for each harm over all voices but responses.

    Args:
        found: voices of one incident.
        needed: origins that must support the lower end.
    """
    by_harm: dict[str, list[Voice]] = {}
    for voice in found:
        if not voice.response:
            by_harm.setdefault(voice.harm, []).append(voice)
    return tuple(_range(harm, by_harm[harm], needed) for harm in sorted(by_harm))


def _range(harm: str, said: Sequence[Voice], needed: int) -> Range:
    counted = independent(said)
    lows = sorted((voice.low or 0.0 for voice in said if voice.origin in counted), reverse=True)
    low = lows[needed - 1] if len(lows) >= needed else None
    most = max(said, key=lambda voice: (_most(voice), voice.high is None))
    return Range(harm, low, _most(most), most.high is None, len(counted), majority(said, counted))


def majority(said: Sequence[Voice], counted: Sequence[str]) -> tuple[float | None, float | None, int] | None:
    """The bounds of one harm that most counted origins tell, and how many do; None where no number has the most."""
    told = Counter((voice.low, voice.high) for voice in said if voice.origin in counted)
    ranked = told.most_common(2)
    if len(counted) < MANY or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    (low, high), origins = ranked[0]
    return low, high, origins


def _most(voice: Voice) -> float:
    return voice.high if voice.high is not None else voice.low or 0.0
