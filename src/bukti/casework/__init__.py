"""What a case adds to a run: decisions on what carries evidence, what they change, and the dossiers written.

Nothing derived is kept: a decision names its matter, and every run finds it again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

from bukti.casework.decisions import CALLED, author, decision, matter, rated, reasoned
from bukti.casework.dossiers import looked, touched, written
from bukti.casework.looks import last_look, look, watched
from bukti.casework.retractions import RETRACTED, changed, restoration, retraction, target
from bukti.errors import UsageError
from bukti.ledger.writer import Writer, login
from bukti.store.case import Case

__all__ = [
    "CALLED",
    "RETRACTED",
    "author",
    "changed",
    "decision",
    "last_look",
    "look",
    "looked",
    "matter",
    "opened",
    "rated",
    "reasoned",
    "restoration",
    "retraction",
    "target",
    "touched",
    "watched",
    "written",
]


@contextmanager
def opened(path: str | PathLike[str] | None, new: bool = True) -> Iterator[Case]:
    """A case file, or a temporary one where none is named.

    Raises:
        UsageError: it is no case, or it does not exist and may not be made.
    """
    if path is None:
        nobody = Writer(login())  # what is thrown away needs no signature
        with tempfile.TemporaryDirectory(prefix="bukti-") as folder, Case(Path(folder) / "case", nobody) as case:
            yield case
        return
    if not new and not Path(path).is_file():
        raise UsageError(f"{path} is no case: `bukti assess PATH --case {path}` makes one.")
    with Case(path) as case:
        yield case
