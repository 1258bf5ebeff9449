"""The words of one span as a string: markers taken out, styles and repairs with their offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from pipeline.document import BBox, Line, Span, Word
from pipeline.text.line_joins import SOFT_HYPHEN

CLOSING = frozenset(",.;:!?)]}»”’%")
"""Characters that stand at the word before them: no space is put in where a marker stood between."""

ENDING = frozenset(",.;:!?)]}»”’\"'")


GLYPH_RULES = {
    "ligature": ("ligature_expanded", 1.0),
    "letterspacing": ("even_gaps", 0.95),
    "quote_mapped": ("low_quote_alone", 0.95),
    "encoding": ("glyph_code", 0.9),
    "duplicate_glyph": ("same_place", 1.0),
}
"""Rule and confidence of repairs made to glyphs, which reach us as kind alone."""


class Cut(NamedTuple):
    """A marker in a word: ``[start, end)`` of its text; ``call`` indexes ``Document.calls``, None for a note's."""

    start: int
    end: int
    call: int | None


Cuts = Mapping[int, Mapping[int, Sequence[Cut]]]
"""Line, then word, to the markers in it, in order."""

Stretch = tuple[int, int]


class Change(NamedTuple):
    """A repair inside a line, before it has an owner."""

    kind: str
    offset: int
    before: str
    after: str
    rule: str
    confidence: float


class SpanText(NamedTuple):
    """A span as text. All offsets are those of ``text``; ``anchors`` holds (offset, index of the call).

    ``joined`` says that no white space stands before its first word.
    """

    line: int
    page: int
    bbox: BBox
    joined: bool
    text: str
    anchors: tuple[tuple[int, int], ...] = ()
    italics: tuple[Stretch, ...] = ()
    bolds: tuple[Stretch, ...] = ()
    superscripts: tuple[Stretch, ...] = ()
    changes: tuple[Change, ...] = ()


class _Part(NamedTuple):
    """A word or a piece of it; ``call`` is -2 for text, -1 for a note's marker, else the call's index."""

    text: str
    joined: bool
    call: int
    word: Word


TEXT = -2
NOTE_MARKER = -1
_STYLE = itemgetter(8, 9, 10, 14)
"""Of a word: whether it is bold, italic, raised; its repair."""
_new = tuple.__new__
"""Of a ``SpanText``, without the call of a Python function."""


def read_span(line: Line, span: Span, cuts: Mapping[int, Sequence[Cut]]) -> SpanText:
    """Put the words of ``span`` together; ``cuts`` are the markers of its line by word index."""
    words, text = line.words, line.text
    number, start, end = span
    whole = end - start == len(words)
    is_simple = not cuts and SOFT_HYPHEN not in text
    if is_simple and whole:
        if line.plain:
            return _new(SpanText, (number, line.page, line.bbox, False, text, (), (), (), (), ()))
        if found := _in_one_style(line, number):
            return found
    words = words[start:end]
    bbox = line.bbox if whole else _box_of(words)
    joined = bool(words) and words[0].joined and start > 0
    builder = _Builder()
    if is_simple:
        builder.add_words(words)
    else:
        has_soft_hyphen = SOFT_HYPHEN in text
        for index, word in enumerate(words, start):
            if has_soft_hyphen or builder.after_marker or index in cuts:
                for part in _split(word, cuts.get(index, ())):
                    builder.add(part)
            else:
                builder.add_words((word,))
    return builder.finish(number, line.page, bbox, joined)


def _in_one_style(line: Line, number: int) -> SpanText | None:
    """Return the text of a whole line whose words are all of one style and as printed, None for any other."""
    if len(styles := set(map(_STYLE, line.words))) != 1:
        return None
    [(bold, italic, raised, repair)] = styles
    if repair:
        return None
    stretch = ((0, len(line.text)),)
    styled = stretch if italic else (), stretch if bold else (), stretch if raised == 1 else ()
    return SpanText(number, line.page, line.bbox, False, line.text, (), *styled)


def _box_of(words: Sequence[Word]) -> BBox:
    _, x0s, tops, x1s, bottoms, *_ = zip(*words, strict=True)
    return BBox(min(x0s), min(tops), max(x1s), max(bottoms))


def _split(word: Word, cuts: Sequence[Cut]) -> Iterator[_Part]:
    text, joined = word.text, word.joined
    at = 0
    for cut in cuts:
        if cut.start > at:
            yield _Part(text[at : cut.start], joined, TEXT, word)
            joined = True
        yield _Part("", joined, NOTE_MARKER if cut.call is None else cut.call, word)
        joined = True
        at = cut.end
    if at < len(text):
        yield _Part(text[at:], joined, TEXT, word)


