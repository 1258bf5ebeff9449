"""``naskah stages``: what happens to a file, step by step."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show the stages in the order in which they run.

    With the layers of the document that each needs and adds.
    """
    from pipeline.stages import STAGES

    if as_json:
        rows = [{"name": s.name, "needs": sorted(s.needs), "adds": sorted(s.adds)} for s in STAGES]
        typer.echo(json.dumps(rows, indent=2))
        return
    width = max((len(stage.name) for stage in STAGES), default=0)
    for stage in STAGES:
        summary = (stage.run.__doc__ or "").strip().split("\n")[0]
        typer.echo(f"{stage.name:<{width}}  {summary}")
        typer.echo(f"{'':<{width}}  needs {', '.join(sorted(stage.needs)) or 'nothing'}")
        typer.echo(f"{'':<{width}}  adds {', '.join(sorted(stage.adds)) or 'nothing'}")
