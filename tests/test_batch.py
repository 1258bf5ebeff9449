"""A folder of PDFs to a folder of records: resume, failures, isolation, and the same bytes whatever happens."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline import (
    BadArgumentsError,
    ExitCode,
    FileAccessError,
    OutputCollisionError,
    OutputLockedError,
    Settings,
    recipe,
)
from pipeline.check import check_folder
from pipeline.recipe import fingerprint
from pipeline.runs import batch
from pipeline.runs.batch import Options, run_batch
from pipeline.runs.inputs import Task, find_tasks, readable
from pipeline.runs.manifest import read_entries
from pipeline.runs.output_folder import OutputFolder
from pipeline.runs.pool import Limits
from schemas import load
from tests.bad_files import HOSTILE_NAMES, encrypted_pdf
from tests.pdf_files import article_pdf, make_pdf

CHAOS_COUNT = int(os.environ.get("CHAOS_COUNT", "3"))
"""Runs that are killed; ``make chaos`` kills 20."""
GOOD_COUNT = int(os.environ.get("CHAOS_FILES", "40")) - 20
"""Sound files around 20 bad ones; ``make chaos`` takes 1000 in all."""
FLAT = 24.0
"""MiB that the parent may grow from a fifth of the files to the last: lists of results and log lines, no documents."""
TESTS_AS_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def write_folder(folder: Path, *names: str) -> Path:
    """Write a different sound article under each name."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(article_pdf(f"berkas {number}"))
    return folder


def records(out: Path) -> dict[str, bytes]:
    """Return every record, and the manifest, by path below the output folder."""
    paths = [path for path in out.rglob("*.json") if path.parent.name != "_run"]
    return {str(path.relative_to(out)): path.read_bytes() for path in [*paths, out / "_run" / "records.jsonl"]}


