"""What people decide on incidents: what is one attack, how it was verified, what a party's answer is taken for.

An incident is found again by its tellings when the case has grown: a decision means the one that has most of those
that it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti import incidents
from bukti.assessment.evidence import Context
from bukti.casework.decisions import decision
from bukti.casework.ties import spoken
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.incidents.decided import unfit
from bukti.incidents.grading import grade, history
from bukti.incidents.standards import FINDINGS, PARTS, REVIEW, standard
from bukti.model import (
    Analysis,
    Category,
    Decision,
    Document,
    Failure,
    Grade,
    Incident,
    Incidents,
    Lineage,
    Matter,
    SourceKind,
    Statement,
    Telling,
)
from bukti.store.case import Case
from bukti.store.decisions import ANSWERED, CHECKED, INCIDENT, MERGE, RESTORE, SPLIT, groupings, in_force, last

TOLD = "telling"  # first part of a key that names a telling
WHAT, CONCEDED = "what", "conceded"  # first parts of keys that hold what was found
STATUSES = ("not assessed", "non-credible", "credible", "duplicate")
SHORTEST = 4  # characters of the beginning of an id
OPEN_END = "open"  # upper end of what is conceded, where it is "at least"


@dataclass(frozen=True, slots=True)
class People:
    """What people of a case decided.

    Attributes:
        made: every decision. keys: id of a decision -> the key under which it was signed.
    """

    made: tuple[Decision, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def grouping(self) -> tuple[Decision, ...]:
        """Merges and splits of incidents in force."""
        return groupings(self.made, INCIDENT)

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """All that is in force on incidents."""
        return (*self.grouping, *in_force(self.made, CHECKED, ANSWERED))


NOBODY = People()


def people(case: Case) -> People:
    """What people of a case decided, with their keys where these matter."""
    made = case.decisions()
    return People(made, case.signers() if in_force(made, CHECKED) else {})


@dataclass(frozen=True, slots=True)
class Harm:
    """What reports tell of attacks and harm; those that were retracted tell of nothing.

    Attributes:
        statements: that somebody makes; what a report says itself is nobody's word.
    """

    documents: tuple[Document, ...]
    tellings: tuple[Telling, ...]
    statements: tuple[Statement, ...]
    lineage: Lineage

    def incidents(self, people: People = NOBODY, needed: int = 2) -> tuple[Incident, ...]:
        """The attacks, as people put them together and with what people found.

        Args:
            people: who decided on them.
            needed: origins that must support the lower end of a range.
        """
        context = Context.of(self.documents, self.statements, self.lineage)
        rules = incidents.Rules(needed, people.grouping, spoken(self.tellings, context, people.made))
        found = incidents.incidents(self.documents, self.tellings, self.statements, self.lineage, rules)
        return _judged(found, people)

    def whole(self, people: People = NOBODY, needed: int = 2, failed: tuple[Failure, ...] = ()) -> Incidents:
        """The same with what they were made of, what could not be kept to, and what could not be read."""
        found, ruled = self.incidents(people, needed), people.grouping
        return Incidents(self.documents, self.tellings, found, failed, needed, ruled, unfit(ruled, found))


def harm(
    documents: Iterable[Document], statements: Iterable[Statement], lineage: Lineage, retracted: Iterable[str] = ()
) -> Harm:
    """What the reports that nobody withdrew tell.

    Args:
        documents: with their mentions.
        statements: of the documents.
        lineage: who copied whom.
        retracted: ids of reports.
    """
    gone = frozenset(retracted)
    kept = tuple(one for one in documents if one.report.id not in gone)
    said: dict[str, list[Statement]] = {one.report.id: [] for one in kept}
    for statement in statements:
        if statement.report in said and statement.source_kind is not SourceKind.NARRATOR:
            said[statement.report].append(statement)
    told = tuple(telling for one in kept for telling in incidents.tellings(one, said[one.report.id]))
    return Harm(kept, told, tuple(one for found in said.values() for one in found), lineage)


def _judged(found: Sequence[Incident], people: People) -> tuple[Incident, ...]:
    """Incidents with what people found, their grade and the standard of proof that they meet by it."""
    analyses = _by_incident(found, in_force(people.made, CHECKED))
    answers = _by_incident(found, in_force(people.made, ANSWERED))
    judged = []
    for one in found:
        checks = tuple(_analysis(made, people.keys.get(made.id, "")) for made in analyses.get(one.id, ()))
        taken = tuple(map(_category, answers.get(one.id, ())))
        later = [
            (category.made[:10], category.decision, _regraded(one, taken[: place + 1]))
            for place, category in enumerate(taken)
        ]
        graded = _regraded(one, taken)
        steps = (*one.history, *history([("", "", one.grade), *later])[1:])
        known = replace(one, analyses=checks, categories=taken, grade=graded, history=steps)
        judged.append(replace(known, standard=standard(known)))
    return tuple(judged)


def _regraded(one: Incident, taken: Iterable[Category]) -> Grade:
    """The grade by words and by what people take a party's answer to concede."""
    admitted = (*one.answer.conceded, *(span for category in taken for span in category.conceded))
    return grade(one.voices, one.perpetrators, replace(one.answer, conceded=admitted), one.kind)


