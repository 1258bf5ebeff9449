"""Engines: each reads the pages of a PDF into the same shapes; see ``docs/engines.md`` for how they compare."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from pipeline.engines.engine import EngineResult
from pipeline.errors import BadArgumentsError

ENGINES = ("oxide", "plumber", "pdfium")
"""By speed of reading, in files that give no trouble."""


def read_pages_with(name: str) -> Callable[..., EngineResult]:
    """Return ``read_pages`` of the engine ``name``, whose library is loaded by the first call.

    Raises:
        BadArgumentsError: There is no such engine.
    """
    if name not in ENGINES:
        raise BadArgumentsError(f"no engine {name!r}: choose auto, {', '.join(ENGINES)}")
    reader: Callable[..., EngineResult] = import_module(f"pipeline.engines.{name}").read_pages
    return reader
