"""The port, and what it refuses."""

from __future__ import annotations

import socket

import pytest

from bukti.errors import UsageError
from bukti.web.desk import Desk
from bukti.web.server import Place, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::", ""])  # noqa: S104 - refused
def test_only_this_machine_is_served(desk: Desk, host: str) -> None:
    """There are no accounts, so nobody else may come in."""
    with pytest.raises(UsageError, match="not this machine alone"):
        serve(desk, Place(host, 0), print)


def test_a_taken_port_is_named(desk: Desk) -> None:
    """The message says which, and the option that changes it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(desk, Place("127.0.0.1", taken.getsockname()[1]), print)


def test_a_case_must_exist(tmp_path: object) -> None:
    """Nothing is made where there is no case."""
    with pytest.raises(UsageError, match="is no case"):
        Desk(tmp_path / "none.case")  # type: ignore[operator]
