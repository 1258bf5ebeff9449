"""What a run shows while it goes on: a bar on a terminal, a line a file in a pipe. All of it on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from pipeline.runs.report import Report, Result

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

QUIET, NORMAL, VERBOSE = -1, 0, 1


class Console(Protocol):
    """What a run tells its progress to."""

    def __enter__(self) -> Console:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""

    def start(self, total: int) -> None:
        """Say how many files there are."""

    def show(self, result: Result) -> None:
        """Say what became of a file."""


def make_console(verbosity: int) -> Console:
    """Return the console for where standard error goes."""
    if verbosity > QUIET and sys.stderr.isatty():
        return BarConsole(verbosity)
    return PlainConsole(verbosity)


class PlainConsole:
    """One line a file that was done; failures only when quiet, also what was left as it is when verbose."""

    def __init__(self, verbosity: int) -> None:
        self._verbosity = verbosity
        self._done = self._total = 0

    def __enter__(self) -> PlainConsole:
        """Nothing to begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to end."""

    def start(self, total: int) -> None:
        """Keep the number of files."""
        self._total = total

    def show(self, result: Result) -> None:
        """Print the file's line."""
        self._done += 1
        lowest = {"failed": QUIET, "written": NORMAL, "unchanged": VERBOSE}[result.state]
        if self._verbosity >= lowest:
            print(f"[{self._done}/{self._total}] {describe(result, self._verbosity)}", file=sys.stderr, flush=True)


class BarConsole:
    """A bar with rate, time to go and failures; files that fail are named above it, every file when verbose."""

    def __init__(self, verbosity: int) -> None:
        self._verbosity = verbosity
        self._failed = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> BarConsole:
        """Draw an empty bar."""
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=Terminal(stderr=True),
        )
        self._progress.start()
        self._started = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bar as it stands."""
        if self._progress is not None:
            self._progress.stop()

    def start(self, total: int) -> None:
        """Set the length of the bar."""
        if self._progress is not None:
            self._task = self._progress.add_task("", total=total, rate="", failed="")

    def show(self, result: Result) -> None:
        """Move the bar on."""
        if self._progress is None or self._task is None:
            return
        self._failed += result.state == "failed"
        if result.state == "failed" or self._verbosity >= VERBOSE:
            self._progress.console.print(describe(result, self._verbosity), markup=False, highlight=False)
        done = self._progress.tasks[self._task].completed + 1
        rate = done / max(time.monotonic() - self._started, 0.001)
        failed = f"{self._failed} failed" if self._failed else ""
        self._progress.update(self._task, completed=done, rate=f"{rate:.1f} files/s", failed=failed)


def describe(result: Result, verbosity: int = NORMAL) -> str:
    """Return the line for a file: ``written  a/b.pdf  12 pages  0.4 s``."""
    if result.state == "failed":
        again = " (before; --retry-failed tries again)" if result.remembered else ""
        return f"FAILED  {result.input}  {result.code}: {result.message}{again}"
    if result.state == "unchanged":
        return f"unchanged  {result.input}"
    line = f"written  {result.input}  {count(result.pages, 'page')}  {result.seconds:.2f} s"
    if verbosity >= VERBOSE:
        line += f"  {count(result.diagnostics, 'diagnostic')}  {result.peak_memory:.0f} MiB"
    return line


def summarise(report: Report) -> str:
    """Return the closing line of a run."""
    written = [result for result in report.results if result.state == "written"]
    pages = sum(result.pages for result in written)
    parts = [f"{count(len(written), 'record')} written"]
    if report.count("unchanged"):
        parts.append(f"{report.count('unchanged')} unchanged")
    if report.failures:
        parts.append(f"{len(report.failures)} failed")
    if report.interrupted:
        parts.append(f"interrupted with {report.inputs - len(report.results)} to go")
    rate = f", {pages / report.seconds:.1f} pages/s" if pages else ""
    return f"{', '.join(parts)} in {report.seconds:.1f} s ({count(pages, 'page')}{rate})"


def count(number: int, what: str) -> str:
    """Return ``1 page``, ``2 pages``."""
    return f"{number} {what}{'' if number == 1 else 's'}"
