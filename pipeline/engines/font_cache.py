"""Keep pdf_oxide from reading a file with the glyph widths of the file before it.

pdf_oxide shares parsed fonts between documents of a process, first come first served, under a key that leaves out
a ``/Widths`` array given by reference (its issue 1129, mended in 0.3.79). Two Word files that both name
TimesNewRomanPSMT and embed nothing collide: the second one's glyphs are then placed with the first one's widths
(7 % of the glyphs of one of 30 files, by more than half a point). The store cannot be emptied from Python, but it
holds 1,024 fonts and drops the oldest: a file with as many fonts of its own pushes all others out, in 5 to 10 ms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

STORE_SIZE = 1024
"""Fonts that pdf_oxide keeps (``DEFAULT_MAX_ENTRIES`` of its font store)."""
MENDED_IN = (0, 3, 79)
_WIDTHS_ELSEWHERE = re.compile(rb"/Widths\s+\d+\s+\d+\s+R")
"""A file without such a reference, and without object streams that could hide one, has all its widths in the key."""


def is_shared(version: str) -> bool:
    """Return whether this version of pdf_oxide shares widths between documents."""
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
    return numbers < MENDED_IN


@cache
def _crowd() -> bytes:
    """Return a PDF of one page that loads ``STORE_SIZE`` fonts which no other file has."""
    text = b"BT /0 1 Tf (a) Tj ET"
    names = b"".join(b"/%d %d 0 R" % (i, i + 5) for i in range(STORE_SIZE))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<%s>>>>>>" % names,
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
    ]
    for i in range(STORE_SIZE):
        objects.append(b"<</Type/Font/Subtype/TrueType/BaseFont/Naskah%d/Encoding/WinAnsiEncoding>>" % i)
    out = bytearray(b"%PDF-1.4\n")
    table = bytearray(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return bytes(out + table + trailer)


def forget_fonts(pdf_oxide: Any, data: bytes) -> None:
    """Push every font of earlier documents out of the store of the module ``pdf_oxide`` if ``data`` could meet one."""
    if is_shared(pdf_oxide.VERSION) and (b"/ObjStm" in data or _WIDTHS_ELSEWHERE.search(data)):
        pdf_oxide.PdfDocument.from_bytes(_crowd()).extract_chars(0)
