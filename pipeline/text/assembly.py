"""Puts the spans of one passage together into a ``Text`` and keeps all its offsets right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Anchor, BBox, Call, PassageKind, Region, Repair, Text
from pipeline.geometry import overlap, union
from pipeline.text.line_joins import Join
from pipeline.text.span_text import SpanText, Stretch, extend

NEW_STRETCH = 4.0
"""Line heights of white space after which a passage has a new region: a figure or a note zone lies between."""


MAY_GO = "-\u2010\u00ad"
"""Characters at the end of a line that the next join may take off again: a repair never shows them last."""


class Mend(NamedTuple):
    """What a repair at a line end shows: the printed characters on both sides, and what became of them."""

    left: str
    right: str


class Assembly:
    """The text of passage ``owner`` so far."""

    def __init__(self, owner: int, calls: Sequence[Call]) -> None:
        self.owner = owner
        self.tail = ""
        self._calls = calls
        self._pieces: list[str] = []
        self._length = 0
        self._last: SpanText | None = None
        self._anchors: list[Anchor] = []
        self._breaks: list[tuple[int, int]] = []
        self._regions: list[tuple[int, list[BBox]]] = []
        self._repairs: list[Repair] = []
        self._styles: tuple[list[Stretch], list[Stretch], list[Stretch]] = ([], [], [])

    def add(self, span: SpanText, position: int, join: Join, mend: Mend | None = None) -> None:
        """Add span ``position`` of the passage, joined to the text so far as ``join`` says."""
        _, page, box, _, text, anchors, italics, bolds, superscripts, changes = span
        moved = self._place(page, box)
        if self._length and text:
            cut, glue, kind, _, _ = join
            if cut:
                self._take_off(cut)
            if kind and mend is not None:
                self._note(join, mend, page)
            if moved and self._last is not None:
                self._note_move(moved, join, text.split(" ", 1)[0].rstrip(MAY_GO), page)
            if glue:
                self._pieces.append(glue)
                self._length += len(glue)
                self.tail = ""
        if position:
            self._breaks.append((self._length, position))
        if anchors or changes or italics or bolds or superscripts:
            self._take_over(span)
        if text:
            self._pieces.append(text)
            self._length += len(text)
            space = text.rfind(" ")
            self.tail = self.tail + text if space < 0 else text[space + 1 :]
            self._last = span

    def finish(self, kind: PassageKind) -> tuple[Text, list[Repair]]:
        """Return the text in NFC with all that belongs to it."""
        text = "".join(self._pieces)
        regions = tuple([Region(page, union(boxes) if len(boxes) > 1 else boxes[0]) for page, boxes in self._regions])
        italics, bolds, superscripts = map(tuple, self._styles)
        result = Text(
            kind, text, self.owner, tuple(self._anchors), regions, tuple(self._breaks), italics, bolds, superscripts
        )
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return result, self._repairs
        return compose(result, self._repairs)

    def _take_off(self, characters: int) -> None:
        self._pieces[-1] = self._pieces[-1][:-characters]
        self._length -= characters
        self.tail = self.tail[:-characters]
        for stretches in self._styles:
            if stretches and stretches[-1][1] > self._length:
                stretches[-1] = (stretches[-1][0], self._length)

    def _take_over(self, span: SpanText) -> None:
        base = self._length
        for offset, index in span.anchors:
            call = self._calls[index]
            self._anchors.append(Anchor(base + offset, call.note, call.marker))
        for mine, theirs in zip(self._styles, (span.italics, span.bolds, span.superscripts), strict=True):
            for start, end in theirs:
                extend(mine, base + start, base + end)
        for change in span.changes:
            place = (self.owner, base + change.offset, span.page)
            self._repairs.append(
                Repair(change.kind, *place, change.before, change.after, change.rule, change.confidence)
            )

    def _note(self, join: Join, mend: Mend, page: int) -> None:
        """Record a line join; called when the cut is made and the glue is not yet in."""
        kept = self.tail[-(len(mend.left) - join.cut) :] if len(mend.left) > join.cut else ""
        after = kept + join.glue + mend.right
        offset = self._length - len(kept)
        before = f"{mend.left}|{mend.right}"
        self._repairs.append(Repair(join.kind, self.owner, offset, page, before, after, join.rule, join.confidence))

    def _note_move(self, kind: str, join: Join, head: str, page: int) -> None:
        offset = self._length - len(self.tail)
        after = self.tail + join.glue + head
        before = f"{self.tail}|{head}"
        self._repairs.append(Repair(kind, self.owner, offset, page, before, after, "reading_order", 0.95))

    def _place(self, page: int, box: BBox) -> str:
        """Put a span into a region; return the kind of the join where a new column or page begins."""
        x0, top, x1, bottom = box
        if x1 <= x0 and bottom <= top:  # text without places
            return "page_join" if self._last is not None and self._last.page != page else ""
        if not self._regions:
            self._regions.append((page, [box]))
            return ""
        last_page, boxes = self._regions[-1]
        last = boxes[-1]
        moved = "page_join" if last_page != page else "column_join" if _is_elsewhere(last, box) else ""
        if moved or top - last.bottom > NEW_STRETCH * (bottom - top):
            self._regions.append((page, [box]))
        else:
            boxes.append(box)
        return moved


def _is_elsewhere(last: BBox, box: BBox) -> bool:
    """The box lies in another column: beside the last one, or above it."""
    x0, top, x1, bottom = box
    last_x0, last_top, last_x1, last_bottom = last
    if bottom < last_top:
        return True
    if x0 < x1 > last_x0 < last_x1 > x0:
        return False
    return overlap(last_top, last_bottom, top, bottom) <= 0.5 * (bottom - top)


def compose(text: Text, repairs: Sequence[Repair]) -> tuple[Text, list[Repair]]:
    """Return ``text`` in NFC with its offsets, and those of its repairs, moved along."""
    pieces: list[str] = []
    moved: list[int] = []
    length = 0
    for cluster in _clusters(text.text):
        composed = unicodedata.normalize("NFC", cluster)
        moved.extend(min(length + i, length + len(composed)) for i in range(len(cluster)))
        pieces.append(composed)
        length += len(composed)
    moved.append(length)

    def move(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        return tuple((moved[start], moved[end]) for start, end in stretches)

    result = Text(
        text.kind,
        "".join(pieces),
        text.passage,
        tuple(anchor._replace(offset=moved[anchor.offset]) for anchor in text.anchors),
        text.regions,
        tuple((moved[offset], span) for offset, span in text.breaks),
        move(text.italics),
        move(text.bolds),
        move(text.superscripts),
    )
    return result, [
        repair._replace(offset=moved[repair.offset], after=unicodedata.normalize("NFC", repair.after))
        for repair in repairs
    ]


def _clusters(text: str) -> list[str]:
    """Split into pieces that NFC changes each on its own: a character with its marks, a Korean syllable."""
    nfc = unicodedata.normalize
    clusters: list[str] = []
    for char in text:
        last = clusters[-1] if clusters else ""
        if last and (unicodedata.combining(char) or nfc("NFC", last + char) != nfc("NFC", last) + nfc("NFC", char)):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
