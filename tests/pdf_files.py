"""PDF files written byte by byte, for tests: small, exact, and wrong where a test wants them wrong."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
BOX = b"[0 0 595 842]"


def text_content(
    lines: Sequence[str], *, size: float = 10, x: float = 72, y: float = 770, leading: float = 14
) -> bytes:
    """Return a content stream that sets the lines one below the other; ``y`` counts up from the foot."""
    parts = [f"BT /F1 {size:g} Tf {leading:g} TL {x:g} {y:g} Td"]
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"({escaped}) Tj T*")
    return "\n".join([*parts, "ET"]).encode("latin-1")


def stream(data: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """Return a stream object; ``length`` overrides what it says of itself."""
    said = len(data) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (said, entries, data)


def flate(data: bytes, entries: bytes = b"") -> bytes:
    """Return a compressed stream object."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def assemble(objects: Mapping[int, bytes], *, trailer: bytes = b"", root: int = 1, version: bytes = b"1.7") -> bytes:
    """Return a file of the objects with a right cross-reference table."""
    out = bytearray(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version)
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = max(objects) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def page_objects(contents: Sequence[bytes], page: bytes = b"", resources: bytes = b"") -> dict[int, bytes]:
    """Return catalogue (1), page tree (2), font (3), then a page and its content for each of the streams.

    ``page`` is added to every page, ``resources`` to the resources; a ``/MediaBox`` in ``page`` replaces the usual.
    """
    pages = range(4, 4 + 2 * len(contents), 2)
    box = b"" if b"/MediaBox" in page else b"/MediaBox " + BOX
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in pages), len(contents)),
        3: FONT,
    }
    for number, content in zip(pages, contents, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R %s %s /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>"
            % (box, page, resources, number + 1)
        )
        objects[number + 1] = content
    return objects


def make_pdf(*pages: Sequence[str]) -> bytes:
    """Return a sound file whose pages hold the lines."""
    return assemble(page_objects([stream(text_content(lines)) for lines in pages]))


ARTICLE = (
    (
        "Kerja Sama Daerah Perbatasan",
        "Siti Rahmawati",
        "Abstrak",
        "Penelitian ini membahas kerja sama daerah perbatasan dengan negara tetangga.",
        "Kata kunci: daerah, perbatasan",
        "1. Pendahuluan",
        *("Kerja sama antara daerah dan negara tetangga tumbuh dengan cepat sekali.",) * 12,
    ),
    (
        *("Hasil penelitian menunjukkan bahwa pemerintah daerah berperan penting.",) * 12,
        "Daftar Pustaka",
        "Alderson, K. (2013). Diplomacy and law. London: Sage.",
    ),
)
"""Lines of a two-page article."""


def article_pdf(mark: str = "") -> bytes:
    """Return a two-page article; ``mark`` makes its content differ from another's."""
    first, second = ARTICLE
    return make_pdf((*first, mark), second)
