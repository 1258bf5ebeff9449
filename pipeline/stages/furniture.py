"""Running headers, running footers, page numbers and rotated stamps: what belongs to the page.

A line near the top or bottom edge is furniture when the same text, digits masked, stands at the same height on
other pages (odd and even pages may differ), or when it is a number that counts with the pages. Kept as
furniture and mined later for journal, volume, year and pages; never part of the text.
Source: the repetition test of docling PR #3697, with position and parity added; domain notes 3.2.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Document, Furniture, FurnitureKind, Line, Page
from pipeline.floats.captions import read_label

EDGE_SHARE = 0.14
"""Share of the page height at top and bottom in which furniture stands; the deepest header seen (a logo, three
lines and a rule) ends at 0.13."""
SIDE_SHARE = 0.1
"""Share of the page width at left and right in which turned text is a stamp; text starts at 0.1 or later."""
WATERMARK_LENGTH = 6
"""Characters of the shortest watermark; turned axis labels repeat too, but are short."""
MAX_ROWS = 6
"""Rows counted from an edge; repository banners have five."""
SAME_HEIGHT = 6.0
"""Points; how far the same running header may wander between pages (odd and even templates differ by 2 to 4)."""
ROW_HEIGHT = 3.0
"""Points; lines whose baselines are this close stand on one printed row, whatever column they are in."""

MIN_FORETOLD = 3
"""Pages whose numbers foretell that of another."""
NUMBER_WHITE = 1.1
"""Leadings of white between a page number and the text."""
SLOT_SHARE = 0.6
"""Share of the pages on which a row must stand at one height to be a slot for headers of changing text."""
SLOT_WHITE = 1.5
"""Leadings of white between such a row and the text."""
MASTHEAD_PAGES = 2
"""Pages on which a masthead may stand: the first, or the second after a repository's cover."""
MASTHEAD_LENGTH = 140
"""Characters of the longest masthead row; a paragraph that names a volume has more."""
REPEAT_SIZE = 1.1
"""Times the body size from which a row that says what the running header says is no masthead."""
LARGE = 1.25
"""Times the body size from which a row near the edge is a title."""
SMALL = 0.97
"""Times the body size; running headers that print the title are smaller than the text."""
FAR_SHARE = 0.2
"""Share of the page's width between a page number and the words of its header; cells of a table are closer."""
TITLE_LETTERS = 16
"""Letters of a row that make a part of the title; fewer may be words of a header."""
REMEMBERED = 1024
"""Rows whose masks are kept: a running header is asked for on every page."""

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"""^[^\w(\[]*(?:(?:page|pg|hal(?:aman)?|hlm|laman|p)\b[.:]?\s*)?   # a word for page
        (\d{1,4}|[ivxlc]{1,6})                            # the number
        (?:\s*(?:of|dari|/|\|)\s*(?:\d{1,4}|page))?[^\w)\]]*$""",
    re.IGNORECASE | re.VERBOSE,
)


_MASTHEAD = re.compile(
    r"""\b[pe]?-?issn\b | \bvol(?:ume|\.)?\s*\.?:?\s*(?:\d|[ivxlc]+\b) | \bdoi\b | https?:// | \bwww\. | ©
      | \bcreative\ commons\b | \bcc[- ]by\b | \bcopyright\b | \bjournal\ homepage\b | \bavailable\ online\b
      | \bterakreditasi\b | \baccredited\b
      | \bno\.?\ ?\d+\ \(\d{4}\)                # 17, no. 3 (2021)""",
    re.IGNORECASE | re.VERBOSE,
)
_ENTRY = re.compile(r"\[\d{1,3}\]\s")
"""The number of a reference: its volume is no masthead's."""
_MASTHEAD_SIGNS = (
    "issn", "vol", "doi", "://", "www", "©", "commons", "cc", "copyright", "homepage", "online", "akredit",
    "accredit", "(",
)  # fmt: skip
"""One of them stands in whatever ``_MASTHEAD`` finds."""


class _Row(NamedTuple):
    """Lines of one page on one height near an edge; ``edge`` is -1 at the top and 1 at the bottom."""

    page: int
    edge: int
    height: float
    lines: tuple[int, ...]
    key: str
    white: float
    """Points to the next row towards the text, near the edge or not."""


