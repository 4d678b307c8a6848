"""What people decide on incidents, as Python: what is one attack, how it was verified, what a party's answer is.

`bukti incident` and the workbench call these; casework/harm.py makes the decisions, and every run applies them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bukti import casework, settings
from bukti.casework import Harm, People
from bukti.casework.harm import answered, checked, incident, merged, split, taken_back
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.model import Decision, Incident, Incidents, Recast, Written
from bukti.pipeline import PathName, harm
from bukti.progress import Tick, silent
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release
from bukti.store import log
from bukti.store.case import Case, using
from bukti.store.decisions import MERGE, RESTORE, SPLIT

LEAVING = frozenset({"csv", "geojson"})  # formats made to be given away
Conceded = tuple[str, float, float | None]  # harm, lowest and highest number, None where it is open
CONCEDED = re.compile(r"(killed|injured|missing|detained|casualties)=(\d{1,9})(?:-(\d{1,9})|(\+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """Why and by whom something is decided.

    Attributes:
        reason: only a trial does without. author: without it the login name. dry_run: nothing is recorded.
        head: digest of the end of the log that the author saw, where nothing may have been added since.
    """

    reason: str = ""
    author: str | None = None
    dry_run: bool = False
    head: str | None = None

    @property
    def why(self) -> tuple[str, str]:
        """Reason and author."""
        return self.reason.strip(), casework.author(self.author)


@dataclass(frozen=True, slots=True)
class _Before:
    """What is there when somebody decides: the incidents, who decided before, the key that will sign."""

    incidents: tuple[Incident, ...]
    people: People
    key: str = field(default="")


def conceded(given: str) -> Conceded:
    """A number of a harm that a party concedes, as typed: `killed=3-5`, `injured=8`, `missing=2+`.

    Raises:
        UsageError: it is not written so.
    """
    found = CONCEDED.fullmatch(given)
    low = float(found[2]) if found else 0.0
    high = None if found and found[4] else float(found[3]) if found and found[3] else low
    if found is None or (high is not None and high < low):
        raise UsageError(f"{given!r} is no number of a harm: write killed=3-5, injured=8 or missing=2+.")
    return found[1], low, high


def regroup(what: str, names: Sequence[str], case: PathName, said: Said, tick: Tick = silent) -> Recast:
    """Decide that two incidents are one, or that sentences leave one (`bukti incident merge`, `split`).

    Args:
        what: `merge` or `split`.
        names: two incidents; or an incident and the sentences that leave it, by the beginnings of their ids.
        case: an existing case file.
        said: why and by whom.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous name, no reason, no such case.
    """
    if what not in {MERGE, SPLIT} or len(names) < 2 or (what == MERGE and len(names) > 2):
        raise UsageError("Name two incidents to merge, or an incident and the sentences that leave it.")

    def make(before: _Before) -> Decision:
        first = incident(names[0], before.incidents)
        if what == MERGE:
            return merged(first, incident(names[1], before.incidents), before.people.made, said.why)
        return split(first, names[1:], before.people.made, said.why)

    return _decide(make, case, said, tick)


def check(name: str, found: tuple[str, str], case: PathName, said: Said, tick: Tick = silent) -> Recast:
    """Say what a part of the verification of an incident found (`bukti incident check`).

    Args:
        name: the incident, by the beginning of its id or of that of one of its sentences.
        found: part and finding, of `incidents.standards`.
        case: an existing case file.
        said: why and by whom; the reason says what was done.
        tick: told about progress.

    Raises:
        UsageError: an unknown name, part or finding; no reason; a review by the key of one who analysed it.
    """
    return _decide(lambda b: checked(incident(name, b.incidents), found, b.people, said.why, b.key), case, said, tick)


def answer(
    name: str, found: tuple[str, str, Iterable[Conceded]], case: PathName, said: Said, tick: Tick = silent
) -> Recast:
    """Say what a party's answer is taken for (`bukti incident response`).

    Args:
        name: the incident, as of `check`.
        found: party, "" for any that is said to have done it; status; the numbers that it concedes.
        case: an existing case file.
        said: why and by whom.
        tick: told about progress.

    Raises:
        UsageError: an unknown name or status, no reason.
    """
    party, status, conceded = found
    spans = tuple(conceded)

    def make(before: _Before) -> Decision:
        one = incident(name, before.incidents)
        return answered(one, (party, status), spans, before.people, said.why)

    return _decide(make, case, said, tick)


def restore(name: str, case: PathName, said: Said, tick: Tick = silent) -> Recast:
    """Take a decision on an incident back, by the beginning of its id.

    Raises:
        UsageError: not exactly one in force is meant, or no reason.
    """
    return _decide(lambda before: taken_back(name, before.people, said.why), case, said, tick)


def _decide(make: Callable[[_Before], Decision], case: PathName, said: Said, tick: Tick) -> Recast:
    """Make a decision on the incidents of a case, record it, and give those that it names before and after."""
    casework.reasoned(said.reason, said.dry_run)
    with using(case, new=False) as opened:
        told, failed = harm(opened, settings.from_environment(), tick)
        who = casework.people(opened)
        before = told.whole(who, failed=failed)
        made = make(_Before(before.incidents, who, _key(opened)))
        after = told.whole(_with(who, made, _key(opened)), failed=failed)
        dossiers = casework.looked(_touched(opened.dossiers(), made, told))
        if not said.dry_run:
            opened.decide(made, dossiers, said.head)
    return Recast(made, not said.dry_run, _concerned(before, made), _concerned(after, made), dossiers)


def _key(opened: Case) -> str:
    signer = opened.writer.signer
    return signer.key if signer else ""


def _with(who: People, made: Decision, key: str) -> People:
    return People((*who.made, made), {**who.keys, made.id: key})


def _named(made: Decision) -> frozenset[str]:
    """Ids of the tellings that a decision names."""
    return frozenset(name for key in made.matter for name in key)


def _concerned(found: Incidents, made: Decision) -> Incidents:
    """The incidents that hold a telling which a decision names."""
    named = _named(made)
    return replace(found, incidents=tuple(one for one in found.incidents if not named.isdisjoint(one.tellings)))


def _touched(dossiers: Iterable[Written], made: Decision, told: Harm) -> tuple[Written, ...]:
    """The dossiers that tell of a report whose sentences a decision names, or of the decision that it takes back."""
    named = _named(made)
    reports = {("report", one.report) for one in told.tellings if one.id in named}
    return tuple(
        written
        for written in dossiers
        if (made.supersedes in written.decisions if made.what == RESTORE else not reports.isdisjoint(written.matter))
    )


@dataclass(frozen=True, slots=True)
class Released:
    """What leaves a desk: the format, where to ("-" for standard output), how much of it, and why people are named."""

    format: str
    path: str
    release: Release
    reason: str = ""


def release(case: PathName | None, found: Incidents, out: Released) -> str:
    """Incidents as they are shown; what leaves a case, and any names of people, is recorded in its log first.

    Args:
        case: where they are from, if anywhere.
        found: the incidents.
        out: format and manner.

    Returns:
        What may be written.

    Raises:
        UsageError: people are to be named without a case or a reason.
    """
    check_release(case, out)
    text = WRITERS[out.format](found, out.release)
    if case is not None and (out.release.names or out.format in LEAVING):
        body = {"incidents": len(found.incidents), "format": out.format, "path": out.path}
        body |= {"decimals": out.release.decimals, "names": out.release.names, "reason": out.reason.strip()}
        with using(case, new=False) as opened:
            opened.note(log.RELEASE, body | {"sha256": digest(text.encode("utf-8", "surrogatepass"))})
    return text


def check_release(case: PathName | None, out: Released) -> None:
    """Refuse to name people where nothing would tell of it.

    Raises:
        UsageError: there is no case or no reason, or the format names nobody.
    """
    if out.release.names and (case is None or not out.reason.strip()):
        raise UsageError(
            "--release-names shows names of victims and witnesses, which the log of the case tells of: add --case FILE "
            "and --reason TEXT."
        )
    if out.release.names and out.format in LEAVING:
        raise UsageError(f"{out.format} names nobody: use table or json with --release-names.")
