"""The same work on a Dask cluster: files go out to its workers, outcomes come back, in bounded numbers.

On each Dask worker a file is read in a lane of ``pipeline.runs.pool``: a process of its own with deadline and memory
cap, so that a bad file never takes the Dask worker along. What loses a Dask worker is the machine; its files are then
given to others by the scheduler, a bounded number of times. Paths must mean the same on every machine: a shared folder.
What has a URL is fetched and uploaded by the Dask worker; the process that reads the file never sees the network.
"""

from __future__ import annotations

import queue
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import wait as wait_for_processes
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import current_process
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from pipeline.document import Settings
from pipeline.errors import InternalError, MissingDependencyError, PipelineError, WorkerCrashedError
from pipeline.recipe import fingerprint
from pipeline.runs.pool import GRACE, Finished, Lane, Limits
from pipeline.runs.remote import RemoteFile, fetch, is_url, upload
from pipeline.runs.worker import MESSAGE_LENGTH, Job, Outcome, work

LOCAL = "local"
"""Address of a cluster that is started for the run on this machine."""
PLUGIN = "naskah"
CONNECT_SECONDS = 30
"""Seconds to reach the scheduler."""
LOOK_SECONDS = 5.0
"""Seconds between looks at whether there are workers left."""
NO_WORKERS_SECONDS = 300.0
"""Seconds without any worker after which the run gives up: batch systems take a while to start them."""
ALLOWED_FAILURES = 1
"""Workers that a file may lose and still be tried again, on a cluster of our own; the second loss is a failure."""
LOST_SCHEDULER = "The Dask scheduler is gone or has dropped the run. Finished records are kept; run it again to go on."
INSTALL_HINT = "install it with pip install 'naskah[distributed]'"


class Task(NamedTuple):
    """What a Dask worker gets: the job with absolute paths, and what its outcome depends on."""

    job: Job
    limits: Limits
    recipe: str
    function: Callable[[Job], Outcome]


def run_on_dask(
    jobs: Iterable[Job], *, address: str, lanes: int, limits: Limits, function: Callable[[Job], Outcome] = work
) -> Generator[Finished, None, None]:
    """Yield each job with its outcome, in the order in which they finish; as ``pipeline.runs.pool.run_jobs``.

    Args:
        jobs: What to do; may be endless.
        address: The scheduler's, as ``tcp://host:8786``, or ``local``.
        lanes: Worker processes of a local cluster.
        limits: What one file may take.
        function: What is done with a job; tests pass others.

    Raises:
        MissingDependencyError: Dask is not installed, or the scheduler cannot be reached.
        WorkerCrashedError: The cluster has had no workers for minutes, or its scheduler is gone.
    """
    with _connected(address, lanes) as client:
        client.register_plugin(_lanes_plugin(), name=PLUGIN)
        try:
            yield from _run(client, iter(jobs), limits, function)
        finally:
            with suppress(OSError):
                client.unregister_worker_plugin(PLUGIN)


def _run(
    client: Any, jobs: Iterator[Job], limits: Limits, function: Callable[[Job], Outcome]
) -> Generator[Finished, None, None]:
    running: dict[Any, Job] = {}
    done: queue.SimpleQueue[Any] = queue.SimpleQueue()
    last_seen = time.monotonic()
    job = next(jobs, None)
    try:
        while job is not None or running:
            threads = sum(client.nthreads().values())
            if threads:
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > NO_WORKERS_SECONDS:
                raise WorkerCrashedError("The Dask cluster has no workers. Start some; the same command goes on.")
            # one a thread: Dask blames every file that waits on a worker for its loss, not only the one in work
            while job is not None and len(running) < threads:
                task = Task(_absolute(job), limits, _own_recipe(job.settings), function)
                future = client.submit(run_file, task, pure=False, key=f"naskah-{uuid4().hex}")
                running[future] = job
                future.add_done_callback(done.put)
                job = next(jobs, None)
            with suppress(queue.Empty):
                future = done.get(timeout=LOOK_SECONDS)
                yield _finish(future, running.pop(future))
    except OSError as error:
        raise WorkerCrashedError(LOST_SCHEDULER) from error
    finally:
        with suppress(OSError):
            client.cancel(list(running))


def _finish(future: Any, job: Job) -> Finished:
    """Return the job with its outcome, whatever became of the Dask worker."""
    import distributed

    if future.cancelled():
        raise WorkerCrashedError(LOST_SCHEDULER)
    try:
        outcome, tries = future.result()
        return Finished(job, Outcome(*outcome), tries)
    except distributed.KilledWorker as error:
        message = f"Every Dask worker that took the file was lost: {error}"
        return Finished(job, Outcome(WorkerCrashedError.code, message[:MESSAGE_LENGTH]), ALLOWED_FAILURES + 1)
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        return Finished(job, Outcome(InternalError.code, message[:MESSAGE_LENGTH]), 1)