def label_furniture(doc: Document) -> Document:
    """Label lines that belong to the page.

    Needs: lines, pages, body_size, leading.  Adds: furniture, in order of page and place.  Raises nothing.
    One-page documents get only rotated text and lone page numbers labelled.
    """
    turned: list[int] = []
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(doc.lines):
        (turned if line.rotation else by_page[line.page]).append(i)
    texts = Counter(doc.lines[i].text for i in turned)
    kinds: dict[int, FurnitureKind] = {i: "rotated" for i in turned if _is_stamp(doc.lines[i], texts, doc)}
    rows = [row for page in doc.pages for row in _edge_rows(page, by_page[page.number], doc.lines)]
    kinds.update(_label_rows(rows, doc))
    furniture = [Furniture(kind, doc.lines[i].page, (i,)) for i, kind in sorted(kinds.items())]
    return replace(doc, furniture=tuple(furniture))


def _is_stamp(line: Line, turned: Counter[str], doc: Document) -> bool:
    """Return whether a turned line stands at the side of the page or on several pages, as a watermark does.

    Others are table heads or axis labels.
    """
    width = doc.pages[line.page - 1].width
    if line.rotation % 90:
        return True
    at_side = line.bbox.x1 < SIDE_SHARE * width or line.bbox.x0 > (1 - SIDE_SHARE) * width
    return at_side or (turned[line.text] >= 2 and len(line.text) >= WATERMARK_LENGTH)


def _edge_rows(page: Page, indices: Sequence[int], lines: Sequence[Line]) -> list[_Row]:
    """Return the rows near the page's edges, each edge from the outside in."""
    rows: list[_Row] = []
    top, bottom = EDGE_SHARE * page.height, (1 - EDGE_SHARE) * page.height
    heights = sorted([lines[i].baseline for i in indices])
    for edge, members in (
        (-1, [i for i in indices if lines[i].baseline < top]),
        (1, [i for i in reversed(indices) if lines[i].baseline > bottom]),
    ):
        for group in _group_rows(members, lines)[:MAX_ROWS]:
            ordered = tuple(sorted(group, key=lambda i: lines[i].bbox.x0))
            key = "".join([_mask(lines[i].text) for i in ordered])
            height = lines[group[0]].baseline
            white = _white_inside(edge, height, heights)
            rows.append(_Row(page.number, edge, height, ordered, key, page.height if white is None else white))
    return rows


def _white_inside(edge: int, height: float, heights: Sequence[float]) -> float | None:
    """Return the distance of a row to the next one towards the text, None where there is none.

    ``heights`` are those of all lines of the page, sorted.
    """
    if edge < 0:
        below = bisect_right(heights, height + ROW_HEIGHT)
        return heights[below] - height if below < len(heights) else None
    above = bisect_left(heights, height - ROW_HEIGHT)
    return height - heights[above - 1] if above else None


