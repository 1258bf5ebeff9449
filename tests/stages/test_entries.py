"""Reference lists into entries, on lists set by hand."""

from dataclasses import replace

import pytest

from pipeline.document import BBox, Call, Column, Document, Heading, Mark, Note, Span
from pipeline.geometry import union
from pipeline.stages.entries import split_entries
from tests.builders import LEADING, MARGIN, make_line, make_page

INDENT = 36.0
"""Points; 1.27 cm, as APA sets it."""
HANGING = [
    ("Sugiyono. (2017). Metode penelitian kuantitatif dan", "kualitatif. Bandung: Alfabeta."),
    ("Suyanto, B., & Sutinah. (2011). Metode penelitian", "sosial: Berbagai alternatif. Jakarta: Kencana."),
    ("Branch, R. M. (2009). Instructional design. New York: Springer.",),
    ("Badan Pusat Statistik. (2022). Provinsi Riau dalam", "angka 2022. Pekanbaru: BPS", "Provinsi Riau."),
    (
        "World Health Organization. (2021). Global report on",
        "diabetes. https://www.who.int/publications/i/item/",
        "9789",
    ),
]


class Sheet:
    """Sets lines one below the other; ``column`` opens a new column, ``head`` sets a header."""

    def __init__(self):
        self.lines, self.columns, self.headings, self.notes = [], [], [], []
        self.column()

    def column(self, page=1, x0=MARGIN, width=220.0, top=MARGIN):
        self.page, self.x0, self.width, self.y = page, x0, width, top
        self.columns.append([])
        return self

    def line(self, text, indent=0.0, gap=LEADING, size=10.0, **style):
        self.y += gap
        line = make_line(text, page=self.page, x0=self.x0 + indent, baseline=self.y, size=size, **style)
        self.columns[-1].append(len(self.lines))
        self.lines.append(line)
        return len(self.lines) - 1

    def head(self, text, kind, level=1):
        index = self.line(text, gap=2 * LEADING, bold=True)
        span = Span(index, 0, len(self.lines[index].words))
        self.headings.append(Heading((span,), None, text, level, kind))
        return self

    def entry(self, parts, first=0.0, other=INDENT, gap=LEADING):
        for position, text in enumerate(parts):
            self.line(text, other if position else first, LEADING if position else gap)
        return self

    def document(self, **layers):
        columns = []
        for members in self.columns:
            box = union(self.lines[index].bbox for index in members)
            x0 = min(box.x0, *(column.bbox.x0 for column in columns if abs(column.bbox.x0 - box.x0) < 50), box.x0)
            columns.append(Column(self.lines[members[0]].page, BBox(x0, box.top, box.x1, box.bottom), tuple(members)))
        pages = sorted({line.page for line in self.lines})
        fields = {
            "lines": tuple(self.lines),
            "columns": tuple(columns),
            "headings": tuple(self.headings),
            "pages": tuple(make_page((line for line in self.lines if line.page == page), page) for page in pages),
            "body_size": 10.0,
            "leading": LEADING,
        }
        return Document(**{**fields, **layers})


def texts(doc):
    """Return the words of each entry found, its lines joined by a bar."""
    return ["|".join(doc.lines[span.line].text for span in entry.spans) for entry in split_entries(doc).entries]


def joined(entries):
    return ["|".join(parts) for parts in entries]


def test_numbers_rule_whatever_the_indent():
    entries = [
        ("[1] A. Pratama, “Algoritma,” vol. 1, no. 2,", "12. hal. 16-22, 2020."),
        ("[2] Kusrini, Algoritma Data Mining.", "Yogyakarta: Andi, 2009."),
        ("[3] R. Sari, “Sistem,” JATI, 2024.",),
    ]
    sheet = Sheet().head("REFERENSI", "references")
    for parts in entries:
        sheet.entry(parts, other=0.0)
    assert texts(sheet.document()) == joined(entries)


def test_a_number_out_of_turn_begins_nothing():
    entries = [("1. Sari D. Judul. J Gizi. 2019;22(3):", "155. Jakarta."), ("2. Putri A. Judul. 2020.",)]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in entries:
        sheet.entry(parts, other=0.0)
    assert texts(sheet.document()) == joined(entries)


def test_bullets():
    entries = [(f"• {parts[0]}", *parts[1:]) for parts in HANGING]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in entries:
        sheet.entry(parts, other=0.0)
    assert texts(sheet.document()) == joined(entries)


