"""Glyphs to words, cut at white space and at changes of style.

Runs over a page in content order, where neighbours on paper are nearly always neighbours in the file. Every measure
is relative to the font size, since an absolute tolerance glues words of small type and splits words of large type
(pdfplumber #606, #896).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import sub
from typing import NamedTuple

from pipeline.chars import Chars
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
BACKWARD = -0.35
"""em; a step back of more than this ends a word: kerning and overlapping accents step back less."""

_SPACES = frozenset(
    "\x85\u00a0\u1680\u2028\u2029\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)


_MAKE = partial(tuple.__new__, Word)
"""``Word._make`` without the call of a Python function."""


class _Stretch(NamedTuple):
    """Glyphs of one style that follow each other on one baseline, and the widest gap inside a word, in points."""

    texts: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    baseline: float
    size: float
    font: int
    open_gap: float


class _Piece(NamedTuple):
    """A word of a stretch as printed."""

    printed: str
    glyphs: int
    x0: float
    x1: float
    joined: bool


def read_words(chars: Chars, fonts: Sequence[Font]) -> list[Word]:
    """Return the words of upright glyphs, in content order; ``joined`` as seen from the word before in the file."""
    words: list[Word] = []
    space = False
    for stretch in _stretches(chars):
        last = words[-1] if words and words[-1].baseline == stretch.baseline else None
        pieces = None
        if last is None or (last.size, last.font) != (stretch.size, stretch.font):
            pieces = _spaced_pieces(stretch, last, space)
        if pieces is None:
            pieces, is_continued = _walk(stretch, last, space)
            if last is not None and is_continued:
                pieces[0] = _continued(words.pop(), pieces[0])
        space = _is_space(stretch.texts[-1]) or (not pieces and space)
        words += _to_words(pieces, stretch, fonts[stretch.font])
    return words


def _stretches(chars: Chars) -> Iterator[_Stretch]:
    texts, lefts, rights = chars.texts, chars.lefts, chars.rights
    open_gap = GAP_IN_SPACED_TEXT if texts.count(" ") > SPACED_SHARE * len(texts) else GAP_WITHOUT_SPACE
    for start, end, _, _, baseline, size, font, _ in chars.runs:
        yield _Stretch(texts[start:end], lefts[start:end], rights[start:end], baseline, size, font, open_gap * size)


def _is_space(glyph: str) -> bool:
    return glyph <= " " or glyph in _SPACES


def _spaced_pieces(stretch: _Stretch, last: Word | None, space: bool) -> list[_Piece] | None:
    """Return the words between the space glyphs of a stretch, or None where gaps tell otherwise.

    Nearly all text is such; comparing all gaps of a word at once costs a third of a walk from glyph to glyph.
    """
    texts, lefts, rights, _, size, _, open_gap = stretch
    text = "".join(texts)
    if len(text) != len(texts) or not text.isprintable() or list(rights) != sorted(rights):
        return None
    gaps = list(map(sub, lefts[1:], rights))
    back, seen = BACKWARD * size, GAP_WITH_SPACE * size
    is_even = not gaps or (max(gaps) < open_gap and min(gaps) > back)
    pieces: list[_Piece] = []
    start = 0
    for printed in text.split(" "):
        end = start + len(printed)
        if printed:
            inside = () if is_even else gaps[start : end - 1]
            if inside and (max(inside) >= open_gap or min(inside) <= back):
                return None
            if pieces and lefts[start] - pieces[-1].x1 < seen:
                return None
            pieces.append(_Piece(printed, end - start, lefts[start], rights[end - 1], False))
        start = end + 1
    if pieces and last is not None:
        pieces[0] = pieces[0]._replace(joined=_is_joined(pieces[0].x0 - last.x1, size, last, space or text[0] == " "))
    return pieces


def _is_joined(gap: float, size: float, last: Word, space: bool) -> bool:
    """Return whether no white is seen between a glyph and the word before in the file."""
    return gap < (GAP_WITH_SPACE if space else GAP_WITHOUT_SPACE) * min(size, last.size)


def _walk(stretch: _Stretch, last: Word | None, space: bool) -> tuple[list[_Piece], bool]:
    """Return the words of a stretch, glyph by glyph, and whether the first goes on with the word ``last``."""
    size = stretch.size
    back, seen = BACKWARD * size, GAP_WITH_SPACE * size
    pieces: list[_Piece] = []
    is_like = last is not None and (last.size, last.font) == (size, stretch.font)
    is_continued = False
    letters: list[str] = []
    left, right, joined = 0.0, last.x1 if last else 0.0, False
    for glyph, x0, x1 in zip(stretch.texts, stretch.lefts, stretch.rights, strict=True):
        if _is_space(glyph):
            space = True
            continue
        gap = x0 - right
        if (letters or is_like) and back < gap < (seen if space else stretch.open_gap):
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


def _to_words(pieces: Sequence[_Piece], stretch: _Stretch, font: Font) -> Iterator[Word]:
    size, baseline = stretch.size, stretch.baseline
    top, bottom = baseline - 0.78 * size, baseline + 0.22 * size
    for text, glyphs, x0, x1, joined in pieces:
        printed = repair = ""
        if not text.isascii():
            restored, repair = restore(text, font.name)
            text, printed = restored, text if repair else ""
        yield _MAKE(
            (text, x0, top, x1, bottom, baseline, size, stretch.font, font.bold, font.italic, 0, joined, glyphs,
             printed, repair)
        )  # fmt: skip


def join_words(words: Sequence[Word]) -> str:
    """Return the text of words in a row: single spaces, none before a joined word."""
    return "".join(word.text if word.joined or not k else " " + word.text for k, word in enumerate(words))
