"""Levels of section headers, learnt from the document's own chain of numbers and styles.

A number's form (``I.``, ``A.``, ``1.``, ``1.1``, ``a.``) gets its level when it first appears: one below the header
that it appears under. A header without number takes the level of the headers that are set as it is. Words that
name a main section (introduction, conclusion, references) are at the top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Heading, Span
from pipeline.layout.sizes import size_classes

TOP_TYPES = frozenset(
    {"introduction", "method", "results", "results_discussion", "discussion", "conclusion", "references",
     "acknowledgement", "appendix", "literature_review", "theory"}
)  # fmt: skip
"""Types that name a main section where the header is set like one."""

FRONT_TYPES = frozenset({"abstract", "keywords"})
LATE_TYPES = frozenset({"conclusion", "suggestion", "acknowledgement", "references", "appendix", "biography"})
"""Types that head no first section: topic headers stand before them."""
BODY_CHAIN = 3
"""Sections of the shortest body."""

CENTRED_HEADERS = 2
"""Headers in the middle of their column that make it a habit: one alone may be a slip."""

_ROMAN = re.compile(r"^[IVXLC]+$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Found(NamedTuple):
    """A header before its level is known; ``chained`` ones are set like the body and need their neighbours."""

    spans: tuple[Span, ...]
    number: str | None
    text: str
    type: str | None
    size: float
    bold: bool
    italic: bool
    capitals: bool
    chained: bool
    white: bool = True
    """Whether white sets it off from the line above."""
    run_in: bool = False
    faint: bool = False
    """Set apart by italics alone: counts only where it is a habit of the document."""
    centred: bool | None = False
    """Whether it stands in the middle of its column; None where it fills the column."""


class _Style(NamedTuple):
    size: float
    capitals: bool
    bold: bool
    upright: bool
    alone: bool
    """Not run into a paragraph."""
    centred: bool


class _Chain(NamedTuple):
    """Numbers of one form: their level, how the first is set, the last one as printed."""

    level: int
    style: _Style
    number: str


def assign_levels(found: Sequence[Found]) -> list[Heading]:
    """Return the headers with levels, 1 at the top; abstract and keyword headers are level 1."""
    chains: dict[str, _Chain] = {}
    styles: dict[_Style, int] = {}
    result: list[Heading] = []
    current = chapters = 0
    last_letter = ""
    sizes = size_classes(item.size for item in found)
    found = [item._replace(size=sizes[item.size]) for item in found]
    centred = _centred_styles(found)
    for item in found:
        form = number_form(item.number, last_letter)
        style = _style_of(item, centred)
        if item.type in ("abstract", "keywords"):
            level = 1
        else:
            level = _level(item, form, style, chains, styles, current, chapters)
            current = level
            if item.number and item.text.strip(".") == item.number:
                chapters = level  # a number alone on its line heads all that follows
        if form == "A":
            last_letter = (item.number or "")[0]
        result.append(Heading(item.spans, item.number, item.text, level, item.type, item.run_in))
    return _raise_body(result)


def _raise_body(headings: list[Heading]) -> list[Heading]:
    """Return the headers with a chain that is the whole body on the level of the introduction that it follows.

    Where nothing but numbered sections stands between introduction and conclusion, they are no parts of the
    introduction, however small they are set (a real English article, 2010: bold, then smaller italics).
    """
    main = [k for k, heading in enumerate(headings) if heading.level == 1 and heading.type not in FRONT_TYPES]
    types = [headings[k].type for k in main]
    if types[:1] != ["introduction"] or len(main) < 2 or not set(types[1:]) <= LATE_TYPES:
        return headings
    body = range(main[0] + 1, main[1])
    chain = [headings[k].number for k in body if headings[k].level == 2]
    follows = all(a and next_number(a) == b for a, b in pairwise(chain))
    if len(chain) < BODY_CHAIN or not follows or headings[main[0]].number:
        return headings
    return [replace(h, level=h.level - 1) if k in body else h for k, h in enumerate(headings)]


def _centred_styles(found: Sequence[Found]) -> set[_Style]:
    """Return the styles that are centred by habit: two headers or more without number are."""
    own = [_Style(*_setting(item), True) for item in found if item.centred and not item.number]
    return {style for style in own if own.count(style) >= CENTRED_HEADERS}


def _style_of(item: Found, centred: set[_Style]) -> _Style:
    """Return a header's style; where it fills the column it counts as centred if others like it are."""
    style = _Style(*_setting(item), True)
    return style if item.centred is not False and style in centred else style._replace(centred=False)


def _setting(item: Found) -> tuple[float, bool, bool, bool, bool]:
    return item.size, item.capitals, item.bold, not item.italic, not item.run_in


