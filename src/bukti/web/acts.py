"""What can be decided in the workbench: each act is the function of the command line, tried first, then recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex

from bukti.acts import (
    correcting,
    harm,
    learning,
    lists,
    looking,
    noting,
    profiling,
    regrouping,
    retracting,
    screening,
    tying,
)
from bukti.errors import ConflictError, UsageError
from bukti.ledger.writer import called
from bukti.model import Changes, Decision, Recast, Regrouped
from bukti.progress import Tick
from bukti.store import log
from bukti.store.decisions import DEPENDENT, LETTERS, ONE, PROFILE, SOURCES, USE
from bukti.team.roles import Right
from bukti.web.desk import Desk
from bukti.web.jobs import Job
from bukti.web.journal import Entry
from bukti.web.tongues import phrase

Outcome = Changes | Regrouped | Recast | Decision
Fields = Mapping[str, str]
LEAVES = "leaves:"  # how the fields begin that name a statement
CONCEDES = "conceded:"  # … that hold how many of a harm an answer concedes
GROUPS = (LEAVES, CONCEDES)
TRIES = 5  # of an act while others go on adding to the log


@dataclass(frozen=True, slots=True)
class Order:
    """One act that a person asks for.

    Attributes:
        fields: as typed. head: end of the log that they saw. trial: nothing is recorded.
    """

    fields: Fields
    head: str
    trial: bool

    def given(self, name: str) -> str:
        """A field, empty where it was not sent."""
        return self.fields.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act.

    Attributes:
        title: for the reader. asks: fields that say what it is about. do: does it. tried: whether it can be tried.
        right: that who decides it needs.
    """

    title: str
    asks: tuple[str, ...]
    do: Callable[[Desk, Order, Tick], Outcome]
    tried: bool = True
    right: Right = Right.DECIDE


def _retract(desk: Desk, order: Order, tick: Tick, *, undo: bool) -> Changes:
    return retracting.retract(
        order.given("target"),
        desk.case,
        order.given("reason"),
        profile=desk.profile,
        author=order.given("author"),
        undo=undo,
        dry_run=order.trial,
        head=order.head,
        tick=tick,
    )


def _regroup(desk: Desk, order: Order, tick: Tick, *, what: str) -> Regrouped:
    leaving = [name.removeprefix(LEAVES) for name in order.fields if name.startswith(LEAVES)]
    asks = [order.given(name) for name in ACTS[what if what != "restore" else "regroup"].asks]
    names = asks[:2] if what == "merge" and asks[1] else asks  # words count where no claim was chosen
    return regrouping.regroup(
        what,
        [*filter(None, names), *leaving],
        desk.case,
        order.given("reason"),
        profile=desk.profile,
        author=order.given("author"),
        dry_run=order.trial,
        head=order.head,
        tick=tick,
    )


def _resolve(desk: Desk, order: Order, tick: Tick) -> Decision:
    note, author = order.given("reason"), order.given("author")
    return learning.resolve(
        order.given("claim"), order.given("verdict"), desk.case, note, author=author, head=order.head, tick=tick
    )


def _accept(desk: Desk, order: Order, tick: Tick) -> Decision:
    tick("accept", 0, 1)
    name = order.given("target")
    statement = desk.view.statements.get(name) if desk.view else None
    if desk.view is None or statement is None:
        raise UsageError(f"There is no statement {name!r} in the result that is shown: go back to its report.")
    words = " … ".join(desk.view.shelf.reports[statement.report].words(span) for span in statement.content)
    meant = (name, statement.report, words)
    return noting.accept(meant, desk.case, order.given("reason"), author=order.given("author"), head=order.head)


def _note(desk: Desk, order: Order, tick: Tick) -> Decision:
    tick("note", 0, 1)
    about, matter = desk.meant(order.given("on"), order.given("target"))
    return noting.note(order.given("reason"), about, matter, desk.case, author=order.given("author"), head=order.head)


def _harm(desk: Desk, order: Order, tick: Tick, *, what: str) -> Recast:
    """What people decide on an incident."""
    said = harm.Said(order.given("reason"), order.given("author"), order.trial, order.head or None)
    incident = order.given("incident")
    match what:
        case "check":
            found = (order.given("part"), order.given("finding"))
            return harm.check(incident, found, desk.case, said, tick)
        case "response":
            told = [name for name in order.fields if name.startswith(CONCEDES) and order.given(name)]
            spans = [harm.conceded(f"{name.removeprefix(CONCEDES)}={order.given(name)}") for name in told]
            answer = (order.given("party"), order.given("status"), spans)
            return harm.answer(incident, answer, desk.case, said, tick)
        case "restore":
            return harm.restore(order.given("target"), desk.case, said, tick)
        case "merge":
            return harm.regroup(what, [incident, order.given("other")], desk.case, said, tick)
        case _:
            leaving = [name.removeprefix(LEAVES) for name in order.fields if name.startswith(LEAVES)]
            return harm.regroup(what, [incident, *leaving], desk.case, said, tick)


