"""Lists that somebody sends: checked by their reader, kept in the case, then searched like those of the folder."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bukti import settings
from bukti.acts import screening
from bukti.casework import author, decision, reasoned
from bukti.entities.gazetteer import fold
from bukti.errors import UsageError
from bukti.ids import content_id, digest
from bukti.model import Decision
from bukti.pipeline import PathName
from bukti.progress import Tick, silent
from bukti.store import draft
from bukti.store.case import Case, using
from bukti.store.decisions import KEPT, SEARCH, last

LIST = "list"  # kind of the decisions on lists that a case is screened against
LONGEST = 200  # bytes of a file's name
FOLDER = "given"  # in BUKTI_CACHE: the files of such lists, for their readers; it can be deleted at any time


@dataclass(frozen=True, slots=True)
class Sent:
    """A list that somebody sends.

    Attributes:
        files: name and bytes of each; several are one list, such as `SDN.CSV` with `ALT.CSV` and `ADD.CSV`.
        reason: why.
        partly: whether it is taken where its reader cannot read all of it.
        by: who decides; None for the login name.
        head: digest of the end of the log that they saw, where nothing may have been added since.
    """

    files: Sequence[tuple[str, bytes]]
    reason: str
    partly: bool = False
    by: str | None = None
    head: str | None = None

    @property
    def name(self) -> str:
        """What the list is called: the name of its file, of several that of the largest without its ending."""
        largest = min(self.files, key=lambda file: (-len(file[1]), file[0]))[0]
        return largest if len(self.files) == 1 else Path(largest).stem


def take(sent: Sent, case: PathName, tick: Tick = silent) -> Decision:
    """Keep a list in a case that is screened against it from now on; a later version takes the place of an earlier.

    Args:
        sent: the list.
        case: an existing case.
        tick: told about progress.

    Raises:
        UsageError: no reason, no file, a name that no list has, the very same list again, no such case, or its reader
            finds fault with it; the message is the reader's.
        ConflictError: the log has another end than the author saw.
    """
    reasoned(sent.reason, dry_run=False)
    _check_names(sent.files)
    kept = tuple((KEPT, digest(data), name) for name, data in sent.files)
    target = content_id("li", fold(sent.name), sent.name)
    with using(case, new=False) as held:
        before = last(held.decisions(), target)
        if before and before.what == SEARCH and set(kept) == {key for key in before.matter if key[0] == KEPT}:
            raise UsageError(f"The case is screened against these bytes of {sent.name!r} already.")
        _read(sent, tick)
        tick("keeping", 0, 1)
        with held.blobs.batch() as keep:
            for _, data in sent.files:
                keep(data)
        why = sent.reason.strip(), author(sent.by)
        made = decision(SEARCH, (LIST, target, sent.name), ((LIST, sent.name), *kept), why, before)
        held.decide(made, (), sent.head)
    return made


def placed(made: Decision, case: Case) -> Path | None:
    """Where the files of a list lie that its decision keeps in the case, verified; None for one of the folder.

    Raises:
        UsageError: the bytes are not in the case.
        DataError: they are not what they were.
    """
    kept = [(key[1], key[2]) for key in made.matter if key[0] == KEPT]
    if not kept:
        return None
    target = root() / content_id("li", *kept) / made.name
    for sha256, name in kept:
        file = target if len(kept) == 1 else target / name
        if not (file.is_file() and digest(file.read_bytes()) == sha256):
            file.parent.mkdir(parents=True, exist_ok=True)
            with draft.whole(file) as out:
                out.write(case.blobs.read(sha256))
    return target


def root() -> Path:
    """The folder in which the files of all such lists lie."""
    return settings.from_environment().cache / FOLDER


def shown(text: str) -> str:
    """A text with each path of a list as people call it: where folders stand is nobody's business who reads a page."""
    folder = settings.from_environment().lists
    plain = text.replace(f"{folder}/", "") if folder else text
    return re.sub(re.escape(f"{root()}/") + "li-[0-9a-f]+/", "", plain)


def _check_names(files: Sequence[tuple[str, bytes]]) -> None:
    """Names become files for the reader of the list.

    Raises:
        UsageError: no file, two of one name, or a name that cannot be one.
    """
    names = [name for name, _ in files]
    if not names or len({name.casefold() for name in names}) < len(names):
        raise UsageError("A list is one file or several, each with a name of its own.")
    for name in names:
        bad = "/" in name or name.startswith(".") or not name.isprintable() or len(name.encode()) > LONGEST
        if bad or Path(name).suffix.casefold() not in screening.SUFFIXES:
            some = ", ".join(sorted(screening.SUFFIXES))
            raise UsageError(f"{name!r} is no name of a list: let it end in one of {some}.")


def _read(sent: Sent, tick: Tick) -> None:
    """Read the list as screening does, before anything is kept; the index that comes of it is used again.

    Raises:
        UsageError: a file of it is no list, or holds what cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="bukti-list-") as folder:
        for name, data in sent.files:
            (Path(folder) / name).write_bytes(data)
        first = sent.files[0][0]
        files = [Path(folder) if len(sent.files) > 1 else Path(folder) / first]
        broken, short = screening.faults(files, tick)
        told = [one.detail.replace(f"{folder}/", "") for one in (*broken, *(() if sent.partly else short))]
    if told:
        raise UsageError("\n".join(told))
