"""Numbers in the text that may call a footnote or cite a reference.

Geometry cannot tell an exponent from a call: the base decides. A unit or symbol (``km2``, ``R2``), a digit
(``10-3``) or an ordinal's ending (``4th``) carries no call.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from pipeline.document import Call, Document, Line, Mark, Word

_RAISED = re.compile(r"^[(\[]?(\d{1,3})[)\]]?[.,;]?$|^([*†‡§¶]{1,4})$")
_ASCII_MARKER = re.compile(r"[0-9*]")
"""What a call in ASCII holds."""
_LAST_DIGIT = re.compile(r"[0-9](?: |$)")
"""What a call in ASCII ends with that is not raised."""
_RAISED_LIST = re.compile(r"^[(\[]?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*[)\]]?[.,;]?$")
_RAISED_STRAY = re.compile(r"^[^\W\d_]{1,2}(\d{1,3})$")
"""A typing slip raised with the number: ``werden«t7`` (a real German article, note 7 of 58)."""
_GLUED = re.compile(r"[^\W\d_][.,;:!?”’\"')\]]*(\d{1,3})$")
_UNIT = re.compile(
    r"(?:^|[\d\W])(?:k?m|cm|mm|dm|hm|dam|ha|ft|in|inch|yd|mi|kg|g|s|det|dt|jam|rad|px|dpi|bit)$", re.IGNORECASE
)
_SYMBOL = re.compile(
    r"""(?:^|\W)[A-Za-zα-ωΑ-Ω]$   # one letter: R2, x2
      | (?:^|\D)(?:10|2)$         # powers of ten and two; a year or amount may carry a call
      | \([^()\s]{1,3}\)$         # (x)2; after longer words in brackets a call may stand
      | [=+×·√∑∫]$""",
    re.VERBOSE,
)


_WORD_END = re.compile(r"(?:[^\W\d_]{3,}|%|(?:19|20)\d\d)[)\]”’\"'»]*[.,;:!?]?[)\]”’\"'»]*$")


class Candidate(NamedTuple):
    """A number that may be a call; ``order`` is its place in reading order."""

    order: int
    page: int
    marker: str
    mark: Mark
    raised: bool
    glued: bool


def find_candidates(doc: Document, left_out: Collection[int]) -> list[Candidate]:
    """Return raised and glued numbers of the running text, in reading order.

    ``left_out`` are indices of lines that hold no running text: notes, floats, headings.
    """
    found: list[Candidate] = []
    for column in doc.columns:
        for i in column.lines:
            line = doc.lines[i]
            text = line.text
            if i in left_out or (text.isascii() and not (_LAST_DIGIT if line.plain else _ASCII_MARKER).search(text)):
                continue
            found.extend(_in_line(line, i, len(found)))
    return found


def _in_line(line: Line, index: int, order: int) -> list[Candidate]:
    found: list[Candidate] = []
    words = line.words
    for k, word in enumerate(words):
        if word.raised > 0:
            match = _RAISED.match(word.text)
            several = None if match else _RAISED_LIST.match(word.text)
            if (match or several) and not is_exponent(words, k):
                marker = (match[1] or match[2]) if match else word.text.strip(".;[]() ")
                place = Mark(index, k, 0, len(word.text))
                found.append(Candidate(order + len(found), line.page, marker, place, True, word.joined))
            elif stray := _RAISED_STRAY.match(word.text):
                place = Mark(index, k, stray.start(1), stray.end(1))
                found.append(Candidate(order + len(found), line.page, stray[1], place, False, True))
        elif not word.text[-1:].isdigit():
            continue
        elif word.text.isdigit():
            if k and len(word.text) <= 3:
                place = Mark(index, k, 0, len(word.text))
                found.append(Candidate(order + len(found), line.page, word.text, place, False, word.joined))
        elif match := _GLUED.search(word.text):
            place = Mark(index, k, match.start(1), match.end(1))
            found.append(Candidate(order + len(found), line.page, match[1], place, False, True))
    return found


def is_exponent(words: Sequence[Word], k: int) -> bool:
    """Return whether a raised word is part of a formula, a unit or an ordinal and no call."""
    if k == 0 or not words[k].joined:
        return False
    base = words[k - 1].text
    if k > 1 and words[k - 1].joined and len(base) <= 2:
        base = words[k - 2].text + base
    return bool(_UNIT.search(base) or _SYMBOL.search(base))


def unlinked_calls(doc: Document, candidates: Sequence[Candidate], calls: Sequence[Call]) -> list[Call]:
    """Return calls for raised numbers of the body that no note answers to: citations, or lost notes.

    Only after the first section header: marks of authors and affiliations stand before it.
    """
    used = {call.mark for call in calls}
    loose = [c for c in candidates if c.raised and c.marker[0].isdigit() and c.mark not in used]
    start = body_start(doc) if loose else None
    if start is None:
        return []
    place = {i: k for k, i in enumerate(i for column in doc.columns for i in column.lines)}
    return [
        Call(candidate.mark, candidate.marker, None)
        for candidate in loose
        if place[candidate.mark.line] > start and _is_after_word(doc.lines[candidate.mark.line], candidate.mark.word)
    ]


def _is_after_word(line: Line, k: int) -> bool:
    """Return whether a raised number stands after a word or a punctuation mark, not after a symbol of a formula."""
    return k > 0 and bool(_WORD_END.search(line.words[k - 1].text))


def body_start(doc: Document) -> int | None:
    """Return the place in reading order of the first section header that is no abstract."""
    place = {i: k for k, i in enumerate(i for column in doc.columns for i in column.lines)}
    starts = [
        place[heading.spans[0].line]
        for heading in doc.headings
        if heading.type not in ("abstract", "keywords") and heading.spans[0].line in place
    ]
    return min(starts, default=None)
