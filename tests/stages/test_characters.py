"""Doubles, covered lines and glyphs off the page are listed, and nothing else is."""

from __future__ import annotations

from pipeline.document import Char, Document, Font
from pipeline.stages.characters import drop_hidden_characters
from tests.builders import PAGE_WIDTH, make_line, make_page

FONTS = (Font("Serif", False, False), Font("Sans", True, False))
BODY = "Kerja sama daerah dan negara tumbuh dengan cepat sekali"


def document(*chars: Char, extra=()) -> Document:
    lines = [make_line(BODY, baseline=300 + 14 * row) for row in range(4)]
    page = make_page(lines)
    return Document(fonts=FONTS, pages=(make_page(number=1, chars=(*chars, *page.chars, *extra)),))


def glyphs(text: str, x0: float, baseline: float, size: float = 10.0, font: int = 0) -> list[Char]:
    step = size / 2
    return [
        Char(
            char,
            x0 + i * step,
            baseline - 0.78 * size,
            x0 + (i + 1) * step,
            baseline + 0.22 * size,
            baseline,
            size,
            font,
        )
        for i, char in enumerate(text)
    ]


def dropped_text(doc: Document) -> str:
    after = drop_hidden_characters(doc)
    assert sorted(set(after.dropped)) == list(after.dropped)
    return "".join(after.pages[number - 1].chars[i].text for number, i in after.dropped)


def codes(doc: Document) -> list[str]:
    return [diagnostic.code for diagnostic in drop_hidden_characters(doc).diagnostics]


def test_plain_text_keeps_all_its_glyphs_and_gets_no_diagnostic():
    assert dropped_text(document(*glyphs("allah masih libur 1100", 72, 100))) == ""
    assert codes(document(*glyphs("allah masih libur 1100", 72, 100))) == []


def test_fake_bold_on_the_same_row_loses_every_second_glyph():
    pairs = zip(glyphs("Statement", 72, 100), glyphs("Statement", 72.4, 100), strict=True)
    doc = document(*(char for pair in pairs for char in pair))
    assert dropped_text(doc) == "Statement"
    assert codes(doc) == ["duplicate_glyphs"]


def test_doubles_beyond_latin_letters_are_told_from_other_glyphs_of_that_kind():
    doubled = zip(glyphs("αλφα", 72, 100), glyphs("αλφα", 72.4, 100), strict=True)
    assert dropped_text(document(*(char for pair in doubled for char in pair))) == "αλφα"
    others = zip(glyphs("αλφα", 72, 100), glyphs("βγδε", 72.4, 100), strict=True)
    assert dropped_text(document(*(char for pair in others for char in pair))) == ""


def test_doubles_are_found_beside_a_glyph_of_two_letters():
    pairs = zip(glyphs("Statement", 72, 100), glyphs("Statement", 72.4, 100), strict=True)
    ligature = glyphs("f", 72, 80)[0]._replace(text="fi")
    assert dropped_text(document(ligature, *(char for pair in pairs for char in pair))) == "Statement"


def test_a_shadow_a_little_lower_is_dropped():
    doc = document(*glyphs("VALID", 72, 100, 12), *glyphs("VALID", 72.5, 101.2, 12))
    assert dropped_text(doc) == "VALID"


def test_the_same_word_in_another_size_or_place_stays():
    assert dropped_text(document(*glyphs("VALID", 72, 100, 12), *glyphs("VALID", 72, 101, 9))) == ""
    assert dropped_text(document(*glyphs("VALID", 72, 100, 12), *glyphs("VALID", 75, 101, 12))) == ""


def test_single_like_letters_of_rows_that_run_into_each_other_stay():
    upper = glyphs("dan mahasiswa pekerja", 72, 100, 12)
    lower = glyphs("dengan kepala sekolah", 72, 101.2, 12)
    assert any(a.text == b.text != " " for a, b in zip(upper, lower, strict=True))
    doc = document(*upper, *lower)
    assert dropped_text(doc) == ""
    assert codes(doc) == ["overlapping_text"]


def test_ink_off_the_page_is_dropped_and_white_space_is_not():
    doc = document(*glyphs("Admin  ", PAGE_WIDTH + 5, 200), *glyphs("   ", PAGE_WIDTH + 5, 220))
    assert dropped_text(doc) == "Admin"
    assert codes(doc) == ["off_page"]


def test_a_glyph_that_sticks_out_stays():
    assert dropped_text(document(*glyphs("a", PAGE_WIDTH - 1, 200), *glyphs("b", -4, 220))) == ""


def test_a_line_under_a_newer_one_in_a_font_of_its_own_is_dropped():
    old = glyphs("Analisis Stunting di Bandarharjo", 74, 102.8)
    new = glyphs("Klasifikasi Stunting pada Balita", 72, 100, 10.4, font=1)
    doc = document(*new, *old)
    assert dropped_text(doc) == "AnalisisStuntingdiBandarharjo"
    assert codes(doc) == ["covered_text"]


def test_the_order_of_the_two_lines_does_not_decide():
    new = glyphs("Klasifikasi Stunting pada Balita", 74, 102.8, font=1)
    old = glyphs("Analisis Stunting di Bandarharjo", 72, 100, 10.4)
    assert dropped_text(document(*old, *new)) == "AnalisisStuntingdiBandarharjo"


def test_raised_markers_and_the_next_column_are_no_overprints():
    marker = glyphs("12345678", 72 + 5 * 40, 96, 6)
    left, right = glyphs("pemerintah daerah di Riau ini", 72, 100), glyphs("pemerintah daerah di Riau ini", 320, 102)
    assert codes(document(*marker, *left, *right)) == []


def test_a_page_without_glyphs_is_left_alone():
    doc = Document(fonts=FONTS, pages=(make_page(),))
    assert drop_hidden_characters(doc).dropped == ()
