"""Contenders timed in turns, so that all of them meet the machine in the same mood."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Contender(NamedTuple):
    """Something that reads a whole file; returns nothing of interest."""

    name: str
    run: Callable[[bytes], object]


class Series(NamedTuple):
    """CPU milliseconds a page of one contender, one value a round: all files of the round together."""

    name: str
    rounds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)


def time_in_turns(contenders: Sequence[Contender], files: Sequence[tuple[bytes, int]], rounds: int) -> list[Series]:
    """Return CPU time a page; ``files`` are contents with their page counts. A first round warms up and is dropped."""
    pages = sum(count for _, count in files)
    sums: list[list[float]] = [[] for _ in contenders]
    for turn in range(rounds + 1):
        totals = [0.0] * len(contenders)
        for data, _ in files:
            for k, contender in enumerate(contenders):
                gc.collect()
                start = time.process_time()
                contender.run(data)
                totals[k] += time.process_time() - start
        if turn:
            for k, total in enumerate(totals):
                sums[k].append(1000 * total / pages)
    return [Series(contender.name, tuple(values)) for contender, values in zip(contenders, sums, strict=True)]


def ratio(series: Series, base: Series) -> tuple[float, float, float]:
    """Return median, least and greatest ratio of two series, round by round."""
    ratios = sorted(a / b for a, b in zip(series.rounds, base.rounds, strict=True))
    return median(ratios), ratios[0], ratios[-1]
