"""Labels of the front matter: ``ABSTRAK``, ``Abstract—``, ``Kata kunci :``, ``Article Info``, and what they head.

A label stands alone on its line, or runs into its text behind a colon, a dash or a change of type. Word lists:
``front_labels``; one typing error is allowed in a long word (``Astract:``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from pipeline.document import Word
from pipeline.lexicon import load_json

LabelKind = Literal["abstract", "keywords", "info"]

KINDS: tuple[LabelKind, ...] = ("abstract", "keywords", "info")
FUZZY_LETTERS = 6
"""Letters from which a label of one word may carry one typing error; ``sari`` and ``doi`` may not."""

MAX_LABEL = 40
"""Characters of the longest label that stands alone on its line."""

_STOP = re.compile(r"\s*(?:[:.]?\s*[—–]+|[:;.]+|-+(?=\s|[A-Z]))\s*")
MAX_LONE_WORD = 20
"""Characters within which a misspelt label ends: a word of twelve letters, white and a colon or dash."""

_LONE_WORD = re.compile(r"\s*([^\W\d_]{6,12})\s*[:—–]\s*")
_EDGE = " .:;—–-*_|()[]/"
_AHEAD = _EDGE + "&\t\n"
"""What may stand before a label."""

OPENING = 3
"""Letters by which most lines are told to open with no label; spaced capitals have as many spaces between them."""


class Label(NamedTuple):
    """A label at the start of a line; ``end`` is the offset in the line's text at which its text starts."""

    kind: LabelKind
    end: int
    alone: bool


def read_label(text: str, words: Sequence[Word] = ()) -> Label | None:
    """Return the label that a line opens with.

    ``words`` are those of the line: their type tells a label without a colon from a sentence that starts with
    the same word.
    """
    head = text[:OPENING]
    if not head.isalpha():
        head = "".join(text.lstrip(_AHEAD)[: 2 * OPENING].split())[:OPENING]
    if head.isascii() and head.lower() not in _openings():
        return _read_misspelt(text)
    alone = _read_alone(text)
    if alone is not None:
        return Label(alone, len(text), alone=True)
    match = _pattern().match(text)
    if match is None:
        return _read_misspelt(text)
    kind = _lists()[_fold(match.group(1))]
    stop = _STOP.match(text, match.end())
    if stop is not None and (stop.group().strip() != "." or kind != "info"):
        return Label(kind, stop.end(), alone=False)
    rest = text[match.end() :].lstrip()
    if kind != "info" and rest and _changes_type(match.group(1), words):
        return Label(kind, match.end() + len(text[match.end() :]) - len(rest), alone=False)
    if kind == "abstract" and match.group(1).isupper() and rest and opens_structure(rest):
        return Label(kind, match.end() + 1, alone=False)
    return None


def opens_structure(text: str) -> bool:
    """Return whether a text starts with a label of a structured abstract: ``Metode: ...``."""
    return _structure_pattern().match(text) is not None


def split_structure(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a structured abstract as ``(label, text)``; empty where fewer than two labels stand.

    ``Latar Belakang : ... Metode: ... Hasil: ...``; a label starts the text or a sentence.
    """
    if not opens_structure(text):
        return ()
    matches = list(_structure_pattern().finditer(text))
    if len(matches) < 2:
        return ()
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return tuple((match.group(1), text[match.end() : end].strip()) for match, end in zip(matches, ends, strict=True))


def is_box_header(text: str) -> bool:
    """Return whether a line is the header of a metadata box and says nothing of its own: ``ARTICLE INFO``."""
    folded = _fold(text.strip(_EDGE))
    return folded in _box_headers() or folded.replace(" ", "") in _box_headers()


def is_cover(text: str) -> bool:
    """Return whether the text of a page is a cover: of a repository, a thesis or a plagiarism check."""
    return _cover_pattern().search(text) is not None


def _read_alone(text: str) -> LabelKind | None:
    if len(text) > MAX_LABEL:
        return None
    folded = _fold(text.strip(_EDGE))
    return _lists().get(folded) or _lists().get(folded.replace(" ", ""))


def _read_misspelt(text: str) -> Label | None:
    """Read ``Astract:``: one letter added, dropped or changed in a word before a colon or dash."""
    head = text[:MAX_LONE_WORD]
    match = _LONE_WORD.match(text) if ":" in head or "—" in head or "–" in head else None
    if match is None:
        return None
    word = match.group(1).casefold()
    for label, kind in _fuzzy_lists():
        if _is_one_off(word, label):
            return Label(kind, match.end(), alone=match.end() == len(text))
    return None


def _is_one_off(word: str, label: str) -> bool:
    if abs(len(word) - len(label)) > 1 or word == label:
        return False
    shorter, longer = sorted((word, label), key=len)
    same = next((at for at, char in enumerate(shorter) if char != longer[at]), len(shorter))
    if len(shorter) == len(longer):
        return shorter[same + 1 :] == longer[same + 1 :]
    return shorter[same:] == longer[same + 1 :]


def _changes_type(label: str, words: Sequence[Word]) -> bool:
    """Return whether the words after the label are set in another weight or slope."""
    count = len(label.split())
    if len(words) <= count:
        return False
    last, following = words[count - 1], words[count]
    return (last.bold, last.italic) != (following.bold, following.italic)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[/&]", " ", folded).split())


@cache
def _lists() -> dict[str, LabelKind]:
    return {_fold(label): kind for kind in KINDS for label in load_json("front_labels")[kind]}


@cache
def _openings() -> frozenset[str]:
    return frozenset("".join(label.split())[:OPENING] for label in _lists())


@cache
def _fuzzy_lists() -> tuple[tuple[str, LabelKind], ...]:
    """Return the labels that may carry a typing error, sorted."""
    single = ((label, kind) for label, kind in _lists().items() if kind != "info" and " " not in label)
    return tuple(sorted((label, kind) for label, kind in single if len(label) >= FUZZY_LETTERS))


@cache
def _box_headers() -> frozenset[str]:
    return frozenset(_fold(label) for label in load_json("front_labels")["box"])


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_lists(), key=lambda label: (-len(label), label))
    words = "|".join(re.escape(label).replace(r"\ ", r"[\s/]+") for label in longest)
    return re.compile(rf"\s*[*(]?({words})\)?(?!\w)", re.IGNORECASE)


@cache
def _structure_pattern() -> re.Pattern[str]:
    longest = sorted(load_json("front_labels")["structure"], key=lambda label: (-len(label), label))
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
    return re.compile(rf"(?:^|(?<=[.!?)”\"]\s)|(?<=\n))\s*({words})\s*[:.—–]+\s*", re.IGNORECASE)


@cache
def _cover_pattern() -> re.Pattern[str]:
    words = sorted(load_json("front_labels")["cover"], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
