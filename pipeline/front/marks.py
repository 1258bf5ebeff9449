"""Marks that tie authors, affiliations and addresses together: ``1``, ``1)``, ``*``, ``**``, ``1,2*``, ``a``.

A mark may be raised type, a superscript character, a symbol, or a full-size digit glued to a word. All of them
are first put between two fence characters, so that the comma in ``1,2`` is no longer a comma of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

OPEN, CLOSE = "\x02", "\x03"
FENCED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_WITH_FENCES = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_FENCED_AHEAD = re.compile(rf"[\s\\]*{FENCED.pattern}\s*\)?")
_DIGIT = re.compile(r"\d")

_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ", "1234567890abcde")
_STARS = str.maketrans("∗＊⁎", "***")
_ONE = r"(?:\d{1,2}|[a-h](?![a-z])|\*+|[†‡§¶#]+)"
_RAISED = re.compile(rf"[\s,.;(]*{_ONE}(?:[\s,.;)\-–]*{_ONE})*[\s,.;)]*")
_CHARACTERS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+(?:[,⁾\s]+[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*⁾?|[ᵃᵇᶜᵈᵉ](?!\w)")
_SYMBOLS = re.compile(r"\*+(?:\s?\))?|[†‡§¶]+")
_GLUED = re.compile(
    r"""
    (?<=[^\W\d_].)(?<=[^\W\d_]|[.)\x03])      # behind a letter, or a full stop or bracket behind one
    (?: [ ]?\d{1,2}(?:\s?,\s?\d{1,2})*(?:\s?\))?  # 1   1,2   2)
      | [ ]?\(\d{1,2}(?:\s?,\s?\d{1,2})*\)         # (1)
      | [ ][a-h](?:\s?,\s?[a-h])*\)                # a)
    )
    (?![\d\w@.]|-\d)
    """,
    re.VERBOSE,
)
_MARK_FIRST = re.compile(rf"({OPEN}[^{CLOSE}]*{CLOSE})\s*(.*?)(\s*(?:[,;&]|\b(?:dan|and|und|serta)\b)*\s*)(?={OPEN}|$)")
_AHEAD = re.compile(r"\s*(\(?\d{1,2}(?:\s?[,&]\s?\d{1,2})*[).]?|[a-h]\))(?=\s*[^\W\d_(])")
_JOINT = re.compile(f",{CLOSE}\\s*{OPEN}|{CLOSE}\\s?,?{OPEN}")
_PART = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}|\d{1,2}|[a-h]|\*+|[†‡§¶#]+")

MAX_RANGE = 9
"""Marks that ``1-3`` may stand for; a longer run is a number of something else."""


class Marked(NamedTuple):
    """Text with the marks that stood before or behind it."""

    text: str
    marks: tuple[str, ...]


def fence(text: str, raised: Sequence[tuple[int, int]] = ()) -> str:
    """Return ``text`` with raised marks, superscript characters and symbols fenced; ``raised`` in characters."""
    plain = text.isascii()
    if plain and not raised and "*" not in text and "#" not in text:
        return text
    text = text if plain else text.translate(_STARS)
    parts, at = [], 0
    for start, end in sorted(raised):
        if start >= at and _RAISED.fullmatch(text[start:end]):
            parts += [text[at:start], OPEN, text[start:end].strip(), CLOSE]
            at = end
    line = "".join(parts) + text[at:]
    line = _outside(line if plain else _outside(line, _CHARACTERS), _SYMBOLS)
    line = _JOINT.sub(",", line) if OPEN in line else line
    return line if plain else line.translate(_SUPERSCRIPTS)


def fence_glued(line: str) -> str:
    """Fence full-size digits behind words, ``Nurlaila1`` or ``Rochana 2``, in a line of names."""
    if _DIGIT.search(line) is None and ")" not in line:
        return line
    return _JOINT.sub(",", _outside(line, _GLUED))


def marks_behind(line: str) -> str:
    """Return a fenced line whose marks stand before the names, ``^1^Ani, ^2^Budi``, with them behind the names."""
    if not line.lstrip().startswith(OPEN) or line.rstrip(" ,;.").endswith(CLOSE):
        return line
    return _MARK_FIRST.sub(r"\2\1\3", line)


def fence_ahead(line: str) -> str:
    """Fence a full-size mark at the start of a line: ``1,2 Universitas``, ``2)Jurusan``, ``1Program``."""
    match = _AHEAD.match(line)
    return f"{OPEN}{match.group(1)}{CLOSE}{line[match.end() :]}" if match else line


def take_ahead(line: str) -> Marked:
    """Split the marks off the start of a fenced line."""
    match = _FENCED_AHEAD.match(line)
    if match is None:
        return Marked(line.strip(), ())
    return Marked(line[match.end() :].strip(), read_marks(match.group(1)))


def drop_fences(line: str) -> str:
    """Return the line without its marks."""
    return (FENCED.sub("", line) if OPEN in line else line).strip()


def read_marks(text: str) -> tuple[str, ...]:
    """Return the single marks of ``1,2*``; ``1-3`` is written out."""
    marks: list[str] = []
    for part in _PART.findall(text):
        first, dash, last = part.replace("–", "-").replace(" ", "").partition("-")
        if dash and 0 < int(last) - int(first) <= MAX_RANGE:
            marks += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            marks += [mark for mark in (first, last) if mark]
    return tuple(marks)


def is_star(mark: str) -> bool:
    """Return whether a mark is a symbol, which may call a note instead of an affiliation."""
    return not mark.isalnum()


def _outside(line: str, pattern: re.Pattern[str]) -> str:
    """Fence what ``pattern`` finds outside the fences that are there."""
    if OPEN not in line:
        return pattern.sub(_put_fence, line)
    pieces = _WITH_FENCES.split(line)
    return "".join([piece if piece.startswith(OPEN) else pattern.sub(_put_fence, piece) for piece in pieces])


def _put_fence(match: re.Match[str]) -> str:
    return f"{OPEN}{match.group().strip()}{CLOSE}"
