"""Citations by number: ``[1]``, ``[1], [2]-[4]``, ``[1-3]``, superscripts, and ``(1)`` where a document cites so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import Text
from pipeline.fields import Citation, Reference

MAX_RANGE = 40
"""Numbers in one range; ``[1-95]`` is no citation of 95 works."""
MIN_ROUND = 3
"""Citations in round brackets from which a document is taken to cite so: ``(1)`` also counts things off."""

_LIST = r"\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*"
_PLACE = r"(?:\s*[,:]\s*(?:p|pp|hlm|hal|h)\.?\s*\d[\d\s,–-]*)?"
_SQUARE = re.compile(rf"\[\s*(?P<first>{_LIST})\s*{_PLACE}\](?:\s*[-–—]\s*\[\s*(?P<last>\d{{1,3}})\s*\])?")
_ROUND = re.compile(rf"(?<=[\w”\"’%)]\s)\((?P<first>{_LIST})\)(?=[.,;:)]|$)")
_RAISED = re.compile(rf"[(\[]?(?P<first>{_LIST})[)\]]?[.,;]?")
_RANGE = re.compile(r"(\d{1,3})(?:\s*[–—-]\s*(\d{1,3}))?")


def number_references(references: Sequence[Reference]) -> dict[int, int]:
    """Return the index of each numbered entry by its number; the first wins where numbers restart."""
    numbers: dict[int, int] = {}
    for index, reference in enumerate(references):
        digits = re.sub(r"\D", "", reference.marker or "")
        if digits and not any(char.isalpha() for char in reference.marker or ""):
            numbers.setdefault(int(digits), index)
    return numbers


def find_numbered(text: Text, numbers: Mapping[int, int]) -> list[Citation]:
    """Return the citations in square brackets; without a numbered list there are none.

    A bracket whose numbers are partly out of the list is unresolved as a whole only if none is in it: ``[0, 1]``
    is an interval and no citation.
    """
    found = []
    if numbers and "[" in text.text:
        for match in _SQUARE.finditer(text.text):
            cited = _expand(match["first"], match.groupdict().get("last"))
            if cited and 0 not in cited:
                found.append(Citation(match.start(), match.end(), _look_up(cited, numbers)))
    return found


def find_raised(text: Text, numbers: Mapping[int, int]) -> list[Citation]:
    """Return the superscripts that cite entries: printed in the text, or taken out of it as calls of no note.

    A call that was taken out leaves a citation of no length at its place.
    """
    found = []
    for start, end in text.superscripts:
        match = _RAISED.fullmatch(text.text[start:end].strip())
        cited = _expand(match["first"], None) if match else []
        if cited and all(number in numbers for number in cited):
            found.append(Citation(start, end, _look_up(cited, numbers)))
    for anchor in text.anchors:
        match = _RAISED.fullmatch(anchor.marker) if anchor.note is None else None
        cited = _expand(match["first"], None) if match else []
        if cited and all(number in numbers for number in cited):
            found.append(Citation(anchor.offset, anchor.offset, _look_up(cited, numbers)))
    return sorted(found, key=lambda citation: (citation.start, citation.end))


def find_round(texts: Sequence[Text], numbers: Mapping[int, int]) -> dict[int, list[Citation]]:
    """Return citations like ``(3)`` or ``(3,5-7)`` by index of the text, if the document has several.

    They stand behind a word and before a stop, where a number that counts things off stands before a word.
    """
    found: dict[int, list[Citation]] = {}
    for index, text in enumerate(texts):
        for match in _ROUND.finditer(text.text):
            cited = _expand(match["first"], None)
            if cited and all(number in numbers for number in cited):
                found.setdefault(index, []).append(Citation(match.start(), match.end(), _look_up(cited, numbers)))
    hits = [citation for citations in found.values() for citation in citations]
    return found if len(hits) >= MIN_ROUND and len({citation.references for citation in hits}) > 1 else {}


def _expand(listed: str, last: str | None) -> list[int]:
    """Return the numbers that a list with ranges stands for; ``last`` closes a range over two brackets."""
    numbers: list[int] = []
    for start, end in _ranges(listed):
        if end - start > MAX_RANGE:
            return []
        numbers.extend(range(start, end + 1) if end >= start else (start, end))
    if last is not None and numbers and 0 < int(last) - numbers[-1] <= MAX_RANGE:
        numbers.extend(range(numbers[-1] + 1, int(last) + 1))
    return numbers


def _ranges(listed: str) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(listed):
        yield int(match[1]), int(match[2] or match[1])


def _look_up(cited: Sequence[int], numbers: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers[number] for number in cited if number in numbers))
