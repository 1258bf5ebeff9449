"""``_run/records.jsonl``: one line for each input, which is also what a later run resumes from.

Holds nothing that differs between two runs over the same files: no time, no duration, no order of finishing. While
a run goes on, lines are appended as files finish; at the end the file is written anew, sorted by record.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import IO, Literal

from pipeline.runs.output_folder import OutputFolder

MANIFEST_NAME = "records.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input. ``name`` is the record's path without ``.json``, its name in the manifest."""

    name: str
    input: str
    """Path of the file as seen from the output folder."""
    sha256: str
    bytes: int
    recipe: str
    """``pipeline.recipe.fingerprint`` of the run that made it."""
    limits: str
    """What a failure also depends on: a higher limit or a password makes it worth another try."""
    outcome: Literal["ok", "failed"]
    record: str | None = None
    record_sha256: str | None = None
    code: str | None = None
    message: str | None = None
    pages: int = 0
    diagnostics: int = 0
    duplicate_of: str | None = None
    """Name of the first entry, by name, with the same content."""


class Manifest:
    """The entries of an output folder by name, kept on disk while they come in."""

    def __init__(self, folder: OutputFolder) -> None:
        self._folder = folder
        self._path = folder.run_path / MANIFEST_NAME
        self.entries = {entry.name: entry for entry in read_entries(self._path)}
        folder.write(self._path, self._bytes())  # a killed run may have left half a line at the end
        self._file: IO[bytes] = self._path.open("ab")

    def add(self, entry: Entry) -> None:
        """Keep the entry, on disk too, in place of an earlier one of the same name."""
        self.entries[entry.name] = entry
        self._folder.append(self._file, _line(entry))

    def close(self) -> None:
        """Leave the file as it is: enough to go on from."""
        self._file.close()

    def finish(self) -> None:
        """Write the file anew, sorted, duplicates named."""
        self.close()
        first: dict[str, str] = {}
        for name, entry in sorted(self.entries.items()):
            original = first.setdefault(entry.sha256, name) if entry.sha256 else name
            self.entries[name] = replace(entry, duplicate_of=None if original == name else original)
        self._folder.write(self._path, self._bytes())

    def _bytes(self) -> bytes:
        return b"".join(_line(entry) for _, entry in sorted(self.entries.items()))


def read_entries(path: Path) -> list[Entry]:
    """Return the entries in the file, in its order; lines that are none are left out, no file is no entries."""
    known = {item.name for item in fields(Entry)}
    entries = []
    lines = path.read_bytes().splitlines() if path.exists() else []
    for line in lines:
        try:
            values = json.loads(line)
            entries.append(Entry(**{key: value for key, value in values.items() if key in known}))
        except (ValueError, TypeError, AttributeError):
            continue  # half a line, or one by another version: its file is simply done again
    return entries


def _line(entry: Entry) -> bytes:
    """Return the entry as a line of ASCII JSON: names that are no UTF-8 survive as lone surrogates."""
    return json.dumps(asdict(entry)).encode("ascii") + b"\n"
