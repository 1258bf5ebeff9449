"""Keep pdf_oxide from reading a file with the glyph widths of the file before it.

pdf_oxide shares parsed fonts between documents of a process, first come first served, under a key that leaves out
a ``/Widths`` array given by reference (its issue 1129, mended in 0.3.79). Two Word files that both name
TimesNewRomanPSMT and embed nothing collide: the second one's glyphs are then placed with the first one's widths
(7 % of the glyphs of one of 30 files, by more than half a point). Subsets, named ``ABCDEF+Times``, are not shared.

The key does hold ``/DW``, which says something in composite fonts alone. So each font that could meet another gets one,
in the place of its ``/Type/Font``, which nobody reads. Where a font is out of reach, in an object stream, the others
are: the store cannot be emptied from Python, but it holds 1,024 fonts and drops the oldest, and a file with as many
fonts of its own pushes all others out, in 5 to 10 ms.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Any

from pipeline.engines.content import object_streams

STORE_SIZE = 1024
"""Fonts that pdf_oxide keeps (``DEFAULT_MAX_ENTRIES`` of its font store)."""
MENDED_IN = (0, 3, 79)
NUMBERS = 900_000
"""Numbers of six digits, as many as there is room for: one for each file until the store has long forgotten it."""
FONT_SIZE = 4096
"""Bytes on either side of ``/Widths`` within which a font's dictionary begins and ends."""
_WIDTHS_ELSEWHERE = re.compile(rb"/Widths\s+\d+\s+\d+\s+R")
"""A file without such a reference has all its widths in the key."""
_SUBSET = re.compile(rb"/BaseFont\s*/[A-Z]{6}\+")
_TYPE = re.compile(rb"/Type\s*/Font(?![A-Za-z])")


def is_shared(version: str) -> bool:
    """Return whether this version of pdf_oxide shares widths between documents."""
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
    return numbers < MENDED_IN


def keep_fonts_apart(pdf_oxide: Any, data: bytes) -> bytes:
    """Return a file whose fonts the module ``pdf_oxide`` cannot take for those of files before it, nor these for those.

    Nothing else of the file changes, nor its length.
    """
    if not is_shared(pdf_oxide.VERSION):
        return data
    marked = _mark_fonts(data, next(_numbers()))
    if marked is None or any(map(_holds_font, object_streams(data))):
        pdf_oxide.PdfDocument.from_bytes(_crowd()).extract_chars(0)
    return data if marked is None else marked


@cache
def _numbers() -> count[int]:
    return count()


def _mark_fonts(data: bytes, number: int) -> bytes | None:
    """Return the file with a number in each font that could be shared, None where one has no room for it."""
    mark = b"/DW %d" % (100_000 + number % NUMBERS)
    out: bytearray | None = None
    for hit in _WIDTHS_ELSEWHERE.finditer(data):
        start = data.rfind(b" obj", max(0, hit.start() - FONT_SIZE), hit.start())
        end = data.find(b"endobj", hit.end(), hit.end() + FONT_SIZE)
        if start >= 0 and _SUBSET.search(data, start, end):
            continue
        place = _TYPE.search(data, start, end) if 0 <= start < end else None
        if place is None:
            return None
        out = bytearray(data) if out is None else out
        out[place.start() : place.end()] = mark.ljust(len(place[0]))
    return data if out is None else bytes(out)


def _holds_font(objects: bytes | None) -> bool:
    """Return whether an object stream may hold a font that could be shared."""
    return objects is None or (
        _WIDTHS_ELSEWHERE.search(objects) is not None and len(_SUBSET.findall(objects)) < objects.count(b"/BaseFont")
    )


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
