"""Lines that give a name and its institution: ``Ani Wijaya (Universitas Seraya)``, ``Ani Wijaya - Universitas Seraya``.

Brackets and dashes say so themselves; behind a comma a name and a subject look alike (``Bahasa Inggris, Universitas
Seraya``), so that such a line counts only where no author has been named before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.front.lines import has_words, is_name_list
from pipeline.front.marks import drop_fences

MIN_NAME_WORDS = 2
"""Words of a name before a comma and an institution; one word may be a subject."""

_BRACKETED = re.compile(r"(?P<names>[^()]+?)\s*\((?P<place>[^()]+)\)\s*(?:[,;&]|\b(?:dan|and|und)\b|$)\s*")
_DASH = re.compile(r"\s+[-–—|]\s+|\s*:\s+")


class Mixed(NamedTuple):
    """Names, fenced, and the institution behind them."""

    names: str
    place: str


def split_mixed(line: str, *, first: bool) -> tuple[Mixed, ...]:
    """Return the names and institutions of a fenced line that gives both; nothing for any other.

    ``first`` says that no author has been named yet.
    """
    if not has_words(line, "institution") or "@" in line:
        return ()
    pairs = [Mixed(*match.groups()) for match in _BRACKETED.finditer(line)] if "(" in line else []
    if pairs and _BRACKETED.sub("", line).strip() == "" and all(map(_is_pair, pairs)):
        return tuple(pairs)
    dash = _DASH.search(line)
    if dash is not None and _is_pair(pair := Mixed(line[: dash.start()], line[dash.end() :])):
        return (pair,)
    return _split_comma(line) if first else ()


def _split_comma(line: str) -> tuple[Mixed, ...]:
    """Cut before the first piece between commas that names an institution."""
    at = line.find(",")
    while at >= 0:
        names, place = line[:at], line[at + 1 :].strip()
        if has_words(place.partition(",")[0], "institution"):
            long = len(drop_fences(names.partition(",")[0]).split()) >= MIN_NAME_WORDS
            return (Mixed(names, place),) if long and _is_pair(Mixed(names, place)) else ()
        at = line.find(",", at + 1)
    return ()


def _is_pair(pair: Mixed) -> bool:
    bare = drop_fences(pair.names)
    if has_words(bare, "institution") or has_words(bare, "position") or has_words(bare, "address"):
        return False
    return has_words(pair.place, "institution") and is_name_list(pair.names)
