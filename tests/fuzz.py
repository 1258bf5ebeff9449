"""Damages sound PDFs at random and reads them: ``python tests/fuzz.py --count 200 --seconds 300``.

Each file must end in a sound record or in a failure with a type that names the file's fault; a defect of naskah
(``internal``, ``output_invalid``) or a record that fails the check ends the run with 1, and the file is kept. File
number n of a seed is the same on every machine.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.check import check_folder  # noqa: E402
from pipeline.runs.batch import Options, run_batch  # noqa: E402  # the folder above has to be on the path first
from pipeline.runs.pool import Limits  # noqa: E402
from tests.pdf_files import article_pdf  # noqa: E402

DEFECTS = frozenset({"internal", "output_invalid"})
BATCH = 50
"""Files between two looks at the clock."""
LIMITS = Limits(timeout=20.0, memory=1024)
KEPT = ROOT / "build" / "fuzz"


def flip_bytes(data: bytearray, chance: random.Random) -> None:
    """Replace 1 to 30 bytes."""
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut_out(data: bytearray, chance: random.Random) -> None:
    """Take a stretch away."""
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 2000)]


def cut_off(data: bytearray, chance: random.Random) -> None:
    """Take the end away."""
    del data[chance.randrange(1, len(data)) :]


def repeat(data: bytearray, chance: random.Random) -> None:
    """Copy a stretch to somewhere else."""
    start, to = chance.randrange(len(data)), chance.randrange(len(data))
    data[to:to] = data[start : start + chance.randint(1, 2000)]


def change_numbers(data: bytearray, chance: random.Random) -> None:
    """Change 1 to 10 of the numbers outside of streams and inside: lengths, offsets, sizes, references."""
    found = list(re.finditer(rb"\d+", data))
    values = (b"0", b"-1", b"1", b"65535", b"2147483648", b"99999999999", b"0.00001", b"1e9", b"")
    picked = chance.sample(found, min(len(found), chance.randint(1, 10)))
    for match in sorted(picked, key=lambda match: -match.start()):
        data[match.start() : match.end()] = chance.choice(values)


def change_names(data: bytearray, chance: random.Random) -> None:
    """Change 1 to 5 of the names: types, filters, keys."""
    found = list(re.finditer(rb"/[A-Za-z]{2,}", data))
    names = [match.group() for match in found]
    picked = chance.sample(found, min(len(found), chance.randint(1, 5)))
    for match in sorted(picked, key=lambda match: -match.start()):
        data[match.start() : match.end()] = chance.choice(names)


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_bytes, cut_out, cut_off, repeat, change_numbers, change_numbers, change_names,
)  # fmt: skip


def mutate(seeds: Sequence[bytes], number: int, seed: int) -> bytes:
    """Return mutation ``number``: one of the files with one to three changes."""
    chance = random.Random(f"{seed}/{number}")
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 3)):
        if data:
            chance.choice(MUTATIONS)(data, chance)
    return bytes(data)


def fuzz(count: int, seconds: float, *, seed: int = 1, jobs: int = 2) -> tuple[Counter[str], list[str]]:
    """Return how many mutations ended how, and what naskah got wrong; stops early when the time is up."""
    seeds = [article_pdf(), *(path.read_bytes() for path in sorted((ROOT / "samples" / "pdf").glob("*.pdf")))]
    ends: Counter[str] = Counter()
    faults: list[str] = []
    deadline = time.monotonic() + seconds
    for start in range(0, count, BATCH):
        if time.monotonic() > deadline:
            break
        with tempfile.TemporaryDirectory(prefix="naskah-fuzz-") as name:
            papers, out = Path(name) / "in", Path(name) / "out"
            papers.mkdir()
            for number in range(start, min(count, start + BATCH)):
                (papers / f"{number}.pdf").write_bytes(mutate(seeds, number, seed))
            report = run_batch([papers], out, Options(jobs=jobs, limits=LIMITS))
            ends.update(result.code or "record" for result in report.results)
            wrong = {
                result.name: f"{result.code}: {result.message}" for result in report.failures if result.code in DEFECTS
            }
            for problem in check_folder(out):
                wrong[problem.record.removesuffix(".json")] = f"{problem.place} {problem.message}"
            for number_text, what in wrong.items():
                KEPT.mkdir(parents=True, exist_ok=True)
                shutil.copy(papers / f"{number_text}.pdf", KEPT / f"{seed}-{number_text}.pdf")
                faults.append(f"{seed}-{number_text}.pdf: {what}")
    return ends, faults


def main() -> int:
    """Print how the mutations ended; 1 where naskah got one wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    ends, faults = fuzz(given.count, given.seconds, seed=given.seed, jobs=given.jobs)
    for end, number in ends.most_common():
        print(f"{number:6} {end}")
    for fault in faults:
        print("WRONG", fault)
    print(f"{ends.total()} files, {len(faults)} wrong" + (f", kept in {KEPT.relative_to(ROOT)}" if faults else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
