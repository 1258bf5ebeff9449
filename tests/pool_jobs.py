"""Jobs for worker processes in tests: well-behaved, slow, deadly. ``Job.source`` says what is wanted."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from pipeline.runs import worker
from pipeline.runs.worker import Job, Outcome


def act(job: Job) -> Outcome:
    """Do what the source's name says: ``ok``, ``hang``, ``crash``, ``crash-once``, ``panic``, ``hog``, ``abort``."""
    what = Path(job.source).name.split("_")[0]
    worker._write_record = globals()[f"_{what.replace('-', '_')}"]
    return worker.work(job)


def _ok(job: Job) -> Outcome:
    return Outcome(code=None, message=str(os.getpid()), pages=1)


def _hang(job: Job) -> Outcome:
    """Sleep inside of C, where no signal handler and no exception of Python gets a turn."""
    libc = ctypes.PyDLL(None)  # keeps the interpreter's lock
    while True:
        libc.sleep(1000)


def _crash(job: Job) -> Outcome:
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(60)
    raise AssertionError


def _crash_once(job: Job) -> Outcome:
    marker = Path(job.target).with_suffix(".tried")
    if marker.exists():
        return _ok(job)
    marker.touch()
    return _crash(job)


def _panic(job: Job) -> Outcome:
    raise SystemExit("not an Exception, like a panic in Rust")


def _hog(job: Job) -> Outcome:
    return _ok(job)._replace(pages=len(bytearray(8 << 30)))


def _abort(job: Job) -> Outcome:
    """Do as Rust does when memory runs out."""
    os.write(2, b"memory allocation of 123456789 bytes failed\n")
    os.abort()


def _ignore(job: Job) -> Outcome:
    raise RecursionError("too deep")