def _group_rows(members: Sequence[int], lines: Sequence[Line]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in members:
        if groups and abs(lines[groups[-1][0]].baseline - lines[i].baseline) < ROW_HEIGHT:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


@lru_cache(maxsize=REMEMBERED)
def _mask(text: str) -> str:
    """Return the text with numbers (also roman) masked and spaces and case evened out."""
    return _DIGITS.sub("#", "".join(text.casefold().split()))


def _label_rows(rows: Sequence[_Row], doc: Document) -> dict[int, FurnitureKind]:
    kinds: dict[int, FurnitureKind] = {}
    same: dict[tuple[int, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if any(read_label(doc.lines[i].text) for i in row.lines):
            continue  # ``Tabel 4. Lanjutan`` at the head of every other page
        same[row.edge, row.key].append(row)
        for i in row.lines if len(row.lines) > 1 else ():
            same[row.edge, _mask(doc.lines[i].text)].append(row._replace(lines=(i,)))
    repeated = {i for _, group in sorted(same.items()) for row in _repeated(group, doc) for i in row.lines}
    for row in _from_edge(rows, repeated, doc):
        name: FurnitureKind = "running_header" if row.edge < 0 else "running_footer"
        kinds.update((i, name) for i in row.lines if i in repeated)
    kinds.update(_page_numbers(rows, doc))
    _take_slots(rows, kinds, doc)
    _take_numbered(rows, kinds, doc)
    _take_row_mates(rows, kinds, doc)
    _take_mastheads(rows, kinds, doc)
    _take_titles(rows, kinds, doc)
    return kinds


def _from_edge(rows: Sequence[_Row], repeated: Collection[int], doc: Document) -> Iterator[_Row]:
    """Yield the rows with repeated lines that stand outside all other text of their page.

    Short notes repeat too, ``Gani, op. cit., hlm. 88`` at one height on three pages (sample sejarah-pelabuhan): a row
    at the foot must be set off by white as well.
    """
    pages: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        pages[row.page, row.edge].append(row)
    for (_, edge), mine in pages.items():
        block: list[_Row] = []
        for row in mine:
            if not any(i in repeated or _PAGE_NUMBER.match(doc.lines[i].text) for i in row.lines):
                break
            block.append(row)
        while edge > 0 and block and block[-1].white < NUMBER_WHITE * doc.leading:
            block.pop()
        yield from block


def _repeated(group: Sequence[_Row], doc: Document) -> Iterable[_Row]:
    """Yield the rows of one text that stand at one height on enough pages."""
    for row in group if len(group) > 1 else ():
        mates = {other.page for other in group if abs(other.height - row.height) <= SAME_HEIGHT}
        if len(mates) >= _needed(row, len(doc.pages)):
            yield row


def _needed(row: _Row, pages: int) -> int:
    """Return on how many pages a text must repeat.

    Two in a short article, whose odd and even headers have no more; else three, since the head of a table that
    goes on over a page repeats once (sample metik-2017).
    """
    return 2 if pages <= 6 and sum(map(str.isalpha, row.key)) >= 4 else 3


def _page_numbers(rows: Sequence[_Row], doc: Document) -> dict[int, FurnitureKind]:
    """Label lone numbers at an edge that count with the pages.

    One that stands close to the text may be a numerator of a formula in the last line, but for the very number that
    three other pages foretell (a real journal, whose foot rises and falls with the text).
    """
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    close: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        is_close = row.white < NUMBER_WHITE * doc.leading
        for i in row.lines:
            match = _PAGE_NUMBER.match(doc.lines[i].text)
            if match and match[1].isdigit() and not (is_close and len(row.lines) > 1):
                (close if is_close else found)[int(match[1]) - row.page].append((row.page, i))
    for offset, hits in close.items():
        if len({page for page, _ in found[offset]}) >= MIN_FORETOLD:
            found[offset] += hits
    labels: dict[int, FurnitureKind] = {i: "page_number" for row in rows for i in _outermost_number(row, rows, doc)}
    for offset, hits in sorted(found.items()):
        if len({page for page, _ in hits}) >= 2 or (len(doc.pages) == 1 and offset >= 0):
            labels.update((i, "page_number") for _, i in hits)
    return labels


def _outermost_number(row: _Row, rows: Sequence[_Row], doc: Document) -> tuple[int, ...]:
    """Return the line of a lone number that is the outermost row of its edge, far from other text."""
    text = doc.lines[row.lines[0]].text
    if len(row.lines) != 1 or not (match := _PAGE_NUMBER.match(text)) or not match[1].isdigit():
        return ()
    others = [other for other in rows if other.page == row.page and other.edge == row.edge and other != row]
    if any((other.height - row.height) * row.edge > 0 for other in others):
        return ()
    return row.lines if row.white > 1.4 * doc.leading else ()


def _take_slots(rows: Sequence[_Row], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label outermost rows that stand at one height on most pages, set off by white, whatever they say.

    An article of three pages prints each of its odd and even headers once.
    """
    for edge in (-1, 1):
        outer = _outermost(rows, edge)
        set_off = [row for row in outer if row.white > SLOT_WHITE * doc.leading]
        for row in set_off:
            mates = {other.page for other in set_off if abs(other.height - row.height) < ROW_HEIGHT}
            if len(mates) >= max(2, SLOT_SHARE * len(doc.pages)) and not any(
                read_label(doc.lines[i].text) for i in row.lines
            ):
                for i in row.lines:
                    kinds.setdefault(i, "running_header" if edge < 0 else "running_footer")


def _take_numbered(rows: Sequence[_Row], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label outermost rows of a page number and, far from it, words: headers of even pages, of which there is one."""
    for edge in (-1, 1):
        for row in _outermost(rows, edge):
            if len(row.lines) < 2 or row.white < SLOT_WHITE * doc.leading:
                continue
            lines = [doc.lines[i] for i in row.lines]
            width = FAR_SHARE * doc.pages[row.page - 1].width
            at_left = lines[0].text.isdigit() and lines[1].bbox.x0 - lines[0].bbox.x1 > width
            at_right = lines[-1].text.isdigit() and lines[-1].bbox.x0 - lines[-2].bbox.x1 > width
            is_small = all(line.size <= doc.body_size and len(line.text) <= MASTHEAD_LENGTH for line in lines)
            if at_left != at_right and is_small and not any(read_label(line.text) for line in lines):
                for i in row.lines:
                    kinds.setdefault(i, "running_header" if edge < 0 else "running_footer")


def _outermost(rows: Sequence[_Row], edge: int) -> list[_Row]:
    first: dict[int, _Row] = {}
    for row in rows:
        if row.edge == edge:
            first.setdefault(row.page, row)
    return list(first.values())


def _take_row_mates(rows: Sequence[_Row], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label what shares a printed row with furniture."""
    for row in rows:
        if any(i in kinds for i in row.lines) and all(
            i in kinds or _is_side_piece(doc.lines[i], doc) for i in row.lines
        ):
            for i in row.lines:
                kinds.setdefault(i, "running_header" if row.edge < 0 else "running_footer")


def _take_mastheads(rows: Sequence[_Row], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label the journal's data printed once, above the title or under the text of a first page.

    Rows from the edge inwards that print an ISSN, volume or address, or repeat part of a running header; and the
    small rows between them and the edge.
    """
    known = [
        _letters(doc.lines[i].text) for i, kind in sorted(kinds.items()) if kind in ("running_header", "running_footer")
    ]
    for page in doc.pages[:MASTHEAD_PAGES]:
        for edge in (-1, 1):
            mine = [row for row in rows if row.page == page.number and row.edge == edge]
            reach = max((k + 1 for k, row in enumerate(mine) if _is_masthead(row, kinds, known, doc)), default=0)
            block = _unbroken(mine[:reach], doc)
            while edge > 0 and block and not _may_end(block[-1], kinds, known, doc):
                block.pop()  # references at the foot of a page print volumes too
            while edge < 0 and page.number > 1 and block and block[-1].white < NUMBER_WHITE * doc.leading:
                block.pop()  # and those at the head of the second
            for row in block:
                for i in row.lines:
                    kinds.setdefault(i, "running_header" if edge < 0 else "running_footer")


def _may_end(row: _Row, kinds: dict[int, FurnitureKind], known: Sequence[str], doc: Document) -> bool:
    """Return whether a row can be the one of a masthead at the foot next to the text, further away than its lines."""
    return row.white >= NUMBER_WHITE * max(doc.leading, _pitch_above(row, doc)) and _is_masthead(row, kinds, known, doc)


def _take_titles(rows: Sequence[_Row], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label rows at the head of a later page that print part of the title, smaller than the text.

    A long running header takes two rows, and a short article prints it once.
    """
    first = [line for line in doc.lines if line.page == 1 and line.size > REPEAT_SIZE * doc.body_size]
    title = _letters("".join(line.text for line in first))
    heads: dict[int, list[_Row]] = defaultdict(list)
    for row in rows if title else ():
        if row.edge < 0 and row.page > 1:
            heads[row.page].append(row)
    for mine in heads.values():
        for row in mine:
            lines = [doc.lines[i] for i in row.lines if i not in kinds]
            letters = _letters("".join(line.text for line in lines))
            is_title = len(letters) >= TITLE_LETTERS and letters in title
            if lines and not (is_title and max(line.size for line in lines) < SMALL * doc.body_size):
                break
            for i in row.lines:
                kinds.setdefault(i, "running_header")


def _pitch_above(row: _Row, doc: Document) -> float:
    """Return the distance of the baselines of the two lines of text over a row, in points; 0 where there are none."""
    x0, x1 = doc.lines[row.lines[0]].bbox.x0, doc.lines[row.lines[-1]].bbox.x1
    above = sorted(
        (
            line.baseline
            for line in doc.lines
            if line.page == row.page
            and row.height - 3 * row.white < line.baseline < row.height - ROW_HEIGHT
            and line.bbox.x0 < x1
            and line.bbox.x1 > x0
        ),
        reverse=True,
    )
    return above[0] - above[1] if len(above) > 1 else 0.0


def _is_masthead(row: _Row, kinds: dict[int, FurnitureKind], known: Sequence[str], doc: Document) -> bool:
    if all(i in kinds for i in row.lines):
        return True
    text = " ".join(doc.lines[i].text for i in row.lines)
    if len(text) > MASTHEAD_LENGTH or max(doc.lines[i].size for i in row.lines) > LARGE * doc.body_size:
        return False
    folded = text.casefold()
    if any(sign in folded for sign in _MASTHEAD_SIGNS) and _MASTHEAD.search(text):
        return True
    if max(doc.lines[i].size for i in row.lines) > REPEAT_SIZE * doc.body_size:
        return False  # the title itself, which the running header repeats
    letters = _letters(text)
    return len(letters) >= 12 and any(letters in other for other in known)


def _unbroken(rows: Sequence[_Row], doc: Document) -> list[_Row]:
    """Return rows from the edge inwards up to the first that is set large, a title, or a numbered reference."""
    result: list[_Row] = []
    for row in rows:
        is_entry = _ENTRY.match(doc.lines[row.lines[0]].text)
        if is_entry or max(doc.lines[i].size for i in row.lines) > LARGE * doc.body_size:
            break
        result.append(row)
    return result


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _is_side_piece(line: Line, doc: Document) -> bool:
    """Return whether a line beside furniture is short enough to be part of it."""
    return len(line.text) < 60 and line.size <= doc.body_size * 1.3
