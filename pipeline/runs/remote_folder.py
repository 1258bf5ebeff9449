"""An output folder in an object store: the run's own files on this machine's disk and, every few seconds, in the store.

Stores have no rename, append or kernel locks. Objects appear whole; a manifest that is some seconds old costs doing
those files again, to the same bytes; and a lock is an object that its holder keeps changing.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any
from uuid import uuid4

from pipeline.errors import FileAccessError, OutputLockedError
from pipeline.runs.inputs import RUN_FOLDER, readable
from pipeline.runs.output_folder import OutputFolder
from pipeline.runs.remote import is_url, open_store, reaching

BEAT_SECONDS = 15.0
"""Seconds between two signs of life in the lock object."""
LEASE_SECONDS = 60.0
"""Seconds without one after which its holder is taken for dead: room for three that did not get through."""
POLL_SECONDS = 1.0
"""Seconds between looks at the lock of another run."""
UPLOAD_SECONDS = 10.0
"""Seconds between uploads of manifest and log while files finish; what a killed run has to do again at most."""
KEPT_FILES = ("records.jsonl", "log.jsonl")
"""The run's own files that the next run goes on from."""


class RemoteFolder(OutputFolder):
    """An output folder by its URL, held by this process; a context manager."""

    def __init__(self, url: str) -> None:
        self._store, self._root = open_store(url)
        self._scratch = tempfile.TemporaryDirectory(prefix="naskah-")
        super().__init__(Path(self._scratch.name))
        self.url = url.rstrip("/")
        self.label = readable(self.url)
        self._lock_object = LockObject(self._store, f"{self._root}/{RUN_FOLDER}/lock", self.label)
        self._uploaded = time.monotonic()
        self._changed: set[str] = set()

    def __enter__(self) -> RemoteFolder:
        """Take the lock, fetch what an earlier run left to go on from, clear away its temporary objects."""
        super().__enter__()
        try:
            with reaching(self.url):
                self._lock_object.take()
                for name in KEPT_FILES:
                    with suppress(FileNotFoundError):
                        (self.run_path / name).write_bytes(self._store.cat_file(f"{self._root}/{RUN_FOLDER}/{name}"))
                self._clear()
        except BaseException:
            self._lock_object.release()
            super().__exit__(None, None, None)
            self._scratch.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Upload what is left, give the lock back, remove what is on this machine."""
        try:
            if not self._lock_object.lost:
                self._upload_changed()
                with reaching(self.url):
                    self._clear()
        finally:
            self._lock_object.release()
            super().__exit__(kind, error, trace)
            self._scratch.cleanup()

    def target(self, name: str, *, shared: bool) -> str:
        """Return where a worker leaves a record: in the store where workers are on other machines."""
        return f"{self.url}/{RUN_FOLDER}/tmp/{name}" if shared else super().target(name, shared=shared)

    def seen_from(self, source: str | os.PathLike[str]) -> str:
        """Return the URL or the absolute path: nothing leads from a store to a folder of this machine."""
        text = os.fspath(source)
        return text if is_url(text) else str(Path(text).absolute())

    def check_name(self, name: str) -> None:
        """Raise FileAccessError for a record that would lie outside: stores keep ``..``, what mounts them does not."""
        if ".." in PurePosixPath(name).parts or name.startswith("/"):
            raise FileAccessError(f"{readable(name)}.json would be written outside of {self.label}.")

    def record_hash(self, name: str) -> str | None:
        """Return the hash of a record as it is in the store; None where there is none."""
        try:
            return hashlib.sha256(self._store.cat_file(self._object(name))).hexdigest()
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._unreachable(error) from error

    def commit(self, temporary: str, name: str) -> None:
        """Give a finished record its name: one PUT, or one copy inside the store."""
        self._require_lock()
        path = self._object(name)
        with reaching(f"{self.url}/{name}.json"):
            if is_url(temporary):
                _, source = open_store(temporary)
                self._store.cp_file(source, path)
                self._store.rm_file(source)
            else:
                self._store.pipe_file(path, Path(temporary).read_bytes())
                Path(temporary).unlink()

    def discard(self, name: str) -> None:
        """Remove the record of an input that has none any more."""
        with suppress(FileNotFoundError, FileAccessError):
            self._store.rm_file(self._object(name))

    def write(self, path: Path, data: bytes) -> None:
        """Write a file of the run's own folder, here and in the store."""
        super().write(path, data)
        self._changed.add(path.name)
        self._upload_changed()

    def append(self, file: IO[bytes], line: bytes) -> None:
        """Append a line here; the store gets the whole file every few seconds."""
        super().append(file, line)
        self._changed.add(Path(file.name).name)
        if time.monotonic() - self._uploaded > UPLOAD_SECONDS:
            self._upload_changed()

    def _upload_changed(self) -> None:
        self._require_lock()
        try:
            for name in sorted(self._changed):
                self._store.pipe_file(f"{self._root}/{RUN_FOLDER}/{name}", (self.run_path / name).read_bytes())
        except Exception as error:
            raise self._unreachable(error) from error
        self._changed.clear()
        self._uploaded = time.monotonic()

    def _object(self, name: str) -> str:
        self.check_name(name)
        return f"{self._root}/{name}.json"

    def _clear(self) -> None:
        """Remove the temporary objects, which only runs with Dask have."""
        with suppress(FileNotFoundError):
            for path in self._store.find(f"{self._root}/{RUN_FOLDER}/tmp"):
                self._store.rm_file(path)

    def _require_lock(self) -> None:
        if self._lock_object.lost:
            raise OutputLockedError(f"Another run has taken {self.label} over. Finished records are kept.")

    def _unreachable(self, error: Exception) -> FileAccessError:
        return FileAccessError(
            f"Cannot reach {self.label}: {type(error).__name__}. "
            "Finished records are kept; the same command goes on from there."
        )


