"""Pictures of the pages, small enough that a whole article stays light.

Runs in a worker process of ``pipeline.runs.pool``: a PDF that hangs or crashes the renderer costs its own
pictures only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from pipeline.document import Settings
from pipeline.errors import EncryptedPdfError, FileAccessError, InputFileError, PipelineError
from pipeline.runs.worker import Job, Outcome

POINTS_PER_INCH = 72.0
ARTICLE_BYTES = 3_900_000
"""Bytes of one article's page with its pictures, style and script: below 4 MB, so that it opens on a slow line."""
PICTURE_BYTES = 3_400_000
LEAST_PICTURE_BYTES = 600_000
HTML_PER_RECORD = 1.2
"""Bytes of HTML for one of the record; 0.65 to 1.17 in 47 articles."""
MAX_PIXELS = 2_600
"""Pixels of the longer side: a poster is not rendered larger than a page is looked at."""


class Step(NamedTuple):
    """A way to write a page; ``quality`` is the encoder's, 0 to 100."""

    dpi: int
    suffix: str
    quality: int


LADDER = (
    Step(150, "jpg", 58),
    Step(120, "jpg", 55),
    Step(100, "webp", 55),
    Step(80, "webp", 45),
    Step(60, "webp", 35),
    Step(40, "webp", 20),
)
"""From sharp to small; a page takes the first that fits its share of what is left. Measured on 30 journal articles:
JPEG at 120 dpi costs 130 to 250 kB a page and 8 ms, WebP two thirds of that and 150 ms, so it comes second."""
PAGE_FILE = re.compile(r"(\d{4})\.(?:jpg|webp)")


def image_job(pdf: Path, folder: Path, password: str | None) -> Job:
    """Return the job that renders a file's pages into the folder."""
    return Job(str(pdf), str(folder), Settings(), password)


def picture_budget(record_bytes: int) -> int:
    """Return how many bytes an article's pictures may take, its record being that large."""
    left = ARTICLE_BYTES - round(HTML_PER_RECORD * record_bytes)
    return max(LEAST_PICTURE_BYTES, min(PICTURE_BYTES, left))


def render_job(budgets: Mapping[str, int], job: Job) -> Outcome:
    """Render every page; a page that cannot be rendered has no picture.

    ``budgets`` gives, by the job's target, the bytes of those that have less than ``PICTURE_BYTES``.
    """
    budget = budgets.get(job.target, PICTURE_BYTES)
    try:
        return Outcome(None, pages=render_pages(Path(job.source), Path(job.target), job.password, budget=budget))
    except PipelineError as error:
        return Outcome(error.code, error.message)
    except OSError as error:
        return Outcome(FileAccessError.code, f"Cannot write the pictures: {error.strerror or error}.")


def render_pages(pdf: Path, folder: Path, password: str | None = None, *, budget: int = PICTURE_BYTES) -> int:
    """Write ``0001.jpg`` ... to the folder and return how many; those of an earlier time go first."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in find_images(folder).values():
        stale.unlink()
    written, left = 0, budget
    with _opened(pdf, password) as document:
        for index in range(len(document)):
            share = left // (len(document) - index)
            encoded = _fitting(document, index, share)
            if encoded is None:
                continue
            suffix, data = encoded
            (folder / f"{index + 1:04d}.{suffix}").write_bytes(data)
            left -= len(data)
            written += 1
    return written


def find_images(folder: Path) -> dict[int, Path]:
    """Return the pictures in the folder by page, 1-based; no folder is no pictures."""
    if not folder.is_dir():
        return {}
    return {int(match[1]): path for path in sorted(folder.iterdir()) if (match := PAGE_FILE.fullmatch(path.name))}


def _opened(pdf: Path, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise EncryptedPdfError("The PDF opens only with its password: set NASKAH_PASSWORD.") from error
        raise InputFileError("The PDF could not be opened to draw its pages.") from error


def _fitting(document: pypdfium2.PdfDocument, index: int, share: int) -> tuple[str, bytes] | None:
    """Return suffix and bytes of the first step that fits, the last one whether it fits or not."""
    encoded = None
    for encoded in _encodings(document, index):
        if len(encoded[1]) <= share:
            break
    return encoded


def _encodings(document: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[str, bytes]]:
    for step in LADDER:
        try:
            image = _render(document[index], step.dpi)
        except (pypdfium2.PdfiumError, ValueError):
            return
        buffer = io.BytesIO()
        if step.suffix == "jpg":
            image.save(buffer, "JPEG", quality=step.quality, optimize=True, progressive=True)
        else:
            image.save(buffer, "WEBP", quality=step.quality, method=2)
        yield step.suffix, buffer.getvalue()


def _render(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    longer = max(page.get_size())
    scale = min(dpi / POINTS_PER_INCH, MAX_PIXELS / max(longer, 1.0))
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image
