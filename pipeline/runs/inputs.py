"""Which files a run reads and which record each becomes. Looks at names only, never into a file."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import BadArgumentsError, FileAccessError, OutputCollisionError

if TYPE_CHECKING:
    from pipeline.runs.remote import RemoteFile

PDF_SUFFIX = ".pdf"
TEXT_SUFFIX = ".txt"
"""Text that was extracted before; only where named, for folders hold other texts too."""
RUN_FOLDER = "_run"
"""Folder in the output folder that belongs to the run itself."""


class Task(NamedTuple):
    """One input file; ``name`` is the path of its record below the output folder, without ``.json``."""

    source: Path | RemoteFile
    name: str


class FileHash(NamedTuple):
    """What a file is known by."""

    sha256: str
    bytes: int


def find_tasks(inputs: Iterable[Path | str], out: Path | str) -> tuple[Task, ...]:
    """Return the files among and below the inputs, in the order given and by name within a folder.

    A folder gives every file in it whose name ends in ``.pdf``, subfolders kept; a file is taken whatever its
    name. What cannot be read is returned all the same: it fails when its turn comes, not the run.

    Args:
        inputs: Paths, and URLs as text.
        out: Output folder, whose own files are no input.

    Raises:
        FileAccessError: An input does not exist.
        BadArgumentsError: There is nothing to do.
        OutputCollisionError: Two inputs would write the same record.
    """
    tasks: dict[str, Task] = {}
    for place in inputs:
        for task in _local(place, Path(out)) if isinstance(place, Path) else _remote(place):
            earlier = tasks.setdefault(task.name, task)
            if earlier.source != task.source and not _same_file(earlier.source, task.source):
                raise OutputCollisionError(_collision(earlier.source, task.source, task.name))
    if not tasks:
        raise BadArgumentsError("There is no PDF file in the folders given.")
    _check_nesting(tasks)
    return tuple(tasks.values())


def readable(path: str | os.PathLike[str]) -> str:
    r"""Return the path for people and JSON: bytes that are no UTF-8 as ``\xff``, line ends and the like escaped.

    A name may hold a newline or a right-to-left mark on purpose: it must not forge a line of the report.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def hash_file(path: Path) -> FileHash:
    """Return the file's hash and size; raises FileAccessError where it is no readable regular file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileAccessError(f"{readable(path)} is not a regular file.")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return FileHash(digest, file.tell())
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        raise FileAccessError(f"Cannot read {readable(path)}: {getattr(error, 'strerror', error)}.") from error


def _local(path: Path, out: Path) -> Iterator[Task]:
    if not os.path.lexists(path):
        raise FileAccessError(f"There is no file or folder {readable(path)}.")
    if path.is_dir():
        yield from _below(path, out / RUN_FOLDER)
    else:
        yield _task(path, PurePath(path.name))


def _remote(url: str) -> Iterator[Task]:
    from pipeline.runs.remote import list_files

    for file, below in list_files(url):
        is_named = file.url.rstrip("/") == url.rstrip("/")
        if is_named or below.name.casefold().endswith(PDF_SUFFIX):
            yield _task(file, below)


def _below(folder: Path, own: Path) -> Iterator[Task]:
    """Yield the PDF files below the folder by name; ``own`` is the run's folder, whose files are no input."""
    unreadable: list[Path] = []
    walk = os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename)))
    for parent, folders, names in walk:
        folders[:] = sorted(name for name in folders if not _same_file(Path(parent, name), own))
        for name in sorted(names):
            if name.casefold().endswith(PDF_SUFFIX):
                path = Path(parent, name)
                yield _task(path, path.relative_to(folder))
    for path in sorted(unreadable):
        yield Task(path, str(path.relative_to(folder)) if path != folder else path.name)


def _task(source: Path | RemoteFile, relative: PurePath) -> Task:
    name = relative.name
    stem = name[: -len(PDF_SUFFIX)]
    if name.casefold().endswith((PDF_SUFFIX, TEXT_SUFFIX)) and stem.strip("."):  # "..pdf" would become "."
        name = stem
    return Task(source, (relative.parent / name).as_posix())


def _same_file(first: Path | RemoteFile, second: Path | RemoteFile) -> bool:
    if not (isinstance(first, Path) and isinstance(second, Path)):
        return False
    try:
        return first.samefile(second)
    except (OSError, ValueError):
        return False


def _collision(first: Path | RemoteFile, second: Path | RemoteFile, name: str) -> str:
    return (
        f"{readable(first)} and {readable(second)} would both be written to {readable(name)}.json. "
        "Give them in separate runs, or one folder that holds both."
    )


def _check_nesting(tasks: dict[str, Task]) -> None:
    """Raise where a record would take the name of a folder of another record, or of the run's own folder."""
    records = {f"{name}.json": task for name, task in tasks.items()}
    for name, task in tasks.items():
        parts = PurePath(name).parts
        if parts[0] == RUN_FOLDER and len(parts) > 1:
            raise OutputCollisionError(
                f"{readable(task.source)} would be written into {RUN_FOLDER}/, which the run keeps for itself."
            )
        for count in range(1, len(parts)):
            other = records.get(PurePath(*parts[:count]).as_posix())
            if other is not None:
                raise OutputCollisionError(_collision(other.source, task.source, PurePath(*parts[:count]).stem))
