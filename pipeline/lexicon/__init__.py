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


@cache
def load_json(name: str) -> Any:
    """Return the content of ``<name>.json``, shared by all callers: read it, never change it."""
    return json.loads(resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
