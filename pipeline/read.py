"""From a file to a ``Document`` with its pages.

Engine ``auto`` is the fast one, with pages that it reads badly read again (``pipeline.engines.watch``); a file that
it cannot open at all goes to pdfium, then to pdfplumber. Whatever a library raises becomes one of the errors of
``pipeline.errors`` here or in the engines.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from pipeline.chars import Chars
from pipeline.document import Diagnostic, Document, Page, Settings, Source
from pipeline.engines import read_pages_with
from pipeline.engines.engine import EngineError, EngineResult, PasswordNeededError
from pipeline.engines.watch import STAGE, Watched, watch
from pipeline.errors import EncryptedPdfError, FileAccessError, InputFileError, MemoryLimitError
from pipeline.ocr.recognition import recognise, require_text
from pipeline.text.layer import classify

ORDER = ("oxide", "pdfium", "plumber")
"""Engines that ``auto`` tries on a file that will not open."""
HEADER_WITHIN = 1024
"""Bytes in which ``%PDF-`` has to come (ISO 32000-1, annex H, implementation note 13)."""


class _Reading(NamedTuple):
    """What was read so far, by which engine, with what was noticed on the way."""

    engine: str
    result: EngineResult
    diagnostics: tuple[Diagnostic, ...] = ()


def read_pdf(path: str | PathLike[str], settings: Settings | None = None, *, password: str | None = None) -> Document:
    """Return the pages of a PDF: glyphs, drawn lines, pictures and links, with the text layer of each page judged.

    Raises:
        FileAccessError: The file cannot be read.
        InputFileError: It is no PDF, is empty, is damaged beyond reading, or is gone.
        EncryptedPdfError: It opens only with a password that was not given.
        MemoryLimitError: There is not enough memory for it.
        NoTextLayerError: Its pages hold no text that can be read, and recognition is off or finds none.
        MissingDependencyError: They have to be recognised, and Tesseract is not installed.
    """
    place = Path(path)
    try:
        data = place.read_bytes()
    except FileNotFoundError as error:
        raise InputFileError(f"{place.name}: no such file (moved or deleted since the run began?)") from error
    except IsADirectoryError as error:
        raise InputFileError(
            f"{place.name}: a folder, not a file; give the PDFs in it, or use the batch command"
        ) from error
    except OSError as error:
        raise FileAccessError(f"{place.name}: cannot be read: {error.strerror or error}") from error
    return read_pdf_bytes(data, place.name, settings, password=password)


def read_pdf_bytes(
    data: bytes, filename: str, settings: Settings | None = None, *, password: str | None = None
) -> Document:
    """Return the pages of a PDF held in memory; ``filename`` names it in messages and in the record.

    Raises:
        InputFileError, EncryptedPdfError, MemoryLimitError, MissingDependencyError: As ``read_pdf``.
    """
    settings = settings or Settings()
    _check_header(data, filename)
    try:
        reading = _read(data, password, settings.engine)
    except PasswordNeededError as error:
        what = "the password is wrong" if password else "a password is needed to open it"
        raise EncryptedPdfError(f"{filename}: encrypted, and {what}; give one with --password-file") from error
    except EngineError as error:
        raise InputFileError(f"{filename}: damaged beyond reading ({error}); try to repair it with qpdf") from error
    except MemoryError as error:
        raise MemoryLimitError(f"{filename}: not enough memory to read it") from error
    if not reading.result.pages:
        raise InputFileError(f"{filename}: has no pages")
    doc = recognise(_to_document(data, filename, settings, reading), data, password)
    require_text(doc)
    return replace(doc, diagnostics=(*doc.diagnostics, *_verdicts(doc.pages)))


def _check_header(data: bytes, filename: str) -> None:
    """Raise InputFileError for what is plainly something else; files with a broken first line are left to engines."""
    if not data.strip(b"\0\t\n\f\r "):
        raise InputFileError(f"{filename}: the file is empty")
    if b"%PDF-" in data[:HEADER_WITHIN]:
        return
    kind = next((name for mark, name in _KINDS if data.startswith(mark)), None)
    if kind is None and b" obj" in data and b"endobj" in data:
        return
    raise InputFileError(f"{filename}: not a PDF but {kind or 'something else'}; convert it to PDF first")


_KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"<", "HTML or XML (a download that asked for a login?)"),
)


def _to_document(data: bytes, filename: str, settings: Settings, reading: _Reading) -> Document:
    result = reading.result
    pages = tuple(
        page if (layer := classify(page)) == "native" else replace(page, text_layer=layer)
        for page in map(_with_places, result.pages)
    )
    source = Source(filename, hashlib.sha256(data).hexdigest(), len(data), result.info)
    return Document(source, settings, reading.engine, result.fonts, pages, diagnostics=reading.diagnostics)


def _with_places(page: Page) -> Page:
    """Return the page with glyphs off the page whose place is no number: a damaged file's matrix overflows."""
    edges, runs = (sum(page.chars.lefts), sum(page.chars.rights)), map(sum, page.chars.runs)
    if math.isfinite(sum(edges) + sum(runs)):
        return page
    chars = tuple(
        char
        if math.isfinite(sum(_PLACE(char)))
        else char._replace(x0=-2.0, top=-2.0, x1=-1.0, bottom=-1.0, baseline=-1.2, size=1.0)
        for char in page.chars
    )
    return replace(page, chars=Chars.of(chars))


_PLACE = itemgetter(1, 2, 3, 4, 5, 6)
"""A glyph's box, baseline and size."""


def _verdicts(pages: Sequence[Page]) -> list[Diagnostic]:
    messages = {
        "garbled": "the glyphs of this page do not map to text; recognise it with --ocr auto",
        "none": "this page is a picture without text; recognise it with --ocr auto",
    }
    found = [
        Diagnostic(STAGE, f"text_layer_{page.text_layer}", "warning", page.number, messages[page.text_layer])
        for page in pages
        if page.text_layer in messages
    ]
    if not found and not any(page.chars for page in pages):
        found.append(Diagnostic(STAGE, "no_text", "warning", None, "no page of this file holds any text"))
    return found


def _read(data: bytes, password: str | None, engine: str) -> _Reading:
    """Return the pages by the engine asked for; ``auto`` is the first that opens the file."""
    if engine != "auto":
        result = read_pages_with(engine)(data, password)
        return _Reading(engine, result, _unreadable(result))
    refusals: list[Diagnostic] = []
    for name in ORDER:
        try:
            result = read_pages_with(name)(data, password)
        except EngineError as error:
            if isinstance(error, PasswordNeededError) or name == ORDER[-1]:
                raise
            refusals.append(_refusal(name, str(error)))
            continue
        if result.pages or name == ORDER[-1]:
            watched = watch(result, data, password) if name == ORDER[0] else Watched(result, _unreadable(result))
            return _Reading(name, watched.result, (*refusals, *watched.diagnostics))
        refusals.append(_refusal(name, "it finds no pages"))
    raise EngineError("no engine opens it")


def _refusal(engine: str, reason: str) -> Diagnostic:
    return Diagnostic(STAGE, "engine_refused", "warning", None, f"{engine} cannot read the file: {reason}")


def _unreadable(result: EngineResult) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(STAGE, "page_unreadable", "error", number, f"this page cannot be read: {reason}")
        for number, reason in result.failed
    )
