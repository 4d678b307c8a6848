"""What is done with a case as a whole: begun, copied, given away and taken in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bukti import settings
from bukti.errors import UsageError
from bukti.ledger import heads
from bukti.ledger.heads import Head, Memory
from bukti.model import Verification
from bukti.store import bag, bundle, database, release, sealed
from bukti.store.case import Case, using

PathName = str | os.PathLike[str]
Ask = Callable[[], str]  # gives the passphrase


def new(case: PathName, at: str = "") -> None:
    """Begin a case (`bukti case new`).

    Args:
        case: the new case file.
        at: address of the empty database of PostgreSQL that holds its tables; without one the file itself does.

    Raises:
        UsageError: something is there already, or this is no address of a database that can be used.
        MissingExtraError: psycopg is not installed.
    """
    bundle.free(Path(case))
    if at:
        database.point(Path(case), at)
    try:
        Case(case).close()
    except UsageError:
        if at:  # a file that names what cannot be used would be in the way of the next try
            Path(case).unlink()
        raise


def backup(case: PathName, target: PathName, *, renew: bool = False) -> Verification:
    """Make a second case that is the same, and check it (`bukti case backup`).

    Args:
        case: which exists.
        target: the second case.
        renew: where an older backup lies there, write what is new.

    Raises:
        UsageError: no such case, or the target is something else than an older backup.
        DataError: bytes of the case are not what they were.
    """
    with using(case, new=False):
        pass
    return bundle.backup(Path(case), Path(target), renew=renew)


def export(case: PathName, target: PathName, ask: Ask | None = None, withhold: Sequence[str] = ()) -> Head:
    """Write a case as one file (`bukti case export`).

    Args:
        case: which exists.
        target: the bundle, which does not exist.
        ask: gives the passphrase to encrypt it with; without it, it is not encrypted.
        withhold: what a release does not show, as in `release.meant`; without it, the whole case is exported.

    Raises:
        UsageError: no such case, the target exists, or there is nothing of the name to withhold.
        DataError: bytes of the case are not what they were.
        MissingExtraError: it should be encrypted, and the extra is not installed.
    """
    path = Path(target)
    with using(case, new=False):
        pass
    bag.fresh(path)
    write = partial(release.export, words=withhold) if withhold else bundle.export
    if ask is None:
        head = write(Path(case), path)
    else:
        passphrase = ask()
        with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=".bukti-") as folder:
            bare = Path(folder) / path.name
            head = write(Path(case), bare)
            sealed.seal(bare, path, passphrase)
    heads.remember(settings.from_environment().home, path, head, heads.BUNDLES)
    return head


def take_in(source: PathName, case: PathName, ask: Ask | None = None, at: str = "") -> Verification:
    """Make a case out of a bundle that passes every check (`bukti case import`).

    Args:
        source: the bundle.
        case: the new case file.
        ask: gives the passphrase, where the bundle is encrypted.
        at: as for `new`.

    Raises:
        UsageError: something is at the place of the case, the bundle is encrypted and nothing gives its passphrase, or
            this is no address of an empty database.
        DataError: the passphrase is wrong.
        MissingExtraError: psycopg is not installed.
    """
    options = settings.from_environment()
    bundle.free(Path(case), left_over=True)
    with bare(Path(source), ask) as path:
        return bundle.take_in(path, Path(case), options.limits, Memory(options.home, Path(source)), at)


@contextmanager
def bare(path: Path, ask: Ask | None) -> Iterator[Path]:
    """A bundle as it is, or decrypted for as long as it is used.

    Raises:
        UsageError: it cannot be read, or is encrypted and nothing gives its passphrase.
        DataError: the passphrase is wrong.
    """
    if not path.is_file():
        raise UsageError(f"{path} is no file: name a bundle, as `bukti case export` writes it.")
    with path.open("rb") as file:
        if file.read(len(sealed.MAGIC)) != sealed.MAGIC:
            yield path
            return
    if ask is None:
        raise UsageError(f"{path} is encrypted: set BUKTI_BUNDLE_PASSPHRASE.")
    with tempfile.TemporaryDirectory(prefix="bukti-") as folder:
        opened = Path(folder) / "bundle.zip"
        sealed.unseal(path, opened, ask())
        yield opened
