"""Text recognition: what needs it, what becomes of Tesseract's output, what happens without Tesseract."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from pipeline import read_pdf, run
from pipeline.cli import run_cli
from pipeline.document import BBox, Char, Document, Font, Page, Settings, Source
from pipeline.engines import ocr, pdfium
from pipeline.engines.hocr import HocrError, HocrLine, HocrPage, HocrWord, read_hocr
from pipeline.errors import ExitCode, MissingDependencyError, NoTextLayerError
from pipeline.ocr import recognition as recognition
from pipeline.ocr.pages import Sheet, fill_page, settle_sizes
from pipeline.ocr.words import clean_words
from pipeline.read import read_pdf_bytes
from pipeline.recipe import fingerprint
from pipeline.record.accounting import count_glyphs
from pipeline.runs.batch import Options, run_batch
from pipeline.text.layer import classify
from tests.pdf_files import FONT, assemble, flate, make_pdf, stream

SHARED = Path(__file__).parents[2] / "shared" / "pdfs"
PROGRAM = ocr.Tesseract("tesseract", "5.0", "0")
LINES = (
    "Pemerintah daerah perbatasan bekerja sama dengan negara tetangga",
    "dalam bidang perdagangan, pendidikan, dan kesehatan masyarakat.",
    "Kerja sama ini tumbuh dengan cepat sejak tahun 2015 dan telah",
    "mengubah kehidupan warga yang tinggal di sekitar garis batas.",
)
AUTO = Settings(ocr="auto")
needs_tesseract = pytest.mark.skipif(ocr.find_tesseract() is None, reason="Tesseract is not installed")


def scanned_pdf(*pages: Sequence[str], dpi: int = 150, over: bytes = b"") -> bytes:
    """Return a file whose pages are pictures of the lines, with the content ``over`` printed over them."""
    document = pypdfium2.PdfDocument(make_pdf(*pages))
    count = len(pages)
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: FONT}
    kids = b" ".join(b"%d 0 R" % (4 + 3 * i) for i in range(count))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    for i in range(count):
        bitmap = document[i].render(scale=dpi / 72, grayscale=True)
        rows, width = bytes(bitmap.buffer), bitmap.width
        pixels = b"".join(rows[y * bitmap.stride : y * bitmap.stride + width] for y in range(bitmap.height))
        entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d" % (width, bitmap.height)
        number = 4 + 3 * i
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /I %d 0 R >> >> >>" % (number + 1, number + 2)
        )
        objects[number + 1] = stream(b"q 595 0 0 842 0 0 cm /I Do Q " + over)
        objects[number + 2] = flate(pixels, entries + b" /ColorSpace /DeviceGray /BitsPerComponent 8 ")
    return assemble(objects)


def text_of(doc: Document) -> str:
    return "".join(char.text for page in doc.pages for char in page.chars)


def make_hocr_word(text: str, x0: float = 100, baseline: float = 200, confidence: int = 95, **box: float) -> HocrWord:
    """Return a word of 40 pixels a line, 18 pixels a letter."""
    sides = {"x0": x0, "top": baseline - 28, "x1": x0 + 18 * len(text), "bottom": baseline} | box
    return HocrWord(text, BBox(**sides), confidence)


def make_hocr_line(*words: HocrWord, baseline: float = 200, height: float = 40, paragraph: int = 0) -> HocrLine:
    return HocrLine(words, baseline, height, paragraph)


def words_after(*words: HocrWord) -> list[str]:
    """Return what is left of a line of the words."""
    found = clean_words(HocrPage((make_hocr_line(*words),), (), ()))
    return [word.text for line in found.lines for word in line.words]


# Tesseract's output

HOCR = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page' title='bbox 0 0 1000 1000'>
<p class='ocr_par' title="bbox 100 100 500 140">
<span class='ocr_line' title="bbox 100 100 500 140; baseline 0.01 -10; x_size 40; x_descenders 8; x_ascenders 10">
<span class='ocrx_word' title='bbox 100 100 200 130; x_wconf 96'>Kerja</span>
<span class='ocrx_word' title='bbox 220 100 300 130; x_wconf 41'><em>A&amp;B</em></span>
<span class='ocrx_word' title='bbox 320 100 330 130; x_wconf 0'> </span>
</span></p>
<div class='ocr_separator' title="bbox 100 500 300 503"></div><div class='ocr_photo' title="bbox 1 2 300 400"></div>
</div></body></html>"""


