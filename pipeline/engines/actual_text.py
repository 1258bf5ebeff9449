"""Take replacement text out of a PDF before pdf_oxide reads it.

Marked content may carry ``/ActualText``, what a run of glyphs stands for (ISO 32000-1, 14.9.4); InDesign gives tabs,
en spaces and soft hyphens this way. pdf_oxide 0.3 then drops the glyphs and decodes the replacement with the font's
encoding, byte by byte: a tab becomes the letter ``v`` where code 9 is one, a soft hyphen ``Â`` and another letter.
The other engines read the glyphs. So does pdf_oxide, once the entry is gone: it is cut out of the content streams,
which are compressed again into the same bytes, as they only get shorter. Nothing else of the file moves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

LARGEST = 16 << 20
"""Bytes of a content stream; longer ones are bombs or maps."""
PEEK = 256
"""Bytes of a decompressed stream that tell text from binary data."""
HEAD = 400
"""Bytes before ``stream`` that hold the stream's dictionary; those of content streams are short."""
_ENTRY = re.compile(rb"/ActualText\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))", re.DOTALL)
_NO_CONTENT = re.compile(rb"/(?:Image|Length1|FontFile|Type1C|CIDFontType0C|OpenType|ObjStm|XRef|XML|N\s+\d)")


def without_actual_text(data: bytes) -> tuple[bytes, bool]:
    """Return the file without replacement text, and whether all that was found is gone.

    A file without any is returned as it is. What cannot be decompressed (encrypted files) is left alone.
    """
    out: bytearray | None = None
    clean = True
    if b"/ActualText" in data:  # content that is not compressed; or the structure tree, where it does no harm
        out = bytearray(_ENTRY.sub(lambda hit: b" " * len(hit[0]), data))
    for start, end in _streams(data):
        head = data[max(0, start - HEAD) : start]
        head = head[head.rfind(b"obj") + 3 :]
        if b"FlateDecode" not in head or _NO_CONTENT.search(head):
            continue
        content = _decompress(data[start:end])
        if b"/ActualText" not in content:
            continue
        packed = _compress(_ENTRY.sub(b"", content), end - start)
        if packed is None:
            clean = False
            continue
        out = bytearray(data) if out is None else out
        out[start:end] = packed.ljust(end - start, b"\0")
    return (data if out is None else bytes(out)), clean


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
    for level in (7, 8, 9):
        packed = zlib.compress(content, level)
        if len(packed) <= room:
            return packed
    return None


def _decompress(packed: bytes) -> bytes:
    """Return the content of a compressed stream, nothing where it is no text or is damaged."""
    try:
        if b"\0" in zlib.decompressobj().decompress(packed[: 2 * PEEK], PEEK):
            return b""
        return zlib.decompressobj().decompress(packed, LARGEST)
    except zlib.error:
        return b""
