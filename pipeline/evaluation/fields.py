"""The score of one field, with what was missed; shared by the parts of ``evaluate``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.evaluation.similarity import plain

Truth = Mapping[str, Any]
"""A truth file as read from JSON: its keys are described in ``samples/README.md``."""
ALIKE = 0.97
"""Likeness from which a text counts as found: one wrong letter in thirty-three."""
RELATED = 0.9
"""Likeness from which a text is compared at all with the one that it may stand for."""


class Miss(NamedTuple):
    """Something expected and what the record has in its place; either may be empty."""

    expected: str
    actual: str


class FieldScore(NamedTuple):
    """``value`` is 0..1, or None where neither truth nor record has the field."""

    field: str
    value: float | None
    misses: tuple[Miss, ...] = ()


def share(field: str, hits: int, total: int, misses: Iterable[Miss] = ()) -> FieldScore:
    """Return the share of what was expected that is right."""
    return FieldScore(field, hits / total if total else None, tuple(misses))


def pairwise(field: str, expected: Iterable[tuple[str, str]], actual: Iterable[tuple[str, str]]) -> FieldScore:
    """Score named values, ``(name, value)``: F1 of equal ones, so that an invented value costs as a missing one."""
    wanted, found = dict(expected), dict(actual)
    hits = sum(found.get(name) == value for name, value in wanted.items())
    names = sorted({*wanted, *found})
    misses = [
        Miss(f"{name}: {wanted.get(name, '')}", f"{name}: {found.get(name, '')}")
        for name in names
        if wanted.get(name) != found.get(name)
    ]
    total = len(wanted) + len(found)
    return FieldScore(field, 2 * hits / total if total else None, tuple(misses))


def value_of(value: object) -> str:
    """Return a field's value in the form in which it is compared."""
    return plain(str(value)).casefold().rstrip(".")
