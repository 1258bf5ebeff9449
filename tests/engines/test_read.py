"""From file to pages: engines that stand in for each other, errors that say what to do, odd files that do no harm."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest

from pipeline import read_pdf
from pipeline.document import Char, Document, Page, Settings
from pipeline.engines import oxide
from pipeline.engines.order import order_turned
from pipeline.engines.watch import watch
from pipeline.errors import (
    BadArgumentsError,
    EncryptedPdfError,
    FileAccessError,
    InputFileError,
    PipelineError,
)
from pipeline.read import _with_places, read_pdf_bytes
from pipeline.text.layer import classify
from tests.pdf_files import article_pdf, assemble, make_pdf, page_objects, stream

SHARED = Path(__file__).parents[3] / "shared"
TYPED = ("InputFileError: ", "EncryptedPdfError: ", "NoTextLayerError: ")
SECONDS = 10
"""A bad file has to end within so many seconds."""


def text_of(doc: Document) -> str:
    return "".join(char.text for page in doc.pages for char in page.chars)


def test_a_document_says_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "artikel.pdf"
    path.write_bytes(article_pdf())
    doc = read_pdf(path)
    assert (doc.source.filename, doc.source.bytes) == ("artikel.pdf", path.stat().st_size)
    assert doc.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert doc.source.pdf.version == "1.7"
    assert not doc.source.pdf.encrypted
    assert (doc.engine, doc.settings, doc.diagnostics) == ("oxide", Settings(), ())
    assert [page.number for page in doc.pages] == [1, 2]
    assert {page.text_layer for page in doc.pages} == {"native"}
    assert "Kerja Sama Daerah Perbatasan" in text_of(doc)


def test_what_the_file_says_of_itself():
    info = b"<< /Producer (Word) /Creator (Writer) /Title <FEFF004A0075006400750020013E> >>"
    objects = page_objects([stream(b"BT /F1 10 Tf 72 700 Td (teks) Tj ET")])
    data = assemble({**objects, 30: info}, trailer=b"/Info 30 0 R", version=b"1.4")
    pdf = read_pdf_bytes(data, "a.pdf").source.pdf
    assert (pdf.version, pdf.producer, pdf.creator, pdf.title) == ("1.4", "Word", "Writer", "Judu \u013e")


@pytest.mark.parametrize("engine", ["oxide", "plumber", "pdfium"])
def test_an_engine_can_be_chosen(engine: str) -> None:
    doc = read_pdf_bytes(article_pdf(), "a.pdf", Settings(engine=engine))
    assert doc.engine == engine
    assert text_of(doc) == text_of(read_pdf_bytes(article_pdf(), "a.pdf"))


def test_an_unknown_engine_is_a_bad_argument():
    with pytest.raises(BadArgumentsError, match="oxide, plumber, pdfium"):
        read_pdf_bytes(article_pdf(), "a.pdf", Settings(engine="steam"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\n\0 \n", "empty"),
        (b"\xff\xd8\xff\xe0 JFIF", "a JPEG picture"),
        (b"PK\x03\x04 docx", "ZIP archive or an Office document"),
        (b"<html>sign in</html>", "asked for a login"),
        (b"teks biasa", "not a PDF but something else"),
        (b"%PDF-1.7\nnothing that follows makes sense", "damaged"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(InputFileError, match=message) as caught:
        read_pdf_bytes(data, "artikel.pdf")
    assert caught.value.message.startswith("artikel.pdf: ")


def test_places_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputFileError, match="no such file"):
        read_pdf(tmp_path / "hilang.pdf")
    with pytest.raises(InputFileError, match="a folder"):
        read_pdf(tmp_path)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileAccessError, match="Permission denied"):
        read_pdf(tmp_path / "a.pdf")


def test_a_page_that_the_fast_engine_refuses_is_read_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    read_page = oxide._read_page

    def fail_on_second(document, number, fonts, **how):
        if number == 2:
            raise RuntimeError("no such luck")
        return read_page(document, number, fonts, **how)

    expected = read_pdf_bytes(article_pdf(), "a.pdf")
    monkeypatch.setattr(oxide, "_read_page", fail_on_second)
    doc = read_pdf_bytes(article_pdf(), "a.pdf")
    assert text_of(doc) == text_of(expected)
    assert [(d.code, d.page) for d in doc.diagnostics] == [("engine_fallback", 2)]
    assert "no such luck" in doc.diagnostics[0].message
    assert doc.fonts == expected.fonts
    assert all(char.font < len(doc.fonts) for page in doc.pages for char in page.chars)


@pytest.mark.parametrize("losing", [{1}, {3}, {1, 2, 3, 4}])
def test_pages_of_which_the_fast_engine_loses_a_fifth_are_found(monkeypatch: pytest.MonkeyPatch, losing: set[int]):
    line = "BT /F1 10 Tf 72 %d Td (baris dengan banyak huruf yang terbaca baik) Tj ET"
    lines = [line % (700 - 14 * k) for k in range(12)]
    data = assemble(page_objects([stream("\n".join(lines).encode())] * 4))
    read_page = oxide._read_page

    def lose(document, number, fonts, **how):
        reading = read_page(document, number, fonts, **how)
        if number not in losing:
            return reading
        chars = reading.page.chars.without(range(0, len(reading.page.chars), 5))
        return reading._replace(page=replace(reading.page, chars=chars))

    expected = text_of(read_pdf_bytes(data, "a.pdf"))
    monkeypatch.setattr(oxide, "_read_page", lose)
    doc = read_pdf_bytes(data, "a.pdf")
    assert {d.page for d in doc.diagnostics if "glyphs where pdfium finds" in d.message} == losing
    assert text_of(doc) == expected


def test_a_panic_of_the_library_is_a_failure_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(document, number, fonts, **how):
        raise PanicException("index out of bounds")

    monkeypatch.setattr(oxide, "_read_page", panic)
    doc = read_pdf_bytes(article_pdf(), "a.pdf")
    assert {d.code for d in doc.diagnostics} == {"engine_fallback"}
    assert "Kerja Sama" in text_of(doc)


def test_an_interrupt_is_no_failure_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(document, number, fonts, **how):
        raise KeyboardInterrupt

    monkeypatch.setattr(oxide, "_read_page", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read_pdf_bytes(article_pdf(), "a.pdf")


def test_a_file_without_any_text_says_so():
    doc = read_pdf_bytes(make_pdf([]), "kosong.pdf")
    assert [d.code for d in doc.diagnostics] == ["no_text"]


def test_reading_twice_gives_the_same():
    assert read_pdf_bytes(article_pdf(), "a.pdf") == read_pdf_bytes(article_pdf(), "a.pdf")


def read_one(path: str) -> tuple[str, float]:
    """Return how reading a file ends and how long it takes."""
    start = time.perf_counter()
    try:
        doc = read_pdf(path)
    except PipelineError as error:
        outcome = f"{type(error).__name__}: {error}"
    else:
        glyphs = sum(len(page.chars) for page in doc.pages)
        outcome = "read" if glyphs or doc.diagnostics else "read to nothing without a word"
    return outcome, time.perf_counter() - start


@pytest.mark.skipif(not (SHARED / "bad-pdfs").is_dir(), reason="the collection of bad files is not here")
def test_bad_files_end_in_a_document_or_an_error_with_a_type():
    paths = sorted(map(str, (SHARED / "bad-pdfs").glob("*.pdf")))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        for path in paths:
            outcome, seconds = pool.apply_async(read_one, (path,)).get(timeout=SECONDS)
            assert seconds < SECONDS
            assert outcome == "read" or outcome.startswith(TYPED), path


@pytest.mark.skipif(not (SHARED / "bad-pdfs").is_dir(), reason="the collection of bad files is not here")
def test_owner_protection_opens_and_a_user_password_is_asked_for():
    folder = SHARED / "bad-pdfs"
    doc = read_pdf(folder / "pdfCabinetOfHorrors_encryption_nocopy.pdf")
    assert doc.source.pdf.encrypted
    assert text_of(doc)
    with pytest.raises(EncryptedPdfError, match="a password is needed"):
        read_pdf(folder / "pdfCabinetOfHorrors_encryption_openpassword.pdf")
    with pytest.raises(EncryptedPdfError, match="the password is wrong"):
        read_pdf(folder / "pdfCabinetOfHorrors_encryption_openpassword.pdf", password="salah")


@pytest.mark.skipif(not (SHARED / "pdfs").is_dir(), reason="the collection of journals is not here")
def test_text_layers_of_journals():
    """Sixteen pages of one file are pictures, the glyphs of another map to nothing, all else is text."""
    pictures, garbled = "mikroskil-literasi-digital-imageonly", "en-broken-tounicode-cid"
    for path in sorted((SHARED / "pdfs").glob("*.pdf")):
        data = path.read_bytes()
        layers = [classify(page) for page in watch(oxide.read_pages(data), data, None).result.pages]
        if path.stem == pictures:
            assert layers == ["native", *["none"] * 16, "native", "native"]
        else:
            assert set(layers) == {"garbled" if path.stem == garbled else "native"}, path.stem


def test_no_turned_glyphs_are_no_lines():
    assert order_turned([]) == []


def test_a_glyph_whose_place_is_no_number_is_off_the_page():
    page = Page(1, 595.0, 842.0, chars=(Char("a", 10, 20, 15, 30, 28, 10, 0), Char("b", nan, 20, nan, 30, 28, 10, 0)))
    whole = _with_places(page)
    assert whole.chars[0] == page.chars[0]
    assert whole.chars[1].x1 < 0 and whole.chars[1].text == "b"
