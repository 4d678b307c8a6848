"""A case as one file that can be given away: a bag with the case, its bytes, its log and the public keys."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from bukti.errors import DataError, UsageError
from bukti.ledger import heads
from bukti.ledger.event import Event, tree
from bukti.ledger.heads import Head, Memory
from bukti.model import Check, Outcome, Told, Verification
from bukti.settings import Limits
from bukti.store import bag, crate, database, log, release
from bukti.store.audit import NOTHING, audit, events_of
from bukti.store.blobs import FAN, Blobs
from bukti.store.case import Case

CASE, LOG, KEYS = "case", "log.jsonl", "keys.txt"
AGENT, SOFTWARE = "Bag-Software-Agent", re.compile(r"Bukti [\w.+-]{1,40}")
RELEASE = f"{bag.PAYLOAD}{release.LIST}"  # what only a release has
BYTES = f"{CASE}.bytes"
EXPECTED = re.compile(rf"{CASE}|{BYTES}/[0-9a-f]{{{FAN}}}/[0-9a-f]{{{64 - FAN}}}|{LOG}|{KEYS}|{re.escape(crate.FILE)}")


def bytes_of(case: Path) -> Path:
    """The folder where the bytes of a case lie."""
    return case.with_name(case.name + ".bytes")


def free(case: Path, *, left_over: bool = False) -> None:
    """Refuse a place where a case, or the bytes of one, lie already.

    Args:
        case: the new case file.
        left_over: bytes without a case may lie there, as an import or a backup leaves them that is killed between the
            names of its two parts; they are looked at before anything takes their place.

    Raises:
        UsageError: something is there.
    """
    for path in (case,) if left_over else (case, bytes_of(case)):
        if os.path.lexists(path):
            raise UsageError(f"{path} exists: name a new case file.")


def snapshot(case: Path, target: Path) -> None:
    """A whole copy of a case as a case file of SQLite, also while others write to it.

    Raises:
        UsageError: it cannot be read.
    """
    with closing(database.at(case)) as source:
        source.snapshot(target)


def backup(case: Path, target: Path, *, renew: bool = False) -> Verification:
    """A second case that is the same, checked.

    Args:
        case: which exists.
        target: the new case file.
        renew: where an older backup lies there, write what is new, and nothing else.

    Raises:
        UsageError: something lies at the target that is no older backup, or the case cannot be read.
        DataError: bytes of the case are not what they were.
    """
    if renew and database.holds(target):
        return _renewed(case, target)
    free(target, left_over=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bukti-") as folder:
        made = Path(folder) / CASE
        snapshot(case, made)
        source, copy = Blobs(bytes_of(case)), Blobs(bytes_of(made))
        for name in source.names():
            copy.keep(source.read(name))
        found = audit(made)
        if found.passed:
            _named(Path(folder), target)
    return found


def _renewed(case: Path, target: Path) -> Verification:
    """An older backup with what came since: first the bytes, then, after every check, the case in place of the old."""
    beside = [target.with_name(target.name + ending) for ending in ("-wal", "-journal")]
    if database.named(target) is not None or target.samefile(case) or any(path.exists() for path in beside):
        raise UsageError(f"{target} is no backup, or is in use: name a new case file.")
    before, kept = events_of(target), bytes_of(target)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bukti-") as folder:
        made = Path(folder) / CASE
        snapshot(case, made)
        if events_of(made)[: len(before)] != before:
            raise UsageError(f"{target} is no older backup of {case}: name a new case file.")
        source, copy = Blobs(bytes_of(case)), Blobs(kept)
        for name in source.names():
            if name not in copy:
                copy.keep(source.read(name))
        bytes_of(made).symlink_to(kept.resolve())
        found = audit(made)
        if found.passed:
            _settle(Path(folder))
            made.replace(target)
    return found


def export(case: Path, target: Path) -> Head:
    """Write a bundle; that it was written is an event of the case, and the last one in it.

    Args:
        case: which exists.
        target: the bundle, which does not.

    Returns:
        The head of the log, to be told by another way.

    Raises:
        UsageError: the target exists, or the case cannot be read.
        DataError: bytes of the case are not what they were.
    """
    bag.fresh(target)
    with Case(case) as opened:
        opened.note(log.EXPORT, {"name": target.name})
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bukti-") as folder:
        copy = Path(folder) / CASE
        snapshot(case, copy)
        events = events_of(copy)
        blobs, places = Blobs(bytes_of(case)), {}
        for name in blobs.names():
            blobs.read(name)  # raises where it is damaged: a bundle that cannot be verified helps nobody
            places[f"{BYTES}/{name[:FAN]}/{name[FAN:]}"] = blobs.folder / name[:FAN] / name[FAN:]
        files: dict[str, Path | bytes] = {CASE: copy, **places, **_told(events)}
        files[crate.FILE] = _metadata(events, files)
        head = Head(events[0].digest, len(events), events[-1].digest)
        bag.write(target, case.stem or CASE, files.items(), _info(events))
    return head


def _told(events: Sequence[Event]) -> dict[str, bytes]:
    """What can be told from the log alone, for those who have no Bukti."""
    keys = sorted({content["key"] for event in events if (content := event.content)["key"]})
    lines = "".join(f'{{"event":{event.text},"signature":"{event.signature}"}}\n' for event in events)
    return {LOG: lines.encode("utf-8", "surrogatepass"), KEYS: "".join(f"{key}\n" for key in keys).encode()}


def _metadata(events: Sequence[Event], files: dict[str, Path | bytes]) -> bytes:
    contents = [event.content for event in events]
    sizes = {place: len(file) if isinstance(file, bytes) else file.stat().st_size for place, file in files.items()}
    inputs = [content["body"] for content in log.inputs(contents)]
    names = {f"{BYTES}/{body['sha256'][:FAN]}/{body['sha256'][FAN:]}": Path(body["path"]).name for body in inputs}
    return crate.metadata(contents, sizes, names)


def _info(events: Sequence[Event]) -> dict[str, str]:
    return {
        AGENT: f"Bukti {version('bukti')}",
        "Contact-Name": events[-1].content["author"],
        "Bagging-Date": events[-1].content["made"][:10],
        "Bukti-Head": f"{len(events)} {events[-1].digest}",
        "Bukti-Root": tree(events).root.hex(),
    }


def verify(bundle: Path, limits: Limits, told: Told = NOTHING, memory: Memory | None = None) -> Verification:
    """Check a bundle: the fixity of its bag, and the case in it as `audit` does.

    Args:
        bundle: which is not changed.
        limits: of archives.
        told: by whoever keeps the case.
        memory: of the logs that were seen before, this one too if nothing failed; None remembers none.

    Raises:
        UsageError: it is a ZIP file of another kind.
    """
    if bag.holds(bundle, "bagit.txt", limits) is False:
        raise UsageError(f"{bundle} is no bundle: name one, as `bukti case export` writes it.")
    with tempfile.TemporaryDirectory(prefix="bukti-") as folder:
        if bag.holds(bundle, RELEASE, limits):
            return release.verify(bundle, Path(folder), limits, told, memory)
        return _checked(bundle, Path(folder), limits, told, memory)


def _checked(bundle: Path, folder: Path, limits: Limits, told: Told, memory: Memory | None) -> Verification:
    """Unpack a bundle into a folder and check what is there."""
    try:
        count, info = bag.unpack(bundle, folder, EXPECTED, limits)
        if database.named(folder / CASE) is not None:  # nobody has this machine call a server by sending it a bundle
            return Verification((Check("bundle", Outcome.FAILED, "Its case lies on a server: ask for another one."),))
        sound = Check("bundle", Outcome.PASSED, "Every file is as its manifest says.", count)
        found = audit(folder / CASE, None, told)
    except (DataError, UsageError) as fault:
        return Verification((Check("bundle", Outcome.FAILED, str(fault)),))
    if not found.passed:
        return Verification((sound, *found.checks))
    events = events_of(folder / CASE)
    checks = (sound, *found.checks, _copies(folder, events, info))
    if memory and all(check.outcome is not Outcome.FAILED for check in checks):
        checks = memory.joined(checks, [event.digest for event in events], told.head)
    return Verification(checks, found.head, found.events, found.root)


def _copies(folder: Path, events: Sequence[Event], info: Mapping[str, str]) -> Check:
    """Whether what is told beside the case, to people and to other programs, is what the case says."""
    told: dict[str, Path | bytes] = dict(_told(events))
    kept = (path for path in folder.rglob("*") if path.is_file())
    payload = {str(path.relative_to(folder)): path for path in kept if path.name not in {LOG, KEYS, crate.FILE}}
    told[crate.FILE] = _metadata(events, {**payload, **told})
    for name, data in told.items():
        if not (folder / name).is_file() or (folder / name).read_bytes() != data:
            return Check("log beside the case", Outcome.FAILED, f"{name} is missing, or tells other things.")
    known = _info(events)
    if SOFTWARE.fullmatch(info.get(AGENT, "")):
        known[AGENT] = info[AGENT]  # it may be another version
    for label in sorted(known.keys() | info.keys()):
        if info.get(label) != known.get(label):
            detail = f"{bag.INFO} tells {info.get(label)!r} as {label}, the case {known.get(label)!r}."
            return Check("log beside the case", Outcome.FAILED, detail)
    return Check("log beside the case", Outcome.PASSED, "It is that of the case, and so is all that is told.", 4)


def _settle(folder: Path) -> None:
    """Make everything in a folder durable, before it gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _named(folder: Path, target: Path) -> None:
    """Give a case that is complete its name, the bytes first."""
    _cleared(bytes_of(target), Blobs(folder / BYTES))
    if (folder / BYTES).exists():
        (folder / BYTES).rename(bytes_of(target))
    (folder / CASE).rename(target)


