"""What a stage is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.document import Document


class Stage(NamedTuple):
    """A pure step: reads the ``Document`` fields in ``needs``, fills those in ``adds``.

    A stage may also append to ``diagnostics``; everything else stays the same object. Two contract tests
    check that each need is met by an earlier stage and that nothing but ``adds`` changes.
    """

    name: str
    run: Callable[[Document], Document]
    needs: frozenset[str]
    adds: frozenset[str]
