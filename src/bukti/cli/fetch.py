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
from bukti.capture.record import NOT_DONE
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
    finish([Failure(one.record["url"], one.fault.reason, one.fault.detail) for one in found if one.fault])


def _json(found: Sequence[Fetched]) -> str:
    pages = [one.record | {"file": one.file} for one in found]
    return dumps({"fetched": pages, "contacted": _contacted(found)}, indent=1)


def table(found: Sequence[Fetched]) -> str:
    """What a person reads of some fetches: each page, then everyone who was contacted."""
    lines = [line for one in found for line in (one_line(one.record["url"]), *_lines(one), "")]
    met = _contacted(found)
    return "\n".join([*lines, "Contacted:" if met else "Nobody was contacted.", *(f"  {one_line(who)}" for who in met)])


def _contacted(found: Sequence[Fetched]) -> tuple[str, ...]:
    """Everyone who was contacted, each once."""
    return tuple(dict.fromkeys(who for one in found for who in one.contacts))


def _lines(one: Fetched) -> list[str]:
    """What is told of a page."""
    told, steps = one.record, len(one.record["redirects"])
    facts = {"failed": f"{one.fault.reason}: {one.fault.detail}"} if one.fault else {}
    if told["final_url"] != NOT_DONE:
        way = f", after {steps} redirect{'s' * (steps > 1)}: {told['final_url']}" if steps else ""
        rules, secured, drawn = told["robots"][-1], told["tls"], told["screenshot"]
        facts |= {
            "answer": f"{told['status']}, {told['media_type']}, {told['bytes']} bytes{way}",
            "sha256": told["sha256"],
            "robots": rules["why"] + " (overridden)" * rules["overridden"],
            "TLS": secured if secured == NOT_DONE else f"{secured['version']}, {secured['cipher']}",
            "picture": drawn["sha256"] if isinstance(drawn, dict) else drawn,
        }
    facts["kept"] = one.file
    return [f"  {name:<8} {one_line(str(value))}" for name, value in facts.items()]
