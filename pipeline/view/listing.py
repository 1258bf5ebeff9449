"""Which articles and failures a folder of records holds, and where the PDF of each is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import BadArgumentsError, FileAccessError, OutputInvalidError, PipelineError
from pipeline.runs.inputs import PDF_SUFFIX, RUN_FOLDER, hash_file, readable
from pipeline.runs.manifest import MANIFEST_NAME, read_entries
from schemas import Article, loads


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with a page of its own. ``slug`` names its files, ``name`` is the record's path without .json."""

    name: str
    slug: str
    article: Article
    bytes: int
    """Size of the record."""
    pdf: Path | None
    missing: str = ""
    """Why there is no PDF; empty where there is one."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An input without a sound record."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything in a folder of records, by name."""

    shown: tuple[Shown, ...]
    failed: tuple[Failed, ...]


def list_records(records: Path, pdfs: Path | None) -> Listing:
    """Return what the folder holds.

    A PDF is the article's when its sha256 is; among the files of its size, so that few are read. Without ``pdfs``
    the files are looked for where the run found them.

    Raises:
        FileAccessError: A folder does not exist.
        BadArgumentsError: There is no record and no failure.
    """
    for folder in (records, *((pdfs,) if pdfs is not None else ())):
        if not folder.exists():
            raise FileAccessError(f"There is no folder {readable(folder)}.")
    entries = read_entries(records / RUN_FOLDER / MANIFEST_NAME)
    failed = [Failed(readable(e.name), e.code or "error", e.message or "") for e in entries if e.outcome == "failed"]
    sources = _Sources(pdfs, [records / entry.input for entry in entries])
    shown = []
    slugs: set[str] = set()
    for path in _record_paths(records):
        name = readable(path.relative_to(records).with_suffix(""))
        article = _read(path)
        if isinstance(article, PipelineError):
            failed.append(Failed(name, article.code, article.message))
            continue
        pdf, missing = sources.find(article)
        shown.append(Shown(name, _free_slug(article.id, slugs), article, path.stat().st_size, pdf, missing))
    if not shown and not failed:
        raise BadArgumentsError(f"There is no record in {readable(records)}: give the --out folder of naskah run.")
    return Listing(tuple(shown), tuple(sorted(failed, key=lambda failure: failure.name)))


def _record_paths(records: Path) -> list[Path]:
    found = (path for path in records.rglob("*.json") if path.relative_to(records).parts[0] != RUN_FOLDER)
    return sorted(found, key=lambda path: path.relative_to(records).parts)


def _read(path: Path) -> Article | PipelineError:
    try:
        return loads(path.read_bytes())
    except ValidationError as error:
        return OutputInvalidError(f"Breaks the schema in {error.error_count()} places; see naskah check.")
    except OSError as error:
        return FileAccessError(f"Cannot be read: {error.strerror}.")


def _free_slug(article_id: str, taken: set[str]) -> str:
    """Return a file name that is safe everywhere; two records of one PDF get two."""
    slug, number = article_id, 1
    while slug in taken:
        number += 1
        slug = f"{article_id}-{number}"
    taken.add(slug)
    return slug


class _Sources:
    """PDF files by size, and by hash once one has been asked for."""

    def __init__(self, pdfs: Path | None, inputs: list[Path]) -> None:
        self._by_size: dict[int, list[Path]] = {}
        self._names: set[str] = set()
        self._hashes: dict[Path, str] = {}
        for path in inputs if pdfs is None else _pdfs_below(pdfs):
            try:
                size = path.stat().st_size
            except (OSError, ValueError):
                continue
            self._by_size.setdefault(size, []).append(path)
            self._names.add(path.name)

    def find(self, article: Article) -> tuple[Path | None, str]:
        """Return the article's file, or why there is none."""
        for path in self._by_size.get(article.source.bytes, []):
            if self._hash(path) == article.source.sha256:
                return path, ""
        if article.source.filename in self._names:
            return None, "The PDF of this name is not the file that was read: it has changed since."
        return None, "The PDF was not found. Give its folder with --pdf to see the pages beside the text."

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            try:
                self._hashes[path] = hash_file(path).sha256
            except FileAccessError:
                self._hashes[path] = ""
        return self._hashes[path]


def _pdfs_below(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for parent, folders, names in os.walk(place):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.casefold().endswith(PDF_SUFFIX))