def test_hocr_gives_words_with_boxes_and_baseline() -> None:
    page = read_hocr(HOCR)
    (line,) = page.lines
    assert line.words == (
        HocrWord("Kerja", BBox(100, 100, 200, 130), 96),
        HocrWord("A&B", BBox(220, 100, 300, 130), 41),
    )
    assert (line.baseline, line.height, line.paragraph) == (132.0, 40.0, 0)
    assert page.separators == (BBox(100, 500, 300, 503),)
    assert page.photos == (BBox(1, 2, 300, 400),)


@pytest.mark.parametrize("data", [b"", HOCR[:600], b"Error opening data file"])
def test_what_is_no_hocr_says_so(data: bytes) -> None:
    with pytest.raises(HocrError):
        read_hocr(data)


def test_a_row_of_dots_read_as_letters_becomes_dots() -> None:
    flat = make_hocr_word("eee.eee", 400, confidence=0, top=197, x1=900)
    glued = make_hocr_word("Belakang....oooo.nnna", 100, confidence=5, x1=900)
    assert words_after(make_hocr_word("Saran"), flat) == ["Saran", "." * 45]
    name, dots = words_after(glued)
    assert name == "Belakang"
    assert set(dots) == {"."}
    assert words_after(make_hocr_word("Saran"), flat._replace(text="ceceeses")) == ["Saran"]


def test_dots_inside_a_sure_word_stay() -> None:
    assert words_after(make_hocr_word("www.sagepub...com")) == ["www.sagepub...com"]


def test_a_lifted_blob_at_the_head_of_a_line_is_a_bullet_and_a_letter_is_a_letter() -> None:
    blob = make_hocr_word("e", top=183, bottom=195, x1=112)
    letter = make_hocr_word("e", top=180, bottom=200, x1=116)
    assert words_after(blob, make_hocr_word("Menurut", 150)) == ["•", "Menurut"]
    assert words_after(letter, make_hocr_word("Menurut", 150)) == ["e", "Menurut"]
    assert words_after(make_hocr_word("Menurut", 50), blob) == ["Menurut", "e"]


def test_dirt_goes_and_punctuation_stays() -> None:
    assert words_after(make_hocr_word("£", top=80), make_hocr_word("~", confidence=30)) == []
    assert words_after(make_hocr_word("AAA", confidence=3), make_hocr_word("–", 300)) == ["–"]


# From lines to glyphs


def make_scan(*lines: HocrLine, text_layer: str = "none", chars: tuple[Char, ...] = ()) -> Sheet:
    """Return a page of 500 by 500 points and 2000 by 2000 pixels."""
    page = Page(1, 500, 500, chars=chars, images=(BBox(0, 0, 500, 500),), text_layer=text_layer)  # type: ignore[arg-type]
    return Sheet(page, HocrPage(lines, (BBox(200, 1500, 800, 1504), BBox(0, 4, 2000, 8)), ()), (0.25, 0.25))


def make_stamp(text: str, x0: float, baseline: float) -> Char:
    return Char(text, x0, baseline - 8, x0 + 5, baseline + 2, baseline, 10, 0)


def test_sizes_that_measuring_made_several_are_one_and_others_stay() -> None:
    heights = [(40, 0), (41, 0), (39, 1), (38.5, 2), (60, 3)]
    lines = [make_hocr_line(make_hocr_word("kata" * 5), height=height, paragraph=p) for height, p in heights]
    sizes = list(settle_sizes([make_scan(*lines)]).values())
    assert len(set(sizes[:4])) == 1
    assert sizes[4] == pytest.approx(60 * 0.25 / 0.9, abs=0.1)


def test_glyphs_spread_over_the_word_with_a_space_between_words() -> None:
    sheet = make_scan(make_hocr_line(make_hocr_word("Kata", 100), make_hocr_word("ini", 200)))
    page = fill_page(sheet, settle_sizes([sheet]), 7).page
    assert [char.text for char in page.chars] == list("Kata ini")
    assert page.chars[0].x0 == 25.0
    assert page.chars[3].x1 == pytest.approx(43.0)
    assert {(char.font, char.baseline) for char in page.chars} == {(7, 50.0)}
    assert page.text_layer == "ocr"


def test_letters_of_words_whose_boxes_overlap_do_not_mix() -> None:
    sheet = make_scan(make_hocr_line(make_hocr_word("aktif", 100), make_hocr_word("di", 180)))
    page = fill_page(sheet, settle_sizes([sheet]), 0).page
    assert "".join(char.text for char in page.chars) == "aktif di"


