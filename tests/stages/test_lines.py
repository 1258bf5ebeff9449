"""Lines: words by white space, superscripts on the row they touch, rows cut at channels."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Char, Document, Font, Page
from pipeline.stages.lines import group_lines

FONTS = (Font("Serif", False, False), Font("Serif-Bold", True, False))


def chars(text: str, x: float, baseline: float, size: float = 10.0, *, font: int = 0, step: float = 0.5) -> list[Char]:
    """Return the glyphs of a text, each ``step`` em wide, a space glyph for a space and nothing for ``_``."""
    result = []
    for char in text:
        if char != "_":
            box = (x, baseline - 0.78 * size, x + step * size, baseline + 0.22 * size)
            result.append(Char(char, *box, baseline, size, font))
        x += step * size
    return result


def document(*glyphs: list[Char]) -> Document:
    return Document(fonts=FONTS, pages=(Page(1, 595, 842, chars=tuple(char for group in glyphs for char in group)),))


def texts(doc: Document) -> list[str]:
    return [line.text for line in group_lines(doc).lines]


def test_words_are_cut_at_spaces_and_at_gaps() -> None:
    assert texts(document(chars("masing-masing negara", 50, 100))) == ["masing-masing negara"]
    assert texts(document(chars("masing-masing_negara", 50, 100))) == ["masing-masing negara"]


def test_whatever_is_white_space_is_no_ink_of_a_word() -> None:
    """Broken character maps give separators of lines and paragraphs; the balance does not count them as glyphs."""
    for code in filter(str.isspace, map(chr, range(0x3001))):
        doc = document(chars(f"kerja{code}sama", 50, 100))
        assert sum(word.glyphs for line in group_lines(doc).lines for word in line.words) == 9, f"U+{ord(code):04X}"
        assert texts(doc) == ["kerja sama"]


def test_a_space_printed_on_a_letter_cuts_no_word() -> None:
    glyphs = chars("negara", 50, 100)
    space = glyphs[2]._replace(text=" ")
    assert texts(document([*glyphs[:3], space, *glyphs[3:]])) == ["negara"]


def test_a_raised_number_is_a_superscript_of_the_word_it_touches() -> None:
    line = group_lines(document(chars("daerah.", 50, 100), chars("12", 85, 96, 6))).lines[0]
    assert line.text == "daerah.12"
    assert [word.raised for word in line.words] == [0, 1]
    assert line.words[1].joined
    assert line.size == 10


def test_white_narrower_than_a_space_of_its_own_type_before_a_superscript_is_none() -> None:
    """Justified lines move it off its base (km², gap 0.12 em); a space of 0.25 em is one."""
    words = chars("luas km", 50, 100)
    assert group_lines(document(words, chars("2", 86.2, 96, 6.2))).lines[0].text == "luas km2"
    assert group_lines(document(words, chars("2", 87.6, 96, 6.2))).lines[0].text == "luas km 2"


def test_a_lowered_number_is_a_subscript() -> None:
    line = group_lines(document(chars("CO", 50, 100), chars("2", 60, 103, 6), chars("naik", 70, 100))).lines[0]
    assert [(word.text, word.raised) for word in line.words] == [("CO", 0), ("2", -1), ("naik", 0)]


def test_the_number_of_a_note_may_hang_before_its_text() -> None:
    line = group_lines(document(chars("1", 50, 96, 6.5), chars("Lihat pasal ini", 64, 100, 9.8))).lines[0]
    assert line.words[0].raised == 1
    assert not line.words[1].joined


def test_letterspaced_heads_are_one_word_and_say_so() -> None:
    line = group_lines(document(chars("P E N D A H U L U A N", 50, 100))).lines[0]
    assert line.text == "PENDAHULUAN"
    assert line.words[0].repair == "letterspacing"
    assert line.words[0].printed == "P E N D A H U L U A N"
    assert line.words[0].glyphs == 11


def test_letterspaced_words_keep_the_wider_gap_between_them() -> None:
    assert texts(document(chars("K A T A   K U N C I", 50, 100))) == ["KATA KUNCI"]


def test_initials_are_no_letterspacing() -> None:
    assert texts(document(chars("A B Suyanto dan kawan", 50, 100))) == ["A B Suyanto dan kawan"]


def test_columns_on_one_baseline_are_two_lines() -> None:
    rows = [
        chars(text, x, 100 + 12 * k) for k in range(6) for x, text in ((50, "kiri kolom satu isi"), (170, "kanan isi"))
    ]
    lines = group_lines(document(*rows)).lines
    assert [line.text for line in lines[:2]] == ["kiri kolom satu isi", "kanan isi"]
    assert len(lines) == 12


def test_wide_word_spaces_of_a_justified_line_do_not_cut_it() -> None:
    rows = [chars("Pada", 50, 100), chars("praktiknya,", 95, 100), chars("kota itu luas sekali", 50, 112)]
    assert texts(document(*rows)) == ["Pada praktiknya,", "kota itu luas sekali"]


def test_a_change_of_style_inside_a_word_starts_a_joined_word() -> None:
    line = group_lines(
        document(chars("riset(", 50, 100), chars("research", 80, 100, font=1), chars(")", 120, 100))
    ).lines[0]
    assert line.text == "riset(research)"
    assert [word.bold for word in line.words] == [False, True, False]


def test_body_size_and_leading_come_from_most_of_the_text() -> None:
    rows = [chars("sebuah baris teks biasa", 50, 100 + 14 * k) for k in range(8)]
    doc = group_lines(document(chars("Judul", 50, 60, 18), *rows))
    assert (doc.body_size, doc.leading) == (10.0, 14.0)


def test_dropped_glyphs_are_left_out() -> None:
    doc = document(chars("dua", 50, 100), chars("x", 80, 100))
    assert texts(replace(doc, dropped=((1, 3),))) == ["dua"]


def test_turned_text_is_one_line_of_its_own() -> None:
    turned = [
        char._replace(rotation=270, x0=20, x1=30, top=300 - 6 * k, bottom=306 - 6 * k)
        for k, char in enumerate(chars("stempel", 20, 300))
    ]
    lines = group_lines(document(chars("isi", 50, 100), turned)).lines
    assert [(line.text, line.rotation) for line in lines] == [("isi", 0), ("stempel", 270)]


def test_no_glyph_is_lost() -> None:
    doc = document(chars("satu dua", 50, 100), chars("3", 90, 96, 6), chars("empat", 300, 100))
    lines = group_lines(doc).lines
    assert sum(word.glyphs for line in lines for word in line.words) == 13


def test_low_quotes_used_as_single_quotes_are_mapped_and_on_record() -> None:
    line = group_lines(document(chars("kata \u201ePojok Padang\u201f itu", 50, 100))).lines[0]
    assert line.text == "kata \u2018Pojok Padang\u2019 itu"
    assert line.words[1].printed == "\u201ePojok"
    assert line.words[1].repair == "quote_mapped"


def test_a_german_pair_of_quotes_stays() -> None:
    assert texts(document(chars("das \u201eWort\u201c gilt", 50, 100))) == ["das \u201eWort\u201c gilt"]


def test_a_justified_line_of_two_words_in_a_narrow_column_is_one() -> None:
    """The white between them is wider than any gap of a table (jom-sosial-kota-kembar set in a narrow column)."""
    rows = [chars("kata kata kata kata kata kata kata.", 50, 100 + 14 * k) for k in range(8)]
    right = rows[0][-1].x1
    last = chars("COVID-19", right - 40, 212)
    lines = group_lines(document(*rows, chars("pandemi", 50, 212), last)).lines
    assert lines[-1].text == "pandemi COVID-19"


def test_a_line_stretched_before_a_long_address_is_one_with_the_number_of_its_note() -> None:
    """Justified notes: 50 points between words of 8.5; a table row of equal numbers is cut all the same."""
    words = ("Sister", "Cities", "Nusantara", "diakses", "di")
    glyphs, x = chars("2", 50, 96, 5.3), 50 + 2.65
    for word in words:
        glyphs, x = glyphs + chars(word, x + 50, 100, 8.5), x + 50 + 4.25 * len(word)
    assert texts(document(glyphs)) == ["2 Sister Cities Nusantara diakses di"]
    cells = [char for k in range(5) for char in chars("0,84 kg"[: 4 + 3 * (not k)], 60 + 80 * k, 100, 8.5)]
    assert texts(document(cells)) == ["0,84 kg", *["0,84"] * 4]


def test_the_last_word_of_a_caption_is_no_script_of_the_column_beside() -> None:
    """Eight points beside ten, a gutter of 1.5 em, and a baseline that is a little higher."""
    caption = chars("Rata-Rata Saluran", 50, 100, 8)
    glyphs = [*caption, *chars("Penjualan", caption[-1].x1 + 3, 100, 8)]
    doc = document(glyphs, chars("Salim bahwa pemasaran", glyphs[-1].x1 + 15, 106.4, 10))
    assert texts(doc)[0].endswith("Saluran Penjualan")


def test_lines_of_two_long_words_below_each_other_are_no_columns() -> None:
    """A narrow justified column: four lines whose only space is wide, and full ones that show its edges."""
    pairs = (("“Paradiplomasi", "dan"), ("Otonomi:", "Sebuah"), ("Tinjauan", "atas"), ("Kewenangan", "Daerah"))
    lines = [chars(a, 50, 100 + 14 * k) + chars(b, 200 - 5 * len(b), 100 + 14 * k) for k, (a, b) in enumerate(pairs)]
    full = [chars("dalam Hubungan Luar Negeri yang", 50, 170 + 14 * k, step=150 / 310) for k in range(5)]
    assert texts(document(*lines, *full))[:4] == [" ".join(pair) for pair in pairs]
    cells = [chars(a, 50, 100 + 14 * k) + chars("0,78", 180, 100 + 14 * k) for k, (a, _) in enumerate(pairs)]
    assert texts(document(*cells, *full))[:2] == ["“Paradiplomasi", "0,78"]


def test_one_line_that_leaves_the_gutter_of_another_page_white_is_no_row_of_two_columns() -> None:
    half, full = "kata kata kata kata kata kata kata kata kata", "kata " * 19 + "kata"
    rows = [chars(half, x, 100 + 14 * k) for k in range(12) for x in (50, 300)]
    text = [chars(full, 50, 100 + 14 * k, step=0.495) for k in range(6)]
    loose = chars(half, 50, 184) + chars(half, 300, 184)
    pages = [
        Page(n, 595, 842, chars=tuple(char for row in page for char in row))
        for n, page in ((1, rows), (2, [*text, loose]))
    ]
    found = [line for line in group_lines(Document(fonts=FONTS, pages=tuple(pages))).lines if line.page == 2]
    assert len(found) == 7


def test_a_call_at_a_line_end_is_no_number_of_a_note_in_the_next_column() -> None:
    """Beyond the gutter a justified line whose word spaces are as wide as the gutter, on a baseline two points up."""
    left = chars("yang mempunyai jadwal.", 50, 100, 12, step=0.5)
    call = chars("1", left[-1].x1 + 0.1, 95.5, 7.4)
    right = [
        *chars("memutuskan", left[-1].x1 + 28, 97.9, 12),
        *chars("Pengetahuan", left[-1].x1 + 28 + 60 + 35, 97.9, 12),
    ]
    assert texts(document(left, call, right))[-1] == "yang mempunyai jadwal.1"
