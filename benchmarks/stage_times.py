"""What each stage costs: CPU milliseconds a page, and the slowest calls within it."""

from __future__ import annotations

import cProfile
import gc
import pstats
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from pipeline.document import Document
from pipeline.read import read_pdf_bytes
from pipeline.record.article import to_article
from pipeline.stages import STAGES
from schemas.files import dumps

HOT_CALLS = 12
"""Lines of the profile's summary."""


class StageTime(NamedTuple):
    """Median over rounds, milliseconds a page."""

    name: str
    milliseconds: float


def time_stages(files: Sequence[tuple[bytes, int]], rounds: int) -> list[StageTime]:
    """Return read, each stage, export and writing; a first round warms up and is dropped."""
    pages = sum(count for _, count in files)
    names = ["read", *(stage.name for stage in STAGES), "export", "write"]
    sums: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        totals = dict.fromkeys(names, 0.0)
        for data, _ in files:
            for name, seconds in _one(data):
                totals[name] += seconds
        if turn:
            for name, total in totals.items():
                sums[name].append(1000 * total / pages)
    return [StageTime(name, median(values)) for name, values in sums.items()]


def _one(data: bytes) -> list[tuple[str, float]]:
    times = []

    def timed(name: str, call):
        gc.collect()
        start = time.process_time()
        result = call()
        times.append((name, time.process_time() - start))
        return result

    doc: Document = timed("read", lambda: read_pdf_bytes(data, "paper.pdf"))
    for stage in STAGES:
        doc = timed(stage.name, lambda stage=stage, doc=doc: stage.run(doc))
    article = timed("export", lambda: to_article(doc))
    timed("write", lambda: dumps(article))
    return times


def hot_calls(files: Sequence[tuple[bytes, int]]) -> list[str]:
    """Return the calls of this project with the most time of their own, as ``share  file:line function``."""
    for data, _ in files:  # load what is loaded once
        _one(data)
        break
    profile = cProfile.Profile()
    profile.enable()
    for data, _ in files:
        _one(data)
    profile.disable()
    stats = pstats.Stats(profile).stats
    total = sum(value[2] for value in stats.values())
    own = [(value[2] / total, key) for key, value in stats.items() if "pipeline" in Path(key[0]).parts]
    lines = []
    for share, (file, line, name) in sorted(own, reverse=True)[:HOT_CALLS]:
        parts = Path(file).parts
        place = "/".join(parts[parts.index("pipeline") :])
        lines.append(f"{share:5.1%}  {place}:{line} {name}")
    return lines
