"""Workers that hang, crash, burst or die fail their own file, once and for all, and nothing else."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.document import Settings
from pipeline.runs.pool import Finished, Limits, run_jobs
from pipeline.runs.worker import Job
from tests.pool_jobs import act

LIMITS = Limits(timeout=30.0, memory=2048)


def finish(tmp_path: Path, *names: str, lanes: int = 1, limits: Limits = LIMITS) -> dict[str, Finished]:
    """Run jobs of these names and return what became of each."""
    jobs = [Job(name, str(tmp_path / f"{name}.json"), Settings()) for name in names]
    done = run_jobs(jobs, lanes=lanes, limits=limits, folder=tmp_path, function=act)
    return {finished.job.source: finished for finished in done}


def test_one_worker_does_one_job_after_the_other(tmp_path):
    done = finish(tmp_path, "ok_1", "ok_2", "ok_3")
    assert [finished.outcome.code for finished in done.values()] == [None] * 3
    assert len({finished.outcome.message for finished in done.values()}) == 1  # the same process
    assert all(finished.outcome.peak_memory > 10 for finished in done.values())


def test_a_file_that_hangs_in_native_code_meets_its_deadline(tmp_path):
    start = time.monotonic()
    done = finish(tmp_path, "hang", "ok_1", limits=Limits(timeout=1.0))
    assert done["hang"].outcome.code == "time_limit"
    assert "--timeout" in done["hang"].outcome.message
    assert done["ok_1"].outcome.code is None
    assert time.monotonic() - start < 20


def test_a_file_that_kills_its_worker_twice_has_failed(tmp_path):
    done = finish(tmp_path, "crash", "ok_1")
    assert (done["crash"].outcome.code, done["crash"].tries) == ("worker_crashed", 2)
    assert "SIGSEGV" in done["crash"].outcome.message
    assert done["ok_1"].outcome.code is None


def test_a_file_whose_worker_was_killed_once_gets_a_second_try(tmp_path):
    done = finish(tmp_path, "crash-once")
    assert (done["crash-once"].outcome.code, done["crash-once"].tries) == (None, 2)


def test_memory_has_a_limit(tmp_path):
    done = finish(tmp_path, "hog", "abort", "ok_1", limits=Limits(timeout=30.0, memory=512))
    assert done["hog"].outcome.code == "memory_limit"
    assert done["abort"].outcome.code == "memory_limit"
    assert done["ok_1"].outcome.code is None


def test_what_is_no_exception_is_an_outcome_too(tmp_path):
    done = finish(tmp_path, "panic", "ignore")
    assert done["panic"].outcome.code == done["ignore"].outcome.code == "internal"
    assert "RecursionError: too deep" in done["ignore"].outcome.message


def test_lanes_do_not_disturb_each_other(tmp_path):
    names = ["hang", "crash", *(f"ok_{number}" for number in range(6))]
    done = finish(tmp_path, *names, lanes=2, limits=Limits(timeout=2.0))
    assert {name: finished.outcome.code for name, finished in done.items()} == {
        "hang": "time_limit",
        "crash": "worker_crashed",
        **{f"ok_{number}": None for number in range(6)},
    }


def test_jobs_are_taken_as_lanes_come_free(tmp_path):
    taken = []

    def jobs():
        for number in range(100):
            taken.append(number)
            yield Job("ok", str(tmp_path / "x.json"), Settings())

    done = run_jobs(jobs(), lanes=1, limits=LIMITS, folder=tmp_path, function=act)
    next(done)
    assert len(taken) <= 2
    done.close()


def test_closing_ends_the_workers(tmp_path):
    jobs = [Job("ok", str(tmp_path / "x.json"), Settings()) for _ in range(3)]
    done = run_jobs(jobs, lanes=1, limits=LIMITS, folder=tmp_path, function=act)
    worker = int(next(done).outcome.message)
    done.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, signal.SIG_DFL)
