"""Notes at the foot of columns and pages, and their calls."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Column, Document, Heading, Line, Span, Word
from pipeline.geometry import union
from pipeline.layout.calls import is_exponent
from pipeline.stages.footnotes import find_footnotes
from tests.builders import make_line, make_word
from tests.stages.pages import FULL, document_of, lines_of


def called(text: str, marker: str, *, raised: bool = True, page: int = 1, x0: float = 72.0, baseline: float) -> Line:
    """Return a body line that ends with a call: raised, or full-size and glued to its last word."""
    line = make_line(text, page=page, x0=x0, baseline=baseline)
    if not raised:
        return make_line(text + marker, page=page, x0=x0, baseline=baseline)
    mark = make_word(marker, line.bbox.x1, baseline - 4, 6.0, raised=1, joined=True)
    return make_line([*line.words, mark], page=page, x0=x0, baseline=baseline)


def noted(marker: str, text: str, *, raised: bool = True, page: int = 1, x0: float = 72.0, baseline: float) -> Line:
    """Return the first line of a note, in small type."""
    size, rise = (5.0, 3.0) if raised else (8.0, 0.0)
    mark = make_word(marker, x0, baseline - rise, size, raised=int(raised))
    rest = make_line(text, page=page, x0=mark.x1 + (0 if raised else 4), baseline=baseline, size=8.0).words
    return make_line([mark, *rest], page=page, x0=x0, baseline=baseline, size=8.0)


def columns_of(lines: Sequence[Line]) -> tuple[Column, ...]:
    """Return one column for each page and left edge, in that order."""
    places: dict[tuple[int, int], list[int]] = {}
    for i, line in enumerate(lines):
        places.setdefault((line.page, 72 if line.bbox.x0 < 300 else 310), []).append(i)
    return tuple(
        Column(page, union(lines[i].bbox for i in members), tuple(members))
        for (page, _), members in sorted(places.items())
    )


def read(*groups: Sequence[Line]) -> Document:
    lines = [line for group in groups for line in group]
    return find_footnotes(document_of(lines, columns=columns_of(lines)))


def notes(doc: Document) -> list[tuple[str, str]]:
    return [
        (n.marker, " ".join(w.text for s in n.spans for w in doc.lines[s.line].words[s.start : s.end]))
        for n in doc.notes
    ]


def links(doc: Document) -> list[tuple[str, int | None]]:
    return [(call.marker, call.note) for call in doc.calls]


def test_a_note_is_linked_to_the_raised_number_that_calls_it() -> None:
    doc = read([called("kota itu.", "1", baseline=100)], lines_of([FULL] * 4, top=114),
               [noted("1", "Hendra, Kota, hlm. 12.", baseline=400)])  # fmt: skip
    assert notes(doc) == [("1", "1 Hendra, Kota, hlm. 12.")]
    assert links(doc) == [("1", 0)]
    assert doc.diagnostics == ()


def test_numbers_of_authors_and_places_are_not_those_of_notes() -> None:
    front = [
        called("Bima Wicaksana", "1", baseline=60),
        called("Ruth Tambunan", "2", baseline=74),
        noted("1", "Fakultas Hukum", baseline=86),
        noted("2", "Lembaga Adat", baseline=96),
    ]
    header = make_line("PENDAHULUAN", baseline=120, bold=True)
    body = [called("kota itu.", "1", baseline=140), called("desa itu.", "2", baseline=154)]
    foot = [noted("1", "Hendra, Kota, hlm. 12.", baseline=400), noted("2", "Ibid., hlm. 14.", baseline=411)]
    lines = [*front, header, *body, *lines_of([FULL] * 4, top=168), *foot]
    heading = Heading((Span(4, 0, 1),), None, "PENDAHULUAN", 1, "introduction")
    doc = find_footnotes(document_of(lines, columns=columns_of(lines), headings=(heading,)))
    assert [(call.mark.line, call.note) for call in doc.calls] == [(5, 0), (6, 1)]


def test_a_letter_raised_with_the_number_by_mistake_is_text() -> None:
    doc = read(
        [called("Machtressourcen ausgetragen werden", "t1", baseline=100)],
        [noted("1", "ebenda", baseline=700)],
    )
    assert links(doc) == [("1", 0)]
    (call,) = doc.calls
    assert (call.mark.start, call.mark.end) == (1, 2)


def test_a_note_goes_on_in_the_next_column() -> None:
    doc = read(
        [called("kota itu.", "1", baseline=100), *lines_of(["kata kata kata kata"] * 3, top=114)],
        [noted("1", "awal catatan kaki", baseline=400)],
        [called("desa itu.", "2", x0=310, baseline=100), *lines_of(["kata kata"] * 3, top=114, x0=310)],
        [make_line("lanjutan catatan.", x0=310, baseline=390, size=8.0), noted("2", "Kedua.", x0=310, baseline=400)],
    )
    assert notes(doc) == [("1", "1 awal catatan kaki"), ("2", "2 Kedua.")] or notes(doc) == [
        ("1", "1 awal catatan kaki lanjutan catatan."),
        ("2", "2 Kedua."),
    ]


def test_full_size_markers_glued_to_a_word() -> None:
    doc = read([called("evaluasi.", "4", raised=False, baseline=100)], lines_of([FULL] * 2, top=114),
               [noted("4", "Suhadi, Kebijakan, hlm. 5.", raised=False, baseline=400)])  # fmt: skip
    assert links(doc) == [("4", 0)]
    call = doc.calls[0]
    assert doc.lines[call.mark.line].words[call.mark.word].text[call.mark.start :] == "4"


def test_numbers_start_again_on_each_page() -> None:
    groups = [
        [called("kota.", "1", page=p, baseline=100), *lines_of([FULL] * 3, page=p, top=114),
         noted("1", f"Catatan halaman {p}.", page=p, baseline=400)]
        for p in (1, 2)
    ]  # fmt: skip
    doc = read(*groups)
    assert [text for _, text in notes(doc)] == ["1 Catatan halaman 1.", "1 Catatan halaman 2."]
    assert links(doc) == [("1", 0), ("1", 1)]


def test_numbers_start_again_in_the_middle_of_a_page() -> None:
    doc = read(
        [
            called("kota itu.", "1", raised=False, baseline=100),
            called("desa itu.", "2", raised=False, baseline=114),
            called("sungai itu.", "1", raised=False, baseline=128),
        ],
        lines_of([FULL] * 6, top=142),
        [
            noted("1", "Hendra, Kota, hlm. 12.", raised=False, baseline=400),
            noted("2", "Ibid., hlm. 14.", raised=False, baseline=411),
            noted("1", "Colquhoun, Words, hlm. 4.", raised=False, baseline=422),
        ],
    )
    assert [marker for marker, _ in notes(doc)] == ["1", "2", "1"]
    assert [call.note for call in doc.calls] == [0, 1, 2]


def test_a_number_at_a_lines_end_starts_the_note_on_the_next() -> None:
    doc = read(
        [called("kota itu.", "1", baseline=100), called("desa itu.", "2", baseline=114)],
        lines_of([FULL] * 6, top=128),
        [
            noted("1", "Hendra, Kota, hlm. 101. 2", baseline=400),
            make_line("Bandingkan Rai, hlm. 12.", x0=72, baseline=411, size=8.0),
        ],
    )
    assert [marker for marker, _ in notes(doc)] == ["1", "2"]


def test_a_year_at_the_start_of_a_note_line_is_no_note() -> None:
    year = make_line("12 hlm.) cetakan kedua.", baseline=410, size=8.0)
    note = noted("1", "Hendra, Kota (Yogyakarta:", baseline=400)
    doc = read([called("kota.", "1", baseline=100)], lines_of([FULL] * 3, top=114), [note, year])
    assert len(doc.notes) == 1


def test_a_note_without_a_call_is_a_diagnostic() -> None:
    doc = read(lines_of([FULL] * 3), [noted("1", "Tanpa panggilan.", baseline=400)])
    assert [d.code for d in doc.diagnostics] == ["note_without_anchor"]


def test_no_note_stands_above_a_header() -> None:
    small = {"size": 8.0}
    lines = [
        noted("1", "Fakultas Hukum, Universitas Seraya", baseline=100),
        *lines_of(["Abstrak"], top=120),
        *lines_of([FULL] * 4, top=140, **small),
    ]
    layers = {"columns": columns_of(lines), "headings": (Heading((Span(1, 0, 1),), None, "Abstrak", 1, "abstract"),)}
    assert notes(find_footnotes(document_of(lines, **layers))) == []
    assert len(notes(find_footnotes(document_of(lines, columns=layers["columns"])))) == 0
    short = [*lines[:1], *lines[2:]]
    assert len(notes(find_footnotes(document_of(short, columns=columns_of(short))))) == 1


def test_small_type_without_numbers_is_no_note() -> None:
    assert read(lines_of([FULL] * 3), [make_line("Sumber: data diolah", baseline=400, size=8.0)]).notes == ()


def test_exponents_units_and_ordinals_are_no_calls() -> None:
    def word(base: str) -> list[Word]:
        return [make_word(base), make_word("2", raised=1, joined=True)]

    assert all(is_exponent(word(base), 1) for base in ("km", "Km", "R", "x", "10", "m"))
    assert not any(is_exponent(word(base), 1) for base in ("daerah.", "negara", "2015", "tersebut”"))


def test_a_number_at_a_line_start_is_none_where_its_note_starts_raised_further_down() -> None:
    body = [
        called("kota itu.", "1", baseline=100),
        called("pasal itu.", "2", baseline=114),
        *lines_of([FULL] * 4, top=128),
    ]
    foot = [
        noted("1", "Peraturan Daerah, Pasal 7, Pasal 9, dan Pasal", baseline=700),
        noted("2", "Naskah akademik peraturan itu.", raised=False, baseline=710),
        noted("2", "Pemerintah Kota, Pasal 3.", baseline=720),
    ]
    assert [marker for marker, _ in notes(read([*body, *foot]))] == ["1", "2"]
    assert notes(read([*body, *foot]))[1][1].endswith("Pemerintah Kota, Pasal 3.")
    assert len(notes(read([*body, *foot]))[0][1].split()) == 14