def _level(
    item: Found,
    form: str,
    style: _Style,
    chains: dict[str, _Chain],
    styles: dict[_Style, int],
    current: int,
    chapters: int,
) -> int:
    """Return a header's level; ``chapters`` is that of numbers without words before it, 0 without any."""
    if form:
        key = _chain_key(item, form, style, chains)
        known = chains.get(key)
        if known is not None:
            level = known.level
        elif key == form:
            level = _new_form_level(form, style, chains, styles, current)
        else:
            level = current + 1
        chains[key] = _Chain(level, known.style if known else style, item.number or "")
        styles.setdefault(style, level)
        return level
    least = 0 if item.type in TOP_TYPES | LATE_TYPES else chapters + 1
    if style in styles and not (item.type in TOP_TYPES and style.capitals):
        return max(styles[style], least)
    level = max(min(_new_style_level(item, style, styles, current), current + 1), least)
    styles.setdefault(style, level)
    return level


def _chain_key(item: Found, form: str, style: _Style, chains: dict[str, _Chain]) -> str:
    """Return the name of the chain that a number belongs to: its form, or a chain inside that is set otherwise.

    ``1. Populasi`` in plain type after ``3. METODE`` in bold starts a chain of its own; ``4. Hasil`` goes on.
    """
    outer = chains.get(form)
    if outer is None or outer.style == style or "." in form:
        return form
    inner = f"{form} {style}"
    goes_on = next_number(outer.number).strip("().") == (item.number or "").strip("().")
    starts = (item.number or "").strip("().").upper() in ("1", "A", "I")
    return inner if inner in chains or (starts and not goes_on) else form


def _new_form_level(
    form: str, style: _Style, chains: dict[str, _Chain], styles: dict[_Style, int], current: int
) -> int:
    """Return the level of a number form at its first appearance."""
    depth = form.count(".") + 1 if form[0] == "1" and form != "1)" else 0
    if depth > 1:
        parent = chains.get("1" + ".1" * (depth - 2))
        return parent.level + 1 if parent else max(depth, 2 if current else depth)
    if not chains and style in styles:
        return styles[style]  # unnumbered main headers, then numbered ones set as they are
    return current + 1 if current and not _is_more_prominent(style, styles) else 1


def _new_style_level(item: Found, style: _Style, styles: dict[_Style, int], current: int) -> int:
    """Return the level of an unnumbered header whose style is new."""
    if not current or not styles:
        return 1
    alike = [level for other, level in styles.items() if _looks_like(style, other, item.type in TOP_TYPES)]
    if alike:
        return min(alike)
    if item.type in TOP_TYPES and (style.capitals or not any(other.capitals for other in styles)):
        return 1
    lower = [level for other, level in styles.items() if _rank(other) > _rank(style)]
    return max(lower) + 1 if lower else 1


def _is_more_prominent(style: _Style, styles: dict[_Style, int]) -> bool:
    return all(_rank(style) > _rank(other) for other in styles)


def _looks_like(style: _Style, other: _Style, anywhere: bool) -> bool:
    """Return whether two styles are set alike; ``anywhere`` in the column for the words of main sections."""
    if style[:-1] != other[:-1]:
        return False
    return anywhere or style.centred == other.centred


def _rank(style: _Style) -> tuple[bool, float, bool, bool, bool, bool]:
    """Return what makes a style prominent: its own line, then size, capitals, weight, upright letters, the middle."""
    return style.alone, style.size, style.capitals, style.bold, style.upright, style.centred


def number_form(number: str | None, last_letter: str) -> str:
    """Return the form of a number: ``I``, ``A``, ``1``, ``1.1``, ``1.1.1``, ``1)``, ``a``, ``BAB`` or nothing.

    A single letter that is also a roman number is a letter where it follows the letter before it.
    """
    if number is None:
        return ""
    if is_chapter(number):
        return "BAB"
    core = number.strip("().")
    if core[0].isdigit():
        depth = core.count(".")
        return "1" + ".1" * depth if depth or not number.endswith(")") else "1)"
    if len(core) == 1 and last_letter and ord(core.upper()) == ord(last_letter.upper()) + 1 and core.isupper():
        return "A"
    if _ROMAN.match(core) and core not in ("C", "L"):
        return "I"
    return "A" if core.isupper() else "a"


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral of capital letters."""
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-v if v < max(values[k + 1 :], default=0) else v for k, v in enumerate(values))


def _to_roman(value: int) -> str:
    parts = []
    for sign, worth in (
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ):
        parts.append(sign * (value // worth))
        value %= worth
    return "".join(parts)


def is_chapter(number: str | None) -> bool:
    """Return whether a number is a thesis chapter's, ``BAB I``."""
    return number is not None and number.upper().startswith("BAB")


def next_number(number: str) -> str:
    """Return the number that follows in a chain, written the same way; empty where that cannot be said."""
    core = number.strip("().")
    if core[-1:].isdigit():
        head, _, tail = core.rpartition(".")
        following = f"{head}.{int(tail) + 1}" if head else str(int(tail) + 1)
    elif _ROMAN.match(core) and core not in ("C", "L"):
        following = _to_roman(roman_value(core) + 1)
    elif len(core) == 1 and core.isalpha():
        following = chr(ord(core) + 1)
    else:
        return ""
    return number.replace(core, following)