def _cleared(place: Path, own: Blobs) -> None:
    """Remove what an import or a backup left that was killed, where nothing is lost by it: all of it is ours too."""
    if not os.path.lexists(place):
        return
    left = Blobs(place)
    whole = place.is_dir() and not place.is_symlink()
    if not whole or any(name not in own or left.read(name) != own.read(name) for name in left.names()):
        raise UsageError(f"{place} exists, and holds other bytes than those of this case: name a new case file.")
    shutil.rmtree(place)


def take_in(bundle: Path, target: Path, limits: Limits, memory: Memory | None = None, at: str = "") -> Verification:
    """Make a case out of a bundle, if every check of it is passed or could not be made.

    Args:
        bundle: which is checked first.
        target: the new case file.
        limits: of archives.
        memory: of the logs that were seen before, this one too, as a bundle and as a case; None remembers none.
        at: address of an empty database of PostgreSQL for its tables; without one its file holds them.

    Raises:
        UsageError: the target exists, the bundle is a release, or the address is of no empty database.
        MissingExtraError: psycopg is not installed.
    """
    free(target, left_over=True)
    if bag.holds(bundle, RELEASE, limits):
        raise UsageError(f"{bundle} is a release, not all of a case is in it: ask for one without --withhold.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bukti-") as name:
        folder = Path(name)
        found = _checked(bundle, folder, limits, NOTHING, memory)
        if found.passed:
            if at:
                database.move(folder / CASE, at)
            _settle(folder)
            _named(folder, target)
            if memory:
                events = events_of(target)
                heads.remember(memory.folder, target, Head(events[0].digest, len(events), events[-1].digest))
    return found
