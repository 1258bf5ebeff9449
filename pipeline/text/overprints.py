"""Lines of a page that are printed over each other: an edited PDF keeps the old words under a white box.

Two lines of about the same size on nearly one baseline whose glyphs stand in each other's place cannot both be read,
so one is covered. Where they differ in font, the line in the font of the rest of the page is the older one; the file
does not say more, and where that does not decide, nothing is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from pipeline.chars import Char, Chars

NEAR = 0.5
"""em; baselines closer than this are the same line, or one over the other: leading is never below 0.9."""
LIKE_SIZE = 0.8
"""Smaller share of the other's size: a script or a watermark, not a line printed over a line."""
ENOUGH_GLYPHS = 8
"""Glyphs; a shorter stretch may be a correction, a stamp or a formula."""
SHARE = 0.6
"""Share of a line's glyphs that lie in glyphs of the other."""
RARER = 3
"""Times; the font of newer lines is at least so much rarer on the page than the font of the lines that they cover."""
DEEP = 0.25
"""Share of its width by which a glyph lies in another: kerning and italics overlap less."""
MANY = 2000
"""Stretches; a page of text has 80, one of formulas 500. More are compared strip by strip."""
STRIP = 72.0
"""Points; a page has eight such strips."""

_FROM_TOP = itemgetter(4, 2)


class Stretch(NamedTuple):
    """Neighbouring glyphs of a page on one baseline: ``[start, end)`` in ``Page.chars``."""

    start: int
    end: int
    x0: float
    x1: float
    baseline: float
    size: float


_Stretch = tuple[int, int, float, float, float, float]
"""A ``Stretch`` before it is known to be near another: most never are."""


def near_pairs(chars: Chars) -> list[tuple[Stretch, Stretch]]:
    """Return pairs of stretches, upper first, whose baselines nearly coincide and that share some width.

    ``chars`` run row by row, upright ones first, as engines list them.
    """
    stretches = sorted(_stretches(chars), key=_FROM_TOP)
    strips = _strips(stretches) if len(stretches) > MANY else [range(len(stretches))]
    pairs = sorted({pair for strip in strips for pair in _near_in(strip, stretches)})
    named = {i: Stretch(*stretches[i]) for i in dict.fromkeys(chain.from_iterable(pairs))}
    return [(named[i], named[k]) for i, k in pairs]


def _strips(stretches: Sequence[_Stretch]) -> list[list[int]]:
    """Return the stretches in each upright strip of the page, one that runs over several in each of them."""
    strips: dict[int, list[int]] = {}
    for i, (_, _, x0, x1, _, _) in enumerate(stretches):
        for strip in range(int(x0 // STRIP), int(x1 // STRIP) + 1):
            strips.setdefault(strip, []).append(i)
    return list(strips.values())


def _near_in(strip: Sequence[int], stretches: Sequence[_Stretch]) -> Iterator[tuple[int, int]]:
    for at, i in enumerate(strip):
        _, _, x0, x1, baseline, size = stretches[i]
        limit = baseline + NEAR * size
        for next_at in range(at + 1, len(strip)):
            k = strip[next_at]
            _, _, other_x0, other_x1, other_baseline, other_size = stretches[k]
            if other_baseline >= limit:
                break
            if x0 < other_x1 and other_x0 < x1 and baseline != other_baseline and _are_like(size, other_size):
                yield i, k


def _stretches(chars: Chars) -> list[_Stretch]:
    lefts, rights = chars.lefts, chars.rights
    found: list[_Stretch] = []
    last: float | None = None
    for start, end, _, _, baseline, size, _, rotation in chars.runs:
        if rotation and baseline != last:
            break
        if baseline == last:
            start, _, x0, _, _, size = found.pop()
        else:
            x0, last = lefts[start], baseline
        found.append((start, end, x0, rights[end - 1], baseline, size))
    return found


def _are_like(size: float, other: float) -> bool:
    return min(size, other) >= LIKE_SIZE * max(size, other)


def find_overprints(pairs: Iterable[tuple[Stretch, Stretch]], chars: Sequence[Char]) -> list[tuple[Stretch, Stretch]]:
    """Return those near pairs that are printed over each other."""
    return [
        (a, b)
        for a, b in pairs
        if a.end - a.start >= ENOUGH_GLYPHS
        and b.end - b.start >= ENOUGH_GLYPHS
        and min(a.x1, b.x1) - max(a.x0, b.x0) > SHARE * min(a.x1 - a.x0, b.x1 - b.x0)
        and _covers(a, b, chars)
    ]


def _covers(a: Stretch, b: Stretch, chars: Sequence[Char]) -> bool:
    """Return whether most glyphs of the shorter stretch lie deep in glyphs of the other."""
    short, long = sorted((_ink(a, chars), _ink(b, chars)), key=len)
    k = hits = 0
    for x0, x1 in short:
        deep = DEEP * (x1 - x0)
        while k < len(long) and long[k][1] <= x0 + deep:
            k += 1
        hits += k < len(long) and long[k][0] < x1 - deep
    return hits >= max(SHARE * len(short), ENOUGH_GLYPHS)


def _ink(stretch: Stretch, chars: Sequence[Char]) -> list[tuple[float, float]]:
    return sorted((char.x0, char.x1) for char in chars[stretch.start : stretch.end] if not char.text.isspace())


def covered_stretch(pair: tuple[Stretch, Stretch], chars: Sequence[Char], elsewhere: Counter[int]) -> Stretch | None:
    """Return the stretch of a pair that is covered, None where that is not known.

    ``elsewhere`` counts glyphs by font outside all stretches that are printed over each other.
    """
    first, second = pair
    if _letters(first, chars) == _letters(second, chars):
        return second
    fonts = [Counter(char.font for char in chars[part.start : part.end]) for part in pair]
    usual = [elsewhere[max(sorted(count), key=count.__getitem__)] for count in fonts]
    if max(usual) < ENOUGH_GLYPHS or min(usual) * RARER > max(usual):
        return None
    return first if usual[0] > usual[1] else second


def _letters(stretch: Stretch, chars: Sequence[Char]) -> str:
    return "".join(char.text for char in chars[stretch.start : stretch.end] if not char.text.isspace())
