"""A stretch of words in one language: what runs are turned into once they are weighed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Stretch(NamedTuple):
    """Words ``[start, end)`` in ``lang``, by ``gain`` decades likelier than in the text's main language."""

    start: int
    end: int
    lang: str
    gain: float


def merge_stretches(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches, neighbours of one language joined."""
    merged: list[Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].lang == stretch.lang:
            merged[-1] = merged[-1]._replace(end=stretch.end, gain=merged[-1].gain + stretch.gain)
        else:
            merged.append(stretch)
    return merged


def insert_stretch(stretches: Iterable[Stretch], new: Stretch) -> list[Stretch]:
    """Return the stretches with ``new`` in the place of what they had there."""
    pieces = [new]
    for stretch in stretches:
        for start, end in ((stretch.start, min(stretch.end, new.start)), (max(stretch.start, new.end), stretch.end)):
            if start < end:
                pieces.append(stretch._replace(start=start, end=end))
    return sorted(pieces)
