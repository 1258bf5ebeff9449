"""The measurements as Markdown tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from benchmarks.clock import Series, ratio
from benchmarks.contenders import BASE
from benchmarks.scale import EARLY, LATE, Growth, Jobs
from benchmarks.stage_times import StageTime

BUSY = 0.7
"""Load average above which wall time is not to be trusted."""
INTRODUCTION = """# Performance

Written by `make bench`; do not edit by hand. CPU time a page, medians over rounds in which all contenders take turns
on each file; ratios are taken round by round, with the least and the greatest in brackets, as they say more than
milliseconds of one machine.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def machine(files: int, pages: int, rounds: int, busy: float) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pdf_oxide", "pypdfium2", "pdfplumber"))
    text = (
        f"{files} files of {pages} pages, {rounds} rounds; {os.cpu_count()} CPUs ({platform.machine()}), "
        f"Python {platform.python_version()}, {libraries}."
    )
    if busy > BUSY:
        text += f"\n\nThe machine was busy (load {busy:.1f}): seconds of processes and start-up say little."
    return text


def contender_table(series: Sequence[Series]) -> str:
    base = next(item for item in series if item.name == BASE)
    rows = []
    for item in series:
        middle, least, most = ratio(item, base)
        rows.append((item.name, f"{item.middle:.1f}", f"{middle:.3f} ({least:.3f} to {most:.3f})"))
    return table(("", "ms a page", f"against {BASE}"), rows)


def stage_table(times: Sequence[StageTime]) -> str:
    total = sum(item.milliseconds for item in times)
    rows = [(item.name, f"{item.milliseconds:.2f}", f"{item.milliseconds / total:.0%}") for item in times]
    return table(("stage", "ms a page", "share"), [*rows, ("sum", f"{total:.2f}", "")])


def growth_table(growth: Sequence[Growth]) -> str:
    base = next((item for item in growth if item.pages == 10), growth[0])
    rows = [
        (
            str(item.pages),
            f"{item.milliseconds:.1f}",
            f"{item.milliseconds / base.milliseconds:.2f}",
            f"{item.peak:.0f}",
        )
        for item in growth
    ]
    return table(("pages", "ms a page", "against 10 pages", "peak, MiB"), rows)


def first_line(first: float, again: float) -> str:
    return (
        "Above, the process knows the words of the files from the round before. In a batch each file is new: "
        f"{first:.1f} ms a page at first sight, {again:.1f} when they come again."
    )


def jobs_table(jobs: Sequence[Jobs]) -> str:
    rows = [(str(some.files), f"{some.one:.1f}", f"{some.two:.1f}", f"{some.one / some.two:.2f}") for some in jobs]
    return table(("files", "one process, s", "two, s", "times as fast"), rows)


def start_table(starts: Sequence[tuple[str, float]]) -> str:
    return table(("new process", "seconds"), [(f"`{name}`", f"{seconds:.2f}") for name, seconds in starts])


def peak_table(peaks: Sequence[tuple[str, int, float]]) -> str:
    worst = sorted(peaks, key=lambda peak: -peak[2])[:5]
    return table(("file", "pages", "peak, MiB"), [(name, str(pages), f"{peak:.0f}") for name, pages, peak in worst])


def flat_line(flat: tuple[float, float] | None) -> str:
    if flat is None:
        return "Memory over many files is measured on Linux only."
    early, late = flat
    return f"One process after {EARLY} files: {early:.0f} MiB; after {LATE}: {late:.0f} MiB ({late / early - 1:+.1%})."
