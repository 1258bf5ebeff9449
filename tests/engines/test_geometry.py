"""Every engine sees the same glyphs in the same places, however a file comes to put them there."""

from __future__ import annotations

import pytest

from pipeline.document import Char, Page
from pipeline.engines import ENGINES, read_pages_with
from tests.pdf_files import assemble, page_objects, stream

ENGINE = pytest.mark.parametrize("engine", ENGINES)


def pdf(content: str | bytes, page: bytes = b"", resources: bytes = b"", **more: bytes) -> bytes:
    data = content if isinstance(content, bytes) else content.encode("latin-1")
    objects = page_objects([stream(data)], page, resources)
    objects.update({int(number[1:]): body for number, body in more.items()})
    return assemble(objects)


def read(engine: str, data: bytes) -> Page:
    result = read_pages_with(engine)(data)
    assert result.failed == ()
    return result.pages[0]


def glyph(page: Page, text: str) -> Char:
    (char,) = [char for char in page.chars if char.text == text]
    return char


@ENGINE
@pytest.mark.parametrize(
    ("content", "baseline", "size", "widths"),
    [
        ("BT /F1 12 Tf 100 700 Td (Ab) Tj ET", 142, 12, (8.0, 6.67)),
        ("BT /F1 1 Tf 12 0 0 12 100 700 Tm (Ab) Tj ET", 142, 12, (8.0, 6.67)),
        ("q 2 0 0 2 0 0 cm BT /F1 6 Tf 50 350 Td (Ab) Tj ET Q", 142, 12, (8.0, 6.67)),
        ("q 1 0 0 -1 0 842 cm BT /F1 12 Tf 1 0 0 -1 100 142 Tm (Ab) Tj ET Q", 142, 12, (8.0, 6.67)),
        ("BT /F1 12 Tf 50 Tz 100 700 Td (Ab) Tj ET", 142, 12, (4.0, 3.34)),
        ("BT /F1 12 Tf 1.5 0 0 1 100 700 Tm (Ab) Tj ET", 142, 12, (12.01, 10.01)),
        ("BT /F1 12 Tf 1 0 0.3 1 100 700 Tm (Ab) Tj ET", 142, 12, (8.0, 6.67)),
        ("BT /F1 12 Tf 1 0.02 -0.02 1 100 700 Tm (Ab) Tj ET", 142, 12, (8.0, 6.67)),
    ],
)
def test_upright_text(engine: str, content: str, baseline: float, size: float, widths: tuple[float, float]) -> None:
    page = read(engine, pdf(content))
    a, b = glyph(page, "A"), glyph(page, "b")
    assert a.x0 == pytest.approx(100, abs=0.1)
    assert a.baseline == pytest.approx(baseline, abs=0.15)
    assert (a.size, a.rotation) == (pytest.approx(size, abs=0.05), 0)
    assert (a.x1 - a.x0, b.x1 - b.x0) == pytest.approx(widths, abs=0.3)
    assert (a.top, a.bottom) == pytest.approx((a.baseline - 0.78 * a.size, a.baseline + 0.22 * a.size))