def _by_incident(found: Iterable[Incident], decided: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by the incident that has most of the tellings that each names; of equals the one with the lesser id."""
    home = {name: one.id for one in found for name in one.tellings}
    meant: dict[str, list[Decision]] = {}
    for made in decided:
        common = Counter(home[name] for name in _tellings(made) if name in home)
        if common:
            meant.setdefault(min(common, key=lambda one: (-common[one], one)), []).append(made)
    return meant


def _tellings(made: Decision) -> tuple[str, ...]:
    return tuple(key[1] for key in made.matter if key[0] == TOLD)


def _told(made: Decision, name: str) -> tuple[str, ...]:
    """What a decision holds under a name."""
    return next((key[1:] for key in made.matter if key[0] == name), ())


def _analysis(made: Decision, key: str) -> Analysis:
    part, finding = _told(made, WHAT)
    return Analysis(part, finding, key, made.id, made.reason, made.author, made.made)


def _category(made: Decision) -> Category:
    party, status = _told(made, WHAT)
    spans = tuple((key[1], float(key[2]), _end(key[3])) for key in made.matter if key[0] == CONCEDED)
    return Category(party, status, spans, made.id, made.reason, made.author, made.made)


def _end(written: str) -> float | None:
    return None if written == OPEN_END else float(written)


def incident(name: str, found: Sequence[Incident]) -> Incident:
    """The incident whose id begins with a name, or that has the telling whose id does.

    Raises:
        UsageError: none or several do.
    """
    own = [one for one in found if len(name) >= SHORTEST and any(i.startswith(name) for i in (one.id, *one.tellings))]
    if len(own) != 1:
        many = f"begins the ids of {len(own)} incidents" if own else "is no incident"
        raise UsageError(
            f"{name!r} {many}: take an id from `bukti incidents --case FILE`. That of an incident changes when "
            "sentences join it, that of a sentence (in-…) stays."
        )
    return own[0]


def merged(first: Incident, second: Incident, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that two incidents are one; `why` has reason and author.

    Raises:
        UsageError: both are the same.
    """
    if first.id == second.id:
        raise UsageError(f"Both names mean {first.id}: name two incidents.")
    return _grouped(MERGE, first, (first.tellings, second.tellings), made, why)


def split(one: Incident, names: Sequence[str], made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that some sentences tell of another attack.

    Args:
        one: the incident.
        names: beginnings of ids of the tellings that leave it.
        made: every decision of the case.
        why: reason and author.

    Raises:
        UsageError: a name means none or several of its tellings, or all would leave.
    """
    leaving = {_telling(name, one) for name in names}
    if not set(one.tellings) - leaving:
        raise UsageError("Every sentence of the incident would leave: name only those that do not belong to it.")
    sides = (
        tuple(name for name in one.tellings if name in leaving),
        tuple(name for name in one.tellings if name not in leaving),
    )
    return _grouped(SPLIT, one, sides, made, why)


def _telling(name: str, one: Incident) -> str:
    found = [own for own in one.tellings if len(name) >= SHORTEST and own.startswith(name)]
    if len(found) != 1:
        many = f"begins {len(found)} sentences" if found else "is no sentence"
        raise UsageError(f"{name!r} {many} of {one.id}: take an id from its `tellings` in JSON or from the table.")
    return found[0]


def _grouped(
    what: str, one: Incident, sides: tuple[Matter, Matter], made: Sequence[Decision], why: tuple[str, str]
) -> Decision:
    target = content_id("gr", what, *sides)
    return decision(what, (INCIDENT, target, called(one)), sides, why, last(made, target))


def called(one: Incident) -> str:
    """An incident in a few words: day, place and kind."""
    day = one.earliest.date().isoformat() if one.earliest else "day not told"
    return f"{day}, {one.places[0].name if one.places else 'place not told'}, {one.kind}"


def checked(one: Incident, found: tuple[str, str], people: People, why: tuple[str, str], key: str) -> Decision:
    """The decision that a part of the verification is done, superseding the same key's earlier one.

    Args:
        one: the incident, with what people found.
        found: part and finding.
        people: who decided before.
        why: reason and author.
        key: under which it will be signed.

    Raises:
        UsageError: no such part or finding; a review of nothing, or by the key of somebody whose work it would review.
    """
    part, finding = found
    if part not in {*PARTS, REVIEW} or finding not in FINDINGS:
        parts = ", ".join((*PARTS, REVIEW))
        raise UsageError(f"{part!r} {finding!r} is no finding: parts are {parts}, findings {', '.join(FINDINGS)}.")
    if part == REVIEW:
        _second(one, key)
    before = next((a for a in one.analyses if a.part == part and a.key == key and (key or a.author == why[1])), None)
    of = (CHECKED, before.decision if before else f"{part} {key} {why[1]}")
    return _on(of, one, ((WHAT, part, finding),), people, why)


def _second(one: Incident, key: str) -> None:
    """Refuse a second reviewer who is the first.

    Raises:
        UsageError: nothing was analysed, or nobody can tell the reviewer's key from those who did.
    """
    done = [analysis for analysis in one.analyses if analysis.part != REVIEW]
    if not done:
        raise UsageError(f"Nobody analysed {one.id} yet: there is nothing to review.")
    own = next((a for a in done if not key or not a.key or a.key == key), None)
    if own:
        raise UsageError(
            f"The {own.part} analysis of {one.id} is by {own.author} under {own.key[:8] or 'no key'}: the second "
            "reviewer must work under another key than all who analysed it (bukti key)."
        )


def answered(
    one: Incident,
    found: tuple[str, str],
    conceded: Iterable[tuple[str, float, float | None]],
    people: People,
    why: tuple[str, str],
) -> Decision:
    """The decision on what a party's answer is taken for, superseding an earlier one on the same party.

    Args:
        one: the incident, with what people found.
        found: party ("" for any that is said to have done it) and status.
        conceded: harm, lowest and highest number, None where it is open.
        people: who decided before.
        why: reason and author.

    Raises:
        UsageError: no such status.
    """
    party, status = found
    if status not in STATUSES:
        raise UsageError(f"{status!r} is no category of an answer: use {', '.join(STATUSES)}.")
    spans = tuple((CONCEDED, h, f"{low:g}", OPEN_END if high is None else f"{high:g}") for h, low, high in conceded)
    folded = party.casefold()
    before = next((c.decision for c in one.categories if c.party.casefold() == folded), f"answer {folded}")
    return _on((ANSWERED, before), one, ((WHAT, party, status), *spans), people, why)


def _on(of: tuple[str, str], one: Incident, keys: tuple[Matter, ...], people: People, why: tuple[str, str]) -> Decision:
    """A decision on an incident; `of` has what, and the id of the one that it supersedes or what names a new target."""
    what, before = of
    earlier = next((made for made in people.made if made.id == before), None)
    target = earlier.target if earlier else content_id("on", what, one.id, before)
    matter = (*keys, *((TOLD, name) for name in one.tellings))
    name = f"{called(one)}: {' '.join(part for part in keys[0][1:] if part)}"
    return decision(what, (INCIDENT, target, name), matter, why, last(people.made, target))


def taken_back(name: str, people: People, why: tuple[str, str]) -> Decision:
    """The decision that takes one on an incident back, by the beginning of its id.

    Raises:
        UsageError: not exactly one in force is meant.
    """
    force = people.in_force
    found = [one for one in force if len(name) >= SHORTEST and one.id.startswith(name)]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id}  {one.what}  {one.name}" for one in found or force)
        raise UsageError(f"{name!r} is no single decision on an incident in force. In force: {listed or 'none.'}")
    return decision(RESTORE, (INCIDENT, found[0].target, found[0].name), found[0].matter, why, found[0])
