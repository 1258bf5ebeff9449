"""What runs in a worker process: one file to one record, whatever happens to it turned into an outcome.

A worker never writes into the output folder: it leaves its record in a temporary file, and only the parent, which
holds the lock, gives that its name. What goes back over the pipe is small enough to be written in one piece
(``PIPE_BUF``), so that a worker killed in the middle cannot leave half a message.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import NamedTuple

from pipeline.document import Settings
from pipeline.errors import FileAccessError, InternalError, MemoryLimitError, PipelineError
from pipeline.runs.output_folder import FATAL, write_synced

MESSAGE_LENGTH = 600
"""Characters of an error's message that are kept; with the rest of an outcome well below PIPE_BUF (4096 bytes)."""
MEBIBYTE = 1 << 20
PR_SET_PDEATHSIG = 1
"""Linux, ``prctl(2)``: have the kernel kill this process when its parent dies."""


class Job(NamedTuple):
    """A file to read and where to leave its record."""

    source: str
    target: str
    settings: Settings
    password: str | None = None


class Outcome(NamedTuple):
    """What became of a job; ``code`` is None where a record was written. Sizes in MiB, times in seconds."""

    code: str | None
    message: str = ""
    sha256: str = ""
    record_sha256: str = ""
    pages: int = 0
    diagnostics: int = 0
    seconds: float = 0.0
    peak_memory: float = 0.0
    fatal: bool = False
    """The output cannot be written: the next file will fail in the same way."""


def prepare(memory: int, messages: str, parent: int) -> None:
    """Make this process a worker: bounded, quiet, mortal; then import what every file needs.

    Args:
        memory: MiB of memory of its own that it may have.
        messages: File that takes what native code prints on standard error.
        parent: Process id of the parent; when that is gone, so is the worker.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to deal with
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _redirect_errors(messages)
    os.environ.pop("CMAP_PATH", None)  # pdfminer would load pickles from there
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory * MEBIBYTE, memory * MEBIBYTE))
    import pipeline.build
    import pipeline.read
    import pipeline.record.article
    import pipeline.stages  # noqa: F401  # imported here so that the first file does not pay

    gc.freeze()


def _redirect_errors(messages: str) -> None:
    file = os.open(messages, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    os.dup2(file, 2)
    os.close(file)


def work(job: Job) -> Outcome:
    """Return what became of the job; raises nothing."""
    _reset_peak()
    os.ftruncate(2, 0)
    start = time.perf_counter()
    try:
        outcome = _write_record(job)
    except PipelineError as error:
        outcome = Outcome(error.code, error.message[:MESSAGE_LENGTH])
    except MemoryError:
        outcome = Outcome(MemoryLimitError.code, MEMORY_MESSAGE)
    except OSError as error:
        message = f"Cannot write the record: {error.strerror or error}."
        outcome = Outcome(FileAccessError.code, message[:MESSAGE_LENGTH], fatal=error.errno in FATAL)
    except BaseException as error:  # a panic in Rust is no Exception
        outcome = Outcome(InternalError.code, _describe(error)[:MESSAGE_LENGTH])
    return outcome._replace(seconds=time.perf_counter() - start, peak_memory=peak_memory())


MEMORY_MESSAGE = "Needs more memory than one file may have. Raise --memory if the machine has it."


def _write_record(job: Job) -> Outcome:
    from pipeline.build import build_article
    from schemas import dumps

    article = build_article(job.source, job.settings, password=job.password)
    data = dumps(article)
    write_synced(Path(job.target), data)
    return Outcome(
        code=None,
        sha256=article.source.sha256,
        record_sha256=hashlib.sha256(data).hexdigest(),
        pages=len(article.source.pages),
        diagnostics=len(article.diagnostics),
    )


def _describe(error: BaseException) -> str:
    """Return the error with the innermost place of ours that it came through."""
    trace, place = error.__traceback__, "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        if f"{os.sep}pipeline{os.sep}" in code.co_filename or f"{os.sep}schemas{os.sep}" in code.co_filename:
            place = f"{Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next
    return f"{type(error).__name__}: {error} ({place}). This is a defect of naskah; please report it."


def _reset_peak() -> None:
    """Have the kernel count the peak anew for this file; where it cannot, the peak is the worker's."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_memory() -> float:
    """Return the most memory that this process had since the last reset, in MiB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
        kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kib / 1024, 1)
