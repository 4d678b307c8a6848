"""A server of PostgreSQL for as long as the tests run; it is reached through a socket, never the network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import sqlalchemy as sql

NUMBERS = count(1)  # of databases
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=20"]


def program(name: str) -> str | None:
    """Where a program of PostgreSQL lies; Debian keeps the server's apart."""
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(packaged[-1]) if packaged else None)


@contextmanager
def serving() -> Iterator[Path]:
    """The folder of the socket of a server; it is stopped and gone at the end."""
    root = os.getuid() == 0
    user = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())  # a server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="bukti-pg-"))
    if root:
        os.chown(folder, user.pw_uid, user.pw_gid)
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if root else {}

    def run(name: str, *arguments: str) -> None:
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            command = [program(name) or name, "-D", str(folder / "data"), *arguments]
            subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=True, timeout=60, **who)  # type: ignore[call-overload]  # noqa: S603 - our own command

    try:
        run("initdb", "-U", "team", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        options = " ".join(f"-c {option}" for option in (*QUICK, f"unix_socket_directories={folder}"))
        run("pg_ctl", "-w", "-o", options, "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


def fresh(server: Path, template: str = "template1") -> str:
    """Address of a new database: an empty one, or a copy of another that nobody uses."""
    name = f"case{next(NUMBERS)}"
    engine = sql.create_engine(f"postgresql+psycopg://team@/postgres?host={server}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    engine.dispose()
    return f"postgresql+psycopg://team@/{name}?host={server}"
