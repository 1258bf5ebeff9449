"""Running headers, running footers, page numbers and rotated stamps: what belongs to the page.

A line near the top or bottom edge is furniture when the same text, digits masked, stands at the same height on
other pages (odd and even pages may differ), or when it is a number that counts with the pages. Kept as
furniture and mined later for journal, volume, year and pages; never part of the text.
Source: the repetition test of docling PR #3697, with position and parity added; domain notes 3.2.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Document, Furniture, FurnitureKind, Line
from pipeline.floats.captions import read_label
from pipeline.layout.edge_rows import ROW_HEIGHT, EdgeRow, edge_rows, mask, outermost
from pipeline.layout.mastheads import MASTHEAD_LENGTH, NUMBER_WHITE, take_mastheads, take_titles

SIDE_SHARE = 0.1
"""Share of the page width at left and right in which turned text is a stamp; text starts at 0.1 or later."""
WATERMARK_LENGTH = 6
"""Characters of the shortest watermark; turned axis labels repeat too, but are short."""
SAME_HEIGHT = 6.0
"""Points; how far the same running header may wander between pages (odd and even templates differ by 2 to 4)."""
MIN_FORETOLD = 3
"""Pages whose numbers foretell that of another."""
SLOT_SHARE = 0.6
"""Share of the pages on which a row must stand at one height to be a slot for headers of changing text."""
SLOT_WHITE = 1.5
"""Leadings of white between such a row and the text."""
FAR_SHARE = 0.2
"""Share of the page's width between a page number and the words of its header; cells of a table are closer."""
_PAGE_NUMBER = re.compile(
    r"""^[^\w(\[]*(?:(?:page|pg|hal(?:aman)?|hlm|laman|p)\b[.:]?\s*)?   # a word for page
        (\d{1,4}|[ivxlc]{1,6})                            # the number
        (?:\s*(?:of|dari|/|\|)\s*(?:\d{1,4}|page))?[^\w)\]]*$""",
    re.IGNORECASE | re.VERBOSE,
)


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
    rows = [row for page in doc.pages for row in edge_rows(page, by_page[page.number], doc.lines)]
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


def _label_rows(rows: Sequence[EdgeRow], doc: Document) -> dict[int, FurnitureKind]:
    kinds: dict[int, FurnitureKind] = {}
    same: dict[tuple[int, str], list[EdgeRow]] = defaultdict(list)
    for row in rows:
        if any(read_label(doc.lines[i].text) for i in row.lines):
            continue  # ``Tabel 4. Lanjutan`` at the head of every other page
        same[row.edge, row.key].append(row)
        for i in row.lines if len(row.lines) > 1 else ():
            same[row.edge, mask(doc.lines[i].text)].append(row._replace(lines=(i,)))
    repeated = {i for _, group in sorted(same.items()) for row in _repeated(group, doc) for i in row.lines}
    for row in _from_edge(rows, repeated, doc):
        name: FurnitureKind = "running_header" if row.edge < 0 else "running_footer"
        kinds.update((i, name) for i in row.lines if i in repeated)
    kinds.update(_page_numbers(rows, doc))
    _take_slots(rows, kinds, doc)
    _take_numbered(rows, kinds, doc)
    _take_row_mates(rows, kinds, doc)
    take_mastheads(rows, kinds, doc)
    take_titles(rows, kinds, doc)
    return kinds


def _from_edge(rows: Sequence[EdgeRow], repeated: Collection[int], doc: Document) -> Iterator[EdgeRow]:
    """Yield the rows with repeated lines that stand outside all other text of their page.

    Short notes repeat too, ``Gani, op. cit., hlm. 88`` at one height on three pages (sample sejarah-pelabuhan): a row
    at the foot must be set off by white as well.
    """
    pages: dict[tuple[int, int], list[EdgeRow]] = defaultdict(list)
    for row in rows:
        pages[row.page, row.edge].append(row)
    for (_, edge), mine in pages.items():
        block: list[EdgeRow] = []
        for row in mine:
            if not any(i in repeated or _PAGE_NUMBER.match(doc.lines[i].text) for i in row.lines):
                break
            block.append(row)
        while edge > 0 and block and block[-1].white < NUMBER_WHITE * doc.leading:
            block.pop()
        yield from block


