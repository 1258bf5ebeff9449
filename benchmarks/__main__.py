"""``python -m benchmarks [PDF or folder ...]``: time, growth, start-up and memory; tables to docs/performance.md."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from benchmarks import contenders, report, scale
from benchmarks.clock import time_in_turns
from benchmarks.stage_times import hot_calls, time_stages
from pipeline.errors import PipelineError
from pipeline.read import read_pdf_bytes

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "pdf"
OUTPUT = ROOT / "docs" / "performance.md"
GROWING = "ekonomi-umkm-digital.pdf"
"""The sample whose pages are repeated: two columns, tables, notes."""
PARTS = ("pages", "first", "stages", "growth", "jobs", "start", "memory")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("inputs", nargs="*", type=Path, default=[SAMPLES], help="PDFs and folders (samples/pdf)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all files")
    parser.add_argument("--only", choices=PARTS, action="append", help="parts to run; may be given again (all)")
    parser.add_argument("--slow", action="store_true", help="the slower engines too")
    parser.add_argument("--no-peers", action="store_true", help="leave out tools of others, if installed")
    parser.add_argument("--profile", action="store_true", help="print the calls that take most time, and stop")
    parser.add_argument("--dry-run", action="store_true", help="print the tables and leave docs/performance.md alone")
    return parser.parse_args()


def find_files(inputs: list[Path]) -> list[Path]:
    return [path for place in inputs for path in (sorted(place.glob("*.pdf")) if place.is_dir() else [place])]


def load(paths: list[Path]) -> list[tuple[bytes, int]]:
    """Return contents and page counts of those files that both naskah and the base of all ratios can read."""
    files = []
    for path in paths:
        data = path.read_bytes()
        try:
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                count = len(pdf.pages)
            read_pdf_bytes(data, path.name)
        except (PipelineError, PdfminerException) as error:
            print(f"left out: {path.name} ({type(error).__name__})", file=sys.stderr)
            continue
        files.append((data, count))
    return files


def main() -> None:
    options = arguments()
    busy = os.getloadavg()[0]
    paths = find_files(options.inputs)
    files = load(paths)
    if options.profile:
        print("\n".join(hot_calls(files)))
        return
    pages = sum(count for _, count in files)
    sections = [report.INTRODUCTION.rstrip(), report.machine(len(files), pages, options.rounds, busy)]
    for part in options.only or PARTS:
        print(f"{part} ...", file=sys.stderr)
        sections.append(measure(part, paths, files, options))
    text = "\n\n".join(sections) + "\n"
    print(text)
    if not options.dry_run:
        OUTPUT.write_text(text, encoding="utf-8")


def measure(part: str, paths: list[Path], files: list[tuple[bytes, int]], options: argparse.Namespace) -> str:
    """Return the section of a part."""
    sample = SAMPLES / GROWING
    if part == "pages":
        field = [*contenders.libraries(), *contenders.engines(slow=options.slow), *contenders.whole()]
        field += [] if options.no_peers else contenders.peers()
        return f"## Time\n\n{report.contender_table(time_in_turns(field, files, options.rounds))}"
    if part == "first":
        others = [path for path in paths if path.name != GROWING]
        return f"## First sight\n\n{report.first_line(*scale.measure_first_sight(sample, others))}"
    if part == "stages":
        return f"## Stages\n\n{report.stage_table(time_stages(files, options.rounds))}"
    if part == "growth":
        growth = scale.measure_growth(sample.read_bytes())
        return f"## Growth\n\nOne document of repeated pages.\n\n{report.growth_table(growth)}"
    if part == "jobs":
        jobs = report.jobs_table(scale.measure_jobs(sample.read_bytes()))
        return f"## Processes\n\nBatches of one article, start-up included.\n\n{jobs}"
    if part == "start":
        return f"## Start-up\n\n{report.start_table(scale.measure_start_ups(sample, options.rounds))}"
    flat = report.flat_line(scale.measure_flatness(sample))
    return f"## Memory\n\n{flat} The five highest peaks:\n\n{report.peak_table(scale.measure_peaks(paths))}"


if __name__ == "__main__":
    main()
