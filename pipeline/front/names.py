"""The names in a line of authors: who, with which degrees, marks and student number.

A line is cut at commas, ``&``, ``dan``, ``and`` and behind marks; a piece that is nothing but a degree belongs
to the name before it. Degrees are the word list ``degrees``, compared without full stops and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.front.marks import CLOSE, OPEN, fence_glued, marks_behind, read_marks
from pipeline.front.person_names import is_initials
from pipeline.lexicon import load_json

REMEMBERED = 256
"""Lines kept with what was read: while the front matter is found and read, the same few are asked again and again."""

MAX_NAME_WORDS = 8
"""Longer is no name: Balinese and Arabic names of seven words occur."""

LOWER_WORDS = frozenset({
    "bin", "binti", "ibn", "al", "van", "von", "der", "den", "de", "da", "do", "dos", "di", "du", "del", "della",
    "e", "y", "la", "le", "zu", "ter", "ten", "el", "dan", "and", "und", "serta",
})  # fmt: skip
"""Words of a name, or between names, that are written small."""

_STUDENT_LABEL = r"(?:nim|npm|nrp|no\.?\s?bp|stambuk|nomor\s+induk\s+mahasiswa|student\s+id)"
_STUDENT_ID = re.compile(
    rf"\(?\b{_STUDENT_LABEL}\b\s*[.:]*\s*([A-Z]?[\d.]{{6,16}}\w?)\)?|\(\s*([A-Z]?\d{{7,14}})\s*\)|(?<!\S)([A-Z]?\d{{7,14}})(?!\S)",
    re.IGNORECASE,
)
_STAFF_ID = re.compile(r"\(?\b(?:NIDN|NIP|NIK)\b\s*[.:]*\s*[\d. ]{6,24}\)?", re.IGNORECASE)
_BRACKET_BEHIND = re.compile(r"(?<=[\w.])\s+\(([A-ZÀ-Þ][^()\d]*)\)\s*$")
"""A place or a role behind a name: ``Annelie Wiegand (Altenrode)``, ``Sri Mulyati (Pembimbing)``."""

_DIGIT = re.compile(r"\d")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’‘`´.\-][^\W\d_]*)*")
_TOKEN = re.compile(
    rf"""
    {OPEN}(?P<marks>[^{CLOSE}]*){CLOSE}
  | \x04(?P<id>[^\x05]*)\x05
  | (?P<separator> [,;&|•·\t] | \s/\s | (?<![^\s,;&])(?:dan|and|und|serta)(?!\S) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Name(NamedTuple):
    """One author as a line gives him; ``text`` without degrees and marks, ``note`` what stands in brackets behind."""

    text: str
    degrees: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    student_id: str | None = None
    note: str = ""


class _Piece(NamedTuple):
    text: str
    marks: tuple[str, ...] = ()
    student_id: str | None = None


@lru_cache(maxsize=REMEMBERED)
def read_names(line: str) -> tuple[Name, ...]:
    """Return the authors of a fenced line of names, labels taken off; see ``front_marks.fence``."""
    names: list[Name] = []
    for piece in _pieces(_fence_ids(line)):
        bracket = _BRACKET_BEHIND.search(piece.text)
        printed, note = (piece.text[: bracket.start()], bracket.group(1)) if bracket else (piece.text, "")
        degrees = split_degrees(printed) if printed else ()
        if names and (not printed or degrees):
            last = names[-1]
            names[-1] = last._replace(
                degrees=(*last.degrees, *degrees),
                marks=(*last.marks, *piece.marks),
                student_id=last.student_id or piece.student_id,
                note=last.note or note,
            )
        elif printed and not degrees:
            text, before, after = _strip_degrees(printed)
            if any(map(str.isalpha, text)):
                names.append(Name(text, (*before, *after), piece.marks, piece.student_id, note))
    return tuple(names)


def read_student_id(line: str) -> str | None:
    """Return the number if the line holds nothing else: ``NIM. E1012141077``, ``20160510233``."""
    if _DIGIT.search(line) is None:
        return None
    match = _STUDENT_ID.fullmatch(line.strip(" ()"))
    return next(filter(None, match.groups())).strip(".") if match else None


def is_name(text: str) -> bool:
    """Return whether a text without marks and degrees has the shape of a person's name."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or any(map(str.isdigit, text)):
        return False
    if not words[0][0].isupper() or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    folded = [word.casefold() for word in words]
    if not _not_names().isdisjoint(folded):
        return False
    capitals = sum(word[0].isupper() for word in words)
    small = sum(word[0].islower() and fold not in LOWER_WORDS for word, fold in zip(words, folded, strict=True))
    return capitals >= small and small <= 1


def split_degrees(text: str) -> tuple[str, ...]:
    """Return the degrees that make up the whole text, as printed; nothing if there is anything else."""
    found: list[str] = []
    for token in text.split():
        parts = _split_token(token.strip(",;"))
        if not parts:
            joined = text.strip(" ,;")
            return (joined,) if _is_degree(joined) else ()
        found += parts
    return tuple(found)


def _split_token(token: str) -> tuple[str, ...]:
    """Return ``S.Pd.M.Pd.`` as its degrees; nothing if a part is no degree."""
    if _is_degree(token):
        return (token,)
    at = token.find(".") + 1
    while 0 < at < len(token):
        if _is_degree(token[:at]) and (rest := _split_token(token[at:])):
            return (token[:at], *rest)
        at = token.find(".", at) + 1
    return ()


def _is_degree(text: str) -> bool:
    bare = _bare(text)
    if not bare or not text[0].isalpha() or (text.islower() and "." not in text):
        return False
    if bare in _after() or (bare in _before() and bare != "h"):
        return True
    return _after_pattern().fullmatch(text.casefold()) is not None


def _strip_degrees(text: str) -> tuple[str, list[str], tuple[str, ...]]:
    """Take degrees off both ends of a name; one word always stays."""
    words = text.split()
    before: list[str] = []
    after: tuple[str, ...] = ()
    while len(words) > 1 and (titles := _titles(words[0]) or (before and _faculty(words[0]))):
        before += titles
        words = words[1:]
    shouted = all(word.isupper() for word in words)
    while len(words) > 1 and (parts := _trailing(words[-1], shouted=shouted)):
        after = (*parts, *after)
        words = words[:-1]
    return _tidy(" ".join(words)), before, after


def _titles(word: str) -> list[str]:
    """Return the titles that a first word is: ``Prof.Dr.`` is two."""
    if _bare(word) in _before():
        return [word] if word.endswith(".") or len(_bare(word)) > 1 else []
    parts = re.findall(r"[^.]+\.", word)
    return parts if len(parts) > 1 and "".join(parts) == word and all(_bare(p) in _before() for p in parts) else []


def _faculty(word: str) -> list[str]:
    """Return the word if it says in what a German is a doctor: ``Dr. phil.``, ``Dr. rer. nat.``."""
    return [word] if word.casefold() in load_json("degrees")["faculties"] else []


def _trailing(word: str, *, shouted: bool) -> tuple[str, ...]:
    """Return the degrees that a last word without a comma before it is, if it is no initials or surname."""
    parts = _split_token(word)
    if "." in word.rstrip(".") or (word.isupper() and not shouted):
        return parts
    return ()


def _tidy(text: str) -> str:
    """Drop placeholders, stray punctuation and a name doubled to fill a form's second field."""
    text = text.strip(" ,;:-–—'’`\"()")
    last = text.rsplit(" ", 1)[-1]
    text = text if is_initials(last) else text.rstrip(".")
    words = text.split()
    half = len(words) // 2
    if len(words) == 2 and words[:half] == words[half:]:
        return " ".join(words[:half])
    return " ".join(words)


def _fence_ids(line: str) -> str:
    small = line.lower()
    line = _STAFF_ID.sub(" ", line) if "ni" in small else line
    if _DIGIT.search(line) is None:
        return line
    return _STUDENT_ID.sub(lambda m: "\x04" + next(filter(None, m.groups())).strip(".") + "\x05", line)


def _pieces(line: str) -> Iterator[_Piece]:
    """Cut a line; marks and numbers go with the text before them."""
    line = fence_glued(marks_behind(line))
    at, text = 0, ""
    marks: tuple[str, ...] = ()
    number: str | None = None
    for match in _TOKEN.finditer(line):
        between = line[at : match.start()]
        if between.strip() and (marks or number):
            yield _Piece(text.strip(), marks, number)
            text, marks, number = "", (), None
        text += between
        at = match.end()
        if match["separator"]:
            if text.strip() or marks or number:
                yield _Piece(text.strip(), marks, number)
            text, marks, number = "", (), None
        elif match["marks"] is not None:
            marks = (*marks, *read_marks(match["marks"]))
        else:
            number = match["id"]
    rest = line[at:]
    if rest.strip() and (marks or number):
        yield _Piece(text.strip(), marks, number)
        text, marks, number = "", (), None
    if (text + rest).strip() or marks or number:
        yield _Piece((text + rest).strip(), marks, number)


def _bare(text: str) -> str:
    return text.replace(".", "").replace(" ", "").replace(",", "").casefold()


@cache
def _not_names() -> frozenset[str]:
    return frozenset(load_json("author_labels")["not_names"])


@cache
def _before() -> frozenset[str]:
    return frozenset(load_json("degrees")["before"])


@cache
def _after() -> frozenset[str]:
    return frozenset(load_json("degrees")["after"])


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile("|".join(load_json("degrees")["after_patterns"]))
