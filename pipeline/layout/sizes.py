"""When two type sizes are one: measured against each other, as a step of half a point is much in a footnote.

Source: sizes within one block of 30 journals and 20 samples differ by 2 % at most (10.02 of Word beside 10), styles of
headers that are meant alike by 5 % (11 beside 10.5), the next size in use is 7 % away (10 beside 9.3, 15 beside 14).
"""

from __future__ import annotations

from collections.abc import Iterable

SAME = 0.03
"""Share of the larger size up to which two sizes are the same."""
LIKE = 0.06
"""Share of the larger size up to which two sizes look alike."""


def is_same_size(one: float, other: float) -> bool:
    """Return whether two lines are set in the same size."""
    return abs(one - other) < SAME * max(one, other)


def is_like_size(one: float, other: float) -> bool:
    """Return whether two lines look as if they were set in the same size."""
    return abs(one - other) < LIKE * max(one, other)


def size_classes(sizes: Iterable[float]) -> dict[float, float]:
    """Return for each size the smallest one of its class: sizes that look alike, from the smallest up."""
    classes: dict[float, float] = {}
    smallest = 0.0
    for size in sorted(sizes):
        if not is_like_size(size, smallest):
            smallest = size
        classes[size] = smallest
    return classes
