"""Text columns of a page: its own, and those of the pages before where nothing runs."""

from __future__ import annotations

import pytest

from pipeline.document import Document, Line
from pipeline.floats.lines import TextPages, sizes_like_body
from tests.builders import make_line, make_page

LEFT, RIGHT = 72.0, 282.0
TEXT = "bahwa pada masa itu orang desa telah"


def column(page: int, x0: float) -> list[Line]:
    return [make_line(TEXT, page=page, x0=x0, baseline=100.0 + 14 * n) for n in range(12)]


def text_pages(*pages: list[Line]) -> TextPages:
    lines = tuple(line for page in pages for line in page)
    doc = Document(
        pages=tuple(make_page(number=number) for number in range(1, len(pages) + 1)),
        lines=lines,
        body_size=10.0,
        leading=14.0,
    )
    return TextPages(doc, sizes_like_body(doc))


BOTH = [LEFT, RIGHT]


@pytest.mark.parametrize(
    ("pages", "columns"),
    [
        ([column(1, LEFT) + column(1, RIGHT)], BOTH),
        ([column(1, LEFT) + column(1, RIGHT), column(2, LEFT)], BOTH),
        ([column(1, LEFT) + column(1, RIGHT), column(2, RIGHT)], BOTH),
        ([column(1, LEFT) + column(1, RIGHT), [], [], []], BOTH),
        ([column(1, LEFT) + column(1, RIGHT), [], column(3, RIGHT), column(4, LEFT)], BOTH),
        ([column(1, LEFT), column(2, RIGHT), column(3, LEFT)], BOTH),
        ([column(1, LEFT), column(2, LEFT), column(3, LEFT)], [LEFT]),
    ],
)
@pytest.mark.parametrize("forwards", [True, False])
def test_a_column_that_a_float_fills_is_known_from_the_pages_before(pages, columns, forwards):
    texts = text_pages(*pages)
    for number in range(1, len(pages) + 1) if forwards else range(len(pages), 0, -1):
        last = texts[number]
        if number == len(pages):
            assert [x0 for x0, _ in last.columns] == columns


def test_lines_of_a_page_stand_from_top_to_bottom():
    lines = column(1, LEFT)
    texts = text_pages(lines[::-1])
    assert texts[1].lines == tuple(range(len(lines)))[::-1]
    assert texts[1].prose == frozenset(range(len(lines)))
