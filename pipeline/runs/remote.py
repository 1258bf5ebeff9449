"""Files in object stores, by URL: ``s3://``, ``gs://`` and what else fsspec opens. The only module that knows fsspec.

Credentials and endpoint come from the environment, as each store's own library reads them; they are in no URL, and no
message repeats what a library says, which could hold them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import (
    BadArgumentsError,
    FileAccessError,
    MemoryLimitError,
    MissingDependencyError,
    PipelineError,
)
from pipeline.runs.inputs import FileHash, hash_file, readable

INSTALL_HINT = "install it with pip install 'naskah[remote]' (s3://), for other stores also its package (gs://: gcsfs)"
MEBIBYTE = 1 << 20
LOCAL_SCHEMES = frozenset({"file", "local"})
"""fsspec's names for this machine's disk, on which a plain path is written safely and a URL would not be."""
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a store: its URL, and its bytes as the store lists them."""

    url: str
    size: int

    @property
    def name(self) -> str:
        """The last part of the URL, which is the file's name in the record."""
        return self.url.rpartition("/")[2]

    def __fspath__(self) -> str:
        """Return the URL, as what the file is called in messages."""
        return self.url


def is_url(text: str | os.PathLike[str]) -> bool:
    """Return whether the text is a URL; ``Path`` would already have taken one of its slashes away."""
    return isinstance(text, str) and _URL.match(text) is not None


def open_store(url: str) -> tuple[Any, str]:
    """Return fsspec's file system for the URL, and the path in it without a slash at its end.

    Raises:
        BadArgumentsError: It is no URL that can be used, or holds a password.
        MissingDependencyError: The package for that store is not installed.
    """
    match = _URL.match(url)
    if match is None or match[1].lower() in LOCAL_SCHEMES:
        raise BadArgumentsError(f"{readable(url)}: give files on this machine by their path.")
    if "@" in match[2]:
        raise BadArgumentsError(f"A {match[1]}:// URL must not hold a name or password: set them in the environment.")
    try:
        import fsspec
    except ImportError as error:
        raise MissingDependencyError(f"{match[1]}:// needs the package fsspec; {INSTALL_HINT}") from error
    try:
        store, path = fsspec.url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        raise MissingDependencyError(f"The package for {match[1]}:// is not installed; {INSTALL_HINT}") from error
    except ValueError as error:
        raise BadArgumentsError(f"No store is known for {match[1]}://.") from error
    return store, path.rstrip("/")


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Turn whatever a store's library raises inside into FileAccessError; says what kind it was, not its words."""
    try:
        yield
    except PipelineError:
        raise
    except FileNotFoundError as error:
        raise FileAccessError(f"There is no {readable(url)}.") from error
    except Exception as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__
        raise FileAccessError(f"Cannot reach {readable(url)}: {reason}.") from error


def list_files(url: str) -> Iterator[tuple[RemoteFile, PurePosixPath]]:
    """Yield the files at and below the URL by name, each with its path below it; a single file with its name."""
    store, root = open_store(url)
    with reaching(url):
        info = store.info(root)
        found = {root: info} if info["type"] == "file" else store.find(root, detail=True)
    for path in sorted(found):
        below = PurePosixPath(path[len(root) :].lstrip("/") or path.rpartition("/")[2])
        yield RemoteFile(store.unstrip_protocol(path), int(found[path].get("size") or 0)), below


def fetch(file: RemoteFile, target: Path, *, memory: int) -> FileHash:
    """Write the file to ``target``, in a folder made for it, and return what it is known by.

    Args:
        file: What to fetch.
        target: Where to; its folder is made.
        memory: MiB that the file may take later, and so the most that it takes here.
    """
    if file.size > memory * MEBIBYTE:
        raise MemoryLimitError(f"{readable(file.name)}: larger than --memory allows a file to be ({memory} MiB).")
    store, path = open_store(file.url)
    with reaching(file.url):
        target.parent.mkdir(parents=True, exist_ok=True)
        store.get_file(path, str(target))
        return hash_file(target)


def upload(data: bytes, url: str) -> None:
    """Write an object, whole or not at all: a store shows a PUT when it is complete."""
    store, path = open_store(url)
    with reaching(url):
        store.pipe_file(path, data)


def copy_below(url: str, folder: Path, *, suffixes: tuple[str, ...]) -> None:
    """Copy the files below the URL whose names end so into a folder; raises FileAccessError for what leads out."""
    store, _ = open_store(url)
    for file, below in list_files(url):
        if not file.name.endswith(suffixes):
            continue
        if ".." in below.parts:
            raise FileAccessError(f"{readable(file.url)} would be written outside of its folder.")
        target = folder / below
        with reaching(file.url):
            target.parent.mkdir(parents=True, exist_ok=True)
            _, path = open_store(file.url)
            store.get_file(path, str(target))