@ENGINE
@pytest.mark.parametrize(
    ("page", "origin", "measures", "direction"),
    [
        (b"/MediaBox [0 0 600 800]", (100, 100), (600, 800), 0),
        (b"/MediaBox [50 60 650 860]", (50, 160), (600, 800), 0),
        (b"/MediaBox [0 0 600 800] /CropBox [20 30 500 750]", (80, 50), (480, 720), 0),
        (b"/MediaBox [0 0 600 800] /CropBox [-100 -100 900 900]", (100, 100), (600, 800), 0),
        (b"/MediaBox [0 0 600 800] /Rotate 90", (700, 100), (800, 600), 90),
        (b"/MediaBox [0 0 600 800] /Rotate 180", (500, 700), (600, 800), 180),
        (b"/MediaBox [0 0 600 800] /Rotate -90", (100, 500), (800, 600), 270),
        (b"/MediaBox [50 60 650 860] /Rotate 90 /CropBox [60 80 640 850]", (620, 40), (770, 580), 90),
    ],
)
def test_pages(
    engine: str, page: bytes, origin: tuple[float, float], measures: tuple[float, float], direction: int
) -> None:
    seen = read(engine, pdf("BT /F1 12 Tf 100 700 Td (Ab) Tj ET", page))
    assert (seen.width, seen.height) == measures
    assert seen.rotation == direction
    a, b = glyph(seen, "A"), glyph(seen, "b")
    assert a.rotation == direction
    x, y = origin
    corner = {
        0: (a.x0, a.bottom - 0.22 * 12),
        90: (a.x0 + 0.22 * 12, a.top),
        180: (a.x1, a.top + 0.22 * 12),
        270: (a.x1 - 0.22 * 12, a.bottom),
    }[direction]
    assert corner == pytest.approx((x, y), abs=0.05)
    step = {0: (8, 0), 90: (0, 8), 180: (-8, 0), 270: (0, -8)}[direction]
    assert (b.x0 - a.x0 + b.x1 - a.x1, b.top - a.top + b.bottom - a.bottom) == pytest.approx(
        (2 * step[0] - 1.33 * (direction % 180 == 0) * (-1 if direction == 180 else 1),
         2 * step[1] - 1.33 * (direction % 180 == 90) * (-1 if direction == 270 else 1)), abs=3.0,
    )  # fmt: skip


@ENGINE
@pytest.mark.parametrize(
    ("matrix", "direction"),
    [("0 1 -1 0", 270), ("0 -1 1 0", 90), ("-1 0 0 -1", 180), ("0.7071 0.7071 -0.7071 0.7071", 315)],
)
def test_turned_text_keeps_its_reading_order(engine: str, matrix: str, direction: int) -> None:
    page = read(engine, pdf(f"BT /F1 12 Tf {matrix} 200 400 Tm (Gambar) Tj ET BT /F1 12 Tf 72 700 Td (Teks) Tj ET"))
    assert "".join(char.text for char in page.chars) == "TeksGambar"
    assert {char.rotation for char in page.chars} == {0, direction}
    assert all(char.size == pytest.approx(12, abs=0.1) for char in page.chars)
    turned = [char for char in page.chars if char.rotation]
    assert all(char.x1 > char.x0 and char.bottom > char.top for char in turned)
    if direction % 90 == 0:
        assert len({char.baseline for char in turned}) == 1


@ENGINE
def test_a_rotated_page_with_text_turned_back_is_upright(engine: str) -> None:
    data = pdf("BT /F1 12 Tf 0 1 -1 0 100 400 Tm (Lebar) Tj ET", b"/MediaBox [0 0 600 800] /Rotate 90")
    page = read(engine, data)
    assert "".join(char.text for char in page.chars) == "Lebar"
    first, second = page.chars[:2]
    assert (first.rotation, first.x0, first.baseline) == (0, pytest.approx(400, abs=0.01), pytest.approx(100, abs=0.01))
    assert second.x0 == pytest.approx(first.x1, abs=0.1)


@ENGINE
def test_rows_run_from_the_left_even_where_baselines_waver(engine: str) -> None:
    words = [(300, 700.02, "empat"), (72, 700.0, "satu"), (200, 699.96, "tiga"), (130, 700.0, "dua"), (72, 686, "lima")]
    content = " ".join(f"BT /F1 10 Tf {x} {y} Td ({word}) Tj ET" for x, y, word in words)
    page = read(engine, pdf(content))
    assert "".join(char.text for char in page.chars) == "satuduatigaempatlima"
    assert len({char.baseline for char in page.chars}) == 2


@ENGINE
def test_a_raised_marker_stays_raised(engine: str) -> None:
    page = read(engine, pdf("BT /F1 12 Tf 100 700 Td (kata) Tj 1 0 0 1 130 705 Tm /F1 7 Tf (1) Tj ET"))
    assert glyph(page, "1").baseline == pytest.approx(137, abs=0.01)


