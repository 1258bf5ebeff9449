"""``naskah schema``: the JSON Schema of the records."""

from __future__ import annotations

import typer


def command() -> None:
    """Print the JSON Schema (draft 2020-12) of the records."""
    from schemas.json_schema import SCHEMA_FILE

    typer.echo(SCHEMA_FILE.read_text(encoding="utf-8"), nl=False)