def test_arabic_stands_from_right_to_left() -> None:
    sheet = make_scan(make_hocr_line(make_hocr_word("كتاب", 100)))
    page = fill_page(sheet, settle_sizes([sheet]), 0).page
    assert "".join(char.text for char in page.chars) == "باتك"


def test_drawn_lines_of_a_scan_are_rules_but_not_the_edge_of_the_paper() -> None:
    sheet = make_scan(make_hocr_line(make_hocr_word("Kata")))
    filled = fill_page(sheet, settle_sizes([sheet]), 0).page
    assert [tuple(rule) for rule in filled.rules] == [(50.0, 375.5, 200.0, 375.5)]
    assert filled.images == ()


def test_of_a_scans_own_glyphs_those_beside_the_text_stay() -> None:
    stamps = (make_stamp("7", 30, 48), make_stamp("8", 400, 490), make_stamp("\ufffd", 300, 300))
    sheet = make_scan(make_hocr_line(make_hocr_word("Kata")), chars=stamps)
    assert fill_page(sheet, settle_sizes([sheet]), 0).dropped == (0, 2)
    garbled = make_scan(make_hocr_line(make_hocr_word("Kata")), chars=stamps, text_layer="garbled")
    assert fill_page(garbled, settle_sizes([garbled]), 0).dropped == (0, 1, 2)


# Which pages


