"""Running headers, footers and page numbers: kept apart, never headings or captions."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.stages.furniture import label_furniture
from tests.builders import make_line
from tests.stages.pages import FULL, document_of, lines_of


def article(pages: int, head: str = "", foot: str = "", extra: dict[int, str] | None = None) -> Document:
    """Return pages of text with a header and a footer; ``{}`` is the page's number."""
    groups = []
    for page in range(1, pages + 1):
        texts = [FULL] * 30 if extra is None or page not in extra else [extra[page], *[FULL] * 29]
        groups.append(lines_of(texts, page=page, top=120))
        if head:
            groups.append([make_line(head.format(page), page=page, baseline=50)])
        if foot:
            groups.append([make_line(foot.format(page), page=page, baseline=800)])
    return document_of(*groups)


def labels(doc: Document) -> list[tuple[str, str]]:
    return [(item.kind, doc.lines[item.lines[0]].text) for item in label_furniture(doc).furniture]


def test_a_line_that_repeats_at_one_height_is_a_running_header() -> None:
    assert labels(article(3, head="Jurnal Bahasa Vol. 3")) == [("running_header", "Jurnal Bahasa Vol. 3")] * 3


def test_numbers_in_it_may_change() -> None:
    found = labels(article(3, foot="JOM Sosial Vol. 11 Page {}"))
    assert found == [("running_footer", f"JOM Sosial Vol. 11 Page {page}") for page in (1, 2, 3)]


def test_lone_numbers_that_count_with_the_pages_are_page_numbers() -> None:
    assert [kind for kind, _ in labels(article(3, foot="{}"))] == ["page_number"] * 3


def test_a_number_in_brackets_is_an_equation_number() -> None:
    lines = [*lines_of([FULL] * 30, top=120), make_line("(3)", x0=480, baseline=800)]
    assert labels(document_of(lines)) == []


def test_text_that_repeats_inside_the_page_is_no_furniture() -> None:
    groups = [lines_of([*[FULL] * 10, "Hasil dan Pembahasan", *[FULL] * 10], page=page, top=120) for page in (1, 2, 3)]
    assert labels(document_of(*groups)) == []


def test_the_caption_of_a_table_that_goes_on_is_no_header() -> None:
    assert labels(article(4, head="Tabel {}. Lanjutan")) == []


def test_notes_at_the_foot_are_no_footers_even_when_they_repeat() -> None:
    texts = [[f"{'abcd'[page - 1]}{'efghijkl'[k % 8]} {FULL}" for k in range(44)] for page in (1, 2, 3, 4)]
    groups = [lines_of([*texts[p - 1], f"{p} Ibid., hlm. {p}."], page=p, top=120) for p in (1, 2, 3, 4)]
    assert labels(document_of(*groups)) == []


def test_a_masthead_on_the_first_page_only_is_furniture() -> None:
    lines = [*lines_of([FULL] * 30, top=150), make_line("ISSN 1411-0105 Vol. 12, No. 2", baseline=40)]
    assert labels(document_of(lines)) == [("running_header", "ISSN 1411-0105 Vol. 12, No. 2")]


def test_references_at_the_foot_of_a_page_are_no_masthead() -> None:
    lines = lines_of([FULL] * 45, top=100)
    entry = [
        make_line("[5] N. Hidayati, Jurnal Kerja, vol. 2, no. 1, hal. 19-30, 2011.", baseline=730),
        make_line("[6] A. Kuswanto dan F. Elmi, Iklim Kerja dan Niat", baseline=750),
        make_line("Keluar pada Pabrik", baseline=764),
        make_line("89", x0=300, baseline=800),
    ]
    assert labels(document_of(lines, entry)) == [("page_number", "89")]


def test_references_set_looser_than_the_text_are_no_masthead() -> None:
    lines = lines_of([FULL] * 36, top=100)
    entry = [
        make_line("[4] F. Elmi, Iklim Kerja, 2011.", baseline=690),
        make_line("[5] N. Hidayati dan Chandra, Warta", baseline=710),
        make_line("Kebidanan untuk desa, doi:", baseline=730),
        make_line("10.55555/wkb.2017.0912, 2019", baseline=750),
        make_line("89", x0=300, baseline=800),
    ]
    assert labels(document_of(lines, entry)) == [("page_number", "89")]


def test_a_title_under_the_masthead_is_not() -> None:
    title = make_line("Prediksi Cuaca Vol. 2 di Bandung", baseline=70, size=16.0)
    doc = document_of([make_line("ISSN 1411-0105", baseline=40), title, *lines_of([FULL] * 30, top=150)])
    assert labels(doc) == [("running_header", "ISSN 1411-0105")]


def test_turned_text_in_the_margin_is_a_stamp() -> None:
    stamp = make_line("stempel", x0=12, baseline=300)
    doc = document_of(lines_of([FULL] * 3), [stamp])
    lines = (*doc.lines[:-1], type(stamp)(**{**{f: getattr(stamp, f) for f in stamp.__slots__}, "rotation": 90}))
    assert labels(document_of(lines)) == [("rotated", "stempel")]


def test_a_page_number_close_to_the_text_is_known_by_the_others() -> None:
    doc = article(4, foot="{}")
    lines = [line for line in doc.lines if (line.page, line.text) != (4, "4")]
    lines += [make_line(FULL, page=4, baseline=baseline) for baseline in (776.0, 788.0)]
    assert ("page_number", "4") in labels(document_of(lines, [make_line("4", page=4, x0=460, baseline=800)]))
    assert ("page_number", "7") not in labels(document_of(lines, [make_line("7", page=4, x0=460, baseline=800)]))


def test_a_running_header_of_two_rows_is_known_by_the_title() -> None:
    doc = article(3, foot="{}")
    title = [make_line("Kedudukan Anak Perempuan dalam Pewarisan", baseline=90, size=14.0)]
    for text, is_head in (("KEDUDUKAN ANAK PEREMPUAN", True), ("KEDUDUKAN ANAK LAKI-LAKI", False)):
        head = [make_line(text, page=3, baseline=90, size=9.0)]
        found = labels(
            document_of(title, head, [make_line("DALAM PEWARISAN", page=3, baseline=101, size=9.0)], doc.lines)
        )
        assert (("running_header", text) in found) is is_head


def test_references_at_the_head_of_the_second_page_are_no_masthead() -> None:
    entry = [
        '[2] M. Lindqvist, "Reading Aloud in the German Provinces,"',
        "Journal of Quiet Arts, vol. 12, pp. 201-229.",
    ]
    doc = document_of(lines_of([FULL] * 30, top=120), lines_of(entry, page=2, top=70))
    assert label_furniture(doc).furniture == ()
    entry[0] = entry[0][4:]
    doc = document_of(lines_of([FULL] * 30, top=120), lines_of([*entry, FULL, FULL], page=2, top=70))
    assert label_furniture(doc).furniture == ()


def test_a_header_of_a_number_and_words_far_from_it_is_known_where_it_is_printed_once() -> None:
    for x0, is_head in ((400.0, True), (100.0, False)):
        head = [make_line("202", page=2, x0=72.0, baseline=50), make_line("Fikri, dkk", page=2, x0=x0, baseline=50)]
        doc = document_of(lines_of([FULL] * 30, top=120), head, lines_of([FULL] * 30, page=2, top=120))
        assert (("running_header", "Fikri, dkk") in labels(doc)) is is_head
