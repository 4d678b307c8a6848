"""Fixtures of both stores."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.store.server import fresh, program, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """A server of PostgreSQL, started once: the folder of its socket."""
    if find_spec("psycopg") is None:
        pytest.skip("the extra postgres is not installed")
    if program("initdb") is None or program("pg_ctl") is None:
        pytest.skip("no server of PostgreSQL is installed (apt-get install postgresql)")
    with serving() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the tables of a new case are to lie: an empty database, or nowhere but in its file."""
    return "" if request.param == "sqlite" else fresh(request.getfixturevalue("server"))
