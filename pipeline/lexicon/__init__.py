"""Word lists as data files, read once per process.

A ``.txt`` list holds one entry a line, UTF-8; a line that starts with ``#`` is a note (source, licence) and
an empty line is nothing. A ``.json`` file is for lists that need structure. Nothing is read at import.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """Return the entries of ``<name>.txt`` in file order, case kept; raises FileNotFoundError."""
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#"))


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the entries of ``<name>.txt`` for look-up. Never iterate it: its order is not stable."""
    return frozenset(load_lines(name))


class SortedWords:
    """A long list looked up by halving, as it lies in the file: no set of 100,000 words, which takes 30 ms to make."""

    __slots__ = ("_lines",)

    def __init__(self, lines: bytes) -> None:
        """``lines`` are sorted by their bytes, each with a newline at its end."""
        self._lines = lines

    def __contains__(self, word: object) -> bool:
        """Say whether ``word`` is in the list; takes a few microseconds."""
        lines, wanted = self._lines, str(word).encode()
        low, high = 0, len(lines)
        while low < high:
            middle = (low + high) // 2
            start, end = lines.rfind(b"\n", low, middle) + 1 or low, lines.find(b"\n", middle)
            found = lines[start:end]
            if found == wanted:
                return True
            low, high = (end + 1, high) if found < wanted else (low, start)
        return False


@cache
def load_sorted(name: str) -> SortedWords:
    """Return ``<name>.txt``, a sorted list whose notes all stand at its head, for look-up."""
    content = resources.files(__name__).joinpath(f"{name}.txt").read_bytes()
    head = content.rfind(b"\n#")
    return SortedWords(content[content.find(b"\n", head + 1) + 1 :])


@cache
def load_json(name: str) -> Any:
    """Return the content of ``<name>.json``, shared by all callers: read it, never change it."""
    return json.loads(resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
