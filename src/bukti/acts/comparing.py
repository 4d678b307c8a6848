"""Two reports of a result that somebody chose: why the one is held to come from the other, or why not."""

from __future__ import annotations

from bukti import settings
from bukti.derivation.between import Between, between
from bukti.errors import UsageError
from bukti.model import Result
from bukti.text import embedding


def compare(result: Result, one: str, other: str) -> Between:
    """Weigh two reports, whether an edge joins them or not.

    Args:
        result: that holds both.
        one: id of a report.
        other: id of another one.

    Raises:
        UsageError: there is no such report, or they are the same.
    """
    held = {document.report.id for document in result.documents}
    for name in (one, other):
        if name not in held:
            raise UsageError(f"There is no report {name!r} in the result: choose one of its reports.")
    if one == other:
        raise UsageError("Both are the same report: choose another one to compare it with.")
    return between(result.documents, result.statements, embedding.load(settings.from_environment()), (one, other))
