"""`bukti fetch`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bukti import settings
from bukti.acts import fetching
from bukti.acts.fetching import Fetched, Order
from bukti.capture.addresses import Policy
from bukti.capture.client import Conduct
from bukti.capture.proxies import from_environment
from bukti.capture.record import NOT_DONE, contacted
from bukti.cli.console import UsualFormat, check_case, emit, finish, progress
from bukti.errors import UsageError
from bukti.model import Failure
from bukti.report.plain import dumps, one_line


def fetch(  # noqa: PLR0913 - a command has as many options as it needs
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Pages, each with http:// or https://.")],
    *,
    case: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Case file to create or add to; else a folder is written.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Folder for captures.", show_default="fetched")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is recorded.", show_default=False)] = "",
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who fetches.", show_default="the login name")
    ] = None,
    wacz: Annotated[bool, typer.Option("--wacz", help="Keep each page as WACZ instead of WARC.")] = False,
    screenshot: Annotated[
        bool, typer.Option("--screenshot", help="Take a full-page picture too; needs Chromium and an extra.")
    ] = False,
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="Go on where robots.txt says no; it is recorded, needs --reason.")
    ] = False,
    port: Annotated[
        list[int] | None, typer.Option(metavar="N", help="A further port besides 80 and 443.", show_default=False)
    ] = None,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")] = 1.0,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON with every field.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Fetch pages from the net, with a record of who was contacted and what went over the wire.

    This is the only command that opens a connection. A page that cannot be fetched is recorded too, and the exit code
    is 2.
    """
    check_case(case)
    if case is not None and output is not None:
        raise UsageError("A case keeps captures itself: name --case or --output, not both.")
    policy = Policy(frozenset({80, 443, *(port or ())}))
    conduct = Conduct(policy, settings.from_environment().limits, from_environment(), delay)
    order = Order(conduct, override=ignore_robots, wacz=wacz, screenshot=screenshot)
    errand = fetching.errand(author, reason)
    with progress() as tick, fetching.place(case, output) as into:
        found = list(fetching.fetch(urls, into, errand, order, tick))
    emit(_json(found) if format is UsualFormat.JSON else table(found))
    faults = ((one.capture.asked, one.capture.fault) for one in found)
    finish([Failure(url, fault.reason, fault.detail) for url, fault in faults if fault])


def _json(found: Sequence[Fetched]) -> str:
    pages = [one.record | {"file": one.file} for one in found]
    return dumps({"fetched": pages, "contacted": contacted(one.capture for one in found)}, indent=1)


def table(found: Sequence[Fetched]) -> str:
    """What a person reads of some fetches: each page, then everyone who was contacted."""
    lines = [line for one in found for line in (one_line(one.capture.asked), *_lines(one), "")]
    met = contacted(one.capture for one in found)
    return "\n".join([*lines, "Contacted:" if met else "Nobody was contacted.", *(f"  {one_line(who)}" for who in met)])


def _lines(one: Fetched) -> list[str]:
    """What is told of a page."""
    told, last, fault = one.record, one.capture.final, one.capture.fault
    failed = [f"  failed   {one_line(f'{fault.reason}: {fault.detail}')}"] if fault else []
    if last is None:
        return [*failed, f"  kept     {one.file}"]
    steps = len(one.capture.steps) - 1
    way = f", after {steps} redirect{'s' * (steps > 1)}: {last.url}" if steps else ""
    secured = f"{last.tls.version}, {last.tls.cipher}" if last.tls else NOT_DONE
    facts = {
        "answer": f"{told['status']}, {told['media_type']}, {told['bytes']} bytes{way}",
        "sha256": told["sha256"],
        "robots": " ".join(one.capture.permissions[-1].why.split())
        + " (overridden)" * one.capture.permissions[-1].overridden,
        "TLS": secured,
        "picture": told["screenshot"]["sha256"] if isinstance(told["screenshot"], dict) else told["screenshot"],
        "kept": one.file,
    }
    return failed + [f"  {name:<8} {one_line(str(value))}" for name, value in facts.items()]