class LockObject:
    """An object that says that a run is on, created only where it is not there, renewed while it lasts."""

    def __init__(self, store: Any, path: str, label: str) -> None:
        self._store = store
        self._path = path
        self._label = label
        self._token = uuid4().hex
        self._beats = 0
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.lost = False
        """Whether another run has taken it: this one was taken for dead."""

    def take(self) -> None:
        """Create the object; waits for a dead holder's lease to end, raises OutputLockedError for a live one."""
        while not self._create():
            seen, patience = self._read(), time.monotonic() + LEASE_SECONDS
            while seen is not None and time.monotonic() < patience:
                time.sleep(POLL_SECONDS)
                now = self._read()
                if now is not None and now != seen:
                    raise OutputLockedError(
                        f"Another run is writing to {self._label}. Wait for it, or give another --out."
                    )
                seen = now
            if seen is not None:
                self._remove()
        self._thread = threading.Thread(target=self._keep, name="naskah-lock", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Remove the object, if it is still this run's."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            with suppress(Exception):
                if self._is_own():
                    self._remove()

    def _create(self) -> bool:
        try:
            self._store.pipe_file(self._path, self._content(), mode="create")
        except FileExistsError:
            return False
        except Exception as error:
            # s3fs hands on what S3 says when the object is there: PreconditionFailed, or a conflict of two at once
            if self._read() is None:
                raise error
            return False
        return True

    def _keep(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            try:
                if not self._is_own():
                    self.lost = True
                    return
                self._beats += 1
                self._store.pipe_file(self._path, self._content())
            except Exception:
                continue  # the next sign of life may get through; without any for a lease, another run takes over

    def _is_own(self) -> bool:
        content = self._read()
        return content is not None and self._token.encode() in content

    def _content(self) -> bytes:
        return json.dumps({"run": self._token, "beat": self._beats}).encode()

    def _read(self) -> bytes | None:
        try:
            return bytes(self._store.cat_file(self._path))
        except FileNotFoundError:
            return None

    def _remove(self) -> None:
        with suppress(FileNotFoundError):
            self._store.rm_file(self._path)
