"""A matrix of competing hypotheses in a case: what `bukti ach` does, as Python (docs/ach.md).

People judge: hypotheses, rows and every cell are theirs, and each judgement is kept with its author and time. The
machine weighs the rows and says what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from bukti import casework
from bukti.ach import files, score, sheet
from bukti.ach.resolve import resolve, snapshot
from bukti.assessment import targets
from bukti.assessment.profiles import LETTERS
from bukti.errors import UsageError
from bukti.ledger.writer import now
from bukti.model import Finding, Hypothesis, Judgement, Result, Row, Scored, Sheet
from bukti.pipeline import assess
from bukti.progress import Tick, silent
from bukti.report.dossier import main_findings
from bukti.store.case import using

ROWS = 12  # rows that a new matrix begins with

Entry = tuple[str, str, str, Mapping[str, Any], str]  # what, row, hypothesis, value, note


class Matrix:
    """A matrix of an existing case.

    Args:
        case: path of the case file.
        name: a case may hold several matrices.
        author: who judges; without it the login name.
        profile: what claims are weighed with.
        tick: told about progress.
        result: of the case with that profile, where it is known; without it the case is assessed.
    """

    def __init__(  # noqa: PLR0913 - what a command line gives, and what a workbench knows already
        self,
        case: str | PathLike[str],
        name: str = "main",
        author: str | None = None,
        profile: str | None = None,
        tick: Tick = silent,
        *,
        result: Result | None = None,
    ) -> None:
        self._case, self._name, self._author = case, name, casework.author(author)
        self._profile, self._tick, self._known = profile, tick, result

    def start(self, question: str = "", rows: int = ROWS) -> Sheet:
        """Begin the matrix, with the most salient main claims of the case as rows.

        Raises:
            UsageError: it exists, or the case does not.
        """
        log = self._all()
        if any(one.matrix == self._name for one in log):
            raise UsageError(f"The case has a matrix {self._name!r} already: name another one with --matrix.")
        entries: list[Entry] = [(sheet.NEW, "", "", {"question": question}, "")]
        if rows > 0:
            result = self._result()
            for place, finding in enumerate(main_findings(result)[:rows], 1):
                entries.append((sheet.ROW, f"R{place}", "", _claimed(finding, result), ""))
        return self._write(entries, len(log))

    def sheet(self) -> Sheet:
        """The matrix as it stands."""
        return sheet.sheet(self._all(), self._name)

    def log(self) -> tuple[Judgement, ...]:
        """Every judgement on the matrix, in the order in which they were made."""
        self.sheet()
        return tuple(one for one in self._all() if one.matrix == self._name)

    def add_hypotheses(self, texts: Sequence[str], note: str = "") -> tuple[Hypothesis, ...]:
        """Add hypotheses.

        Raises:
            UsageError: one has no words, or is there already.
        """
        log = self._all()
        known = {h.text.casefold() for h in sheet.sheet(log, self._name).hypotheses}
        first = sheet.following(log, self._name, "H")
        entries: list[Entry] = []
        for place, text in enumerate((" ".join(text.split()) for text in texts), first):
            if not text or text.casefold() in known:
                raise UsageError(f"Hypothesis {text!r} is {'there already' if text else 'empty'}: use other words.")
            known.add(text.casefold())
            entries.append((sheet.HYPOTHESIS, "", f"H{place}", {"text": text}, note))
        after = self._write(entries, len(log))
        return after.hypotheses[len(after.hypotheses) - len(entries) :]

    def add_claim(self, claim: str, note: str = "") -> Row:
        """Add a claim of the case as a row.

        Args:
            claim: its id or the beginning of it, its text, or words of any of its statements that no other claim has.
            note: why it matters.

        Raises:
            UsageError: no claim or several are meant (the message lists the nearest), or it is a row already.
        """
        result, before = self._result(), self.sheet()
        finding = _meant(claim, result)
        _refuse_twice(finding, before, result)
        return self._add_row(_claimed(finding, result), note)

    def add_evidence(self, text: str, credibility: str | float, origins: Sequence[str] = (), note: str = "") -> Row:
        """Add evidence that is no claim of the case.

        Args:
            text: the evidence.
            credibility: how far the person believes it, as a reliability A to F or a number above 0 up to 1.
            origins: the independent origins it rests on, by name; without any it is one of its own.
            note: why it matters.

        Raises:
            UsageError: no words, or no credibility.
        """
        if not text.strip():
            raise UsageError("The evidence has no words: say what it is.")
        letter, number = _credibility(credibility)
        named = tuple(dict.fromkeys(name.strip() for name in origins if name.strip())) or (text.strip(),)
        row = Row("", text.strip(), "", "", "", credibility=number, letter=letter, origins=named)
        return self._add_row(sheet.stored(row), note)

    def renew(self, row: str, claim: str | None = None, note: str = "") -> Row:
        """Take a row's claim as it stands now; its cells stay.

        Args:
            row: its id.
            claim: another claim that the row shall mean, as for `add_claim`; without it the one it leads to.
            note: why.

        Raises:
            UsageError: it is no row of a claim, or what it means now is not clear.
        """
        before, result = self.sheet(), self._result()
        known = _row(row, before)
        if known.claim is None:
            raise UsageError(f"{known.id} was entered by {known.author} and follows no claim: drop it and add another.")
        if claim is None:
            resolved = resolve(before, result.findings, result.profile)[known.id]
            if resolved.finding is None:
                raise UsageError(f"{known.id}: {' '.join(resolved.changes)}")
            finding = resolved.finding
        else:
            finding = _meant(claim, result)
            _refuse_twice(finding, replace(before, rows=tuple(r for r in before.rows if r != known)), result)
        entry = (sheet.ROW, known.id, "", _claimed(finding, result), note)
        return _row(known.id, self._write([entry], before.judgements))

    def drop_row(self, row: str, note: str = "") -> Sheet:
        """Take a row and its cells out of the matrix; the log keeps them."""
        before = self.sheet()
        return self._write([(sheet.DROP, _row(row, before).id, "", {}, note)], before.judgements)

    def drop_hypothesis(self, hypothesis: str, note: str = "") -> Sheet:
        """Take a hypothesis and its cells out of the matrix; the log keeps them."""
        before = self.sheet()
        return self._write([(sheet.DROP, "", _hypothesis(hypothesis, before).id, {}, note)], before.judgements)

    def rate(self, row: str, hypothesis: str, rating: str, note: str = "") -> Sheet:
        """Decide how a row fits a hypothesis: `CC`, `C`, `N`, `I`, `II`, `NA`, or `-` to make the cell blank.

        Raises:
            UsageError: no such row, hypothesis or rating.
        """
        before, decided = self.sheet(), sheet.rating(rating)
        known, meant = _row(row, before), _hypothesis(hypothesis, before)
        entry = _cell(known.id, meant.id, decided.value if decided else sheet.CLEARED, note)
        return self._write([entry], before.judgements)

    def read(self, path: str | PathLike[str]) -> tuple[files.Filled, ...]:
        """Take over the cells of a CSV file that differ, and give them.

        Raises:
            UsageError: the file cannot be read, or a cell of it; then nothing is taken over.
        """
        try:
            text = Path(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise UsageError(f"{path} cannot be read ({fault}): save it as CSV in UTF-8.") from fault
        before = self.sheet()
        filled = files.read(text, before, str(path))
        entries = [_cell(row, h, mark.value if mark else sheet.CLEARED, note) for row, h, mark, note in filled]
        self._write(entries, before.judgements)
        return filled

    def score(self) -> Scored:
        """The matrix over the case as it is now: rows weighed, hypotheses ranked, and what would change it.

        A result that is known is weighed with its own profile, also where another one was chosen since: its figures
        follow from that.

        Raises:
            UsageError: no such matrix, or the file of that profile has changed since.
        """
        known, result = self.sheet(), self._result()
        with using(self._case, new=False) as opened:
            chosen = casework.weighed(opened, result.profile, self._profile)
        return score(known, result, chosen)

    def _all(self) -> tuple[Judgement, ...]:
        with using(self._case, new=False) as opened:
            return opened.judgements()

    def _result(self) -> Result:
        return self._known or assess((), case=self._case, profile=self._profile, tick=self._tick)

    def _write(self, entries: Iterable[Entry], known: int) -> Sheet:
        """Add judgements that were made when the case held so many, and give the matrix after them."""
        with using(self._case, new=False) as opened:
            opened.judge(sheet.Hand(self._name, self._author, now(), known).write(entries), known)
        return self.sheet()

    def _add_row(self, value: Mapping[str, Any], note: str) -> Row:
        log = self._all()
        new = f"R{sheet.following(log, self._name, 'R')}"
        return _row(new, self._write([(sheet.ROW, new, "", value, note)], len(log)))


def names(case: str | PathLike[str]) -> tuple[str, ...]:
    """The matrices of an existing case, in the order in which they were begun."""
    with using(case, new=False) as opened:
        return tuple(dict.fromkeys(one.matrix for one in opened.judgements()))


def _row(name: str, known: Sheet) -> Row:
    found = sheet.find(known, name)
    if isinstance(found, Hypothesis):
        raise UsageError(f"{found.id} is a hypothesis: name a row, R1 for example.")
    return found


def _hypothesis(name: str, known: Sheet) -> Hypothesis:
    found = sheet.find(known, name)
    if isinstance(found, Row):
        raise UsageError(f"{found.id} is a row: name a hypothesis, H1 for example.")
    return found


def _refuse_twice(finding: Finding, known: Sheet, result: Result) -> None:
    for row, resolved in resolve(known, result.findings, result.profile).items():
        if resolved.finding and resolved.finding.claim.id == finding.claim.id:
            raise UsageError(f"That claim is row {row} already: a claim counts once.")


def _cell(row: str, hypothesis: str, value: str, note: str) -> Entry:
    return sheet.CELL, row, hypothesis, {"rating": value}, note


def _claimed(finding: Finding, result: Result) -> dict[str, Any]:
    """What the log keeps of a row that is a claim."""
    row = Row("", finding.claim.text, "", "", "", claim=snapshot(finding, result.profile))
    return sheet.stored(row)


def _credibility(given: str | float) -> tuple[str, float | None]:
    """A letter, or a number."""
    typed = str(given).strip()
    if typed.upper() in LETTERS:
        return typed.upper(), None
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0.0 < number <= 1.0:
        raise UsageError(f"Credibility {typed!r} is none: give a reliability A to F, or a number above 0 up to 1.")
    return "", number


def _meant(name: str, result: Result) -> Finding:
    """The claim that a person means, with its assessment."""
    claims = {finding.claim.id: finding for finding in result.findings}
    said = targets.said(result.documents, result.statements)
    return claims[targets.claim(name, (finding.claim for finding in result.findings), said).id]
