"""A ``Document`` from text that another tool extracted: no glyphs, no places, only lines.

Everything that a stage would read from geometry is read here from white space, numbers and words, and handed over
as the layers themselves: lines, furniture, notes, calls, headings, front and passages. The stages from ``texts``
on run as they are. Boxes are empty (``NO_BOX``), so that the record's regions are; what cannot be known stays null.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path

from pipeline.chars import NO_CHARS, Chars, Run
from pipeline.document import (
    BBox,
    Call,
    Diagnostic,
    Document,
    Furniture,
    Heading,
    Line,
    Link,
    Mark,
    Note,
    Page,
    Passage,
    Settings,
    Source,
    Span,
    Word,
)
from pipeline.errors import FileAccessError, InputFileError
from pipeline.layout.heading_levels import Found, assign_levels
from pipeline.layout.heading_types import classify, split_number
from pipeline.raw.blocks import Block, Body, read_blocks
from pipeline.raw.entries import split_entries
from pipeline.raw.furniture import find_furniture
from pipeline.raw.lines import RawLine, read_lines
from pipeline.raw.notes import RawNote, find_notes
from pipeline.raw.order import restore_order
from pipeline.text.glyphs import has_low_single_quotes, map_low_quotes

ENGINE = "text"
NO_BOX = BBox(0.0, 0.0, 0.0, 0.0)
"""The place of what has none."""

FRONT_KINDS = frozenset({"abstract_heading", "abstract", "keywords"})
FIRST_STAGE = "texts"
"""The first of ``STAGES`` that runs on such a document; the earlier ones read geometry."""


def read_raw_text(path: str | PathLike[str], settings: Settings | None = None) -> Document:
    """Return a text file as a document with passages, ready for the stages from ``FIRST_STAGE`` on.

    Raises:
        FileAccessError: The file cannot be read.
        InputFileError: It holds no text, or bytes that are no UTF-8.
    """
    place = Path(path)
    try:
        data = place.read_bytes()
    except OSError as error:
        raise FileAccessError(f"{place.name}: cannot be read: {error.strerror or error}") from error
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputFileError(f"{place.name}: not UTF-8 text; convert it first") from error
    if not content.strip() or "\0" in content:
        raise InputFileError(f"{place.name}: holds no text")
    source = Source(place.name, hashlib.sha256(data).hexdigest(), len(data))
    return parse_raw_text(content, source, settings or Settings())


def parse_raw_text(content: str, source: Source, settings: Settings) -> Document:
    """Return extracted text as a document; see ``read_raw_text``."""
    raw, furniture = find_furniture(read_lines(content))
    taken = frozenset(item.line for item in furniture)
    notes = find_notes(raw, taken)
    calls = {note.call: n for n, note in enumerate(notes) if note.call is not None}
    used = taken | calls.keys() | {i for note in notes for i in (note.start, *note.lines)}
    found = [i for i in range(len(raw)) if i not in used]
    order = restore_order(raw, found)
    body = Body(raw, order, frozenset(calls))
    blocks = split_entries(body, read_blocks(body)) if order else []
    copies = {item.line: item.uri for item in furniture if item.uri}
    lines = _make_lines(raw, frozenset(copies))
    attached = _attach_calls(order, calls)
    headings = _make_headings(raw, blocks, attached)
    passages = [*_make_passages(raw, blocks, attached), *_note_passages(lines, notes)]
    return Document(
        source=source,
        settings=settings,
        engine=ENGINE,
        pages=_make_pages(raw, copies),
        dropped=_find_dropped(raw, copies),
        lines=lines,
        furniture=tuple(Furniture(item.kind, raw[item.line].page, (item.line,)) for item in furniture if not item.uri),
        notes=tuple(_make_note(lines, note) for note in notes if note.start is not None),
        calls=_make_calls(notes),
        headings=tuple(headings),
        front=tuple(passage for passage in passages if passage.kind in FRONT_KINDS),
        entries=tuple(passage for passage in passages if passage.kind == "reference"),
        passages=tuple(passages),
        diagnostics=(*_find_doubts(raw, notes, copies), *_find_moves(raw, found, order)),
    )


def _make_pages(raw: Sequence[RawLine], copies: Mapping[int, str]) -> tuple[Page, ...]:
    """Return pages of no size. Their glyphs have no place either, but are counted like any others."""
    links: dict[int, dict[str, Link]] = {}
    for i, uri in copies.items():
        links.setdefault(raw[i].page, {}).setdefault(uri, Link(uri, NO_BOX))
    glyphs: dict[int, list[str]] = {}
    for line in raw:
        glyphs.setdefault(line.page, []).extend("".join(line.text.split()))
    return tuple(
        Page(n, 0.0, 0.0, chars=_make_chars(glyphs.get(n, [])), links=tuple(links.get(n, {}).values()))
        for n in range(1, max(glyphs, default=1) + 1)
    )


def _find_dropped(raw: Sequence[RawLine], copies: Mapping[int, str]) -> tuple[tuple[int, int], ...]:
    """Copies of link targets are no printed text: their glyphs are left out, as (page, index on the page)."""
    dropped: list[tuple[int, int]] = []
    counts: dict[int, int] = {}
    for i, line in enumerate(raw):
        start = counts.get(line.page, 0)
        counts[line.page] = start + len(line.text.replace(" ", ""))
        if i in copies:
            dropped.extend((line.page, index) for index in range(start, counts[line.page]))
    return tuple(dropped)


def _make_chars(glyphs: list[str]) -> Chars:
    """Return glyphs without a place, all of one run."""
    count = len(glyphs)
    if not count:
        return NO_CHARS
    nowhere = [0.0] * count
    return Chars([Run(0, count, 0.0, 0.0, 0.0, 0.0, 0)], glyphs, nowhere, nowhere, [0] * count)


def _make_lines(raw: Sequence[RawLine], empty: frozenset[int]) -> tuple[Line, ...]:
    low = has_low_single_quotes("\n".join(line.text for line in raw))
    return tuple(_make_line(line._replace(text="") if i in empty else line, low) for i, line in enumerate(raw))


def _make_line(line: RawLine, low_quotes: bool) -> Line:
    words = tuple(_make_word(text, low_quotes) for text in line.text.split())
    text = " ".join(word.text for word in words)
    return Line(line.page, NO_BOX, 0.0, 0.0, False, False, words, text)


def _make_word(printed: str, low_quotes: bool) -> Word:
    text, repair = map_low_quotes(printed) if low_quotes else (printed, "")
    return Word(text, *NO_BOX, 0.0, 0.0, 0, False, False, 0, False, len(printed), printed if repair else "", repair)


def _attach_calls(order: Sequence[int], calls: Iterable[int]) -> dict[int, list[int]]:
    """Return, by body line, the calls that follow it before the next body line; the first holds those above it."""
    body = sorted(order)
    attached: dict[int, list[int]] = {}
    for call in sorted(calls):
        at = max(bisect_left(body, call) - 1, 0)
        if body:
            attached.setdefault(body[at], []).append(call)
    return attached


def _spans(raw: Sequence[RawLine], lines: Iterable[int], calls: Mapping[int, Sequence[int]]) -> tuple[Span, ...]:
    """Return the lines whole, each with the calls attached to it."""
    return tuple(Span(j, 0, len(raw[j].text.split(" "))) for i in lines for j in (i, *calls.get(i, ())))


def _make_passages(
    raw: Sequence[RawLine], blocks: Sequence[Block], calls: Mapping[int, Sequence[int]]
) -> list[Passage]:
    """Return the blocks as passages; text above the first header or abstract is ``other``: who can tell."""
    passages: list[Passage] = []
    heading = 0
    above = any(block.kind != "paragraph" for block in blocks)
    for block in blocks:
        spans = _spans(raw, block.lines, calls)
        above = above and block.kind == "paragraph"
        if block.kind in ("heading", "reference_heading"):
            passages.append(Passage(block.kind, spans, heading))
            heading += 1
        else:
            passages.append(Passage("other" if above else block.kind, spans))
    return passages


def _make_headings(
    raw: Sequence[RawLine], blocks: Sequence[Block], calls: Mapping[int, Sequence[int]]
) -> list[Heading]:
    found: list[Found] = []
    for block in blocks:
        if block.kind in ("heading", "reference_heading"):
            whole = " ".join(raw[i].text for i in block.lines)
            number, text = split_number(whole)
            kind = classify(whole)
            name = kind.type if kind else None
            spans = _spans(raw, block.lines, calls)
            found.append(Found(spans, number, text, name, 0.0, False, False, whole.isupper(), chained=False))
    return assign_levels(found)


def _make_note(lines: Sequence[Line], note: RawNote) -> Note:
    return Note(note.marker, Mark(note.start or 0, 0, 0, len(note.marker)), _note_spans(lines, note))


def _note_spans(lines: Sequence[Line], note: RawNote) -> tuple[Span, ...]:
    return tuple(Span(i, 0, len(lines[i].words)) for i in (note.start, *note.lines) if i is not None)


def _note_passages(lines: Sequence[Line], notes: Sequence[RawNote]) -> list[Passage]:
    answered = [note for note in notes if note.start is not None]
    return [Passage("footnote", _note_spans(lines, note), n) for n, note in enumerate(answered)]


def _make_calls(notes: Sequence[RawNote]) -> tuple[Call, ...]:
    calls: list[Call] = []
    answered = 0
    for note in notes:
        index = answered if note.start is not None else None
        answered += note.start is not None
        if note.call is not None:
            calls.append(Call(Mark(note.call, 0, 0, len(note.marker)), note.marker, index))
    return tuple(calls)


def _find_doubts(raw: Sequence[RawLine], notes: Sequence[RawNote], copies: Mapping[int, str]) -> list[Diagnostic]:
    doubts = [
        Diagnostic("raw_text", "call_without_note", "warning", raw[note.call].page, f"no note {note.marker}")
        for note in notes
        if note.start is None and note.call is not None
    ]
    pages = sorted({raw[i].page for i in copies})
    doubts += [
        Diagnostic("raw_text", "link_copies_dropped", "info", page, "copies of link targets below the text left out")
        for page in pages
    ]
    return doubts


def _find_moves(raw: Sequence[RawLine], found: Sequence[int], order: Sequence[int]) -> list[Diagnostic]:
    pages = sorted({raw[i].page for i, j in zip(found, order, strict=True) if i != j})
    message = "the last lines of this page's text were put back into the middle, where their words belong"
    return [Diagnostic("raw_text", "lines_moved", "warning", page, message) for page in pages]
