"""Pages as pictures through Tesseract: rendered by pdfium, read by the program ``tesseract``, one process a page.

The program rather than a binding: it may hang or crash without taking the worker along, and needs no package that has
to be compiled against the installed library.
"""

from __future__ import annotations

import hashlib
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.engines.hocr import HocrError, HocrPage, read_hocr

LANGUAGES = ("ind", "eng")
"""Models that Tesseract uses together, the language of most pages first."""
INSTALL = "tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng"
"""Packages of Debian and Ubuntu."""
DPI = 300
"""Dots per inch that Tesseract's models are trained on (its ImproveQuality page)."""
MAX_PIXELS = 36_000_000
"""Pixels of a rendered page: A2 at 300 dpi; larger pages get fewer dots per inch."""
MAX_SIDE = 32_000
"""Pixels; Tesseract refuses pictures of 32768 and more."""
PAGE_SECONDS = 60.0
"""Seconds that a page may take; a full page takes 2 to 5."""
ASK_SECONDS = 10.0
"""Seconds that Tesseract may take to say its version."""
SEGMENTATION = "3"
"""``--psm``: find columns and blocks, but do not turn the page."""
MAX_OUTPUT = 64 << 20
"""Bytes of hOCR; a dense page has half a million."""


class Tesseract(NamedTuple):
    """The installed program. ``models`` is a hash of its language models: other models, other text."""

    path: str
    version: str
    models: str


class Picture(NamedTuple):
    """A page in grey, 8 bits a pixel, rows from the top without padding."""

    width: int
    height: int
    pixels: bytes
    dpi: int


class Recognised(NamedTuple):
    """A page with the size of its picture in pixels; ``page`` is None where it failed, for ``reason``."""

    number: int
    width: int
    height: int
    page: HocrPage | None
    reason: str = ""


class OcrError(Exception):
    """Tesseract cannot read the page; the message says why."""


def find_tesseract() -> Tesseract | None:
    """Return the installed Tesseract, None where it or one of its models is missing."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        version = _ask(path, "--version").split()
        listed = _ask(path, "--list-langs")
    except (OSError, subprocess.SubprocessError):
        return None
    if len(version) < 2 or not set(LANGUAGES) <= set(listed.split()):
        return None
    return Tesseract(path, version[1], _hash_models(listed))


def _ask(path: str, question: str) -> str:
    done = subprocess.run([path, question], capture_output=True, timeout=ASK_SECONDS, env=_environment(), check=True)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def _hash_models(listed: str) -> str:
    """Return a hash of the models in the folder that ``--list-langs`` names in its first line, quoted."""
    folder = re.search(r'"([^"]+)"', listed)
    digest = hashlib.sha256()
    for language in LANGUAGES:
        model = Path(folder[1] if folder else "") / f"{language}.traineddata"
        digest.update(model.read_bytes() if model.is_file() else b"?")
    return digest.hexdigest()[:16]


def _environment() -> dict[str, str]:
    """Return the environment of the program: one thread, as runs have a worker for each processor already."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


def recognise_pages(
    program: Tesseract, data: bytes, password: str | None, numbers: Sequence[int], *, scans: frozenset[int]
) -> Iterator[Recognised]:
    """Yield the pages of a PDF by number as Tesseract reads them; raises nothing but for memory.

    Of the pages ``scans``, which are pictures, whatever was put over the picture is left out: stamps, highlights.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        yield from (Recognised(number, 0, 0, None, f"the file cannot be rendered: {error}") for number in numbers)
        return
    try:
        for number in numbers:
            try:
                picture = _render(document, number, scan=number in scans)
                yield Recognised(number, picture.width, picture.height, run_tesseract(program, picture))
            except (pypdfium2.PdfiumError, OcrError, HocrError, IndexError) as error:
                yield Recognised(number, 0, 0, None, " ".join(str(error).split())[:200])
    finally:
        document.close()


def _render(document: Any, number: int, *, scan: bool) -> Picture:
    """Return a page as its reader sees it: cropped and turned, with its annotations unless it is a scan."""
    page = document[number - 1]
    if scan:
        _leave_picture(page)
    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5, MAX_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=not scan, draw_annots=not scan)
    stride, pixels = bitmap.stride, bytes(bitmap.buffer)
    if stride != bitmap.width:
        pixels = b"".join(pixels[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
    picture = Picture(bitmap.width, bitmap.height, pixels, round(72 * scale))
    bitmap.close()
    page.close()
    return picture


def _leave_picture(page: Any) -> None:
    """Take text and forms off a page whose picture lies beside them rather than in one of the forms."""
    import pypdfium2.raw as raw

    objects = list(page.get_objects(max_depth=1))
    if any(item.type == raw.FPDF_PAGEOBJ_IMAGE for item in objects):
        for item in objects:
            if item.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
                page.remove_obj(item)


def run_tesseract(program: Tesseract, picture: Picture, *, seconds: float = PAGE_SECONDS) -> HocrPage:
    """Return what Tesseract reads on a picture.

    Raises:
        OcrError: It takes longer than ``seconds`` or fails.
        HocrError: What it says is no hOCR.
    """
    command = [
        program.path, "stdin", "stdout", "-l", "+".join(LANGUAGES), "--psm", SEGMENTATION,
        "--dpi", str(max(picture.dpi, 70)), "-c", "tessedit_create_hocr=1",
    ]  # fmt: skip
    image = b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.pixels
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment()) as process:
        _bound(process.pid, seconds)
        try:
            output, said = process.communicate(image, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise OcrError(f"tesseract took longer than {seconds:g} s") from error
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise OcrError(f"tesseract ended with code {process.returncode}: {' '.join(last)}")
    if len(output) > MAX_OUTPUT:
        raise OcrError("tesseract says more than any page holds")
    return read_hocr(output)


def _bound(pid: int, seconds: float) -> None:
    """Limit the process's time on the processor: it outlives a worker that is killed, but not for long."""
    limit = int(seconds) + 1
    if hasattr(resource, "prlimit"):
        try:
            resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))
        except OSError:  # it has ended already
            return
