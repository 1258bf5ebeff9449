"""Many files to records, one after the other or side by side; a file that fails stops nothing but itself.

Like make: a record whose file, settings and naskah are unchanged stays; a failure is remembered until one of them
changes. Killed at any moment, the same run goes on where it was and ends with the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

from pipeline.document import Settings
from pipeline.errors import (
    BadArgumentsError,
    EncryptedPdfError,
    FileAccessError,
    MemoryLimitError,
    MissingDependencyError,
)
from pipeline.recipe import fingerprint
from pipeline.runs.inputs import FileHash, Task, find_tasks, hash_file, readable
from pipeline.runs.manifest import Entry, Manifest
from pipeline.runs.output_folder import OutputFolder
from pipeline.runs.pool import DEFAULT_LIMITS, Finished, Limits, run_jobs
from pipeline.runs.remote import RemoteFile, fetch, is_url
from pipeline.runs.remote_folder import RemoteFolder
from pipeline.runs.report import Report, Result
from pipeline.runs.worker import Job, work

REPORT_NAME = "report.json"
LOG_NAME = "log.jsonl"
MIN_MEMORY = 512
"""MiB; a worker with its libraries and word lists loaded takes up to 300."""
ALWAYS_RETRIED = frozenset({FileAccessError.code, MissingDependencyError.code})
"""Failures that say nothing of the file's content."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch runs; none of it is in the records but ``settings``."""

    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    settings: Settings = Settings()
    password: str | None = None
    force: bool = False
    retry_failed: bool = False
    dask: str | None = None
    """Address of a Dask scheduler, or ``local``; None for processes of this one."""

    def __post_init__(self) -> None:
        """Raise BadArgumentsError for values that cannot work."""
        if self.jobs < 1:
            raise BadArgumentsError("--jobs must be at least 1.")
        if self.limits.timeout <= 0:
            raise BadArgumentsError("--timeout must be more than 0 seconds.")
        if self.limits.memory < MIN_MEMORY:
            raise BadArgumentsError(f"--memory must be at least {MIN_MEMORY} MiB.")


