"""Bad PDF files, made on the spot: damaged, odd, hostile, enormous. ``bad_files()`` yields name and bytes.

Each must end in a record or in a failure with a type, within the limits of a file. ``HOSTILE_NAMES`` are file names
that must do no harm around a sound file. Write them all with ``python -m tests.bad_files FOLDER``.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.pdf_files import FONT, article_pdf, assemble, flate, make_pdf, page_objects, stream, text_content

TEXT = text_content(["Kerja sama daerah perbatasan", "tumbuh dengan cepat sekali."])
SOUND = page_objects([stream(TEXT)])

HOSTILE_NAMES: tuple[bytes, ...] = (
    b"new\nline.pdf",
    b"carriage\rreturn.pdf",
    "kanan\u202ekiri.pdf".encode(),
    b"\x1b[31mred\x1b[0m.pdf",
    b"[red]markup[bold].pdf",
    b"-rf.pdf",
    b"--out.pdf",
    b" leading space.pdf",
    b"..pdf",
    b"...pdf",
    b"no utf-8 \xff\xfe.pdf",
    "makalah \U0001f4dc nomor ①.pdf".encode(),
    "e\u0301 decomposed.pdf".encode(),
    b"quote'\"`.pdf",
    b"$(touch pwned).pdf",
    b"; touch pwned;.pdf",
    b"<script>alert(1)<script>.pdf",
    b"percent %s %n %2e%2e%2f.pdf",
    b"back\\slash\\..\\up.pdf",
    b"x" * 240 + b".pdf",
    b"x" * 251 + b".pdf",
    b"UPPER.PDF",
    b"two.dots.pdf.pdf",
    b"tab\there.pdf",
    b"a.json.pdf",
)


def bad_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name, without suffix, and the content of each bad file; names are unique."""
    yield from _not_pdf()
    yield from _truncated()
    yield from _cross_reference()
    yield from _page_tree()
    yield from _boxes()
    yield from _streams()
    yield from _bombs()
    yield from _nesting()
    yield from _fonts()
    yield from _texts()
    yield from _encryption()
    yield from _active()
    yield from _large()


def _not_pdf() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "one-byte", b"%"
    yield "header-only", b"%PDF-1.7\n"
    yield "header-and-end", b"%PDF-1.7\n%%EOF\n"
    yield "jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x11" * 4000 + b"\xff\xd9"
    yield "png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(1000)
    yield "html", b"<!DOCTYPE html><html><body>Please log in to download this article.</body></html>"
    yield "text", b"Ini bukan berkas PDF.\n" * 100
    yield "zip", b"PK\x03\x04" + bytes(2000)
    yield "zeros", bytes(1 << 20)
    yield "noise", random.Random(1).randbytes(1 << 16)
    yield "noise-with-header", b"%PDF-1.4\n" + random.Random(2).randbytes(1 << 16)
    yield "junk-before-header", b"junk\n" * 400 + make_pdf(["satu"])
    yield "junk-after-end", make_pdf(["satu"]) + b"\0junk\n" * 4000
    yield "two-files-in-one", make_pdf(["satu"]) + make_pdf(["dua"])


