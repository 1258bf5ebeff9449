"""The journal's data printed once on a first page, and long running headers known by the title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.document import Document, FurnitureKind
from pipeline.layout.edge_rows import ROW_HEIGHT, EdgeRow, letters_of

NUMBER_WHITE = 1.1
"""Leadings of white between a page number and the text."""
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
TITLE_LETTERS = 16
"""Letters of a row that make a part of the title; fewer may be words of a header."""
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


def take_mastheads(rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label the journal's data printed once, above the title or under the text of a first page.

    Rows from the edge inwards that print an ISSN, volume or address, or repeat part of a running header; and the
    small rows between them and the edge.
    """
    known = [
        letters_of(doc.lines[i].text)
        for i, kind in sorted(kinds.items())
        if kind in ("running_header", "running_footer")
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


def _may_end(row: EdgeRow, kinds: dict[int, FurnitureKind], known: Sequence[str], doc: Document) -> bool:
    """Return whether a row can be the one of a masthead at the foot next to the text, further away than its lines."""
    return row.white >= NUMBER_WHITE * max(doc.leading, _pitch_above(row, doc)) and _is_masthead(row, kinds, known, doc)


def take_titles(rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind], doc: Document) -> None:
    """Label rows at the head of a later page that print part of the title, smaller than the text.

    A long running header takes two rows, and a short article prints it once.
    """
    first = [line for line in doc.lines if line.page == 1 and line.size > REPEAT_SIZE * doc.body_size]
    title = letters_of("".join(line.text for line in first))
    heads: dict[int, list[EdgeRow]] = defaultdict(list)
    for row in rows if title else ():
        if row.edge < 0 and row.page > 1:
            heads[row.page].append(row)
    for mine in heads.values():
        for row in mine:
            lines = [doc.lines[i] for i in row.lines if i not in kinds]
            letters = letters_of("".join(line.text for line in lines))
            is_title = len(letters) >= TITLE_LETTERS and letters in title
            if lines and not (is_title and max(line.size for line in lines) < SMALL * doc.body_size):
                break
            for i in row.lines:
                kinds.setdefault(i, "running_header")


def _pitch_above(row: EdgeRow, doc: Document) -> float:
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


def _is_masthead(row: EdgeRow, kinds: dict[int, FurnitureKind], known: Sequence[str], doc: Document) -> bool:
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
    letters = letters_of(text)
    return len(letters) >= 12 and any(letters in other for other in known)


def _unbroken(rows: Sequence[EdgeRow], doc: Document) -> list[EdgeRow]:
    """Return rows from the edge inwards up to the first that is set large, a title, or a numbered reference."""
    result: list[EdgeRow] = []
    for row in rows:
        is_entry = _ENTRY.match(doc.lines[row.lines[0]].text)
        if is_entry or max(doc.lines[i].size for i in row.lines) > LARGE * doc.body_size:
            break
        result.append(row)
    return result