def test_illegible_lines_are_no_entries():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts).line("\ufffd\ufffd\ufffd", size=0.1, gap=0.2)
    assert texts(sheet.document()) == joined(HANGING)


def test_smaller_lines_at_the_foot_and_watermarks_belong_to_no_entry():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    sheet.entry(HANGING[0]).line("SALINAN", size=64.0, gap=30.0)
    sheet.entry(HANGING[1]).entry(HANGING[2])
    for number in range(4):
        sheet.line(f"{number} Lihat Sugiyono, Metode, hlm. 4.", size=8.5)
    assert texts(sheet.document()) == joined(HANGING[:3])


def test_what_stands_far_below_the_list_in_its_column_is_no_entry():
    sheet = Sheet().head("LITERATUR", "references")
    sheet.entry(HANGING[0]).entry(HANGING[1])
    sheet.line("9 Ungedruckte Zuschrift, 8. November 1903, Privatbesitz", gap=10 * LEADING)
    sheet.entry(("Thiele.", "boten sowie die Entgegnung vom 16. Februar."), other=0.0)
    assert texts(sheet.document()) == joined(HANGING[:2])


def test_hanging_indent():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts)
    assert texts(sheet.document()) == joined(HANGING)


def test_one_line_set_in_begins_no_entry_among_entries_of_one_line():
    parts = [
        ("Hardjono, S. (1998). Waktu dan Kerja. Yogyakarta: Ombak.",),
        ("Lontaan, A. (2018). Kentongan dan Lonceng di Pantai.", "Kajian Pesisir, 5(1), 29-50."),
        ("Thornbury, E. (1974). Clocks and Bells. Leiden: Brill.",),
        ("Verhoeven, M. (2003). Reading Reports. Leiden: Brill.",),
    ]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for entry in parts:
        sheet.entry(entry)
    assert texts(sheet.document()) == joined(parts)


def test_the_journal_of_an_entry_begins_none():
    parts = [
        ("Hardjono, S. (1998). Waktu dan Kerja. Yogyakarta: Ombak.",),
        ("Lontaan, A. (2018). Kentongan dan Lonceng di Pantai.", "Jurnal Kajian Pesisir, 5(1), 29-50."),
        ("Thornbury, E. (1974). Clocks and Bells. Leiden: Brill.",),
    ]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for entry in parts:
        sheet.entry(entry, other=0.0)
    assert texts(sheet.document()) == joined(parts)


def test_first_lines_indented_instead():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts, first=INDENT, other=0.0)
    assert texts(sheet.document()) == joined(HANGING)


def test_white_between_entries():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts, other=0.0, gap=1.6 * LEADING)
    assert texts(sheet.document()) == joined(HANGING)


def test_words_alone():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts, other=0.0)
    assert texts(sheet.document()) == joined(HANGING)


RAGGED = [
    ("Kusnandar, E. (2020). Pariwisata daerah pada masa", "Kepariwisataan Tropika, 8(3), 211-226."),
    ("_______. (2021). Desa wisata. Kediri: Artha.",),
    ("Nugroho, B. (2019). Pemasaran untuk usaha mikro.", "Semarang: Penerbit Cakra Buana."),
    ("Osei, K. (2021). How dense must data be?", "International Journal of Computing, 9(4), 310-327."),
    ("Rahayu, S. (2018). Pengaruh media sosial. Malang: Tapak.",),
]
"""Without indent, white or justification: places and journals open lines, and ends say nothing of themselves."""


def test_words_alone_in_ragged_lines():
    sheet = Sheet().head("REFERENSI", "references")
    for parts in RAGGED:
        sheet.entry(parts, other=0.0)
    assert texts(sheet.document()) == joined(RAGGED)


def test_white_at_group_heads_says_nothing_of_the_entries():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for head, parts in (("Buku", RAGGED[1]), ("Jurnal", RAGGED[0]), ("Internet", RAGGED[3])):
        sheet.line(head, gap=1.6 * LEADING, bold=True)
        sheet.entry(parts, other=0.0, gap=1.4 * LEADING).entry(RAGGED[4], other=0.0)
    assert texts(sheet.document()) == joined([RAGGED[1], RAGGED[4], RAGGED[0], RAGGED[4], RAGGED[3], RAGGED[4]])


