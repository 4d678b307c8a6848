"""Who says how many: one voice an origin and harm, and ranges over the voices (method.md section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bukti.incidents.likeness import alike, skeleton
from bukti.model import SOURCINGS, Document, Range, SourceKind, Sourcing, Statement, Telling, Toll, Voice

NAMED = frozenset({SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA, SourceKind.DOCUMENT})
NOBODY: tuple[float | None, float | None] = (0, 0)
MANY = 2  # origins of which some can be most
WHOLE = "person"  # told of people in general


class Origins:
    """Whose word a telling is: a named source, whoever reports it, else the reports of one lineage family together.

    Args:
        documents: of the collection.
        statements: of the documents.
        families: of the lineage, the first report first.
        copied: the tellings of each sentence that was copied or translated, the earliest first: a translation may
            write the name of a source in its own words.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        statements: Iterable[Statement],
        families: Sequence[Sequence[str]],
        copied: Iterable[Sequence[Telling]],
    ) -> None:
        self.published = {
            document.report.id: day.earliest.date().isoformat()
            for document in documents
            if (day := document.report.published)
        }
        self._kinds = {statement.id: statement.source_kind for statement in statements}
        self._first = {report: family[0] for family in families for report in family}
        self._shown: dict[str, str] = {}
        self._copied: dict[str, Telling] = {}
        for told in copied:
            first = next((one for one in told if self._named(one)), None)
            first = first or next((one for one in told if one.alleged_by), told[0])
            self._copied |= {one.id: first for one in told}
            names = [one.alleged_by for one in told if one.alleged_by and self._named(one)]
            self._shown |= {skeleton(name): self._shown.get(skeleton(name), names[0]) for name in names}

    def family(self, telling: Telling) -> str:
        """The first report of the lineage family."""
        return self._first.get(telling.report, telling.report)

    def of(self, telling: Telling) -> str:
        """A name as it was first met in any script, a description and its family, or the family."""
        telling = self._copied.get(telling.id, telling)
        source = telling.alleged_by
        if source is None:
            return self.family(telling)
        if self._named(telling) and (name := skeleton(source)):
            known = next((shown for met, shown in self._shown.items() if alike(met, name)), source)
            return self._shown.setdefault(name, known)
        return f"{source} ({self.family(telling)})"

    def sourcing(self, telling: Telling) -> Sourcing:
        """Whether a telling's source is named, is unnamed, or is the report itself."""
        telling = self._copied.get(telling.id, telling)
        if telling.alleged_by is None:
            return "own"
        return "named" if self._named(telling) else "unnamed"

    def _named(self, telling: Telling) -> bool:
        return self._kinds.get(telling.statement or "") in NAMED


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
            bounds = _sum([toll for toll in telling.tolls if toll.harm == harm and not toll.part])
            if bounds and not _denied(telling) and (bounds != NOBODY or (origins.family(telling), harm) not in harmed):
                told.setdefault((origins.of(telling), harm), []).append((telling, *bounds))
                sourced |= {(origins.family(telling), harm)} if telling.alleged_by else set()
    return tuple(_voice(key, told[key], origins, parties) for key in sorted(told) if key not in sourced)


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
    source that another report names. So these count where nobody better known speaks, unnamed ones as one.
    """
    speaking = [voice for voice in said if not voice.response]
    by_sourcing = {kind: sorted({v.origin for v in speaking if v.sourcing == kind}) for kind in SOURCINGS}
    return tuple(by_sourcing["named"] or by_sourcing["unnamed"][:1] or by_sourcing["own"])


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
