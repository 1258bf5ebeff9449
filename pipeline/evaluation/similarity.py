"""How alike two texts are, and which items of two lists belong together. Standard library only."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑–—−", "-"), "\u00a0": " ", "\u00ad": "",
    }
)  # fmt: skip
"""Signs that a typesetter chooses for the author: a text is not wrong for having the other one."""
LENGTH_SLACK = 3
"""Characters by which lengths may differ beyond the share asked for, so that short items are compared."""


def plain(text: str | None) -> str:
    """Return text in NFKC with plain quotes, hyphens and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(SAME_SIGN).split())


def letters(text: str | None) -> str:
    """Return the letters and digits of a text in lower case: what stays when only signs differ."""
    return "".join(char for char in plain(text).casefold() if char.isalnum())


def distance(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Return the Levenshtein distance of two sequences (all costs 1).

    Myers' bit-parallel algorithm in Hyyrö's form (2003), the column of the matrix in one integer: two bodies
    of 3,000 words take milliseconds.
    """
    if not a or not b:
        return max(len(a), len(b))
    places: dict[Hashable, int] = {}
    for index, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << index
    full, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    more, less, score = full, 0, len(a)
    for item in b:
        equal = places.get(item, 0)
        vertical = equal | less
        horizontal = (((equal & more) + more) ^ more) | equal
        plus = less | ~(horizontal | more)
        minus = more & horizontal
        score += bool(plus & last) - bool(minus & last)
        plus, minus = plus << 1 | 1, minus << 1
        more, less = (minus | ~(vertical | plus)) & full, plus & vertical & full
    return score


def similarity(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return 1 minus the distance by the longer length; 1 for two empty sequences."""
    longest = max(len(a), len(b))
    return 1.0 if a == b or not longest else 1.0 - distance(a, b) / longest


def f1(hits: float, found: int, wanted: int) -> float | None:
    """Return the harmonic mean of precision and recall; None where there is nothing on either side."""
    return 2 * hits / (found + wanted) if found + wanted else None


def shared(a: Iterable[Hashable], b: Iterable[Hashable]) -> float | None:
    """Return F1 of two bags of items."""
    first, second = Counter(a), Counter(b)
    return f1((first & second).total(), first.total(), second.total())


class Pair(NamedTuple):
    """Item ``actual`` of one list stands for item ``expected`` of the other, so alike."""

    actual: int
    expected: int
    likeness: float


def pair_up(
    actual: Sequence[str], expected: Sequence[str], least: float, *, allowed: Callable[[int, int], bool] | None = None
) -> list[Pair]:
    """Return one-to-one pairs at least ``least`` alike, the best ones first, near places before far ones.

    Equal items are paired first and never compared with the others, which is nearly all of them when a text
    is right; ``allowed(i, j)`` may forbid a pair.
    """
    pairs = _equal_pairs(actual, expected, allowed)
    left = [i for i in range(len(actual)) if i not in {pair.actual for pair in pairs}]
    right = [j for j in range(len(expected)) if j not in {pair.expected for pair in pairs}]
    candidates = []
    for i in left:
        for j in right:
            shorter, longer = sorted((len(actual[i]), len(expected[j])))
            if shorter < least * longer - LENGTH_SLACK or (allowed and not allowed(i, j)):
                continue
            likeness = similarity(actual[i], expected[j])
            if likeness >= least:
                candidates.append((-likeness, abs(i - j), i, j))
    used_actual: set[int] = set()
    used_expected: set[int] = set()
    for negative, _, i, j in sorted(candidates):
        if i not in used_actual and j not in used_expected:
            used_actual.add(i)
            used_expected.add(j)
            pairs.append(Pair(i, j, -negative))
    return sorted(pairs, key=lambda pair: pair.expected)


def _equal_pairs(
    actual: Sequence[str], expected: Sequence[str], allowed: Callable[[int, int], bool] | None
) -> list[Pair]:
    """Return pairs of equal items, the first with the first."""
    places: dict[str, list[int]] = {}
    for i, text in enumerate(actual):
        places.setdefault(text, []).append(i)
    pairs = []
    for j, text in enumerate(expected):
        waiting = places.get(text, [])
        chosen = next((i for i in waiting if allowed is None or allowed(i, j)), None)
        if chosen is not None:
            waiting.remove(chosen)
            pairs.append(Pair(chosen, j, 1.0))
    return pairs
