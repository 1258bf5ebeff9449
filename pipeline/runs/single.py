"""One PDF from a stream to the bytes of its record, in a worker process like any other file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.runs.pool import run_jobs
from pipeline.runs.report import error_kind
from pipeline.runs.worker import Job

if TYPE_CHECKING:
    from pipeline.runs.batch import Options

STREAM_NAME = "stdin.pdf"
"""File name in the record, where there is none."""


def read_stream(stream: IO[bytes], options: Options) -> bytes:
    """Return the record of the PDF in the stream; raises the PipelineError that the file ended in."""
    with tempfile.TemporaryDirectory(prefix="naskah-") as name:
        folder = Path(name)
        source, target = folder / STREAM_NAME, folder / "record.json"
        with source.open("wb") as file:
            shutil.copyfileobj(stream, file)
        job = Job(str(source), str(target), options.settings, options.password)
        (finished,) = run_jobs([job], lanes=1, limits=options.limits, folder=folder)
        code, message = finished.outcome.code, finished.outcome.message
        if code is not None:
            raise error_kind(code)(message.replace(str(source), "standard input"))
        return target.read_bytes()
