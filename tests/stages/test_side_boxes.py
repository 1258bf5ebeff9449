"""Framed texts beside the running text."""

from dataclasses import replace

from pipeline.document import BBox, Column, Page, Rule
from pipeline.floats.side_boxes import find_side_boxes
from tests.stages.pages import FULL, document_of, lines_of

FRAME = (
    Rule(70, 150, 480, 150),
    Rule(70, 200, 480, 200),
    Rule(70, 150, 70, 200),
    Rule(480, 150, 480, 200),
)


def _page(rules, page=2):
    lines = lines_of([FULL] * 10, page=page)
    doc = document_of(lines)
    box = BBox(72, 90, 470, 240)
    pages = tuple(Page(number, 595.0, 842.0, rules=tuple(rules)) for number in (1, 2))
    return replace(doc, pages=pages, columns=(Column(page, box, tuple(range(10))),))


def test_lines_in_a_frame_are_a_side_box():
    (box,) = find_side_boxes(_page(FRAME))
    assert [span.line for span in box.spans] == [4, 5, 6, 7]
    assert box.kind == "other"


def test_a_frame_on_the_first_page_is_the_front_matter_s():
    assert find_side_boxes(_page(FRAME, page=1)) == []


def test_a_frame_with_lines_in_it_is_a_table():
    assert find_side_boxes(_page([*FRAME, Rule(70, 175, 480, 175)])) == []


def test_an_open_frame_is_no_box():
    assert find_side_boxes(_page(FRAME[1:])) == []
