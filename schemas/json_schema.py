"""Writes the JSON Schema (draft 2020-12) of the record: ``python -m schemas.json_schema [FILE]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from schemas.article import Article

SCHEMA_FILE = Path(__file__).with_name("article.schema.json")


def json_schema() -> str:
    """Return the schema as JSON text, a newline at the end."""
    schema = Article.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> None:
    """Write the schema to the named file, or to its place in the package."""
    target = Path(arguments[0]) if arguments else SCHEMA_FILE
    target.write_text(json_schema(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