def _judge(desk: Desk, order: Order, tick: Tick) -> Decision:
    """Whether a name means somebody: of the reports, or of a list."""
    tick("judge", 0, 1)
    told = (order.given("name"), order.given("entity"), order.given("verdict"))
    return screening.judge(*told, desk.case, order.given("reason"), by=order.given("author"), head=order.head)


def _list(desk: Desk, order: Order, tick: Tick, *, leave: bool) -> Decision:
    tick("list", 0, 1)
    name, reason = order.given("list"), order.given("reason")
    return lists.choose(name, desk.case, reason, leave=leave, by=order.given("author"), head=order.head)


SAYING = ("content", "sentence", "source", "who", "kind", "stance", "certainty", "basis", "via")


def _statement(desk: Desk, order: Order, tick: Tick, *, what: str) -> Changes:
    """How a report is read: by a person in place of the machine."""
    said = harm.Said(order.given("reason"), order.given("author"), order.trial, order.head or None)
    place, *rest = (order.given(name) for name in SAYING if name != "sentence")
    saying = correcting.Saying(place or order.given("sentence"), *rest)
    name = order.given("report" if what == correcting.ADDING else "target")
    return correcting.reread(what, name, saying, desk.case, said, profile=desk.profile, tick=tick)


def _rate(desk: Desk, order: Order, tick: Tick, *, undo: bool) -> Changes:
    """How reliable a source is: a letter for it, or none any more."""
    return learning.accept(
        order.given("target" if undo else "source"),
        [desk.case],
        order.given("reason"),
        letter=order.given("letter") or None,
        profile=desk.profile,
        author=order.given("author"),
        undo=undo,
        dry_run=order.trial,
        head=order.head,
        tick=tick,
    )


def _tie(desk: Desk, order: Order, tick: Tick, *, what: str) -> Changes:
    """Whether two sources depend on each other, or are one."""
    said = harm.Said(order.given("reason"), order.given("author"), order.trial, order.head or None)
    names = [order.given("source"), order.given("other") or order.given("words")]
    match what:
        case "untie":
            asked = tying.Asked([order.given("target")], undo=True)
        case "tie":
            asked = tying.Asked(names, order.given("shared") or tying.SHARED)
        case _:
            asked = tying.Asked(names)
    return tying.tie(asked, desk.case, said, profile=desk.profile, tick=tick)


def _profile(desk: Desk, order: Order, tick: Tick, *, undo: bool) -> Changes:
    """What claims are weighed with: a shipped profile by name, a file that was sent, or the one before."""
    said = harm.Said(order.given("reason"), order.given("author"), order.trial, order.head or None)
    if undo:
        return profiling.undo(order.given("target"), desk.case, said, tick)
    content = order.given("content")
    sent = profiling.unpacked(order.given("file"), content) if content else profiling.packaged(order.given("profile"))
    return profiling.use(sent, desk.case, said, tick)


TWO = ("source", "other", "words", "claim")
ACTS: Mapping[str, Act] = {
    "retract": Act(phrase("Retract"), ("target",), partial(_retract, undo=False)),
    "restore": Act(phrase("Take it back"), ("target",), partial(_retract, undo=True)),
    "merge": Act(phrase("Merge two claims"), ("claim", "other", "words"), partial(_regroup, what="merge")),
    "split": Act(phrase("Split a claim"), ("claim",), partial(_regroup, what="split")),
    "regroup": Act(phrase("Take a merge or split back"), ("target",), partial(_regroup, what="restore")),
    "incident-check": Act(
        phrase("Say what a look at an incident found"), ("incident", "part", "finding"), partial(_harm, what="check")
    ),
    "incident-response": Act(
        phrase("Say what an answer is taken for"), ("incident", "party", "status"), partial(_harm, what="response")
    ),
    "incident-merge": Act(phrase("Merge two incidents"), ("incident", "other"), partial(_harm, what="merge")),
    "incident-split": Act(phrase("Split an incident"), ("incident",), partial(_harm, what="split")),
    "incident-undo": Act(phrase("Take a decision on an incident back"), ("target",), partial(_harm, what="restore")),
    "statement-correct": Act(
        phrase("Correct a statement"), ("target", *SAYING), partial(_statement, what=correcting.CORRECTING)
    ),
    "statement-add": Act(
        phrase("Add a statement that was missed"), ("report", *SAYING), partial(_statement, what=correcting.ADDING)
    ),
    "statement-undo": Act(phrase("Take a correction back"), ("target",), partial(_statement, what=correcting.UNDOING)),
    "rate": Act(phrase("Say how reliable a source is"), ("source", "letter"), partial(_rate, undo=False)),
    "unrate": Act(phrase("Take a letter back"), ("target",), partial(_rate, undo=True)),
    "tie": Act(phrase("Say that two sources depend on each other"), (*TWO, "shared"), partial(_tie, what="tie")),
    "same": Act(phrase("Merge two sources that are one"), TWO, partial(_tie, what="same")),
    "untie": Act(phrase("Take a decision on two sources back"), ("target",), partial(_tie, what="untie")),
    "profile": Act(
        phrase("Choose what claims are weighed with"),
        ("profile", "file", "content"),
        partial(_profile, undo=False),
        right=Right.REVIEW,
    ),
    "profile-undo": Act(
        phrase("Take the choice of a profile back"), ("target",), partial(_profile, undo=True), right=Right.REVIEW
    ),
    "accept": Act(phrase("Accept a statement as read"), ("target",), _accept, tried=False),
    "note": Act(phrase("Write a note"), ("on", "target"), _note, tried=False),
    "judge": Act(phrase("Judge whether a name means somebody"), ("name", "entity", "verdict"), _judge, tried=False),
    "list": Act(
        phrase("Screen the case against a list"), ("list",), partial(_list, leave=False), tried=False, right=Right.KEEP
    ),
    "unlist": Act(
        phrase("Screen the case against a list no longer"),
        ("list",),
        partial(_list, leave=True),
        tried=False,
        right=Right.KEEP,
    ),
    "resolve": Act(
        phrase("Say how a claim turned out"), ("claim", "verdict"), _resolve, tried=False, right=Right.REVIEW
    ),
}
# the act that takes a decision back
UNDO = {"retract": "restore", "merge": "regroup", "split": "regroup", "correct": "statement-undo"}


