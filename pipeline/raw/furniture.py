"""What belongs to the page in extracted text: running heads and feet, page numbers, copies of link targets.

Without geometry a running line is known by its place (the first or last lines of a page, or blank lines all
around), by its words (volume, year, page) and by standing on several pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.document import FurnitureKind
from pipeline.raw.lines import RawLine, renumber

EDGE_LINES = 2
"""Lines from the top or bottom of a page in which running lines stand."""

MIN_PAGES = 2
"""Pages on which a line must stand, digits masked, to be a running line by repetition."""

SET_OFF = 2
"""Blank lines on both sides that set a running line off where pages are not parted."""

MAX_LENGTH = 120
"""Characters of a running line."""

URL = re.compile(r"(?:https?|ftp)://\S+|www\.\S+")
ISSUE = re.compile(
    r"""^(?=.*\b(?:vol(?:ume)?|jurnal|journal|edisi|nomor|no|issue)\b)   # names an issue
        (?=.*\b(?:19|20)\d\d\b)                                          # and a year
        (?:.*\b(?:page|hal(?:aman)?|hlm|pp?)?\W{0,2}(?P<last>\d{1,4})\W*$   # and ends or begins
         | \W*(?P<first>\d{1,4})\s.*$)                                   # with a page number
    """,
    re.VERBOSE | re.IGNORECASE,
)


class RawFurniture(NamedTuple):
    """A line that is no text: ``line`` indexes the lines; ``uri`` is set for the copy of a link's target."""

    kind: FurnitureKind
    line: int
    uri: str = ""


def find_furniture(lines: Sequence[RawLine]) -> tuple[list[RawLine], list[RawFurniture]]:
    """Return the furniture, and the lines with pages corrected where a running line parts them."""
    pages = _group_pages(lines)
    found = {**_find_repeated(lines, pages), **_find_page_numbers(lines, pages), **_find_issue_lines(lines, pages)}
    parted = _part_pages(lines, [i for i, kind in found.items() if kind == "running_footer"])
    furniture = [RawFurniture(kind, i) for i, kind in found.items()]
    furniture += _find_link_copies(parted, found)
    return parted, sorted(furniture, key=lambda item: item.line)


def _group_pages(lines: Sequence[RawLine]) -> list[list[int]]:
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        pages.setdefault(line.page, []).append(i)
    return list(pages.values())


def _edges(page: Sequence[int]) -> Iterable[tuple[int, FurnitureKind]]:
    for i in page[:EDGE_LINES]:
        yield i, "running_header"
    for i in page[max(EDGE_LINES, len(page) - EDGE_LINES) :]:
        yield i, "running_footer"


def _find_repeated(lines: Sequence[RawLine], pages: Sequence[Sequence[int]]) -> dict[int, FurnitureKind]:
    """Lines at the edge of several pages that are alike but for their digits; lone numbers are not looked at."""
    edges = [(i, kind) for page in pages for i, kind in _edges(page) if not lines[i].is_number]
    edges = [(i, kind) for i, kind in edges if not URL.fullmatch(lines[i].text)]
    places = {(_mask(lines[i].text), lines[i].page) for i, _ in edges}
    masked = Counter(mask for mask, _ in places)
    return {i: kind for i, kind in edges if masked[_mask(lines[i].text)] >= max(MIN_PAGES, len(pages) // 3)}


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _find_page_numbers(lines: Sequence[RawLine], pages: Sequence[Sequence[int]]) -> dict[int, FurnitureKind]:
    """Lone numbers in first or in last place that count up from page to page."""
    found: dict[int, FurnitureKind] = {}
    for place in (0, -1):
        numbers = [(k, page[place]) for k, page in enumerate(pages) if lines[page[place]].is_number]
        offsets = Counter(int(lines[i].text) - k for k, i in numbers)
        if offsets and len(pages) >= MIN_PAGES:
            offset, times = min(offsets.items(), key=lambda item: (-item[1], item[0]))
            if times >= max(MIN_PAGES, len(pages) // 2):
                found.update({i: "page_number" for k, i in numbers if int(lines[i].text) - k == offset})
    return found


def _find_issue_lines(lines: Sequence[RawLine], pages: Sequence[Sequence[int]]) -> dict[int, FurnitureKind]:
    """A line that names volume, year and page number where only a running line can stand."""
    edges = dict(pair for page in pages for pair in _edges(page)) if len(pages) > 1 else {}
    found: dict[int, FurnitureKind] = {}
    for i, line in enumerate(lines):
        if len(line.text) > MAX_LENGTH or not ISSUE.match(line.text):
            continue
        after = lines[i + 1].gap if i + 1 < len(lines) else SET_OFF
        if i in edges:
            found[i] = edges[i]
        elif line.gap >= SET_OFF and after >= SET_OFF:
            found[i] = "running_footer"
    return found


def _part_pages(lines: Sequence[RawLine], feet: Sequence[int]) -> list[RawLine]:
    """Begin a page at, or after, each running foot inside a page that has text on both sides."""
    starts: list[int] = []
    for i in sorted(feet):
        inside = 0 < i < len(lines) - 1 and lines[i - 1].page == lines[i].page == lines[i + 1].page
        if not inside:
            continue
        match = ISSUE.match(lines[i].text)
        number = int(match["last"] or match["first"] or 0) if match else 0
        starts.append(i if number == lines[i].page + len(starts) + 1 else i + 1)
    return renumber(lines, starts)


def _find_link_copies(lines: Sequence[RawLine], taken: Iterable[int]) -> list[RawFurniture]:
    """Addresses alone on their lines at the end of a page that its text holds already, broken or not."""
    skip = set(taken)
    found: list[RawFurniture] = []
    for page in _group_pages(lines):
        tail = len(page)
        while tail and (page[tail - 1] in skip or URL.fullmatch(lines[page[tail - 1]].text)):
            tail -= 1
        printed = "".join(lines[i].text.replace(" ", "") for i in page[:tail])
        for i in page[tail:]:
            if i not in skip and lines[i].text in printed:
                found.append(RawFurniture("other", i, lines[i].text))
    return found
