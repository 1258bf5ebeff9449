"""The folder that a run writes: one run at a time, files whole or not at all, nothing outside it."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO

from pipeline.errors import FileAccessError, OutputLockedError
from pipeline.runs.inputs import RUN_FOLDER, readable

FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors that will meet the next file as well: the run stops instead of failing file by file."""


class OutputFolder:
    """An output folder held by this process; a context manager.

    The lock is the kernel's (``flock``): it ends with the process, however that ends.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = readable(path)
        """What messages call it."""
        self.run_path = path / RUN_FOLDER
        self.temporary = self.run_path / "tmp"
        self._lock: IO[str] | None = None

    def __enter__(self) -> OutputFolder:
        """Create what is missing, take the lock, clear away what a killed run left."""
        try:
            self.run_path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.run_path / "lock").open("a")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(self.temporary, ignore_errors=True)
            self.temporary.mkdir()
        except BlockingIOError as error:
            self._unlock()
            raise OutputLockedError(
                f"Another run is writing to {self.label}. Wait for it, or give another --out."
            ) from error
        except OSError as error:
            self._unlock()
            raise self._unwritable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove temporary files and give the lock back; the lock file stays, or two runs could hold it."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()

    def record_path(self, name: str) -> Path:
        """Return the path of a record; raises FileAccessError where it would lie outside the folder.

        Names come without ``..``; a symbolic link in the output folder could still lead out of it.
        """
        path = self.path / f"{name}.json"
        if not path.parent.resolve().is_relative_to(self.path.resolve()):
            raise FileAccessError(f"{readable(path)} would be written outside of {self.label}.")
        return path

    def check_name(self, name: str) -> None:
        """Raise FileAccessError for a record that would lie outside the folder."""
        self.record_path(name)

    def record_hash(self, name: str) -> str | None:
        """Return the hash of a record as it is on the disk; None where there is none."""
        try:
            return hashlib.sha256(self.record_path(name).read_bytes()).hexdigest()
        except OSError:
            return None

    def target(self, name: str, *, shared: bool) -> str:
        """Return where a worker leaves a record; ``shared``: workers are on other machines."""
        return str(self.temporary / name)

    def seen_from(self, source: str | os.PathLike[str]) -> str:
        """Return the path of a file as seen from the folder; the URL of one that is in a store."""
        return os.path.relpath(source, self.path) if isinstance(source, Path) else os.fspath(source)

    def commit(self, temporary: str, name: str) -> None:
        """Give a finished temporary file, already on the disk, the name of its record."""
        try:
            path = self.record_path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(temporary).replace(path)
        except OSError as error:
            if error.errno in FATAL:
                raise self._unwritable(error) from error
            raise FileAccessError(f"Cannot write {readable(name)}.json: {error.strerror}.") from error

    def discard(self, name: str) -> None:
        """Remove the record of an input that has none any more."""
        try:
            self.record_path(name).unlink(missing_ok=True)
        except (OSError, FileAccessError):
            return  # a name that cannot exist has no record to remove

    def write(self, path: Path, data: bytes) -> None:
        """Write a file of the run's own folder, whole or not at all."""
        temporary = self.temporary / path.name
        try:
            write_synced(temporary, data)
            temporary.replace(path)
        except OSError as error:
            raise self._unwritable(error) from error

    def append(self, file: IO[bytes], line: bytes) -> None:
        """Append a line to an open file of the run's own folder and hand it to the system."""
        try:
            file.write(line)
            file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> FileAccessError:
        return FileAccessError(
            f"Cannot write to {self.label}: {error.strerror}. "
            "Finished records are kept; the same command goes on from there."
        )


def write_synced(path: Path, data: bytes) -> None:
    """Write the file and wait until it is on the disk; removes it again where that fails."""
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
