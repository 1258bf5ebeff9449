"""Texts: joined words, markers, line ends, regions, styles and repairs, on documents built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import (
    Anchor,
    BBox,
    Call,
    Document,
    Line,
    Link,
    Mark,
    Note,
    Page,
    Passage,
    PassageKind,
    Span,
    Text,
    Word,
)
from pipeline.stages.texts import STAGE, join_texts
from tests.builders import make_line, make_word


def make_paragraph(
    *contents: str | Sequence[Word], kind: PassageKind = "paragraph", marks: Sequence[Mark] = ()
) -> Document:
    """Return one passage over the given lines, with a call for each mark."""
    lines = tuple(make_line(c, baseline=100.0 + 14 * i) for i, c in enumerate(contents))
    return make_from_lines(lines, kind=kind, marks=marks)


def make_from_lines(lines: Sequence[Line], kind: PassageKind = "paragraph", marks: Sequence[Mark] = ()) -> Document:
    calls = tuple(Call(m, lines[m.line].words[m.word].text[m.start : m.end], i) for i, m in enumerate(marks))
    spans = tuple(Span(i, 0, len(line.words)) for i, line in enumerate(lines))
    pages = tuple(Page(n, 595.0, 842.0) for n in sorted({line.page for line in lines}))
    return Document(pages=pages, lines=tuple(lines), calls=calls, passages=(Passage(kind, spans),))


def join(doc: Document) -> tuple[Text, Document]:
    result = join_texts(doc)
    check_repairs(result)
    return result.texts[0], result


def check_repairs(doc: Document) -> None:
    """Every repair stands where it says, so that it can be undone."""
    for repair in doc.repairs:
        text = doc.texts[repair.owner].text
        assert text[repair.offset :].startswith(repair.after), repair


def words(*texts: str, joined: Sequence[int] = (), raised: Sequence[int] = (), size: float = 10.0) -> list[Word]:
    """Return words side by side; ``joined`` and ``raised`` list indices."""
    made: list[Word] = []
    x = 72.0
    for i, text in enumerate(texts):
        if i and i not in joined:
            x += 5.0
        word = make_word(text, x0=x, size=size, joined=i in joined, raised=int(i in raised))
        made.append(word)
        x = word.x1
    return made


def test_lines_become_one_text() -> None:
    text, doc = join(make_paragraph("Penelitian ini membahas", "kerja sama daerah."))
    assert text.text == "Penelitian ini membahas kerja sama daerah."
    assert text.breaks == ((24, 1),)
    assert doc.repairs == ()
    assert len(text.regions) == 1


def test_joined_word_has_no_space() -> None:
    text, _ = join(make_paragraph(words("Kata", "miring", ",", "lalu", joined=[2])))
    assert text.text == "Kata miring, lalu"


def test_raised_marker_becomes_anchor() -> None:
    line = words("daerah", ".", "4", "Terkait", "hal", joined=[1, 2], raised=[2])
    text, _ = join(make_paragraph(line, marks=[Mark(0, 2, 0, 1)]))
    assert text.text == "daerah. Terkait hal"
    assert text.anchors == (Anchor(7, 0, "4"),)


def test_marker_before_punctuation() -> None:
    line = words("daerah", "4", ",", "lalu", joined=[1, 2], raised=[1])
    text, _ = join(make_paragraph(line, marks=[Mark(0, 1, 0, 1)]))
    assert text.text == "daerah, lalu"
    assert text.anchors == (Anchor(6, 0, "4"),)


def test_full_size_marker_glued_to_word() -> None:
    text, _ = join(make_paragraph("dalam daerah4 itu", marks=[Mark(0, 1, 6, 7)]))
    assert text.text == "dalam daerah itu"
    assert text.anchors == (Anchor(12, 0, "4"),)


def test_marker_in_place_of_the_space() -> None:
    text, doc = join(make_paragraph("the war.2In May", marks=[Mark(0, 1, 4, 5)]))
    assert text.text == "the war. In May"
    assert text.anchors == (Anchor(8, 0, "2"),)
    assert [r.kind for r in doc.repairs] == ["space_inserted"]


def test_marker_alone_on_its_line() -> None:
    text, _ = join(make_paragraph("luar negeri.", "2", "Terkait hal ini", marks=[Mark(1, 0, 0, 1)]))
    assert text.text == "luar negeri. Terkait hal ini"
    assert text.anchors == (Anchor(12, 0, "2"),)


def test_marker_at_line_end() -> None:
    line = words("luar", "negeri", "2", joined=[2], raised=[2])
    text, _ = join(make_paragraph(line, "yang baru", marks=[Mark(0, 2, 0, 1)]))
    assert text.text == "luar negeri yang baru"
    assert text.anchors == (Anchor(11, 0, "2"),)


def test_note_marker_is_no_anchor() -> None:
    doc = make_paragraph(words("1", "Soekanto,", "hlm.", "3.", raised=[0]), kind="footnote")
    doc = replace(doc, notes=(Note("1", Mark(0, 0, 0, 1), doc.passages[0].spans),))
    text, _ = join(doc)
    assert text.text == "Soekanto, hlm. 3."
    assert text.anchors == ()


@pytest.mark.parametrize(
    ("first", "second", "expected", "kind"),
    [
        ("banyak kelompok-", "kelompok tani", "banyak kelompok-kelompok tani", "hyphen_kept"),
        ("dengan pelak-", "sanaan itu", "dengan pelaksanaan itu", "hyphen_dropped"),
        ("tahun 1990-", "an itu", "tahun 1990-an itu", "hyphen_kept"),
        ("dalam KTP-", "nya ada", "dalam KTP-nya ada", "hyphen_kept"),
        ("Negara-", "Bangsa itu", "Negara-Bangsa itu", "hyphen_kept"),
        ("masa (1988 -", "2006) itu", "masa (1988 - 2006) itu", ""),
        ("tahun 2010–", "2013 itu", "tahun 2010–2013 itu", "hyphen_kept"),
        ("pela\u00ad", "yanan publik", "pelayanan publik", "hyphen_dropped"),
        ("cross-\u00ad", "border", "cross-border", "hyphen_kept"),
        ("non\u2011", "formal", "non\u2011formal", "hyphen_kept"),
        ("perempuan dan/", "atau laki", "perempuan dan/atau laki", "space_removed"),
        ("中国的政", "治制度", "中国的政治制度", "space_removed"),
        ("في المدرسة", "الثانوية", "في المدرسة الثانوية", ""),
        ("pra-", "dan pascapanen", "pra- dan pascapanen", "hyphen_kept"),
    ],
)
def test_line_ends(first: str, second: str, expected: str, kind: str) -> None:
    text, doc = join(make_paragraph(first, second))
    assert text.text == expected
    assert [r.kind for r in doc.repairs] == ([kind] if kind else [])


def test_repair_shows_both_sides() -> None:
    _, doc = join(make_paragraph("banyak kelompok-", "kelompok, tani"))
    repair = doc.repairs[0]
    assert (repair.before, repair.after) == ("kelompok-|kelompok", "kelompok-kelompok")
    assert repair.offset == 7 and 0.9 < repair.confidence <= 1


def test_hyphenated_document_drops() -> None:
    broken = ["dengan pelak-", "sanaan pem-", "bangunan di dae-", "rah yang me-", "nurut peme-", "rintah itu"]
    text, doc = join(make_paragraph(*broken, "pelaksanaan pembangunan daerah pemerintah"))
    assert text.text.startswith("dengan pelaksanaan pembangunan di daerah yang menurut pemerintah itu")
    assert {r.kind for r in doc.repairs} == {"hyphen_dropped"}


def test_hyphen_alone_on_a_line() -> None:
    text, _ = join(make_paragraph("banyak kelompok", "-", "kelompok tani"))
    assert text.text == "banyak kelompok-kelompok tani"


def test_url_over_three_lines() -> None:
    lines = ["diakses di https://padang.go.id/", "gambaran-umum-kota-", "padang pada tanggal 6"]
    doc = make_paragraph(*lines)
    uri = "https://padang.go.id/gambaran-umum-kota-padang"
    links = tuple(Link(uri, line.bbox) for line in doc.lines)
    text, result = join(replace(doc, pages=(replace(doc.pages[0], links=links),)))
    assert text.text == "diakses di https://padang.go.id/gambaran-umum-kota-padang pada tanggal 6"
    assert [r.kind for r in result.repairs] == ["line_join_url", "line_join_url"]
    assert {r.rule for r in result.repairs} == {"link_annotation"}


def test_column_and_page_joins() -> None:
    lines = (
        make_line("akhir kolom", page=1, baseline=700.0),
        make_line("awal kolom", page=1, baseline=100.0, x0=320.0),
        make_line("halaman baru", page=2, baseline=100.0),
    )
    text, doc = join(make_from_lines(lines))
    assert text.text == "akhir kolom awal kolom halaman baru"
    assert [r.page for r in text.regions] == [1, 1, 2]
    assert [(r.kind, r.page, r.before) for r in doc.repairs] == [
        ("column_join", 1, "kolom|awal"),
        ("page_join", 2, "kolom|halaman"),
    ]


def test_region_is_the_union_of_its_lines() -> None:
    text, doc = join(make_paragraph("satu dua tiga", "empat"))
    first, second = doc.lines
    assert text.regions[0].bbox == BBox(first.bbox.x0, first.bbox.top, first.bbox.x1, second.bbox.bottom)


def test_styles() -> None:
    line = words("kata", "in", "situ", "km", "2", joined=[4], raised=[4])
    line[1] = line[1]._replace(italic=True)
    line[2] = line[2]._replace(italic=True)
    text, _ = join(make_paragraph(line, [make_word("tebal", bold=True)]))
    assert text.text == "kata in situ km2 tebal"
    assert text.italics == ((5, 12),)
    assert text.superscripts == ((15, 16),)
    assert text.bolds == ((17, 22),)


def test_glyph_repairs_are_listed() -> None:
    line = words("kata", "efisien")
    line[1] = line[1]._replace(printed="e\ufb01sien", repair="ligature")
    _, doc = join(make_paragraph(line))
    repair = doc.repairs[0]
    assert (repair.kind, repair.offset, repair.before, repair.after) == ("ligature", 5, "e\ufb01sien", "efisien")


def test_nfc_moves_offsets() -> None:
    line = words("kafe\u0301", "3", "itu", joined=[1], raised=[1])
    text, _ = join(make_paragraph(line, marks=[Mark(0, 1, 0, 1)]))
    assert text.text == "kafé itu"
    assert text.anchors == (Anchor(4, 0, "3"),)


def test_nfc_across_joined_words() -> None:
    line = words("kafe", "\u0301", "itu", joined=[1])
    text, _ = join(make_paragraph(line))
    assert text.text == "kafé itu"


def test_part_of_a_line() -> None:
    line = make_line(words("Metode.", "Penelitian", "ini"))
    passages = (Passage("heading", (Span(0, 0, 1),)), Passage("paragraph", (Span(0, 1, 3),)))
    doc = join_texts(Document(lines=(line,), passages=passages))
    assert [t.text for t in doc.texts] == ["Metode.", "Penelitian ini"]
    assert doc.texts[1].regions[0].bbox.x0 == line.words[1].x0


def test_table_has_no_text_but_its_place() -> None:
    text, _ = join(make_paragraph("12 13", kind="table"))
    assert text.text == "" and text.kind == "table"


def test_only_adds_change() -> None:
    doc = make_paragraph("satu dua")
    result = STAGE.run(doc)
    assert result.lines is doc.lines and result.passages is doc.passages


CHARS = st.text(alphabet="abKM-\u00ad\u2010.1/é", min_size=1, max_size=6)


@given(st.lists(st.lists(CHARS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_only_hyphens_go(lines: list[list[str]]) -> None:
    """Whatever the line ends look like: no other character is lost, no space is doubled, repairs can be undone."""
    text, doc = join(make_paragraph(*[words(*line) for line in lines]))
    hyphens = str.maketrans("", "", "-\u00ad\u2010 ")
    printed = "".join(word for line in lines for word in line)
    assert text.text.translate(hyphens) == printed.translate(hyphens)
    assert "  " not in text.text
    dropped = sum(r.kind == "hyphen_dropped" for r in doc.repairs)
    assert len(printed) - len(text.text.replace(" ", "")) <= dropped + printed.count("\u00ad")


@given(st.lists(CHARS, min_size=2, max_size=5), st.data())
def test_markers_leave_one_space(line: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(line) - 1))
    mark = Mark(0, index, 0, len(line[index]))
    text, _ = join(make_paragraph(words(*line), marks=[mark]))
    assert "  " not in text.text
    assert len(text.anchors) == 1 and 0 <= text.anchors[0].offset <= len(text.text)