def _truncated() -> Iterator[tuple[str, bytes]]:
    whole = article_pdf()
    for percent in (10, 50, 90, 99):
        yield f"truncated-{percent}", whole[: len(whole) * percent // 100]
    yield "one-byte-missing", whole[:700] + whole[701:]
    yield "line-ends-converted", whole.replace(b"\n", b"\r\n")
    yield "high-bits-lost", bytes(byte & 0x7F for byte in whole)


def _cross_reference() -> Iterator[tuple[str, bytes]]:
    whole = assemble(SOUND)
    start = whole.rindex(b"startxref")
    table = whole.index(b"xref\n0")
    yield "xref-missing", whole[:table] + whole[whole.index(b"trailer") :]
    yield (
        "xref-all-zero",
        whole[:table] + b"xref\n0 6\n" + b"0000000000 00000 n \n" * 6 + whole[whole.index(b"trailer") :],
    )
    yield "startxref-past-end", whole[:start] + b"startxref\n99999999\n%%EOF\n"
    yield "startxref-negative", whole[:start] + b"startxref\n-5\n%%EOF\n"
    yield "xref-prev-is-itself", assemble(SOUND, trailer=b"/Prev %d" % table)
    second = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % table
    loop = assemble(SOUND, trailer=b"/Prev %d" % (len(whole) + 20))
    yield "xref-prev-loop", loop + b" " * max(0, len(whole) + 20 - len(loop)) + second
    yield "xref-stream-w-zero", _xref_stream(b"/W [0 0 0] /Index [0 1000000] /Size 1000000")
    yield "xref-stream-w-huge", _xref_stream(b"/W [1 99999999 1] /Size 6")
    yield "xref-stream-prev-is-itself", _xref_stream(b"/W [1 2 1] /Size 6 /Prev 15")
    yield "trailer-without-root", whole.replace(b"/Root 1 0 R", b"")
    yield "root-missing", assemble(SOUND, root=99)
    yield "root-is-page", assemble(SOUND, root=4)
    yield (
        "object-stream-count-wrong",
        assemble({**SOUND, 6: stream(b"7 0 8 9 <<>>", b"/Type /ObjStm /N 999999 /First 9")}),
    )
    yield (
        "object-stream-in-itself",
        assemble({**SOUND, 6: stream(b"6 0 <<>>", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")}),
    )


def _xref_stream(entries: bytes) -> bytes:
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    start = len(body)
    return (
        body
        + b"6 0 obj\n"
        + stream(b"\x01\x00\x10\x00" * 6, b"/Type /XRef /Root 1 0 R " + entries)
        + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )


def _page_tree() -> Iterator[tuple[str, bytes]]:
    def tree(pages: bytes, **more: bytes) -> bytes:
        return assemble({**SOUND, 2: pages, **{int(key[1:]): value for key, value in more.items()}})

    yield "no-page-tree", assemble({**SOUND, 1: b"<< /Type /Catalog >>"})
    yield "zero-pages", tree(b"<< /Type /Pages /Kids [] /Count 0 >>")
    yield "zero-kids-count-five", tree(b"<< /Type /Pages /Kids [] /Count 5 >>")
    yield "count-huge", tree(b"<< /Type /Pages /Kids [4 0 R] /Count 2000000000 >>")
    yield "count-negative", tree(b"<< /Type /Pages /Kids [4 0 R] /Count -1 >>")
    yield "count-a-string", tree(b"<< /Type /Pages /Kids [4 0 R] /Count (one) >>")
    yield "kid-is-itself", tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield (
        "kids-in-a-ring",
        tree(b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>", o6=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    )
    yield "kids-doubling", assemble(_doubling_tree(24))
    yield "kids-5000-deep", assemble(_deep_tree(5000))
    yield "kid-missing", tree(b"<< /Type /Pages /Kids [77 0 R 4 0 R] /Count 2 >>")
    yield "same-page-thousand-times", tree(b"<< /Type /Pages /Kids [%s] /Count 1000 >>" % (b"4 0 R " * 1000))
    yield "page-without-contents", assemble({**SOUND, 4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"})
    yield "page-contents-missing", assemble({key: value for key, value in SOUND.items() if key != 5})


def _doubling_tree(levels: int) -> dict[int, bytes]:
    """Return a page tree in which every node holds the next twice: 2 to the power of ``levels`` pages."""
    objects = dict(SOUND)
    objects[2] = b"<< /Type /Pages /Kids [10 0 R 10 0 R] /Count %d >>" % 2**levels
    for level in range(levels):
        kid = 4 if level == levels - 1 else 11 + level
        objects[10 + level] = b"<< /Type /Pages /Parent 2 0 R /Kids [%d 0 R %d 0 R] /Count 2 >>" % (kid, kid)
    return objects


def _deep_tree(depth: int) -> dict[int, bytes]:
    objects = dict(SOUND)
    objects[2] = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    for level in range(depth):
        kid = 4 if level == depth - 1 else 11 + level
        objects[10 + level] = b"<< /Type /Pages /Parent 2 0 R /Kids [%d 0 R] /Count 1 >>" % kid
    return objects


def _boxes() -> Iterator[tuple[str, bytes]]:
    boxes = {
        "box-missing": b"/MediaBox null",
        "box-huge": b"/MediaBox [0 0 1000000000 1000000000]",
        "box-beyond-floats": b"/MediaBox [0 0 %s 842]" % (b"9" * 400),
        "box-empty": b"/MediaBox [0 0 0 0]",
        "box-upside-down": b"/MediaBox [595 842 0 0]",
        "box-of-names": b"/MediaBox [/a /b /c /d]",
        "box-of-two": b"/MediaBox [0 0]",
        "box-far-away": b"/MediaBox [100000 100000 100595 100842]",
        "crop-outside": b"/MediaBox [0 0 595 842] /CropBox [9000 9000 9100 9100]",
        "rotate-45": b"/Rotate 45",
        "rotate-huge": b"/Rotate 90000000000000000000",
        "rotate-minus-90": b"/Rotate -90",
        "user-unit-huge": b"/UserUnit 1000000",
    }
    for name, page in boxes.items():
        yield name, assemble(page_objects([stream(TEXT)], page=page))


def _streams() -> Iterator[tuple[str, bytes]]:
    contents = {
        "length-short": stream(TEXT, length=10),
        "length-long": stream(TEXT, length=99999999),
        "length-negative": stream(TEXT, length=-1),
        "length-is-itself": b"<< /Length 5 0 R >>\nstream\n%s\nendstream" % TEXT,
        "endstream-missing": b"<< /Length 99999 >>\nstream\n" + TEXT,
        "flate-noise": stream(random.Random(3).randbytes(5000), b"/Filter /FlateDecode"),
        "flate-cut": stream(zlib.compress(TEXT * 50)[:60], b"/Filter /FlateDecode"),
        "lzw-noise": stream(random.Random(4).randbytes(5000), b"/Filter /LZWDecode"),
        "ascii85-noise": stream(b"~~~~!!!!zzzz\xff\xff~>", b"/Filter /ASCII85Decode"),
        "run-length-cut": stream(b"\x7f" * 10, b"/Filter /RunLengthDecode"),
        "filter-unknown": stream(TEXT, b"/Filter /Mystery"),
        "filter-thousand-times": stream(TEXT, b"/Filter [%s]" % (b"/FlateDecode " * 1000)),
        "predictor-huge": flate(TEXT, b"/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 99 >>"),
        "jpeg-as-content": stream(b"\xff\xd8\xff\xe0" + bytes(500), b"/Filter /DCTDecode"),
        "inline-image-open": stream(b"BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID " + bytes(1000)),
        "operators-noise": stream(random.Random(5).randbytes(20000)),
        "operands-missing": stream(b"BT Tf Td Tj TJ Tm ' \" ET Q Q Q re cm Do gs sh BDC EMC\n" * 200),
        "string-open": stream(TEXT[:-20] + b"(never closed " + b"x" * 5000),
        "hex-string-odd": stream(b"BT /F1 10 Tf 72 700 Td <4b65726a61 20 73 zz 616d6> Tj ET"),
    }
    for name, content in contents.items():
        yield name, assemble(page_objects([content]))


def _bombs() -> Iterator[tuple[str, bytes]]:
    yield "bomb-flate", assemble(page_objects([flate(b" " * (300 << 20))]))
    twice = zlib.compress(zlib.compress(bytes(300 << 20), 9), 9)
    yield "bomb-flate-twice", assemble(page_objects([stream(twice, b"/Filter [/FlateDecode /FlateDecode]")]))
    yield (
        "bomb-ascii-hex-flate",
        assemble(
            page_objects([stream(zlib.compress(b"20" * (50 << 20), 9), b"/Filter [/FlateDecode /ASCIIHexDecode]")])
        ),
    )
    yield "bomb-text", assemble(page_objects([flate(b"BT /F1 1 Tf " + b"(aaaaaaaa) Tj " * 3_000_000 + b"ET")]))
    forms = {
        20 + level: stream(
            (b"/X Do " * 10) if level < 9 else TEXT,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> "
            b"/Font << /F1 3 0 R >> >>" % (21 + level),
        )
        for level in range(10)
    }
    page = page_objects([stream(b"/X Do " * 10)], resources=b"/XObject << /X 20 0 R >>")
    yield "bomb-forms-in-forms", assemble({**page, **forms})
    yield "bomb-paths", assemble(page_objects([flate(b"0 0 m 9 9 l S 1 1 5 5 re f\n" * 500_000)]))
    yield "bomb-image", assemble(
        {
            **page_objects([stream(b"/I Do")], resources=b"/XObject << /I 9 0 R >>"),
            9: flate(bytes(1000), b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 "
                     b"/ColorSpace /DeviceRGB"),
        }
    )  # fmt: skip


def _nesting() -> Iterator[tuple[str, bytes]]:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    page = page_objects([stream(b"/X Do")], resources=b"/XObject << /X 9 0 R >>")
    yield "form-in-itself", assemble({**page, 9: stream(b"/X Do", form % 9)})
    yield "forms-in-a-ring", assemble({**page, 9: stream(b"/X Do", form % 10), 10: stream(b"/X Do", form % 9)})
    yield "saves-100000", assemble(page_objects([stream(b"q " * 100_000 + TEXT)]))
    yield "restores-100000", assemble(page_objects([stream(b"Q " * 100_000 + TEXT)]))
    yield "marked-100000", assemble(page_objects([stream(b"/P BMC " * 100_000 + TEXT)]))
    yield "dictionaries-100000-deep", assemble({**SOUND, 9: b"<</a" * 100_000 + b" 1 " + b">>" * 100_000})
    yield "arrays-100000-deep", assemble({**SOUND, 9: b"[" * 100_000 + b"]" * 100_000})
    yield "arrays-deep-in-content", assemble(page_objects([stream(b"[" * 100_000 + b"]" * 100_000 + b" TJ " + TEXT)]))
    yield "reference-to-itself", assemble({**SOUND, 5: b"5 0 R"})
    yield (
        "resources-in-a-ring",
        assemble({**SOUND, 4: SOUND[4].replace(b"/Resources", b"/Resources 9 0 R /Old"), 9: b"9 0 R"}),
    )
    yield (
        "outline-in-a-ring",
        assemble(
            {
                **SOUND,
                1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>",
                9: b"<< /First 10 0 R /Last 10 0 R /Count 1 >>",
                10: b"<< /Title (a) /Parent 9 0 R /Next 10 0 R /First 10 0 R >>",
            }
        ),
    )


def _fonts() -> Iterator[tuple[str, bytes]]:
    def font(body: bytes, content: bytes = TEXT, **more: bytes) -> bytes:
        extra = {int(key[1:]): value for key, value in more.items()}
        return assemble({**page_objects([stream(content)]), 3: body, **extra})

    def mapped(cmap: bytes) -> bytes:
        return font(FONT.replace(b">>", b"/ToUnicode 9 0 R >>"), o9=stream(cmap))

    wide = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts %s >>"
    codes = b"BT /F1 10 Tf 72 700 Td <004b0065> Tj ET"
    yield "font-missing", assemble({**SOUND, 4: SOUND[4].replace(b"3 0 R", b"88 0 R")})
    yield "font-no-resources", assemble({**SOUND, 4: SOUND[4].replace(b"/Font", b"/Tnof")})
    yield "font-null", font(b"null")
    yield "font-is-stream", font(stream(TEXT))
    yield "font-no-descendants", font(wide % (b"/Identity-H", b"[]"), codes)
    yield "font-descends-from-itself", font(wide % (b"/Identity-H", b"[3 0 R]"), codes)
    yield (
        "font-encoding-a-path",
        font(wide % (b"/..#2f..#2f..#2fetc#2fpasswd", b"[<< /Subtype /CIDFontType2 >>]"), codes),
    )
    yield (
        "font-cmap-uses-itself",
        font(
            wide % (b"9 0 R", b"[<< /Subtype /CIDFontType2 >>]"),
            codes,
            o9=stream(b"/X usecmap begincmap endcmap", b"/Type /CMap /CMapName /X /UseCMap 9 0 R"),
        ),
    )
    yield "font-widths-wrong", font(FONT.replace(b">>", b"/FirstChar 900 /LastChar -5 /Widths [(a) null 1e99] >>"))
    yield (
        "font-program-noise",
        font(
            FONT.replace(b">>", b"/FontDescriptor 9 0 R >>").replace(b"Type1", b"TrueType"),
            o9=b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 10 0 R >>",
            o10=stream(random.Random(6).randbytes(3000)),
        ),
    )
    type3 = (
        b"<< /Type /Font /Subtype /Type3 /FontMatrix [%s] /FontBBox [0 0 1 1] /FirstChar 75 /LastChar 75 /Widths [1] "
    )
    type3 += b"/Encoding << /Differences [75 /K] >> /CharProcs << /K 9 0 R >> /Resources << /Font << /F1 3 0 R >> >> >>"
    yield "font-type3-in-itself", font(type3 % b"1 0 0 1 0 0", o9=stream(b"1 0 d0 BT /F1 1 Tf (K) Tj ET"))
    yield "font-type3-no-matrix", font(type3 % b"0 0 0 0 0 0", o9=stream(b"1 0 d0"))
    yield "cmap-noise", mapped(random.Random(7).randbytes(2000))
    yield "cmap-range-huge", mapped(b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap")
    yield "cmap-range-backwards", mapped(b"begincmap 1 beginbfrange <FF> <00> <0041> endbfrange endcmap")
    yield "cmap-lone-surrogates", mapped(b"begincmap 1 beginbfrange <00> <ff> <D800> endbfrange endcmap")
    yield "cmap-null-characters", mapped(b"begincmap 1 beginbfrange <00> <ff> <0000> endbfrange endcmap")
    yield "cmap-private-use", mapped(b"begincmap 1 beginbfrange <00> <ff> <E000> endbfrange endcmap")
    yield "cmap-long-texts", mapped(b"begincmap 1 beginbfchar <4b> <%s> endbfchar endcmap" % (b"0041" * 20_000))


def _texts() -> Iterator[tuple[str, bytes]]:
    contents = {
        "text-none": b"",
        "text-only-spaces": b"BT /F1 10 Tf 72 700 Td (          ) Tj ET",
        "text-one-letter": b"BT /F1 10 Tf 72 700 Td (a) Tj ET",
        "text-size-zero": TEXT.replace(b"/F1 10", b"/F1 0"),
        "text-size-negative": TEXT.replace(b"/F1 10", b"/F1 -10"),
        "text-size-huge": TEXT.replace(b"/F1 10", b"/F1 999999999999999999999999999999"),
        "text-size-tiny": TEXT.replace(b"/F1 10", b"/F1 0.0000001"),
        "text-far-off-page": TEXT.replace(b"72 770", b"1e20 99999999999999"),
        "text-matrix-singular": b"BT /F1 10 Tf 0 0 0 0 72 700 Tm (Kerja) Tj ET",
        "text-matrix-skewed": b"BT /F1 10 Tf 1 2 3 4 72 700 Tm (Kerja sama) Tj ET",
        "text-matrix-beyond-floats": b"BT /F1 10 Tf %s 0 0 1 72 700 Tm (Kerja) Tj ET" % (b"9" * 400),
        "text-mirrored": b"BT /F1 10 Tf -1 0 0 1 300 700 Tm (Kerja sama) Tj ET",
        "text-scaled-to-nothing": b"BT /F1 10 Tf 0 Tz 72 700 Td (Kerja sama) Tj ET",
        "text-all-on-one-spot": b"BT /F1 10 Tf 72 700 Td " + b"(Kerja) Tj -20 0 Td " * 2000 + b"ET",
        "text-every-angle": b"".join(
            b"BT /F1 10 Tf 0.%d 0.%d -0.%d 0.%d 300 400 Tm (miring) Tj ET " % (n, 99 - n, 99 - n, n) for n in range(99)
        ),
        "text-invisible": b"BT 3 Tr /F1 10 Tf 72 700 Td (Kerja sama) Tj ET",
        "text-control-codes": b"BT /F1 10 Tf 72 700 Td (\\000\\001\\002\\037\\177\\255) Tj ET",
    }
    for name, content in contents.items():
        yield name, assemble(page_objects([stream(content)]))
    yield (
        "info-broken",
        assemble(
            {**SOUND, 9: b"<< /Title (\xfe\xff\xd8\x00) /Producer 9 0 R /Author <FEFFD83D> >>"}, trailer=b"/Info 9 0 R"
        ),
    )
    yield "info-huge", assemble({**SOUND, 9: b"<< /Title (%s) >>" % (b"judul " * 100_000)}, trailer=b"/Info 9 0 R")


def _encryption() -> Iterator[tuple[str, bytes]]:
    key = b"/ID [<00> <00>] /Encrypt 9 0 R"
    yield "encrypt-empty", assemble({**SOUND, 9: b"<< >>"}, trailer=key)
    yield "encrypt-unknown-handler", assemble({**SOUND, 9: b"<< /Filter /Mystery /V 1 /R 2 >>"}, trailer=key)
    yield (
        "encrypt-version-99",
        assemble({**SOUND, 9: b"<< /Filter /Standard /V 99 /R 99 /O () /U () /P -1 >>"}, trailer=key),
    )
    yield (
        "encrypt-keys-short",
        assemble({**SOUND, 9: b"<< /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >>"}, trailer=key),
    )
    yield (
        "encrypt-no-id",
        assemble({**SOUND, 9: b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 >>"}, trailer=b"/Encrypt 9 0 R"),
    )
    yield "encrypt-user-password", encrypted_pdf("rahasia")
    yield "encrypt-owner-only", encrypted_pdf("")


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def encrypted_pdf(password: str, text: str = "Kerja sama daerah rahasia") -> bytes:
    """Return a file encrypted with RC4 of 40 bits (ISO 32000-1, 7.6.3, algorithms 1 to 4)."""
    padded = (password.encode("latin-1") + PADDING)[:32]
    owner = _rc4(hashlib.md5((b"pemilik" + PADDING)[:32], usedforsecurity=False).digest()[:5], padded)
    identity, rights = b"0123456789abcdef", (0xFFFFFFFF - 3).to_bytes(4, "little")
    key = hashlib.md5(padded + owner + rights + identity, usedforsecurity=False).digest()[:5]
    content = text_content([text])
    secret = _rc4(hashlib.md5(key + (5).to_bytes(3, "little") + bytes(2), usedforsecurity=False).digest()[:10], content)
    body = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /O <%s> /U <%s> /P -4 >>"
    objects = {
        **page_objects([stream(secret)]),
        9: body % (owner.hex().encode(), _rc4(key, PADDING).hex().encode()),
    }
    name = identity.hex().encode()
    return assemble(objects, trailer=b"/Encrypt 9 0 R /ID [<%s> <%s>]" % (name, name))


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _active() -> Iterator[tuple[str, bytes]]:
    """Yield files that ask a reader to do something: nothing of it may happen."""
    actions = {
        "action-javascript": b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1/'\\)) >>",
        "action-launch": b"<< /S /Launch /F (touch pwned) /Win << /F (calc.exe) >> >>",
        "action-uri": b"<< /S /URI /URI (http://127.0.0.1:9/ping) >>",
        "action-submit": b"<< /S /SubmitForm /F (http://127.0.0.1:9/form) >>",
        "action-remote": b"<< /S /GoToR /F (file:///etc/passwd) /D [0 /Fit] >>",
    }
    for name, action in actions.items():
        yield name, assemble({**SOUND, 1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % action})
    link = b"<< /Type /Annot /Subtype /Link /Rect [%s] /A << /S /URI /URI (javascript:alert\\(1\\)) >> /Parent 9 0 R >>"
    for name, box in {
        "link-script": b"72 700 300 790",
        "link-no-box": b"",
        "link-box-huge": b"-1e30 0 1e30 (a)",
    }.items():
        yield (
            name,
            assemble({**page_objects([stream(TEXT)], page=b"/Annots [9 0 R 9 0 R 77 0 R null (x)]"), 9: link % box}),
        )
    entities = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>%s]><x>&a9;</x>" % b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%s;" % (b"" if n == 0 else b"%d" % (n - 1)) * 10) for n in range(10)
    )
    yield (
        "xml-entities",
        assemble(
            {
                **SOUND,
                1: b"<< /Type /Catalog /Pages 2 0 R /Metadata 9 0 R /AcroForm << /XFA 9 0 R /Fields [] >> >>",
                9: stream(entities, b"/Type /Metadata /Subtype /XML"),
            }
        ),
    )
    yield "file-outside", assemble({**page_objects([b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"])})


def _large() -> Iterator[tuple[str, bytes]]:
    yield "pages-10000", assemble(page_objects([stream(b"")] * 10_000))
    yield (
        "glyphs-200000-on-a-page",
        assemble(
            page_objects([flate(b"\n".join(text_content(["kata " * 20] * 50, y=770 - n / 10) for n in range(40)))])
        ),
    )
    yield (
        "rules-50000",
        assemble(
            page_objects([flate(TEXT + b"".join(b" %d %d 5 0.5 re f" % (n % 500, n // 500) for n in range(50_000)))])
        ),
    )
    yield (
        "links-5000",
        assemble(
            {
                **page_objects([stream(TEXT)], page=b"/Annots [%s]" % (b"9 0 R " * 5000)),
                9: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://a.id) >> >>",
            }
        ),
    )


def write_bad_files(folder: Path) -> list[Path]:
    """Write every bad file and a sound one under every hostile name; returns the paths."""
    paths = []
    for name, data in bad_files():
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        paths.append(path)
    for number, name in enumerate(HOSTILE_NAMES):
        path = folder / os.fsdecode(name)
        path.write_bytes(article_pdf(str(number)))
        paths.append(path)
    return paths


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(len(write_bad_files(target)), "files")
