"""What a glyph stands for, as far as the file says."""

from __future__ import annotations

import re

UNMAPPED = "\ufffd"
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uf020]")
"""A glyph that maps to a control character maps to nothing; white space stays. U+F020 is the space of Symbol."""
_CID = re.compile(r"\(cid:\d+\)")


def readable(text: str) -> str:
    """Return the code points of one glyph, U+FFFD for what is none: a control character, ``(cid:7)``, nothing."""
    if len(text) == 1 and " " <= text <= "~":
        return text
    return UNREADABLE.sub(_meant, _CID.sub(UNMAPPED, text)) or UNMAPPED


def _meant(hit: re.Match[str]) -> str:
    return " " if hit[0] == "\uf020" else UNMAPPED