def test_an_entry_goes_on_over_column_and_page():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    sheet.entry(HANGING[0]).entry(HANGING[1][:1])
    sheet.column(x0=320.0).line(HANGING[1][1], INDENT)
    sheet.entry(HANGING[2]).entry(HANGING[3][:2])
    sheet.column(page=2).line(HANGING[3][2], INDENT)
    sheet.entry(HANGING[4])
    assert texts(sheet.document()) == joined(HANGING)


def test_group_heads_are_no_entries_and_belong_to_none():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    sheet.line("A. Buku")
    sheet.entry(HANGING[0]).entry(HANGING[1])
    sheet.line("Peraturan Perundang-undangan:")
    law = ("Undang-Undang Nomor 2 Tahun 2014 tentang", "Jabatan Notaris.")
    sheet.entry(law)
    assert texts(sheet.document()) == joined([HANGING[0], HANGING[1], law])


def test_the_last_word_of_an_entry_is_no_group_head():
    parts = [
        ("Merriweather, J. (2008). The Weather at Work. Bristol: Severn", "Books."),
        ("Lontaan, A. (2018). Kentongan dan Lonceng di Pantai.", "Jurnal", "Kajian Pesisir, 5(1), 29-50."),
        ("Verhoeven, M. (2003). Reading the Reports. Leiden:", "Brill."),
    ]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for entry in parts:
        sheet.entry(entry)
    assert texts(sheet.document()) == joined(parts)


def test_numbers_that_begin_again_in_each_group():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    entries = []
    for group in ("Buku", "Jurnal"):
        sheet.line(group)
        for number, parts in enumerate(HANGING[:2], start=1):
            entries.append((f"{number}. {parts[0]}", *parts[1:]))
            sheet.entry(entries[-1], other=0.0)
    assert texts(sheet.document()) == joined(entries)


@pytest.mark.parametrize(("text", "kind"), [("LAMPIRAN", "appendix"), ("BIODATA PENULIS", "biography")])
def test_the_list_ends_at_the_next_section(text, kind):
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING:
        sheet.entry(parts)
    sheet.head(text, kind).entry(("Penulis lahir di Padang pada", "tahun 1980 dan mengajar di Riau."))
    assert texts(sheet.document()) == joined(HANGING)


def test_an_entry_set_like_a_header_stays_an_entry():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    sheet.entry(HANGING[0]).entry(HANGING[1]).head("KUSRINI. 2008. KONSEP SISTEM PAKAR.", None).entry(HANGING[3])
    assert len(texts(sheet.document())) == 4


def test_text_behind_the_list_without_a_header_is_left_out():
    sheet = Sheet().head("References", "references")
    for parts in HANGING:
        sheet.entry(parts)
    for _ in range(4):
        sheet.entry(("Die Kampagne zur Rettung des Waldes gilt", "als Beispiel für ausdauernden Protest."))
    assert texts(sheet.document()) == joined(HANGING)


def test_a_footnote_under_the_list_keeps_its_words():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING[:3]:
        sheet.entry(parts)
    index = sheet.line("1 Lihat lampiran.", size=8.0)
    sheet.column(page=2)
    for parts in HANGING[3:]:
        sheet.entry(parts)
    note = Note("1", None, (Span(index, 0, 3),))
    doc = sheet.document(notes=(note,), calls=(Call(Mark(0, 0, 0, 1), "1", 0),))
    assert texts(doc) == joined(HANGING)


def test_entries_taken_for_notes_that_nothing_calls_are_entries():
    sheet = Sheet().head("REFERENSI", "references")
    entries = [(f"[{n}] A. Pratama, “Judul ke-{n},” Jurnal Algor, 2020.",) for n in range(1, 5)]
    for parts in entries:
        sheet.entry(parts)
    notes = tuple(Note(str(n), None, (Span(n, 0, len(sheet.lines[n].words)),)) for n in range(1, 5))
    assert texts(sheet.document(notes=notes)) == joined(entries)


def test_numbers_in_a_column_of_their_own_go_to_their_rows():
    sheet = Sheet().head("REFERENSI", "references")
    rows = []
    for n in range(1, 4):
        rows.append(sheet.line(f"[{n}]"))
        sheet.y += LEADING
    top = sheet.lines[rows[0]].baseline - LEADING
    sheet.column(x0=MARGIN + INDENT, top=top)
    for n in range(1, 4):
        sheet.line(f"Kusrini. 200{n}. Judul buku yang", gap=LEADING)
        sheet.line("panjang. Yogyakarta: Andi.", gap=LEADING)
    assert texts(sheet.document()) == [
        f"[{n}]|Kusrini. 200{n}. Judul buku yang|panjang. Yogyakarta: Andi." for n in range(1, 4)
    ]


