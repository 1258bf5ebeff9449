"""Glyphs to words, cut at white space and at changes of style.

Runs over a page in content order, where neighbours on paper are nearly always neighbours in the file. Every measure
is relative to the font size, since an absolute tolerance glues words of small type and splits words of large type
(pdfplumber #606, #896).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter, sub
from typing import NamedTuple

from pipeline.chars import Chars, Run
from pipeline.document import Font, Word
from pipeline.text.glyphs import restore

GAP_WITHOUT_SPACE = 0.16
"""em; white that ends a word where no space glyph is printed. LaTeX's tightest word space is 0.2, kerning and
tracking stay under 0.1."""
GAP_WITH_SPACE = 0.05
"""em; white that must be seen at a space glyph: some writers print spaces on top of letters."""
GAP_IN_SPACED_TEXT = 0.30
"""em; the same as GAP_WITHOUT_SPACE where the page prints its spaces: there, tracking is wider than a gap."""
SPACED_SHARE = 0.05
"""Space glyphs per glyph above which a page is taken to print its spaces; prose has 0.13, LaTeX 0."""
DRAWN_OUT = 1.0
"""em; white inside an Arabic word that is drawn out to fill its line."""
BACKWARD = -0.35
"""em; a step back of more than this ends a word: kerning and overlapping accents step back less."""

_SPACES = frozenset(
    "\x85\u00a0\u1680\u2028\u2029\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


_new = tuple.__new__
"""Of a ``Word`` or ``Strip``, without the call of a Python function."""
_TEXT, _RIGHT, _SIZE, _JOINED = itemgetter(0), itemgetter(3), itemgetter(6), itemgetter(11)
"""Of a word."""


class Strip(NamedTuple):
    """Words of a row from left to right: those that follow each other in the file in one style, or all of them.

    No white between two words is wider than ``widest`` points; ``size`` is the largest of type. An ``is_plain`` strip
    has one style, no scripts and white between all its words; only what stands before the first may join it.
    """

    baseline: float
    left: float
    size: float
    words: list[Word]
    right: float
    widest: float
    smallest: float
    is_plain: bool

    @classmethod
    def of(cls, words: list[Word], widest: float = math.inf) -> Strip:
        """Return any words that stand from left to right."""
        sizes = list(map(_SIZE, words))
        first, right = words[0], max(map(_RIGHT, words))
        return cls(first.baseline, first.x0, max(sizes), words, right, widest, min(sizes), False)


class _Glyphs:
    """Columns of a page's glyphs.

    ``text`` has one character a glyph, one that cannot be printed for those of no or several characters. ``open_gap``
    is the widest gap inside a word, in em.
    """

    __slots__ = ("lefts", "open_gap", "rights", "text", "texts")

    def __init__(self, chars: Chars) -> None:
        texts = chars.texts
        self.texts, self.lefts, self.rights = texts, chars.lefts, list(chars.rights)
        self.text = chars.text
        if len(self.text) != len(texts):
            self.text = "".join([text if len(text) == 1 else "\0" for text in texts])
        is_spaced = self.text.count(" ") > SPACED_SHARE * len(texts)
        self.open_gap = GAP_IN_SPACED_TEXT if is_spaced else GAP_WITHOUT_SPACE


class _Piece(NamedTuple):
    """A word of a run as printed."""

    printed: str
    glyphs: int
    x0: float
    x1: float
    joined: bool


def read_strips(chars: Chars, fonts: Sequence[Font]) -> list[Strip]:
    """Return the words of upright glyphs, in content order; ``joined`` as seen from the word before in the file."""
    glyphs = _Glyphs(chars)
    strips: list[Strip] = []
    last: Word | None = None
    space = False
    for run in chars.runs:
        if last is not None and last.baseline != run.baseline:
            last = None
        font = fonts[run.font]
        strip = _even_strip(run, glyphs, font, last, space)
        if strip is None:
            pieces, is_continued = _walk(run, glyphs, last, space)
            if last is not None and is_continued:
                pieces[0] = _continued(last, pieces[0])
                words = strips.pop().words[:-1]
                strips += [Strip.of(words)] if words else []
            strip = _uneven_strip(run, font, pieces)
        glyph = glyphs.texts[run.end - 1]
        space = glyph <= " " or glyph in _SPACES or (not strip.words and space)
        if strip.words:
            last = strip.words[-1]
            strips.append(strip)
    return strips


def _is_space(glyph: str) -> bool:
    return glyph <= " " or glyph in _SPACES


def _even_strip(run: Run, glyphs: _Glyphs, font: Font, last: Word | None, space: bool) -> Strip | None:
    """Return the words of a run that goes from left to right, or None where it must be walked through.

    Nearly all text does; comparing all gaps of a line at once costs a third of a walk from glyph to glyph.
    """
    start, end, _, _, baseline, size, _, _ = run
    text, rights = glyphs.text[start:end], glyphs.rights[start:end]
    if not text.isprintable() or rights != sorted(rights):
        return None
    gaps = list(map(sub, glyphs.lefts[start + 1 : end], rights))
    back, open_gap = BACKWARD * size, glyphs.open_gap * size
    parts: list[tuple[int, str]] = [(start, text)]
    # nothing but accents is printed over a glyph before it, and ASCII has none
    if gaps and (max(gaps) >= open_gap or (not text.isascii() and min(gaps) <= back)):
        odd = [at for at, gap in enumerate(gaps, 1) if not back < gap < open_gap]
        cuts = [at for at in odd if text[at - 1] != " " != text[at]]  # where no space is printed
        if cuts and not text.isascii() and glyphs.open_gap == GAP_IN_SPACED_TEXT:
            cuts = [at for at in cuts if not _is_stretched(text, at, gaps[at - 1] / size)]
        if cuts:
            parts = [(start + cut, text[cut:end]) for cut, end in pairwise([0, *cuts, len(text)])]
    found = _words_in(parts, run, glyphs, font)
    if found is None:
        return None
    words, widest = found
    if not words:
        return Strip(baseline, 0.0, size, words, 0.0, widest, size, True)
    if last is not None:
        gap, space = words[0].x0 - last.x1, space or text[0] == " "
        if (last.size, last.font) == (size, run.font) and back < gap < (GAP_WITH_SPACE * size if space else open_gap):
            return None  # it goes on with the last word
        if _is_joined(gap, size, last, space):
            words[0] = words[0]._replace(joined=True)
    return _new(Strip, (baseline, words[0][1], size, words, words[-1][3], widest, size, True))


def _is_stretched(text: str, at: int, gap: float) -> bool:
    """Return whether white of ``gap`` em stands inside an Arabic word: its letters are drawn out to fill a line.

    The stroke between them is drawn or printed without text; between words a space is printed.
    """
    return 0 < gap < DRAWN_OUT and "\u0620" <= text[at - 1] <= "\u06ff" and "\u0620" <= text[at] <= "\u06ff"


def _words_in(
    parts: Sequence[tuple[int, str]], run: Run, glyphs: _Glyphs, font: Font
) -> tuple[list[Word], float] | None:
    """Return the words between spaces, and the widest white between two; None where some white is unseen.

    ``parts`` are the texts that a run is cut into, each with its first glyph.
    """
    _, _, _, _, baseline, size, number, _ = run
    name, bold, italic = font
    lefts, rights = glyphs.lefts, glyphs.rights
    top, bottom = baseline - 0.78 * size, baseline + 0.22 * size
    seen = GAP_WITH_SPACE * size
    words: list[Word] = []
    right, widest = -math.inf, 0.0
    for at, part in parts:
        for word in part.split(" "):
            count = len(word)
            if count:
                x0 = lefts[at]
                white = x0 - right
                if white < seen:
                    return None
                if white > widest and words:
                    widest = white
                at += count
                right = rights[at - 1]
                words.append(_new(Word, (
                    word, x0, top, right, bottom, baseline, size, number, bold, italic, 0, False, count, "", "",
                )))  # fmt: skip
            at += 1
        if not part.isascii():
            words = [word if word.text.isascii() else _restored(word, name) for word in words]
    return words, widest


def _is_joined(gap: float, size: float, last: Word, space: bool) -> bool:
    """Return whether no white is seen between a glyph and the word before in the file."""
    return gap < (GAP_WITH_SPACE if space else GAP_WITHOUT_SPACE) * min(size, last.size)


def _walk(run: Run, glyphs: _Glyphs, last: Word | None, space: bool) -> tuple[list[_Piece], bool]:
    """Return the words of a run, glyph by glyph, and whether the first goes on with the word ``last``."""
    size = run.size
    back, seen, open_gap = BACKWARD * size, GAP_WITH_SPACE * size, glyphs.open_gap * size
    pieces: list[_Piece] = []
    is_like = last is not None and (last.size, last.font) == (size, run.font)
    is_continued = False
    letters: list[str] = []
    left, right, joined = 0.0, last.x1 if last else 0.0, False
    own = slice(run.start, run.end)
    for glyph, x0, x1 in zip(glyphs.texts[own], glyphs.lefts[own], glyphs.rights[own], strict=True):
        if _is_space(glyph):
            space = True
            continue
        gap = x0 - right
        is_near = back < gap < (seen if space else open_gap)
        if not is_near and letters and not space and open_gap == GAP_IN_SPACED_TEXT * size:
            is_near = _is_stretched(letters[-1] + glyph, 1, gap / size)
        if (letters or is_like) and is_near:
            if not letters:
                is_continued, left = True, x0
        else:
            if letters:
                pieces.append(_Piece("".join(letters), len(letters), left, right, joined))
                joined = gap < (GAP_WITH_SPACE if space else GAP_WITHOUT_SPACE) * size
            elif last is not None:
                joined = _is_joined(gap, size, last, space)
            letters, left, right = [], x0, x1
        letters.append(glyph)
        right = max(right, x1)
        is_like = space = False
    if letters:
        pieces.append(_Piece("".join(letters), len(letters), left, right, joined))
    return pieces, is_continued


def _continued(word: Word, piece: _Piece) -> _Piece:
    """Return a word and its further glyphs as one: only a space printed on top of letters stood between."""
    printed = (word.printed or word.text) + piece.printed
    return _Piece(printed, word.glyphs + piece.glyphs, word.x0, max(word.x1, piece.x1), word.joined)


def _uneven_strip(run: Run, font: Font, pieces: Sequence[_Piece]) -> Strip:
    """Return the words of a run that was walked through."""
    _, _, _, _, baseline, size, number, _ = run
    top, bottom, bold, italic = baseline - 0.78 * size, baseline + 0.22 * size, font.bold, font.italic
    words = [
        _restored(Word(text, x0, top, x1, bottom, baseline, size, number, bold, italic, 0, joined, glyphs), font.name)
        for text, glyphs, x0, x1, joined in pieces
    ]
    left, right = min([word.x0 for word in words], default=0.0), max([word.x1 for word in words], default=0.0)
    return Strip(baseline, left, size, words, right, math.inf, size, False)


def _restored(word: Word, font: str) -> Word:
    text, repair = restore(word.text, font)
    return word._replace(text=text, printed=word.text, repair=repair) if repair else word


def join_words(words: Sequence[Word]) -> str:
    """Return the text of words in a row: single spaces, none before a joined word."""
    if not any(map(_JOINED, words)):
        return " ".join(map(_TEXT, words))
    return "".join([word.text if word.joined or not k else " " + word.text for k, word in enumerate(words)])