def _repeated(group: Sequence[EdgeRow], doc: Document) -> Iterable[EdgeRow]:
    """Yield the rows of one text that stand at one height on enough pages."""
    if len(group) < 2:
        return
    mates: dict[float, int] = {}
    for row in group:
        if row.height not in mates:
            mates[row.height] = len({other.page for other in group if abs(other.height - row.height) <= SAME_HEIGHT})
        if mates[row.height] >= _needed(row, len(doc.pages)):
            yield row


def _needed(row: EdgeRow, pages: int) -> int:
    """Return on how many pages a text must repeat.

    Two in a short article, whose odd and even headers have no more; else three, since the head of a table that
    goes on over a page repeats once (sample metik-2017).
    """
    return 2 if pages <= 6 and sum(map(str.isalpha, row.key)) >= 4 else 3


def _page_numbers(rows: Sequence[EdgeRow], doc: Document) -> dict[int, FurnitureKind]:
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
    edges: dict[tuple[int, int], list[EdgeRow]] = defaultdict(list)
    for row in rows:
        edges[row.page, row.edge].append(row)
    labels: dict[int, FurnitureKind] = {
        i: "page_number" for row in rows for i in _outermost_number(row, edges[row.page, row.edge], doc)
    }
    for offset, hits in sorted(found.items()):
        if len({page for page, _ in hits}) >= 2 or (len(doc.pages) == 1 and offset >= 0):
            labels.update((i, "page_number") for _, i in hits)
    return labels


def _outermost_number(row: EdgeRow, edge: Sequence[EdgeRow], doc: Document) -> tuple[int, ...]:
    """Return the line of a lone number that is the outermost row of its edge, far from other text."""
    text = doc.lines[row.lines[0]].text
    if len(row.lines) != 1 or not (match := _PAGE_NUMBER.match(text)) or not match[1].isdigit():
        return ()
    if any((other.height - row.height) * row.edge > 0 for other in edge):
        return ()
    return row.lines if row.white > 1.4 * doc.leading else ()


def _take_slots(rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label outermost rows that stand at one height on most pages, set off by white, whatever they say.

    An article of three pages prints each of its odd and even headers once.
    """
    for edge in (-1, 1):
        outer = outermost(rows, edge)
        set_off = [row for row in outer if row.white > SLOT_WHITE * doc.leading]
        mates: dict[float, int] = {}
        for row in set_off:
            if row.height not in mates:
                near = (other.page for other in set_off if abs(other.height - row.height) < ROW_HEIGHT)
                mates[row.height] = len(set(near))
            if mates[row.height] >= max(2, SLOT_SHARE * len(doc.pages)) and not any(
                read_label(doc.lines[i].text) for i in row.lines
            ):
                for i in row.lines:
                    kinds.setdefault(i, "running_header" if edge < 0 else "running_footer")


def _take_numbered(rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label outermost rows of a page number and, far from it, words: headers of even pages, of which there is one."""
    for edge in (-1, 1):
        for row in outermost(rows, edge):
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


def _take_row_mates(rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label what shares a printed row with furniture."""
    for row in rows:
        if any(i in kinds for i in row.lines) and all(
            i in kinds or _is_side_piece(doc.lines[i], doc) for i in row.lines
        ):
            for i in row.lines:
                kinds.setdefault(i, "running_header" if row.edge < 0 else "running_footer")


def _is_side_piece(line: Line, doc: Document) -> bool:
    """Return whether a line beside furniture is short enough to be part of it."""
    return len(line.text) < 60 and line.size <= doc.body_size * 1.3