def test_a_list_goes_on_beside_the_header_of_what_stands_below_both_columns():
    sheet = Sheet().head("References", "references").entry(HANGING[0]).entry(HANGING[1])
    sheet.head("About the Authors", "biography")
    sheet.column(x0=330.0)
    right = [(f"{name}, K. (201{n}). A history of the", "press. Prague: Libri.") for n, name in enumerate(NAMES)]
    for parts in right:
        sheet.entry(parts)
    assert texts(sheet.document()) == joined([HANGING[0], HANGING[1], *right])


NAMES = ("Kaplan", "Knapik", "Prouza", "Zeman")


def test_several_lists():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references").entry(HANGING[0]).entry(HANGING[1])
    sheet.head("LAMPIRAN", "appendix").line("Isi lampiran.")
    sheet.head("REFERENCES", "references").entry(HANGING[3]).entry(HANGING[4])
    assert texts(sheet.document()) == joined([HANGING[0], HANGING[1], HANGING[3], HANGING[4]])


def test_no_header_no_entries():
    sheet = Sheet().head("PENUTUP", "conclusion")
    for parts in HANGING:
        sheet.entry(parts)
    assert texts(sheet.document()) == []


def test_a_header_without_lines():
    assert texts(Sheet().head("DAFTAR PUSTAKA", "references").document()) == []


def test_an_empty_document():
    assert split_entries(Document()).entries == ()


def test_every_word_of_the_list_is_in_one_entry():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in HANGING * 3:
        sheet.entry(parts)
    spans = [span for entry in split_entries(sheet.document()).entries for span in entry.spans]
    assert [span.line for span in spans] == list(range(1, len(sheet.lines)))


def test_only_entries_are_added():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references").entry(HANGING[0]).entry(HANGING[1])
    doc = sheet.document()
    after = split_entries(doc)
    assert [name for name in doc.__slots__ if getattr(doc, name) is not getattr(after, name)] == ["entries"]


def test_an_entry_of_many_lines_is_doubted():
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    sheet.entry(HANGING[0]).entry(HANGING[1]).entry(("Sari. (2019). Judul", *(["kata kata kata"] * 16)))
    doc = split_entries(sheet.document())
    assert [doubt.code for doubt in doc.diagnostics] == ["long_entry"]
    assert replace(doc, diagnostics=()).entries == doc.entries


def test_the_tail_of_the_last_entry_alone_in_a_column_is_set_in():
    """Its lines are as wide as those of the columns before, and start where their second lines do."""
    wide = ["Paradiplomasi dan otonomi: tinjauan kewenangan.", "Jurnal Politik Kawasan, 4(2), 133-151, tahun."]
    entries = [*HANGING[:4], ("Suparman, Y. (2014). " + wide[0][:26], *wide)]
    sheet = Sheet().head("DAFTAR PUSTAKA", "references")
    for parts in entries[:4]:
        sheet.entry(parts)
    sheet.line(entries[4][0])
    sheet.column(page=2, x0=MARGIN + INDENT)
    for text in wide:
        sheet.line(text)
    doc = sheet.document()
    right = max(line.bbox.x1 for line in doc.lines)
    columns = tuple(
        replace(column, bbox=column.bbox._replace(x0=MARGIN + (column.page - 1) * INDENT, x1=right))
        for column in doc.columns
    )
    assert texts(replace(doc, columns=columns)) == joined(entries)


def test_many_notes_under_a_short_list_stay_notes():
    """A last page with two entries and six notes; where entries are cited by superscripts the first line is one."""
    sheet = Sheet().head("LITERATUR", "references")
    entries = [("[1] K. Ahlers, Der Zeitungsstab, 1987.",), ("[2] M. Lindqvist, Reading Aloud, 1995.",)]
    for parts in entries:
        sheet.entry(parts)
    lines = [sheet.line(f"{number} Stadtarchiv Altenrode, Bestand {number}.", size=10.0) for number in (1, 2, 3)]
    notes = tuple(Note(str(n), None, (Span(at, 0, 5),)) for n, at in enumerate(lines, 1))
    calls = tuple(Call(Mark(0, 0, 0, 1), str(n), n - 1) for n in (1, 2, 3))
    assert texts(sheet.document(notes=notes, calls=calls)) == joined(entries)