def _absolute(job: Job) -> Job:
    source, target = (place if is_url(place) else str(Path(place).absolute()) for place in (job.source, job.target))
    return job._replace(source=source, target=target)


@contextmanager
def _connected(address: str, lanes: int) -> Iterator[Any]:
    """Yield a client of the cluster, one of this machine where the address is ``local``."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise MissingDependencyError(f"--dask needs the package distributed; {INSTALL_HINT}") from error
    if address != LOCAL:
        try:
            client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise MissingDependencyError(f"No Dask scheduler answers at {address}: {error}") from error
        with client:
            yield client
        return
    # Dask's workers must be allowed children, and its own watch over memory would kill what a lane only caps
    settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": ALLOWED_FAILURES}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=lanes, threads_per_worker=1, memory_limit=0, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


# On the Dask worker


def _lanes_plugin() -> Any:
    """Return the plugin that keeps lanes on a Dask worker as long as the run lasts."""
    from distributed import WorkerPlugin

    class Lanes(WorkerPlugin):  # type: ignore[misc]  # Dask comes without types for it
        """Lanes by what they may take, each used by one thread at a time."""

        def setup(self, worker: Any) -> None:
            """Make room; lanes come with the first files."""
            self.folder = tempfile.TemporaryDirectory(prefix="naskah-")
            self.idle: queue.SimpleQueue[tuple[Limits, Lane]] = queue.SimpleQueue()
            self.every: list[Lane] = []

        def teardown(self, worker: Any) -> None:
            """End the processes."""
            for lane in self.every:
                lane.stop()
            for lane in self.every:
                lane.close()
            self.folder.cleanup()

        def take(self, limits: Limits) -> Lane:
            """Return an idle lane with these limits, a new one where there is none."""
            try:
                found, lane = self.idle.get_nowait()
                if found == limits:
                    return lane
                lane.close()
            except queue.Empty:
                pass
            lane = Lane(limits, Path(self.folder.name) / f"worker-{len(self.every)}.stderr")
            self.every.append(lane)
            return lane

        def give_back(self, limits: Limits, lane: Lane) -> None:
            """Make the lane ready for another file."""
            lane.clear()
            self.idle.put((limits, lane))

    return Lanes()


def run_file(task: Task) -> tuple[tuple[Any, ...], int]:
    """Return the outcome of a job, as a plain tuple, with the processes that it took; runs on a Dask worker."""
    from distributed import get_worker

    if current_process().daemon:
        message = (
            "This Dask worker may not start processes: set DASK_DISTRIBUTED__WORKER__DAEMON=False where it starts."
        )
        return tuple(Outcome(MissingDependencyError.code, message)), 0
    if _own_recipe(task.job.settings) != task.recipe:
        message = "The Dask worker has another naskah, or other libraries, than the machine that started the run."
        return tuple(Outcome(MissingDependencyError.code, message)), 0
    lanes = get_worker().plugins[PLUGIN]
    with tempfile.TemporaryDirectory(dir=lanes.folder.name) as folder:
        try:
            job = _at_hand(task.job, Path(folder), task.limits)
            outcome, tries = _run_in_lane(lanes, job, task)
            if outcome.code is None and is_url(task.job.target):
                upload(Path(job.target).read_bytes(), task.job.target)
        except PipelineError as error:
            outcome, tries = Outcome(error.code, error.message[:MESSAGE_LENGTH]), 0
        return tuple(outcome), tries


def _run_in_lane(lanes: Any, job: Job, task: Task) -> tuple[Outcome, int]:
    lane = lanes.take(task.limits)
    try:
        outcome = None
        while outcome is None:
            future = lane.submit(job, task.function)
            wait_for_processes([future], timeout=task.limits.timeout + GRACE)
            outcome = lane.finish()
        return outcome, lane.tries
    finally:
        lanes.give_back(task.limits, lane)


def _at_hand(job: Job, folder: Path, limits: Limits) -> Job:
    """Return the job with files of this machine in the place of URLs, the input fetched."""
    if is_url(job.source):
        file = RemoteFile(job.source, 0)  # its size was looked at when it was listed
        source = folder / "in" / file.name
        fetch(file, source, memory=limits.memory)
        job = job._replace(source=str(source))
    return job._replace(target=str(folder / "record.json")) if is_url(job.target) else job


@cache
def _own_recipe(settings: Settings) -> str:
    """Return what records depend on here, looked up once in the life of a worker."""
    return fingerprint(settings)