def run_batch(
    inputs: Sequence[Path | str],
    out: Path | str,
    options: Options | None = None,
    *,
    on_start: Callable[[int], None] = lambda total: None,
    on_result: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Write the records of all inputs below ``out`` and return what became of each.

    Args:
        inputs: Files and folders; as text, URLs of them.
        out: Output folder, made where it is missing; as text, the URL of one.
        options: How to run.
        on_start: Called once with the number of files.
        on_result: Called for each file as it finishes.

    Raises:
        FileAccessError: An input does not exist, or the output cannot be written.
        OutputCollisionError: Two inputs would write the same record.
        OutputLockedError: Another run is writing to ``out``.
    """
    tasks = find_tasks(inputs, out)
    with RemoteFolder(str(out)) if is_url(out) else OutputFolder(Path(out)) as folder:
        batch = _Batch(folder, options or Options(), tasks, on_result)
        on_start(len(tasks))
        return batch.run()


class _Batch:
    """One run over one output folder."""

    def __init__(
        self, folder: OutputFolder, options: Options, tasks: Sequence[Task], on_result: Callable[[Result], None]
    ) -> None:
        self._folder = folder
        self._options = options
        self._tasks = tasks
        self._on_result = on_result
        self._recipe = fingerprint(options.settings)
        limits, secret = options.limits, options.password is not None
        self._limits = f"timeout={limits.timeout:g} memory={limits.memory} password={'yes' if secret else 'no'}"
        self._results: dict[str, Result] = {}
        self._under_way: dict[str, tuple[Task, FileHash]] = {}
        self._scratch: dict[str, Path] = {}
        """Where the copy of a file from a store is, by target; a folder that is not there for other files."""
        self._is_shared = options.dask is not None
        self._token = uuid4().hex[:12]
        """Parts the temporary files from those that a Dask worker of a killed run may still write."""
        self._manifest = Manifest(folder)
        self._log: IO[bytes] = (folder.run_path / LOG_NAME).open("ab")

    def run(self) -> Report:
        """Return the report; writes it too, also when interrupted."""
        started, start = datetime.now(UTC).isoformat(timespec="seconds"), time.perf_counter()
        options = self._options
        interrupted = False
        try:
            with closing(self._work()) as runs:
                for finished in runs:
                    self._settle(finished)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            self._log.close()
            self._manifest.close()
        self._manifest.finish()
        report = Report(
            results=tuple(self._with_duplicates()),
            inputs=len(self._tasks),
            seconds=time.perf_counter() - start,
            started=started,
            jobs=options.jobs,
            settings={**asdict(options.settings), **options.limits._asdict()},
            interrupted=interrupted,
        )
        data = json.dumps(report.as_json(), indent=2).encode() + b"\n"
        self._folder.write(self._folder.run_path / REPORT_NAME, data)
        return report

    def _work(self) -> Generator[Finished, None, None]:
        """Return the running jobs, here or on a cluster."""
        options = self._options
        if options.dask is None:
            folder = self._folder.temporary
            return run_jobs(self._jobs(), lanes=options.jobs, limits=options.limits, folder=folder, function=work)
        from pipeline.runs.dask_pool import run_on_dask

        return run_on_dask(self._jobs(), address=options.dask, lanes=options.jobs, limits=options.limits, function=work)

    def _jobs(self) -> Iterator[Job]:
        """Yield the work there is; what is up to date or cannot be read is settled on the way."""
        for number, task in enumerate(self._tasks):
            source = task.source
            scratch = self._folder.temporary / f"in-{number}"
            try:
                self._folder.check_name(task.name)
                if isinstance(source, RemoteFile):
                    copy = scratch / source.name
                    known = fetch(source, copy, memory=self._options.limits.memory)
                    source = source if self._is_shared else copy
                else:
                    known = hash_file(source)
            except (FileAccessError, MemoryLimitError) as error:
                shutil.rmtree(scratch, ignore_errors=True)
                self._fail(task, FileHash("", 0), error.code, error.message)
                continue
            earlier = self._manifest.entries.get(task.name)
            is_current = earlier is not None and self._is_current(earlier, known)
            if is_current or self._is_shared:
                shutil.rmtree(scratch, ignore_errors=True)
            if earlier is not None and is_current:
                self._keep(task, earlier)
                continue
            target = self._folder.target(f"{self._token}-{number}.json", shared=self._is_shared)
            self._under_way[target] = (task, known)
            self._scratch[target] = scratch
            yield Job(os.fspath(source), target, self._options.settings, self._options.password)

    def _is_current(self, entry: Entry, known: FileHash) -> bool:
        """Return whether the entry of an earlier run still says what this run would find."""
        if self._options.force or (entry.sha256, entry.recipe) != (known.sha256, self._recipe):
            return False
        if entry.outcome == "ok":
            return self._folder.record_hash(entry.name) == entry.record_sha256
        if self._options.retry_failed or entry.code in ALWAYS_RETRIED or entry.limits != self._limits:
            return False
        return not (entry.code == EncryptedPdfError.code and self._options.password is not None)

    def _keep(self, task: Task, entry: Entry) -> None:
        """Take over what an earlier run found."""
        result = Result(
            name=entry.name,
            input=readable(task.source),
            state="unchanged" if entry.outcome == "ok" else "failed",
            code=entry.code,
            message=entry.message,
            pages=entry.pages,
            diagnostics=entry.diagnostics,
            remembered=entry.outcome == "failed",
        )
        self._results[task.name] = result
        self._on_result(result)

    def _settle(self, finished: Finished) -> None:
        """Give the record of a finished job its name, or keep why there is none."""
        task, known = self._under_way.pop(finished.job.target)
        shutil.rmtree(self._scratch.pop(finished.job.target), ignore_errors=True)
        outcome = finished.outcome
        if outcome.fatal:
            raise FileAccessError(f"{outcome.message} Finished records are kept; the same command goes on from there.")
        code, message = outcome.code, outcome.message
        if code is None:
            try:
                self._folder.commit(finished.job.target, task.name)
            except FileAccessError as error:
                code, message = error.code, error.message
        if code is not None:
            self._fail(task, known, code, message, finished)
            return
        entry = replace(
            self._entry(task, FileHash(outcome.sha256, known.bytes)),
            record=f"{task.name}.json",
            record_sha256=outcome.record_sha256,
            pages=outcome.pages,
            diagnostics=outcome.diagnostics,
        )
        result = Result(
            name=task.name,
            input=readable(task.source),
            state="written",
            pages=outcome.pages,
            diagnostics=outcome.diagnostics,
            seconds=outcome.seconds,
            peak_memory=outcome.peak_memory,
            tries=finished.tries,
        )
        self._record(entry, result)

    def _fail(self, task: Task, known: FileHash, code: str, message: str, finished: Finished | None = None) -> None:
        """Keep a failure; a record of an earlier state of the file goes."""
        if task.name in self._manifest.entries:
            self._folder.discard(task.name)
        entry = replace(self._entry(task, known), outcome="failed", code=code, message=message)
        result = Result(
            name=task.name,
            input=readable(task.source),
            state="failed",
            code=code,
            message=message,
            seconds=finished.outcome.seconds if finished else 0.0,
            peak_memory=finished.outcome.peak_memory if finished else 0.0,
            tries=finished.tries if finished else 0,
        )
        self._record(entry, result)

    def _entry(self, task: Task, known: FileHash) -> Entry:
        return Entry(
            name=task.name,
            input=self._folder.seen_from(task.source),
            sha256=known.sha256,
            bytes=known.bytes,
            recipe=self._recipe,
            limits=self._limits,
            outcome="ok",
        )

    def _record(self, entry: Entry, result: Result) -> None:
        """Keep entry and result, write a line of the log, tell the caller."""
        self._manifest.add(entry)
        self._results[entry.name] = result
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **asdict(result)}
        self._folder.append(self._log, json.dumps(line).encode() + b"\n")
        self._on_result(result)

    def _with_duplicates(self) -> Iterator[Result]:
        """Yield the results in the order of the inputs, naming the first file with the same content."""
        for task in self._tasks:
            if task.name in self._results:
                entry = self._manifest.entries[task.name]
                yield replace(self._results[task.name], duplicate_of=entry.duplicate_of)
