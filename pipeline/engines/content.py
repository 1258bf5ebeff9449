"""A look through the content streams of a PDF before pdf_oxide reads it.

*Replacement text.* Marked content may carry ``/ActualText``, what a run of glyphs stands for (ISO 32000-1, 14.9.4);
InDesign gives tabs, en spaces and soft hyphens this way. pdf_oxide 0.3 then drops the glyphs and decodes the
replacement with the font's encoding, byte by byte: a tab becomes the letter ``v`` where code 9 is one, a soft hyphen
``Â`` and another letter. The other engines read the glyphs. So does pdf_oxide, once the entry is gone: it is cut out
of the content streams, which are compressed again into the same bytes, as they only get shorter. Nothing else of the
file moves.

*Pictures.* Asking pdf_oxide for the places of a page's pictures costs it a second run through the page, two thirds of
what the glyphs cost. A file without a picture or a form object in it need not be asked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

LARGEST = 16 << 20
"""Bytes of a content stream; longer ones are bombs or maps."""
PEEK = 256
"""Bytes of a decompressed stream that tell text from binary data."""
HEAD = 400
"""Bytes before ``stream`` that hold the stream's dictionary; those of content streams are short."""
LEVELS = (6, 7, 8, 9)
"""How hard zlib tries to make content small that has to fit where it was: a level more costs up to three times."""
_ENTRY = re.compile(rb"/ActualText\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))", re.DOTALL)
_NUMBERED = re.compile(rb"<<\s*/MCID\s+\d+\s*>>\s*BDC\b")
"""The number of marked content in the structure tree, which nobody asks for here: without it all the rest fits."""
_NO_CONTENT = re.compile(rb"/(?:Image|Length1|FontFile|Type1C|CIDFontType0C|OpenType|ObjStm|XRef|XML|N\s+\d)")
_PLACED = re.compile(rb"/(?:Image|Form)\b")
"""A picture or a form object; a stream and its dictionary are never inside an object stream (7.5.7)."""
_INLINE = re.compile(rb"BI\s")


class Content(NamedTuple):
    """A file for pdf_oxide: without replacement text as far as ``is_clean``, perhaps with placed pictures."""

    data: bytes
    is_clean: bool
    has_pictures: bool


def prepare(data: bytes) -> Content:
    """Return the file without replacement text, the same object where there is none, and whether it holds pictures.

    What cannot be decompressed is left alone, and may hold pictures.
    """
    out: bytearray | None = None
    is_clean, has_pictures = True, b"/Encrypt" in data
    if b"/ActualText" in data:  # content that is not compressed; or the structure tree, where it does no harm
        out = bytearray(_ENTRY.sub(lambda hit: b" " * len(hit[0]), data))
    for start, end in _streams(data):
        head = _dictionary(data, start)
        has_pictures = has_pictures or not head or _PLACED.search(head) is not None
        if _NO_CONTENT.search(head):
            continue
        content = _decompress(data[start:end])
        has_pictures = has_pictures or content is None or _INLINE.search(content) is not None
        if content is None or b"/ActualText" not in content:
            continue
        packed = _compress(_NUMBERED.sub(b"BMC", _ENTRY.sub(b"", content)), end - start)
        if packed is None:
            is_clean = False
            continue
        out = bytearray(data) if out is None else out
        out[start:end] = packed.ljust(end - start, b"\0")
    return Content(data if out is None else bytes(out), is_clean, has_pictures)


def object_streams(data: bytes) -> Iterator[bytes | None]:
    """Yield the objects in each object stream (7.5.7); None where they cannot be read."""
    if b"/ObjStm" not in data:
        return
    for start, end in _streams(data):
        if b"/ObjStm" in data[max(0, start - HEAD) : start]:
            yield _decompress(data[start:end])


def _dictionary(data: bytes, start: int) -> bytes:
    """Return the dictionary before the stream that starts at ``start``, nothing where it is long."""
    head = data[max(0, start - HEAD) : start]
    return head[head.rfind(b"obj") + 3 :] if b"obj" in head else b""


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the bytes of each stream start and end; plain search, as it runs over all of the file."""
    at = data.find(b"stream")
    while at >= 0:
        start = at + (8 if data[at + 6 : at + 8] == b"\r\n" else 7)
        end = data.find(b"endstream", start)
        if end < 0:
            return
        yield start, end
        at = data.find(b"stream", end + 9)


def _compress(content: bytes, room: int) -> bytes | None:
    """Return the content in at most ``room`` packed bytes, None where it will not fit; more work only where needed."""
    for level in LEVELS:
        packed = zlib.compress(content, level)
        if len(packed) <= room:
            return packed
    return None


def _decompress(packed: bytes) -> bytes | None:
    """Return the content of a compressed stream, nothing of binary data; None where it is packed in another way."""
    try:
        if b"\0" in zlib.decompressobj().decompress(packed[: 2 * PEEK], PEEK):
            return b""
        return zlib.decompressobj().decompress(packed, LARGEST)
    except zlib.error:
        return None