def undo(made: Decision) -> str | None:
    """The act that takes a decision back, where there is one."""
    if made.kind == "incident":
        return None if made.what in ("restore", "note") else "incident-undo"
    if made.kind == "rating":
        return "unrate" if made.what in LETTERS else None
    if made.kind == SOURCES:
        return "untie" if made.what in (DEPENDENT, ONE) else None
    if made.kind == PROFILE:
        return "profile-undo" if made.what == USE else None
    return UNDO.get(made.what)


def begin(desk: Desk, name: str, order: Order, known: str = "") -> Job:
    """Begin an act in the background; once it is recorded, the case is assessed again.

    Args:
        desk: the case.
        name: a key of `ACTS`.
        order: what is asked.
        known: the id of a task that an earlier run of the program did not end.
    """
    job, entry = known or token_hex(8), Entry(name, called(), order.fields, order.head, order.trial)

    def work(tick: Tick) -> Outcome:
        try:
            tick("waiting", 0, 0)  # where it was stopped before its turn
            outcome = (_made(desk, entry) if known else None) or do(desk, name, order, tick)
        finally:
            desk.journal.end(job)
        if not order.trial and desk.stale():
            desk.assess()
        return outcome

    desk.journal.begin(job, entry)
    return desk.jobs.begin(ACTS[name].title, work, (name, order), job)


def do(desk: Desk, name: str, order: Order, tick: Tick) -> Outcome:
    """Do an act; where others add what is not in its way while it is being done, once more over that.

    Args:
        desk: the case.
        name: a key of `ACTS`.
        order: what is asked.
        tick: told about progress.

    Raises:
        ConflictError: somebody decided on the same thing since the end of the log that the author saw.
    """
    for _ in range(TRIES):
        order = replace(order, head=desk.follow(order.head, order.fields))
        try:
            return ACTS[name].do(desk, order, tick)
        except ConflictError:
            if desk.follow(order.head, order.fields) == order.head:
                raise
    return ACTS[name].do(desk, order, tick)


def take_up(desk: Desk) -> None:
    """Begin again what who acts asked an earlier run of the program for, once there is a result to decide on."""
    if desk.view is None:
        return
    for job, entry in desk.journal.left(called()).items():
        if entry.act in ACTS:
            begin(desk, entry.act, Order(entry.fields, entry.head, entry.trial), job)


def _made(desk: Desk, entry: Entry) -> Decision | None:
    """The decision that an order led to just before the program ended: by the same person, on the same thing.

    Claims that were merged or split are others then: of such an order the reason must do.
    """
    gone = desk.view is not None and "claim" in entry.fields and entry.fields["claim"] not in desk.view.findings
    added = looking.since(desk.case, entry.head) if gone else desk.clashing(entry.head, entry.fields)
    ids = {event.content["body"]["id"] for event in added if event.content["kind"] == log.DECISION}
    reason, authors = entry.fields.get("reason", "").strip(), {entry.who, entry.fields.get("author", "").strip()}
    made = [one for one in retracting.decisions(desk.case)[0] if one.id in ids]
    return next((one for one in made if one.author in authors and one.reason == reason and not entry.trial), None)
