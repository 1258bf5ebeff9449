"""Inputs and outputs in an object store: a real S3 server on this machine, the records of a run on local paths."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import pypdfium2
import pytest

from pipeline.cli import run_cli
from pipeline.errors import (
    BadArgumentsError,
    ExitCode,
    FileAccessError,
    MissingDependencyError,
    OutputLockedError,
)
from pipeline.runs import batch, remote_folder
from pipeline.runs.batch import Options, run_batch
from pipeline.runs.pool import Limits
from pipeline.runs.remote import RemoteFile, copy_below, fetch, is_url, list_files, open_store
from pipeline.runs.remote_folder import RemoteFolder
from tests.pdf_files import article_pdf, make_pdf

HAS_SERVER = all(find_spec(name) is not None for name in ("moto", "flask", "flask_cors", "s3fs"))
pytestmark = [
    pytest.mark.skipif(not HAS_SERVER, reason="s3fs or the moto server is not installed"),
    pytest.mark.filterwarnings("ignore"),  # those of the server and of Dask
]
SECRET = "not-in-any-record"
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server in a process of its own: one in this process would share its locks and signals."""
    program = (
        "from moto.server import ThreadedMotoServer as S; import time\n"
        "s = S(ip_address='127.0.0.1', port=0); s.start(); print(s.get_host_and_port()[1], flush=True)\n"
        "time.sleep(3600)"
    )
    command = [sys.executable, "-W", "ignore", "-c", program]
    environment = os.environ | {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as server:
        assert server.stdout is not None
        port = next(line for line in server.stdout if line.strip().isdigit())  # it greets first
        yield f"http://127.0.0.1:{int(port)}"
        server.kill()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An empty bucket, with what the environment says about the store."""
    monkeypatch.setattr(batch, "fingerprint", lambda settings: "one and the same")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "naskah-test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    name = f"b{sha256(request.node.nodeid.encode()).hexdigest()[:32]}"
    store().mkdir(name)
    return f"s3://{name}"


def store() -> Any:
    return open_store("s3://any")[0]


def fill(bucket: str, papers: Path) -> None:
    """Write the same files into a folder and below ``papers`` in the bucket."""
    files = {f"{number}.pdf": make_pdf([f"Kerja sama daerah nomor {number} di perbatasan."]) for number in range(4)}
    files |= {"sub/deep er/article.PDF": article_pdf(), "bad.pdf": b"no PDF", "note.txt": b"Catatan."}
    for name, data in files.items():
        (papers / name).parent.mkdir(parents=True, exist_ok=True)
        (papers / name).write_bytes(data)
        store().pipe_file(f"{bucket}/papers/{name}", data)
    store().pipe_file(f"{bucket}/papers2/other.pdf", b"beside, not below")


def fill_more(bucket: str, papers: Path) -> None:
    for number in range(10, 30):
        data = make_pdf([f"Kerja sama daerah nomor {number} di perbatasan."])
        (papers / f"{number}.pdf").write_bytes(data)
        store().pipe_file(f"{bucket}/papers/{number}.pdf", data)


def below(url: str) -> dict[str, bytes]:
    """Every object below the URL but the run's own."""
    found = {str(path): file for file, path in list_files(url) if not str(path).startswith("_run/")}
    return {name: store().cat_file(file.url) for name, file in found.items()}


def local_records(out: Path) -> dict[str, bytes]:
    paths = [path for path in out.rglob("*.json") if path.parent.name != "_run"]
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


@pytest.mark.parametrize("options", [Options(jobs=2), Options(jobs=2, dask="local")], ids=["here", "dask"])
def test_records_are_those_of_a_local_run(
    bucket: str, tmp_path: Path, options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    if options.dask and find_spec("distributed") is None:
        pytest.skip("the extra `distributed` is not installed")
    fill(bucket, tmp_path / "papers")
    clean = run_batch([tmp_path / "papers"], tmp_path / "clean", Options())
    out = f"{bucket}/out"
    report = run_batch([f"{bucket}/papers"], out, options)
    assert [(result.name, result.code) for result in report.results] == [
        (result.name, result.code) for result in clean.results
    ]
    assert below(out) == local_records(tmp_path / "clean")
    assert len(below(out)) == 5
    again = run_batch([f"{bucket}/papers"], out, options)
    assert (again.count("written"), again.count("unchanged"), len(again.failures)) == (0, 5, 1)
    assert sorted(str(path) for _, path in list_files(f"{out}/_run")) == ["log.jsonl", "records.jsonl", "report.json"]
    said = b"".join(store().cat_file(file.url) for file, _ in list_files(out)).decode()
    assert SECRET not in said and "naskah-test" not in said and os.environ["AWS_ENDPOINT_URL"] not in said
    assert run_cli(["check", out]) == ExitCode.OK
    store().pipe_file(f"{out}/0.json", b"{}")
    assert run_cli(["check", out]) == ExitCode.OUTPUT_INVALID
    assert run_batch([f"{bucket}/papers"], out, options).count("written") == 1
    capsys.readouterr()


def test_either_side_may_be_local(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(bucket, tmp_path / "papers")
    run_batch([tmp_path / "papers"], tmp_path / "clean")
    run_batch([f"{bucket}/papers"], tmp_path / "from")
    assert local_records(tmp_path / "from") == local_records(tmp_path / "clean")
    assert run_cli(["run", str(tmp_path / "papers"), "--out", f"{bucket}/to", "-q"]) == ExitCode.INPUT_FILE
    assert below(f"{bucket}/to") == local_records(tmp_path / "clean")
    assert list((tmp_path / "from" / "_run").glob("tmp")) == []
    capsys.readouterr()


def test_one_object_and_text_by_name(bucket: str) -> None:
    store().pipe_file(f"{bucket}/a/note.txt", b"Catatan tentang kerja sama daerah perbatasan.\n")
    store().pipe_file(f"{bucket}/a/b.pdf", article_pdf())
    report = run_batch([f"{bucket}/a/note.txt", f"{bucket}/a/b.pdf"], f"{bucket}/out")
    assert [result.code for result in report.results] == [None, None]
    record = json.loads(below(f"{bucket}/out")["note.json"])
    assert record["source"]["filename"] == "note.txt"


def test_keys_never_lead_out(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listed as a hostile store would: s3fs itself cannot ask for ``..``, its URLs lose them on the way."""
    odd = "kanan\u202ekiri <script>.pdf"
    store().pipe_file(f"{bucket}/in/{odd}", article_pdf())
    keys = ("../../up.pdf", "a/../../../up.pdf", odd)
    files = [(RemoteFile(f"{bucket}/in/{key}", 10), PurePosixPath(key)) for key in keys]
    monkeypatch.setattr("pipeline.runs.remote.list_files", lambda url: iter(files))
    for out in (tmp_path / "deep" / "out", f"{bucket}/deep/out"):
        report = run_batch([f"{bucket}/in"], out)
        assert [result.code for result in report.results] == ["file_access", "file_access", None]
        assert all("outside" in result.message for result in report.failures)
    names = [path.name for path in tmp_path.rglob("*.json") if path.parent.name != "_run"]
    assert names == [odd.replace(".pdf", ".json")]
    assert not [path for path in store().find(bucket) if path.endswith("up.json")]


def test_a_copy_for_the_check_never_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = RemoteFile("s3://any/out/../up.json", 10)
    monkeypatch.setattr("pipeline.runs.remote.list_files", lambda url: iter([(file, PurePosixPath("../up.json"))]))
    with pytest.raises(FileAccessError, match="outside"):
        copy_below("s3://any/out", tmp_path, suffixes=(".json",))


def test_a_file_larger_than_its_memory_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="larger than --memory"):
        fetch(RemoteFile("s3://any/a.pdf", 2 << 30), tmp_path / "a.pdf", memory=1024)
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_there_is_said_without_secrets(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileAccessError, match="There is no s3://"):
        run_batch([f"{bucket}/none"], f"{bucket}/out")
    with pytest.raises(FileAccessError):
        run_batch([Path(__file__)], "s3://no-such-bucket-anywhere/out")
    with pytest.raises(BadArgumentsError, match="environment"):
        run_batch(["ftp://me:word@host/a.pdf"], f"{bucket}/out")
    with pytest.raises(BadArgumentsError, match="by their path"):
        run_batch(["file:///tmp"], f"{bucket}/out")
    with pytest.raises(BadArgumentsError, match="No store is known"):
        run_batch(["nothing://a/b"], f"{bucket}/out")


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingDependencyError, match=r"naskah\[remote\]"):
        open_store("s3://bucket/papers")
    assert run_cli(["run", "s3://bucket/papers", "--out", "out-not-made"]) == ExitCode.MISSING_DEPENDENCY
    assert not Path("out-not-made").exists()


def test_urls_are_told_from_paths() -> None:
    assert is_url("s3://bucket/a") and is_url("gs://b")
    assert not is_url("papers/a.pdf") and not is_url("C:/a") and not is_url(Path("s3://bucket"))


def test_a_second_run_is_refused_and_a_dead_one_is_not(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_folder, "BEAT_SECONDS", 0.2)
    monkeypatch.setattr(remote_folder, "LEASE_SECONDS", 1.5)
    monkeypatch.setattr(remote_folder, "POLL_SECONDS", 0.1)
    out = f"{bucket}/out"
    with RemoteFolder(out), pytest.raises(OutputLockedError, match="Another run"), RemoteFolder(out):
        pass
    store().pipe_file(f"{out}/_run/lock", b'{"run": "of one that was killed", "beat": 3}')
    with RemoteFolder(out) as folder:
        store().pipe_file(f"{out}/_run/lock", b'{"run": "of one that took over", "beat": 0}')
        time.sleep(0.6)
        with pytest.raises(OutputLockedError, match="taken"):
            folder.write(folder.run_path / "report.json", b"{}")
    assert not store().exists(f"{out}/_run/report.json")
    assert b"took over" in store().cat_file(f"{out}/_run/lock")


def start_run(bucket: str, out: str, *arguments: str) -> subprocess.Popen[bytes]:
    program = (
        "import sys, pipeline.runs.batch, pipeline.cli, pipeline.runs.remote_folder as folder\n"
        "folder.BEAT_SECONDS, folder.LEASE_SECONDS, folder.POLL_SECONDS, folder.UPLOAD_SECONDS = 0.2, 1.5, 0.1, 0.3\n"
        "if __name__ == '__main__':\n"
        "    pipeline.runs.batch.fingerprint = lambda settings: 'one and the same'\n"
        "    sys.exit(pipeline.cli.run_cli(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "run", f"{bucket}/papers", "--out", out, "-q", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def test_killed_at_random_a_run_goes_on_to_the_same_records(bucket: str, tmp_path: Path) -> None:
    fill(bucket, tmp_path / "papers")
    fill_more(bucket, tmp_path / "papers")
    run_batch([tmp_path / "papers"], tmp_path / "clean")
    chance, found = random.Random(11), []
    while len(found) < int(os.environ.get("CHAOS_COUNT", "2")):
        out = f"{bucket}/out-{len(found)}"
        if store().exists(out):
            store().rm(out, recursive=True)
        process = start_run(bucket, out)
        wait_for(out, chance.randrange(20), process)
        process.kill()
        if process.wait() != -signal.SIGKILL:
            continue  # it was done before
        there = written(out)
        assert all(json.loads(data) for data in there.values())  # whole or not there
        found.append(len(there))
        assert start_run(bucket, out).wait(timeout=60) == ExitCode.INPUT_FILE
        assert below(out) == local_records(tmp_path / "clean")
    print(f"records at the kills: {found}")


def written(out: str) -> dict[str, bytes]:
    return below(out) if store().exists(out) else {}


def wait_for(out: str, count: int, process: subprocess.Popen[bytes]) -> None:
    """Return when so many records are there; looks at names only, the run is quick."""
    while process.poll() is None and sum("/_run/" not in path for path in store().find(out)) < count:
        time.sleep(0.005)


def workers_below(parent: int) -> list[int]:
    """Return the Dask workers of a run: children that multiprocessing has spawned."""
    found = []
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            status, line = (place / "stat").read_text(), (place / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent and b"spawn_main" in line:
            found.append(int(place.name))
    return sorted(found)


def test_a_dask_worker_killed_in_mid_run_loses_nothing(bucket: str, tmp_path: Path) -> None:
    if find_spec("distributed") is None:
        pytest.skip("the extra `distributed` is not installed")
    fill(bucket, tmp_path / "papers")
    fill_more(bucket, tmp_path / "papers")
    run_batch([tmp_path / "papers"], tmp_path / "clean")
    process = start_run(bucket, f"{bucket}/out", "--dask", "local", "--jobs", "3")
    deadline = time.monotonic() + 60
    while not store().exists(f"{bucket}/out/0.json") and time.monotonic() < deadline:
        time.sleep(0.05)
    victims = workers_below(process.pid)
    assert victims, "no Dask worker to kill"
    os.kill(victims[0], signal.SIGKILL)
    assert process.wait(timeout=90) == ExitCode.INPUT_FILE
    assert below(f"{bucket}/out") == local_records(tmp_path / "clean")


def _long_pdf(pages: int = 600) -> bytes:
    """Return an article that takes seconds, so that no deadline is missed between two looks at the clock."""
    source = pypdfium2.PdfDocument(article_pdf())
    target = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        target.import_pages(source, [0])
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def test_limits_hold_for_remote_files_as_well(bucket: str) -> None:
    store().pipe_file(f"{bucket}/in/a.pdf", _long_pdf())
    report = run_batch([f"{bucket}/in"], f"{bucket}/out", Options(limits=Limits(timeout=0.05, memory=1024)))
    assert [result.code for result in report.results] == ["time_limit"]