def make_glyphs(text: str) -> tuple[Char, ...]:
    """Return glyphs in lines of 60."""
    return tuple(
        Char(char, 50 + 5 * (i % 60), 42 + 14 * (i // 60), 55 + 5 * (i % 60), 52 + 14 * (i // 60),
             50.0 + 14 * (i // 60), 10, 0)
        for i, char in enumerate(text)
    )  # fmt: skip


def make_document(*texts: str, ocr: str = "auto") -> Document:
    """Return a document as the reader hands it to recognition; an empty text is a scan."""
    pages = [
        Page(number, 500, 500, chars=make_glyphs(text), images=() if text else (BBox(0, 0, 500, 500),))
        for number, text in enumerate(texts, 1)
    ]
    judged = tuple(Page(p.number, 500, 500, chars=p.chars, images=p.images, text_layer=classify(p)) for p in pages)
    return Document(Source("a.pdf"), Settings(ocr=ocr), "hand", (Font("Serif", False, False),), judged)  # type: ignore[arg-type]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Recognition that finds ``LINES`` on every page; the list takes the numbers of the pages."""
    numbers: list[int] = []
    found = tuple(
        make_hocr_line(
            *(make_hocr_word(word, 200 + 110 * k, 200 + 60 * row) for k, word in enumerate(line.split())),
            baseline=200 + 60 * row,
        )
        for row, line in enumerate(LINES)
    )

    def recognise_pages(program, data, password, wanted, *, scans):
        numbers.extend(wanted)
        return [ocr.Recognised(number, 2000, 2000, HocrPage(found, (), ())) for number in wanted]

    monkeypatch.setattr(recognition, "find_tesseract", lambda: PROGRAM)
    monkeypatch.setattr(recognition, "recognise_pages", recognise_pages)
    return numbers


NATIVE = "Kerja sama daerah dan negara tetangga tumbuh dengan cepat di perbatasan. " * 6
GARBLED = "\ufffd" * 300


def codes(doc: Document) -> list[str]:
    return [diagnostic.code for diagnostic in doc.diagnostics]


def test_only_pages_that_need_it_are_recognised(asked: list[int]) -> None:
    doc = recognition.recognise(make_document(NATIVE, "", GARBLED), b"", None)
    assert asked == [2, 3]
    assert [page.text_layer for page in doc.pages] == ["native", "ocr", "ocr"]
    assert doc.fonts[-1] == Font("ocr", False, False)
    assert codes(doc) == ["ocr_replaced", "ocr"]


def test_never_and_nothing_to_do_leave_the_document_alone(asked: list[int]) -> None:
    for doc in (make_document(NATIVE, "", ocr="never"), make_document(NATIVE)):
        assert recognition.recognise(doc, b"", None) is doc
    assert asked == []


def test_force_recognises_every_page(asked: list[int]) -> None:
    doc = recognition.recognise(make_document(NATIVE, NATIVE, ocr="force"), b"", None)
    assert asked == [1, 2]
    assert len(doc.dropped) == 2 * sum(not char.isspace() for char in NATIVE)


def test_the_glyphs_of_a_garbled_page_are_dropped_and_the_account_balances(asked: list[int]) -> None:
    doc = run(recognition.recognise(make_document(NATIVE, GARBLED), b"", None))
    balance = count_glyphs(doc)
    assert balance.dropped == len(GARBLED)
    assert balance.blocks + balance.furniture + balance.references + balance.footnotes > 400
    assert "perbatasan bekerja sama" in " ".join(text.text for text in doc.texts)


def test_a_text_layer_that_recognition_confirms_is_kept(asked: list[int]) -> None:
    """Letter pairs of languages not known here look like shifted text."""
    shifted = "".join(chr(ord(char) + 3) if char != " " else char for char in " ".join(LINES))
    odd = make_document("x" * 300, "x" * 300)
    says_the_same, says_other = (
        Page(1, 500, 500, chars=make_glyphs(" ".join(LINES)), text_layer="garbled"),
        Page(2, 500, 500, chars=make_glyphs(shifted), text_layer="garbled"),
    )
    odd = Document(odd.source, odd.settings, "hand", odd.fonts, (says_the_same, says_other))
    doc = recognition.recognise(odd, b"", None)
    assert [page.text_layer for page in doc.pages] == ["native", "ocr"]
    assert "ocr_agrees" in codes(doc)


def test_doubtful_pages_and_failed_ones_are_diagnostics(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = HocrPage((make_hocr_line(make_hocr_word("rnenurut", confidence=40)),), (), ())
    results = [
        ocr.Recognised(1, 2000, 2000, doubtful),
        ocr.Recognised(2, 0, 0, None, "tesseract took longer than 60 s"),
        ocr.Recognised(3, 2000, 2000, HocrPage((), (), ())),
    ]
    monkeypatch.setattr(recognition, "find_tesseract", lambda: PROGRAM)
    monkeypatch.setattr(recognition, "recognise_pages", lambda *args, **kwargs: results)
    doc = recognition.recognise(make_document("", "", ""), b"", None)
    assert codes(doc) == ["ocr", "ocr_low_confidence", "ocr_failed", "ocr_nothing"]
    assert [page.text_layer for page in doc.pages] == ["ocr", "none", "none"]


# Without Tesseract, or with one that misbehaves


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def fake_tesseract(tmp_path: Path, script: str) -> ocr.Tesseract:
    """Return a program that does as the shell script says."""
    path = tmp_path / "fake"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return ocr.Tesseract(str(path), "5.0", "0")


def test_pictures_without_recognition_fail_and_say_how_to_go_on() -> None:
    with pytest.raises(NoTextLayerError, match=r"a\.pdf.*--ocr auto.*tesseract-ocr-ind"):
        read_pdf_bytes(scanned_pdf(LINES), "a.pdf")


@pytest.mark.usefixtures("no_tesseract")
def test_pictures_without_tesseract_fail_and_say_what_to_install() -> None:
    with pytest.raises(MissingDependencyError, match=r"a\.pdf.*tesseract-ocr-ind"):
        read_pdf_bytes(scanned_pdf(LINES), "a.pdf", AUTO)
    with pytest.raises(MissingDependencyError):
        read_pdf_bytes(make_pdf(LINES), "a.pdf", Settings(ocr="force"))


@pytest.mark.usefixtures("no_tesseract")
def test_a_file_with_some_text_is_read_without_tesseract() -> None:
    doc = make_document(NATIVE, "")
    assert codes(recognition.recognise(doc, b"", None)) == ["ocr_missing"]
    recognition.require_text(doc)


@pytest.mark.usefixtures("no_tesseract")
def test_a_cover_with_text_before_pictures_is_not_the_article() -> None:
    with pytest.raises(MissingDependencyError, match="tesseract-ocr-ind"):
        recognition.recognise(make_document(NATIVE, "", ""), b"", None)
    recognition.require_text(make_document(NATIVE, "", "", ocr="never"))


def test_text_in_a_language_not_known_here_is_no_missing_text() -> None:
    polish = (
        "Współpraca przygraniczna rozwijała się szybko, ponieważ mieszkańcy chcieli wspólnie rozwiązywać trudności. "
    )
    doc = make_document(polish * 4, ocr="never")
    assert doc.pages[0].text_layer == "garbled"
    recognition.require_text(doc)


def test_a_tesseract_without_the_models_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fake_tesseract(tmp_path, 'echo "tesseract 5.0"; echo "eng"; echo "osd"')
    Path(program.path).rename(tmp_path / "tesseract")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert ocr.find_tesseract() is None


def test_a_tesseract_that_hangs_is_killed(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "exec sleep 30")
    with pytest.raises(ocr.OcrError, match=r"longer than 0\.3 s"):
        ocr.run_tesseract(program, ocr.Picture(10, 10, bytes(100), 300), seconds=0.3)


def test_a_page_that_tesseract_fails_on_does_not_stop_the_others(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "cat > /dev/null; echo 'Image too small' >&2; exit 1")
    results = list(ocr.recognise_pages(program, make_pdf(LINES, LINES), None, [1, 2, 9], scans=frozenset()))
    assert [result.number for result in results] == [1, 2, 9]
    assert "code 1: Image too small" in results[0].reason
    assert all(result.page is None and result.reason for result in results)


def test_a_huge_page_is_rendered_within_bounds() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14400, 14400)
    picture = ocr._render(document, 1, scan=False)
    assert picture.width * picture.height <= 1.01 * ocr.MAX_PIXELS
    assert len(picture.pixels) == picture.width * picture.height


def test_the_recipe_depends_on_tesseract_only_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    never, auto = fingerprint(Settings()), fingerprint(AUTO)
    monkeypatch.setattr("pipeline.recipe.find_tesseract", lambda: PROGRAM._replace(version="6.0"))
    assert fingerprint(Settings()) == never
    assert fingerprint(AUTO) != auto


# With Tesseract


@needs_tesseract
def test_a_scan_is_read_the_same_way_each_time() -> None:
    data = scanned_pdf(LINES)
    doc = read_pdf_bytes(data, "a.pdf", AUTO)
    assert [page.text_layer for page in doc.pages] == ["ocr"]
    text = " ".join(line.text for line in run(doc).lines)
    assert sum(word in text for word in " ".join(LINES).split()) >= 0.9 * len(" ".join(LINES).split())
    first = doc.pages[0].chars[0]
    assert (first.x0, first.baseline, first.size) == pytest.approx((72, 72, 10), abs=1.5)
    assert read_pdf_bytes(data, "a.pdf", AUTO) == doc


@needs_tesseract
def test_what_is_stamped_on_a_scan_does_not_disturb_its_text() -> None:
    stamp = b"BT /F1 14 Tf 1 0 0 1 130 768 Tm (99) Tj 1 0 0 1 280 30 Tm (17) Tj ET"
    doc = read_pdf_bytes(scanned_pdf(LINES, over=stamp), "a.pdf", AUTO)
    lines = [line.text for line in run(doc).lines]
    assert any(line.startswith("Pemerintah daerah perbatasan") for line in lines)
    assert "17" in lines
    assert len(doc.dropped) == 2


@needs_tesseract
def test_the_command_line_recognises_in_a_worker(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    (papers / "scan.pdf").write_bytes(scanned_pdf(LINES))
    (papers / "text.pdf").write_bytes(make_pdf(LINES))
    assert run_cli(["run", str(papers), "--out", str(out), "--quiet"]) != ExitCode.OK
    report = run_batch([papers], out, Options())
    assert [result.code for result in report.results] == ["no_text_layer", None]
    assert run_cli(["run", str(papers), "--out", str(out), "--ocr", "auto", "--quiet"]) == ExitCode.OK
    assert '"text_layer": "ocr"' in (out / "scan.json").read_text(encoding="utf-8").replace('":"', '": "')


def test_the_command_line_knows_three_ways(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run_cli(["run", "a.pdf", "--out", str(tmp_path), "--ocr", "sometimes"]) == ExitCode.BAD_ARGUMENTS
    assert "sometimes" in capsys.readouterr().err


@needs_tesseract
@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of journals is not here")
def test_pages_of_a_real_scan_and_of_real_garbled_text_are_readable() -> None:
    scan, garbled = SHARED / "mikroskil-literasi-digital-imageonly.pdf", SHARED / "en-broken-tounicode-cid.pdf"
    doc = read_pdf(scan)
    part = Document(doc.source, AUTO, doc.engine, doc.fonts, doc.pages[2:3])
    text = text_of(recognition.recognise(part, scan.read_bytes(), None))
    assert "Segala puji bagi Tuhan Yang Maha Esa" in text
    data = garbled.read_bytes()
    result = pdfium.read_pages(data, None, only=frozenset({2}))
    pages = tuple(Page(p.number, p.width, p.height, chars=p.chars, text_layer="garbled") for p in result.pages)
    part = recognition.recognise(Document(Source("b.pdf"), AUTO, "pdfium", result.fonts, pages), data, None)
    dropped = {index for _, index in part.dropped}
    text = "".join(char.text for index, char in enumerate(part.pages[0].chars) if index not in dropped)
    assert "first appeared in 1992" in text
