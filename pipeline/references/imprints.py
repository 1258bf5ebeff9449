"""``City: Publisher`` in a reference entry."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.references.links import GAP
from pipeline.references.words import YEAR, holds_city, is_place, is_publisher, place_start

MAX_PLACE_WORDS = 2
"""Words of a place that no list of cities knows, between a full stop and a colon."""
MAX_GLUED_WORDS = 5
"""Words of a publisher behind a city that nothing separates from the title (``Psikologi Jakarta: Kencana``)."""
MAX_REGION_WORDS = 4
"""Words of a publisher behind a country or province, which titles name before a subtitle more often."""

_NO_PLACES = frozenset({"in", "dalam", "editor", "editors", "penerbit", "seminar", "seri", "series", "isbn", "issn"})

_STOP = re.compile(
    rf"[;{GAP}()]|,\s*(?=\d|hlm|hal|pp?\b|S\.\s\d|h\.|vol|cet|edisi|edition)|[.?!]\s+(?=[A-Z(\[“])|\.\s*$"
    rf"|\s+(?={YEAR}\s*(?:[.,;)]|$))"
)
_LEFT_STOP = re.compile(rf"[.;({GAP}\[]\s*|,\s+")
_PIECE_END = re.compile(rf"[{GAP};,]|\.(?=\s|$)")
_WORDS_BEHIND = re.compile(r"[^\W\d_]{4,}")
ABBREVIATED = re.compile(r"(?:^|\s)(?:[A-Z]|PT|CV|C\.V|Inc|Co|St|Univ|Dept|UD|Fa)$")
"""Ends with a word whose full stop ends no name of a publisher."""


class Imprint(NamedTuple):
    """``City: Publisher`` at ``[start, end)`` of a text; ``sharp`` if a separator stands before the city."""

    start: int
    end: int
    publisher: str
    sharp: bool = True


def find_imprint(text: str) -> Imprint | None:
    """Find the imprint: the first behind a separator, else the last whose city ends a run of words.

    A city of the list is believed anywhere behind a separator, another place only alone after a full stop, a
    country only before what can be a publisher.
    """
    glued = None
    at = text.find(":")
    while at >= 0:
        found = _read_imprint(text, at)
        if found and found.sharp:
            return found
        glued = found or glued
        at = text.find(":", at + 1)
    return glued


def _read_imprint(text: str, colon: int) -> Imprint | None:
    left, right = text[:colon].rstrip(), text[colon + 1 :]
    end, publisher = _publisher_end(right)
    if not publisher or not (publisher[0].isupper() or publisher[0].isdigit()):
        return None
    start = place_start(left)
    if start is None:
        return _read_other(left, right, colon, end, publisher)
    before = left[:start].rstrip()
    sharp = not before or before[-1] in ".,;([" or before.endswith(GAP)
    words = publisher.count(" ") + 1
    if not holds_city(left[start:]) and not (sharp and before and words <= MAX_REGION_WORDS):
        return None
    if not sharp and (words > MAX_GLUED_WORDS or _WORDS_BEHIND.search(right[end:])):
        return None
    return Imprint(start, colon + 1 + end, publisher, sharp)


def _read_other(left: str, right: str, colon: int, end: int, publisher: str) -> Imprint | None:
    """Read an imprint whose city no list knows, or one turned round (``Universitas Riau: Pekanbaru``)."""
    stops = list(_LEFT_STOP.finditer(left))
    bound = stops[-1].end() if stops else 0
    name = left[bound:]
    if bound and is_place(publisher) and is_publisher(name):
        return Imprint(bound, colon + 1 + end, name.strip())
    if name.casefold() in _NO_PLACES:
        return None
    alone = bool(stops) and stops[-1].group().strip() in (".", "(", GAP)
    if not alone or not name.istitle() or not 0 < len(name.split()) <= MAX_PLACE_WORDS:
        return None
    behind = right[end:].lstrip(" ,;)")
    if not behind[:1].isdigit() and _PIECE_END.split(behind.strip(" .)"))[0].strip(" ."):
        return None
    return Imprint(bound, colon + 1 + end, publisher)


def _publisher_end(right: str) -> tuple[int, str]:
    """Return where the publisher ends in the text behind the colon, and its name."""
    for stop in _STOP.finditer(right):
        if right[stop.start()] == "." and ABBREVIATED.search(right[: stop.start()]):
            continue
        return stop.start(), right[: stop.start()].strip(" .,;:")
    return len(right), right.strip(" .,;:")