@ENGINE
def test_colours(engine: str) -> None:
    page = read(engine, pdf("1 0 0 rg BT /F1 12 Tf 100 700 Td (A ) Tj 0 g (B ) Tj 0.5 g (C ) Tj ET"))
    assert [hex(glyph(page, text).color) for text in "AB"] == ["0xff0000", "0x0"]
    assert glyph(page, "C").color in (0x7F7F7F, 0x808080)


@ENGINE
def test_drawn_lines(engine: str) -> None:
    content = """
        0.5 w 72 700 m 272 700 l S          % a line
        72 600 200 0.5 re f                 % a thin filled box: the separator of footnotes
        1 g 72 500 200 20 re f 0 g          % paper
        0.9 g 72 450 200 20 re f 0 g        % shading
        100 300 m 180 400 l S               % slanting
        72 200 2 1 re f                     % a dot
        300 300 100 50 re S                 % a frame
        72 700 m 272 700 l S                % the line again
    """
    page = read(engine, pdf(content))
    boxes = sorted(tuple(round(side) for side in rule) for rule in page.rules)
    frame = [(300, 492, 300, 542), (300, 492, 400, 492), (300, 542, 400, 542), (400, 492, 400, 542)]
    assert boxes == sorted([(72, 142, 272, 142), (72, 242, 272, 242), *frame])


@ENGINE
def test_links(engine: str) -> None:
    link = b"<< /Type /Annot /Subtype /Link /Rect [72 690 172 704] /A << /S /URI /URI (https://example.org/a) >> >>"
    page = read(engine, pdf("BT /F1 12 Tf 72 692 Td (tautan) Tj ET", b"/Annots [20 0 R]", o20=link))
    assert [(link.uri, tuple(map(round, link.bbox))) for link in page.links] == [
        ("https://example.org/a", (72, 138, 172, 152))
    ]


@ENGINE
def test_pictures(engine: str) -> None:
    data = pdf(
        "q 200 0 0 100 72 500 cm /Im1 Do Q q 3 0 0 3 72 400 cm /Im1 Do Q",
        resources=b"/XObject << /Im1 20 0 R >>",
        o20=stream(
            b"\x00", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
        ),
    )
    assert [tuple(map(round, box)) for box in read(engine, data).images] == [(72, 242, 272, 342)]


@ENGINE
def test_a_ligature_with_two_letters_is_two_glyphs_and_one_without_meaning_is_unmapped(engine: str) -> None:
    cmap = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
        3 beginbfchar <61> <00660069> <62> <0007> <63> <F020> endbfchar endcmap end"""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>"
    data = pdf("BT /F2 12 Tf 100 700 Td (xabcx) Tj ET", resources=b"/Font << /F2 20 0 R >>", o20=font, o21=stream(cmap))
    page = read(engine, data)
    texts = [char.text for char in page.chars if not char.text.isspace()]
    assert texts[:3] == ["x", "f", "i"]
    assert texts[-1] == "x"
    assert set(texts[3:-1]) <= {"\ufffd"}
    f, i = page.chars[1], page.chars[2]
    assert engine == "pdfium" or f.x1 - f.x0 == pytest.approx(i.x1 - i.x0, abs=0.01)


@ENGINE
def test_arabic_vowel_signs_go_to_their_letters(engine: str) -> None:
    cmap = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
        4 beginbfchar <61> <0628> <62> <0643> <63> <0650> <64> <0645> endbfchar endcmap end"""
    widths = b"/FirstChar 97 /LastChar 100 /Widths [556 556 500 556]"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Amiri /ToUnicode 21 0 R %s >>" % widths
    # meem, kaf, beh from the left; the kasra is set below beh
    content = "BT /F2 12 Tf 100 700 Td (d) Tj (b) Tj (a) Tj 1 0 0 1 117 697 Tm (c) Tj ET"
    page = read(engine, pdf(content, resources=b"/Font << /F2 20 0 R >>", o20=font, o21=stream(cmap)))
    assert [char.text for char in page.chars] == ["م", "ك", "بِ"]
