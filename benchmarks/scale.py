"""Growth with pages and with processes, start-up and memory, each measured in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

START_UPS = (
    ("naskah --help", ["-m", "pipeline", "--help"]),
    ("import pipeline", ["-c", "import pipeline"]),
    ("pipeline.process, imported", ["-c", "from pipeline import process"]),
)
PAGES = (1, 10, 100, 400)
FILES = (60, 240, 960)
"""Start-up, which a second process does not shorten, is a third of the time for the first, a fiftieth for the last."""
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from pipeline import process
path, warm = sys.argv[1:3]
process(warm)
start = time.process_time()
article = process(path)
spent = time.process_time() - start
print(json.dumps([spent, len(article.source.pages), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


FLAT = """
import json, sys
from pathlib import Path
from pipeline import process
path, early, late = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resident = []
for turn in range(1, late + 1):
    process(path)
    if turn in (early, late):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        resident.append(pages * 4096 / 2**20)
print(json.dumps(resident))
"""
EARLY, LATE = 50, 500


FIRST = """
import json, sys, time
from pipeline import process
from pipeline.errors import PipelineError
warm, *paths = sys.argv[1:]
process(warm)
rounds = []
for turn in range(2):
    pages, spent = 0, 0.0
    for path in paths:
        start = time.process_time()
        try:
            pages += len(process(path).source.pages)
        except PipelineError:
            continue
        spent += time.process_time() - start
    rounds.append(1000 * spent / pages)
print(json.dumps(rounds))
"""


class Growth(NamedTuple):
    """One document: CPU milliseconds a page, and the peak of its process in MiB."""

    pages: int
    milliseconds: float
    peak: float


class Jobs(NamedTuple):
    """A folder of files: wall seconds with one process and with two."""

    files: int
    one: float
    two: float


def repeat_pages(data: bytes, count: int) -> bytes:
    """Return a PDF of ``count`` pages: those of ``data`` over and over."""
    import io

    import pypdfium2

    source = pypdfium2.PdfDocument(data)
    target = pypdfium2.PdfDocument.new()
    while len(target) < count:
        target.import_pages(source, list(range(min(len(source), count - len(target)))))
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def measure_first_sight(warm: Path, paths: list[Path]) -> tuple[float, float]:
    """Return CPU milliseconds a page of files that a process sees for the first time, and for the second.

    Words and lines that it has judged before are remembered; ``warm`` is read before, which loads libraries and lists.
    """
    first, again = json.loads(_python("-c", FIRST, str(warm), *map(str, paths)))
    return first, again


def measure_growth(data: bytes) -> list[Growth]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder, "warm.pdf")
        warm.write_bytes(repeat_pages(data, 2))
        for count in PAGES:
            path = Path(folder, f"{count}.pdf")
            path.write_bytes(repeat_pages(data, count))
            spent, pages, peak = json.loads(_python("-c", MEASURE, str(path), str(warm)))
            found.append(Growth(pages, 1000 * spent / pages, peak / 1024))
    return found


def measure_peaks(paths: list[Path]) -> list[tuple[str, int, float]]:
    """Return file, pages and the peak in MiB of a process that reads it twice."""
    found = []
    for path in paths:
        _, pages, peak = json.loads(_python("-c", MEASURE, str(path), str(path)))
        found.append((path.name, pages, peak / 1024))
    return found


def measure_flatness(path: Path) -> tuple[float, float] | None:
    """Return the resident memory in MiB of one process after ``EARLY`` and ``LATE`` files; None but on Linux."""
    if not Path("/proc/self/statm").exists():
        return None
    early, late = json.loads(_python("-c", FLAT, str(path), str(EARLY), str(LATE)))
    return early, late


def measure_jobs(data: bytes) -> list[Jobs]:
    """Return for each number of files how long one process takes for them, and how long two."""
    return [_measure_jobs(data, files) for files in FILES]


def _measure_jobs(data: bytes, files: int) -> Jobs:
    """Return the better of two turns each: other work on the machine takes the second core away first."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    for jobs in (1, 2, 1, 2):
        with tempfile.TemporaryDirectory() as folder:
            inputs = Path(folder, "in")
            inputs.mkdir()
            for k in range(files):
                inputs.joinpath(f"{k}.pdf").write_bytes(data + b"\n%% %d\n" % k)
            start = time.perf_counter()
            _python("-m", "pipeline", "run", str(inputs), "--out", str(Path(folder, "out")), "--jobs", str(jobs))
            walls[jobs].append(time.perf_counter() - start)
    return Jobs(files, min(walls[1]), min(walls[2]))


def measure_start_ups(article: Path, rounds: int) -> list[tuple[str, float]]:
    """Return wall seconds of a new process, medians."""
    with tempfile.TemporaryDirectory() as folder:
        one = ["-m", "pipeline", "run", str(article), "--force", "--out", folder]
        commands = [*START_UPS, (f"naskah run {article.name}", one)]
        found = []
        for name, command in commands:
            walls = []
            for _ in range(rounds):
                start = time.perf_counter()
                _python(*command)
                walls.append(time.perf_counter() - start)
            found.append((name, median(walls)))
        return found


def _python(*arguments: str) -> str:
    """Return the last line that a new Python prints; byte code is kept, as for any installed package.

    Compiling the sources anew is a third of the way to the first record.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
