"""`bukti weigh`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit
from bukti.report import objects


def weigh(
    graph: Annotated[Path, typer.Argument(help="An evidence graph as JSON; `-` reads standard input.")],
    profile: Annotated[str, typer.Option(help="Name of a profile, or a TOML file.")] = "default",
) -> None:
    """Assess an evidence graph made by hand, without any text."""
    assessment = pipeline.weigh(pipeline.load_graph(graph), profile=profile)
    emit(json.dumps(objects.assessment_object(assessment), ensure_ascii=False, indent=1), None)
