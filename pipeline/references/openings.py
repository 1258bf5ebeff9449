"""The names that a reference entry opens with, where no year says where they end."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.references.imprints import find_imprint
from pipeline.references.names import is_corporate
from pipeline.references.titles import split_commas
from pipeline.references.words import YEAR, first_word, is_place

_WORD = r"[A-ZÀ-ÞŁŚŠŽ][\w’'‘-]+"
_PARTICLE = r"(?:van|von|de|der|den|al|el|bin|binti|da|di|la|le|dos|zu)"
_INITIALS = r"(?:[A-Z][a-z]?\.[\s-]?)+"
_INITIAL_FIRST = rf"{_INITIALS}\s?(?:{_PARTICLE}\s)*{_WORD}(?:\s{_WORD}){{0,2}}(?:,?\s(?:Jr|Sr)\.)?"
_NATURAL = rf"{_WORD}(?:\s(?:{_PARTICLE}|[A-Z]\.|{_WORD}))*\s(?:{_INITIALS}\s?)?{_WORD}"
_AND = r"(?:dan|and|und|&)"
_OTHERS = r"(?:,?\s*(?:et\.?\sal+|dkk|dan\skawan-kawan)\b\.?)"
_TURNED_SHORT = rf"(?:{_PARTICLE}\s)*{_WORD}(?:\s{_WORD})?,\s?(?:[A-Z][a-z]?\.[\s-]?)+(?:[A-Z]\b(?!\.))?"
_GIVEN = (
    rf"(?:{_WORD}(?:\s{_WORD}){{0,3}}(?:\s(?:[A-Z]\.\s?)+)?(?=\s?[.,(]|\s{_AND}\s|(?<=\.)\s|(?<=\.\s))"
    rf"|(?:[A-Z]\.\s?)+{_WORD}(?:\s{_WORD})?(?=[.,]))"
)

_LIST_OPENING = re.compile(
    rf"(?:{_INITIAL_FIRST}|{_NATURAL})(?:,\s(?:{_INITIAL_FIRST}|{_NATURAL}))*"
    rf",?\s{_AND}\s(?:{_INITIAL_FIRST}|{_NATURAL}|{_WORD})(?=\s?[.,])"
)
"""Names in natural order up to an ``and``, as BibTeX prints them."""
_INITIALS_OPENING = re.compile(
    rf"(?:{_INITIAL_FIRST}|{_WORD}(?=\s{_AND}\s[A-Z]\.))(?:(?:,\s*(?:{_AND}\s+)?|\s+{_AND}\s+){_INITIAL_FIRST})*{_OTHERS}?"
)
_MIXED_OPENING = re.compile(rf"(?:{_PARTICLE}\s)*{_WORD},\s(?:[A-Z]\.\s?)+{_WORD}(?=\.)")
_SHORT_OPENING = re.compile(
    rf"{_TURNED_SHORT}(?:(?:,?\s*(?:{_AND}\s+)?){_TURNED_SHORT})*(?:,?\s*{_AND}\s+{_INITIAL_FIRST})?{_OTHERS}?"
)
_TURNED_OPENING = re.compile(
    rf"(?:{_PARTICLE}\s)*{_WORD},\s{_GIVEN}"
    rf"(?:(?:,\s{_NATURAL})*,?\s{_AND}\s(?:{_WORD},\s{_WORD}(?:\s{_WORD})*|{_NATURAL}|{_WORD})(?=\s?[.,]))?{_OTHERS}?"
)
_NATURAL_OPENING = re.compile(
    rf"(?:{_NATURAL}|{_WORD})(?:(?:,\s{_NATURAL})*,?\s{_AND}\s(?:{_NATURAL}|{_WORD}))?(?=\s?[.,]){_OTHERS}?"
)
_DOTTED = rf"{_WORD}\s(?:[A-Z]\.){{1,3}}"
_DOTTED_OPENING = re.compile(rf"{_DOTTED}(?:(?:,\s|,?\s{_AND}\s){_DOTTED})+(?=,)")
"""``Borg W.R. and Gall M.D.``"""
_OPENINGS = (
    _DOTTED_OPENING,
    _LIST_OPENING,
    _INITIALS_OPENING,
    _MIXED_OPENING,
    _SHORT_OPENING,
    _TURNED_OPENING,
    _NATURAL_OPENING,
)
"""In the order of trust: the first that leaves a title behind it is taken."""
_TURNED_NAME = (
    rf"(?:{_PARTICLE}\s)*{_WORD},\s(?:{_WORD}|{_INITIALS})(?:[\s-]?(?:{_WORD}|{_PARTICLE}\b|{_INITIALS})){{0,2}}"
)
_COLON_OPENING = re.compile(
    rf"{_TURNED_NAME}(?:\s?[/;]\s?{_TURNED_NAME})*{_OTHERS}?(?:\s\((?:Hg|Hrsg|[Ee]ds?)\.?\))?(?=:\s[“„\"»A-ZÀ-Þ0-9])"
)
"""``Ahlers, Konrad/Meier, Ida (Hg.): Titel. Untertitel, Ort: Verlag 1987``, as German lists print it."""
_BARE = re.compile(rf"(?:{_PARTICLE}\s)*{_WORD}(?:\s{_WORD}){{0,2}}\s[A-Z]{{1,3}}(?=,)")
_SEMICOLON_YEAR = re.compile(rf";\s*{YEAR}\b|\b{YEAR}(?:\s[A-Z][a-z]{{2}}[\w\s]*)?\s*;\s*\d")
MAX_OPENING_WORDS = 9
"""Words of a first sentence that may be the name of an institution."""


class Opening(NamedTuple):
    """The names, the rest of the entry, and the form.

    ``comma`` separates parts, ``bare`` has Vancouver names, ``colon`` stands behind the names as in German lists.
    """

    names: str
    rest: str
    comma: bool
    bare: bool = False
    colon: bool = False


def read_opening(text: str) -> Opening:
    """Return the names at the start; an entry without any keeps all its text as rest."""
    if _BARE.match(text) or _SEMICOLON_YEAR.search(text):
        names, stop, rest = text.partition(". ")
        if stop:
            return Opening(names, rest, comma=False, bare=True)
    if (match := _COLON_OPENING.match(text)) and not is_place(match.group().partition(",")[0]):
        return Opening(match.group(), text[match.end() + 1 :].lstrip(), comma=True, colon=True)
    for pattern in _OPENINGS:
        match = pattern.match(text)
        opening = _accept(text, match.end()) if match else None
        if opening:
            return opening
    return _first_part(text)


def _accept(text: str, end: int) -> Opening | None:
    """Take the names if a title can follow: neither a place, a number nor the end of the entry."""
    behind = text[end:].lstrip()
    if not behind:
        return None
    comma = behind[0] == ","
    closed = text[:end].rstrip().endswith(".") and behind[0] not in ".,"
    if not comma and behind[0] != "." and not closed:
        return None
    rest = behind.lstrip(" .,")
    if not rest or rest[0].isdigit() or rest[0].islower() or _is_source(rest):
        return None
    return Opening(text[:end], rest, comma)


def _is_source(text: str) -> bool:
    imprint = find_imprint(text)
    if imprint and imprint.start <= 1:
        return True
    piece = text.split(",")[0]
    return is_place(piece) or first_word(piece) in ("vol", "no", "hlm", "hal", "jurnal", "journal", "skripsi", "tesis")


def _first_part(text: str) -> Opening:
    """Take a first sentence, or piece before a comma, as an author if it is one word, a site or an institution."""
    for mark, comma in ((". ", False), (", ", True)):
        names, stop, rest = text.partition(mark)
        words = names.split()
        if not stop or not rest or len(words) > MAX_OPENING_WORDS or _is_source(rest):
            continue
        if is_corporate(names) or (len(words) == 1 and names[:1].isupper() and ":" not in names):
            return Opening(names, rest, comma)
    return Opening("", text, comma="." not in split_commas(text).title)
