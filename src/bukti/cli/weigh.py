"""`bukti weigh`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit
from bukti.report import objects, plain


def weigh(
    graph: Annotated[
        Path, typer.Argument(metavar="GRAPH.json", help="An evidence graph as JSON; - reads standard input.")
    ],
    profile: Annotated[str, typer.Option(metavar="NAME|FILE", help="Name of a profile, or a TOML file.")] = "default",
) -> None:
    """Assesses an evidence graph made by hand, without any text."""
    assessment = pipeline.weigh(pipeline.load_graph(graph), profile=profile)
    emit(plain.dumps(objects.assessment_object(assessment), indent=1))
