"""Marks of list items: bullets, numbers, letters."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•●○◦▪■□◼◾➢➤➔→✓✔❖♦◆·▸►‣⁃∙"
"""Bullets as printed and as Symbol and Wingdings map them."""

_MARK = re.compile(
    rf"""^(?:
        (?P<bullet>[{BULLETS}]|[-–—*](?=\s)|o(?=\s))
      | \(?(?P<number>\d{{1,2}})[.)](?!\d)
      | \(?(?P<letter>[A-Za-z])[.)](?![A-Za-z.])
      | \(?(?P<roman>[ivx]{{1,4}})[.)](?!\w)
    )\s*""",
    re.VERBOSE,
)

_SHORT_MARKS = "oivx"
"""Letters that are a bullet or start a Roman number; any other one is a mark with a stop or bracket after it."""


class ListMark(NamedTuple):
    """A mark's form (``bullet``, ``number``, ``letter``, ``roman``) and value; bullets have their character."""

    form: str
    value: str


def read_mark(text: str) -> ListMark | None:
    """Return the list mark that a line starts with, or None; a mark with nothing after it counts."""
    if text[:1].isalpha() and text[0] not in _SHORT_MARKS and text[1:2] not in ".)":
        return None
    match = _MARK.match(text)
    if match is None or match.lastgroup is None:
        return None
    return ListMark(match.lastgroup, match[match.lastgroup])


def follows(mark: ListMark, before: ListMark) -> bool:
    """Return whether a mark is the next of its kind after another."""
    if mark.form != before.form:
        return False
    if mark.form == "bullet":
        return mark.value == before.value
    if mark.form == "number":
        return int(mark.value) == int(before.value) + 1
    return mark.form == "letter" and ord(mark.value) == ord(before.value) + 1
