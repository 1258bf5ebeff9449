"""Reads a line-end hyphen out of the two lines around it."""

from __future__ import annotations

import re

from pipeline.text.hyphen_evidence import LineHyphen

LAST_PART = re.compile(r"[^\W_]+(?:[’'ʼ‘`][^\W_]+)*$")
FIRST_PART = re.compile(r"[^\W_]+(?:[’'ʼ‘`][^\W_]+)*")
LAST_WHOLE = re.compile(r"[^\W_]+(?:[-’'ʼ‘`][^\W_]+)*$")
FIRST_WHOLE = re.compile(r"[^\W_]+(?:[-’'ʼ‘`][^\W_]+)*")
SENTENCE_END = '.!?:;”"(“'


def read_line_hyphen(before: str, after: str, lang: str, title_case: bool) -> LineHyphen:
    """Return the hyphen that ``before`` ends with, with the word parts beside it, both lines not empty.

    The parts reach to the next hyphen, stroke or bracket: of ``(Ba Ria-Vung-`` the left part is ``Vung``. A part
    is empty where no letter or digit touches the hyphen.
    """
    start = before.rfind(" ") + 1
    stem = before[start:-1]
    left, whole_left = LAST_PART.search(stem), LAST_WHOLE.search(stem)
    right, whole_right = FIRST_PART.match(after), FIRST_WHOLE.match(after)
    opening = title_case
    if left is not None and not opening:
        rest = stem[: left.start()] or before[:start].rstrip()
        opening = not rest or rest[-1] in SENTENCE_END
    return LineHyphen(
        left.group() if left else "",
        right.group() if right else "",
        lang,
        opening,
        hyphen=before[-1],
        whole_left=whole_left.group() if whole_left else "",
        whole_right=whole_right.group() if whole_right else "",
        capitals=before.isupper() and after.isupper(),
    )