class _Builder:
    """Gathers the parts of one span; ``length`` is that of the text so far."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.last = ""
        self.gap = False
        self.after_marker = False
        self.anchors: list[tuple[int, int]] = []
        self.changes: list[Change] = []
        self.italics: list[Stretch] = []
        self.bolds: list[Stretch] = []
        self.superscripts: list[Stretch] = []

    def add_words(self, words: Sequence[Word]) -> None:
        """Add words without markers, after none, of a span without soft hyphens."""
        for word in words:
            text = word.text
            if not text:
                continue
            if self.length and not word.joined:
                self.pieces.append(" ")
                self.length += 1
            start = self.length
            self.pieces.append(text)
            self.length += len(text)
            self.last = text[-1]
            if word.italic or word.bold or word.raised or word.repair:
                self._note_styles(word, start)

    def add(self, part: _Part) -> None:
        """Add a word, or note where a marker stood."""
        if part.call != TEXT:
            if part.call != NOTE_MARKER:
                self.anchors.append((self.length, part.call))
            self.gap = self.gap or not part.joined
            self.after_marker = True
            return
        self._clear_end()
        if not part.joined and not part.text.strip(SOFT_HYPHEN):
            self.changes.append(Change("hyphen_dropped", self.length, part.text, "", "soft_hyphen_alone", 0.99))
            self.gap = True
            return
        if self.length and self._is_apart(part):
            self._append(" ")
        start = self.length
        self._append_word(part.text)
        self._note_styles(part.word, start)
        self.gap = self.after_marker = False

    def finish(self, line: int, page: int, bbox: BBox, joined: bool) -> SpanText:
        """Return what was gathered."""
        stretches = (tuple(self.italics), tuple(self.bolds), tuple(self.superscripts))
        text = "".join(self.pieces)
        return SpanText(line, page, bbox, joined, text, tuple(self.anchors), *stretches, tuple(self.changes))

    def _is_apart(self, part: _Part) -> bool:
        """White space stood there; or a marker stood where the space should be (``war.2In``)."""
        if not self.after_marker:
            return self.gap or not part.joined
        if part.joined and part.text[0] in CLOSING:
            return False
        if self.gap or not part.joined:
            return True
        if not part.text[0].isalpha() or not (self.last.isalpha() or self.last in ENDING):
            return False
        word = "".join(self.pieces).rsplit(" ", 1)[-1]
        self.changes.append(
            Change("space_inserted", self.length - len(word), word + part.text, f"{word} {part.text}", "marker", 0.8)
        )
        return True

    def _append_word(self, text: str) -> None:
        """Add a word without the soft hyphens inside it; one at its end is dealt with when more follows."""
        body = text.rstrip(SOFT_HYPHEN)
        clean = body.replace(SOFT_HYPHEN, "")
        if clean != body:
            self.changes.append(Change("hyphen_dropped", self.length, body, clean, "soft_hyphen_inside", 0.99))
        self._append(clean + (SOFT_HYPHEN if len(body) < len(text) else ""))

    def _clear_end(self) -> None:
        """Take off a soft hyphen that turned out not to end its line."""
        if self.last != SOFT_HYPHEN:
            return
        self.pieces[-1] = self.pieces[-1][:-1]
        self.length -= 1
        if self.pieces[-1]:
            word = self.pieces[-1].rsplit(" ", 1)[-1]
            change = Change(
                "hyphen_dropped", self.length - len(word), word + SOFT_HYPHEN, word, "soft_hyphen_inside", 0.99
            )
            self.changes.append(change)
        self.last = self.pieces[-1][-1:] or " "

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.last = text[-1]

    def _note_styles(self, word: Word, start: int) -> None:
        if word.repair:
            rule, confidence = GLYPH_RULES.get(word.repair, ("glyphs", 0.9))
            self.changes.append(Change(word.repair, start, word.printed, self.pieces[-1], rule, confidence))
        if word.italic:
            extend(self.italics, start, self.length)
        if word.bold:
            extend(self.bolds, start, self.length)
        if word.raised == 1:
            extend(self.superscripts, start, self.length)


def extend(stretches: list[Stretch], start: int, end: int) -> None:
    """Add ``[start, end)``, grown onto the last stretch when at most a space lies between."""
    if stretches and start - stretches[-1][1] <= 1:
        stretches[-1] = (stretches[-1][0], end)
    else:
        stretches.append((start, end))
