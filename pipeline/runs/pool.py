"""Worker processes that may hang, burst or die without taking anything but their own file with them.

Each lane is a pebble pool of one spawned process. One pool for all would share one pipe and its locks: a worker
killed at the wrong moment, by the kernel's out-of-memory killer say, would then hold up the others. A lane that
lost its worker is thrown away with its pipe, and the file gets a second try in a new one.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import InternalError, MemoryLimitError, TimeLimitError, WorkerCrashedError
from pipeline.runs.worker import MEMORY_MESSAGE, Job, Outcome, prepare, work

MAX_TRIES = 2
"""A file that kills its worker twice has failed: once can be the machine's doing."""
MAX_STARTS = 3
"""Workers that die before they take a file; more says that none will ever start."""
TASKS_PER_WORKER = 1000
"""Files until a worker is replaced: caps what leaks in the readers, of which nothing shows in 500 files.
A new one is ready after 0.7 s, 1 to 2 % of what a thousand short articles take; at 250 it was 6 %."""
GRACE = 30.0
"""Seconds after a file's deadline until a lane that reports nothing at all is given up."""
OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "out of memory", "Cannot allocate memory")
"""What Rust, C++, Python and the C library print when an allocation fails and they abort."""


class Limits(NamedTuple):
    """What one file may take: seconds on the clock, MiB of memory."""

    timeout: float = 120.0
    memory: int = 2048


DEFAULT_LIMITS = Limits()


class Finished(NamedTuple):
    """A job with its outcome; ``tries`` counts the workers that it took."""

    job: Job
    outcome: Outcome
    tries: int


class Lane:
    """One worker process and what it is working on."""

    def __init__(self, limits: Limits, messages: Path) -> None:
        self._limits = limits
        self._messages = messages
        self._pool: ProcessPool | None = None
        self.future: Future[Outcome] | None = None
        self.job: Job | None = None
        self.tries = 0
        self.starts = 0

    def submit(self, job: Job, function: Callable[[Job], Outcome]) -> Future[Outcome]:
        """Start the job; the lane must be idle."""
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=TASKS_PER_WORKER,
                initializer=prepare,
                initargs=(self._limits.memory, str(self._messages), os.getpid()),
                context=get_context("spawn"),
            )
        self.job = job
        self.tries += 1
        # Ctrl-C reaches the whole group of processes: a worker must not see it even before it can ignore it,
        # and threads and processes started from here inherit the mask.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.future = self._pool.schedule(function, args=(job,), timeout=self._limits.timeout)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        return self.future

    def finish(self) -> Outcome | None:
        """Return the outcome of the job that is done; None where it should be tried again."""
        assert self.future is not None
        try:
            outcome = self.future.result(timeout=0)
        except ProcessExpired as error:
            return self._after_crash(error.exitcode)
        except BrokenProcessPool:
            return self._after_broken_start()
        except TimeoutError:
            self.close()  # also where the pool itself has stopped answering
            return Outcome(
                TimeLimitError.code, f"Took longer than {self._limits.timeout:g} s. Raise --timeout to wait longer."
            )
        except Exception as error:
            return Outcome(InternalError.code, f"{type(error).__name__}: {error}")
        if outcome.code == MemoryLimitError.code:
            self.close()  # what is left of its memory is in pieces
        return outcome

    def _after_crash(self, exitcode: int | None) -> Outcome | None:
        said = self._said()
        self.close()
        if self.tries < MAX_TRIES:
            return None
        if any(phrase in said for phrase in OUT_OF_MEMORY):
            return Outcome(MemoryLimitError.code, MEMORY_MESSAGE)
        last = said.strip().splitlines()[-1:]
        return Outcome(WorkerCrashedError.code, f"{_death(exitcode)}{': ' if last else '.'}{' '.join(last)}"[:600])

    def _after_broken_start(self) -> Outcome | None:
        said = self._said()
        self.close()
        self.tries -= 1  # the worker died before or after the file, not over it
        self.starts += 1
        if self.starts < MAX_STARTS:
            return None
        return Outcome(WorkerCrashedError.code, f"No worker process could be started: {said[-500:].strip()}")

    def _said(self) -> str:
        with suppress(OSError):
            return self._messages.read_text(encoding="utf-8", errors="replace")[-4096:]
        return ""

    def clear(self) -> None:
        """Make the lane ready for another job."""
        self.job = self.future = None
        self.tries = self.starts = 0

    def stop(self) -> None:
        """Kill the worker without waiting for it."""
        if self._pool is not None:
            _stop(self._pool)

    def close(self) -> None:
        """Kill the worker and wait until it is gone; the next job gets a new one."""
        pool, self._pool = self._pool, None
        if pool is not None:
            _stop(pool)
            with suppress(TimeoutError):
                pool.join(timeout=GRACE)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble types its public methods but for this one


def _death(exitcode: int | None) -> str:
    """Return what an exit code says; negative ones are signals."""
    if exitcode is None or exitcode >= 0:
        return f"The process that read the file ended with code {exitcode}, twice"
    name = signal.Signals(-exitcode).name if -exitcode in set(signal.Signals) else str(-exitcode)
    hint = ", as the system does when memory runs out" if -exitcode == signal.SIGKILL else ""
    return f"The process that read the file was ended by {name}{hint}, twice"


def run_jobs(
    jobs: Iterable[Job],
    *,
    lanes: int,
    limits: Limits,
    folder: Path,
    function: Callable[[Job], Outcome] = work,
) -> Generator[Finished, None, None]:
    """Yield each job with its outcome, in the order in which they finish.

    Takes jobs as lanes come free, so that neither memory nor the list of what is under way grows with their number.
    Closing the generator ends the workers.

    Args:
        jobs: What to do; may be endless.
        lanes: Worker processes at the same time.
        limits: What one file may take.
        folder: For what the workers print.
        function: What a worker does with a job; tests pass others.
    """
    idle = deque(Lane(limits, folder / f"worker-{number}.stderr") for number in range(lanes))
    every = tuple(idle)
    busy: dict[Future[Outcome], Lane] = {}
    queue = iter(jobs)
    finished: list[Finished] = []
    try:
        while True:
            while idle and (job := next(queue, None)) is not None:
                lane = idle.popleft()
                busy[lane.submit(job, function)] = lane
            yield from finished  # only now: the workers are busy again while the caller deals with these
            finished.clear()
            if not busy:
                return
            done, _ = wait(busy, timeout=limits.timeout + GRACE, return_when=FIRST_COMPLETED)
            for future in done or tuple(busy):  # nothing done by now: no lane is alive
                lane = busy.pop(future)
                job, outcome = lane.job, lane.finish()
                assert job is not None
                if outcome is None:
                    busy[lane.submit(job, function)] = lane
                else:
                    finished.append(Finished(job, outcome, lane.tries))
                    lane.clear()
                    idle.append(lane)
    finally:
        for lane in every:
            lane.stop()
        for lane in every:
            lane.close()