@pytest.fixture(autouse=True)
def _one_naskah(monkeypatch):
    """The code may be edited while the tests run: what they ask is whether the files are done again for it."""
    monkeypatch.setattr(batch, "fingerprint", lambda settings: "one and the same")


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three files in two folders, and the records of an undisturbed run over them."""
    top = tmp_path_factory.mktemp("three")
    papers = write_folder(top / "papers", "a.pdf", "sub/b.pdf", "sub/deep er/c.PDF")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "fingerprint", lambda settings: "one and the same")
        report = run_batch([papers], top / "out")
    return papers, top / "out", report


# -- names


def test_subfolders_and_names_are_kept(three):
    _, out, report = three
    assert sorted(records(out)) == ["_run/records.jsonl", "a.json", "sub/b.json", "sub/deep er/c.json"]
    assert [result.state for result in report.results] == ["written"] * 3
    assert report.exit_code == ExitCode.OK
    assert load(out / "sub" / "b.json").source.filename == "b.pdf"


@pytest.mark.parametrize(
    ("names", "inputs"),
    [
        (["x/a.pdf", "y/a.pdf"], ["x", "y"]),
        (["x/a.pdf", "x/a.PDF"], ["x"]),
        (["x/a.pdf", "x/a.json/b.pdf"], ["x"]),
        (["x/_run/report.pdf"], ["x"]),
    ],
)
def test_records_that_would_meet_are_refused_before_any_work(tmp_path, names, inputs):
    write_folder(tmp_path, *names)
    with pytest.raises(OutputCollisionError):
        run_batch([tmp_path / name for name in inputs], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_extracted_text_is_read_where_it_is_named_and_left_alone_in_folders(tmp_path):
    papers = write_folder(tmp_path / "papers", "a.pdf")
    (papers / "artikel.TXT").write_text("Kerja sama daerah perbatasan tumbuh.\n\fHalaman kedua.\n", encoding="utf-8")
    (papers / "biner.txt").write_bytes(b"\xff\xfe\x00")
    assert [task.name for task in find_tasks([papers], tmp_path / "out")] == ["a"]
    given = [papers, papers / "artikel.TXT", papers / "biner.txt"]
    report = run_batch(given, tmp_path / "out", Options(jobs=2))
    assert states(report) == {"a": "written", "artikel": "written", "biner": "failed"}
    assert [result.code for result in report.failures] == ["input_file"]
    record = load(tmp_path / "out" / "artikel.json")
    assert (record.source.filename, len(record.source.pages)) == ("artikel.TXT", 2)
    assert list(check_folder(tmp_path / "out")) == []
    again = run_batch(given, tmp_path / "out")
    assert states(again) == {"a": "unchanged", "artikel": "unchanged", "biner": "failed"}
    (papers / "a.txt").write_text("Teks dari a.pdf.", encoding="utf-8")
    with pytest.raises(OutputCollisionError):
        find_tasks([papers, papers / "a.txt"], tmp_path / "out")


def test_a_file_given_twice_is_one_file(tmp_path):
    papers = write_folder(tmp_path / "papers", "a.pdf")
    assert find_tasks([papers, papers / "a.pdf"], tmp_path / "out") == (Task(papers / "a.pdf", "a"),)


def test_missing_inputs_and_empty_folders_are_errors(tmp_path):
    with pytest.raises(FileAccessError, match="There is no file or folder"):
        find_tasks([tmp_path / "none"], tmp_path / "out")
    with pytest.raises(BadArgumentsError, match="no PDF"):
        find_tasks([tmp_path], tmp_path / "out")


def test_a_name_cannot_forge_a_line_of_the_report():
    assert readable("a\nok: b\u202e.pdf") == "a\\nok: b\\u202e.pdf"
    assert readable(os.fsdecode(b"\xff.pdf")) == "\\xff.pdf"


def test_hostile_names_do_no_harm(tmp_path):
    papers, out = tmp_path / "in" / "papers", tmp_path / "in" / "out"
    papers.mkdir(parents=True)
    for number, name in enumerate(HOSTILE_NAMES):
        (papers / os.fsdecode(name)).write_bytes(make_pdf([f"berkas nomor {number}"]))
    before = {path.name for path in papers.iterdir()}
    report = run_batch([papers], out)
    assert len(report.results) == len(HOSTILE_NAMES)
    too_long = [result for result in report.results if result.state == "failed"]
    assert [(result.code, len(result.name)) for result in too_long] == [("file_access", 251)]
    assert {path.name for path in papers.iterdir()} == before
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["out", "papers"]
    assert list(check_folder(out)) == []
    json.loads((out / "_run" / "report.json").read_text(encoding="ascii"))


def test_a_link_in_the_output_does_not_lead_out_of_it(tmp_path):
    papers = write_folder(tmp_path / "papers", "sub/a.pdf")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "elsewhere")
    report = run_batch([papers], tmp_path / "out")
    assert report.results[0].code == "file_access"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_no_regular_file_fails_and_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere")
    write_folder(tmp_path, "a.pdf")
    report = run_batch([tmp_path], tmp_path / "out")
    states = {result.name: (result.state, result.code) for result in report.results}
    assert states == {
        "a": ("written", None), "pipe": ("failed", "file_access"), "dangling": ("failed", "file_access")
    }  # fmt: skip


# -- the same bytes


def test_two_lanes_write_the_same_bytes_as_one(three, tmp_path):
    papers, out, _ = three
    run_batch([papers], tmp_path / "out", Options(jobs=2))
    ours, theirs = records(tmp_path / "out"), records(out)
    assert {name: data for name, data in ours.items() if "_run" not in name} == {
        name: data for name, data in theirs.items() if "_run" not in name
    }


def test_a_second_run_does_nothing_and_changes_nothing(three):
    papers, out, _ = three
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.json") if path.parent.name != "_run"}
    again = run_batch([papers], out)
    assert [result.state for result in again.results] == ["unchanged"] * 3
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_changed_is_done_again(tmp_path, monkeypatch):
    papers, out = write_folder(tmp_path / "papers", "a.pdf", "b.pdf"), tmp_path / "out"
    run_batch([papers], out)
    (papers / "a.pdf").write_bytes(article_pdf("lain"))
    assert states(run_batch([papers], out)) == {"a": "written", "b": "unchanged"}
    (out / "b.json").write_bytes(b"{}")
    assert states(run_batch([papers], out)) == {"a": "unchanged", "b": "written"}
    (out / "a.json").unlink()
    assert states(run_batch([papers], out)) == {"a": "written", "b": "unchanged"}
    assert states(run_batch([papers], out, Options(force=True))) == {"a": "written", "b": "written"}
    monkeypatch.setattr(batch, "fingerprint", lambda settings: "another version")
    assert states(run_batch([papers], out)) == {"a": "written", "b": "written"}


def states(report) -> dict[str, str]:
    return {result.name: result.state for result in report.results}


def test_the_fingerprint_is_that_of_code_and_settings(monkeypatch):
    ours = fingerprint(Settings())
    assert fingerprint(Settings(ocr="auto")) != ours
    monkeypatch.setattr(recipe, "VERSION", "99.0.0")
    assert fingerprint(Settings()) != ours


# -- failures


def test_failures_are_remembered_until_something_changes(tmp_path):
    papers, out = write_folder(tmp_path / "papers", "good.pdf"), tmp_path / "out"
    (papers / "bad.pdf").write_bytes(b"%PDF-1.7 no more than that")
    first = run_batch([papers], out)
    assert states(first) == {"bad": "failed", "good": "written"}
    assert (first.exit_code, first.failures[0].remembered) == (ExitCode.INPUT_FILE, False)
    again = run_batch([papers], out)
    assert (again.failures[0].remembered, again.failures[0].code) == (True, "input_file")
    assert again.exit_code == ExitCode.INPUT_FILE
    assert run_batch([papers], out, Options(retry_failed=True)).failures[0].remembered is False
    assert run_batch([papers], out, Options(limits=Limits(timeout=99))).failures[0].remembered is False
    (papers / "bad.pdf").write_bytes(article_pdf("baik"))
    assert states(run_batch([papers], out)) == {"bad": "written", "good": "unchanged"}


def test_a_file_that_fails_now_loses_the_record_of_what_it_was(tmp_path):
    papers, out = write_folder(tmp_path / "papers", "a.pdf"), tmp_path / "out"
    run_batch([papers], out)
    (papers / "a.pdf").write_bytes(b"")
    assert states(run_batch([papers], out)) == {"a": "failed"}
    assert not (out / "a.json").exists()


def test_a_password_opens_what_failed_without(tmp_path):
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    (papers / "a.pdf").write_bytes(encrypted_pdf("rahasia"))
    report = run_batch([papers], out)
    assert (report.failures[0].code, report.exit_code) == ("encrypted", ExitCode.ENCRYPTED)
    assert states(run_batch([papers], out, Options(password="rahasia"))) == {"a": "written"}
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert b'"rahasia"' not in everything.replace(b"daerah rahasia", b"")


def test_twenty_bad_files_among_good_ones_change_nothing_for_those(tmp_path):
    papers = write_folder(tmp_path / "papers", *(f"{number:03}-good.pdf" for number in range(GOOD_COUNT)))
    clean = tmp_path / "clean"
    run_batch([papers], clean, Options(jobs=2))
    for number in range(20):
        noise = random.Random(number).randbytes(500)
        bad = (b"%PDF-1.7\n" + noise, b"", b"\xff\xd8\xff" + noise, encrypted_pdf("rahasia"))[number % 4]
        (papers / f"{number * GOOD_COUNT // 20:03}-bad.pdf").write_bytes(bad)
    sizes: list[float] = []
    run = run_batch(
        [papers], tmp_path / "mixed", Options(jobs=2), on_result=lambda result: sizes.append(resident_memory())
    )
    assert run.count("written") == GOOD_COUNT
    assert Counter(result.code for result in run.failures) == {"input_file": 15, "encrypted": 5}
    mixed = records(tmp_path / "mixed")
    for name, data in records(clean).items():
        assert name == "_run/records.jsonl" or mixed[name] == data
    assert max(sizes) - sizes[len(sizes) // 5] < FLAT, f"MiB: {sizes[:: len(sizes) // 10]}"
    print(f"parent, MiB, at each tenth: {sizes[:: len(sizes) // 10]}")


def resident_memory() -> float:
    """Return what this process holds, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def test_duplicates_are_named(tmp_path):
    papers = write_folder(tmp_path / "papers", "b.pdf")
    shutil.copy(papers / "b.pdf", papers / "a.pdf")
    report = run_batch([papers], tmp_path / "out")
    assert {result.name: result.duplicate_of for result in report.results} == {"a": None, "b": "a"}
    assert (tmp_path / "out" / "b.json").exists()
    assert [entry.duplicate_of for entry in read_entries(tmp_path / "out" / "_run" / "records.jsonl")] == [None, "a"]


