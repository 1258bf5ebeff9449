"""The likeliest sequence of languages over the words of a text.

Viterbi's algorithm with one state a language: the evidence of a word is its decades below the likeliest
language, a change of language costs the price of its gap (``language_tokens``). With two languages only the
difference of the two best paths matters, which makes it one comparison a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Run(NamedTuple):
    """Words ``[start, end)`` in language ``lang``."""

    start: int
    end: int
    lang: str


def decode_pair(differences: Sequence[float], prices: Sequence[float], langs: tuple[str, ...]) -> list[Run]:
    """Return the runs over words whose evidence for ``langs[0]`` over ``langs[1]`` is ``differences``.

    The score of a path that ends in the first language over one that ends in the second never exceeds the price
    of a change: then the cheaper path comes from the other language.
    """
    lead = 0.0
    edges = [0]
    origin, last = -1, 0  # the language that both paths came from, and the last word at which they did
    for index, (difference, price) in enumerate(zip(differences, prices, strict=True)):
        if lead > price:
            if origin == 1:
                edges.append(last)
            origin, last, lead = 0, index, price
        elif lead < -price:
            if origin == 0:
                edges.append(last)
            origin, last, lead = 1, index, -price
        lead += difference
    state = 0 if lead >= 0 else 1
    if origin == 1 - state:
        edges.append(last)
    if len(edges) == 1:  # as nearly all texts
        return [Run(0, len(differences), langs[state])]
    edges.append(len(differences))
    first = state ^ (len(edges) & 1)  # the language changes at each inner edge
    return [Run(start, end, langs[first ^ (place & 1)]) for place, (start, end) in enumerate(pairwise(edges))]


def decode(
    weights: Sequence[tuple[float, ...]], scales: Sequence[float], prices: Sequence[float], langs: tuple[str, ...]
) -> list[Run]:
    """Return the runs over words whose evidence for each of ``langs`` is ``weights``, each counted by its scale."""
    scores = [0.0] * len(langs)
    steps: list[tuple[list[float], float, int]] = []  # scores before the word, score on entering, state entered from
    for weight, scale, price in zip(weights, scales, prices, strict=True):
        highest = max(scores)
        entered = highest - price
        steps.append((scores, entered, scores.index(highest)))
        scores = [(old if old >= entered else entered) + scale * own for old, own in zip(scores, weight, strict=True)]
    state = scores.index(max(scores))
    path = []
    for before, entered, best in reversed(steps):
        path.append(state)
        if before[state] < entered:
            state = best
    path.reverse()
    return _to_runs(path, langs)


def _to_runs(states: Sequence[int], langs: tuple[str, ...]) -> list[Run]:
    runs: list[Run] = []
    start = 0
    for index in range(1, len(states) + 1):
        if index == len(states) or states[index] != states[start]:
            runs.append(Run(start, index, langs[states[start]]))
            start = index
    return runs
