"""What is timed: bare libraries, the engines, the whole way to a record, and tools of others where installed."""

from __future__ import annotations

import importlib.util
import io
import shutil
import tempfile
from pathlib import Path

from benchmarks.clock import Contender
from pipeline.document import Settings
from pipeline.engines import read_pages_with
from pipeline.garbage import no_collection
from pipeline.read import read_pdf_bytes
from pipeline.record.article import to_article
from pipeline.stages import run
from schemas.files import dumps

BASE = "pdfplumber, page.chars alone"
ENGINE = "oxide engine"
RECORD = "whole record"


def plumber_chars(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            _ = page.chars
            page.close()
    return None


def pdfium_text(data: bytes) -> object:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        page.get_textpage().get_text_range()
    pdf.close()
    return None


def oxide_chars(data: bytes) -> object:
    import pdf_oxide

    pdf = pdf_oxide.PdfDocument.from_bytes(data)
    for page in range(int(pdf.page_count)):
        pdf.extract_chars(page)
    return None


def record(data: bytes) -> object:
    with no_collection():  # as pipeline.build does
        return dumps(to_article(run(read_pdf_bytes(data, "paper.pdf"))))


def libraries() -> list[Contender]:
    return [
        Contender(BASE, plumber_chars),
        Contender("pypdfium2, plain text", pdfium_text),
        Contender("pdf_oxide, extract_chars alone", oxide_chars),
    ]


def engines(*, slow: bool) -> list[Contender]:
    """Engines alone, their objects made, and ``read_pdf``: the default engine, watched, with text layers judged."""
    found = [
        Contender(ENGINE, read_pages_with("oxide")),
        Contender("read_pdf (engine auto)", lambda data: read_pdf_bytes(data, "paper.pdf", Settings())),
    ]
    if slow:
        found += [Contender(f"{name} engine", read_pages_with(name)) for name in ("pdfium", "plumber")]
    return found


def whole() -> list[Contender]:
    return [Contender(RECORD, record)]


def peers() -> list[Contender]:
    """Tools of others, each only where it is installed (``pip install naskah[peers]``).

    CPU time of child processes is not counted: OpenDataLoader's row is the waiting for its Java machine.
    """
    found = []
    if importlib.util.find_spec("pymupdf4llm") and importlib.util.find_spec("pymupdf"):
        found.append(Contender("pymupdf4llm, Markdown", _pymupdf4llm))
    if importlib.util.find_spec("liteparse"):
        found.append(Contender("liteparse, Markdown", _liteparse))
    if importlib.util.find_spec("opendataloader_pdf") and shutil.which("java"):
        found.append(Contender("opendataloader-pdf, Markdown", _opendataloader))
    return found


def _pymupdf4llm(data: bytes) -> object:
    import pymupdf
    import pymupdf4llm

    return pymupdf4llm.to_markdown(pymupdf.open(stream=data, filetype="pdf"), show_progress=False)


def _liteparse(data: bytes) -> object:
    import liteparse

    parser = liteparse.LiteParse(output_format="markdown", ocr_enabled=False, quiet=True)
    return parser.parse(data).text


def _opendataloader(data: bytes) -> object:
    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(data)
        return opendataloader_pdf.convert(input_path=[str(path)], output_dir=folder, format="markdown")
