"""ISSNs in running heads and title lines: which is the print one, which the online one.

The words around a number say its kind (``p-ISSN``, ``(Online)``, ``ISSN Media Electronic``). The check digit is
that of ISO 3297: weights 8 to 2, modulo 11, X for ten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Diagnostic
from pipeline.front.journal_titles import Printed

ISSN = re.compile(r"(?<![\d/.-])(\d{4})\s?[-–—]\s?(\d{3}[\dXx])(?![\d/-])")
_ONLINE = r"(?:\be[-–\s]?ISSN|on-?line|electronic|elektronik|daring)"
_PRINT = r"(?:\bp[-–\s]?ISSN|print|cetak)"


def vote_issn(printed: Sequence[Printed]) -> tuple[str | None, str | None, list[Diagnostic]]:
    """Return print and online ISSN; a number without a word goes to the place that is left, print first."""
    kinds: dict[str, dict[str, int]] = {}
    doubts = []
    for line in printed:
        for issn, kind in _find_issns(line.text):
            counts = kinds.setdefault(issn, {})
            counts[kind] = counts.get(kind, 0) + 1
            if not is_issn(issn) and len(counts) == 1 and counts[kind] == 1:
                doubts.append(Diagnostic("front_matter", "issn_check_digit", "warning", line.page, issn))
    places: dict[str, str] = {}
    for kind in ("print", "online"):
        ranked = sorted((i for i in kinds if kind in kinds[i]), key=lambda i: (not is_issn(i), -kinds[i][kind]))
        if ranked:
            places[kind] = ranked[0]
    for issn in sorted(kinds, key=lambda i: -sum(kinds[i].values())):
        free = [kind for kind in ("print", "online") if kind not in places]
        if issn not in places.values() and free and set(kinds[issn]) == {""}:
            places[free[0]] = issn
    return places.get("print"), places.get("online"), doubts


def _find_issns(text: str) -> list[tuple[str, str]]:
    """Return the ISSNs of a string with ``print``, ``online`` or nothing, by the words around each."""
    matches = list(ISSN.finditer(text))
    if not matches:
        return []
    named = re.search(r"ISSN", text, re.IGNORECASE) is not None
    worded = re.search(rf"{_ONLINE}|{_PRINT}", text, re.IGNORECASE) is not None
    found = []
    for at, match in enumerate(matches):
        issn = f"{match.group(1)}-{match.group(2).upper()}"
        if not (named or (worded and is_issn(issn))):
            continue
        if not is_issn(issn) and not re.search(r"ISSN[^\d]{0,24}$", text[: match.start()], re.IGNORECASE):
            continue
        ahead = text[matches[at - 1].end() if at else 0 : match.start()]
        behind = text[match.end() : matches[at + 1].start() if at + 1 < len(matches) else len(text)]
        found.append((issn, _issn_kind(ahead, behind)))
    return found


def _issn_kind(ahead: str, behind: str) -> str:
    near = re.match(r"[\s(|]*(\w+)", behind)
    for kind, words in (("online", _ONLINE), ("print", _PRINT)):
        if near and "issn" not in near.group().casefold() and re.match(words, near.group(1), re.IGNORECASE):
            return kind
    tail = re.split(r"\bonline\)|\bprint\)|\bcetak\)|\belectronic\)", ahead, flags=re.IGNORECASE)[-1]
    for kind, words in (("online", _ONLINE), ("print", _PRINT)):
        if re.search(rf"{words}[^\d]{{0,20}}$", tail, re.IGNORECASE):
            return kind
    return ""


def is_issn(text: str) -> bool:
    """Return whether the check digit of ``1234-5679`` is right."""
    digits = text.replace("-", "").upper()
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=False))
    check = -total % 11
    return digits[-1] == ("X" if check == 10 else str(check))
