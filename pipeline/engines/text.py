"""What a glyph stands for, as far as the file says."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""A glyph that maps to a control character maps to nothing. White space stays."""
UNMAPPED = "\ufffd"
_CID = re.compile(r"\(cid:\d+\)")


def readable(text: str) -> str:
    """Return the code points of one glyph, U+FFFD for what is none: a control character, ``(cid:7)``, nothing."""
    return CONTROL.sub(UNMAPPED, _CID.sub(UNMAPPED, text)) or UNMAPPED
