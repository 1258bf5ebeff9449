"""Arabic words in the order in which they are read.

Words are put on a row from left to right; a run of Arabic among them is read from right to left. Marks and numbers
between two Arabic words belong to the run.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Word

_FIRST, _LAST = "\u0590", "\u08ff"
_FORMS_FIRST, _FORMS_LAST = "\ufb1d", "\ufefc"


def order_right_to_left(row: list[Word]) -> list[Word]:
    """Return a row with each run of right-to-left words turned round; other rows come back as they are."""
    rtl = [k for k, word in enumerate(row) if not word.text.isascii() and _is_rtl(word.text)]
    if len(rtl) < 2:
        return row
    result = list(row)
    for start, end in _runs(row, rtl):
        turned = row[start:end][::-1]
        joins = [False, *(word.joined for word in turned[:-1])]
        result[start:end] = [word._replace(joined=joined) for word, joined in zip(turned, joins, strict=True)]
        if start and row[start].joined:
            result[start] = result[start]._replace(joined=True)
    return result


def _is_rtl(text: str) -> bool:
    """Return whether a text has a letter of a script that runs from right to left."""
    return any(_FIRST <= char <= _LAST or _FORMS_FIRST <= char <= _FORMS_LAST for char in text)


def _runs(row: Sequence[Word], rtl: Sequence[int]) -> list[tuple[int, int]]:
    """Return ``[start, end)`` of runs: right-to-left words with nothing but marks and numbers between them."""
    runs: list[tuple[int, int]] = []
    for k in rtl:
        if runs and not any(char.isalpha() for word in row[runs[-1][1] : k] for char in word.text):
            runs[-1] = runs[-1][0], k + 1
        else:
            runs.append((k, k + 1))
    return [run for run in runs if run[1] - run[0] > 1]
