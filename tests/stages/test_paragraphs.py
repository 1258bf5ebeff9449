"""Paragraphs over lines, columns and pages; lists, quotes, equations; every word in one passage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pipeline.document import Caption, Column, Document, Heading, Line, Note, Passage, Span, Table, Template
from pipeline.geometry import union
from pipeline.stages.paragraphs import build_passages
from tests.builders import make_line, make_word
from tests.stages.pages import FULL, document_of, lines_of

END = "kata kata kata akhir."


def column(lines: Sequence[Line], first: int, last: int) -> Column:
    return Column(
        lines[first].page, union(line.bbox for line in lines[first:last])._replace(x1=467.0), tuple(range(first, last))
    )


def read(lines: Sequence[Line], *, cuts: Sequence[int] = (), **layers: Any) -> list[tuple[str, int]]:
    """Return kind and number of spans of each passage; ``cuts`` are where new columns start."""
    bounds = [0, *cuts, len(lines)]
    columns = tuple(column(lines, a, b) for a, b in pairwise(bounds))
    doc = build_passages(document_of(lines, columns=columns, **layers))
    assert_all_words_once(doc)
    return [(passage.kind, len(passage.spans)) for passage in doc.passages]


def assert_all_words_once(doc: Document) -> None:
    claimed = sorted((s.line, k) for p in doc.passages for s in p.spans for k in range(s.start, s.end))
    assert claimed == [(i, k) for i, line in enumerate(doc.lines) for k in range(len(line.words))]


def test_an_indent_starts_a_paragraph() -> None:
    assert read(lines_of([">" + FULL[:70], FULL, END, ">" + FULL[:70], FULL, END])) == [
        ("paragraph", 3),
        ("paragraph", 3),
    ]


def test_white_starts_a_paragraph_where_nothing_is_set_in() -> None:
    assert read(lines_of([FULL, FULL, FULL + ".", "^Kata " + FULL[5:], FULL, END])) == [
        ("paragraph", 3),
        ("paragraph", 3),
    ]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    assert read(lines_of([FULL, END, "Kata " + FULL[5:], END])) == [("paragraph", 2), ("paragraph", 2)]


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    lines = [*lines_of([">" + FULL[:70], FULL, FULL]), *lines_of([FULL, END], page=2)]
    assert read(lines, cuts=[3]) == [("paragraph", 5)]


def test_it_does_not_when_the_next_column_starts_with_an_indent() -> None:
    lines = [*lines_of([">" + FULL[:70], FULL, FULL[:-1] + "."]), *lines_of([">" + FULL[:70], FULL, END], page=2)]
    assert read(lines, cuts=[3]) == [("paragraph", 3), ("paragraph", 3)]


def test_it_runs_over_a_table_and_a_note() -> None:
    lines = lines_of([">" + FULL[:70], FULL, "sel sel", FULL, "1 catatan", FULL, END])
    layers = {
        "tables": (Table((Span(2, 0, 2),), (("sel", "sel"),), 0, ()),),
        "notes": (Note("1", None, (Span(4, 0, 2),)),),
    }
    assert read(lines, **layers) == [("paragraph", 5), ("table", 1), ("footnote", 1)]


def test_a_header_ends_it() -> None:
    lines = lines_of([FULL, FULL, "METODE", FULL, END])
    layers = {"headings": (Heading((Span(2, 0, 1),), None, "METODE", 1),)}
    assert read(lines, **layers) == [("paragraph", 2), ("heading", 1), ("paragraph", 2)]


def test_what_follows_a_lettered_run_in_header_is_no_list_item() -> None:
    lines = lines_of([FULL, END, "a. Di keluarga. " + FULL[16:], FULL, END])
    layers = {"headings": (Heading((Span(2, 0, 3),), "a.", "Di keluarga.", 3),)}
    assert read(lines, **layers) == [("paragraph", 2), ("heading", 1), ("paragraph", 3)]


def test_list_items_hang() -> None:
    lines = lines_of([END, "1. " + FULL[:70], ">" + END, "2. " + FULL[:70], ">" + END])
    assert read(lines) == [("paragraph", 1), ("list_item", 2), ("list_item", 2)]


def test_a_number_that_happens_to_start_a_line_is_no_item() -> None:
    assert read(lines_of([FULL, "2. kata " + FULL[8:], END])) == [("paragraph", 3)]


def test_a_block_quote_is_set_in_on_both_sides() -> None:
    lines = lines_of([FULL, FULL, END]) + lines_of([FULL[:60]] * 3, x0=102, top=156) + lines_of([FULL, END], top=212)
    assert read(lines) == [("paragraph", 3), ("quote", 3), ("paragraph", 2)]


def test_an_equation_with_its_number() -> None:
    equation = make_line(
        [*make_line("y = a + b", x0=150, baseline=142).words, *make_line("(1)", x0=440, baseline=142).words],
        baseline=142,
    )
    assert read([*lines_of([FULL, FULL, END]), equation, *lines_of(["dengan " + FULL[7:], END], top=156)]) == [
        ("paragraph", 3), ("equation", 1), ("paragraph", 2),
    ]  # fmt: skip


def test_an_equation_is_one_passage_with_its_fractions_and_the_next_another() -> None:
    above = make_line("−Bcx", x0=200, baseline=154)
    first = make_line("f(x) = exp[ (c−1)] (4)", x0=150, baseline=160)
    below = make_line("lnc", x0=200, baseline=166)
    second = make_line("= α + β − γ", x0=150, baseline=184)
    rest = lines_of(["dengan " + FULL[7:], END], top=204)
    assert read([*lines_of([FULL, FULL, END]), above, first, below, second, *rest]) == [
        ("paragraph", 3), ("equation", 3), ("equation", 1), ("paragraph", 2),
    ]  # fmt: skip


def test_what_stands_without_a_word_between_lines_of_an_equation_is_part_of_it() -> None:
    first = make_line("= 97 × 10 + 112 × 10 +", x0=150, baseline=160)
    rest = make_line("105 10 107", x0=160, baseline=174)
    second = make_line("= 97 + 112 × 108", x0=150, baseline=188)
    text = lines_of(["dengan " + FULL[7:], END], top=204)
    assert read([*lines_of([FULL, FULL, END]), first, rest, second, *text]) == [
        ("paragraph", 3), ("equation", 2), ("equation", 1), ("paragraph", 2),
    ]  # fmt: skip


def test_hats_printed_apart_cut_no_paragraph() -> None:
    hat = make_line("\u0302", x0=200, baseline=122)
    assert read([*lines_of([FULL, FULL]), hat, *lines_of([FULL, END], top=128)]) == [("paragraph", 5)]


def test_the_source_of_a_table_is_no_paragraph() -> None:
    lines = lines_of([FULL, FULL, END, "Tabel 1. Hasil", "sel sel", "Sumber: data diolah", ">" + FULL[:70], FULL, END])
    layers = {
        "captions": (Caption("table", "Tabel 1", (Span(3, 0, 3),)),),
        "tables": (Table((Span(4, 0, 2),), (("sel", "sel"),), 0, (), 0),),
    }
    assert [kind for kind, _ in read(lines, **layers)] == ["paragraph", "caption", "table", "other", "paragraph"]


def test_words_of_the_template_are_nobodys() -> None:
    lines = lines_of(["INFO ARTIKEL", FULL, END])
    doc = build_passages(
        document_of(lines, columns=(column(lines, 0, 3),), template=(Template("other", (Span(0, 0, 2),)),))
    )
    assert [(passage.kind, passage.spans[0].line) for passage in doc.passages] == [("paragraph", 1)]


def test_words_claimed_twice_go_to_the_first_claim() -> None:
    lines = lines_of(["Judul artikel", FULL, END])
    layers = {
        "front": (Passage("title", (Span(0, 0, 2),)),),
        "headings": (Heading((Span(0, 0, 2),), None, "Judul artikel", 1),),
    }
    assert [kind for kind, _ in read(lines, **layers)] == ["title", "paragraph"]


def test_a_sentence_goes_on_in_lower_case_after_a_short_line() -> None:
    short = [">" + FULL[:70], FULL, "dan kata kata kata", FULL, END]
    assert read(lines_of(short)) == [("paragraph", 5)]
    symbols = [*short[:2], "dengan kata kata", "n = jumlah data", "m = jumlah kata", FULL, END]
    assert len(read(lines_of(symbols))) > 1


def test_a_line_that_starts_with_an_equals_sign_is_an_equation() -> None:
    lines = lines_of([">" + FULL[:70], END, "^= 100% - 11.51%", "^Kata " + FULL[5:], FULL, END])
    assert [kind for kind, _ in read(lines)] == ["paragraph", "equation", "paragraph"]


def test_a_page_number_that_closes_a_bracket_is_no_item() -> None:
    lines = lines_of([">" + FULL[:60] + " (2010:", "97), " + FULL[5:], END])
    assert read(lines) == [("paragraph", 3)]


def test_a_first_line_set_in_as_the_text_of_the_item_above_is() -> None:
    item = lines_of(["a) " + FULL[3:70], "b) " + FULL[3:-6] + " usai."])
    rest = lines_of([">Kata " + FULL[5:70], FULL, END, ">Kata " + FULL[5:70], END], top=128)
    for words in (item[0].words, item[1].words):
        assert words[1].x0 - words[0].x0 < 20
    assert read([*item, *rest]) == [("list_item", 1), ("list_item", 1), ("paragraph", 3), ("paragraph", 2)]


def test_a_first_line_under_the_label_of_an_item_starts_a_paragraph() -> None:
    label = "b. Proses pengajuan surat perjalanan dinas yang panjang itu dan yang lain lagi"
    lines = [*lines_of([label]), *lines_of(["Setelah disetujui " + FULL[:58]], x0=94, top=114)]
    lines += lines_of([FULL, END], x0=80, top=128)
    assert read(lines) == [("list_item", 1), ("paragraph", 3)]


def test_lines_beside_a_drop_cap_end_no_paragraph() -> None:
    lines = lines_of(["nak " + FULL[:55], "kata " + FULL[:50] + "an.", "Kata " + FULL[5:], END], x0=72.0)
    cap = make_word("A", 72.0, 114.0, 30.0)
    beside = [
        make_line([cap, *(word._replace(x0=word.x0 + 30, x1=word.x1 + 30) for word in lines[0].words)], baseline=100),
        make_line(lines[1].text, x0=102.0, baseline=114),
    ]
    assert read([*beside, *lines[2:]]) == [("paragraph", 4)]


def test_a_verse_set_in_further_than_first_lines_ends_before_one() -> None:
    texts = [">Kata " + FULL[5:70], END, ">Kata " + FULL[5:70], FULL]
    lines = lines_of(texts)
    verse = make_line(FULL[:-12].strip(), x0=112.0, baseline=156)
    assert read([*lines, verse, *lines_of(texts, top=170)])[2:] == [
        ("paragraph", 1),
        ("paragraph", 2),
        ("paragraph", 2),
    ]


def test_a_quote_set_in_on_the_left_alone_stands_between_text_at_the_margin() -> None:
    def text(top: float) -> list[Line]:
        return lines_of([">Kata " + FULL[5:70], FULL, END], top=top)

    quote = [make_line("Kata " + FULL[5:70], x0=112.0, baseline=150), make_line(END, x0=112.0, baseline=164)]
    kinds = [kind for kind, _ in read([*text(100), *quote, *text(186)])]
    assert kinds == ["paragraph", "quote", "paragraph"]
    kinds = [kind for kind, _ in read([*text(100), *quote])]
    assert kinds == ["paragraph", "paragraph"], "text of a list or a section may be set in at the end"


def test_a_paragraph_of_one_line_stands_before_a_first_line() -> None:
    lead = ">" + FULL[:60] + " tiga hipotesis:"
    first = ">H1: " + FULL[:65]
    lines = [">" + FULL[:70], FULL, END, lead, first, END, ">H2: " + FULL[:65], END]
    assert [count for _, count in read(lines_of(lines))] == [3, 1, 2, 2]
    quote = [
        ">" + FULL[:70],
        FULL,
        END,
        ">Kata " + FULL[5:60] + ".",
        ">Kata " + FULL[5:60],
        ">" + END,
        ">" + FULL[:70],
        FULL,
    ]
    assert [count for _, count in read(lines_of(quote))][1] == 3


def test_a_full_line_that_ends_a_sentence_ends_no_paragraph_at_a_page_end() -> None:
    """Nothing is set in, but for lines beside a drop cap: of such ends one in five is a paragraph's."""
    full = FULL[:-1] + "."
    cap = [make_line("A", x0=72.0, baseline=86, size=30.0), *lines_of([">" + FULL[:70]] * 3, top=100)]
    first = lines_of([FULL, END, *["Kata " + FULL[5:], FULL, FULL, FULL, END] * 6, "Kata " + FULL[5:], full], top=150)
    later = lines_of(["Kata " + FULL[5:], FULL, END], page=2, top=100)
    lines = [*first, *later]
    assert [count for _, count in read(lines, cuts=[len(first)])][-1] == 5
    lines = [*cap[1:], *first, *later]
    assert [count for _, count in read(lines, cuts=[len(lines) - 3])][-1] == 5
