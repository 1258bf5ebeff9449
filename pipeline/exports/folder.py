"""A folder of records, or one record, to a folder of files; a bad record is reported and does not stop the others."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.errors import BadArgumentsError, FileAccessError
from pipeline.runs.inputs import RUN_FOLDER
from schemas import article as record
from schemas import load

Write = Callable[[record.Article], bytes]
WriteTable = Callable[[Iterable[tuple[str, record.Article]], Path], None]


class Format(NamedTuple):
    """How a format is written: files an article with their suffix, or tables of all articles."""

    summary: str
    files: tuple[tuple[str, Write], ...] = ()
    table: WriteTable | None = None


class Result(NamedTuple):
    """What became of a record: the files written, or why there are none. ``record`` lies below the folder given."""

    record: str
    files: tuple[Path, ...]
    problem: str | None


def export_records(records: Path, form: Format, out: Path) -> Iterator[Result]:
    """Write the records in a form, below ``out`` as they lie below ``records``, and yield what became of each.

    Args:
        records: A folder that a run wrote, or one record.
        form: One of ``pipeline.exports.FORMATS``.
        out: Created where missing; not inside of the records, whose checks would take the files for records.

    Raises:
        BadArgumentsError: ``out`` lies inside of ``records``.
        FileAccessError: Nothing to read there, or nothing can be written there.
        MissingDependencyError: The format needs a package that is not installed.
    """
    paths = list(_find_records(records))
    if records.is_dir() and out.resolve().is_relative_to(records.resolve()):
        raise BadArgumentsError(f"{out} lies inside of the records: choose another folder for --out.")
    root = records if records.is_dir() else records.parent
    names = [(path.relative_to(root).with_suffix("").as_posix(), path) for path in paths]
    try:
        out.mkdir(parents=True, exist_ok=True)
        if form.table is None:
            yield from _write_files(names, form, out)
        else:
            yield from _write_table(names, form.table, out)
    except OSError as error:
        raise FileAccessError(f"Cannot write to {out}: {error.strerror or error}.") from error


def _find_records(records: Path) -> Iterator[Path]:
    """Yield the records in the order of their names; a run's own folder holds none."""
    if records.is_file():
        yield records
        return
    if not records.is_dir():
        raise FileAccessError(f"There is no {records}.")
    found = sorted(path for path in records.rglob("*.json") if path.relative_to(records).parts[0] != RUN_FOLDER)
    if not found:
        raise FileAccessError(f"There are no records in {records}: naskah run FOLDER --out {records} writes some.")
    yield from found


def _read(path: Path) -> record.Article | str:
    """Return the record, or what is wrong with the file."""
    try:
        return load(path)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return f"is no record: {'.'.join(map(str, first['loc'])) or 'file'}: {first['msg']}"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _write_files(names: list[tuple[str, Path]], form: Format, out: Path) -> Iterator[Result]:
    for name, path in names:
        article = _read(path)
        if isinstance(article, str):
            yield Result(name, (), article)
            continue
        written = []
        for suffix, write in form.files:
            target = out / f"{name}{suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, write(article))
            written.append(target)
        yield Result(name, tuple(written), None)


def _write_whole(target: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".naskah-") as folder:
        part = Path(folder) / "part"
        part.write_bytes(data)
        part.replace(target)


def _write_table(names: list[tuple[str, Path]], write: WriteTable, out: Path) -> Iterator[Result]:
    """Write tables beside their place and move them there when they are whole."""
    results: list[Result] = []

    def articles() -> Iterator[tuple[str, record.Article]]:
        for name, path in names:
            article = _read(path)
            if isinstance(article, str):
                results.append(Result(name, (), article))
            else:
                results.append(Result(name, (), None))
                yield name, article

    with tempfile.TemporaryDirectory(dir=out, prefix=".naskah-") as folder:
        write(articles(), Path(folder))
        written = tuple(part.replace(out / part.name) for part in sorted(Path(folder).iterdir()))
    yield from (result if result.problem else result._replace(files=written) for result in results)
