"""Section headers: how they are set, their words, the chain of their numbers, their levels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Column, Document, Line
from pipeline.geometry import union
from pipeline.layout.heading_levels import Found, assign_levels, next_number, number_form
from pipeline.layout.heading_types import classify, normalise, split_number
from pipeline.stages.headings import find_headings
from tests.stages.pages import FULL, document_of, lines_of

BOLD = {"bold": True, "font": 1}


def article(*parts: str) -> Document:
    """Return one column of lines: ``*`` is bold, ``/`` italic, ``^`` leaves white above."""
    lines: list[Line] = []
    baseline = 100.0
    for part in parts:
        baseline += 28 if part.startswith("^") else 14
        text = part.lstrip("^")
        style = {"*": BOLD, "/": {"italic": True}}.get(text[0], {})
        lines.extend(lines_of([text.lstrip("*/")], top=baseline, **style))
    box = union(line.bbox for line in lines)
    return document_of(lines, columns=(Column(1, box._replace(x1=467.0), tuple(range(len(lines)))),))


def found(*parts: str) -> list[tuple[str | None, str, int, str | None]]:
    return [(h.number, h.text, h.level, h.type) for h in find_headings(article(*parts)).headings]


def test_bold_lines_on_their_own_are_headers_with_canonical_types() -> None:
    assert found("^*PENDAHULUAN", FULL, FULL, "^*METODE PENELITIAN", FULL, FULL) == [
        (None, "PENDAHULUAN", 1, "introduction"),
        (None, "METODE PENELITIAN", 1, "method"),
    ]


def test_levels_follow_the_documents_own_chain() -> None:
    parts = [
        "^*A. Pendahuluan",
        FULL,
        FULL,
        "^*B. Pembahasan",
        FULL,
        "^*1. Hak Ulayat",
        FULL,
        FULL,
        "^*C. Penutup",
        FULL,
    ]
    assert [(number, level) for number, _, level, _ in found(*parts)] == [("A.", 1), ("B.", 1), ("1.", 2), ("C.", 1)]


def test_decimal_numbers_carry_their_depth() -> None:
    parts = ["^*1. PENDAHULUAN", FULL, "^*1.1 Latar", FULL, "^*1.1.1 Data", FULL, "^*2. METODE", FULL]
    assert [level for _, _, level, _ in found(*parts)] == [1, 2, 3, 1]


def test_a_header_may_run_over_two_lines() -> None:
    assert found("^*PENDAHULUAN", FULL, "^*Kepentingan Pemerintah Kota", "*dalam Kerja Sama", FULL, FULL)[1][1] == (
        "Kepentingan Pemerintah Kota dalam Kerja Sama"
    )


def test_the_title_above_the_first_section_is_no_header() -> None:
    assert [
        text for _, text, _, _ in found("*JUDUL ARTIKEL YANG PANJANG", "^*Abstrak", FULL, "^*PENDAHULUAN", FULL)
    ] == [
        "Abstrak",
        "PENDAHULUAN",
    ]


def test_a_bold_paragraph_is_no_header() -> None:
    assert [text for _, text, *_ in found("^*PENDAHULUAN", FULL, "^*" + FULL, "*" + FULL, "*" + FULL)] == [
        "PENDAHULUAN"
    ]


def test_the_first_words_of_a_sentence_are_no_header() -> None:
    assert found("^*PENDAHULUAN", FULL, "Metode penelitian ini juga berasumsi bahwa", FULL)[1:] == []


def test_an_abbreviation_that_ends_a_sentence_is_no_header() -> None:
    assert found("^*PENDAHULUAN", FULL, FULL, "BTPAL.", "^Kata " + FULL)[1:] == []
    assert found("^*PENDAHULUAN", FULL, FULL + ".", "ARAH BARU", FULL)[1:] == [(None, "ARAH BARU", 2, None)]


def test_letters_of_a_chain_that_lacks_its_first_ones_are_list_items() -> None:
    text = (">Kata " + FULL[5:70], FULL)
    items = ["^d. Cetak biaya", *text, "^e. Cetak bukti", *text]
    first = ["^a. Cetak surat", *text, "^b. Cetak nota", *text]
    assert [number for number, *_ in found("^*1. PENDAHULUAN", FULL, *items)] == ["1."]
    assert [number for number, *_ in found("^*1. PENDAHULUAN", FULL, *first)] == ["1.", "a.", "b."]


def test_captions_are_no_headers() -> None:
    assert found("^*PENDAHULUAN", FULL, "^*Tabel 1. Hasil Uji", FULL)[1:] == []


def test_a_word_that_leads_a_list_in_is_no_header() -> None:
    assert found("^*PENDAHULUAN", FULL, "^*Tujuan:", "1. mencatat hasil", FULL)[1:] == []


def test_plain_numbered_lines_are_headers_only_as_a_chain() -> None:
    body = "Kata " + FULL[5:]
    chain = ["^*A. Pendahuluan", FULL, "^1. Potensi dan Masalah", body, "^2. Pengumpulan Data", body]
    assert [text for _, text, *_ in found(*chain)] == ["Pendahuluan", "Potensi dan Masalah", "Pengumpulan Data"]
    assert [text for _, text, *_ in found(*chain[:4])] == ["Pendahuluan"]


def test_run_in_headers_stand_at_the_start_of_their_paragraph() -> None:
    doc = article("^*PENDAHULUAN", FULL, "^placeholder", FULL, "^placeholder", FULL)
    lines = list(doc.lines)
    for at, head in ((2, "Stres Kerja."), (4, "Iklim Organisasi.")):
        words = lines_of([head + " Menurut para ahli hal itu terjadi"], top=lines[at].baseline)[0].words
        n = len(head.split())
        words = tuple(w._replace(bold=True, font=1) if k < n else w for k, w in enumerate(words))
        lines[at] = lines_of(["x"], top=lines[at].baseline)[0].__class__(
            1, lines[at].bbox._replace(x1=words[-1].x1), lines[at].baseline, 10.0, False, False, words,
            " ".join(w.text for w in words),
        )  # fmt: skip
    box = doc.columns[0].bbox
    headings = find_headings(document_of(lines, columns=(Column(1, box, tuple(range(len(lines)))),))).headings
    assert [(h.text, h.run_in) for h in headings] == [
        ("PENDAHULUAN", False),
        ("Stres Kerja", True),
        ("Iklim Organisasi", True),
    ]
    assert headings[1].level == 2


def test_an_outline_printed_in_the_text_is_no_structure() -> None:
    outline = ["^*ABSTRACT", "^*PERNYATAAN", "^*DAFTAR TABEL", "^*DAFTAR GAMBAR"]
    texts = [text for _, text, *_ in found("^*PENDAHULUAN", FULL, FULL, *outline, "^*SIMPULAN", FULL)]
    assert texts == ["PENDAHULUAN", "SIMPULAN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BAB II TINJAUAN PUSTAKA", ("BAB II", "TINJAUAN PUSTAKA")),
        ("2.1.3 Analisis", ("2.1.3", "Analisis")),
        ("A. Pendahuluan", ("A.", "Pendahuluan")),
        ("IV.SIMPULAN", ("IV.", "SIMPULAN")),
        ("Pendahuluan", (None, "Pendahuluan")),
        ("2017", (None, "2017")),
    ],
)
def test_numbers_are_split_off(text: str, expected: tuple[str | None, str]) -> None:
    assert split_number(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("METODELOGI PENELITIAN", "method"),
        ("III. HASIL & PEMBAHASAN", "results_discussion"),
        ("Daftar Pustaka:", "references"),
        ("PENDAHULAN", "introduction"),
        ("Ucapan Terimakasih", "acknowledgement"),
        ("Concluding Remarks", "conclusion"),
    ],
)
def test_header_words_have_types(text: str, name: str) -> None:
    kind = classify(text)
    assert kind is not None
    assert kind.type == name


def test_unknown_words_have_none() -> None:
    assert classify("Pojok Padang di Ba Ria-Vung Tau") is None
    assert normalise("  4.2  Hasil / Temuan. ") == "hasil dan temuan"


def test_numbers_count_on() -> None:
    assert [next_number(n) for n in ("1.", "B.", "2.9", "III.", "VIII.", "c)")] == [
        "2.",
        "C.",
        "2.10",
        "IV.",
        "IX.",
        "d)",
    ]
    assert [number_form(n, "") for n in ("1.", "2.1", "IV.", "B.", "b.", "2)", None)] == [
        "1",
        "1.1",
        "I",
        "A",
        "a",
        "1)",
        "",
    ]
    assert number_form("I.", "H") == "A"


def test_numbered_sections_between_introduction_and_conclusion_are_the_body() -> None:
    body = [part for k in (1, 2, 3) for part in (f"^/{k}. The Framing of Provinces", FULL, FULL)]
    outline = found("^*Introduction", FULL, FULL, *body, "^*Conclusion", FULL, FULL)
    assert [level for _, _, level, _ in outline] == [1, 1, 1, 1, 1]
    with_method = found("^*Introduction", FULL, *body, "^*Methods", FULL, "^*Conclusion", FULL)
    assert [level for _, _, level, _ in with_method] == [1, 2, 2, 2, 1, 1]


def test_a_header_in_the_body_that_looks_like_abstract_is_none() -> None:
    parts = ["^*Pendahuluan", FULL, FULL, "^*Gharar", FULL, FULL, "^*Ikhtikar", FULL, FULL]
    assert [kind for *_, kind in found(*parts)] == ["introduction", None, None]
    assert classify("Ikhtikar") == classify("Ikhtisar")  # before the body a misprint of it may stand


def test_a_chain_set_otherwise_under_a_number_is_its_own() -> None:
    names = enumerate(("Membaca", "Menandai", "Menafsirkan"), 1)
    steps = [part for k, name in names for part in (f"^{k}. {name}", "Kata " + FULL[5:])]
    parts = ["^*1. PENDAHULUAN", FULL, "^*2. METODE", FULL, *steps, "^*3. HASIL", FULL]
    assert [(number, level) for number, _, level, _ in found(*parts)] == [
        ("1.", 1), ("2.", 1), ("1.", 2), ("2.", 2), ("3.", 2), ("3.", 1),
    ]  # fmt: skip


def test_a_first_subsection_may_stand_right_under_its_section() -> None:
    parts = ["^*2.3. Informasi", "*2.3.1. Pengertian Informasi", FULL, FULL, "^*2.4. Sistem", FULL]
    assert [number for number, *_ in found(*parts)] == ["2.3.", "2.3.1.", "2.4."]


def test_formulas_and_list_items_are_no_headers() -> None:
    parts = [
        "^*1. PENDAHULUAN",
        FULL,
        "^*PRECISION = TP / (TP + FP)",
        FULL,
        "^*• JUMLAH DOKUMEN",
        FULL,
        "^*2. METODE",
        FULL,
    ]
    assert [number for number, *_ in found(*parts)] == ["1.", "2."]


def test_a_main_header_right_above_a_subsection_set_like_it_is_kept() -> None:
    parts = ["^*Pendahuluan", FULL, FULL, "^*Metode", "^*Subjek Penelitian", FULL, FULL, "^*Hasil", FULL, FULL]
    assert [text for _, text, *_ in found(*parts)] == ["Pendahuluan", "Metode", "Subjek Penelitian", "Hasil"]


def test_words_that_name_a_section_may_go_on_where_the_line_is_full() -> None:
    long = "^*LAMPIRAN 1. PETUNJUK PENGISIAN SKALA KERINDUAN BAGI MAHASISWA PERANTAU DARI"
    parts = ["^*PENDAHULUAN", FULL, FULL, long, "*KEPULAUAN", "Bacalah " + FULL, FULL]
    assert [text for _, text, _, _ in found(*parts)][1:] == [long[2:] + " KEPULAUAN"]
    parts = ["^*PENDAHULUAN", FULL, FULL, "^*HASIL DAN PEMBAHASAN TEMUAN", "*KETELITIAN", FULL, FULL]
    assert "HASIL DAN PEMBAHASAN TEMUAN KETELITIAN" not in [text for _, text, _, _ in found(*parts)]


def test_numbered_lines_that_go_on_in_lower_case_are_items() -> None:
    parts = ["^*PENDAHULUAN", FULL, "^1. Apakah dasar pemberian itu", FULL, "^2. Bagaimana kedudukannya", FULL]
    assert [number for number, _, _, _ in found(*parts)] == [None]


def test_lettered_lines_over_first_lines_set_in_are_a_chain() -> None:
    body = "Kata " + FULL[5:]
    parts = ["^*A. PENDAHULUAN", FULL, "^a) Pertimbangan hakim", ">" + body, FULL, "^b) Perbandingan putusan"]
    assert [number for number, _, _, _ in found(*parts, ">" + body, FULL)] == ["A.", "a)", "b)"]
    assert [number for number, _, _, _ in found(*(part.lstrip(">") for part in parts), body, FULL)] == ["A."]


def test_no_header_is_two_levels_below_the_one_before() -> None:
    def header(text: str, **style: bool) -> Found:
        plain = {"bold": True, "italic": False, "capitals": False, "chained": False}
        return Found((), None, text, None, 10.0, **{**plain, **style})

    slanted = {"bold": False, "italic": True}
    headers = [
        header("PENDAHULUAN", capitals=True),
        header("Hak Ulayat"),
        header("Tanah Pusaka", **slanted),
        header("Penyelesaian"),
        header("Di dalam keluarga", **slanted, run_in=True),
    ]
    assert [heading.level for heading in assign_levels(headers)] == [1, 2, 3, 2, 3]


def test_a_bold_number_behind_a_full_last_line_runs_in() -> None:
    full = FULL[:-1] + "."
    doc = article("^*A. METODE", FULL, full, "a. Wawancara. Dua belas orang ditanya", full, "b. Ahli. Lima orang", FULL)
    lines = list(doc.lines)
    for k, count in ((3, 2), (5, 2)):
        words = tuple(word._replace(bold=at < count) for at, word in enumerate(lines[k].words))
        lines[k] = replace(lines[k], words=words)
    headings = find_headings(replace(doc, lines=tuple(lines))).headings
    assert [(h.number, h.run_in) for h in headings] == [("A.", False), ("a.", True), ("b.", True)]


def test_a_known_subhead_in_italics_alone_is_a_header() -> None:
    parts = ["^*PENDAHULUAN", FULL, FULL, "^/Rumusan Masalah", FULL, FULL, "^*METODE", FULL]
    assert [text for _, text, _, _ in found(*parts)] == ["PENDAHULUAN", "Rumusan Masalah", "METODE"]
    assert found(*(part.replace("^/Rumusan Masalah", "^/Duduk Perkara") for part in parts))[1][1] == "METODE"
    assert found(*(part.replace("^/", "/") for part in parts))[1][1] == "METODE"
    parts[5:5] = ["^/Duduk Perkara", FULL]
    assert [text for _, text, _, _ in found(*parts)][1:3] == ["Rumusan Masalah", "Duduk Perkara"]


def test_subheads_in_italics_end_over_white_or_a_line_set_in_or_after_two_lines() -> None:
    full = "Kedudukan Masyarakat Pesisir dalam Pendaftaran Pertanahan Kepulauan Selatan"
    start = ["^*PENDAHULUAN", FULL, FULL, "^*METODE", FULL, "^/Duduk Perkara", FULL]
    for part, rest in ((full, ">Satu " + FULL[5:]), (full, "^Satu " + FULL[5:]), (full, "/Kepulauan Timur")):
        texts = [text for _, text, _, _ in found(*start, "^/" + part, rest, "Kata " + FULL[5:], FULL)]
        assert texts[3:] == [part + (" " + rest[1:] if rest[0] == "/" else "")]
    verse = [*start, "^/Duduk di tepi sungai", "/Memandang ke seberang", FULL, FULL]
    assert [text for _, text, _, _ in found(*verse)] == ["PENDAHULUAN", "METODE"]


def test_subheads_in_smaller_bold_are_headers_where_they_are_a_habit() -> None:
    doc = article("^*PENDAHULUAN", FULL, FULL, "^Duduk Perkara", FULL, FULL, "^Tiga Ukuran", FULL, FULL)
    small = {k: lines_of([doc.lines[k].text], top=doc.lines[k].baseline, size=9.0, **BOLD)[0] for k in (3, 6)}
    lines = [small.get(k, line) for k, line in enumerate(doc.lines)]
    heads = find_headings(replace(doc, lines=tuple(lines))).headings
    assert [(h.text, h.level) for h in heads] == [("PENDAHULUAN", 1), ("Duduk Perkara", 2), ("Tiga Ukuran", 2)]
    lines[6] = doc.lines[6]
    assert [h.text for h in find_headings(replace(doc, lines=tuple(lines))).headings] == ["PENDAHULUAN"]


def test_a_subhead_in_italics_over_a_table_goes_on_in_the_next_column() -> None:
    doc = article("^*PENDAHULUAN", FULL, FULL, "^/Duduk Perkara", FULL, FULL, "^/Tiga Ukuran", FULL, FULL)
    column = doc.columns[0]
    parts = tuple(replace(column, lines=tuple(part)) for part in (range(7), range(7, 9)))
    texts = [h.text for h in find_headings(replace(doc, columns=parts)).headings]
    assert texts == ["PENDAHULUAN", "Duduk Perkara", "Tiga Ukuran"]


def test_a_header_set_like_the_one_right_below_it_is_kept() -> None:
    parts = ["^*PENDAHULUAN", FULL, FULL, "^*Hak Ulayat", "^*Syarat Keberadaan", FULL, FULL, "^*PENUTUP", FULL]
    assert [text for _, text, _, _ in found(*parts)] == ["PENDAHULUAN", "Hak Ulayat", "Syarat Keberadaan", "PENUTUP"]


def run_in(doc: Document, at: dict[int, int], **style: bool) -> Document:
    """Return the document with the first words of some lines set otherwise."""
    lines = [
        replace(line, words=tuple(w._replace(**style) if n < at.get(k, 0) else w for n, w in enumerate(line.words)))
        for k, line in enumerate(doc.lines)
    ]
    return replace(doc, lines=tuple(lines))


def test_a_header_that_runs_in_stands_alone_under_one_on_its_own_line() -> None:
    doc = article(
        "^*METODE",
        FULL,
        FULL,
        "^*Tahap Penyusunan",
        "Wawancara. Dua belas orang",
        "dua kata.",
        "Ahli. Lima orang ahli menilai",
        "ketiga kata.",
    )
    heads = find_headings(run_in(doc, {4: 1, 6: 1}, bold=True)).headings
    assert [(h.text, h.type, h.run_in) for h in heads] == [
        ("METODE", "method", False), ("Tahap Penyusunan", None, False), ("Wawancara", None, True), ("Ahli", None, True),
    ]  # fmt: skip


def test_numbered_italics_behind_a_full_last_line_run_in() -> None:
    full = FULL[:-1] + "."
    doc = article("^*3. HASIL", FULL, full, *(f"3.{k}. Ahli. Lima orang ahli {FULL[:40]}" for k in (1, 2)), full)
    texts = [doc.lines[k].text for k in range(3)]
    parts = [*texts, doc.lines[3].text, full, doc.lines[4].text, full, "3.3. Alat. Lima buah alat", full]
    doc = run_in(article("^*" + parts[0], *parts[1:]), {3: 2, 5: 2, 7: 2}, italic=True)
    assert [h.number for h in find_headings(doc).headings] == ["3.", "3.1.", "3.2.", "3.3."]


def test_names_over_an_abstract_set_like_later_headers_are_none() -> None:
    doc = article("*Ingrid Haugen, Daniel Pattiwael", "^*Abstract", FULL, "^*Signboards", FULL, FULL)
    later = lines_of([FULL, "Registers", FULL, "BIBLIOGRAPHY", FULL], page=2, top=100)
    later = [
        replace(line, bold=k in (1, 3), words=tuple(w._replace(bold=k in (1, 3)) for w in line.words))
        for k, line in enumerate(later)
    ]
    box = union(line.bbox for line in later)
    second = Column(2, box._replace(x1=467.0), tuple(range(len(doc.lines), len(doc.lines) + len(later))))
    doc = document_of(doc.lines, later, columns=(*doc.columns, second))
    assert [h.text for h in find_headings(doc).headings] == ["Abstract", "Signboards", "Registers", "BIBLIOGRAPHY"]


def test_a_subhead_in_italics_may_be_the_last_line_of_a_page() -> None:
    doc = article("^*PENDAHULUAN", FULL, FULL, "^/Duduk Perkara", FULL, FULL, "^/Tiga Ukuran")
    later = lines_of([FULL] * 3, page=2, top=100)
    second = Column(2, union(line.bbox for line in later), tuple(range(7, 10)))
    doc = document_of(doc.lines, later, columns=(*doc.columns, second))
    assert [h.text for h in find_headings(doc).headings] == ["PENDAHULUAN", "Duduk Perkara", "Tiga Ukuran"]


def test_headers_under_numbers_alone_on_their_line_are_below_them() -> None:
    style = {"bold": True, "italic": False, "chained": False}
    headers = [
        Found((), "I", "I", None, 10.0, capitals=False, **style),
        Found((), "II", "II", None, 10.0, capitals=False, **style),
        Found((), None, "Signboards", None, 10.0, capitals=False, **style),
        Found((), None, "Registers", None, 10.0, capitals=False, **style),
        Found((), "III", "III", None, 10.0, capitals=False, **style),
        Found((), None, "BIBLIOGRAPHY", "references", 10.0, capitals=True, **style),
    ]
    assert [heading.level for heading in assign_levels(headers)] == [1, 1, 2, 2, 1, 1]


def test_roman_numbers_alone_on_their_lines_are_numbers_at_any_length() -> None:
    parts = ["^*PENDAHULUAN", FULL, "^*I", "^" + FULL, FULL, "^*II", "^" + FULL, FULL, "^*III", "^" + FULL, FULL]
    assert [number for number, *_ in found(*parts)] == [None, "I", "II", "III"]
