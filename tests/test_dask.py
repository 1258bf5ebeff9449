"""A real Dask cluster of two worker processes on this machine: same records, bounded retries, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.cli import run_cli
from pipeline.document import Settings
from pipeline.errors import ExitCode, WorkerCrashedError
from pipeline.runs.batch import Options, run_batch
from pipeline.runs.dask_pool import run_on_dask
from pipeline.runs.pool import Limits
from pipeline.runs.report import Result
from pipeline.runs.worker import Job, Outcome
from tests.pdf_files import article_pdf, make_pdf
from tests.pool_jobs import act

pytestmark = [
    pytest.mark.skipif(find_spec("distributed") is None, reason="the extra `distributed` is not installed"),
    pytest.mark.filterwarnings("ignore"),  # Dask's own
]
LIMITS = Limits(timeout=5.0, memory=1024)


def losing(job: Job) -> Outcome:
    """Kill the Dask worker above: each time for ``lose``, the first time for ``lose-once``; else do as ``act``."""
    what = Path(job.source).name.split("_")[0]
    marker = Path(job.target).with_suffix(".tried")
    if what == "lose" or (what == "lose-once" and not marker.exists()):
        marker.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return act(job._replace(source="ok")) if what.startswith("lose") else act(job)


def outcomes(names: Iterable[str], folder: Path) -> dict[str, tuple[str | None, int]]:
    """Return code and tries of jobs by name, run on two workers."""
    jobs = [Job(name, str(folder / f"{i}.json"), Settings()) for i, name in enumerate(names)]
    finished = list(run_on_dask(iter(jobs), address="local", lanes=2, limits=LIMITS, function=losing))
    assert len(finished) == len(jobs)
    return {done.job.source: (done.outcome.code, done.tries) for done in finished}


def records(out: Path) -> dict[str, bytes]:
    paths = [*out.glob("*.json"), out / "_run" / "records.jsonl"]
    return {path.name: path.read_bytes() for path in paths}


def test_records_are_those_of_a_run_without_dask(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "article.pdf").write_bytes(article_pdf())
    (papers / "bad.pdf").write_bytes(b"no PDF")
    for number in range(4):
        (papers / f"{number}.pdf").write_bytes(make_pdf([f"Kerja sama daerah nomor {number} di perbatasan."]))
    run_batch([papers], tmp_path / "here", Options())
    report = run_batch([papers], tmp_path / "there", Options(jobs=2, dask="local"))
    assert [result.code for result in report.failures] == ["input_file"]
    assert records(tmp_path / "there") == records(tmp_path / "here")
    assert len(records(tmp_path / "there")) == 6


def test_a_dask_worker_killed_in_mid_run_changes_no_record(tmp_path: Path) -> None:
    """``CHAOS_COUNT`` times, each after another number of files; each worker has a file in work."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(16):
        (papers / f"{number}.pdf").write_bytes(article_pdf(f"berkas {number}"))
    run_batch([papers], tmp_path / "clean", Options(jobs=2))
    for run in range(int(os.environ.get("CHAOS_COUNT", "1"))):
        killed: list[int] = []

        def kill(result: Result, after: int = run % 8, killed: list[int] = killed) -> None:
            killed.append(0)
            if len(killed) == after + 1:
                os.kill(random.Random(after).choice(nannied_workers()), signal.SIGKILL)

        out = tmp_path / f"out-{run}"
        report = run_batch([papers], out, Options(jobs=2, dask="local"), on_result=kill)
        assert report.failures == ()
        assert records(out) == records(tmp_path / "clean")


def nannied_workers() -> list[int]:
    """Return the Dask workers of this process: children that multiprocessing has spawned."""
    found = []
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parent = int((place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"spawn_main" in (place / "cmdline").read_bytes():
                found.append(int(place.name))
    assert found, "no Dask worker to kill"
    return sorted(found)


def test_a_lost_file_process_or_dask_worker_costs_its_own_file_only(tmp_path: Path) -> None:
    names = ["ok_1", "crash_2", "lose_3", "hang_4", "lose-once_5", "crash-once_6", "ok_7", "ok_8"]
    found = outcomes(names, tmp_path)
    codes = {name: code for name, (code, _) in found.items()}
    assert codes == {
        "ok_1": None, "crash_2": "worker_crashed", "lose_3": "worker_crashed", "hang_4": "time_limit",
        "lose-once_5": None, "crash-once_6": None, "ok_7": None, "ok_8": None,
    }  # fmt: skip
    assert found["crash_2"] == ("worker_crashed", 2)
    assert found["crash-once_6"] == (None, 2)


def test_a_cluster_without_workers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr("pipeline.runs.dask_pool.NO_WORKERS_SECONDS", 0.2)
    monkeypatch.setattr("pipeline.runs.dask_pool.LOOK_SECONDS", 0.1)
    job = Job("ok", str(tmp_path / "0.json"), Settings())
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        runs = run_on_dask([job], address=cluster.scheduler_address, lanes=1, limits=LIMITS)
        with pytest.raises(WorkerCrashedError, match="no workers"):
            next(runs)


def test_a_dask_worker_that_may_not_start_processes_says_so(tmp_path: Path) -> None:
    """Dask makes its workers daemons unless told otherwise."""
    from distributed import LocalCluster

    job = Job("ok", str(tmp_path / "0.json"), Settings())
    with LocalCluster(n_workers=1, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        (done,) = run_on_dask([job], address=cluster.scheduler_address, lanes=1, limits=LIMITS)
    assert done.outcome.code == "missing_dependency"
    assert "DASK_DISTRIBUTED__WORKER__DAEMON=False" in done.outcome.message


def test_no_scheduler_is_a_failure_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.runs.dask_pool.CONNECT_SECONDS", 1)
    (tmp_path / "a.pdf").write_bytes(article_pdf())
    command = ["run", str(tmp_path / "a.pdf"), "--out", str(tmp_path / "out"), "--dask", "tcp://127.0.0.1:9"]
    assert run_cli(command) == ExitCode.MISSING_DEPENDENCY
    assert "127.0.0.1:9" in capsys.readouterr().err
