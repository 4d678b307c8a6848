"""Failures of two sorts: this input is bad (recorded, the run goes on) and this use is wrong (raised).

Bad data is a `model.Failure`, never an exception that leaves a stage. Everything raised on purpose derives from
`BuktiError`; the command line turns it into one line on stderr and exit code 1 at a single seam.
"""

from __future__ import annotations


class BuktiError(Exception):
    """Root of all errors that Bukti raises on purpose: what is wrong, the value, the remedy."""


class UsageError(BuktiError):
    """The caller asked for something that cannot be done: wrong option, missing path, unknown name."""


class ConflictError(UsageError):
    """Something was added to a case since the caller looked at it, so what they decided may not be what they meant."""


class DataError(BuktiError):
    """A file that Bukti itself defines (profile, graph, key, language) is malformed.

    Attributes:
        where: the file or the place inside it.
        problem: what is wrong there.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}. {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy


class InputError(BuktiError):
    """One input cannot be read; raised inside a parser, recorded as `model.Failure` by `intake`.

    Attributes:
        reason: short machine-readable code, for example `empty`, `encrypted`, `too-large`, `scanned`.
        detail: one sentence for people, with the offending value and the remedy.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class MissingExtraError(BuktiError):
    """An optional component is not installed.

    Attributes:
        extra: name of the extra to install.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra!r}: install it with `pip install 'bukti[{extra}]'`.")
        self.extra = extra
