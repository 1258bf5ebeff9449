"""The article record as pydantic models, its JSON Schema, and how to read and write it."""

from schemas.article import SCHEMA_VERSION, Article
from schemas.files import dump, dumps, load, loads

__all__ = ["SCHEMA_VERSION", "Article", "dump", "dumps", "load", "loads"]
