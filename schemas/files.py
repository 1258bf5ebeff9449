"""Records to and from bytes. The same record always gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from schemas.article import Article


def dumps(article: Article) -> bytes:
    """Return the record as UTF-8 JSON, two spaces of indent, keys in schema order, a newline at the end."""
    return article.model_dump_json(indent=2).encode() + b"\n"


def loads(data: bytes | str) -> Article:
    """Return the record in ``data``; raises pydantic.ValidationError where it breaks the schema."""
    return Article.model_validate_json(data)


def dump(article: Article, path: str | Path) -> None:
    """Write the record to ``path``; not atomic: ``pipeline.runs.batch`` writes beside and renames."""
    Path(path).write_bytes(dumps(article))


def load(path: str | Path) -> Article:
    """Return the record in the file; raises OSError or pydantic.ValidationError."""
    return loads(Path(path).read_bytes())
