"""A PDF opened by pdfium: what it says of itself, and the quick look at its glyphs that watches the fast engine."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pipeline.document import PdfInfo
from pipeline.engines.engine import EngineError, PasswordNeededError, short_reason


class Survey(NamedTuple):
    """What the file says of itself, its page count, and the characters of the pages asked for, white space left out."""

    info: PdfInfo
    pages: int
    glyphs: dict[int, str]


def survey(data: bytes, password: str | None, numbers: Collection[int]) -> Survey:
    """Return the file's own data and the glyphs that pdfium finds on the pages ``numbers``.

    Raises:
        PasswordNeededError, EngineError: As ``read_pages``.
    """
    import pypdfium2.raw as raw

    with opened(data, password) as document:
        count = raw.FPDF_GetPageCount(document)
        glyphs = {}
        for number in numbers:
            if number <= count:
                with loaded(document, number) as page:
                    glyphs[number] = _read_glyphs(raw, page) if page else ""
        return Survey(file_info(raw, document), count, glyphs)


@contextmanager
def opened(data: bytes, password: str | None) -> Iterator[Any]:
    """Yield the document of a file and close it; raises PasswordNeededError or EngineError where it does not open."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        reason = short_reason(error)
        if "password" in reason.lower():
            raise PasswordNeededError(reason) from error
        raise EngineError(reason) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def loaded(document: Any, number: int) -> Iterator[Any]:
    """Yield a page by its 1-based number, nothing where pdfium cannot load it, and close it."""
    import pypdfium2.raw as raw

    page = raw.FPDF_LoadPage(document, number - 1)
    try:
        yield page
    finally:
        if page:
            raw.FPDF_ClosePage(page)


def _read_glyphs(raw: Any, page: Any) -> str:
    """Return the characters of a page but white space; what pdfium adds is white space."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return ""
    try:
        count = raw.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text, 0, count, buffer)
        content = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
        return "".join(content.replace("\ufffe", "-").split())
    finally:
        raw.FPDFText_ClosePage(text)


def file_info(raw: Any, document: Any) -> PdfInfo:
    """Return what the document information dictionary says."""

    def meta(tag: bytes) -> str | None:
        size = raw.FPDF_GetMetaText(document, tag, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_GetMetaText(document, tag, buffer, size)
        return " ".join(buffer.raw.decode("utf-16-le", "replace").replace("\0", " ").split()) or None

    version = ctypes.c_int()
    known = raw.FPDF_GetFileVersion(document, version)
    return PdfInfo(
        f"{version.value // 10}.{version.value % 10}" if known else None,
        meta(b"Producer"),
        meta(b"Creator"),
        meta(b"Title"),
        raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
    )
