"""Note zones cut into notes: where one starts, and what goes on over columns and pages.

A number starts a note when it is the next that the text calls, or the next of the chain. Calls in reading order are
the better guide: numbers may start again on each page or in each section (sample filsafat-musyawarah), and a line
that happens to start with a year or page number is no note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Line, Mark, Note, Span
from pipeline.layout.calls import Candidate

NEAR = 3
"""Numbers by which a note may run ahead of the chain where the page calls it: notes whose start was not seen."""

_NUMBER = re.compile(r"^\(?(\d{1,3})[).]?$")
_WORD = re.compile(r"[^\W\d_]{3}")
_GLUED = re.compile(r"^(\d{1,3})(?=[^\W\d_]|[“\"'‘(])")
_SYMBOL = re.compile(r"^[*†‡§¶]{1,4}$")


class Zone(NamedTuple):
    """The note lines of one column."""

    page: int
    lines: tuple[int, ...]


class Start(NamedTuple):
    """A note's first word: ``mark`` covers its number."""

    marker: str
    mark: Mark
    raised: bool


class _Chain:
    """How far the notes have got: the last number, and which calls of the text they have answered."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.calls = [c for c in candidates if c.raised]
        self.called: dict[int, set[str]] = {}
        for c in candidates:
            if c.raised or c.glued:
                self.called.setdefault(c.page, set()).add(c.marker)
        self.sure = [c for c in candidates if c.raised or c.glued]
        self.at = 0
        self.order = -1
        self.last = 0
        self.page = 0
        self.ahead: set[str] = set()
        """Raised numbers with which later lines of the zone start: the same one set full-size starts no note."""

    def next_call(self, page: int) -> str | None:
        """Return the marker of the first unanswered raised call of the page or the one before."""
        while self.at < len(self.calls) and self.calls[self.at].page < page - 1:
            self.at += 1
        return self.calls[self.at].marker if self.at < len(self.calls) and self.calls[self.at].page <= page else None

    def expects(self, start: Start, page: int, *, mid_line: bool) -> bool:
        """Return whether a number is the next note: the text calls it next, or it follows the chain."""
        if not start.raised and start.marker in self.ahead:
            return False
        if start.marker == self.next_call(page):
            return True
        called = self.called.get(page, set()) | self.called.get(page - 1, set())
        if not start.marker.isdigit():
            return not mid_line and start.marker in called
        number = int(start.marker)
        if number == self.last + 1 and (number > 1 or start.raised or start.marker in called):
            return not mid_line or start.raised
        if mid_line or start.marker not in called:
            return False
        again = self._next_of(start, page)
        if number == 1 and again is not None and again.page == page:
            return True  # numbers start again with a section, in the middle of a page
        fresh_page = page != self.page
        first = not self.last or fresh_page
        return (first and (number == 1 or start.raised or not self.last)) or self.last < number <= self.last + NEAR

    def _next_of(self, start: Start, page: int) -> Candidate | None:
        """Return the first call of a number, on the page or the one before, behind the call of the note before."""
        after = (c for c in self.sure if c.order > self.order and page - 1 <= c.page <= page)
        return next((c for c in after if c.marker == start.marker), None)

    def take(self, start: Start, page: int) -> None:
        """Note that a note was found."""
        self.page = page
        if start.marker.isdigit():
            self.last = int(start.marker)
        call = self._next_of(start, page)
        if call is not None:
            self.order = call.order
            self.at = next((k for k, c in enumerate(self.calls) if c.order > call.order), len(self.calls))
            return
        for k in range(self.at, len(self.calls)):
            if self.calls[k].page > page:
                break
            if self.calls[k].marker == start.marker:
                self.at = k + 1
                break


def read_notes(zones: Sequence[Zone], lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[Note]:
    """Cut the zones into notes; a zone's lines before its first number go on with the note before."""
    chain = _Chain(candidates)
    notes: list[Note] = []
    for zone in zones:
        raised = [(i, w.text) for i in zone.lines if (w := lines[i].words[0]).raised > 0]
        for i in zone.lines:
            chain.ahead = {text for at, text in raised if at > i}
            for span, start in _pieces(lines[i], i, zone.page, chain):
                if start is not None:
                    notes.append(Note(start.marker, start.mark, (span,)))
                elif notes and zone.page - chain.page <= 1:
                    notes[-1] = replace(notes[-1], spans=(*notes[-1].spans, span))
    return notes


def _pieces(line: Line, index: int, page: int, chain: _Chain) -> list[tuple[Span, Start | None]]:
    """Return the parts of a note line: mostly one, more where notes start in mid-line."""
    starts: list[Start | None] = []
    bounds: list[int] = []
    last = len(line.words) - 1
    for at, word in enumerate(line.words):
        if at and not word.raised and at < last and not (word.text.isdigit() and _may_start(line, at)):
            continue
        start = note_start(line, index, at) or _last_word_start(line, index, at, page, chain)
        if start is not None and chain.expects(start, page, mid_line=at > 0):
            chain.take(start, page)
            starts.append(start)
            bounds.append(at)
    if not bounds or bounds[0] != 0:
        bounds.insert(0, 0)
        starts.insert(0, None)
    ends = [*bounds[1:], len(line.words)]
    return [(Span(index, b, e), start) for b, e, start in zip(bounds, ends, starts, strict=True)]


def _last_word_start(line: Line, index: int, at: int, page: int, chain: _Chain) -> Start | None:
    """Return the number at a line's end whose note begins on the next line, ``hlm. 101. 2``: the one called next."""
    word = line.words[at]
    if not at or at < len(line.words) - 1 or not _NUMBER.match(word.text) or not line.words[at - 1].text.endswith("."):
        return None
    if line.words[at - 1].text[:-1].isalpha() or word.text != chain.next_call(page):
        return None  # ``hlm. 2``
    return Start(word.text, Mark(index, at, 0, len(word.text)), word.raised > 0)


def _may_start(line: Line, at: int) -> bool:
    """Return whether a full-size number in mid-line stands between two sentences, as in ``hlm. 10. 3 Ibid.``."""
    words = line.words
    if at + 1 >= len(words) or not words[at].text.isdigit() or len(words[at].text) > 3:
        return False
    return (
        words[at - 1].text.endswith(".") and words[at + 1].text[:1].isupper() and not words[at - 1].text[:-1].isalpha()
    )


def note_start(line: Line, index: int, at: int = 0) -> Start | None:
    """Return the number at word ``at`` of a line, or None where there is none or nothing follows it."""
    start = _marker_at(line, index, at)
    if start is None or not any(_WORD.search(word.text) for word in line.words[at:]):
        return None  # a formula
    return start


def _marker_at(line: Line, index: int, at: int) -> Start | None:
    word = line.words[at]
    if len(line.words) > at + 1 and (match := _NUMBER.match(word.text)):
        return Start(match[1], Mark(index, at, 0, len(word.text)), word.raised > 0)
    if word.raised > 0 and _SYMBOL.match(word.text) and len(line.words) > at + 1:
        return Start(word.text, Mark(index, at, 0, len(word.text)), True)
    if at == 0 and (match := _GLUED.match(word.text)):
        return Start(match[1], Mark(index, at, 0, match.end(1)), False)
    return None
