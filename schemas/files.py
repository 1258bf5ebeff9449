"""Records to and from bytes. The same record always gives the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from schemas.article import Article


def dumps(article: Article) -> bytes:
    """Return the record as UTF-8 JSON, two spaces of indent, keys in schema order, a newline at the end."""
    return _writer().dump_json(article, indent=2) + b"\n"


@cache
def _writer() -> TypeAdapter[Article]:
    """Return what writes bytes; ``model_dump_json`` makes a str of them first."""
    return TypeAdapter(Article)


def loads(data: bytes | str) -> Article:
    """Return the record in ``data``; raises pydantic.ValidationError where it breaks the schema."""
    return Article.model_validate_json(data)


def dump(article: Article, path: str | Path) -> None:
    """Write the record to ``path``; not atomic: ``pipeline.runs.batch`` writes beside and renames."""
    Path(path).write_bytes(dumps(article))


def load(path: str | Path) -> Article:
    """Return the record in the file; raises OSError or pydantic.ValidationError."""
    return loads(Path(path).read_bytes())