def test_reports_say_what_happened(three):
    _, out, _ = three
    report = json.loads((out / "_run" / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["inputs"] == 3
    assert report["counts"]["failed"] == 0
    log = [json.loads(line) for line in (out / "_run" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["name"] for line in log} == {"a", "sub/b", "sub/deep er/c"}
    assert all(line["state"] == "written" and line["seconds"] > 0 and line["peak_memory"] > 0 for line in log)
    entries = read_entries(out / "_run" / "records.jsonl")
    assert [entry.input for entry in entries] == [
        "../papers/a.pdf",
        "../papers/sub/b.pdf",
        "../papers/sub/deep er/c.PDF",
    ]


# -- the output folder


def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    papers = write_folder(tmp_path / "papers", "a.pdf")
    with OutputFolder(tmp_path / "out"), pytest.raises(OutputLockedError, match="Another run"):
        run_batch([papers], tmp_path / "out")
    assert states(run_batch([papers], tmp_path / "out")) == {"a": "written"}


@TESTS_AS_ROOT
def test_a_read_only_output_is_an_error_before_any_work(tmp_path):
    papers = write_folder(tmp_path / "papers", "a.pdf")
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(FileAccessError, match="Cannot write to"):
        run_batch([papers], tmp_path / "out")


def test_an_output_that_is_a_file_is_an_error(tmp_path):
    papers = write_folder(tmp_path / "papers", "a.pdf")
    (tmp_path / "out").write_text("here already")
    with pytest.raises(FileAccessError, match="Cannot write to"):
        run_batch([papers], tmp_path / "out")


def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(tmp_path, monkeypatch):
    papers, out = write_folder(tmp_path / "papers", "a.pdf", "b.pdf"), tmp_path / "out"

    def full(job):
        from pipeline.runs.worker import Outcome

        return Outcome("file_access", "Cannot write the record: No space left on device.", fatal=True)

    def jobs_on_a_full_disk(jobs, **_):
        from pipeline.runs.pool import Finished

        for job in jobs:
            yield Finished(job, full(job), 1)

    monkeypatch.setattr(batch, "run_jobs", jobs_on_a_full_disk)
    with pytest.raises(FileAccessError, match="No space left"):
        run_batch([papers], out)
    assert sorted(path.name for path in out.iterdir()) == ["_run"]
    assert not (out / "_run" / "tmp").exists()
    monkeypatch.undo()
    assert states(run_batch([papers], out)) == {"a": "written", "b": "written"}


# -- killed


def start_run(papers: Path, out: Path) -> subprocess.Popen[bytes]:
    program = (
        "import sys, pipeline.runs.batch, pipeline.cli\n"
        "pipeline.runs.batch.fingerprint = lambda settings: 'one and the same'\n"
        "sys.exit(pipeline.cli.run_cli(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "run", str(papers), "--out", str(out), "--jobs", "2", "-q"]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL)


def processes_of(out: Path) -> list[int]:
    """Return the worker processes whose messages go into the output folder."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and str(out) in str((process / "fd" / "2").readlink()):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_killed_at_any_moment_a_run_goes_on_to_the_same_folder(tmp_path):
    papers = write_folder(tmp_path / "papers", *(f"{number}.pdf" for number in range(12)))
    start = time.monotonic()
    assert start_run(papers, tmp_path / "clean").wait() == ExitCode.OK
    span = time.monotonic() - start
    expected = records(tmp_path / "clean")
    found, chance = [], random.Random(CHAOS_COUNT)
    while len(found) < CHAOS_COUNT:
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        process = start_run(papers, out)
        if len(found) % 2:  # at a moment of the whole run, most of which is its start
            time.sleep(chance.uniform(0.1, 0.8) * span)
        else:  # somewhere between two records
            wait_for(out, chance.randrange(12), process)
            time.sleep(chance.uniform(0.0, 0.03))
        process.kill()
        if process.wait() != -signal.SIGKILL:
            continue  # it was done before
        assert all(json.loads(path.read_bytes()) for path in out.glob("*.json"))  # whole or not there
        found.append(len(list(out.glob("*.json"))))
        run_batch([papers], out)
        assert records(out) == expected
    print(f"records at the kills: {found}")
    deadline = time.monotonic() + 10
    while processes_of(out) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(out) == []


def wait_for(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    while len(list(out.glob("*.json"))) < count and process.poll() is None:
        time.sleep(0.002)


def test_workers_killed_at_random_lose_nothing(tmp_path):
    papers = write_folder(tmp_path / "papers", *(f"{number}.pdf" for number in range(12)))
    run_batch([papers], tmp_path / "clean")
    out, chance = tmp_path / "out", random.Random(7)
    process = start_run(papers, out)
    kills = 0
    while process.poll() is None and kills < 3:
        time.sleep(0.3)
        for worker in chance.sample(victims := processes_of(out), min(1, len(victims))):
            os.kill(worker, signal.SIGKILL)
            kills += 1
    assert process.wait(timeout=60) in (ExitCode.OK, ExitCode.WORKER_CRASHED)
    report = run_batch([papers], out, Options(retry_failed=True))
    assert report.failures == ()
    assert records(out) == records(tmp_path / "clean")


def test_an_interrupt_ends_cleanly_and_says_so(tmp_path):
    papers = write_folder(tmp_path / "papers", *(f"{number}.pdf" for number in range(40)))
    out = tmp_path / "out"
    process = start_run(papers, out)
    deadline = time.monotonic() + 30
    while not list(out.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == ExitCode.INTERRUPTED
    report = json.loads((out / "_run" / "report.json").read_text(encoding="utf-8"))
    assert report["interrupted"] is True
    assert report["counts"]["inputs"] == 40
    assert list(check_folder(out)) == []
